"""Quotas, on both databases."""

import asyncio
from datetime import timedelta

import pytest

from bot.store import Allowed, OverQuota, chat_subject, open_store, user_subject

DAY = timedelta(days=1)
ME = user_subject(7)


async def test_uses_are_counted_down_and_then_refused_until_they_free_up(store, clock):
    start = clock.moment
    assert await store.usage.take(ME, 2, DAY) == Allowed(1, start + DAY)
    clock.go_on(hours=1)
    assert await store.usage.take(ME, 2, DAY) == Allowed(0, start + DAY)
    assert await store.usage.take(ME, 2, DAY) == OverQuota(start + DAY)
    clock.go_on(hours=22, minutes=59, seconds=59)
    assert await store.usage.take(ME, 2, DAY) == OverQuota(start + DAY)
    clock.go_on(seconds=1)
    assert await store.usage.take(ME, 2, DAY) == Allowed(1, clock.moment + DAY)


async def test_subjects_and_windows_are_counted_apart(store):
    for subject, window in ((ME, DAY), (user_subject(8), DAY), (chat_subject(7), DAY), (ME, timedelta(hours=1))):
        assert isinstance(await store.usage.take(subject, 1, window), Allowed)
        assert isinstance(await store.usage.take(subject, 1, window), OverQuota)


async def test_a_raised_limit_counts_at_once(store):
    await store.usage.take(ME, 1, DAY)
    assert isinstance(await store.usage.take(ME, 3, DAY), Allowed)
    assert isinstance(await store.usage.take(ME, 2, DAY), OverQuota)


async def test_many_tasks_of_two_workers_never_exceed_the_limit(url, clock):
    async with open_store(url, clock) as one, open_store(url, clock) as other:
        for round_ in range(3):
            takes = [store.usage.take(ME, 10, DAY) for _ in range(25) for store in (one, other)]
            results = await asyncio.gather(*takes)
            remaining = sorted(result.remaining for result in results if isinstance(result, Allowed))
            assert remaining == list(range(10)), round_
            clock.go_on(days=1)  # the window is over: all ten are back, and all race for the new one


@pytest.mark.parametrize(
    ("limit", "window"), [(0, DAY), (-1, DAY), (1, timedelta(0)), (1, timedelta(milliseconds=999))]
)
async def test_a_quota_that_means_nothing_is_refused(store, limit, window):
    with pytest.raises(ValueError, match="quota"):
        await store.usage.take(ME, limit, window)


async def test_only_windows_that_are_over_are_pruned(store, clock):
    await store.usage.take(ME, 1, timedelta(hours=1))
    await store.usage.take(ME, 1, DAY)
    clock.go_on(hours=1)
    assert await store.usage.prune() == 1
    assert isinstance(await store.usage.take(ME, 1, DAY), OverQuota)
