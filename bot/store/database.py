"""Transactions: what every repository is given. Errors of SQLAlchemy and the drivers become ours here, once."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime

from sqlalchemy import FromClause
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store.engines import Engines
from bot.store.errors import StoreUnavailable
from bot.store.models import Base

Clock = Callable[[], datetime]
Insert = sqlite.Insert | postgresql.Insert

_OUR_MISTAKES = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


@contextmanager
def foreign_errors() -> Iterator[None]:
    """Turn a database that fails into StoreUnavailable; wrong statements of ours pass as they are.

    Raises:
        StoreUnavailable: no connection, no free one in time, disk full, locked for too long, or a damaged file.
    """
    try:
        yield
    except _OUR_MISTAKES:
        raise
    except (DatabaseError, InterfaceError, PoolTimeout) as error:
        raise StoreUnavailable(f"{type(error).__name__}: {getattr(error, 'orig', error)}") from error


class Database:
    """Opens transactions, and knows the time.

    Args:
        engines: where to read and write.
        clock: returns the present moment, aware.
    """

    def __init__(self, engines: Engines, clock: Clock = utc_now) -> None:
        self._reading = async_sessionmaker(engines.reading, expire_on_commit=False)
        self._writing = async_sessionmaker(engines.writing, expire_on_commit=False)
        self._insert = sqlite.insert if engines.writing.dialect.name == "sqlite" else postgresql.insert
        self.now = clock

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that only reads.

        Raises:
            StoreUnavailable: the database fails.
        """
        with foreign_errors():
            async with self._reading.begin() as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that may write; committed at the end, rolled back on an error.

        On SQLite it holds the write lock: do nothing slow in it, and never open one inside another.

        Raises:
            StoreUnavailable: the database fails.
        """
        with foreign_errors():
            async with self._writing.begin() as session:
                yield session

    def insert(self, table: type[Base] | FromClause) -> Insert:
        """Return an INSERT that can say ON CONFLICT, in the dialect of this database."""
        return self._insert(table)  # type: ignore[arg-type]  # a table, as it is declared
