"""Feeds kept up to date: each is asked when its time has come, once for all who subscribe to it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta

from bot.digest.collect import Collected, Collector
from bot.digest.feed_state import FeedState
from bot.store import Store

LATELY = timedelta(seconds=10)
"""For how long feeds that were looked at need not be looked at again for a further digest of the same minute."""

Tell = Callable[[int, FeedState], Awaitable[None]]


class FeedKeeper:
    """Collects feeds into the store.

    Args:
        store: of feeds, entries and subscribers.
        collector: one for the process, as it remembers which hosts asked for patience.
        tell: tells a chat that one of its feeds has failed for days, or is gone.
    """

    def __init__(self, store: Store, collector: Collector, tell: Tell) -> None:
        self._store = store
        self._collector = collector
        self._tell = tell
        self._one_at_a_time = asyncio.Lock()
        self._refreshed: datetime | None = None

    async def refresh(self, unless: timedelta = timedelta(0)) -> None:
        """Ask the feeds whose time has come, and keep what each brings as soon as it has come.

        Args:
            unless: that was done so lately.
        """
        async with self._one_at_a_time:
            now = self._store.database.now()
            if self._refreshed is not None and timedelta(0) <= now - self._refreshed < unless:
                return
            due = await self._store.feeds.due()
            ids = {state.url: feed_id for feed_id, state in due.items()}
            async with aclosing(self._collector.as_they_come(due.values())) as answers:
                async for collected in answers:
                    if collected.state != due[ids[collected.asked]]:
                        await self._keep(ids[collected.asked], collected)
            self._refreshed = now

    async def _keep(self, feed_id: str, collected: Collected) -> None:
        state = collected.state
        is_news = state.is_to_be_told(self._store.database.now())
        if is_news:  # noted first: a crash between the two leaves somebody untold, not told twice
            state = replace(state, told=True)
        kept = await self._store.feeds.update(feed_id, state, collected.items)
        for chat_id in await self._store.subscriptions.of_feed(kept) if is_news else ():
            await self._tell(chat_id, state)
