"""Requests: accepted once, answered once, never lost; on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import NewRequest, open_store

NEW = NewRequest(
    update_id=901,
    origin="1774746000",
    chat_id=-1_001_234_567_890,
    message_thread_id=3,
    user_id=5_000_000_007,
    message_id=77,
    kind="link",
    payload={"url": "https://example.org/новости?q=「外務省」", "tags": ["🇯🇵", "שלום"], "depth": 1.5, "none": None},
    language="ja",
)


async def test_an_accepted_request_is_kept_whole(store, clock):
    request = await store.requests.accept(NEW)
    assert NewRequest(**{name: getattr(request, name) for name in NewRequest.__dataclass_fields__}) == NEW
    assert (request.state, request.created_at, request.placeholder_message_id) == ("accepted", clock.moment, None)
    assert (request.answered_at, request.latency_ms, request.error_code, request.from_cache) == (
        None,
        None,
        None,
        False,
    )
    assert await store.requests.get(request.id) == request


async def test_a_duplicate_update_is_not_accepted_again(store):
    first = await store.requests.accept(NEW)
    assert await store.requests.accept(replace(NEW, payload={"other": 1})) is None
    assert (await store.requests.get(first.id)).payload == NEW.payload


async def test_a_reused_update_number_with_another_origin_is_another_request(store):
    await store.requests.accept(NEW)
    assert await store.requests.accept(replace(NEW, origin="1774832400")) is not None


async def test_of_fifty_who_accept_the_same_update_exactly_one_wins(store):
    results = await asyncio.gather(*(store.requests.accept(NEW) for _ in range(50)))
    assert len([request for request in results if request is not None]) == 1
    assert len(await store.requests.unanswered()) == 1


async def test_two_workers_on_one_database_accept_an_update_once(url, clock):
    async with open_store(url, clock) as one, open_store(url, clock) as other:
        updates = [replace(NEW, update_id=number) for number in range(20)]
        results = await asyncio.gather(*(store.requests.accept(new) for new in updates for store in (one, other)))
        assert sorted(request.update_id for request in results if request) == list(range(20))


async def test_an_answer_is_marked_once_and_timed(store, clock):
    request = await store.requests.accept(NEW)
    await store.requests.set_placeholders([(request.id, 78)])
    assert (await store.requests.get(request.id)).state == "answering"
    clock.go_on(milliseconds=1234.4)
    assert await store.requests.mark_answered(request.id, from_cache=True) is True
    answered = await store.requests.get(request.id)
    assert (answered.state, answered.answered_at, answered.latency_ms) == ("answered", clock.moment, 1234)
    assert (answered.from_cache, answered.placeholder_message_id) == (True, 78)
    clock.go_on(seconds=1)
    assert await store.requests.mark_answered(request.id) is False
    assert await store.requests.get(request.id) == answered


async def test_of_many_who_mark_an_answer_exactly_one_is_told_that_it_did(store):
    request = await store.requests.accept(NEW)
    results = await asyncio.gather(*(store.requests.mark_answered(request.id) for _ in range(30)))
    assert results.count(True) == 1


@pytest.mark.parametrize("finish", ["mark_failed", "abandon"])
async def test_a_finished_request_stays_as_it_is(store, finish):
    request = await store.requests.accept(NEW)
    assert await getattr(store.requests, finish)(request.id, "not_an_article.paywall") is True
    finished = await store.requests.get(request.id)
    assert finished.error_code == "not_an_article.paywall"
    assert await store.requests.mark_answered(request.id) is False
    await store.requests.set_placeholders([(request.id, 5)])
    assert await store.requests.mark_failed(request.id, "timed_out") is False
    assert await store.requests.get(request.id) == finished


async def test_a_command_dealt_with_on_the_spot_keeps_no_words_and_is_not_counted(store, clock):
    request = await store.requests.accept(replace(NEW, kind="command"))
    assert await store.requests.mark_done(request.id) is True
    assert await store.requests.mark_done(request.id) is False
    done = await store.requests.get(request.id)
    assert (done.state, done.payload) == ("done", {})
    assert await store.requests.unanswered() == []
    assert await store.requests.accept(replace(NEW, kind="command")) is None
    assert (await store.statistics.since(clock.moment)).requests == 0


async def test_a_request_that_is_gone_cannot_be_answered(store):
    assert await store.requests.mark_answered("0" * 32) is False
    assert await store.requests.get("0" * 32) is None


async def test_a_restart_finds_what_is_not_answered_oldest_first(url, clock):
    async with open_store(url, clock) as store:
        ids = []
        for number in (3, 1, 2, 4):
            ids.append((await store.requests.accept(replace(NEW, update_id=number))).id)
            clock.go_on(seconds=1)
        await store.requests.set_placeholders([(ids[1], 9)])
        await store.requests.mark_answered(ids[0])
        await store.requests.abandon(ids[3], "blocked")
    async with open_store(url, clock) as store:
        assert [(request.update_id, request.state) for request in await store.requests.unanswered()] == [
            (1, "answering"),
            (2, "accepted"),
        ]


async def test_what_a_person_asked_for_is_found(store):
    await store.requests.accept(NEW)
    await store.requests.accept(replace(NEW, update_id=2, user_id=8))
    await store.requests.accept(replace(NEW, update_id=3, user_id=None))
    assert [request.update_id for request in await store.requests.by_user(5_000_000_007)] == [901]


async def test_only_old_finished_requests_are_pruned(store, clock):
    done, waiting = [await store.requests.accept(replace(NEW, update_id=number)) for number in (1, 2)]
    await store.requests.mark_answered(done.id)
    clock.go_on(days=3)
    young = await store.requests.accept(replace(NEW, update_id=3))
    await store.requests.mark_answered(young.id)
    assert await store.requests.prune(clock.moment - timedelta(days=2)) == 1
    assert await store.requests.get(done.id) is None
    assert await store.requests.get(waiting.id) is not None
    assert await store.requests.get(young.id) is not None


async def test_requests_follow_a_group_that_became_a_supergroup(store):
    request = await store.requests.accept(replace(NEW, chat_id=-42))
    await store.chats.moved(-42, -1_009)
    assert (await store.requests.get(request.id)).chat_id == -1_009


async def test_placeholders_of_many_requests_are_noted_at_once_but_not_of_finished_ones(store):
    requests = await store.requests.accept_all([replace(NEW, update_id=number) for number in range(1, 4)])
    await store.requests.mark_answered(requests[2].id)
    await store.requests.set_placeholders([(request.id, 70 + number) for number, request in enumerate(requests)])
    await store.requests.set_placeholders([])
    now = [await store.requests.get(request.id) for request in requests]
    assert [request.state for request in now] == ["answering", "answering", "answered"]
    assert [request.placeholder_message_id for request in now] == [70, 71, None]


async def test_pieces_are_joined_into_the_first_request(store):
    first, *others = await store.requests.accept_all([replace(NEW, update_id=number) for number in range(1, 4)])
    await store.requests.join(first.id, {"joined": "all of it"}, [request.id for request in others])
    assert (await store.requests.get(first.id)).payload == {"joined": "all of it"}
    assert [request.id for request in await store.requests.unanswered()] == [first.id]
    assert [(await store.requests.get(request.id)).payload for request in others] == [{}, {}]
