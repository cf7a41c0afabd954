"""A digest of a few feeds at once, without subscribers or storage: what ``svodka digest preview`` shows."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.digest.analysis import in_analysis_thread
from bot.digest.briefer import StoryBriefer
from bot.digest.cluster import cluster
from bot.digest.collect import Collected, Collector, items_of, recent
from bot.digest.compose import Digest, compose
from bot.digest.feed_state import FeedState
from bot.digest.items import Item
from bot.digest.signature import read_items
from bot.digest.topics import Preferences
from summarizer.errors import SvodkaError
from summarizer.reading import ReadingSettings
from summarizer.sources.feed_fetch import find_feed
from summarizer.sources.feeds import NotAFeed, parse_feed
from summarizer.sources.fetch import FetchOptions

WINDOW = timedelta(hours=72)
"""How far back from the newest entry stories go, so that a saved feed has a digest whenever it is looked at."""
_WEB = re.compile(r"^\s*https?:", re.IGNORECASE)


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
        feeds: addresses of feeds, or of sites that name theirs, or paths of files.
        wanted: as a subscriber would.
        settings: of reading.
        now: aware.
        articles: whether the articles of the stories are fetched.
    """
    from summarizer.facts.names import load_glossary
    from summarizer.neural import Neural

    names = list(dict.fromkeys(feeds))
    web = [name.strip() for name in names if _WEB.match(name)]
    collected = await Collector(settings.fetch).collect(FeedState(url) for url in web)
    discovered = await asyncio.gather(*(_or_discovered(one, settings.fetch, now) for one in collected))
    by_name = {one.asked: one for one in discovered}
    for name in names:
        if not _WEB.match(name):
            by_name[name] = await asyncio.to_thread(_from_file, name, settings.fetch.max_bytes, now)
    found = [by_name[name.strip() if _WEB.match(name) else name] for name in names]
    items = [item for one in found for item in one.items]
    reads = await in_analysis_thread(read_items, _latest(items, now))
    groups = await in_analysis_thread(cluster, reads)
    models = Neural(settings.neural, load_glossary(settings.glossary) if settings.glossary else None)
    try:
        digest = await compose(groups, wanted, StoryBriefer(settings, articles=articles, models=models), now)
    finally:
        models.close()
    reports = (FeedReport(one.asked, one.state.title, len(one.items), one.error) for one in found)
    return Preview(digest, tuple(reports))


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
    except NotAFeed:
        return Collected(name, FeedState(name), error=NotAFeed("no feed in the file", source=name))
    except SvodkaError as error:
        return Collected(name, FeedState(name), error=error)
    return Collected(name, FeedState(name, feed.title), items_of(feed, name, now))
