"""A clock that tests turn, and the real client with the real queue on a loopback Telegram that keeps its own limits."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from telegram.ext import ExtBot

from bot.outgoing import Limits, OutgoingQueue
from botapi import BotApiServer, SendingRates

CONNECTIONS = 32


@dataclass(order=True)
class Alarm:
    when: float
    number: int
    callback: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


class ManualClock:
    """Stands still until it is told to go on.

    Attributes:
        late: seconds by which alarms ring too late.
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.late = 0.0
        self._alarms: list[Alarm] = []
        self._numbers = 0

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], None]) -> Alarm:
        self._numbers += 1
        alarm = Alarm(when, self._numbers, callback)
        heapq.heappush(self._alarms, alarm)
        return alarm

    def to_next(self) -> bool:
        """Go on to the next alarm, if there is one, and let it ring."""
        while self._alarms:
            alarm = heapq.heappop(self._alarms)
            if not alarm.cancelled:
                self.now = max(self.now, alarm.when + self.late)
                alarm.callback()
                return True
        return False

    def to(self, moment: float) -> None:
        """Go on to a moment, letting ring what is due."""
        while self._alarms and self._alarms[0].when <= moment:
            self.to_next()
        self.now = max(self.now, moment)


@dataclass
class Telegram:
    """The parts of a test."""

    clock: ManualClock
    server: BotApiServer
    queue: OutgoingQueue
    bot: ExtBot[OutgoingQueue]

    async def quiet(self) -> None:
        """Wait until nothing is on its way."""
        for _ in range(3):  # tasks that have just been made begin to wait
            await asyncio.sleep(0)
        while self.queue.on_wire:  # noqa: ASYNC110 - real sockets are what is waited for, and no event tells of all
            await asyncio.sleep(0)

    async def finish(self, *tasks: "asyncio.Task[object]") -> float:
        """Turn the clock until all tasks are done; returns how many of its seconds that took."""
        begun = self.clock.now
        await self.quiet()
        while not all(task.done() for task in tasks):
            if not self.clock.to_next():
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            await self.quiet()
        return self.clock.now - begun

    def chats(self, count: int) -> list[int]:
        """Return ids of private chats in which the bot may write."""
        return [self.server.person(f"P{number}", "en", started=True).id for number in range(count)]


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this setting python-telegram-bot 22 warns whenever it raises RetryAfter, and warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def limits() -> Limits:
    return Limits()


@pytest.fixture
async def telegram(limits: Limits) -> AsyncIterator[Telegram]:
    clock = ManualClock()
    async with BotApiServer(rates=SendingRates(clock.time)) as server:
        queue = OutgoingQueue(limits, CONNECTIONS, clock)
        client = ExtBot(server.token, server.base_url, server.base_file_url, rate_limiter=queue)
        async with client as bot:
            yield Telegram(clock, server, queue, bot)
