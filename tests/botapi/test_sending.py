"""Sending and editing, asked through the real python-telegram-bot: each rule in a table."""

import json
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden

from . import BotApiServer
from .sending import NOT_MODIFIED


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button] for button in buttons])


def button(data: str) -> InlineKeyboardMarkup:
    return keyboard(InlineKeyboardButton("Press", callback_data=data))


async def test_a_message_arrives_with_its_entities_and_its_options(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    sent = await bot.send_message(
        alice.chat_id, "<b>日本😀</b> &amp; x", "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    assert sent.text == "日本😀 & x"
    assert sent.parse_entities() == {MessageEntity("bold", 0, 4): "日本😀"}
    seen = alice.messages[0]
    assert seen.current.link_preview_options == {"is_disabled": True}
    assert (seen.current.parse_mode, seen.current.markup) == ("HTML", "<b>日本😀</b> &amp; x")
    assert seen.spans("bold") == ["日本😀"]


REFUSED_TEXTS: dict[str, tuple[dict[str, Any], str]] = {
    "an empty text": ({"text": ""}, "Message text is empty"),
    "white space": ({"text": " \n "}, "Message text is empty"),
    "markup around nothing": ({"text": "<b> </b>", "parse_mode": "HTML"}, "Message text is empty"),
    "4,097 units": ({"text": "a" * 4097}, "Message is too long"),
    "4,098 units in 2,049 characters": ({"text": "😀" * 2049}, "Message is too long"),
    "4,097 units after parsing": ({"text": f"<b>{'&lt;' * 4097}</b>", "parse_mode": "HTML"}, "Message is too long"),
    "more than 32 KiB of markup": ({"text": "&#x1F600;" * 3700, "parse_mode": "HTML"}, "Text is too long"),
    "broken markup": (
        {"text": "<b>a", "parse_mode": "HTML"},
        "Can't parse entities: can't find end tag corresponding to start tag \"b\"",
    ),
    "an entity beyond the text": (
        {"text": "a", "entities": [MessageEntity("bold", 0, 2)]},
        "Can't parse entities: entity beyond the text or inside a character",
    ),
    "65 bytes of callback data": ({"text": "a", "reply_markup": button("a" * 65)}, "Button_data_invalid"),
    "66 bytes of callback data in 22 characters": (
        {"text": "a", "reply_markup": button("日" * 22)},
        "Button_data_invalid",
    ),
    "101 buttons": (
        {"text": "a", "reply_markup": keyboard(*[InlineKeyboardButton("x", callback_data="x")] * 101)},
        "Reply markup is too long",
    ),
    "an address that is none": (
        {"text": "a", "reply_markup": keyboard(InlineKeyboardButton("x", url="http://localhost/"))},
        "Inline keyboard button url 'http://localhost/' is invalid: wrong http url",
    ),
    "a button that does nothing": (
        {"text": "a", "reply_markup": keyboard(InlineKeyboardButton("x"))},
        "Can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
    ),
    "a reply to a message that is not there": (
        {"text": "a", "reply_parameters": ReplyParameters(99)},
        "Message to be replied not found",
    ),
    "a topic in a private chat": ({"text": "a", "message_thread_id": 7}, "Message thread not found"),
}


@pytest.mark.parametrize(("arguments", "reason"), REFUSED_TEXTS.values(), ids=REFUSED_TEXTS.keys())
async def test_a_message_is_refused(server: BotApiServer, bot: Bot, arguments: dict[str, Any], reason: str) -> None:
    alice = server.person(started=True)
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(alice.chat_id, **arguments)
    assert refusal.value.message.lower() == reason.lower()
    assert alice.messages == []


ACCEPTED_TEXTS: dict[str, dict[str, Any]] = {
    "4,096 units": {"text": "a" * 4096},
    "4,096 units in 2,048 characters": {"text": "😀" * 2048},
    "4,096 units after parsing": {"text": f"<b>{'&lt;' * 4096}</b>", "parse_mode": "HTML"},
    "64 bytes of callback data": {"text": "a", "reply_markup": button("a" * 64)},
    "100 buttons": {"text": "a", "reply_markup": keyboard(*[InlineKeyboardButton("x", callback_data="x")] * 100)},
    "a reply that may do without": {
        "text": "a",
        "reply_parameters": ReplyParameters(99, allow_sending_without_reply=True),
    },
}


@pytest.mark.parametrize("arguments", ACCEPTED_TEXTS.values(), ids=ACCEPTED_TEXTS.keys())
async def test_a_message_at_the_limit_is_accepted(server: BotApiServer, bot: Bot, arguments: dict[str, Any]) -> None:
    alice = server.person(started=True)
    await bot.send_message(alice.chat_id, **arguments)
    assert len(alice.messages) == 1


async def test_a_reply_shows_the_message_that_it_answers(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    asked = alice.send_text("What?").message
    sent = await bot.send_message(alice.chat_id, "That.", reply_parameters=ReplyParameters(asked.message_id))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "What?"
    assert alice.messages[0].reply_to is asked


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"blocked": True}, "bot was blocked by the user"),
        ({"deactivated": True}, "user is deactivated"),
        ({"started": False}, "bot can't initiate conversation with a user"),
    ],
)
async def test_a_person_who_cannot_be_written_to(
    server: BotApiServer, bot: Bot, state: dict[str, bool], reason: str
) -> None:
    alice = server.person(started=True)
    for name, value in state.items():
        setattr(alice.user, name, value)
    with pytest.raises(Forbidden, match=reason):
        await bot.send_message(alice.chat_id, "Hello")


async def test_chats_that_are_not_there_left_or_upgraded(server: BotApiServer, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12345, "Hello")
    group = server.group(basic=True)
    new = group.upgrade()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.chat_id, "Hello")
    assert moved.value.new_chat_id == new.chat_id
    new.set_bot("kicked")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(new.chat_id, "Hello")


async def test_topics_are_addressed_by_their_number_except_general(server: BotApiServer, bot: Bot) -> None:
    forum = server.group(forum=True)
    topic = forum.topic("News")
    sent = await bot.send_message(forum.chat_id, "Here", message_thread_id=topic.thread_id)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.thread_id, True)
    in_general = await bot.send_message(forum.chat_id, "There")
    assert in_general.message_thread_id is None
    for wrong in (99, 1):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(forum.chat_id, "Nowhere", message_thread_id=wrong)
    topic.closed = True
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_chat_action(forum.chat_id, "typing", message_thread_id=topic.thread_id)


async def test_every_version_of_an_edited_message_is_kept(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    sent = await bot.send_message(alice.chat_id, "Reading")
    await bot.edit_message_text(
        "<i>Done</i>", alice.chat_id, sent.message_id, parse_mode="HTML", reply_markup=button("x")
    )
    seen = await alice.wait_for(lambda message: "Done" in message.text)
    assert [version.text for version in seen.versions] == ["Reading", "Done"]
    assert seen.labels == ["Press"]
    await bot.edit_message_reply_markup(alice.chat_id, sent.message_id)
    assert (seen.text, seen.labels, seen.spans("italic")) == ("Done", [], ["Done"])


async def test_an_edit_that_changes_nothing_is_refused(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    sent = await bot.send_message(alice.chat_id, "<b>Same</b>", "HTML", reply_markup=button("x"))
    with pytest.raises(BadRequest, match=NOT_MODIFIED[1:]):
        await bot.edit_message_text(
            "<strong>Same</strong>", alice.chat_id, sent.message_id, parse_mode="HTML", reply_markup=button("x")
        )
    await bot.edit_message_text("<b>Same</b>", alice.chat_id, sent.message_id, parse_mode="HTML")
    with pytest.raises(BadRequest, match="essage is not modified"):
        await bot.edit_message_reply_markup(alice.chat_id, sent.message_id)


async def test_what_cannot_be_edited_or_deleted(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    group = server.group(members=(alice,))
    theirs = alice.send_text("Mine", to=group).message
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", group.chat_id, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", group.chat_id, theirs.message_id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.chat_id, theirs.message_id)
    ours = await bot.send_message(group.chat_id, "Ours")
    await bot.delete_message(group.chat_id, ours.message_id)
    assert group.messages == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(group.chat_id, ours.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", group.chat_id, ours.message_id)


async def test_a_document_goes_both_ways_with_its_bytes(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    alice.send_document("статья.txt", "Текст".encode(), caption="read https://example.com/")
    update = (await bot.get_updates())[0]
    assert update.message is not None
    assert update.message.document is not None
    assert update.message.document.file_name == "статья.txt"
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()).decode() == "Текст"
    sent = await bot.send_document(
        alice.chat_id, b"BEGIN:VCALENDAR", "<b>Dates</b>", filename="予定.ics", parse_mode="HTML"
    )
    assert (sent.document and sent.document.file_name, sent.caption) == ("予定.ics", "Dates")
    stored = server.world.files[alice.messages[0].extra["document"]["file_id"]]
    assert stored.data == b"BEGIN:VCALENDAR"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", alice.chat_id, sent.message_id)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(alice.chat_id, b"x", "a" * 1025)


async def test_a_big_file_cannot_be_downloaded(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    alice.send_document("big.pdf", b"%PDF", "application/pdf", reported_size=20 * 1024 * 1024 + 1)
    update = (await bot.get_updates())[0]
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("nothing")


async def test_chat_actions_are_recorded(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    await bot.send_chat_action(alice.chat_id, "typing")
    assert server.world.actions == [(alice.chat_id, "typing")]
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(alice.chat_id, "singing")


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_arguments_come_in_four_ways_and_method_names_in_any_case(server: BotApiServer, way: str) -> None:
    alice = server.person(started=True)
    url = f"{server.base_url}{server.token}/SENDmessage"
    fields = {"chat_id": str(alice.chat_id), "text": "Ж&日=😀"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answers = {
            "query": lambda: client.get(url, params=fields),
            "form": lambda: client.post(url, data=fields),
            "json": lambda: client.post(url, json={**fields, "chat_id": alice.chat_id, "reply_markup": {}}),
            "multipart": lambda: client.post(url, files={name: (None, value) for name, value in fields.items()}),
        }
        body = (await answers[way]()).json()
    assert body["ok"] is True
    assert body["result"]["text"] == "Ж&日=😀"


@pytest.mark.parametrize(
    ("path", "body", "code", "description"),
    [
        ("bot110201543:" + "x" * 35 + "/getMe", {}, 401, "Unauthorized"),
        ("botnonsense/getMe", {}, 404, "Not Found"),
        ("bot{token}/sendPigeon", {}, 404, "Not Found"),
        ("bot{token}/", {}, 404, "Not Found"),
        ("elsewhere", {}, 404, "Not Found"),
        ("bot{token}/sendMessage", [1], 400, "Bad Request: can't parse request body JSON object"),
        (
            "bot{token}/sendMessage",
            {"chat_id": 1, "text": "\ud83d"},
            400,
            "Bad Request: strings must be encoded in UTF-8",
        ),
        ("bot{token}/sendMessage", {"text": "a"}, 400, "Bad Request: chat_id is empty"),
    ],
)
async def test_wrong_requests_get_telegrams_answer(
    server: BotApiServer, path: str, body: object, code: int, description: str
) -> None:
    url = f"{server.url}/{path.format(token=server.token)}"
    async with httpx.AsyncClient(trust_env=False) as client:
        content = json.dumps(body)
        answer = await client.post(url, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}
