"""JSON Feed 1.1 (jsonfeed.org/version/1.1), also 1.0."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from summarizer.sources.feed_text import language_code, plain, web_address
from summarizer.sources.feeds import (
    MAX_ENTRIES,
    MAX_SUMMARY_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    Feed,
    FeedEntry,
    entry_id,
    not_a_feed,
)

_VERSION = "jsonfeed.org/version/"


def looks_like_json(text: str) -> bool:
    """Tell JSON from XML by its first character."""
    return text.startswith("{")


def read_json(text: str, source: str) -> Feed:
    """Read a JSON feed.

    Args:
        text: decoded.
        source: where it came from; the base of links, and named in the error.

    Raises:
        NotAFeed: no JSON, or JSON of something else.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise not_a_feed(source, f"broken JSON: {type(error).__name__}") from error
    if not isinstance(data, dict) or _VERSION not in str(data.get("version")):
        raise not_a_feed(source, "JSON without the version of JSON Feed")
    items = data.get("items")
    site = web_address(data.get("home_page_url"), source)
    base = source or site or ""
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return Feed(
        title=plain(data.get("title"), MAX_TITLE_CHARACTERS),
        url=site,
        language=language_code(data.get("language")),
        entries=tuple(_entry(item, base) for item in found[:MAX_ENTRIES]),
        format="json1",
    )


def _entry(item: Mapping[str, Any], base: str) -> FeedEntry:
    given = item.get("id")
    url = web_address(item.get("url"), base) or web_address(item.get("external_url"), base)
    title = plain(item.get("title"), MAX_TITLE_CHARACTERS)
    words = item.get("summary") or item.get("content_text") or item.get("content_html")
    summary = plain(words, MAX_SUMMARY_CHARACTERS)
    tags = item.get("tags")
    return FeedEntry(
        id=entry_id(str(given) if isinstance(given, str | int | float) else "", url, title, summary),
        url=url,
        title=title,
        summary=summary,
        published=_moment(item.get("date_published")),
        updated=_moment(item.get("date_modified")),
        author=_author(item),
        categories=tuple(plain(tag, MAX_TITLE_CHARACTERS) for tag in tags[:50]) if isinstance(tags, list) else (),
    )


def _author(item: Mapping[str, Any]) -> str | None:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return (plain(first.get("name"), MAX_TITLE_CHARACTERS) or None) if isinstance(first, dict) else None


def _moment(value: object) -> datetime | None:
    """Read a moment of RFC 3339; one without a zone is taken for UTC."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
