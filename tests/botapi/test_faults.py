"""What a client must survive, as the real python-telegram-bot meets it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError

from . import ApiError, BotApiServer, SendingRates


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_connection_is_cut_before_or_after_the_effect(
    server: BotApiServer, bot: Bot, kind: str, arrived: int
) -> None:
    alice = server.person(started=True)
    getattr(server.faults, kind)("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(alice.chat_id, "Hello")
    assert len(alice.messages) == arrived
    assert server.calls_of("sendMessage")[0].status == 0
    await bot.send_message(alice.chat_id, "Hello")
    assert len(alice.messages) == arrived + 1


async def test_an_answer_that_is_no_json(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    server.faults.malformed("sendMessage")
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(alice.chat_id, "Hello")
    assert len(alice.messages) == 1


async def test_a_bad_gateway_as_often_as_asked(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    fault = server.faults.bad_gateway(times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(alice.chat_id, "Hello")
    await bot.send_message(alice.chat_id, "Hello")
    assert (fault.met, len(alice.messages)) == (2, 1)


async def test_too_many_requests_in_one_chat_only(server: BotApiServer, bot: Bot) -> None:
    alice, boris = server.person(started=True), server.person(started=True)
    server.faults.too_many(7, "sendMessage", chat_id=alice.chat_id)
    await bot.send_message(boris.chat_id, "Hello")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(alice.chat_id, "Hello")
    assert refusal.value.retry_after == timedelta(seconds=7)
    assert server.calls[-1].description == "Too Many Requests: retry after 7"


async def test_a_refusal_of_the_tests_own(server: BotApiServer, bot: Bot) -> None:
    server.faults.refuse(ApiError(400, "Bad Request: can't parse entities: something new"), "editMessageText")
    alice = server.person(started=True)
    sent = await bot.send_message(alice.chat_id, "Hello")
    with pytest.raises(TelegramError, match="something new"):
        await bot.edit_message_text("x", alice.chat_id, sent.message_id)


async def test_a_request_is_held_until_it_is_released(server: BotApiServer, bot: Bot) -> None:
    alice, boris = server.person(started=True), server.person(started=True)
    fault = server.faults.hold("sendMessage", chat_id=alice.chat_id)
    held = asyncio.ensure_future(bot.send_message(alice.chat_id, "Late"))
    await server.world.bell.until(lambda: fault.met or None, 5)
    await bot.send_message(boris.chat_id, "Hello")
    assert (alice.messages, len(boris.messages)) == ([], 1)
    fault.release()
    await held
    assert len(alice.messages) == 1


async def test_a_slow_answer_takes_its_time(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    server.faults.slow(0.05, "sendMessage")
    await bot.send_message(alice.chat_id, "Hello")
    call = server.calls_of("sendMessage")[0]
    assert call.finished - call.time >= 0.05


@pytest.fixture
def clock() -> Callable[..., float]:
    """Seconds that pass only when a test says so: ``clock(seconds)`` moves it on."""
    now = [1000.0]

    def tick(seconds: float = 0.0) -> float:
        now[0] += seconds
        return now[0]

    return tick


def refusals(rates: SendingRates, chat_ids: list[int]) -> list[int]:
    """The ``retry_after`` of every message in turn, 0 for those that are admitted."""
    waits = []
    for chat_id in chat_ids:
        try:
            rates.admit(chat_id)
        except ApiError as error:
            waits.append(error.parameters["retry_after"])
        else:
            waits.append(0)
    return waits


def test_one_message_a_second_in_a_chat(clock: Callable[..., float]) -> None:
    rates = SendingRates(clock)
    assert refusals(rates, [1, 1, 2]) == [0, 1, 0]
    clock(1.0)
    assert refusals(rates, [1]) == [0]


def test_thirty_messages_a_second_in_all(clock: Callable[..., float]) -> None:
    rates = SendingRates(clock)
    assert refusals(rates, list(range(1, 32))) == [0] * 30 + [1]
    clock(1.0)
    assert refusals(rates, [31]) == [0]


def test_twenty_messages_a_minute_in_a_group(clock: Callable[..., float]) -> None:
    rates = SendingRates(clock)
    for _ in range(20):
        assert refusals(rates, [-5]) == [0]
        clock(1.0)
    assert refusals(rates, [-5, 5]) == [40, 0]
    clock(40.0)
    assert refusals(rates, [-5]) == [0]


async def test_the_server_applies_the_rates_when_asked() -> None:
    async with BotApiServer(rates=SendingRates()) as server, Bot(server.token, base_url=server.base_url) as bot:
        alice = server.person(started=True)
        await bot.send_message(alice.chat_id, "one")
        with pytest.raises(RetryAfter):
            await bot.send_message(alice.chat_id, "two")
        assert [message.text for message in alice.messages] == ["one"]
