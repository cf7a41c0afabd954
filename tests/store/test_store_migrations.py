"""The schema's history gives the schema of the models, on both databases, whoever starts first."""

import asyncio
import sqlite3
import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.store import SchemaTooNew, open_store
from bot.store.migrations import configuration, upgrade, with_connection
from bot.store.models import Base

_OPEN_AND_USE = """
import asyncio, sys
from bot.store import open_store

async def main():
    async with open_store(sys.argv[1]) as store:
        await store.users.seen(int(sys.argv[2]))

asyncio.run(main())
"""


async def _with_schema(url, work):
    found = []
    await with_connection(url, lambda connection: found.append(work(connection)))
    return found[0]


async def test_migrations_from_nothing_give_the_schema_of_the_models(url):
    await upgrade(url)
    differences = await _with_schema(url, lambda c: compare_metadata(MigrationContext.configure(c), Base.metadata))
    assert differences == []


async def test_a_database_that_is_up_to_date_keeps_its_contents(url, clock):
    async with open_store(url, clock) as store:
        user = await store.users.seen(7)
    await upgrade(url)
    async with open_store(url, clock) as store:
        assert await store.users.get(7) == user


async def test_going_down_leaves_only_the_revision_table(url):
    await upgrade(url)
    await with_connection(url, lambda connection: command.downgrade(configuration(connection), "base"))
    assert await _with_schema(url, lambda c: inspect(c).get_table_names()) == ["alembic_version"]
    await upgrade(url)


async def test_many_workers_that_start_at_once_migrate_once(url):
    await asyncio.gather(*(upgrade(url) for _ in range(8)))
    assert await _with_schema(url, lambda c: c.scalar(text("SELECT count(*) FROM alembic_version"))) == 1


async def test_several_processes_that_start_at_once_all_work(url, clock):
    processes = [
        subprocess.Popen([sys.executable, "-c", _OPEN_AND_USE, url, str(number)], stderr=subprocess.PIPE, text=True)  # noqa: ASYNC220, S603
        for number in range(1, 4)
    ]
    failures = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], failures
    async with open_store(url, clock) as store:
        assert [(await store.users.get(number)).id for number in range(1, 4)] == [1, 2, 3]


async def test_a_database_of_a_newer_version_is_refused_untouched(url):
    await upgrade(url)
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    await with_connection(url, lambda connection: connection.execute(newer))
    with pytest.raises(SchemaTooNew) as caught:
        await upgrade(url)
    assert "newer version" in caught.value.message("en")


async def test_a_migration_that_fails_changes_nothing(url):
    def half(connection):
        command.upgrade(configuration(connection), "head")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await with_connection(url, half)
    assert await _with_schema(url, lambda c: inspect(c).get_table_names()) == []


async def test_sqlite_is_set_up_for_one_writer_and_many_readers(tmp_path, clock):
    path = tmp_path / "svodka.db"
    async with open_store(f"sqlite:///{path}", clock) as store:
        async with store.database.reading() as session:
            pragmas = [
                (await session.execute(text(f"PRAGMA {name}"))).scalar_one()
                for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
            ]
        assert pragmas == ["wal", 1, 30_000, 2]
        async with store.database.writing(), store.database.reading() as reader:
            await reader.execute(text("SELECT count(*) FROM users"))  # does not wait for the writer
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
