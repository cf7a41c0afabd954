"""Which digests are due: each is begun under an id of chat and slot, and only then its slot is dealt with.

So a crash between the two begins the same digest again, which is no second one, and none is lost. A digest that fails
gives its slot back and is begun again as another attempt, until it is too late: then its news waits for the next one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.digest.schedule import due
from bot.store import Store

TICK_SECONDS = 20.0
"""Between two looks; a digest is late by at most so much, and the time it takes to make."""
LOT = 200
"""Subscriptions looked at in one go."""

Begin = Callable[[int, datetime, int], Awaitable[None]]

_log = logging.getLogger(__name__)


class Scheduler:
    """Begins the digests that are due, by the store's clock.

    Args:
        store: of subscriptions.
        begin: begins the digest of a chat for a slot, as so many have failed before; nothing happens if that was begun
            before.
    """

    def __init__(self, store: Store, begin: Begin) -> None:
        self._store = store
        self._begin = begin

    async def tick(self) -> None:
        """Begin what is due; what is too late is folded into the next."""
        seen: set[int] = set()
        while chats := [chat for chat in await self._store.subscriptions.due(LOT) if chat not in seen]:
            seen.update(chats)
            for chat_id in chats:
                await self._deal_with(chat_id)

    async def _deal_with(self, chat_id: int) -> None:
        subscription = await self._store.subscriptions.get(chat_id)
        if subscription is None or not subscription.active:
            return
        found = due(subscription.schedule, subscription.dealt_with, self._store.database.now())
        if found is None:
            return
        if found.send:
            await self._begin(chat_id, found.slot, (await self._store.places.get(chat_id)).failures)
        else:
            _log.info("digest folded into the next", extra={"slot": found.slot.isoformat()})
            await self._store.places.fold(chat_id, found.slot)
        await self._store.subscriptions.claim(subscription, found.slot)


async def for_ever(work: Callable[[], Awaitable[None]], name: str, seconds: float = TICK_SECONDS) -> None:
    """Do something now and again and again; what goes wrong is logged, and done again the next time.

    Args:
        work: to do.
        name: for the log.
        seconds: between two times.
    """
    while True:
        try:
            await work()
        except Exception:  # noqa: BLE001 - a database that is away for a minute must not end digests for good
            _log.exception("failed", extra={"work": name})
        await asyncio.sleep(seconds)
