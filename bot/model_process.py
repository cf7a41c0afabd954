"""One process that holds the models and works on many requests at a time.

Models take gigabytes, so there is one process for them, not one a worker as in ``bot.worker_pool``; and their queues
batch what many ask together, so many must be able to ask at the same time. A crash in a model's C++ code, or a killed
process, takes the requests that are in it, and nothing else: the next request starts a new one.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from bot.worker_pool import WorkerDied, end_with_parent
from summarizer.engines.priority import Priority, present, working_for

AT_A_TIME = 64
"""Requests that wait inside the process for its models; further ones wait for these, first come, first served."""

_log = logging.getLogger(__name__)


class ModelProcess:
    """Calls methods of an object that lives in a process of its own.

    The process is started by the first call and ended when nothing was asked of it for a while.

    Args:
        build: returns the object; called in the process. Must be importable, as its arguments must be picklable.
        arguments: of ``build``.
        idle_seconds: after how many seconds without a call the process ends.
    """

    def __init__(self, build: Callable[..., Any], *arguments: Any, idle_seconds: float) -> None:
        self._build = build
        self._arguments = arguments
        self._idle_seconds = idle_seconds
        self._life: _Life | None = None
        self._closing: asyncio.TimerHandle | None = None

    async def call(self, method: str, *arguments: Any) -> Any:
        """Call a method of the object and return what it returns; it works for whom this task works.

        Raises:
            WorkerDied: the process ended before the call did.
            Exception: whatever the method raises.
        """
        if self._closing is not None:
            self._closing.cancel()
        if self._life is None or not self._life.alive:
            self._life = _Life(self._build, self._arguments)
        life = self._life
        try:
            return await life.call(method, arguments)
        finally:
            if life.idle:
                self._closing = asyncio.get_running_loop().call_later(self._idle_seconds, self._end_if_idle)

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._closing is not None:
            self._closing.cancel()
        if self._life is not None:
            self._life.end()
            self._life = None

    def _end_if_idle(self) -> None:
        if self._life is not None and self._life.idle:
            self.close()


class _Life:
    """One process from its start to its end."""

    def __init__(self, build: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy the locks of running threads
        self._loop = asyncio.get_running_loop()
        self._connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve, args=(theirs, build, arguments), name="models", daemon=True
        )
        self._process.start()
        theirs.close()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._number = 0
        self.alive = True
        threading.Thread(target=self._receive, name="models", daemon=True).start()

    @property
    def idle(self) -> bool:
        """Whether nobody waits for an answer."""
        return not self._waiting

    async def call(self, method: str, arguments: tuple[Any, ...]) -> Any:
        self._number += 1
        number = self._number
        future = self._waiting[number] = self._loop.create_future()
        try:
            # In a thread: a pipe that is full would block the loop.
            await asyncio.to_thread(self._send, number, present(), method, arguments)
            return await future
        finally:
            self._waiting.pop(number, None)

    def end(self) -> None:
        self.alive = False
        self._process.kill()

    def _send(self, number: int, priority: Priority, method: str, arguments: tuple[Any, ...]) -> None:
        try:
            self._connection.send((number, priority, method, arguments))
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerDied from error

    def _receive(self) -> None:
        while True:
            try:
                number, worked, value = self._connection.recv()
            except (EOFError, ConnectionResetError):
                break
            self._loop.call_soon_threadsafe(self._answer, number, worked, value)
        self._process.join()
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._gone)

    def _answer(self, number: int, worked: bool, value: Any) -> None:
        future = self._waiting.get(number)
        if future is not None and not future.done():
            future.set_result(value) if worked else future.set_exception(value)

    def _gone(self) -> None:
        if self.alive:
            _log.warning("model process died", extra={"exit_code": self._process.exitcode})
        self.alive = False
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(WorkerDied())


def _serve(connection: Connection, build: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Work in the process: read calls, do each in a thread, write what comes of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    served = build(*arguments)
    writing = threading.Lock()
    with ThreadPoolExecutor(AT_A_TIME) as threads:
        while True:
            try:
                number, priority, method, given = connection.recv()
            except EOFError:
                os._exit(0)
            threads.submit(_answer, connection, writing, number, priority, getattr(served, method), given)


def _answer(
    connection: Connection,
    writing: threading.Lock,
    number: int,
    priority: Priority,
    work: Callable[..., Any],
    given: tuple[Any, ...],
) -> None:
    try:
        with working_for(priority):
            worked, value = True, work(*given)
    except Exception as error:  # noqa: BLE001 - it is raised again where the call was made
        worked, value = False, error
        error.__cause__ = error.__context__ = None
    with writing:
        connection.send((number, worked, value))
