"""Which stories a subscriber gets, in which order: their topics, coverage, freshness, and what was sent already."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.digest.items import Item, ReadItem
from bot.digest.keywords import contains
from bot.digest.reading_order import reading_order
from bot.digest.topics import Preferences, any_matches
from bot.digest.updates import facts_of, new_facts, news_line, overtaking
from summarizer.article import Language

HALF_LIFE_HOURS = 36.0
"""After which a story counts for half: in a daily digest, what eight report at its beginning is before what two report
at its end."""
LANGUAGE_WEIGHT = 0.5
"""Of a further language, against a doubling of sources: what several countries report is of weight."""
NO_REPORT_FACTOR = 0.4
"""Of a story without a report, of which there is only comment, a gallery or a live blog: less than one fresh report."""
ROUNDUP_FACTOR = 0.1
"""Of a round-up: what it tells is in the digest already."""
SAME_NEWS = timedelta(hours=3)
"""Before the first entry whose facts have what is new in a story, from when on others tell it too: their titles and
leads may have been understood less well, but are in the reader's language."""
COLLECTED_AFTER = timedelta(hours=1)
"""How long an entry may be on its way from publication to us: one published before a digest may have missed it."""


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
        is_followed: is about what the subscriber follows, and so comes before what is not.
        is_update: was sent before, and has new facts.
        new_facts: which, as ``facts_of`` names them.
        known_facts: those that were sent.
        newest: keys of the items that have the new facts, and of others of the same hours.
    """

    items: Sequence[ReadItem]
    score: float
    is_followed: bool = False
    is_update: bool = False
    new_facts: frozenset[str] = frozenset()
    known_facts: frozenset[str] = frozenset()
    newest: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Names the story: the key of its earliest item."""
        return self.items[0].item.key

    @property
    def item_keys(self) -> frozenset[str]:
        """The keys of all its items."""
        return frozenset(read.item.key for read in self.items)

    def remembered(self, now: datetime) -> SentStory:
        """Return what to remember when it has been sent."""
        return SentStory(self.item_keys, facts_of(self.items) | self.known_facts, now)

    def news(self, language: Language) -> str:
        """Return an update's new facts in a line of a language; else "".

        Of another story it is what the entry that a reader of the language is shown has not, and is out of date by.
        """
        if self.is_update:
            new = [read for read in self.items if read.item.key in self.newest]
            return news_line(new, self.new_facts, self.known_facts, language)
        shown = reading_order(self.items, language)[0]
        later = [read for read in self.items if read.item.published > shown.item.published]
        known = facts_of([shown])
        return news_line(later, overtaking(later, known), known, language)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Stories in their order.

    Attributes:
        stories: to send, best first.
        heard: all that the subscriber has not muted, sent or not.
        retold: what to remember of stories that are not sent since nothing in them is new: their new items, which
            would be a story of their own once those that were sent are out of the window.
    """

    stories: list[RankedStory] = field(default_factory=list)
    heard: list[Sequence[ReadItem]] = field(default_factory=list)
    retold: list[SentStory] = field(default_factory=list)


def rank(
    stories: Iterable[Sequence[ReadItem]], wanted: Preferences, sent: Sequence[SentStory], now: datetime
) -> Ranking:
    """Return the stories to send, at most ``wanted.stories``.

    Args:
        stories: as ``cluster`` gives them, with what was sent in the last days among the items.
        wanted: by the subscriber.
        sent: to the subscriber, of the last days.
        now: aware.
    """
    by_item = {key: story for story in sorted(sent, key=lambda s: s.sent_at) for key in story.items}
    found = Ranking()
    for items in stories:
        if any_matches(wanted.mute, items):
            continue
        found.heard.append(items)
        if not _is_wanted(items, wanted):
            continue
        told = list({id(one): one for read in items if (one := by_item.get(read.item.key))}.values())
        story = _update(items, told) if told else RankedStory(items, 0.0)
        if story.is_update or not told:
            followed = any_matches(wanted.follow, [read for read in items if read.signature.genre != "roundup"])
            found.stories.append(replace(story, score=_score(items, now), is_followed=followed))
        elif unknown := story.item_keys - by_item.keys():
            found.retold.append(SentStory(unknown, story.known_facts, max(one.sent_at for one in told)))
    found.stories.sort(key=lambda story: (not story.is_followed, -story.score, story.key))
    del found.stories[wanted.stories :]
    return found


def _is_wanted(items: Sequence[ReadItem], wanted: Preferences) -> bool:
    if any(contains(read, word) for word in wanted.exclude for read in items):
        return False
    if not wanted.include:
        return True
    return any_matches(wanted.follow, items) or any(contains(read, w) for w in wanted.include for read in items)


def _update(items: Sequence[ReadItem], told: Sequence[SentStory]) -> RankedStory:
    keys = frozenset[str]().union(*(story.items for story in told))
    known = frozenset[str]().union(*(story.facts for story in told))
    since = max(story.sent_at for story in told) - COLLECTED_AFTER
    later = [read for read in items if read.item.key not in keys and read.item.published > since]
    news = new_facts(later, known)
    telling = [read.item.published for read in later if facts_of([read]) & news]
    newest = frozenset(r.item.key for r in later if telling and r.item.published >= min(telling) - SAME_NEWS)
    return RankedStory(items, 0.0, is_update=bool(news), new_facts=news, known_facts=known, newest=newest)


def _score(items: Sequence[ReadItem], now: datetime) -> float:
    languages = {read.signature.language for read in items}
    coverage = math.log2(1 + _outlets([read.item for read in items])) + LANGUAGE_WEIGHT * (len(languages) - 1)
    age = max((now - max(read.item.published for read in items)).total_seconds() / 3600, 0.0)
    genres = {read.signature.genre for read in items}
    factor = 1.0 if "report" in genres else ROUNDUP_FACTOR if genres == {"roundup"} else NO_REPORT_FACTOR
    return factor * coverage * math.exp2(-age / HALF_LIFE_HOURS)


def _outlets(items: Iterable[Item]) -> int:
    """Count publications: two feeds of one site are one, and so are those of one name on two hosts."""
    names, hosts = set(), set()
    for item in items:
        names.add(item.source)
        hosts.add((urlsplit(item.url).hostname or "").removeprefix("www.") if item.url else item.source)
    return min(len(names), len(hosts))
