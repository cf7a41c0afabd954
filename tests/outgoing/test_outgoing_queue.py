"""The queue by a clock that tests turn: the real client sends through it to a Telegram that refuses too much."""

import asyncio
import random
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.outgoing import Limits, NoRoom, OutgoingQueue, Urgency
from bot.outgoing.line import IDLE_SECONDS
from botapi import SendingRates
from outgoing.conftest import CONNECTIONS, ManualClock, Telegram

BULK, INTERACTIVE, PASSING = Urgency.BULK, Urgency.INTERACTIVE, Urgency.PASSING


def sending(telegram: Telegram, chat: int, text: str, urgency: Urgency = INTERACTIVE) -> "asyncio.Task[Any]":
    return asyncio.create_task(telegram.bot.send_message(chat, text, rate_limit_args=urgency))


def refusals(telegram: Telegram) -> list[str]:
    return [call.description for call in telegram.server.calls if call.status == 429]


def texts(telegram: Telegram) -> list[str]:
    return [message.text for message in telegram.server.world.sent]


async def test_ten_seconds_of_bulk_take_ten_seconds_and_telegram_refuses_nothing(telegram: Telegram) -> None:
    tasks = [sending(telegram, chat, "news", BULK) for chat in telegram.chats(301)]
    seconds = await telegram.finish(*tasks)
    assert refusals(telegram) == []
    assert 10.0 <= seconds <= 10.5


async def test_a_chat_gets_one_message_a_second_in_order(telegram: Telegram) -> None:
    [chat] = telegram.chats(1)
    tasks = [sending(telegram, chat, f"{number}") for number in range(6)]
    seconds = await telegram.finish(*tasks)
    assert refusals(telegram) == []
    assert texts(telegram) == [f"{number}" for number in range(6)]
    assert 5.0 <= seconds <= 5.5


async def test_a_group_gets_twenty_messages_a_minute(telegram: Telegram) -> None:
    group = telegram.server.group("News")
    tasks = [sending(telegram, group.chat_id, f"{number}") for number in range(41)]
    seconds = await telegram.finish(*tasks)
    assert refusals(telegram) == []
    assert 120.0 <= seconds <= 126.0


async def test_edits_count_towards_the_minute_of_a_group(telegram: Telegram) -> None:
    group = telegram.server.group("News")
    first = sending(telegram, group.chat_id, "begin")
    await telegram.finish(first)
    edits = [
        asyncio.create_task(telegram.bot.edit_message_text(f"{n}", group.chat_id, first.result().message_id))
        for n in range(20)
    ]
    assert 60.0 <= await telegram.finish(*edits) <= 62.0


async def test_a_placeholder_its_stages_and_the_answer_do_not_wait_in_a_private_chat(telegram: Telegram) -> None:
    [chat] = telegram.chats(1)
    first = sending(telegram, chat, "reading")
    await telegram.finish(first)
    for text in ("summing up", "translating", "the brief"):
        edit = asyncio.create_task(telegram.bot.edit_message_text(text, chat, first.result().message_id))
        assert await telegram.finish(edit) == 0.0


@pytest.mark.parametrize("limits", [Limits(per_second=10)])
async def test_an_answer_overtakes_a_thousand_digests_and_waits_for_one_slot_at_most(telegram: Telegram) -> None:
    *readers, kim = telegram.chats(101)
    digests = [sending(telegram, chat, "digest", BULK) for chat in readers]
    for _ in range(15):
        await telegram.quiet()
        telegram.clock.to_next()
    assert telegram.queue.waiting > 80
    answer = sending(telegram, kim, "answer")
    assert await telegram.finish(answer) <= 0.11
    await telegram.finish(*digests)
    assert refusals(telegram) == []


async def test_a_flood_in_one_chat_does_not_hold_up_another(telegram: Telegram) -> None:
    loud, kim = telegram.chats(2)
    flood = [sending(telegram, loud, f"{number}") for number in range(50)]
    await telegram.quiet()
    assert await telegram.finish(sending(telegram, kim, "answer")) == 0.0
    for task in flood:
        task.cancel()


async def test_many_who_flood_let_a_newcomer_have_the_next_turn_but_their_number(telegram: Telegram) -> None:
    loud = telegram.chats(60)
    flood = [sending(telegram, chat, f"{number}") for chat in loud for number in range(20)]
    await telegram.quiet()
    [kim] = telegram.chats(1)
    assert await telegram.finish(sending(telegram, kim, "answer")) <= 3.1  # 60 chats in turn, 30 a second, and its own
    for task in flood:
        task.cancel()


async def test_a_chat_that_is_told_to_wait_waits_alone_and_loses_nothing(telegram: Telegram) -> None:
    kim, lee = telegram.chats(2)
    telegram.server.faults.too_many(35, "sendMessage", chat_id=kim)
    first = sending(telegram, kim, "one")
    await telegram.quiet()
    second = sending(telegram, kim, "two")
    assert await telegram.finish(sending(telegram, lee, "other")) == 0.0
    assert 35.0 <= await telegram.finish(first, second) <= 37.0
    assert texts(telegram) == ["other", "one", "two"]


async def test_when_telegram_tells_many_chats_to_wait_all_wait(telegram: Telegram) -> None:
    *told, lee = telegram.chats(4)
    for chat in told:
        telegram.server.faults.too_many(10, "sendMessage", chat_id=chat)
    tasks = [sending(telegram, chat, "news") for chat in told]
    await telegram.quiet()
    other = sending(telegram, lee, "other")
    await telegram.quiet()
    assert texts(telegram) == []
    assert 9.0 <= await telegram.finish(*tasks, other) <= 11.0
    assert sorted(texts(telegram)) == ["news", "news", "news", "other"]


async def test_a_stage_is_shown_at_once_or_not_at_all(telegram: Telegram) -> None:
    [chat] = telegram.chats(1)
    telegram.server.faults.too_many(5, "editMessageText", chat_id=chat)
    first = sending(telegram, chat, "reading")
    await telegram.finish(first)
    for refused in (RetryAfter, NoRoom):  # told to wait by Telegram, then by the queue
        with pytest.raises(refused):
            await telegram.bot.edit_message_text("x", chat, first.result().message_id, rate_limit_args=PASSING)
    assert len(telegram.server.calls_of("editMessageText")) == 1


async def test_whoever_leaves_gives_up_their_place(telegram: Telegram) -> None:
    [chat] = telegram.chats(1)
    tasks = [sending(telegram, chat, f"{number}") for number in range(4)]
    await telegram.quiet()
    tasks[1].cancel()
    tasks[2].cancel()
    assert await telegram.finish(tasks[3]) <= 1.1
    assert texts(telegram) == ["0", "3"]
    assert telegram.queue.waiting == 0


async def test_at_the_end_those_who_wait_are_cancelled(telegram: Telegram) -> None:
    [chat] = telegram.chats(1)
    tasks = [sending(telegram, chat, f"{number}") for number in range(3)]
    await telegram.quiet()
    await telegram.queue.shutdown()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in done[1:]] == [asyncio.CancelledError] * 2
    assert telegram.queue.waiting == 0


async def test_digests_leave_connections_to_answers_when_telegram_is_slow(telegram: Telegram) -> None:
    *readers, kim = telegram.chats(31)
    telegram.server.world.rates = None
    held = telegram.server.faults.hold("sendMessage", times=24)
    for chat in readers:
        sending(telegram, chat, "digest", BULK)
    for _ in range(40):
        await asyncio.sleep(0)
        telegram.clock.to_next()
    await telegram.server.world.bell.until(lambda: held.met == 24 or None, 10)
    assert telegram.queue.on_wire == CONNECTIONS * 3 // 4
    await sending(telegram, kim, "answer")
    assert texts(telegram) == ["answer"]
    held.release()


@pytest.mark.parametrize("limits", [Limits(0, 0, 0)])
async def test_a_server_without_limits_is_sent_everything_at_once(telegram: Telegram) -> None:
    telegram.server.world.rates = None
    chats = telegram.chats(3)
    tasks = [sending(telegram, chat, f"{number}", BULK) for chat in chats for number in range(20)]
    assert await telegram.finish(*tasks) == 0.0


@pytest.mark.parametrize("limits", [Limits(per_second=2, chat_per_second=0.5, group_per_minute=3)])
async def test_limits_are_as_they_are_set(telegram: Telegram) -> None:
    kim, lee = telegram.chats(2)
    telegram.server.world.rates = SendingRates(telegram.clock.time)
    seconds = await telegram.finish(*(sending(telegram, kim, f"{number}") for number in range(3)))
    assert 4.0 <= seconds <= 4.5
    group = telegram.server.group("News")
    seconds = await telegram.finish(*(sending(telegram, group.chat_id, f"{number}") for number in range(4)))
    assert 60.0 <= seconds <= 63.0
    assert lee


async def test_what_is_remembered_of_chats_is_forgotten_when_it_counts_no_more(telegram: Telegram) -> None:
    tasks = [sending(telegram, chat, "news", BULK) for chat in telegram.chats(200)]
    await telegram.finish(*tasks)
    assert telegram.queue.places >= 200
    telegram.clock.to(telegram.clock.now + IDLE_SECONDS + 1)
    [kim] = telegram.chats(1)
    await telegram.finish(sending(telegram, kim, "x"))
    assert telegram.queue.places == 1


async def let_go(clock: ManualClock, count: int) -> float:
    """Return after how many seconds of a clock so many messages to as many chats have all been let go."""
    sent, queue = 0, OutgoingQueue(Limits(), CONNECTIONS, clock)

    async def call() -> None:
        nonlocal sent
        sent += 1

    tasks = [
        asyncio.create_task(queue.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, BULK))
        for chat in range(1, count + 1)
    ]
    await asyncio.sleep(0)
    begun = clock.now
    while sent < count:
        clock.to_next()
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    return clock.now - begun


async def test_ten_thousand_messages_to_ten_thousand_chats_are_let_go_in_the_limits_own_time() -> None:
    seconds = await let_go(ManualClock(), 10_000)
    assert 0.95 * 10_000 / 30 <= seconds <= 1.05 * 10_000 / 30


async def test_a_clock_that_wakes_late_each_time_costs_no_more_than_its_own_lateness() -> None:
    clock = ManualClock()
    clock.late = 0.008
    assert 30 <= await let_go(clock, 900) <= 30 * 1.05


async def test_however_calls_are_held_up_on_their_way_no_second_sees_more_than_its_share_arrive() -> None:
    clock, chance = ManualClock(), random.Random(3)  # noqa: S311 - the same delays every time
    queue, arrivals = OutgoingQueue(Limits(), CONNECTIONS, clock), []

    async def pass_by(seconds: float) -> None:
        passed = asyncio.get_running_loop().create_future()
        clock.call_at(clock.now + seconds, lambda: passed.set_result(None))
        await passed

    async def call() -> None:
        await pass_by(0.004 + chance.choice((0.0, 0.001, 0.03)))
        arrivals.append(clock.now)
        await pass_by(0.004)

    tasks = [
        asyncio.create_task(queue.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, BULK))
        for chat in range(1, 901)
    ]
    for _ in range(3):
        await asyncio.sleep(0)
    while clock.to_next():
        for _ in range(10):  # whoever was woken goes on until the next wait
            await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert min(later - first for first, later in zip(arrivals, arrivals[30:], strict=False)) >= 1.0
    assert arrivals[-1] - arrivals[0] <= 30 * 1.05
