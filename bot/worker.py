"""``svodka worker``: makes briefs and translations for a bot that hands them out (``bot.work_by``), on PostgreSQL.

It has no token and never speaks to Telegram. Any number of workers run beside each other, on any machines; each takes
what it can from the queue (``bot.work_queue``), does it as a bot that works itself would (``bot.making``), and puts the
outcome into the store.
"""

import asyncio
import logging
import platform
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from uuid import uuid4

from dbos import DBOS

from bot.background import Background
from bot.bot_settings import database_url_of
from bot.digest.scheduler import for_ever
from bot.errors import NoWorkForWorkers, OtherEngine, TooHard
from bot.journal import end, journal_url, launch
from bot.making import LocalMaking, make_here
from bot.startup import Startup, reading_settings
from bot.store import Store, StoreError, open_store
from bot.store.work import BegunWork
from bot.store.workers import Worker
from bot.work import FetchedPage, Outcome, do, packed, queue_for, work_in
from bot.work_queue import APPLICATION, READING, WAITING, WORKFLOW, WorkQueue, check_database, version_of
from bot.worker_beats import BEAT_SECONDS, Beats
from bot.writing import engine_of
from config.settings import Settings
from summarizer.article import LANGUAGES
from summarizer.engines.priority import working_for
from summarizer.errors import SvodkaError
from summarizer.reading import ReadingSettings
from summarizer.version import __version__

LOOK_SECONDS = 0.1
"""Between two looks into the queue; a twentieth of a second is added to each piece of work."""
WAITING_AT_ONCE = 32
"""Pages that a worker fetches, and texts that wait for its models, at the same time; both mostly wait."""
SPARE = 1
"""Pieces of work that a worker has beside those in its processes, so that no process waits for the queue."""
WRITING_AT_ONCE = 8
"""Articles more where a model writes the points: they are held as long as that takes."""
MAX_BEGUN = 5
"""How often a piece of work is begun, since what brings workers down must not do so for ever."""
GRACE_SECONDS = 20
"""For which work under way may be finished at a polite end; Docker waits 10 s unless told otherwise (compose.yaml)."""
STORE_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
CONNECTIONS = 3
"""To PostgreSQL, for DBOS."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


async def run(settings: Settings, reading: ReadingSettings, database_url: str, processes: int | None) -> None:
    """Work until SIGINT or SIGTERM.

    Args:
        settings: of the installation, the same as the bot's.
        reading: how pages are fetched, and the models.
        database_url: of the store.
        processes: that read and sum up; as the settings say where None.

    Raises:
        WorkerRefused: there can be no work for this process.
        StoreError: the database cannot be used.
        ConfigurationError: the glossary cannot be read.
    """
    check_database(database_url)
    if settings.bot.work_by != "workers":
        raise NoWorkForWorkers
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    engine = engine_of(reading)
    lanes = processes or settings.bot.workers
    me = Worker(uuid4().hex, "worker", platform.node(), __version__, version_of(engine), lanes)
    writes = any(reading.neural.writes(language) for language in LANGUAGES)
    limits = {WAITING: WAITING_AT_ONCE, READING: lanes + SPARE + (WRITING_AT_ONCE if writes else 0)}
    async with open_store(database_url) as store:
        await _refuse_other(store, me)
        making = make_here(settings.bot, reading, store, engine, lanes)
        async with _working(store, database_url, me, making, limits):
            _log.info("ready", extra={"worker": me.id, "processes": lanes, "engine": me.engine})
            await stopped.wait()
            _log.info("ending")


async def _refuse_other(store: Store, me: Worker) -> None:
    for seen in await store.workers.all():
        if seen.worker.role == "bot" and not seen.is_silent and seen.worker.engine != me.engine:
            raise OtherEngine(here=me.engine, there=seen.worker.engine)


@asynccontextmanager
async def _working(
    store: Store, database_url: str, me: Worker, making: LocalMaking, limits: dict[str, int]
) -> AsyncIterator[None]:
    queue = WorkQueue(database_url, me.engine)
    beats, background = Beats(store, queue, me), Background()
    _prepare(database_url, me, Workbench(store, queue, making).work)
    await beats.beat()
    background.start(for_ever(beats.beat, "beats", BEAT_SECONDS), "beats")
    try:
        await _take_work(limits)
        yield
    finally:
        await end(GRACE_SECONDS)  # what is not finished by then is handed back
        await background.end()
        await beats.end()
        await making.close()
        queue.close()


def _prepare(database_url: str, me: Worker, work: Callable[[str], Coroutine[Any, Any, None]]) -> None:
    DBOS(
        config={
            "name": APPLICATION,
            "application_version": me.engine,
            "executor_id": me.id,
            "system_database_url": journal_url(database_url),
            "sys_db_pool_size": CONNECTIONS,
            "log_level": "WARNING",
        }
    )
    DBOS.listen_queues([WAITING, READING])

    @DBOS.workflow(name=WORKFLOW)
    async def do_work(work_id: str) -> None:  # a function: methods DBOS takes for those of its own classes
        await work(work_id)


async def _take_work(limits: dict[str, int]) -> None:
    launch()
    for queue, limit in limits.items():
        await DBOS.register_queue_async(
            queue, worker_concurrency=limit, polling_interval_sec=LOOK_SECONDS, on_conflict="always_update"
        )


class Workbench:
    """Does work that comes as ids.

    Args:
        store: where the work and its outcome are.
        queue: for what is to be done next.
        making: does it.
    """

    def __init__(self, store: Store, queue: WorkQueue, making: LocalMaking) -> None:
        self._store = store
        self._queue = queue
        self._making = making

    async def work(self, work_id: str) -> None:
        """Do a piece of work, unless it is done or nobody waits for it any more; waits while the database is away."""
        begun = await _once_there(lambda: self._store.work.begin(work_id))
        if begun is None:
            return
        outcome = await self._outcome(work_id, begun)
        kept = packed(outcome)
        if not isinstance(outcome, FetchedPage):
            await _once_there(lambda: self._store.work.finish(work_id, kept))
            return
        await _once_there(lambda: self._store.work.go_on(work_id, kept))
        await self._queue.put(work_id, queue_for(outcome), begun.priority)

    async def _outcome(self, work_id: str, begun: BegunWork) -> Outcome | FetchedPage:
        if begun.begun > MAX_BEGUN:
            _log.warning("given up", extra={"work": work_id})
            return TooHard("workers died of it")
        try:
            with working_for(begun.priority):
                return await do(work_in(begun.asked), self._making, self._store, lambda: self._read(work_id))
        except SvodkaError as error:
            error.__cause__ = error.__context__ = None  # it goes on as a value: what led to it is in the log
            _log.info("not made", extra={"work": work_id, "code": error.code, "detail": error.detail})
            return error
        except Exception:  # noqa: BLE001 - whatever it was, somebody waits to be told
            _log.exception("not made", extra={"work": work_id})
            return SvodkaError()

    async def _read(self, work_id: str) -> None:
        await self._store.work.set_read(work_id)


async def _once_there(call: Callable[[], Awaitable[T]]) -> T:
    """Do something with the store as soon as that answers: what is taken from the queue must not be lost."""
    pause = STORE_PAUSE_SECONDS
    while True:
        try:
            return await call()
        except StoreError as error:
            _log.warning("store", extra={"reason": str(error)})
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def main(startup: Startup, processes: int | None) -> None:
    """Work with the settings in force; ``svodka worker``.

    Args:
        startup: how the command was called.
        processes: see ``run``.

    Raises:
        WorkerRefused, SettingsError, StoreError: the worker cannot start with these settings.
    """
    from bot.logging_setup import set_up_logging

    settings = startup.load().settings
    set_up_logging(settings.bot.log_level)
    asyncio.run(run(settings, reading_settings(settings), database_url_of(settings), processes))
