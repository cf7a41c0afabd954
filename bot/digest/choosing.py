"""What a worker process does for digests: entries of feeds to the stories that one subscriber gets.

The process keeps what it has read and clustered, so that subscribers who share feeds share the work.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digest.calendar_ahead import CalendarEntry, calendar_ahead
from bot.digest.cluster import cluster
from bot.digest.items import Item, ReadItem
from bot.digest.ranking import RankedStory, SentStory, facts_of, rank
from bot.digest.schedule import zone_of
from bot.digest.signature import read_item
from bot.digest.topics import Preferences, any_matches
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
        sources: name and address of each publication, in the order in which they are to be read: those in the
            subscriber's language first, then those with most text.
        is_update: was sent before, and has new facts.
        sent: what to remember when it has been sent.
    """

    title: str
    lead: str
    sources: tuple[tuple[str, str | None], ...]
    is_update: bool
    sent: SentStory


@dataclass(frozen=True, slots=True)
class Chosen:
    """The stories, best first, and what is to come."""

    stories: tuple[ChosenStory, ...]
    ahead: tuple[CalendarEntry, ...]


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
    ranked = rank(groups, wanted, sent, now)
    heard = [read for group in groups if not any_matches(wanted.mute, group) for read in group]
    ahead = calendar_ahead(heard, wanted.language, now.astimezone(zone_of(zone)).date())
    return Chosen(tuple(_chosen(story, wanted.language, now) for story in ranked), tuple(ahead))


def _chosen(story: RankedStory, language: Language, now: datetime) -> ChosenStory:
    ordered = sorted(
        story.items, key=lambda r: (r.signature.language != language, -len(r.item.lead), r.item.published, r.item.key)
    )
    sources: dict[str, str | None] = {}
    for read in ordered:
        sources.setdefault(read.item.source, read.item.url)
    first = ordered[0].item
    return ChosenStory(
        title=first.title,
        lead=first.lead,
        sources=tuple(sources.items()),
        is_update=story.is_update,
        sent=SentStory(story.item_keys, facts_of(story.items), now),
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
