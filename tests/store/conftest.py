"""The same store on both databases: a file of SQLite, and a real PostgreSQL server (``postgres_fixtures``)."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import Store, open_store


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 29, 0, 59, 30, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **by: float) -> None:
        self.moment += timedelta(**by)


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
