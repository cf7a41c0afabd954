"""Chats, members, commands, presses and inline queries, asked through the real python-telegram-bot."""

from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    ChatMemberAdministrator,
    ChatMemberLeft,
    ChatMemberOwner,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from . import BotApiServer

TOO_OLD = "Query is too old and response timeout expired or query id is invalid"
PRESS = InlineKeyboardMarkup([[InlineKeyboardButton("RU", callback_data="lang:ru")]])


async def test_the_bot_knows_itself(server: BotApiServer, bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.username, me.supports_inline_queries) == ("svodka_test_bot", True)


async def test_members_and_administrators_of_a_group(server: BotApiServer, bot: Bot) -> None:
    alice, boris, chie, outsider = (server.person(name) for name in ("Alice", "Boris", "Chie", "Daria"))
    group = server.group("Readers", (chie,), admins=(alice, boris), username="readers")
    assert (await bot.get_chat("@readers")).title == "Readers"
    assert isinstance(await bot.get_chat_member(group.chat_id, alice.id), ChatMemberOwner)
    assert isinstance(await bot.get_chat_member(group.chat_id, boris.id), ChatMemberAdministrator)
    assert (await bot.get_chat_member(group.chat_id, chie.id)).status == "member"
    assert isinstance(await bot.get_chat_member(group.chat_id, outsider.id), ChatMemberLeft)
    admins = await bot.get_chat_administrators(group.chat_id)
    assert [admin.user.first_name for admin in admins] == ["Alice", "Boris"]
    alice.send_text("Hi")
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(alice.chat_id)


async def test_a_bot_that_has_left_sees_and_sends_nothing(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    group = server.group(members=(alice,))
    await bot.leave_chat(group.chat_id)
    assert alice.send_text("Anybody?", to=group).update_id is None
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.chat_id, "Yes")


async def test_commands_are_kept_by_scope_and_language(server: BotApiServer, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("help", "Помощь")], language_code="ru")
    await bot.set_my_commands([("brief", "Brief")], scope=BotCommandScopeAllGroupChats())
    assert [command.description for command in await bot.get_my_commands(language_code="ru")] == ["Помощь"]
    assert await bot.get_my_commands(language_code="ja") == ()
    assert server.world.commands[("all_group_chats", "")][0]["command"] == "brief"
    await bot.delete_my_commands(language_code="ru")
    assert set(server.world.commands) == {("default", ""), ("all_group_chats", "")}


@pytest.mark.parametrize(
    ("commands", "options", "reason"),
    [
        ([("Help", "x")], {}, "Bot_command_invalid"),
        ([("help-me", "x")], {}, "Bot_command_invalid"),
        ([("a" * 33, "x")], {}, "Bot_command_invalid"),
        ([("help", "")], {}, "Bot_command_description_invalid"),
        ([("help", "x" * 257)], {}, "Bot_command_description_invalid"),
        ([("help", "x")] * 101, {}, "Bot_commands_too_much"),
        ([("help", "x")], {"language_code": "russian"}, "Invalid language code specified"),
        ([("help", "x")], {"scope": BotCommandScope("somewhere")}, "Unsupported type specified for botcommandscope"),
    ],
)
async def test_wrong_commands_are_refused(
    bot: Bot, commands: list[tuple[str, str]], options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(BadRequest) as refusal:
        await bot.set_my_commands(commands, **options)
    assert refusal.value.message.lower() == reason.lower()


async def test_commands_of_one_chat(server: BotApiServer, bot: Bot) -> None:
    await bot.set_my_commands([("stats", "Statistics")], scope=BotCommandScopeChat(7))
    assert list(server.world.commands) == [("chat:7", "")]


async def test_a_press_is_answered_once(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(language_code="ja", started=True)
    await bot.send_message(alice.chat_id, "Choose", reply_markup=PRESS)
    press = alice.press(alice.messages[0], "RU")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert (query.data, query.from_user.language_code, query.message and query.message.message_id) == (
        "lang:ru",
        "ja",
        1,
    )
    with pytest.raises(BadRequest, match="Message_too_long"):
        await query.answer("x" * 201)
    await query.answer("Готово", show_alert=True)
    assert await alice.answer_to(press) == {"text": "Готово", "show_alert": True}
    with pytest.raises(BadRequest, match=TOO_OLD):
        await query.answer()
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_callback_query("nonsense")


async def test_an_expired_press_cannot_be_answered(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    await bot.send_message(alice.chat_id, "Choose", reply_markup=PRESS)
    press = alice.press(alice.messages[0], "lang:ru")
    press.expired = True
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_callback_query(press.id)


async def test_a_button_that_is_not_there_cannot_be_pressed(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    await bot.send_message(alice.chat_id, "Choose", reply_markup=PRESS)
    await bot.edit_message_text("Chosen", alice.chat_id, 1)
    with pytest.raises(LookupError, match="0 buttons for 'RU'"):
        alice.press(alice.messages[0], "RU")


def article(identifier: str, text: str, **options: Any) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(identifier, "Brief", InputTextMessageContent(text, "HTML"), **options)


async def test_an_inline_result_is_chosen_and_edited(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    asked = alice.inline_query("https://example.com/a")
    query = (await bot.get_updates())[0].inline_query
    assert query is not None
    assert query.query == "https://example.com/a"
    await query.answer([article("1", "<b>Wait</b>", reply_markup=PRESS)], cache_time=0, is_personal=True)
    answer = await alice.answer_to(asked)
    assert (answer["cache_time"], answer["is_personal"]) == (0, True)
    message = alice.choose(asked, "1")
    chosen = (await bot.get_updates(offset=-1))[0].chosen_inline_result
    assert chosen is not None
    assert chosen.inline_message_id is not None
    await bot.edit_message_text("<b>Here</b>", inline_message_id=chosen.inline_message_id, parse_mode="HTML")
    assert [version.text for version in message.versions] == ["Wait", "Here"]
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("x", inline_message_id="nonsense")


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([article(str(number), "a") for number in range(51)], "Results_too_much"),
        ([article("1", "a"), article("1", "b")], "Result_id_duplicate"),
        ([article("x" * 65, "a")], "Result_id_invalid"),
        ([article("1", "<b>a")], "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ([article("1", "a" * 4097)], "Message is too long"),
    ],
)
async def test_wrong_inline_results_are_refused(
    server: BotApiServer, bot: Bot, results: list[InlineQueryResultArticle], reason: str
) -> None:
    query = server.person().inline_query("x")
    with pytest.raises(BadRequest) as refusal:
        await bot.answer_inline_query(query.id, results)
    assert refusal.value.message.lower() == reason.lower()
    assert query.answer is None


async def test_the_minimal_server_knows_five_methods_only() -> None:
    async with BotApiServer(minimal=True) as server, Bot(server.token, base_url=server.base_url) as bot:
        alice = server.person(started=True)
        alice.send_text("Hello")
        assert len(await bot.get_updates()) == 1
        await bot.send_message(alice.chat_id, "Hi", reply_markup=PRESS)
        await bot.edit_message_text("Hi!", alice.chat_id, alice.messages[0].message_id, reply_markup=PRESS)
        press = alice.press(alice.messages[0], "RU")
        await bot.answer_callback_query(press.id)
        refused = [
            bot.send_chat_action(alice.chat_id, "typing"),
            bot.set_my_commands([("help", "x")]),
            bot.delete_webhook(),
            bot.send_document(alice.chat_id, b"x"),
        ]
        for request in refused:
            with pytest.raises(InvalidToken):  # python-telegram-bot's name for any 404
                await request
    assert [call.status for call in server.calls[-4:]] == [404] * 4
