"""Digests as workflows of DBOS: one for each chat and slot, so that a restart sends none twice and loses none.

Telegram has no way to send a message once only. So a message is sent that says that the digest is coming, and then made
to show it, which may be repeated: a crash at the worst moment leaves such a line behind, never a second digest.
The journal of DBOS holds the finished digest (public news) for RETENTION_DAYS.
"""

import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from dbos import DBOS, SetWorkflowID

from bot.delivery import Address, Delivery
from bot.digest.feed_state import FeedState
from bot.digest.issuing import Issuer, MadeIssue
from bot.digest.keeping import FeedKeeper
from bot.digest.schedule import LATEST
from bot.digest_keyboards import digest_keyboard
from bot.errors import Unreachable
from bot.jobs import MAX_ATTEMPTS
from bot.rendering.digest_issue import feed_fails, issue_coming, render_issue
from bot.store import Store

_log = logging.getLogger(__name__)


class DigestSteps:
    """The steps of a digest, each fit to be done again.

    Args:
        store: of subscriptions.
        issuer: makes digests.
        delivery: to Telegram.
        keeper: asked for the newest entries before a digest is made: the process may just have been started.
    """

    def __init__(self, store: Store, issuer: Issuer, delivery: Delivery, keeper: FeedKeeper) -> None:
        self._store = store
        self._issuer = issuer
        self._delivery = delivery
        self._keeper = keeper

    async def make(self, chat_id: int, slot: datetime | None) -> MadeIssue | None:
        """Make a digest, or None where none is to be sent.

        Args:
            chat_id: whose.
            slot: that it is for, aware; None for one on demand.
        """
        now = self._store.database.now()
        await self._keeper.refresh()
        subscription = await self._store.subscriptions.get(chat_id)
        if subscription is None or (slot is not None and not subscription.active):
            return None
        person = await self._store.users.get(chat_id)
        if person is not None and person.banned:
            return None
        if slot is not None and now - slot >= LATEST:
            _log.info("digest folded into the next", extra={"slot": slot.isoformat()})
            return None
        made = await self._issuer.issue(subscription, now)
        unwanted = not made.issue.stories and subscription.wanted.quiet and slot is not None
        return None if unwanted else made

    async def announce(self, chat_id: int, made: MadeIssue) -> int | None:
        """Send the message that a part of the digest will be in; None if nobody is there, and the digest is paused."""
        try:
            silent = not made.issue.stories
            return await self._delivery.send(Address(chat_id), issue_coming(made.issue.language), silent=silent)
        except Unreachable:
            await self._store.subscriptions.pause(chat_id)
            return None

    async def fill(self, chat_id: int, message_id: int, made: MadeIssue, part: int) -> None:
        """Make a message show a part of the digest; if it is gone, send the part instead."""
        texts = render_issue(made.issue)
        stories = enumerate(made.issue.stories, 1)
        briefs = [(number, story.brief_id) for number, story in stories if story.brief_id is not None]
        keyboard = (
            digest_keyboard(briefs, made.issue.language, calendar=bool(made.issue.ahead))
            if part == len(texts) - 1
            else None
        )
        if not await self._delivery.edit(chat_id, message_id, texts[part], keyboard):
            await self._delivery.send(Address(chat_id), texts[part], keyboard)

    async def finish(self, chat_id: int, made: MadeIssue) -> None:
        """Remember what was sent."""
        if await self._store.subscriptions.get(chat_id) is not None:
            await self._store.subscriptions.note_sent(chat_id, made.sent)


class Deliveries:
    """The workflows. To be made after ``bot.jobs.Jobs``, whose DBOS they share, and before it is launched.

    Args:
        steps: what to do.
    """

    def __init__(self, steps: DigestSteps) -> None:
        self._steps = steps
        self._workflow = DBOS.workflow(name="digest", max_recovery_attempts=MAX_ATTEMPTS)(self._workflow_function())

    async def begin(self, chat_id: int, slot: datetime) -> None:
        """Send the digest of a slot, once however often it is begun."""
        await self._begin(f"digest-{chat_id}-{slot.isoformat()}", chat_id, slot.isoformat())

    async def begin_now(self, chat_id: int, occasion: str) -> None:
        """Send a digest on demand, once for an occasion."""
        await self._begin(f"digest-{chat_id}-now-{occasion}", chat_id, "")

    async def _begin(self, workflow_id: str, chat_id: int, slot: str) -> None:
        with SetWorkflowID(workflow_id):
            await DBOS.start_workflow_async(self._workflow, chat_id, slot)

    def _workflow_function(self) -> Callable[[int, str], Coroutine[Any, Any, None]]:
        async def digest(chat_id: int, slot: str) -> None:  # a function, as for the workflows of bot.jobs
            await self._deliver(chat_id, datetime.fromisoformat(slot) if slot else None)

        return digest

    async def _deliver(self, chat_id: int, slot: datetime | None) -> None:
        steps = self._steps
        made = await DBOS.run_step_async({"name": "make"}, steps.make, chat_id, slot)
        if made is None:
            return
        for part in range(len(render_issue(made.issue))):
            message_id = await DBOS.run_step_async({"name": "announce"}, steps.announce, chat_id, made)
            if message_id is None:
                return
            await DBOS.run_step_async({"name": "fill"}, steps.fill, chat_id, message_id, made, part)
        await DBOS.run_step_async({"name": "finish"}, steps.finish, chat_id, made)


def teller(store: Store, delivery: Delivery) -> Callable[[int, FeedState], Coroutine[Any, Any, None]]:
    """Return what tells a chat, in the language of its digest, that a feed fails."""

    async def tell(chat_id: int, state: FeedState) -> None:
        subscription = await store.subscriptions.get(chat_id)
        if subscription is None or not subscription.active:
            return
        text = feed_fails(state.title or state.url, subscription.wanted.language, gone=state.gone)
        try:
            await delivery.send(Address(chat_id), text, silent=True)
        except Unreachable:
            await store.subscriptions.pause(chat_id)

    return tell
