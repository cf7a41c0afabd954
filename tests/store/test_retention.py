"""How long things are kept, and for how long a page's brief is used again: as docs/bot.md says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.asked import Link
from bot.briefing import Briefing
from bot.making import LocalMaking
from bot.model_desk import ModelDesk
from bot.model_process import ModelProcess
from bot.retention import prune
from bot.store import NewRequest
from bot.worker_pool import WorkerPool
from bot.writing import EXTRACTIVE
from bot_live.news_site import NewsSite
from summarizer.reading import ReadingSettings
from summarizer.sources.fetch import FetchOptions

WORK_SECONDS = 60.0


async def no_file(file_id: str) -> bytes:
    raise AssertionError(file_id)


@pytest.fixture
async def site():
    async with NewsSite() as running:
        yield running


@pytest.fixture
def briefing(store):
    pool = WorkerPool(1, WORK_SECONDS, WORK_SECONDS)
    reading = ReadingSettings(fetch=FetchOptions(allow_hosts=frozenset({"127.0.0.1"})))
    process = ModelProcess(ModelDesk, reading.neural, None, idle_seconds=WORK_SECONDS)
    making = LocalMaking(store, reading, pool, process, EXTRACTIVE)
    yield Briefing(store, making, no_file, reading.fetch.max_bytes, EXTRACTIVE)
    pool.close()


async def test_a_pages_brief_is_used_again_for_six_hours_without_looking_at_the_page(briefing, site, clock):
    link = Link(site.url("en/talks"))
    first = await briefing.brief(link, "en", 7)
    clock.go_on(hours=5, minutes=59)
    again = await briefing.brief(link, "ja", 8)
    assert (first.from_cache, again.from_cache, site.asked["en/talks"]) == (False, True, 1)
    clock.go_on(minutes=2)
    later = await briefing.brief(link, "en", 7)
    assert (later.from_cache, site.asked["en/talks"]) == (False, 2)


async def test_a_brief_is_kept_for_sixty_days_after_it_was_last_opened(briefing, site, store, clock):
    opened = await briefing.brief(Link(site.url("en/talks")), "en", 7)
    unopened = await briefing.brief(Link(site.url("en/flood")), "en", 7)
    clock.go_on(days=59)
    assert await store.briefs.get(opened.brief_id) is not None
    clock.go_on(days=2)
    await prune(store)
    assert await store.briefs.get(unopened.brief_id) is None
    assert await store.briefs.get(opened.brief_id) is not None


async def test_an_answered_request_is_kept_for_two_days_and_an_unanswered_one_until_it_is(store, clock):
    new = NewRequest(update_id=1, chat_id=7, user_id=7, kind="link", payload={}, language="en")
    answered = await store.requests.accept(new)
    waiting = await store.requests.accept(replace(new, update_id=2))
    await store.requests.mark_answered(answered.id)
    clock.go_on(hours=47)
    await prune(store)
    assert await store.requests.get(answered.id) is not None
    clock.moment += timedelta(hours=2)
    await prune(store)
    assert await store.requests.get(answered.id) is None
    assert await store.requests.get(waiting.id) is not None
