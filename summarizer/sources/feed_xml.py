"""XML feeds through feedparser, made harmless and well-formed first.

feedparser's strict parser is expat, which does not load external entities and has a bound on expansion only since
2.4.1; its fallback for broken XML is written in Python and takes seconds for a megabyte of hostile text. So neither
meets what the network sent. Here the document type declaration goes, with all entities of its own; HTML's named
entities become characters; libxml2 mends what is broken, in linear time, without expanding or loading anything; texts
and entries are bounded in the tree. What feedparser reads is well-formed and small.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html.entities import html5
from io import BytesIO
from time import struct_time
from typing import TYPE_CHECKING, Any

from summarizer.sources.feed_text import MAX_MARKUP_CHARACTERS, language_code, plain, web_address
from summarizer.sources.feeds import (
    MAX_ENTRIES,
    MAX_SUMMARY_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    Feed,
    FeedEntry,
    entry_id,
    not_a_feed,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 60
"""Nesting below which elements are dropped; feeds have five levels, XHTML in them twenty."""
_ROOTS = frozenset({"rss", "RDF", "feed", "rdf", "channel"})
_ENTRIES = frozenset({"item", "entry"})
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,30});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LOOSE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
_LOOSE_BRACKET = re.compile(r"<(?![/!?a-zA-Z][^<>]{0,4000}>)")
"""Where no tag of a sane length follows; each one costs libxml2's mending the more, the more came before."""
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:._-]{0,100})[^<>]{4000,}")
"""libxml2 compares each attribute of a tag with all before it: 400,000 of them would cost minutes."""
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_MAX_DOCTYPE = 100_000  # characters from the start within which a declaration can stand


def read_xml(text: str, source: str) -> Feed:
    """Read an XML feed.

    Args:
        text: decoded.
        source: where it came from; the base of links, and named in the error.

    Raises:
        NotAFeed: no XML, or XML of something else.
    """
    import feedparser

    root, repaired = xml_root(text, source, _ROOTS)
    _bound(root)
    base = {"content-location": source} if source else {}
    parsed = feedparser.parse(
        BytesIO(_serialised(root)),
        response_headers={"content-type": "application/xml; charset=utf-8", **base},
        sanitize_html=False,  # only plain text leaves this module
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise not_a_feed(source, "feedparser knows no such format")
    feed = parsed.feed
    site = web_address(feed.get("link"), source)
    return Feed(
        title=plain(feed.get("title"), MAX_TITLE_CHARACTERS),
        url=site,
        language=language_code(feed.get("language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        entries=tuple(_entry(entry, source or site or "") for entry in parsed.entries[:MAX_ENTRIES]),
        format=parsed.get("version") or "unknown",
        repaired=repaired,
    )


def xml_root(text: str, source: str, names: frozenset[str]) -> "tuple[_Element, bool]":
    """Return the root of hostile or broken XML, and whether it had to be mended; no entity is expanded or loaded.

    Args:
        text: decoded.
        source: for the error.
        names: local names that the root may have.

    Raises:
        NotAFeed: no XML, or another root.
    """
    from lxml import etree

    head, tail = text[:_MAX_DOCTYPE], text[_MAX_DOCTYPE:]
    head = _DOCTYPE.sub("", _DECLARATION.sub("", head), count=1)
    clean = _FORBIDDEN.sub("", _characters(head + tail))
    parts = _CDATA.split(clean)
    clean = "".join(p if p.startswith("<![CDATA[") else _LONG_TAG.sub(_without_attributes, p) for p in parts)
    parsed = [_parsed(clean, recover=False), None]
    if parsed[0] is None:
        mended = "".join(part if part.startswith("<![CDATA[") else _mended(part) for part in _CDATA.split(clean))
        parsed[1] = _parsed(mended, recover=True)
    root = next((found for found in parsed if found is not None), None)
    if root is None or etree.QName(root).localname not in names:
        raise not_a_feed(source, "no root element of a feed")
    return root, parsed[0] is None


def _without_attributes(tag: re.Match[str]) -> str:
    return f"<{tag[1]}{'/' if tag[0].endswith('/') else ' '}"


def _mended(text: str) -> str:
    return _LOOSE_AMPERSAND.sub("&amp;", _LOOSE_BRACKET.sub("&lt;", text))


def _parsed(text: str, *, recover: bool) -> "_Element | None":
    from lxml import etree

    parser = etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def _characters(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        name = match[1]
        return match[0] if name in _XML_ENTITIES else html5.get(f"{name};", match[0])

    return _ENTITY.sub(character, text)


def _bound(root: "_Element") -> None:
    """Cut long texts, surplus entries and deep nesting, so that a gigabyte item costs no more than a page."""
    from lxml import etree

    entries = 0
    stack: list[tuple[etree._Element, int]] = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        element.text = (element.text or "")[:MAX_MARKUP_CHARACTERS]
        element.tail = (element.tail or "")[:MAX_MARKUP_CHARACTERS]
        surplus = []
        for child in element:
            named = isinstance(child.tag, str)
            is_entry = named and etree.QName(child).localname in _ENTRIES
            entries += is_entry
            if not named or depth >= MAX_DEPTH or (is_entry and entries > MAX_ENTRIES):
                surplus.append(child)
            else:
                stack.append((child, depth + 1))
        for child in surplus:
            element.remove(child)


def _serialised(root: "_Element") -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(entry: Mapping[str, Any], base: str) -> FeedEntry:
    url = web_address(entry.get("link"), _base_of(entry, base))
    given = str(entry.get("id") or "")
    if url is None:
        url = web_address(given, "")
    title = plain(entry.get("title"), MAX_TITLE_CHARACTERS)
    summary = plain(_summary(entry), MAX_SUMMARY_CHARACTERS)
    return FeedEntry(
        id=entry_id(given, url, title, summary),
        url=url,
        title=title,
        summary=summary,
        published=_moment(entry.get("published_parsed")),
        updated=_moment(dict(entry).get("updated_parsed")),  # feedparser's own get warns
        author=plain(entry.get("author"), MAX_TITLE_CHARACTERS) or None,
        categories=tuple(plain(tag.get("term"), MAX_TITLE_CHARACTERS) for tag in entry.get("tags", ())[:50]),
    )


def _base_of(entry: Mapping[str, Any], base: str) -> str:
    detail = entry.get("title_detail") or {}
    return web_address(detail.get("base"), base) or base


def _summary(entry: Mapping[str, Any]) -> str:
    content = next((part.get("value", "") for part in entry.get("content", ())), "")
    return entry.get("summary") or content or ""


def _moment(parts: struct_time | None) -> datetime | None:
    """Return a moment of feedparser, which gives UTC; None for what is no day of the calendar."""
    if parts is None:
        return None
    try:
        return datetime(*parts[:5], min(parts[5], 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
