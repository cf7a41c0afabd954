"""Heavy work in processes of its own, so that the event loop never waits and a hostile page cannot hang the bot.

Each lane is a pool of one process: when a process dies, exactly one piece of work was in it. A piece of work that takes
too long ends its own process by the interval timer of POSIX (``setitimer``), whose signal also ends code that never
returns to Python; ``ProcessPoolExecutor`` itself has no way to stop a running call.
"""

import asyncio
import heapq
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, ParamSpec, TypeVar

from summarizer.engines.priority import Priority, present

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class WorkerDied(Exception):
    """The process ended before its work did: too long, out of memory, or a crash in C code."""


class WorkerPool:
    """Some processes that do one piece of work at a time each.

    They are started when first needed and ended when nothing was asked of them for a while: loaded language models
    take some hundred megabytes each, which an idle bot should not hold.

    Args:
        lanes: how many processes.
        timeout_seconds: most seconds for one piece of work.
        idle_seconds: after how many seconds without work the processes end.
    """

    def __init__(self, lanes: int, timeout_seconds: float, idle_seconds: float) -> None:
        self._timeout = timeout_seconds
        self._idle_seconds = idle_seconds
        self._free: list[ProcessPoolExecutor | None] = [None] * lanes
        self._waiting: list[tuple[Priority, int, asyncio.Future[ProcessPoolExecutor | None]]] = []
        self._numbers = 0
        self._closing: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """Pieces of work that no process has begun."""
        return sum(not future.done() for _, _, future in self._waiting)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a piece of work in a process and return what it returns; what a digest waits for is done after all else.

        Raises:
            WorkerDied: the process ended before the work did.
            Exception: whatever ``work`` raises.
        """
        lane = await self._next_lane()
        broken = False
        try:
            lane = lane or self._new_lane()
            return await asyncio.wrap_future(lane.submit(_timed, self._timeout, work, *args, **kwargs))
        except BrokenProcessPool as error:
            broken = True
            _log.warning("worker died", extra={"work": work.__name__})
            raise WorkerDied from error
        finally:
            if broken and lane is not None:
                lane.shutdown(wait=False)
            self._pass_on(None if broken else lane)
            self._close_when_idle()

    def close(self) -> None:
        """End the processes that have nothing to do."""
        if self._closing is not None:
            self._closing.cancel()
        for number, lane in enumerate(self._free):
            if lane is not None:
                lane.shutdown(wait=False, cancel_futures=True)
            self._free[number] = None

    async def _next_lane(self) -> ProcessPoolExecutor | None:
        """Return a free lane (None: to be made), or wait for one behind those who are more urgent or came before."""
        if self._free:
            return self._free.pop()
        future: asyncio.Future[ProcessPoolExecutor | None] = asyncio.get_running_loop().create_future()
        self._numbers += 1
        heapq.heappush(self._waiting, (present(), self._numbers, future))
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._pass_on(future.result())
            raise

    def _pass_on(self, lane: ProcessPoolExecutor | None) -> None:
        while self._waiting:
            _, _, future = heapq.heappop(self._waiting)
            if not future.done():
                future.set_result(lane)
                return
        self._free.append(lane)

    def _close_when_idle(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
        self._closing = asyncio.get_running_loop().call_later(self._idle_seconds, self.close)

    def _new_lane(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # a fork would copy the locks of running threads
        return ProcessPoolExecutor(1, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Prepare a new process: leave interrupts to the parent, and end when it ends.

    Language models are loaded by the first article that needs them, each in about a second: loading all beforehand
    would make the first article wait for those of other languages.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End this process when its parent is gone, even killed; by itself it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _timed(seconds: float, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(*args, **kwargs)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
