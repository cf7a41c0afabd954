"""The store as a whole: one object with a repository for each kind of thing that is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import text

from bot.store.briefs import Briefs
from bot.store.broadcasts import Broadcasts
from bot.store.chats import Chats
from bot.store.database import Clock, Database, foreign_errors, utc_now
from bot.store.digests_feeds import Feeds
from bot.store.digests_places import DigestPlaces
from bot.store.digests_subscriptions import Subscriptions
from bot.store.engines import open_engines, parse_url
from bot.store.installation import Installations
from bot.store.later_parts import LaterParts
from bot.store.migrations import upgrade
from bot.store.privacy import Privacy
from bot.store.requests import Requests
from bot.store.statistics import StatisticsOfAll
from bot.store.usage import Usage
from bot.store.users import Users
from bot.store.work import HandedWork
from bot.store.workers import Workers


@dataclass(frozen=True, slots=True)
class Store:
    """All repositories of one open database. They may be used by any number of tasks at once."""

    users: Users
    chats: Chats
    requests: Requests
    briefs: Briefs
    later_parts: LaterParts
    usage: Usage
    installation: Installations
    broadcasts: Broadcasts
    statistics: StatisticsOfAll
    privacy: Privacy
    feeds: Feeds
    subscriptions: Subscriptions
    places: DigestPlaces
    work: HandedWork
    workers: Workers
    database: Database

    async def check(self) -> None:
        """Read and open a write, changing nothing.

        Raises:
            StoreUnavailable: the database fails.
        """
        async with self.database.reading() as session:
            await session.execute(text("SELECT 1"))
        async with self.database.writing() as session:
            await session.execute(text("SELECT 1"))


@asynccontextmanager
async def open_store(url: str, clock: Clock = utc_now) -> AsyncIterator[Store]:
    """Open the database at ``url``, brought to the newest schema first; closed at the end of the context.

    Args:
        url: ``sqlite:///path/to/file.db`` (created if it is not there) or ``postgresql://user:password@host/name``.
        clock: returns the present moment, aware.

    Raises:
        UnsupportedDatabase: the URL cannot be used.
        SchemaTooNew: a newer version has migrated the database.
        StoreUnavailable: the database fails.
    """
    await upgrade(url)
    engines = open_engines(parse_url(url))
    database = Database(engines, clock)
    try:
        with foreign_errors():
            await engines.connect()
        yield Store(
            users=Users(database),
            chats=Chats(database),
            requests=Requests(database),
            briefs=Briefs(database),
            later_parts=LaterParts(database),
            usage=Usage(database),
            installation=Installations(database),
            broadcasts=Broadcasts(database),
            statistics=StatisticsOfAll(database),
            privacy=Privacy(database),
            feeds=Feeds(database),
            subscriptions=Subscriptions(database),
            places=DigestPlaces(database),
            work=HandedWork(database),
            workers=Workers(database),
            database=database,
        )
    finally:
        await engines.dispose()
