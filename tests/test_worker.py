"""``svodka worker`` without a bot: what it refuses, and how it deals with work that cannot be done."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.making import LocalMaking
from bot.model_desk import ModelDesk
from bot.model_process import ModelProcess
from bot.store import NOBODY, Store, open_store
from bot.work import PageWork, outcome_in, packed
from bot.work_queue import WorkQueue
from bot.worker import MAX_BEGUN, Workbench
from bot.worker_pool import WorkerPool
from bot.writing import EXTRACTIVE
from summarizer.engines.priority import Priority
from summarizer.errors import SvodkaError
from summarizer.reading import ReadingSettings
from svodka_process import svodka

SECONDS = 60.0
ID = "a" * 32
PRIVATE_PAGE = PageWork("http://127.0.0.1/private")
POSTGRESQL = "postgresql://svodka@127.0.0.1:1/svodka"  # the port of TCPMUX, on which nothing listens


@pytest.mark.parametrize(
    ("command", "settings", "code", "words"),
    [
        ("worker", {}, 1, "Workers need PostgreSQL"),
        ("worker", {"DATABASE_URL": POSTGRESQL}, 1, 'bot.work_by = "workers"'),
        ("bot", {"WORK_BY": "workers", "TOKEN": "1:a"}, 2, "Workers need PostgreSQL"),
    ],
)
def test_what_cannot_work_is_refused_with_what_to_do(
    tmp_path: Path, command: str, settings: dict[str, str], code: int, words: str
) -> None:
    extra = {f"SVODKA_BOT__{name}": value for name, value in settings.items()}
    done = svodka(tmp_path, command, extra=extra)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}") as opened:
        yield opened


@pytest.fixture
def workbench(store: Store) -> Workbench:
    reading = ReadingSettings()
    process = ModelProcess(ModelDesk, reading.neural, None, idle_seconds=SECONDS)
    making = LocalMaking(store, reading, WorkerPool(1, SECONDS, SECONDS), process, EXTRACTIVE)
    return Workbench(store, WorkQueue(POSTGRESQL, "work"), making)


async def outcome(store: Store) -> SvodkaError:
    kept = (await store.work.look([ID]))[ID].outcome
    assert kept is not None
    error = outcome_in(kept)
    assert isinstance(error, SvodkaError)
    return error


async def test_an_error_is_handed_over_with_its_sentence_for_people(store: Store, workbench: Workbench) -> None:
    await store.work.put(ID, NOBODY, Priority.INTERACTIVE, packed(PRIVATE_PAGE))
    await workbench.work(ID)
    error = await outcome(store)
    assert error.code == "address_not_allowed"
    assert "127.0.0.1" in error.message("ja")


async def test_work_that_workers_have_died_of_again_and_again_is_given_up(store: Store, workbench: Workbench) -> None:
    await store.work.put(ID, NOBODY, Priority.INTERACTIVE, packed(PRIVATE_PAGE))
    for _ in range(MAX_BEGUN):
        await store.work.begin(ID)
    await workbench.work(ID)
    assert (await outcome(store)).code == "too_hard"


async def test_work_that_nobody_waits_for_any_more_is_passed_over(store: Store, workbench: Workbench) -> None:
    await workbench.work(ID)
    assert await store.work.look([ID]) == {}
