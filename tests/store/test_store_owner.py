"""The owner's switches, broadcasts and figures, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.store import Installation, NewRequest, Progress, open_store
from bot.store.briefs import BriefKey

NEW = NewRequest(update_id=1, chat_id=1, user_id=1, kind="text", payload={}, language="en")


async def test_an_installation_where_nothing_was_switched_has_the_defaults(store):
    assert await store.installation.get() == Installation()


async def test_switches_are_kept_each_by_itself(store):
    await store.installation.set_maintenance(True, "До 15:00 обслуживание 🛠")
    await store.installation.set_allow_list(True)
    for user_id in (8, 5_000_000_007, 8):
        await store.installation.allow(user_id)
    expected = Installation(True, frozenset({8, 5_000_000_007}), True, "До 15:00 обслуживание 🛠")
    assert await store.installation.get() == expected
    await store.installation.set_maintenance(False)
    await store.installation.set_allow_list(None)
    await store.installation.disallow(8)
    await store.installation.disallow(9)
    assert await store.installation.get() == Installation(allowed_user_ids=frozenset({5_000_000_007}))


async def _people(store, count):
    for user_id in range(1, count + 1):
        await store.users.seen(user_id)
        await store.chats.seen(user_id, "private")


async def test_a_broadcast_goes_to_private_chats_of_people_who_are_there_and_not_banned(store):
    await _people(store, 4)
    await store.chats.set_active(2, False)
    await store.users.set_banned(3, True)
    await store.chats.seen(-5, "group")
    await store.chats.seen(6, "private")  # has a chat, but has never been seen as a user
    broadcast = await store.broadcasts.draft("Новая версия")
    assert (broadcast.state, broadcast.text) == ("draft", "Новая версия")
    assert await store.broadcasts.count_recipients() == 3
    assert await store.broadcasts.claim(broadcast.id) is None  # not confirmed yet
    assert await store.broadcasts.start(broadcast.id) is True
    assert await store.broadcasts.start(broadcast.id) is False
    claimed = [await store.broadcasts.claim(broadcast.id) for _ in range(4)]
    assert claimed == [1, 4, 6, None]


async def test_many_senders_claim_every_copy_exactly_once(url, clock):
    async with open_store(url, clock) as one, open_store(url, clock) as other:
        await _people(one, 30)
        broadcast = await one.broadcasts.draft("!")
        await one.broadcasts.start(broadcast.id)
        claims = await asyncio.gather(
            *(store.broadcasts.claim(broadcast.id) for _ in range(20) for store in (one, other))
        )
        assert sorted(chat_id for chat_id in claims if chat_id) == list(range(1, 31))


async def test_a_restart_goes_on_and_sends_no_copy_again(url, clock):
    async with open_store(url, clock) as store:
        await _people(store, 5)
        broadcast = await store.broadcasts.draft("!")
        await store.broadcasts.start(broadcast.id)
        await store.broadcasts.mark_sent(broadcast.id, await store.broadcasts.claim(broadcast.id))
        await store.broadcasts.mark_failed(broadcast.id, await store.broadcasts.claim(broadcast.id), "blocked")
        await store.broadcasts.release(broadcast.id, await store.broadcasts.claim(broadcast.id))
        assert await store.broadcasts.claim(broadcast.id) == 3  # and now the process dies
    async with open_store(url, clock) as store:
        assert [unfinished.id for unfinished in await store.broadcasts.unfinished()] == [broadcast.id]
        assert await store.broadcasts.progress(broadcast.id) == Progress(pending=2, claimed=1, sent=1, failed=1)
        assert [await store.broadcasts.claim(broadcast.id) for _ in range(3)] == [4, 5, None]
        assert await store.broadcasts.unfinished() == []
        done = await store.broadcasts.get(broadcast.id)
        assert (done.state, done.finished_at) == ("done", clock.moment)


async def test_a_copy_given_back_after_the_others_are_done_is_sent_after_all(store):
    await _people(store, 1)
    broadcast = await store.broadcasts.draft("!")
    await store.broadcasts.start(broadcast.id)
    assert await store.broadcasts.claim(broadcast.id) == 1
    assert await store.broadcasts.claim(broadcast.id) is None  # another sender, who finds nothing left
    await store.broadcasts.release(broadcast.id, 1)
    assert (await store.broadcasts.get(broadcast.id)).state == "sending"
    assert await store.broadcasts.claim(broadcast.id) == 1


async def test_a_cancelled_broadcast_sends_no_more(store):
    await _people(store, 2)
    broadcast = await store.broadcasts.draft("!")
    await store.broadcasts.start(broadcast.id)
    assert await store.broadcasts.claim(broadcast.id) == 1
    assert await store.broadcasts.cancel(broadcast.id) is True
    assert await store.broadcasts.claim(broadcast.id) is None
    assert (await store.broadcasts.get(broadcast.id)).state == "cancelled"
    assert await store.broadcasts.cancel(broadcast.id) is False


async def test_an_unknown_broadcast_has_no_copies(store):
    assert await store.broadcasts.get("0" * 32) is None
    assert await store.broadcasts.progress("0" * 32) == Progress()
    assert await store.broadcasts.start("0" * 32) is False


async def test_figures_of_an_empty_store_are_nothing(store, clock):
    figures = await store.statistics.since(clock.moment - timedelta(days=1))
    assert (figures.users, figures.requests, figures.failures) == (0, 0, {})
    assert (figures.latency_p50_ms, figures.latency_p95_ms) == (None, None)


async def test_figures_count_the_period_only(store, clock):
    await _people(store, 3)
    await store.requests.mark_failed((await store.requests.accept(replace(NEW, update_id=0))).id, "timed_out")
    clock.go_on(days=2)
    start = clock.moment
    await store.users.seen(1)
    await store.users.set_banned(3, True)
    await store.chats.set_active(2, False)
    await store.briefs.put(BriefKey("https://example.org", "h", "en", "1"), {}, ())
    for number in range(1, 21):
        request = await store.requests.accept(replace(NEW, update_id=number))
        clock.go_on(milliseconds=number * 10)
        await store.requests.mark_answered(request.id, from_cache=number % 4 == 0)
    for number, code in enumerate(["timed_out", "not_a_url", "timed_out"], 100):
        await store.requests.mark_failed((await store.requests.accept(replace(NEW, update_id=number))).id, code)
    await store.requests.accept(replace(NEW, update_id=200))
    figures = await store.statistics.since(start)
    assert (figures.users, figures.active_users, figures.banned_users, figures.chats) == (3, 1, 1, 2)
    assert (figures.requests, figures.answered, figures.cache_hits, figures.unanswered) == (24, 20, 5, 1)
    assert figures.failures == {"timed_out": 2, "not_a_url": 1}
    assert (figures.latency_p50_ms, figures.latency_p95_ms) == (100, 190)
    assert figures.cached_briefs == 1
