"""What a bot that hands its work out knows of its workers, and the log hears of them."""

import logging
import math
import time
from collections.abc import Callable

from bot.store import Store
from bot.store.workers import SeenWorker, Worker

WARN_SECONDS = 60.0
"""Between two warnings that nobody works while somebody waits."""

_log = logging.getLogger(__name__)


class WorkWatch:
    """Tells workers that the bot is there, and looks who is at work.

    Args:
        store: shared with the workers.
        me: the bot.
        waiting: returns how many pieces of work are waited for.
    """

    def __init__(self, store: Store, me: Worker, waiting: Callable[[], int]) -> None:
        self._store = store
        self._me = me
        self._waiting = waiting
        self._at_work = -1
        self._warned = -math.inf
        self._strangers: set[str] = set()

    async def look(self) -> None:
        """Do it once.

        Raises:
            StoreUnavailable: the database fails.
        """
        await self._store.workers.beat(self._me)
        present = [seen for seen in await self._store.workers.all() if seen.worker.role == "worker"]
        alive = [seen for seen in present if not seen.is_silent]
        ours = [seen for seen in alive if seen.worker.engine == self._me.engine]
        self._tell_of_strangers([seen.worker for seen in alive if seen not in ours])
        if ours:
            if len(ours) != self._at_work:
                _log.info("workers", extra={"at_work": len(ours)})
        elif self._at_work or (self._waiting() and time.monotonic() - self._warned >= WARN_SECONDS):
            self._warn(present)
        self._at_work = len(ours)

    async def end(self) -> None:
        """Tell workers that the bot has ended."""
        await self._store.workers.remove(self._me.id)

    def _warn(self, present: list[SeenWorker]) -> None:
        self._warned = time.monotonic()
        seconds = round(present[0].silent_seconds) if present else None
        _log.warning("no worker: requests wait", extra={"waiting": self._waiting(), "last_seen_seconds": seconds})

    def _tell_of_strangers(self, strangers: list[Worker]) -> None:
        """Name those that get no work because they would do it otherwise; each once."""
        for worker in strangers:
            if worker.id not in self._strangers:
                self._strangers.add(worker.id)
                told = {"host": worker.host, "theirs": worker.engine, "ours": self._me.engine}
                _log.warning("worker of another version, models or glossary", extra=told)
