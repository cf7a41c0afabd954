"""One bot for most tests: a process, its Telegram and a news site, all in one event loop for the whole session."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of this folder run in the session's loop, where the fixtures live."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("asyncio") is not None:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def site() -> AsyncIterator[NewsSite]:
    async with NewsSite() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def owner(server: BotApiServer) -> Person:
    return server.person("Olga", "en")


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def bot(
    server: BotApiServer, owner: Person, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    folder = tmp_path_factory.mktemp("bot")
    async with BotProcess(server, folder, SVODKA_BOT__OWNERS=str(owner.id)) as running:
        yield running
