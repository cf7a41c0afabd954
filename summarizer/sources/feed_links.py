"""Where an entry's link leads: the article's own address, also behind services that only lead on."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlsplit

from summarizer.sources.feed_text import web_address

_MOST_HOPS = 3
"""Redirectors that stand in one another."""


def article_address(link: object, base: str) -> str | None:
    """Return the address of an article as an absolute http(s) address, or None if there is none.

    Args:
        link: as the feed gives it.
        base: what it is relative to, or empty.
    """
    url = web_address(link, base)
    for _ in range(_MOST_HOPS):
        further = _named_in(url) if url else None
        if further is None:
            break
        url = further
    return url


def _named_in(url: str) -> str | None:
    """Return the address that a redirector's address names; None for all others."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    for row in _redirectors():
        if host in row["hosts"] and parts.path == row["path"]:
            values = parse_qs(parts.query)
            named = (web_address(value, "") for name in row["parameters"] for value in values.get(name, ()))
            return next((address for address in named if address), None)
    return None


@cache
def _redirectors() -> list[dict[str, Any]]:
    text = files("summarizer.sources").joinpath("redirectors.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["redirector"]
    return found
