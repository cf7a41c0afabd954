"""A subscription and its feeds' entries to a digest that can be sent.

Articles are briefed by ``bot.briefing``: once for all subscribers and whoever sends the same link, kept in the store.
What digests tell of a story is held in memory besides: the same stories are asked for thousands of times in a minute.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.asked import Link
from bot.brief_view import with_points
from bot.briefing import Briefing
from bot.calendar import CalendarFile
from bot.digest.briefer import MAX_ARTICLES_TRIED, STORY_POINTS
from bot.digest.calendar_ahead import calendar_file
from bot.digest.choosing import Chosen, ChosenStory, choose
from bot.digest.collect import recent
from bot.digest.items import Item
from bot.digest.keywords import script_of
from bot.digest.preview import WINDOW
from bot.digest.ranking import SentStory
from bot.rendering.digest_facts import facts_line
from bot.rendering.digest_issue import Ahead, Issue, IssueStory, SourceName
from bot.store import NOBODY, CachedBrief, Store
from bot.store.digests_subscriptions import Subscription
from bot.translating import Translating
from bot.worker_pool import WorkerPool
from summarizer.article import Language
from summarizer.engines.priority import Priority, working_for
from summarizer.errors import SvodkaError

SENT_DAYS = timedelta(days=14)
"""For which what was sent is looked at: longer than any entry of WINDOW can be retold."""
STORIES_AT_ONCE = 4
"""Stories that are briefed at once over all digests: the others of the bot's workers are for those who wait."""
KEPT_SECONDS = 1800.0
"""For how long what is told of a story is held: from some minutes before a slot until its last digest is made."""
RETRY_SECONDS = 120.0
"""The same where an article could not be read: every subscriber's digest would ask its site again."""
KEPT_STORIES = 5_000
"""Stories held, some 2 KB each, in all languages: more than 200 feeds bring in an hour. They are held by the article
that was read, as subscribers have a story from any choice of their feeds."""

_Article = tuple[str, Language]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What a digest tells of a story, the same for all subscribers of a language; see ``IssueStory``."""

    headline: str
    points: tuple[str, ...]
    facts_line: str
    brief_id: str
    language: Language


@dataclass(slots=True)
class _Telling:
    """What is told of a story by one of its articles, or will be.

    Attributes:
        task: finds it out; gives None where the article cannot be read.
        until: by ``time.monotonic``, when to look again.
    """

    task: "asyncio.Task[Told | None]"
    until: float


@dataclass(frozen=True, slots=True)
class MadeIssue:
    """A digest, and what to remember when it has been sent."""

    issue: Issue
    sent: tuple[SentStory, ...]


class Issuer:
    """Makes digests.

    Args:
        store: of subscriptions and entries.
        pool: processes for reading and clustering, apart from those of briefs.
        briefing: makes and keeps briefs.
        translating: puts them into the reader's language, where there are models.
    """

    def __init__(self, store: Store, pool: WorkerPool, briefing: Briefing, translating: Translating) -> None:
        self._store = store
        self._pool = pool
        self._briefing = briefing
        self._translating = translating
        self._at_once = asyncio.Semaphore(STORIES_AT_ONCE)
        self._tellings: dict[_Article, _Telling] = {}

    async def issue(
        self, subscription: Subscription, now: datetime, sent: Sequence[SentStory] | None = None
    ) -> MadeIssue:
        """Return the digest of a subscription.

        Args:
            subscription: whose.
            now: aware.
            sent: what it has had for SENT_DAYS, if that is known already.

        Raises:
            WorkerDied: reading the entries took too long or brought the process down.
        """
        wanted, zone = subscription.wanted, subscription.schedule.zone
        chosen = await self._chosen(subscription, now, sent)
        stories = await asyncio.gather(*(self._story(story, wanted.language) for story in chosen.stories))
        ahead = tuple(Ahead(entry.text, entry.url) for entry in chosen.ahead)
        issue = Issue(wanted.language, now, zone, tuple(stories), ahead)
        return MadeIssue(issue, (*(story.sent for story in chosen.stories), *chosen.retold))

    async def prepare(self, subscription: Subscription, now: datetime) -> bool:
        """Have the stories briefed that a digest would have now; return whether one of them was new.

        Raises:
            WorkerDied: as for ``issue``.
        """
        chosen, language = await self._chosen(subscription, now, None), subscription.wanted.language
        first = [url for story in chosen.stories for url in _addresses(story)[:1]]
        is_news = any(self._known((url, language)) is None for url in first)
        await asyncio.gather(*(self._told(story, language) for story in chosen.stories))
        return is_news

    async def calendar(self, subscription: Subscription, now: datetime) -> CalendarFile | None:
        """Return what is to come, of which the feeds of a subscription speak, as a file; None if nothing is.

        Raises:
            WorkerDied: as for ``issue``.
        """
        chosen = await self._chosen(subscription, now, ())
        return calendar_file(chosen.ahead, subscription.wanted.language, now)

    async def _chosen(self, subscription: Subscription, now: datetime, sent: Sequence[SentStory] | None) -> Chosen:
        items = await self._items(subscription, now)
        if sent is None:
            sent = await self._store.subscriptions.sent(subscription.chat_id, now - SENT_DAYS)
        return await self._pool.run(choose, items, subscription.wanted, sent, now, subscription.schedule.zone)

    async def _items(self, subscription: Subscription, now: datetime) -> list[Item]:
        return recent(await self._store.feeds.items(subscription.feeds, now - WINDOW), now - WINDOW)

    async def _story(self, story: ChosenStory, language: Language) -> IssueStory:
        told = await self._told(story, language)
        sources = tuple(SourceName(name, url) for name, url in story.sources)
        if told is None:
            points = (story.lead,) if story.lead else ()
            return IssueStory(story.title, points, story.news, sources, story.is_update, None, script_of(story.title))
        facts = story.news or told.facts_line
        return IssueStory(told.headline, told.points, facts, sources, story.is_update, told.brief_id, told.language)

    async def _told(self, story: ChosenStory, language: Language) -> Told | None:
        """Return what is told of a story by the first of its articles that can be read, or None."""
        for url in _addresses(story):
            told = await self._told_by((url, language))
            if told is not None:
                return told
        return None

    async def _told_by(self, key: _Article) -> Told | None:
        """Return what is told by an article, found out once for all who ask; None if it cannot be read."""
        telling = self._known(key)
        if telling is None:
            while len(self._tellings) >= KEPT_STORIES:
                del self._tellings[next(iter(self._tellings))]
            task = asyncio.create_task(self._tell(*key), name="story")
            telling = self._tellings[key] = _Telling(task, time.monotonic() + KEPT_SECONDS)
            task.add_done_callback(lambda done: self._is_told(key, done))
        return await asyncio.shield(telling.task)

    def _known(self, key: _Article) -> _Telling | None:
        telling = self._tellings.get(key)
        if telling is not None and telling.until <= time.monotonic():
            del self._tellings[key]
            return None
        return telling

    def _is_told(self, key: _Article, done: "asyncio.Task[Told | None]") -> None:
        telling = self._tellings.get(key)
        if telling is None or telling.task is not done:
            return
        if done.cancelled() or done.exception() is not None:
            del self._tellings[key]
        elif done.result() is None:
            telling.until = time.monotonic() + RETRY_SECONDS

    async def _tell(self, url: str, language: Language) -> Told | None:
        async with self._at_once:
            with working_for(Priority.DIGEST):
                cached = await self._brief(url, language)
        if cached is None:
            return None
        brief = with_points(cached.brief, STORY_POINTS)
        points = tuple(point["text"] for point in brief["points"])
        facts = facts_line(brief["facts"], brief["source"]["published"], language)
        return Told(brief["headline"], points, facts, cached.id, brief["headline_language"])

    async def _brief(self, url: str, language: Language) -> CachedBrief | None:
        """Return the brief of an article, or None if it cannot be read."""
        try:
            ready = await self._briefing.brief(Link(url), language, NOBODY)
            cached = await self._briefing.get(ready.brief_id)
            return await self._translating.in_its_language(cached) if cached is not None else None
        except SvodkaError as error:
            _log.info("article of a digest not read", extra={"code": error.code})
            return None


def _addresses(story: ChosenStory) -> tuple[str, ...]:
    """Return the articles of a story that are tried."""
    return tuple(url for _, url in story.sources if url is not None)[:MAX_ARTICLES_TRIED]
