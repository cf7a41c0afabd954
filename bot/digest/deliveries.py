"""Digests as workflows of DBOS: one for each chat, slot and attempt, so that a restart sends none twice and loses none.

The journal of DBOS holds the finished digest (public news) for RETENTION_DAYS.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, ParamSpec, Protocol, TypeVar

from dbos import DBOS, SetWorkflowID
from dbos._core import StepOptions

from bot.delivery import Address, Delivery
from bot.digest.feed_state import FeedState
from bot.digest.sending import Announced, DigestSteps, Failed
from bot.errors import Unreachable
from bot.jobs import MAX_ATTEMPTS, SHAPE
from bot.rendering.digest_issue import feed_fails, render_issue
from bot.store import Store

AT_ONCE = 500
"""Digests under way: each holds its stories, some 20 kB. Who comes later waits in the store, where its slot is."""
_LASTING = StepOptions(retries_allowed=True, max_attempts=10, interval_seconds=1.0, backoff_rate=2.0)
"""Steps that only write to the store: tried for some minutes where that is away."""

NAME = "digest"
_ID = re.compile(r"(digest-(-?\d+)-(?:now-.+|(\d{4}-\d\d-\d\dT.*?\+00:00)))(?:-\d+)?", re.ASCII)
"""Of a workflow: occasion, chat, slot (none for one on demand), attempt."""

P = ParamSpec("P")
T = TypeVar("T")


class Run(Protocol):
    """Does a step once, whatever happens: what it returned is returned again after a restart."""

    async def __call__(
        self, name: str, step: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do it."""


async def deliver(run: Run, steps: DigestSteps, chat_id: int, slot: datetime | None, occasion: str) -> None:
    """Make a digest and send it, step by step.

    Args:
        run: does the steps.
        steps: what to do.
        chat_id: whose.
        slot: that it is for, aware; None for one on demand.
        occasion: names it, the same for every attempt.
    """
    made = await run("make", steps.make, chat_id, slot)
    if made is None:
        return
    if isinstance(made, Failed):
        await run("fail", steps.fail, chat_id, slot)
        return
    there: Announced | None = None
    for part in range(len(render_issue(made.issue))):
        name = f"{occasion}/{part}"
        message = await run("announce", steps.announce, chat_id, made, name, on_demand=slot is None)
        if message is None:
            return
        if isinstance(message, Announced) and await run(
            "fill", steps.fill, message, made, part, on_demand=slot is None
        ):
            there = message
        elif there is None:
            await run("fail", steps.fail, chat_id, slot)
            return
        else:  # tried again, it would come a second time
            break
    if there is not None:
        await run("finish", steps.finish, there.chat_id, made)


class Deliveries:
    """The workflows. To be made after ``bot.jobs.Jobs``, whose DBOS they share, and before it is launched.

    Args:
        steps: what to do.
    """

    def __init__(self, steps: DigestSteps) -> None:
        self._steps = steps
        self._under_way = 0
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
            try:
                await deliver(_run, self._steps, chat_id, datetime.fromisoformat(slot) if slot else None, occasion)
            finally:
                self._count(-1)

        return digest

    def _count(self, more: int) -> None:
        self._under_way += more
        (self._room.set if self._under_way < AT_ONCE else self._room.clear)()


async def _run(name: str, step: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs) -> T:
    options = _LASTING if name in ("fail", "finish") else StepOptions()
    return await DBOS.run_step_async({**options, "name": name}, step, *args, **kwargs)


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
