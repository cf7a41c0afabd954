"""Tasks that are cancelled while connections are opened or waited for, and those that wait behind them."""

import asyncio
from pathlib import Path

from sqlalchemy import text

from bot.store import Store, open_store
from bot.store.engines import open_engines, parse_url

WAITING = 5
FIRST = 3
STEPS = 40
"""Turns of the event loop within which the first write of a new store is through."""
SECONDS = 20.0
"""Far more than a write takes, and less than the pool lets anybody wait."""


async def write(store: Store) -> None:
    async with store.database.writing() as session:
        await session.execute(text("SELECT 1"))


async def test_who_waits_is_served_though_those_in_front_are_cancelled_at_any_moment(tmp_path: Path) -> None:
    for steps in range(0, STEPS, 2):
        async with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
            tasks = [asyncio.create_task(write(store)) for _ in range(WAITING)]
            for _ in range(steps):
                await asyncio.sleep(0)
            for task in tasks[:FIRST]:
                task.cancel()
            await asyncio.wait_for(asyncio.gather(*tasks[FIRST:]), SECONDS)
            await asyncio.gather(*tasks[:FIRST], return_exceptions=True)


async def test_a_connection_that_is_given_up_lets_others_write_though_a_cursor_of_it_is_still_there(
    tmp_path: Path,
) -> None:
    writing = open_engines(parse_url(f"sqlite:///{tmp_path / 'b.db'}")).writing
    given_up = await writing.connect()
    await given_up.execute(text("CREATE TABLE things (name TEXT)"))
    driver = (await given_up.get_raw_connection()).driver_connection
    assert driver is not None
    cursor = await driver.execute("SELECT 1 UNION SELECT 2")
    await given_up.invalidate()
    async with asyncio.timeout(SECONDS), writing.begin() as other:
        await other.execute(text("CREATE TABLE things (name TEXT)"))
    await given_up.close()
    await writing.dispose()
    del cursor
