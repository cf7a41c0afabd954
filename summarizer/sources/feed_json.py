"""JSON Feed 1.1 (jsonfeed.org/version/1.1), also 1.0."""

import json
import re
from collections.abc import Mapping
from typing import Any

from summarizer.sources.feed_dates import moment
from summarizer.sources.feed_entry_text import entry_text
from summarizer.sources.feed_links import article_address
from summarizer.sources.feed_text import language_code, plain, web_address
from summarizer.sources.feeds import (
    MAX_ENTRIES,
    MAX_SUMMARY_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    Feed,
    FeedEntry,
    entry_id,
    feed_damaged,
    not_a_feed,
)

_VERSION = "jsonfeed.org/version/"
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_COMMA = re.compile(r"[\s,]*")


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
        FeedDamaged: a feed that breaks off before its first item.
    """
    cut_off = False
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        data, cut_off = _saved(text), True
        if data is None:
            raise not_a_feed(source, f"broken JSON: {type(error).__name__}") from error
    if not isinstance(data, dict) or _VERSION not in str(data.get("version")):
        raise not_a_feed(source, "JSON without the version of JSON Feed")
    items = data.get("items")
    site = web_address(data.get("home_page_url"), source)
    base = source or site or ""
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if cut_off and not found:
        raise feed_damaged(source, "JSON that breaks off before its first item")
    return Feed(
        title=plain(data.get("title"), MAX_TITLE_CHARACTERS),
        url=site,
        language=language_code(data.get("language")),
        entries=tuple(_entry(item, base) for item in found[:MAX_ENTRIES]),
        format="json1",
        repaired=cut_off,
        cut_off=cut_off,
    )


def _saved(text: str) -> dict[str, Any] | None:
    """Return a feed that breaks off with the items that came whole; None if it is none, or broken otherwise."""
    start = _ITEMS.search(text)
    if start is None:
        return {"version": _VERSION} if _VERSION in text.replace("\\/", "/") else None
    try:
        data: object = json.loads(text[: start.start()].rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        return None
    items: list[object] = []
    decoder, at = json.JSONDecoder(), start.end()
    while (comma := _COMMA.match(text, at)) is not None and len(items) < MAX_ENTRIES:
        try:
            item, at = decoder.raw_decode(text, comma.end())
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {**data, "items": items} if isinstance(data, dict) else None


def _entry(item: Mapping[str, Any], base: str) -> FeedEntry:
    given = item.get("id")
    url = article_address(item.get("url"), base) or article_address(item.get("external_url"), base)
    title = plain(item.get("title"), MAX_TITLE_CHARACTERS)
    texts = [plain(item.get(name), MAX_SUMMARY_CHARACTERS) for name in ("summary", "content_text", "content_html")]
    summary = entry_text(texts, title, None)
    tags = item.get("tags")
    return FeedEntry(
        id=entry_id(str(given) if isinstance(given, str | int | float) else "", url, title, summary),
        url=url,
        title=title,
        summary=summary,
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        author=_author(item),
        categories=tuple(plain(tag, MAX_TITLE_CHARACTERS) for tag in tags[:50]) if isinstance(tags, list) else (),
    )


def _author(item: Mapping[str, Any]) -> str | None:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return (plain(first.get("name"), MAX_TITLE_CHARACTERS) or None) if isinstance(first, dict) else None
