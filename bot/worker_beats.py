"""That a worker is alive, told every few seconds; and what dead ones have begun, handed back to the queue.

A worker that only seemed dead (swapped out, cut off from the database) does its work to the end, and so is it done
twice; the first outcome counts.
"""

import logging
import math
import time

from bot.store import Store
from bot.store.workers import SILENT_SECONDS, Worker
from bot.work_queue import WorkQueue

BEAT_SECONDS = 2.0

_log = logging.getLogger(__name__)


class Beats:
    """The beats of one worker.

    Args:
        store: shared with the bot and the other workers.
        queue: from which the work comes.
        me: this worker.
    """

    def __init__(self, store: Store, queue: WorkQueue, me: Worker) -> None:
        self._store = store
        self._queue = queue
        self._me = me
        self._last = -math.inf
        self._steady_since = math.inf

    async def beat(self) -> None:
        """Say that this worker is there, and take over from those that are no more.

        Others are judged only after beats without a gap for as long as they may be silent: after an outage of the
        database nobody has been heard of.

        Raises:
            StoreUnavailable: the database fails.
        """
        await self._store.workers.beat(self._me)
        now = time.monotonic()
        if now - self._last > SILENT_SECONDS:
            self._steady_since = now
        self._last = now
        if now - self._steady_since >= SILENT_SECONDS:
            for seen in await self._store.workers.all():
                if seen.is_silent and seen.worker.role == "worker" and await self._store.workers.claim(seen):
                    await self._take_over(seen.worker.id)

    async def end(self) -> None:
        """Hand back what this worker has begun and not finished, and take it off the list."""
        await self._take_over(self._me.id)

    async def _take_over(self, worker_id: str) -> None:
        work = await self._queue.hand_back(worker_id)
        await self._store.workers.remove(worker_id)
        if work or worker_id != self._me.id:
            _log.warning("handed back", extra={"worker": worker_id, "work": work})
