"""Long poll and webhook, through python-telegram-bot's own Application and Updater."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, TypeHandler, filters

from . import BotApiServer
from .limits import UPDATES

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@asynccontextmanager
async def running(server: BotApiServer, *handlers: Any) -> AsyncIterator[AnyApplication]:
    """An Application with its real network parts, not yet receiving."""
    builder = ApplicationBuilder().token(server.token).base_url(server.base_url).base_file_url(server.base_file_url)
    application = builder.build()
    application.add_handlers(handlers)
    async with application:
        await application.start()
        yield application
        await application.stop()


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(f"You said: {update.effective_message.text}")


async def test_an_application_polls_answers_and_confirms(server: BotApiServer) -> None:
    alice, boris = server.person("Alice"), server.person("Борис", "ru")
    async with running(server, MessageHandler(filters.TEXT, echo)) as application:
        assert application.updater is not None
        await application.updater.start_polling()
        alice.send_text("one")
        await alice.wait_for_text("You said: one")
        boris.send_text("два")
        alice.send_text("three")
        await boris.wait_for_text("You said: два")
        await alice.wait_for_text("You said: three")
        await server.wait_until_quiet()
        await application.updater.stop()
    assert [message.text for message in alice.messages] == ["You said: one", "You said: three"]


async def test_a_confirmed_update_never_comes_back_and_others_do(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    ids = [alice.send_text(str(number)).update_id for number in range(3)]
    assert [update.update_id for update in await bot.get_updates()] == ids
    assert [update.update_id for update in await bot.get_updates(limit=2)] == ids[:2]
    assert ids[0] is not None
    assert [update.update_id for update in await bot.get_updates(offset=ids[0] + 1)] == ids[1:]
    assert [update.update_id for update in await bot.get_updates()] == ids[1:]
    assert [update.update_id for update in await bot.get_updates(offset=-1)] == ids[2:]
    assert [update.update_id for update in await bot.get_updates()] == ids[2:]
    assert server.world.updates.confirmed == ids[1]


async def test_at_most_a_hundred_updates_come_at_once(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    for number in range(UPDATES + 1):
        alice.send_text(str(number))
    assert len(await bot.get_updates()) == UPDATES
    assert len(await bot.get_updates(limit=1000)) == UPDATES


async def test_a_long_poll_ends_with_the_first_update(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    poll = asyncio.ensure_future(bot.get_updates(timeout=30))
    await server.world.bell.until(lambda: server.calls_of("getUpdates") or None, 5)
    assert not poll.done()
    sent = alice.send_text("Hello")
    assert [update.update_id for update in await poll] == [sent.update_id]


async def test_a_replayed_update_comes_again_under_its_number(server: BotApiServer, bot: Bot) -> None:
    sent = server.person().send_text("Hello")
    assert sent.update_id is not None
    assert len(await bot.get_updates()) == 1
    assert await bot.get_updates(offset=sent.update_id + 1) == ()
    server.replay(sent.update_id)
    assert [update.update_id for update in await bot.get_updates(offset=sent.update_id + 1)] == [sent.update_id]


async def test_allowed_updates_are_remembered_and_filter_what_comes_later(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    await bot.get_updates(allowed_updates=["edited_message"])
    sent = alice.send_text("Hello")
    assert sent.update_id is None
    assert alice.edit(sent, "Hello!") is not None
    updates = await bot.get_updates()
    assert [update.edited_message and update.edited_message.text for update in updates] == ["Hello!"]


async def test_a_second_poller_ends_the_first_with_a_conflict(server: BotApiServer, bot: Bot) -> None:
    first = asyncio.ensure_future(bot.get_updates(timeout=30))
    await server.world.bell.until(lambda: server.calls_of("getUpdates") or None, 5)
    async with Bot(server.token, base_url=server.base_url) as other:
        second = asyncio.ensure_future(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        server.person().send_text("Hello")
        assert len(await second) == 1


async def test_getting_updates_conflicts_with_a_webhook(server: BotApiServer, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="s" * 256)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    assert info.url == "http://127.0.0.1:9/hook"
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"url": "ftp://a.b/"}, "Bad webhook: an https url must be provided for webhook"),
        ({"url": "https://a.b/", "secret_token": "not allowed!"}, "Secret token contains unallowed characters"),
    ],
)
async def test_a_wrong_webhook_is_refused(bot: Bot, arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        await bot.set_webhook(**arguments)
    assert refusal.value.message.lower() == reason.lower()


async def test_an_application_gets_its_updates_by_webhook_and_only_with_the_secret(
    server: BotApiServer, unused_tcp_port_factory: Callable[[], int]
) -> None:
    alice = server.person()
    port = unused_tcp_port_factory()
    before = alice.send_text("waiting")
    async with running(server, MessageHandler(filters.TEXT, echo)) as application:
        updater = application.updater
        assert updater is not None
        url = f"http://127.0.0.1:{port}/hook"
        # A wrong secret first: the update is refused, kept and tried again.
        server.webhook.set(url, "wrong", 40)
        await updater.start_webhook("127.0.0.1", port, "/hook", webhook_url=url, secret_token="right")  # noqa: S106
        await alice.wait_for_text("You said: waiting")
        alice.send_text("now")
        await alice.wait_for_text("You said: now")
        assert (await application.bot.get_webhook_info()).pending_update_count == 0
        await updater.stop()
    assert server.webhook.attempts[-2][0] == before.update_id
    assert [message.text for message in alice.messages] == ["You said: waiting", "You said: now"]


async def test_a_refused_post_is_repeated_and_reported(server: BotApiServer, bot: Bot) -> None:
    answers = [500, 403, 200]
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        seen.append(head)
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        status = answers.pop(0)
        writer.write(f"HTTP/1.1 {status} Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    hook = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = hook.sockets[0].getsockname()[1]
    sent = server.person().send_text("Hello")
    await bot.set_webhook(f"http://127.0.0.1:{port}/", secret_token="abc")  # noqa: S106
    await server.world.bell.until(lambda: None if server.world.updates.pending else True, 10)
    info = await bot.get_webhook_info()
    hook.close()
    await hook.wait_closed()
    assert server.webhook.attempts == [(sent.update_id, 500), (sent.update_id, 403), (sent.update_id, 200)]
    assert info.last_error_message == "Wrong response from the webhook: 403 Status"
    assert all(b"x-telegram-bot-api-secret-token: abc" in head.lower() for head in seen)


async def test_two_hundred_people_at_once_all_get_their_own_answer(server: BotApiServer) -> None:
    people = [server.person(f"Reader {number}") for number in range(200)]
    async with running(server, MessageHandler(filters.TEXT, echo, block=False)) as application:
        assert application.updater is not None
        await application.updater.start_polling()
        for person in people:
            person.send_text(f"I am {person.id}")
        for person in people:
            await person.wait_for_text(f"You said: I am {person.id}", 20)
        await application.updater.stop()
    assert all(len(person.messages) == 1 for person in people)


async def test_a_poller_that_dies_loses_nothing(server: BotApiServer, bot: Bot) -> None:
    poll = asyncio.ensure_future(bot.get_updates(timeout=30))
    await server.world.bell.until(lambda: server.calls_of("getUpdates") or None, 5)
    poll.cancel()
    await asyncio.wait({poll})
    await server.wait_for_call("getUpdates")
    sent = server.person().send_text("Hello")
    assert [update.update_id for update in await bot.get_updates()] == [sent.update_id]


async def test_every_kind_of_update_is_understood_by_the_client(server: BotApiServer) -> None:
    kinds: list[str] = []

    async def note(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        kinds.append(next(name for name in update.to_dict() if name != "update_id"))

    alice = server.person()
    group = server.group(members=(alice,))
    async with running(server, TypeHandler(Update, note)) as application:
        assert application.updater is not None
        await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        sent = alice.send_text("Hello", to=group)
        alice.edit(sent, "Hello!")
        alice.inline_query("https://example.com/")
        group.set_bot("administrator")
        alice.block()
        await server.wait_until_quiet()
        await application.updater.stop()
    assert kinds == ["message", "edited_message", "inline_query", "my_chat_member", "my_chat_member"]
