"""The schema's history, applied by Alembic from code: ``await upgrade(url)``. There is no alembic.ini.

Several workers may start at once: the first takes a lock for the length of its transaction (on SQLite the write lock,
on PostgreSQL an advisory lock), the others wait and then find nothing to do.

To write the next revision, change ``bot.store.models`` and run, against a database at the newest revision,
``alembic.command.revision(configuration(), "what changes", autogenerate=True)`` inside ``with_connection``'s run.
"""

from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from bot.store.database import foreign_errors
from bot.store.engines import migration_engine, parse_url
from bot.store.errors import SchemaTooNew

if TYPE_CHECKING:
    from alembic.config import Config

ADVISORY_LOCK = 0x73766F646B61  # any number that no other program on the server uses: "svodka" in ASCII


def configuration(connection: Connection) -> "Config":
    """Return Alembic's configuration for a connection that is open already."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("bot.store.migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def with_connection(url: str, work: Callable[[Connection], None]) -> None:
    """Call ``work`` in one transaction that no other migration can run beside; committed if it returns.

    Raises:
        UnsupportedDatabase: the URL cannot be used.
        StoreUnavailable: the database fails.
    """
    engine = migration_engine(parse_url(url))
    try:
        with foreign_errors():
            async with engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
                await connection.run_sync(work)
    finally:
        await engine.dispose()


async def upgrade(url: str) -> None:
    """Bring the database at ``url`` to the newest schema; a new SQLite file is created, with its folder.

    Raises:
        UnsupportedDatabase: the URL cannot be used.
        SchemaTooNew: its revision is not known here.
        StoreUnavailable: the database fails.
    """
    from alembic import command
    from alembic.util import CommandError

    def to_head(connection: Connection) -> None:
        command.upgrade(configuration(connection), "head")

    try:
        await with_connection(url, to_head)
    except CommandError as error:
        raise SchemaTooNew(str(error), database=parse_url(url).render_as_string()) from error
