"""A subscription and its feeds' entries to a digest that can be sent.

Articles are briefed by ``bot.briefing``: once for all subscribers and whoever sends the same link, kept in the store.
"""

import asyncio
import logging
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
from bot.digest.compose import facts_line
from bot.digest.items import Item
from bot.digest.preview import WINDOW
from bot.digest.ranking import SentStory
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

_log = logging.getLogger(__name__)


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

    async def issue(self, subscription: Subscription, now: datetime) -> MadeIssue:
        """Return the digest of a subscription.

        Args:
            subscription: whose.
            now: aware.

        Raises:
            WorkerDied: reading the entries took too long or brought the process down.
        """
        chat_id, wanted, zone = subscription.chat_id, subscription.wanted, subscription.schedule.zone
        items = await self._items(subscription, now)
        sent = await self._store.subscriptions.sent(chat_id, now - SENT_DAYS)
        chosen: Chosen = await self._pool.run(choose, items, wanted, sent, now, zone)
        stories = await asyncio.gather(*(self._story(story, wanted.language) for story in chosen.stories))
        ahead = tuple(Ahead(entry.text, entry.url) for entry in chosen.ahead)
        issue = Issue(wanted.language, now, zone, tuple(stories), ahead)
        return MadeIssue(issue, tuple(story.sent for story in chosen.stories))

    async def calendar(self, subscription: Subscription, now: datetime) -> CalendarFile | None:
        """Return what is to come, of which the feeds of a subscription speak, as a file; None if nothing is.

        Raises:
            WorkerDied: as for ``issue``.
        """
        wanted, zone = subscription.wanted, subscription.schedule.zone
        items = await self._items(subscription, now)
        chosen: Chosen = await self._pool.run(choose, items, wanted, (), now, zone)
        return calendar_file(chosen.ahead, wanted.language, now)

    async def _items(self, subscription: Subscription, now: datetime) -> list[Item]:
        return recent(await self._store.feeds.items(subscription.feeds, now - WINDOW), now - WINDOW)

    async def _story(self, story: ChosenStory, language: Language) -> IssueStory:
        async with self._at_once:
            with working_for(Priority.DIGEST):
                cached = await self._brief(story, language)
        sources = tuple(SourceName(name, url) for name, url in story.sources)
        if cached is None:
            points = (story.lead,) if story.lead else ()
            return IssueStory(story.title, points, "", sources, story.is_update, None)
        brief = with_points(cached.brief, STORY_POINTS)
        return IssueStory(
            headline=brief["headline"],
            points=tuple(point["text"] for point in brief["points"]),
            facts_line=facts_line(brief["facts"]),
            sources=sources,
            is_update=story.is_update,
            brief_id=cached.id,
        )

    async def _brief(self, story: ChosenStory, language: Language) -> CachedBrief | None:
        """Return the brief of the first article of the story that can be read, or None."""
        for _, url in story.sources[:MAX_ARTICLES_TRIED]:
            if url is None:
                continue
            try:
                ready = await self._briefing.brief(Link(url), language, NOBODY)
                cached = await self._briefing.get(ready.brief_id)
                return await self._translating.in_its_language(cached) if cached is not None else None
            except SvodkaError as error:
                _log.info("article of a digest not read", extra={"code": error.code})
        return None
