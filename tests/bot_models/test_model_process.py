"""The process of the models: many calls at a time, errors come back, a death takes only what was in it."""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.model_process import ModelProcess
from bot.worker_pool import WorkerDied
from summarizer.engines.errors import RemoteFailed

NEVER_IDLE_SECONDS = 3600.0
CALLERS = 20


class Served:
    """Lives in the process; its calls meet at a barrier, so that none returns unless all are under way."""

    def __init__(self, callers: int) -> None:
        self._barrier = threading.Barrier(callers)

    def meet(self, number: int) -> tuple[int, int]:
        self._barrier.wait()
        return number * 2, os.getpid()

    def pid(self) -> int:
        return os.getpid()

    def fail(self) -> None:
        raise RemoteFailed("rate_limited", "models.example", 429)

    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


@asynccontextmanager
async def served(callers: int = 1, idle_seconds: float = NEVER_IDLE_SECONDS) -> AsyncIterator[ModelProcess]:
    process = ModelProcess(Served, callers, idle_seconds=idle_seconds)
    try:
        yield process
    finally:
        process.close()


async def test_many_calls_are_in_the_process_at_the_same_time_and_each_gets_its_own_answer() -> None:
    async with served(CALLERS) as process:
        answers = await asyncio.gather(*(process.call("meet", number) for number in range(CALLERS)))
    assert [value for value, _ in answers] == [number * 2 for number in range(CALLERS)]
    assert len({pid for _, pid in answers}) == 1
    assert os.getpid() not in {pid for _, pid in answers}


async def test_an_error_of_the_call_is_raised_where_the_call_was_made() -> None:
    async with served() as process:
        with pytest.raises(RemoteFailed) as caught:
            await process.call("fail")
        assert caught.value.reason == "rate_limited"
        assert await process.call("pid")


async def test_a_death_ends_the_calls_that_were_in_it_and_the_next_one_starts_a_new_process() -> None:
    async with served(2) as process:
        first = await process.call("pid")
        waiting = asyncio.create_task(process.call("meet", 1))
        with pytest.raises(WorkerDied):
            await process.call("die")
        with pytest.raises(WorkerDied):
            await waiting
        assert await process.call("pid") != first


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells of a process’s end by a file")
async def test_a_process_without_work_ends() -> None:
    async with served(idle_seconds=0.01) as process:
        pid = await process.call("pid")
        ended = os.pidfd_open(pid)
        loop, gone = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(ended, gone.set)
        try:
            await asyncio.wait_for(gone.wait(), 20)
        finally:
            loop.remove_reader(ended)
            os.close(ended)
        assert await process.call("pid") != pid
