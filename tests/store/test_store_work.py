"""Work that is handed out, and who does it; on both databases."""

import asyncio
from datetime import timedelta

from bot.store import open_store
from bot.store.workers import Worker
from summarizer.engines.priority import Priority

PERSON = 7_123_456_789
FIRST, SECOND = "a" * 32, "b" * 32
ONE = Worker(FIRST, "worker", "vps-1", "0.9", "work-1-x", 2)


async def test_what_is_handed_out_is_begun_read_and_finished(store):
    await store.work.put(FIRST, PERSON, Priority.DIGEST, b"asked")
    assert (await store.work.look([FIRST, SECOND]))[FIRST].outcome is None
    begun = await store.work.begin(FIRST)
    assert (begun.asked, begun.priority, begun.begun) == (b"asked", Priority.DIGEST, 1)
    await store.work.set_read(FIRST)
    assert (await store.work.look([FIRST]))[FIRST].is_read
    await store.work.finish(FIRST, b"made\0")
    assert (await store.work.look([FIRST]))[FIRST].outcome == b"made\0"
    await store.work.remove([FIRST])
    assert await store.work.look([FIRST]) == {}


async def test_of_two_that_do_the_same_the_first_to_finish_counts(store):
    await store.work.put(FIRST, PERSON, Priority.INTERACTIVE, b"asked")
    assert [(await store.work.begin(FIRST)).begun for _ in range(2)] == [1, 2]
    await store.work.finish(FIRST, b"first")
    await store.work.finish(FIRST, b"second")
    assert (await store.work.look([FIRST]))[FIRST].outcome == b"first"
    assert await store.work.begin(FIRST) is None


async def test_what_nobody_waits_for_is_not_begun(store):
    assert await store.work.begin(FIRST) is None
    await store.work.put(FIRST, PERSON, Priority.INTERACTIVE, b"asked")
    await store.privacy.forget_user(PERSON)
    assert await store.work.begin(FIRST) is None
    await store.work.finish(FIRST, b"made")
    assert await store.work.look([FIRST]) == {}
    await store.work.put(SECOND, PERSON, Priority.INTERACTIVE, b"asked")
    await store.work.clear()
    assert await store.work.begin(SECOND) is None


async def test_work_that_is_never_done_is_pruned(store, clock):
    await store.work.put(FIRST, PERSON, Priority.INTERACTIVE, b"asked")
    clock.go_on(days=1)
    await store.work.put(SECOND, PERSON, Priority.INTERACTIVE, b"asked")
    clock.go_on(days=1, seconds=1)
    assert await store.work.prune(timedelta(days=2)) == 1
    assert list(await store.work.look([FIRST, SECOND])) == [SECOND]


async def test_a_worker_is_seen_until_it_ends_whatever_the_clocks_of_machines_say(store, clock):
    await store.workers.beat(ONE)
    clock.go_on(days=1)
    (seen,) = await store.workers.all()
    assert (seen.worker, seen.is_silent) == (ONE, False)
    await store.workers.remove(ONE.id)
    assert await store.workers.all() == []


async def test_one_alone_takes_over_from_a_dead_worker(copied_postgres_url):
    async with open_store(copied_postgres_url) as store:
        await store.workers.beat(ONE)
        (seen,) = await store.workers.all()
        assert sorted(await asyncio.gather(*(store.workers.claim(seen) for _ in range(4)))) == [False] * 3 + [True]
