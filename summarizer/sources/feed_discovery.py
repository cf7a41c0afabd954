"""Which feeds a web page offers: those that its head names, links that look like one, the usual addresses."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from summarizer.sources.feed_text import plain, web_address
from summarizer.sources.feed_type import FEED_TYPES, MAYBE_FEED
from summarizer.sources.feeds import MAX_TITLE_CHARACTERS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_FOUND = 20
_MAX_LOOKED_AT = 500  # links of one page
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*(.+)", re.IGNORECASE)
_MAX_LINK_TEXT = 60
"""Characters of a link's text; what is longer is a headline that speaks of feeds."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers.

    Attributes:
        url: absolute, http(s).
        title: as the page calls it; may be empty.
        is_aside: whether it is of comments, of one author or of sound.
    """

    url: str
    title: str
    is_aside: bool = False


def feeds_in_page(text: str, url: str) -> tuple[FeedLink, ...]:
    """Return the feeds that a page offers, the likeliest to be meant first.

    Those that its head names (HTML standard, 4.6.7.1) come before links in its text; those in the page's language
    before others; comments, single authors and podcasts come last.

    Args:
        text: the page, decoded.
        url: where it was fetched from.
    """
    from summarizer.sources.parse import parse_html

    tree = parse_html(text)
    if tree is None:
        return ()
    base = next((web_address(element.get("href"), url) for element in tree.iterfind(".//base[@href]")), None) or url
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()[:2]
    ranks: dict[str, tuple[int, FeedLink]] = {}
    for link, address in islice(chain(_refreshed(tree, base), _named(tree, base), _linked(tree, base)), _MAX_LOOKED_AT):
        title = plain(link.get("title") or "".join(link.itertext()), MAX_TITLE_CHARACTERS)
        aside = _is_aside(address, title, url)
        rank = 4 * aside + 2 * (link.tag == "a") + _is_of_other_language(link, address, language)
        ranks.setdefault(address, (rank, FeedLink(address, title, aside)))
    ordered = sorted(ranks.values(), key=lambda ranked: ranked[0])
    return tuple(feed for _, feed in ordered[:MAX_FOUND])


def usual_addresses(url: str) -> tuple[str, ...]:
    """Return where a site without such links may have a feed all the same: of the section first, then of the site."""
    segments = urlsplit(url).path.strip("/").split("/")
    section = segments[0] if len(segments) == 1 and "." not in segments[0] else ""
    paths: dict[str, list[str]] = _data()["usual"]
    of_section = [f"/{section}/{path}" for path in paths["section"]] if section else []
    return tuple(dict.fromkeys(urljoin(url, path) for path in (*of_section, *paths["site"])))


def _refreshed(tree: "HtmlElement", base: str) -> "Iterator[tuple[HtmlElement, str]]":
    """Yield where a page that is only a stop on the way leads by itself."""
    for meta in tree.iterfind(".//meta[@http-equiv]"):
        found = _REFRESH.match(meta.get("content") or "")
        if (meta.get("http-equiv") or "").lower() == "refresh" and found is not None:
            address = web_address(found[1].strip("'\" "), base)
            if address is not None and address != base:
                yield meta, address


def _named(tree: "HtmlElement", base: str) -> "Iterator[tuple[HtmlElement, str]]":
    for link in tree.iterfind(".//link[@href]"):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        address = web_address(link.get("href"), base)
        if address is None or not {"alternate", "feed"} & set(relations):
            continue
        if kind in FEED_TYPES or "feed" in relations or (kind in MAYBE_FEED and _looks_like_feed(address)):
            yield link, address


def _linked(tree: "HtmlElement", base: str) -> "Iterator[tuple[HtmlElement, str]]":
    for link in tree.iterfind(".//a[@href]"):
        address = web_address(re.sub(r"^feed:(?://)?(?=https?:)", "", link.get("href") or ""), base)
        if address is not None and _looks_like_feed(address) and len("".join(link.itertext()).strip()) < _MAX_LINK_TEXT:
            yield link, address


def _looks_like_feed(address: str) -> bool:
    parts = urlsplit(address)
    return (
        _pattern("feed_path").search(parts.path) is not None or _pattern("feed_query").search(parts.query) is not None
    )


def _is_aside(address: str, title: str, page: str) -> bool:
    """Say whether a feed is of comments, of one author or of sound, unless the page itself is."""
    parts = urlsplit(address)
    own = parts.path.removeprefix(urlsplit(page).path.rstrip("/"))
    return bool(_pattern("aside_address").search(f"{own}?{parts.query}") or _pattern("aside_title").search(title))


def _is_of_other_language(link: "HtmlElement", address: str, language: str) -> bool:
    """Say whether a link is marked as of another language than the page, by itself or by its path."""
    said = (link.get("hreflang") or "").lower()[:2]
    if not said:
        first = urlsplit(address).path.strip("/").split("/")[0].lower()
        said = first if first in _data()["languages"] else ""
    said = "ja" if said == "jp" else said
    return bool(language and said and said != language)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_data()["patterns"][name]), re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.sources").joinpath("feed_discovery.toml").read_text(encoding="utf-8"))
