"""A digest of a few feeds at once, without subscribers or storage: what ``svodka digest preview`` shows."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.digest.addresses import address_of
from bot.digest.analysis import in_analysis_thread
from bot.digest.briefer import StoryBriefer
from bot.digest.cluster import cluster
from bot.digest.collect import Collected, Collector, recent
from bot.digest.compose import Digest, compose
from bot.digest.entries import items_of
from bot.digest.feed_state import FeedState
from bot.digest.items import Item
from bot.digest.signature import read_items
from bot.digest.topics import Preferences
from summarizer.errors import SvodkaError
from summarizer.reading import ReadingSettings
from summarizer.sources.feed_search import find_feed
from summarizer.sources.feeds import FeedDamaged, NotAFeed, parse_feed
from summarizer.sources.fetch import FetchOptions
from summarizer.sources.telegram_page import ChannelNotReadable

WINDOW = timedelta(hours=72)
"""How far back from the newest entry stories go, so that a saved feed has a digest whenever it is looked at."""
_WEB = re.compile(r"^\s*https?:", re.IGNORECASE)
_FILE_SUFFIXES = frozenset({".atom", ".gz", ".html", ".json", ".rdf", ".rss", ".txt", ".xml"})
"""Ends of names that are rather a missing file's than a site's."""


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What came of a feed: its address or path, its title, how many entries it gave, and what went wrong."""

    feed: str
    title: str
    entries: int
    error: SvodkaError | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A digest, and what came of each feed, in the order they were named."""

    digest: Digest
    feeds: tuple[FeedReport, ...]

    @property
    def failed(self) -> bool:
        """Whether no feed at all could be read."""
        return all(report.error is not None for report in self.feeds)

    def to_json(self) -> dict[str, Any]:
        """Return digest and feeds as plain values (docs/digests.md)."""
        feeds = [
            {"feed": r.feed, "title": r.title, "entries": r.entries, "error": r.error.code if r.error else None}
            for r in self.feeds
        ]
        return {**self.digest.to_json(), "feeds": feeds}


async def preview(
    feeds: Sequence[str], wanted: Preferences, settings: ReadingSettings, now: datetime, *, articles: bool = True
) -> Preview:
    """Collect feeds once and make the digest that a new subscriber of them would get.

    Args:
        feeds: addresses of feeds, of sites that name theirs, or of channels of Telegram; or paths of files.
        wanted: as a subscriber would.
        settings: of reading.
        now: aware.
        articles: whether the articles of the stories are fetched.
    """
    from summarizer.facts.names import load_glossary
    from summarizer.neural import Neural

    addresses = {name: web_feed(name) for name in feeds}
    web = [url for url in addresses.values() if url is not None]
    collected = await Collector(settings.fetch).collect(FeedState(url) for url in web)
    discovered = await asyncio.gather(*(_or_discovered(one, settings.fetch, now) for one in collected))
    by_address = {one.asked: one for one in discovered}
    found = [
        by_address[url] if url else await asyncio.to_thread(_from_file, name, settings.fetch.max_bytes, now)
        for name, url in addresses.items()
    ]
    items = [item for one in found for item in one.items]
    reads = await in_analysis_thread(read_items, _latest(items, now))
    groups = await in_analysis_thread(cluster, reads)
    models = Neural(settings.neural, load_glossary(settings.glossary) if settings.glossary else None)
    try:
        digest = await compose(groups, wanted, StoryBriefer(settings, articles=articles, models=models), now)
    finally:
        models.close()
    reports = (
        FeedReport(name, one.state.title, len(one.items), one.error) for name, one in zip(addresses, found, strict=True)
    )
    return Preview(digest, tuple(reports))


def web_feed(name: str) -> str | None:
    """Return the address that a feed is named by; None for a file.

    Args:
        name: an address, with or without ``https://``; a channel of Telegram by ``@name``; a path; ``-``.
    """
    if _WEB.match(name):
        return name.strip()
    is_missing_file = "/" not in name and Path(name).suffix.lower() in _FILE_SUFFIXES
    return None if is_missing_file or _is_there(name) else address_of(name)


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:
        return False  # too long for a path


def _latest(items: Sequence[Item], now: datetime) -> list[Item]:
    newest = max((item.published for item in items), default=now)
    return recent(items, min(newest, now) - WINDOW)


async def _or_discovered(collected: Collected, options: FetchOptions, now: datetime) -> Collected:
    """Look for the feed of a page where the page itself is none."""
    if not isinstance(collected.error, NotAFeed):
        return collected
    try:
        answer, address = await find_feed(collected.asked, options)
        feed = await asyncio.to_thread(parse_feed, answer.content, answer.charset, answer.url, now)
    except SvodkaError as error:
        return replace(collected, error=error)
    return Collected(collected.asked, FeedState(address, feed.title), items_of(feed, address, now))


def _from_file(name: str, max_bytes: int, now: datetime) -> Collected:
    from summarizer.sources.feed_files import read_feed_file

    try:
        feed = parse_feed(read_feed_file(name, max_bytes), None, None, now)
    except (NotAFeed, FeedDamaged, ChannelNotReadable) as error:
        return Collected(name, FeedState(name), error=type(error)(error.detail, source=name))
    except SvodkaError as error:
        return Collected(name, FeedState(name), error=error)
    return Collected(name, FeedState(name, feed.title), items_of(feed, name, now))
