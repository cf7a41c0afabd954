"""Which stories a subscriber gets, in which order: coverage, freshness, their topics, and what was sent already."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digest.items import ReadItem
from bot.digest.keywords import contains
from bot.digest.topics import Preferences, any_matches

HALF_LIFE_HOURS = 24.0
"""After which a story counts for half; digests are daily."""
FOLLOWED_BONUS = 3.0
"""As much as coverage by eight sources: what somebody follows comes first unless the world talks of something else."""
LANGUAGE_WEIGHT = 0.5
"""Of a further language, against a doubling of sources: what several countries report is of weight."""
_PLANNED = frozenset({"planned", "expected"})


@dataclass(frozen=True, slots=True)
class SentStory:
    """A story as it was sent to a subscriber.

    Attributes:
        items: keys of its items.
        facts: as ``facts_of`` gave them.
        sent_at: aware.
    """

    items: frozenset[str]
    facts: frozenset[str]
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class RankedStory:
    """A story for one subscriber.

    Attributes:
        items: in the order of publication.
        score: the higher the better.
        is_update: was sent before, and has new facts.
        new_facts: which, as ``facts_of`` names them.
    """

    items: Sequence[ReadItem]
    score: float
    is_update: bool = False
    new_facts: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Names the story: the key of its earliest item."""
        return self.items[0].item.key

    @property
    def item_keys(self) -> frozenset[str]:
        """The keys of all its items."""
        return frozenset(read.item.key for read in self.items)


def facts_of(items: Iterable[ReadItem]) -> frozenset[str]:
    """Return what has happened or is to happen, in words that compare: events with status, dates, agreements."""
    found: set[str] = set()
    for read in items:
        if read.facts is None:
            continue
        for event in read.facts.events:
            if event.kind != "other":
                status = "planned" if event.status in _PLANNED else event.status
                found.add(f"event|{event.kind}|{status}")
                if event.date and status == "planned":
                    found.add(f"date|{event.kind}|{event.date}")
        found.update(f"agreement|{a.title}|{a.status}" for a in read.facts.agreements if a.status)
    return frozenset(found)


def rank(
    stories: Iterable[Sequence[ReadItem]], wanted: Preferences, sent: Sequence[SentStory], now: datetime
) -> list[RankedStory]:
    """Return the stories to send, best first, at most ``wanted.stories``.

    Args:
        stories: as ``cluster`` gives them, with what was sent in the last days among the items.
        wanted: by the subscriber.
        sent: to the subscriber, of the last days.
        now: aware.
    """
    by_item = {key: story for story in sorted(sent, key=lambda s: s.sent_at) for key in story.items}
    found = []
    for items in stories:
        if not _is_wanted(items, wanted):
            continue
        told = {id(story): story for read in items if (story := by_item.get(read.item.key))}
        new_facts = _new_facts(items, list(told.values()))
        if told and not new_facts:
            continue
        found.append(RankedStory(items, _score(items, wanted, now), bool(told), new_facts))
    return sorted(found, key=lambda story: (-story.score, story.key))[: wanted.stories]


def _is_wanted(items: Sequence[ReadItem], wanted: Preferences) -> bool:
    if any_matches(wanted.mute, items):
        return False
    if any(contains(read, word) for word in wanted.exclude for read in items):
        return False
    if not wanted.include:
        return True
    return any_matches(wanted.follow, items) or any(contains(read, w) for w in wanted.include for read in items)


def _new_facts(items: Sequence[ReadItem], told: Sequence[SentStory]) -> frozenset[str]:
    if not told:
        return frozenset()
    known = frozenset[str]().union(*(story.items for story in told))
    facts = frozenset[str]().union(*(story.facts for story in told))
    latest = max(story.sent_at for story in told)
    later = [read for read in items if read.item.key not in known and read.item.published > latest]
    return facts_of(later) - facts


def _score(items: Sequence[ReadItem], wanted: Preferences, now: datetime) -> float:
    sources = {read.item.source for read in items}
    languages = {read.signature.language for read in items}
    coverage = math.log2(1 + len(sources)) + LANGUAGE_WEIGHT * (len(languages) - 1)
    age = max((now - max(read.item.published for read in items)).total_seconds() / 3600, 0.0)
    bonus = FOLLOWED_BONUS if any_matches(wanted.follow, items) else 0.0
    return (coverage + bonus) * math.exp2(-age / HALF_LIFE_HOURS)
