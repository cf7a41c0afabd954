"""What people wait for overtakes what digests wait for: in the processes that read articles, and in the models' one."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.asked import Link
from bot.briefing import Briefing
from bot.digest.feed_state import FeedState
from bot.digest.issuing import Issuer
from bot.digest.items import Item
from bot.digest.schedule import Schedule
from bot.digest.topics import Preferences
from bot.making import LocalMaking
from bot.model_desk import ModelDesk
from bot.model_process import ModelProcess
from bot.store import open_store
from bot.translating import Translating
from bot.worker_pool import WorkerPool
from bot.writing import EXTRACTIVE
from bot_live.news_site import NewsSite
from engines.phrasebook import Phrasebook
from summarizer.article import Language
from summarizer.engines.priority import Priority, present, working_for
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.queue import QueuedTranslator
from summarizer.engines.turns import QueuedGenerator
from summarizer.reading import ReadingSettings
from summarizer.sources.fetch import FetchOptions

WORK_SECONDS = 60.0
STORIES = {"en/talks": "Ministers meet in Vienna", "en/flood": "River rises over its banks after days of rain"}


class Queued:
    """Lives in a process, with a real queue before an engine that stops at a gate."""

    def __init__(self) -> None:
        self._engine = Phrasebook()
        self._engine.gate.clear()
        self._queue = QueuedTranslator(self._engine, wait_seconds=0.0)
        self._came = threading.Semaphore(0)

    def occupy(self) -> None:
        self._queue.submit(["first"], "en", "ja", DecodeOptions())
        assert self._engine.entered.acquire(timeout=30)

    def translate(self, text: str, target: Language) -> None:
        future = self._queue.submit([text], "en", target, DecodeOptions())
        self._came.release()
        future.result()

    def came(self) -> None:
        assert self._came.acquire(timeout=30)

    def release(self) -> None:
        self._engine.gate.set()

    def order(self) -> list[str]:
        return [text for batch in self._engine.batches for text in batch]


async def test_a_translation_that_somebody_waits_for_overtakes_that_of_a_digest() -> None:
    process = ModelProcess(Queued, idle_seconds=WORK_SECONDS)
    await process.call("occupy")
    with working_for(Priority.DIGEST):
        digest = asyncio.create_task(process.call("translate", "digest", "ru"))
    await process.call("came")
    answer = asyncio.create_task(process.call("translate", "answer", "ja"))
    await process.call("came")
    await process.call("release")
    await asyncio.gather(digest, answer)
    assert await process.call("order") == ["first", "answer", "digest"]
    process.close()


def test_a_model_that_writes_knows_for_whom_a_thread_works() -> None:
    class Asked(QueuedGenerator):
        """Tells the priority of its callers."""

        def _turn(self, priority, **options):  # type: ignore[no-untyped-def, override]
            raise InterruptedError(priority)

    for priority in Priority:
        with working_for(priority), pytest.raises(InterruptedError) as told:
            Asked(None).generate([], None)  # type: ignore[arg-type]
        assert told.value.args == (priority,)
    assert present() is Priority.INTERACTIVE


def wait_for(port: int) -> None:
    """Wait until the other end of a connection is closed."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.recv(1)


@pytest.fixture
async def site() -> AsyncIterator[NewsSite]:
    async with NewsSite() as running:
        yield running


async def test_a_link_that_somebody_sent_overtakes_the_articles_of_a_digest(site: NewsSite, tmp_path: Path) -> None:
    pool, choosing = WorkerPool(1, WORK_SECONDS, WORK_SECONDS), WorkerPool(1, WORK_SECONDS, WORK_SECONDS)
    reading = ReadingSettings(fetch=FetchOptions(allow_hosts=frozenset({"127.0.0.1"})))
    process = ModelProcess(ModelDesk, reading.neural, None, idle_seconds=WORK_SECONDS)
    now, gate = datetime.now(UTC), socket.create_server(("127.0.0.1", 0))
    gate.settimeout(WORK_SECONDS)
    async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}") as store:
        making = LocalMaking(store, reading, pool, process, EXTRACTIVE)
        briefing = Briefing(store, making, None, reading.fetch.max_bytes, EXTRACTIVE)  # type: ignore[arg-type]
        issuer = Issuer(store, choosing, briefing, Translating(reading.neural, making, briefing))
        feed = await store.feeds.add(FeedState("https://news.example/feed"))
        items = [Item(s, "f", s, site.url(s), title, "", now - timedelta(hours=1)) for s, title in STORIES.items()]
        await store.feeds.update(feed, FeedState("https://news.example/feed"), items)
        await store.subscriptions.put(7, Preferences("en"), Schedule(time(8), "UTC"))
        await store.subscriptions.add_feed(7, feed)
        subscription = await store.subscriptions.get(7)
        assert subscription is not None
        busy = asyncio.create_task(pool.run(wait_for, gate.getsockname()[1]))
        digest = asyncio.create_task(issuer.issue(subscription, now))
        async with asyncio.timeout(WORK_SECONDS):
            while pool.waiting < len(STORIES) and not digest.done():  # noqa: ASYNC110 - another process chooses the stories meanwhile
                await asyncio.sleep(0)
            assert not digest.done(), digest.result()
            answer = asyncio.create_task(briefing.brief(Link(site.url("ru/talks")), "ru", 8))
            while pool.waiting <= len(STORIES):  # noqa: ASYNC110
                await asyncio.sleep(0)
        connection, _ = await asyncio.to_thread(gate.accept)
        connection.close()
        gate.close()
        await busy
        first, _ = await asyncio.wait([digest, answer], return_when=asyncio.FIRST_COMPLETED)
        assert first == {answer}
        made = await digest
        assert [story.brief_id is not None for story in made.issue.stories] == [True, True]
    for one in (pool, choosing, process):
        one.close()
