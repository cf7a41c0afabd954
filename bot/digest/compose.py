"""A digest: stories with headline, two points, facts and sources; the calendar ahead; or nothing new."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from bot.digest.briefer import STORY_POINTS, Briefer
from bot.digest.calendar_ahead import CalendarEntry, calendar_ahead, first_day_ahead
from bot.digest.items import ReadItem
from bot.digest.ranking import RankedStory, SentStory, rank
from bot.digest.topics import Preferences
from bot.rendering.digest_facts import facts_line
from summarizer.article import Language

if TYPE_CHECKING:
    from summarizer.brief_records import Brief

SCHEMA_VERSION = 1
CALENDAR_DAYS = timedelta(days=7)
"""Items as old as this still speak for the calendar."""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A publication that tells a story; ``url`` is None where its feed gives no address."""

    name: str
    url: str | None
    language: Language | None
    title: str


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story of a digest.

    Attributes:
        key: names the story.
        headline, headline_language: of the brief.
        points: at most two, each with its language, as in the JSON of a brief.
        facts_line: who, what, when, where, in the language of the digest; may be empty.
        sources: one for each publication, the briefed one first.
        is_update: was sent before, and has new facts.
        score: as ranked.
        brief: the whole brief, for “full brief”.
        sent: what to remember when it has been sent.
    """

    key: str
    headline: str
    headline_language: Language
    points: tuple[dict[str, Any], ...]
    facts_line: str
    sources: tuple[SourceLink, ...]
    is_update: bool
    score: float
    brief: "Brief"
    sent: SentStory


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest for one subscriber (or all who want the same).

    Attributes:
        language: of it.
        made: when, aware.
        stories: best first; none if there is nothing new.
        calendar: what is to come.
    """

    language: Language
    made: datetime
    stories: tuple[DigestStory, ...]
    calendar: tuple[CalendarEntry, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether there is no story; the calendar alone is no news."""
        return not self.stories

    def to_json(self) -> dict[str, Any]:
        """Return the digest as plain values (docs/digests.md)."""
        return {
            "schema": SCHEMA_VERSION,
            "language": self.language,
            "made": self.made.isoformat(),
            "nothing_new": self.nothing_new,
            "stories": [_story_json(story) for story in self.stories],
            "calendar": [
                {k: v for k, v in asdict(entry).items() if k not in ("event", "identity")} for entry in self.calendar
            ],
        }


async def compose(
    groups: Iterable[Sequence[ReadItem]],
    wanted: Preferences,
    briefer: Briefer,
    now: datetime,
    sent: Sequence[SentStory] = (),
    zone: tzinfo | None = None,
) -> Digest:
    """Make a digest.

    Args:
        groups: stories, as ``cluster`` gives them.
        wanted: by the subscriber.
        briefer: shared by all subscribers.
        now: aware.
        sent: to the subscriber in the last days.
        zone: of the subscriber, for what is today; None for that of ``now``.
    """
    ranking = rank(groups, wanted, sent, now)
    made = await asyncio.gather(*(_story(story, wanted.language, briefer, now) for story in ranking.stories))
    latest = [read for items in ranking.heard for read in items if read.item.published >= now - CALENDAR_DAYS]
    calendar = calendar_ahead(latest, wanted.language, first_day_ahead(now.astimezone(zone or now.tzinfo)))
    return Digest(wanted.language, now, tuple(story for story in made if story is not None), tuple(calendar))


async def _story(story: RankedStory, language: Language, briefer: Briefer, now: datetime) -> DigestStory | None:
    brief = await briefer.brief(story.items, language, story.newest)
    if brief is None:
        return None
    points = [{"text": p.text, "language": p.language, "translated": p.translated} for p in brief.points]
    facts = brief.to_json()["facts"]
    return DigestStory(
        key=story.key,
        headline=brief.headline,
        headline_language=brief.headline_language,
        points=tuple(points[:STORY_POINTS]),
        facts_line=story.news(language) or facts_line(facts, brief.source.published, language),
        sources=_sources(story.items, brief),
        is_update=story.is_update,
        score=story.score,
        brief=brief,
        sent=story.remembered(now),
    )


def _sources(items: Sequence[ReadItem], brief: "Brief") -> tuple[SourceLink, ...]:
    links: dict[str, SourceLink] = {}
    for read in sorted(items, key=lambda read: (read.item.url != brief.source.url, read.item.published)):
        item = read.item
        links.setdefault(item.source, SourceLink(item.source, item.url, read.signature.language, item.title))
    return tuple(links.values())


def _story_json(story: DigestStory) -> dict[str, Any]:
    return {
        "key": story.key,
        "headline": story.headline,
        "headline_language": story.headline_language,
        "points": list(story.points),
        "facts_line": story.facts_line,
        "sources": [asdict(link) for link in story.sources],
        "update": story.is_update,
        "score": round(story.score, 3),
        "brief": story.brief.to_json(),
    }
