"""Feeds: RSS 0.9x to 2.0, RDF, Atom (RFC 4287), JSON Feed 1.1, channels of Telegram; bytes to entries of plain text.

What a feed says is never trusted: texts are stripped of markup, links that are not http(s) are dropped, dates that
cannot be are no dates, and everything has a length. How XML is kept harmless is in ``feed_xml``.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from summarizer.errors import SourceError

MAX_ENTRIES = 500
"""Entries of one feed that are read; archives have more, news feeds 10 to 200."""
MAX_TITLE_CHARACTERS = 500
MAX_SUMMARY_CHARACTERS = 5_000
"""Of one entry's text: some feeds carry whole articles, of which the beginning tells the story."""
MAX_ID_CHARACTERS = 1_000
MAX_URL_CHARACTERS = 2_000
MAX_CLOCK_SKEW = timedelta(hours=24)
"""How far ahead a date may be: clocks are wrong, and local time is often given as UTC."""
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""Feeds are younger; earlier dates are zeros of some counter."""
MIN_HEADLINE_CHARACTERS = 15
"""Of a text's first line; a shorter one is a call for attention, to which the next belongs."""
MAX_HEADLINE_CHARACTERS = 200
"""Of a text's first line that can stand for a headline; the longest of news have 150."""
MAX_JUNK_CHARACTERS = 5_000
"""Before a feed's first tag: warnings of the program that makes it."""

_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_ROOT = re.compile(r"<\?xml\s|<rss[\s>]|<rdf:RDF\s|<feed\s[^>]*xmlns", re.IGNORECASE)


class NotAFeed(SourceError):
    """The bytes are neither XML of a known feed format nor JSON Feed. Field: ``source``."""

    code = "not_a_feed"


class NoFeedFound(SourceError):
    """A page names no feed, and none answers at the usual addresses. Field: ``source``."""

    code = "no_feed_found"


class FeedDamaged(SourceError):
    """A feed that broke off before its first entry, or in which none survived. Field: ``source``."""

    code = "feed_damaged"
    permanent = False


class FeedWalled(SourceError):
    """A bot wall, log-in or consent page stands where the feed should. Field: ``source``."""

    code = "feed_walled"


class FeedGone(SourceError):
    """The site says that the feed is gone for good (410). Field: ``source``."""

    code = "feed_gone"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry.

    Attributes:
        id: unique in its feed: what the feed gives, else the link, else a digest of the text.
        url: of the article, absolute, http(s); None if there is none.
        title: one line of plain text; may be empty.
        summary: plain text; may be empty.
        published: aware, in UTC; None where the feed gives no date, or one that cannot be.
        updated: likewise.
        author: as the feed names them, or None.
        categories: as the feed gives them.
        source: name of the publication that the feed took the entry over from, or None.
    """

    id: str
    url: str | None
    title: str
    summary: str
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    categories: tuple[str, ...] = ()
    source: str | None = None

    @property
    def when(self) -> datetime | None:
        """The moment of publication or, where only that is given, of the last change."""
        return self.published or self.updated


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        title: plain text; may be empty.
        url: of the site, or None.
        language: two-letter code that the feed claims for itself, or None; not checked against its text.
        entries: in the feed's order, at most ``MAX_ENTRIES``; none has neither title nor summary.
        format: ``json1``, ``telegram``, or feedparser's name such as ``rss20``, ``rss10``, ``atom10``.
        repaired: whether it was broken and had to be mended.
        cut_off: whether it ended in the middle; the entries are those that came whole.
    """

    title: str
    url: str | None
    language: str | None
    entries: tuple[FeedEntry, ...]
    format: str
    repaired: bool = False
    cut_off: bool = False


def parse_feed(content: bytes, charset: str | None = None, url: str | None = None, now: datetime | None = None) -> Feed:
    """Read a feed.

    Args:
        content: the bytes.
        charset: what the sender declared, or None; a declaration inside is found here.
        url: where it came from, for links relative to it; None for a local file.
        now: the present, aware, by which dates of the future are told; None for the clock's.

    Raises:
        NotAFeed: it is none.
        FeedDamaged: it is one, but came without its entries. A whole one that has none is sound.
        ChannelNotReadable: a page of Telegram that shows no channel's posts.
    """
    from summarizer.sources.decode import decode
    from summarizer.sources.feed_json import looks_like_json, read_json
    from summarizer.sources.feed_xml import read_xml
    from summarizer.sources.telegram import read_channel

    text = _from_root(decode(content, charset).lstrip("\ufeff\0 \t\r\n"))
    source = url or ""
    read = read_json if looks_like_json(text) else read_xml
    feed = (read_channel(text, source) if _PAGE.match(text) else None) or read(text, source)
    latest = (now or datetime.now(UTC)) + MAX_CLOCK_SKEW
    return replace(feed, entries=tuple(_believable(_distinct(feed.entries), latest)))


def not_a_feed(source: str, detail: str) -> NotAFeed:
    """Make the error; ``source`` is cut to what can be shown."""
    return NotAFeed(detail, source=_shown(source))


def feed_damaged(source: str, detail: str) -> FeedDamaged:
    """Make the error; ``source`` is cut to what can be shown."""
    return FeedDamaged(detail, source=_shown(source))


def entry_id(given: str, url: str | None, title: str, summary: str) -> str:
    """Return what tells an entry from all others of its feed."""
    wanted = given.strip() or url or ""
    if 0 < len(wanted) <= MAX_ID_CHARACTERS:
        return wanted
    return hashlib.sha256((wanted or f"{title}\n{summary}").encode("utf-8", "replace")).hexdigest()


def _shown(source: str) -> str:
    from summarizer.sources.address import MAX_SHOWN_LENGTH

    return source[:MAX_SHOWN_LENGTH] or "—"


def _from_root(text: str) -> str:
    """Cut off what a program wrote before the feed: warnings, empty comments; a page is left as it is."""
    root = _ROOT.search(text, 0, MAX_JUNK_CHARACTERS)
    return text if root is None or _PAGE.search(text, 0, root.start()) else text[root.start() :]


def _distinct(entries: Iterable[FeedEntry]) -> Iterable[FeedEntry]:
    """Drop what comes twice; where one id stands for different articles, the link or the text is the id."""
    known: dict[str, FeedEntry] = {}
    for entry in entries:
        if not (entry.title or entry.summary):
            continue
        first = known.get(entry.id)
        if first is not None:
            if _is_same(entry, first):
                continue
            link = entry.url if entry.url != first.url else None
            entry = replace(entry, id=entry_id("", link, entry.title, entry.summary))
            if entry.id in known:
                continue
        known[entry.id] = entry
        yield entry


def _is_same(entry: FeedEntry, first: FeedEntry) -> bool:
    """Say whether two entries of one id are one: by the link, unless that was all they had for an id; by the title."""
    if entry.url != first.url:
        return False
    return entry.title == first.title or entry.url not in (None, entry.id)


def _believable(entries: Iterable[FeedEntry], latest: datetime) -> Iterable[FeedEntry]:
    def checked(moment: datetime | None) -> datetime | None:
        return moment if moment is not None and EARLIEST <= moment <= latest else None

    for entry in entries:
        yield replace(entry, published=checked(entry.published), updated=checked(entry.updated))
