"""Which digests are due: each is begun under an id of chat and slot, and only then its slot is dealt with.

So a crash between the two begins the same digests again, which are no second ones, and none is lost. A digest
that fails gives its slot back and is begun again as another attempt, until it is too late: then its news waits for the
next one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.digest.schedule import due
from bot.store import Store
from bot.store.digests_subscriptions import Subscription

TICK_SECONDS = 20.0
"""Between two looks; a digest is late by at most so much, and the time it takes to make."""
LOT = 50
"""Subscriptions looked at, and dealt with, in one go."""

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
        while lot := [one for one in await self._store.subscriptions.due(LOT) if one[0].chat_id not in seen]:
            seen.update(subscription.chat_id for subscription, _ in lot)
            begun = [(subscription, await self._deal_with(subscription, failures)) for subscription, failures in lot]
            await self._store.subscriptions.claim_all([(one, slot) for one, slot in begun if slot is not None])

    async def _deal_with(self, subscription: Subscription, failures: int) -> datetime | None:
        """Return the slot that was begun or folded."""
        found = due(subscription.schedule, subscription.dealt_with, self._store.database.now())
        if found is None:
            return None
        if found.send:
            await self._begin(subscription.chat_id, found.slot, failures)
        else:
            _log.info("digest folded into the next", extra={"slot": found.slot.isoformat()})
            await self._store.places.fold(subscription.chat_id, found.slot)
        return found.slot


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
