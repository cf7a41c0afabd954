"""A bot that hands its work out on PostgreSQL, and the workers that do it: real processes, one of them killed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import pytest_asyncio

from bot.check import Check
from bot.doctor import examine
from bot.startup import Startup
from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from bot_live.worker_process import WorkerProcess
from botapi import BotApiServer, Person
from postgres_fixtures import database

LONG = 60.0
ID_CHARACTERS = 300
"""Room for an id as DBOS writes it; texts of articles are longer."""


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def telegram() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def handing_bot(
    telegram: BotApiServer, postgres: str, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    """A bot on a database of its own, which leaves its work to workers."""
    with database(postgres, template) as url:
        settings = {"SVODKA_BOT__DATABASE_URL": url, "SVODKA_BOT__WORK_BY": "workers"}
        async with BotProcess(telegram, tmp_path_factory.mktemp("handing"), **settings) as bot:
            yield bot


async def test_without_workers_requests_wait_and_the_first_worker_that_comes_answers_them(
    telegram: BotApiServer, handing_bot: BotProcess, site: NewsSite
) -> None:
    kim, lee, mia, noa = (telegram.person(name, "en") for name in ("Kim", "Lee", "Mia", "Noa"))
    text = (EXAMPLES / "en" / "flood.txt").read_text(encoding="utf-8")
    kim.send_text(text)
    lee.send_document("talks.txt", (EXAMPLES / "en" / "talks.txt").read_bytes())
    mia.send_text(site.url("en/no-such-page"))
    noa.send_text(text)
    await handed_out(handing_bot, 4)
    await forget(noa)
    await handed_out(handing_bot, 3)
    assert all(person.messages[0].text.startswith("⏳") for person in (kim, lee, mia))
    assert "workers_none" in await doctor(handing_bot)
    assert [line["level"] for line in handing_bot.log() if line["event"] == "no worker: requests wait"] == ["warning"]
    async with WorkerProcess(handing_bot) as worker:
        assert (await worker.said("ready"))["processes"] == 1
        for person in (kim, lee):
            await person.wait_for(lambda m: m.buttons, LONG)
        await mia.wait_for_text("404", LONG)
        assert (await doctor(handing_bot))["workers"].values["count"] == 1
        await handed_out(handing_bot, 0)
        for table in ("workflow_input", "workflow_output"):
            longest = stored(handing_bot, f"SELECT max(length(t::text)) FROM dbos.{table} t")  # noqa: S608 - ours
            assert 0 < longest < ID_CHARACTERS < len(text)
        assert await worker.stop() == 0
    assert [len(person.messages) for person in (kim, lee, mia)] == [1, 1, 1]
    assert not [line for line in worker.log() if line["level"] in ("warning", "error")]
    assert stored(handing_bot, "SELECT count(*) FROM workers WHERE role = 'worker'") == 0


async def test_a_worker_with_another_glossary_than_the_bots_refuses_to_start(
    handing_bot: BotProcess, tmp_path: Path
) -> None:
    glossary = tmp_path / "names.tsv"
    glossary.write_text("en\tru\tja\nVasily Pupkin\tВасилий Пупкин\tワシーリー・プープキン\n", encoding="utf-8")
    async with WorkerProcess(handing_bot, SVODKA_GENERAL__GLOSSARY=str(glossary)) as worker:
        assert await worker.ended() == 1
    assert "would make other briefs than the bot" in worker.lines[-1]


async def test_a_worker_that_is_killed_in_the_middle_of_its_work_loses_nothing(
    telegram: BotApiServer, handing_bot: BotProcess, site: NewsSite
) -> None:
    people = [telegram.person("Reader", ("en", "ru", "ja")[number % 3]) for number in range(6)]
    before = site.asked.total()
    site.hold.clear()
    for number, person in enumerate(people):
        person.send_text(site.url(f"en/talks-copy-{9000 + number}"))
    async with WorkerProcess(handing_bot) as one, WorkerProcess(handing_bot) as two:
        ids = {(await worker.said("ready"))["worker"]: worker for worker in (one, two)}
        assert await site.bell.until(lambda: site.asked.total() - before == len(people) or None, LONG)
        in_hand = "FROM dbos.workflow_status WHERE name = 'work' AND status = 'PENDING' GROUP BY executor_id"
        most, busiest = max(queried(handing_bot, f"SELECT count(*), executor_id {in_hand}"))
        killed, other = sorted((one, two), key=lambda worker: worker is not ids[busiest])
        await killed.kill()
        site.hold.set()
        await asyncio.gather(*(person.wait_for(lambda m: m.buttons, LONG) for person in people))
        assert (await other.said("handed back"))["work"] == most
    assert [len(person.messages) for person in people] == [1] * len(people)


async def handed_out(bot: BotProcess, count: int) -> None:
    """Wait until so many pieces of work are kept for workers."""
    async with asyncio.timeout(LONG):
        while await asyncio.to_thread(stored, bot, "SELECT count(*) FROM work") != count:
            pass


async def forget(person: Person) -> None:
    """Let somebody have forgotten what is stored of them."""
    person.send_text("/forget")
    question = await person.wait_for_text("Delete everything stored about you", LONG)
    person.press(question, "Delete everything")
    await person.wait_for_text("has been deleted", LONG)


async def doctor(bot: BotProcess) -> dict[str, Check]:
    """Return what ``svodka doctor`` finds; looked for in a thread, as the server that is asked runs in this one."""
    found = await asyncio.to_thread(examine, Startup(None, bot.environ, ()), self_test=False)
    return {check.code: check for check in found}


def stored(bot: BotProcess, query: str) -> int:
    """Return the number that a query to the bot's database gives."""
    return int(queried(bot, query)[0][0])


def queried(bot: BotProcess, query: str) -> list[tuple[Any, ...]]:
    """Return the rows that a query to the bot's database gives."""
    with psycopg.connect(bot.environ["SVODKA_BOT__DATABASE_URL"]) as connection:
        return connection.execute(query).fetchall()  # type: ignore[call-overload, no-any-return]
