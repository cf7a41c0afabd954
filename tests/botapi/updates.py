"""The queue of updates and the long poll.

Source: https://core.telegram.org/bots/api#getupdates (``offset`` confirms for good, ``limit``, ``timeout``,
``allowed_updates`` is remembered) and #update. The words of the conflicts are those of the open server.
"""

import asyncio
from typing import Any

from .errors import ApiError, conflict
from .limits import POLL_SECONDS, UPDATES
from .signals import Bell

Json = dict[str, Any]

FIRST_UPDATE_ID = 700_000_001
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}  # #getupdates, ``allowed_updates``


class UpdateQueue:
    """Updates that the bot has not confirmed, and all that there ever were.

    Attributes:
        pending: not yet confirmed, oldest first.
        every: update id -> update.
        webhook_active: getUpdates is refused.
        confirmed: id of the last update that the bot confirmed, 0 before the first.
    """

    def __init__(self, bell: Bell) -> None:
        self.pending: list[Json] = []
        self.every: dict[int, Json] = {}
        self.webhook_active = False
        self.confirmed = 0
        self.allowed: list[str] = []
        self.bell = bell
        self._repeated: list[Json] = []
        self._waiter: asyncio.Future[None] | None = None

    def push(self, kind: str, payload: Json) -> int | None:
        """Queue an update; returns its id, or None where ``allowed_updates`` leaves this kind out."""
        if (kind not in self.allowed) if self.allowed else (kind in NOT_BY_DEFAULT):
            return None
        update_id = FIRST_UPDATE_ID + len(self.every)
        update = {"update_id": update_id, kind: payload}
        self.every[update_id] = update
        self.pending.append(update)
        self._wake()
        return update_id

    def replay(self, update_id: int) -> None:
        """Deliver an update again with the same id, even a confirmed one."""
        self._repeated.append(self.every[update_id])
        self._wake()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember ``allowed_updates``; None keeps what was said before, an empty list means the default."""
        if kinds is not None:
            self.allowed = kinds

    def interrupt(self, reason: str) -> None:
        """End a poll that waits with a 409."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(conflict(reason))
        self._waiter = None

    def drop_pending(self) -> None:
        """Forget what was not confirmed."""
        self.pending.clear()
        self._repeated.clear()

    def next_for_webhook(self) -> Json | None:
        """Return the update that is to be posted next."""
        return next(iter(self._repeated or self.pending), None)

    def posted(self, update: Json) -> None:
        """Take an update that the webhook has accepted from the queue."""
        if update in self._repeated:
            self._repeated.remove(update)
        else:
            self._confirm(update["update_id"] + 1)

    async def poll(self, offset: int, limit: int, seconds: float, gone: asyncio.Future[None]) -> list[Json]:
        """Answer getUpdates.

        Args:
            offset: as in the Bot API; what is before it is confirmed, a negative one counts from the end.
            limit: 1 to 100; other values mean 100.
            seconds: to wait for the first update.
            gone: done when the client has closed the connection.

        Raises:
            ApiError: 409, a webhook is set, or another poll has taken over.
        """
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._confirm(offset)
        limit = limit if 1 <= limit <= UPDATES else UPDATES
        if not self._ready() and seconds > 0:
            await self._wait(min(seconds, POLL_SECONDS), gone)
        if gone.done():
            return []
        repeated, self._repeated = self._repeated[:limit], self._repeated[limit:]
        return [*repeated, *self.pending[: limit - len(repeated)]]

    def _ready(self) -> bool:
        return bool(self._repeated or self.pending)

    async def _wait(self, seconds: float, gone: asyncio.Future[None]) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        await asyncio.wait({waiter, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if self._waiter is waiter:
            self._waiter = None
        if waiter.done():
            error = waiter.exception()
            if isinstance(error, ApiError):
                raise error

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        self.bell.ring()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self.pending[offset:][0]["update_id"] if self.pending else 0
        done = [update for update in self.pending if update["update_id"] < offset]
        if done:
            self.confirmed = done[-1]["update_id"]
            del self.pending[: len(done)]
            self.bell.ring()
