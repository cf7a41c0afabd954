"""What a worker process does for digests: entries of feeds to the stories that one subscriber gets.

The process keeps what it has read and clustered, so that subscribers who share feeds share the work.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digest.calendar_ahead import CalendarEntry, calendar_ahead, first_day_ahead
from bot.digest.cluster import cluster
from bot.digest.genres import without_end
from bot.digest.items import Item, ReadItem
from bot.digest.ranking import RankedStory, SentStory, rank
from bot.digest.reading_order import reading_order, shown_title
from bot.digest.schedule import zone_of
from bot.digest.signature import read_item
from bot.digest.topics import Preferences
from summarizer.article import Language

KEPT_READS = 20_000
"""Entries held in memory, some 7 KB each with their facts: those of 200 feeds with 30 entries a day, for the days that
are looked at. With fewer than there are, every digest would read some anew, at 2 to 5 ms each."""
KEPT_CLUSTERS = 300
"""Sets of entries whose stories are held, some 20 KB each with 300 entries: those of as many choices of feeds."""


@dataclass(frozen=True, slots=True)
class ChosenStory:
    """A story for one subscriber.

    Attributes:
        title, lead: of the entry that is read first, for when no article can be had.
        sources: name and address of each publication, in the order in which they are to be read
            (``bot.digest.reading_order``).
        is_update: was sent before, and has new facts.
        news: a line of new facts, in the subscriber's language (``RankedStory.news``); may be empty.
        sent: what to remember when it has been sent.
    """

    title: str
    lead: str
    sources: tuple[tuple[str, str | None], ...]
    is_update: bool
    news: str
    sent: SentStory


@dataclass(frozen=True, slots=True)
class Chosen:
    """The stories, best first, what is to come, and what to remember besides the stories."""

    stories: tuple[ChosenStory, ...]
    ahead: tuple[CalendarEntry, ...]
    retold: tuple[SentStory, ...] = ()


_reads: OrderedDict[Item, ReadItem] = OrderedDict()
_clusters: OrderedDict[frozenset[Item], list[list[ReadItem]]] = OrderedDict()


def choose(items: Sequence[Item], wanted: Preferences, sent: Sequence[SentStory], now: datetime, zone: str) -> Chosen:
    """Return what a subscriber gets.

    Args:
        items: of the last days of all feeds of the subscriber, one for each key.
        wanted: by the subscriber.
        sent: to the subscriber in the last days.
        now: aware.
        zone: IANA name, for what is today.
    """
    groups = _clustered(items)
    ranking = rank(groups, wanted, sent, now)
    heard = [read for story in ranking.heard for read in story]
    ahead = calendar_ahead(heard, wanted.language, first_day_ahead(now.astimezone(zone_of(zone))))
    stories = tuple(_chosen(story, wanted.language, now) for story in ranking.stories)
    return Chosen(stories, tuple(ahead), tuple(ranking.retold))


def _chosen(story: RankedStory, language: Language, now: datetime) -> ChosenStory:
    ordered = reading_order(story.items, language, story.newest)
    sources: dict[str, str | None] = {}
    for read in ordered:
        sources.setdefault(read.item.source, read.item.url)
    return ChosenStory(
        title=shown_title(ordered[0]),
        lead=without_end(ordered[0].item.lead),
        sources=tuple(sources.items()),
        is_update=story.is_update,
        news=story.news(language),
        sent=story.remembered(now),
    )


def _clustered(items: Sequence[Item]) -> list[list[ReadItem]]:
    key = frozenset(items)
    if key not in _clusters:
        _clusters[key] = cluster([_read(item) for item in items])
    _clusters.move_to_end(key)
    if len(_clusters) > KEPT_CLUSTERS:
        _clusters.popitem(last=False)
    return _clusters[key]


def _read(item: Item) -> ReadItem:
    read = _reads.get(item) or read_item(item)
    _reads[item] = read
    _reads.move_to_end(item)
    if len(_reads) > KEPT_READS:
        _reads.popitem(last=False)
    return read
