"""One queue for all that the bot sends: the rate limiter of python-telegram-bot's client, which every call passes.

python-telegram-bot's own ``AIORateLimiter`` knows limits over all and of groups, but neither one message a second in a
chat nor who waits for what, and at a 429 it stops every chat. Here an answer that somebody waits for goes before
broadcasts and digests, and a 429 stops the chat that it was about (three such at once: all). The call that met it is
made again, in its old place; it is lost only with its caller, whose work the journal of DBOS, or the store, takes up.

A call that waits is held by its caller, who has its text anyhow; callers are bounded where they are made: updates by
``bot.app.AT_ONCE``, digests by ``bot.digest.deliveries.AT_ONCE``, a broadcast sends one copy after the other.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, Protocol

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.outgoing.limits import Limits, Urgency, cost_of, place_of
from bot.outgoing.line import Line, Ticket

LATER_SECONDS = 0.1
"""By which the wait that a 429 asks for is made longer."""

_log = logging.getLogger(__name__)

Call = Callable[..., Coroutine[Any, Any, Any]]


class NoRoom(TelegramError):
    """A call that does not wait cannot be made at once; one of Telegram's errors, as it is met where those are."""


class Alarm(Protocol):
    """What can be taken back."""

    def cancel(self) -> None:
        """Take it back."""


class Clock(Protocol):
    """The time, and being woken; an event loop is one."""

    def time(self) -> float:
        """Return seconds that never go back."""

    def call_at(self, when: float, callback: Callable[[], None]) -> Alarm:
        """Call back at a moment."""


class OutgoingQueue(BaseRateLimiter[Urgency]):
    """Lets calls go at Telegram's pace; how urgent one is, is said by ``rate_limit_args``.

    Args:
        limits: to keep to.
        connections: of the client.
        clock: the running event loop by default.
    """

    def __init__(self, limits: Limits, connections: int, clock: Clock | None = None) -> None:
        self._line = Line(limits, connections, max(1, connections * 3 // 4))
        self._clock = clock
        self._alarm: Alarm | None = None
        self._waiting: dict[Ticket, asyncio.Future[None]] = {}

    @property
    def waiting(self) -> int:
        """Calls that wait for their turn."""
        return len(self._waiting)

    @property
    def on_wire(self) -> int:
        """Calls on their way."""
        return self._line.on_wire

    @property
    def places(self) -> int:
        """Chats of which something is remembered."""
        return self._line.places

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """End all waiting; whoever waits is cancelled."""
        if self._alarm is not None:
            self._alarm.cancel()
        for future in self._waiting.values():
            future.cancel()

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Urgency | None,
    ) -> Any:
        """Make a call when its time has come, and again as often as Telegram says that it came too soon.

        Raises:
            NoRoom: a PASSING call cannot be made at once.
            RetryAfter: Telegram says so to a PASSING call.
            TelegramError: whatever else the call raises.
        """
        urgency = Urgency.INTERACTIVE if rate_limit_args is None else rate_limit_args
        place, cost = place_of(endpoint, data), cost_of(endpoint)
        if urgency is Urgency.PASSING:
            gone = self._line.go_past(place, cost, self._now())
            if gone is None:
                raise NoRoom("a passing call does not wait")
            return await self._made(gone, callback, args, kwargs)
        ticket = self._line.join(place, cost, urgency, self._now())
        while True:
            await self._turn(ticket)
            try:
                return await self._made(ticket, callback, args, kwargs)
            except RetryAfter:
                self._line.rejoin(ticket, self._now())

    async def _turn(self, ticket: Ticket) -> None:
        """Wait until a call may go."""
        future = self._waiting[ticket] = asyncio.get_running_loop().create_future()
        self._pump()
        try:
            await future
        except asyncio.CancelledError:
            if future.cancelled():
                ticket.dropped = True
            else:  # let go in the same moment
                self._line.done(ticket, self._now())
            raise
        finally:
            self._waiting.pop(ticket, None)
            self._pump()

    async def _made(self, ticket: Ticket, callback: Call, args: Any, kwargs: dict[str, Any]) -> Any:
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            wait = _seconds(error)
            everywhere = self._line.pause(ticket.place, self._now() + wait + LATER_SECONDS, self._now())
            _log.warning("told to wait", extra={"seconds": wait, "everywhere": everywhere})
            raise
        finally:
            self._line.done(ticket, self._now())
            self._pump()

    def _pump(self) -> None:
        """Let go whatever may go, and be woken when the next may."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        now = self._now()
        while (ticket := self._line.take(now)) is not None:
            future = self._waiting.get(ticket)
            if future is None or future.done():
                self._line.done(ticket, now)
            else:
                future.set_result(None)
        moment = self._line.next_moment(now)
        if moment is not None:
            self._alarm = self._timer().call_at(moment, self._pump)

    def _now(self) -> float:
        return self._timer().time()

    def _timer(self) -> Clock:
        return self._clock or asyncio.get_running_loop()


def _seconds(error: RetryAfter) -> float:
    wait = error._retry_after  # noqa: SLF001 - the public property warns of its coming change of type
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
