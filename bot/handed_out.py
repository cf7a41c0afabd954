"""Making by workers: the work is put into the store and the queue, and its outcome is waited for.

All that is waited for is looked at in one query, every LOOK_SECONDS. Without workers it waits, and so does whoever
asked; when the bot ends, nobody waits any more, and after its next start the same is asked for anew.
"""

import asyncio
import logging
import platform
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.background import Background
from bot.digest.scheduler import for_ever
from bot.making import Kept, KeptPage, Notify
from bot.model_desk import TextInOtherWords
from bot.store import NOBODY, CachedBrief, Store, StoreError
from bot.store.workers import Worker
from bot.work import (
    FileWork,
    Outcome,
    PageWork,
    RewordWork,
    TextWork,
    TranslationWork,
    Work,
    outcome_in,
    packed,
    queue_for,
)
from bot.work_queue import WorkQueue, version_of
from bot.work_watch import WorkWatch
from bot.worker_beats import BEAT_SECONDS
from summarizer.article import Language, Resource
from summarizer.engines.priority import present
from summarizer.errors import SvodkaError
from summarizer.version import __version__

LOOK_SECONDS = 0.05
"""Between two looks while something is waited for; adds a fortieth of a second to an answer."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Awaited:
    outcome: asyncio.Future[Outcome]
    on_read: Notify | None


class HandedOut:
    """Has workers make things; see ``bot.making.Making``.

    Args:
        store: shared with the workers.
        queue: to them.
    """

    def __init__(self, store: Store, queue: WorkQueue) -> None:
        self._store = store
        self._queue = queue
        self._awaited: dict[str, _Awaited] = {}
        self._looking: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """Pieces of work whose outcome is waited for."""
        return len(self._awaited)

    async def page(self, address: str, on_read: Notify) -> KeptPage:
        """See ``Making``."""
        made: KeptPage = await self._made(PageWork(address), NOBODY, on_read)
        return made

    async def file(self, resource: Resource, owner_id: int, on_read: Notify) -> Kept:
        """See ``Making``."""
        made: Kept = await self._made(FileWork(resource, owner_id), owner_id, on_read)
        return made

    async def text(self, text: str, owner_id: int) -> Kept:
        """See ``Making``."""
        made: Kept = await self._made(TextWork(text, owner_id), owner_id)
        return made

    async def reword(self, cached: CachedBrief) -> CachedBrief:
        """See ``Making``."""
        await self._made(RewordWork(cached.id), cached.key.owner_id)
        return await self._store.briefs.get(cached.id) or cached

    async def translate(self, text: str, target: Language, owner_id: int) -> TextInOtherWords:
        """See ``Making``."""
        made: TextInOtherWords = await self._made(TranslationWork(text, target, owner_id), owner_id)
        return made

    async def close(self) -> None:
        """See ``Making``."""
        if self._looking is not None:
            self._looking.cancel()
        self._queue.close()

    async def _made(self, work: Work, owner_id: int, on_read: Notify | None = None) -> Any:
        """Return the outcome of a piece of work, whose kind follows from the work's; errors are raised."""
        work_id = uuid4().hex
        await self._store.work.put(work_id, owner_id, present(), packed(work))
        await self._queue.put(work_id, queue_for(work), present())
        awaited = _Awaited(asyncio.get_running_loop().create_future(), on_read)
        self._awaited[work_id] = awaited
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_until_done(), name="work")
        outcome = await awaited.outcome
        if isinstance(outcome, SvodkaError):
            raise outcome
        return outcome

    async def _look_until_done(self) -> None:
        while self._awaited:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look()
            except StoreError as error:  # the workers are without the database, too: it all goes on when it is back
                _log.warning("work not seen", extra={"reason": str(error)})

    async def _look(self) -> None:
        awaited_now = list(self._awaited)
        found = await self._store.work.look(awaited_now)
        made = {work_id: seen.outcome for work_id, seen in found.items() if seen.outcome is not None}
        if made:
            await self._store.work.remove(list(made))
        for work_id in awaited_now:
            awaited = self._awaited[work_id]
            if work_id in made:
                self._settle(work_id, outcome_in(made[work_id]))
            elif work_id not in found:
                self._settle(work_id, SvodkaError("forgotten with the person who sent it"))
            elif found[work_id].is_read and awaited.on_read is not None:
                on_read, awaited.on_read = awaited.on_read, None
                await on_read()

    def _settle(self, work_id: str, outcome: Outcome) -> None:
        awaited = self._awaited.pop(work_id)
        if not awaited.outcome.done():  # whoever waited may have gone
            awaited.outcome.set_result(outcome)


@asynccontextmanager
async def handing_out(store: Store, database_url: str, engine: str) -> AsyncIterator[HandedOut]:
    """Have workers make things, and look who is at work, until the end of the context.

    Args:
        store: shared with the workers.
        database_url: of the store, on PostgreSQL.
        engine: of the installation.
    """
    version = version_of(engine)
    making = HandedOut(store, WorkQueue(database_url, version))
    me = Worker("bot", "bot", platform.node(), __version__, version, 0)
    watch, background = WorkWatch(store, me, lambda: making.waiting), Background()
    background.start(for_ever(watch.look, "workers", BEAT_SECONDS), "workers")
    try:
        yield making
    finally:
        await background.end()
        await watch.end()
        await making.close()
