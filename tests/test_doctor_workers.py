"""``svodka doctor`` on workers: who is at work, who is gone, and who makes what the bot does not want."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.check import Check
from bot.doctor import report_lines
from bot.doctor_workers import examine_workers
from bot.store import Store, open_store
from bot.store.work_models import WorkerRow
from bot.store.workers import Worker
from summarizer.article import LANGUAGES

BOT = Worker("bot", "bot", "home", "0.9", "work-1-a", 0)
OURS = Worker("1" * 32, "worker", "vps-1", "0.9", "work-1-a", 2)
OTHER = Worker("2" * 32, "worker", "vps-2", "0.8", "work-1-b", 1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}") as opened:
        yield opened


async def found(store: Store, *there: Worker, silent_seconds: float = 0.0) -> dict[str, Check]:
    for worker in there:
        await store.workers.beat(worker)
    (seen, *_) = await store.workers.all()
    async with store.database.writing() as session:
        await session.execute(update(WorkerRow).values(seen_at=seen.seen_at - timedelta(seconds=silent_seconds)))
    return {check.code: check for check in await examine_workers(store)}


async def test_those_at_work_are_named_with_machine_version_and_processes(store: Store) -> None:
    checks = await found(store, BOT, OURS)
    assert checks["workers"].values == {"count": 1, "workers": "vps-1 0.9 (2)"}


async def test_workers_that_fell_silent_are_missed_with_the_time_since(store: Store) -> None:
    checks = await found(store, BOT, OURS, silent_seconds=90)
    assert set(checks) == {"workers_gone"}
    assert checks["workers_gone"].state == "missing"
    assert 90 <= int(checks["workers_gone"].values["seconds"]) <= 120


async def test_a_bot_without_workers_and_one_with_strangers_is_told_what_to_do(store: Store) -> None:
    alone = await found(store, BOT)
    strangers = await found(store, BOT, OTHER)
    assert set(alone) == {"workers_none"}
    assert set(strangers) == {"workers_none", "workers_other"}
    for language in LANGUAGES:
        lines = "\n".join(report_lines([*alone.values(), *strangers.values()], language))
        assert "svodka worker" in lines
        assert "vps-2 0.8" in lines
