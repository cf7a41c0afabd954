"""XML feeds through feedparser, made harmless and well-formed first.

feedparser's strict parser is expat, which does not load external entities and has a bound on expansion only since
2.4.1; its fallback for broken XML is written in Python and takes seconds for a megabyte of hostile text. So neither
meets what the network sent. Here the document type declaration goes, with all entities of its own; HTML's named
entities become characters; libxml2 mends what is broken, in linear time, without expanding or loading anything; texts
and entries are bounded in the tree. What feedparser reads is well-formed and small.
"""

import re
import sys
import tomllib
from datetime import datetime
from functools import cache
from html.entities import html5
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from summarizer.sources.feed_dates import moment
from summarizer.sources.feed_entries import entry_of
from summarizer.sources.feed_text import MAX_MARKUP_CHARACTERS, language_code, plain, web_address
from summarizer.sources.feeds import EARLIEST, MAX_ENTRIES, MAX_TITLE_CHARACTERS, Feed, feed_damaged, not_a_feed

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 60
"""Nesting below which elements are dropped; feeds have five levels, XHTML in them twenty."""
_ROOTS = frozenset({"rss", "RDF", "feed", "rdf", "channel"})
_ENTRIES = frozenset({"item", "entry"})
_BY_MISTAKE = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What feedparser and lxml raise on hostile input that they do not foresee, such as a name space with blanks in it."""
_IDS = frozenset({"guid", "id"})
_DATES = frozenset({"pubDate", "published", "updated", "date", "issued", "modified"})
_LINK_LIKE = re.compile(r"\s*(?:https?://|/)", re.IGNORECASE)
_ENTRY_TAG = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
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
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_ATTRIBUTE_PREFIX = re.compile(r"[\s\"']([A-Za-z_][\w.-]{0,30}):[\w.-]{1,60}\s?=\s?[\"']")
_DECLARED_PREFIX = re.compile(r"\bxmlns:([A-Za-z_][\w.-]{0,30})\s*=")
_FIRST_TAG = re.compile(r"<[A-Za-z_][\w.:-]{0,100}")
_MAX_PREFIXES = 50
_UNUSABLE = re.compile(r"[^{:]+:|\{[^}]*\s")
"""A name with a prefix that nobody declares, or whose namespace has a blank in it; feedparser does not take them."""
_MAX_DOCTYPE = 100_000  # characters from the start within which a declaration can stand


def read_xml(text: str, source: str) -> Feed:
    """Read an XML feed.

    Args:
        text: decoded.
        source: where it came from; the base of links, and named in the error.

    Raises:
        NotAFeed: no XML, or XML of something else.
        FeedDamaged: a feed whose entries did not come, or none survived.
    """
    root, repaired = xml_root(text, source, _ROOTS)
    cut_off = repaired and not _is_closed(root, text)
    if cut_off:
        _drop_half_entry(root, text)
    if repaired and not _entries(root) and (cut_off or _ENTRY_TAG.search(text)):
        raise feed_damaged(source, "cut off" if cut_off else "no entry could be mended")
    base = _base(root, source)
    parsed = _read_by_feedparser(root, source, base)
    feed = parsed.feed
    if not parsed.get("version") and not parsed.entries:
        raise not_a_feed(source, "feedparser knows no such format")
    if not parsed.entries and not feed.get("title") and not feed.get("link"):
        raise feed_damaged(source, "a root element with nothing in it")
    language = language_code(feed.get("language") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))
    return Feed(
        title=plain(feed.get("title"), MAX_TITLE_CHARACTERS),
        url=web_address(feed.get("link"), source),
        language=language,
        entries=tuple(entry_of(record, base, language) for record in parsed.entries[:MAX_ENTRIES]),
        format=parsed.get("version") or "unknown",
        repaired=repaired,
        cut_off=cut_off,
    )


def _read_by_feedparser(root: "_Element", source: str, base: str) -> Any:
    import feedparser

    located = {"content-location": base} if base else {}
    try:
        _bound(root)
        return feedparser.parse(
            BytesIO(_serialised(root)),
            response_headers={"content-type": "application/xml; charset=utf-8", **located},
            sanitize_html=False,  # only plain text leaves this module
            resolve_relative_uris=False,
        )
    except _BY_MISTAKE as error:
        raise feed_damaged(source, f"not foreseen: {type(error).__name__}") from error


def _is_closed(root: "_Element", text: str) -> bool:
    """Say whether the text holds the end tag of its root; one in an entry's text would be in a CDATA section."""
    ends = re.compile(rf"</(?:[\w.-]+:)?{re.escape(_name(root))}\s*>", re.IGNORECASE)
    return ends.search(_CDATA.sub("", text)) is not None


def _drop_half_entry(root: "_Element", text: str) -> None:
    """Drop the entry in which the text ends: its title may be half a title."""
    entries = _entries(root)
    if entries and len(_ENTRY_END.findall(_CDATA.sub("", text))) < len(entries):
        _remove(entries[-1])


def _base(root: "_Element", source: str) -> str:
    """Return what links are relative to: in RSS, which does not say, the site; in Atom the feed's own address."""
    if _name(root) != "feed":
        for element in root.iter():
            if isinstance(element.tag, str) and _name(element) in _ENTRIES:
                break
            if isinstance(element.tag, str) and _name(element) == "link" and (site := web_address(element.text, "")):
                return site
    return source


def _name(element: "_Element") -> str:
    """Return an element's local name; also that of one whose prefix nobody declares, as mending leaves it."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _entries(root: "_Element") -> "list[_Element]":
    return [element for element in root.iter() if isinstance(element.tag, str) and _name(element) in _ENTRIES]


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def xml_root(text: str, source: str, names: frozenset[str]) -> "tuple[_Element, bool]":
    """Return the root of hostile or broken XML, and whether it had to be mended; no entity is expanded or loaded.

    Args:
        text: decoded.
        source: for the error.
        names: local names that the root may have.

    Raises:
        NotAFeed: no XML, or another root.
    """
    head, tail = text[:_MAX_DOCTYPE], text[_MAX_DOCTYPE:]
    head = _DOCTYPE.sub("", _DECLARATION.sub("", head), count=1)
    clean = _REFERENCE.sub(_allowed, _FORBIDDEN.sub("", _characters(head + tail)))
    parts = _CDATA.split(clean)
    clean = "".join(p if p.startswith("<![CDATA[") else _LONG_TAG.sub(_without_attributes, p) for p in parts)
    parsed = [_parsed(clean, recover=False), None]
    if parsed[0] is None:
        mended = "".join(part if part.startswith("<![CDATA[") else _mended(part) for part in _CDATA.split(clean))
        parsed[1] = _parsed(_with_namespaces(mended), recover=True)
    root = next((found for found in parsed if found is not None), None)
    if root is None or _name(root) not in names:
        raise not_a_feed(source, "no root element of a feed")
    return root, parsed[0] is None


def _allowed(reference: re.Match[str]) -> str:
    """Return a reference to a character, or a space where XML 1.0 has no such character (section 2.2)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if code <= sys.maxunicode and not _FORBIDDEN.match(chr(code)) else " "


def _without_attributes(tag: re.Match[str]) -> str:
    return f"<{tag[1]}{'/' if tag[0].endswith('/') else ' '}"


def _mended(text: str) -> str:
    return _LOOSE_AMPERSAND.sub("&amp;", _LOOSE_BRACKET.sub("&lt;", text))


def _with_namespaces(text: str) -> str:
    """Declare in the root's tag the prefixes that elements have and nobody declares; else no reader takes the feed."""
    used = {*_PREFIX.findall(text), *_ATTRIBUTE_PREFIX.findall(text)} - {"xml", "xmlns"}
    missing = sorted(used - set(_DECLARED_PREFIX.findall(text)))[:_MAX_PREFIXES]
    known = _namespaces()
    added = "".join(f' xmlns:{prefix}="{known.get(prefix, f"urn:undeclared:{prefix}")}"' for prefix in missing)
    return _FIRST_TAG.sub(lambda tag: tag[0] + added, text, count=1)


@cache
def _namespaces() -> dict[str, str]:
    return tomllib.loads(files("summarizer.sources").joinpath("feed_namespaces.toml").read_text(encoding="utf-8"))


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
    entries = _entries(root)
    if len(entries) > MAX_ENTRIES:
        newest_last = _moment_of(entries[0]) < _moment_of(entries[-1])
        for element in entries[:-MAX_ENTRIES] if newest_last else entries[MAX_ENTRIES:]:
            _remove(element)
    stack: list[tuple[_Element, int]] = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        element.text = (element.text or "")[:MAX_MARKUP_CHARACTERS]
        element.tail = (element.tail or "")[:MAX_MARKUP_CHARACTERS]
        if _name(element) in _IDS and not _LINK_LIKE.match(element.text):
            element.set("isPermaLink", "false")  # else feedparser makes a link of it
        for name in [name for name in element.attrib if _UNUSABLE.match(str(name))]:
            del element.attrib[name]
        for child in list(element):
            if isinstance(child.tag, str) and depth < MAX_DEPTH and not _UNUSABLE.match(child.tag):
                stack.append((child, depth + 1))
            else:
                element.remove(child)


def _moment_of(entry: "_Element") -> datetime:
    """Return the moment of an entry; the earliest there can be where it has none."""
    dates = (child.text for child in entry if isinstance(child.tag, str) and _name(child) in _DATES)
    return next((found for text in dates if (found := moment(text)) is not None), EARLIEST)


def _serialised(root: "_Element") -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
