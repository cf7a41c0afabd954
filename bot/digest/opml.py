"""Lists of feeds as OPML 2.0 (opml.org/spec2.opml), the format that feed readers exchange.

Read with libxml2, entities and network off, and with the document type declaration cut off as for feeds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from summarizer.errors import SourceError
from summarizer.sources.feed_text import plain, web_address
from summarizer.sources.feed_xml import xml_root
from summarizer.sources.feeds import MAX_TITLE_CHARACTERS, not_a_feed

MAX_FEEDS = 1_000
"""Of one list; readers' exports have some hundred."""


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed of a list: its address, and its title, which may be empty."""

    url: str
    title: str


def read_opml(content: bytes, source: str = "") -> tuple[ListedFeed, ...]:
    """Return the feeds of a list, each once, in its order and at whatever depth of its folders.

    Args:
        content: the file.
        source: its name, for the error.

    Raises:
        SourceError: it is no OPML.
    """
    from summarizer.sources.decode import decode

    root, _ = xml_root(decode(content).lstrip("\ufeff \t\r\n"), source, frozenset({"opml"}))
    found: dict[str, ListedFeed] = {}
    for outline in root.iter("outline", "OUTLINE"):
        attributes = {str(name).lower(): value for name, value in outline.attrib.items()}
        url = web_address(attributes.get("xmlurl"), "")
        if url is not None and len(found) < MAX_FEEDS:
            title = plain(attributes.get("title") or attributes.get("text"), MAX_TITLE_CHARACTERS)
            found.setdefault(url, ListedFeed(url, title))
    if not found and root.find(".//body") is None and root.find(".//BODY") is None:
        raise _no_list(source)
    return tuple(found.values())


def write_opml(feeds: Iterable[ListedFeed], title: str, made: datetime) -> bytes:
    """Return a list as a file, UTF-8.

    Args:
        feeds: in order.
        title: of the list.
        made: aware.
    """
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = plain(title, MAX_TITLE_CHARACTERS)
    etree.SubElement(head, "dateCreated").text = format_datetime(made)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = plain(feed.title, MAX_TITLE_CHARACTERS) or feed.url
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _no_list(source: str) -> SourceError:
    return not_a_feed(source, "OPML without a body")
