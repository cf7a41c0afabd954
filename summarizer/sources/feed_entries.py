"""What feedparser found of an entry, made an entry of ours."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from summarizer.sources.feed_dates import moment
from summarizer.sources.feed_entry_text import entry_text, entry_title
from summarizer.sources.feed_links import article_address
from summarizer.sources.feed_text import is_of_links, plain, web_address
from summarizer.sources.feeds import MAX_SUMMARY_CHARACTERS, MAX_TITLE_CHARACTERS, FeedEntry, entry_id

_WHOLE_TEXTS = ("yandex_full-text", "turbo_content")
"""Of the article, by the names that feeds for Yandex have (https://yandex.ru/support/webmaster/ru/turbo/feed)."""
_MAX_CONTENTS = 5
_ARTICLE_LINKS = ("alternate", "related", "via")
"""Relations of Atom links (RFC 4287, section 4.2.7.2) that lead to an article, the best first."""


def entry_of(record: Mapping[str, Any], base: str, language: str | None) -> FeedEntry:
    """Return an entry.

    Args:
        record: of feedparser.
        base: what links are relative to where the entry does not say, or empty.
        language: of the feed, or None.
    """
    fields = dict(record)  # feedparser's own ``get`` takes one date for another, and warns
    source = next((plain(one.get("title"), MAX_TITLE_CHARACTERS) for one in _parts(fields, "source")), None) or None
    title = entry_title(plain(fields.get("title"), MAX_TITLE_CHARACTERS), source)
    summary = entry_text([plain(text, MAX_SUMMARY_CHARACTERS) for text in _texts(fields)], title, source)
    url = next((url for link in _links(fields) if (url := article_address(link, _base_of(fields, base)))), None)
    return FeedEntry(
        id=entry_id(str(fields.get("id") or ""), url, title, summary),
        url=url,
        title=title,
        summary=summary,
        published=_moment(fields, "published", language) or _moment(fields, "created", language),
        updated=_moment(fields, "updated", language),
        author=plain(fields.get("author"), MAX_TITLE_CHARACTERS) or None,
        categories=tuple(plain(tag.get("term"), MAX_TITLE_CHARACTERS) for tag in _parts(fields, "tags")[:50]),
        source=source,
    )


def _texts(fields: dict[str, Any]) -> Iterator[str]:
    """Yield the texts of an entry, the description first; where there is a title, none that is little but links."""
    texts = [fields.get("summary"), *(part.get("value") for part in _parts(fields, "content")[:_MAX_CONTENTS])]
    for text in (*texts, *(fields.get(name) for name in _WHOLE_TEXTS)):
        if isinstance(text, str) and not (fields.get("title") and is_of_links(text)):
            yield text


def _links(fields: dict[str, Any]) -> Iterator[str]:
    """Yield what may be the article's address: before a counter of clicks, in the link, among the links, the id."""
    for name in ("feedburner_origlink", "link"):
        if isinstance(fields.get(name), str):
            yield fields[name]
    links = [link for link in _parts(fields, "links") if isinstance(link.get("href"), str)]
    for relation in _ARTICLE_LINKS:
        yield from (link["href"] for link in links if link.get("rel") == relation)
    given = str(fields.get("id") or "")
    if web_address(given, "") is not None:
        yield given


def _base_of(fields: dict[str, Any], base: str) -> str:
    bases = (web_address(detail.get("base"), base) for detail in _parts(fields, "title_detail"))
    return next((address for address in bases if address), base)


def _parts(fields: dict[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return what a field consists of; hostile feeds make feedparser put texts where records should be."""
    value = fields.get(name)
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, Mapping)]


def _moment(fields: dict[str, Any], name: str, language: str | None) -> datetime | None:
    return moment(fields.get(name), language) or _of_feedparser(fields.get(f"{name}_parsed"))


def _of_feedparser(parts: struct_time | None) -> datetime | None:
    """Return a moment of feedparser, which gives UTC; None for what is no day of the calendar."""
    if parts is None:
        return None
    try:
        return datetime(*parts[:5], min(parts[5], 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
