"""Digests as workflows of DBOS: one for each chat, slot and attempt, so that a restart sends none twice and loses none.

After a restart a workflow begins again; what it finds in the store says what has come and in which message the rest is
to come. So a digest needs no steps in the journal, but one that comes in parts: it is kept there (public news, for
RETENTION_DAYS), as the parts must be of one digest.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol
from weakref import WeakValueDictionary

from dbos import DBOS, SetWorkflowID

from bot.delivery import Address, Delivery
from bot.digest.feed_state import FeedState
from bot.digest.sending import DigestSteps, ReadyDigest, lastingly
from bot.errors import Unreachable
from bot.jobs import MAX_ATTEMPTS, SHAPE
from bot.rendering.digest_issue import feed_fails, render_issue
from bot.store import Store

AT_ONCE = 500
"""Digests under way: each holds its stories, some 20 kB. Who comes later waits in the store, where its slot is."""
NAME = "digest"
_ID = re.compile(r"(digest-(-?\d+)-(?:now-.+|(\d{4}-\d\d-\d\dT.*?\+00:00)))(?:-\d+)?", re.ASCII)
"""Of a workflow: occasion, chat, slot (none for one on demand), attempt."""


class Keep(Protocol):
    """Keeps a digest, the first time; what was kept then is returned again after a restart."""

    async def __call__(self, ready: ReadyDigest) -> ReadyDigest:
        """Do it."""


async def deliver(keep: Keep, steps: DigestSteps, chat_id: int, slot: datetime | None, occasion: str) -> None:
    """Make a digest and send it, as far as that has not been done.

    Args:
        keep: keeps a digest of several parts, which may differ if it is made again.
        steps: what to do.
        chat_id: whose.
        slot: that it is for, aware; None for one on demand.
        occasion: names it, the same for every attempt.
    """
    ready = await steps.make(chat_id, slot, occasion)
    if ready is None:
        return
    if isinstance(ready, ReadyDigest):
        parts = render_issue(ready.made.issue)
        if len(parts) > 1:  # as it was kept; but how the delivery stands is what it is now
            ready = replace(ready, made=(await keep(ready)).made)
            parts = render_issue(ready.made.issue)
        if await steps.send(ready, parts, occasion, on_demand=slot is None):
            return
    await lastingly(lambda: steps.fail(chat_id, slot))


class Deliveries:
    """The workflows. To be made after ``bot.jobs.Jobs``, whose DBOS they share, and before it is launched.

    Args:
        steps: what to do.
    """

    def __init__(self, steps: DigestSteps) -> None:
        self._steps = steps
        self._under_way = 0
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._room = asyncio.Event()
        self._room.set()
        self._workflow = DBOS.workflow(name=NAME, max_recovery_attempts=MAX_ATTEMPTS)(self._workflow_function())

    async def begin(self, chat_id: int, slot: datetime, attempt: int) -> None:
        """Send the digest of a slot, once however often it is begun; waits while AT_ONCE are under way.

        Args:
            chat_id: whose.
            slot: that it is for, aware.
            attempt: how often it has failed.
        """
        await self._room.wait()
        occasion = f"digest-{chat_id}-{slot.isoformat()}"
        await self._begin(f"{occasion}-{attempt}" if attempt else occasion, chat_id, slot.isoformat(), occasion)

    async def begin_now(self, chat_id: int, occasion: str) -> None:
        """Send a digest on demand, once for an occasion."""
        name = f"digest-{chat_id}-now-{occasion}"
        await self._begin(name, chat_id, "", name)

    async def take_up(self) -> None:
        """Begin anew what a version of another shape left unfinished; the rest goes on by itself."""
        for status in await DBOS.list_workflows_async(name=NAME, status=["PENDING", "ENQUEUED"], load_input=False):
            known = _ID.fullmatch(status.workflow_id)
            if status.app_version == SHAPE or known is None:
                continue
            await DBOS.delete_workflow_async(status.workflow_id)
            await self._begin(status.workflow_id, int(known[2]), known[3] or "", known[1])

    async def _begin(self, workflow_id: str, chat_id: int, slot: str, occasion: str) -> None:
        with SetWorkflowID(workflow_id):
            await DBOS.start_workflow_async(self._workflow, chat_id, slot, occasion)

    def _workflow_function(self) -> Callable[[int, str, str], Coroutine[Any, Any, None]]:
        async def digest(chat_id: int, slot: str, occasion: str) -> None:  # a function, as for those of bot.jobs
            self._count(1)
            lock = self._chats.setdefault(chat_id, asyncio.Lock())
            try:
                async with lock:  # two attempts at one digest, of which the second finds that it has come
                    when = datetime.fromisoformat(slot) if slot else None
                    await deliver(_keep, self._steps, chat_id, when, occasion)
            finally:
                self._count(-1)

        return digest

    def _count(self, more: int) -> None:
        self._under_way += more
        (self._room.set if self._under_way < AT_ONCE else self._room.clear)()


async def _keep(ready: ReadyDigest) -> ReadyDigest:
    return await DBOS.run_step_async({"name": "keep"}, _itself, ready)


async def _itself(ready: ReadyDigest) -> ReadyDigest:
    return ready


def teller(store: Store, delivery: Delivery) -> Callable[[int, FeedState], Coroutine[Any, Any, None]]:
    """Return what tells a chat, in the language of its digest, that a feed fails."""

    async def tell(chat_id: int, state: FeedState) -> None:
        subscription = await store.subscriptions.get(chat_id)
        if subscription is None or not subscription.active:
            return
        place = await store.places.get(chat_id)
        text = feed_fails(state.title or state.url, subscription.wanted.language, gone=state.gone)
        try:
            await delivery.for_bulk.send(Address(chat_id, place.thread_id), text, silent=True)
        except Unreachable:
            await store.subscriptions.pause(chat_id)

    return tell
