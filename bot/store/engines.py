"""From a database URL to engines: SQLite by default, PostgreSQL for many workers.

SQLite has one writer at a time, so all writes of a process go through one connection, and wait their turn in the
pool's queue; SQLite's own busy handler, which polls, is left for other processes. Readers have connections of their own
and never wait (WAL, https://www.sqlite.org/wal.html).
"""

import asyncio
import json
import sqlite3
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState, QueuePool

from bot.store.errors import UnsupportedDatabase

BUSY_SECONDS = 30  # how long one process waits for another's write; a migration of a big table may take that long
WAL_PAUSE_SECONDS = 0.05
READERS = 4  # SQLite connections that read; more than cores of a small machine bring nothing
POOL_SIZE = 5  # PostgreSQL connections kept by a worker; the server allows 100 by default
POOL_OVERFLOW = 10  # PostgreSQL connections more in a rush, closed after it
_SQLITE = frozenset({"sqlite", "sqlite+aiosqlite"})
_POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+psycopg"})


@dataclass(frozen=True, slots=True)
class Engines:
    """Where to read and where to write; on PostgreSQL the same."""

    reading: AsyncEngine
    writing: AsyncEngine

    async def connect(self) -> None:
        """Open the connections that are kept.

        SQLAlchemy's pool wakes nobody who waits for a connection when whoever opens it is cancelled: they would wait
        until their time is out. Of connections that are open already, each return wakes the next.
        """
        for engine in {id(engine): engine for engine in (self.reading, self.writing)}.values():
            async with AsyncExitStack() as stack:
                for _ in range(_kept(engine)):
                    await stack.enter_async_context(engine.connect())

    async def dispose(self) -> None:
        """Close all connections."""
        await self.reading.dispose()
        await self.writing.dispose()


def _kept(engine: AsyncEngine) -> int:
    return engine.pool.size() if isinstance(engine.pool, QueuePool) else 1


def parse_url(text: str) -> URL:
    """Return the URL with the driver that is used here.

    Raises:
        UnsupportedDatabase: not a database URL, another database, or SQLite in memory, which no second connection sees.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise UnsupportedDatabase(reason="not a database URL") from error
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in _SQLITE:
        raise UnsupportedDatabase(reason=f"{url.drivername} is neither sqlite nor postgresql")
    if not url.database or ":memory:" in url.database or url.query.get("mode") == "memory":
        raise UnsupportedDatabase(reason="SQLite needs a file")
    return url.set(drivername="sqlite+aiosqlite")


def open_engines(url: URL) -> Engines:
    """Return engines for a URL of ``parse_url``; nothing is connected yet.

    Raises:
        UnsupportedDatabase: the driver is not installed.
    """
    if url.get_backend_name() == "sqlite":
        reading = _sqlite(url, begin="BEGIN", pool_size=READERS, max_overflow=0)
        return Engines(reading, _sqlite(url, begin="BEGIN IMMEDIATE", pool_size=1, max_overflow=0))
    engine = _create(url, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, pool_pre_ping=True)
    return Engines(engine, engine)


def migration_engine(url: URL) -> AsyncEngine:
    """Return an engine for one connection that changes the schema.

    On SQLite its transaction holds the write lock from the start, and foreign keys are not enforced in it: a table is
    changed there by building another and dropping the first, which must not cascade.

    Raises:
        UnsupportedDatabase: the driver is not installed, or the file's folder cannot be created.
    """
    if url.get_backend_name() == "sqlite":
        _make_folder(Path(str(url.database)).parent)
        return _sqlite(url, begin="BEGIN IMMEDIATE", foreign_keys=False, pool_size=1, max_overflow=0)
    return _create(url, pool_size=1, max_overflow=0)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnsupportedDatabase(reason=f"the folder {folder} cannot be created, {error.strerror}") from error


def _create(url: URL, **options: Any) -> AsyncEngine:
    dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return create_async_engine(url, hide_parameters=True, json_serializer=dumps, **options)
    except ModuleNotFoundError as error:
        raise UnsupportedDatabase(reason="its driver is missing; pip install 'svodka[postgres]'") from error


def _use_wal(connection: Any, cursor: Any) -> None:
    """Turn the write-ahead log on; for that SQLite does not wait for others who have the file open, so this does."""
    for _ in range(round(BUSY_SECONDS / WAL_PAUSE_SECONDS)):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            connection.run_async(lambda _: asyncio.sleep(WAL_PAUSE_SECONDS))
        else:
            return


class _RollingBack(sqlite3.Connection):
    """Ends its transaction when it is closed.

    A connection whose user was cancelled is closed while a cursor on it may still be referred to. SQLite defers such a
    close, and with it the end of the transaction: nobody else could write until the cursor is collected
    (https://www.sqlite.org/c3ref/close.html).
    """

    def close(self) -> None:
        try:
            self.rollback()
        finally:
            super().close()


def _sqlite(url: URL, *, begin: str, foreign_keys: bool = True, **options: Any) -> AsyncEngine:
    engine = _create(url, connect_args={"factory": _RollingBack}, pool_reset_on_return=None, **options)

    def connect(connection: Any, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: "begin" below does
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        _use_wal(connection, cursor)
        cursor.execute("PRAGMA synchronous = FULL")  # what was accepted survives a power cut, too
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    # A statement of SQLAlchemy's goes to the connection's thread and back four times (for a cursor, its execution, its
    # rows and its end), at 0.1 ms each: what begins every transaction is asked of the driver, in one go.
    def start(connection: Connection) -> None:
        adapted: Any = connection.connection.dbapi_connection
        try:
            adapted.run_async(lambda driver: driver.execute(begin))
        except sqlite3.Error as error:
            raise OperationalError(begin, None, error) from error
        except asyncio.CancelledError as error:  # the thread may begin nevertheless: nobody is to get it so
            connection.invalidate(error)
            raise

    # SQLAlchemy would roll back whenever a connection is returned: one more way to its thread, mostly for nothing.
    def reset(connection: Any, _record: ConnectionPoolEntry, state: PoolResetState) -> None:
        if state.asyncio_safe and connection.driver_connection.in_transaction:
            connection.rollback()

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", start)
    event.listen(engine.sync_engine, "reset", reset)
    return engine
