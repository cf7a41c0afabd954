"""Bot API servers that know five methods, leave out what they can, and fail in every way: everybody is answered."""

from pathlib import Path

import pytest

from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from bot_live.tiny_server import CUT_SHORT, TinyServer, refusal, response

STORY = "Japan, Kazakhstan agree"
CHAT = 7
UNKNOWN = {
    "a refusal": refusal(404, "Not Found: method not found"),
    "a page": response(404, b"<html><body>404</body></html>", "text/html"),
    "nothing": response(404, b""),
    "no object": response(404, b'"not found"'),
    "a refusal under 200": response(200, b'{"ok": false, "error_code": 404, "description": "Not Found"}'),
    "an error of its own": response(500, b"Traceback (most recent call last):", "text/plain"),
}


def briefed(server: TinyServer, chat_id: int = CHAT) -> bool:
    return any(STORY in text for text in server.texts[chat_id].values())


@pytest.mark.parametrize("unknown", UNKNOWN.values(), ids=UNKNOWN)
async def test_links_taps_and_commands_are_answered_whatever_unknown_methods_get(
    site: NewsSite, tmp_path: Path, unknown: bytes
) -> None:
    async with TinyServer(unknown) as server, BotProcess(server, tmp_path):
        server.say(CHAT, "/start")
        await server.until(lambda: server.texts[CHAT])
        server.say(CHAT, f"look: {site.url('en/talks')}.")
        await server.until(lambda: briefed(server))
        message_id, text = next((number, text) for number, text in server.texts[CHAT].items() if STORY in text)
        buttons = [button for row in server.markups[CHAT][message_id]["inline_keyboard"] for button in row]
        russian = next(button["callback_data"] for button in buttons if "RU" in button["text"])
        query = server.press(CHAT, message_id, russian)
        await server.until(lambda: query in server.answered and server.texts[CHAT][message_id] != text)
        calendar = next(button["callback_data"] for button in buttons if "Calendar" in button["text"])
        query = server.press(CHAT, message_id, calendar)
        await server.until(lambda: query in server.answered)
        assert len([text for text in server.texts[CHAT].values() if STORY in text]) == 1


async def test_answers_that_fail_on_the_wire_are_asked_for_again(site: NewsSite, tmp_path: Path) -> None:
    async with TinyServer() as server, BotProcess(server, tmp_path):
        server.misfortunes["getMe"].extend([CUT_SHORT, response(502, b"<html>", "text/html")])
        server.misfortunes["getUpdates"].extend([CUT_SHORT, refusal(404, "Not Found"), response(200, b"<html>")])
        server.misfortunes["sendMessage"].extend([
            CUT_SHORT,
            refusal(429, "Too Many Requests: retry after 1", retry_after=1),
            response(429, b"slow down", "text/plain"),
            response(200, b"not JSON"),
        ])  # fmt: skip
        server.misfortunes["editMessageText"].extend([
            refusal(429, "Too Many Requests: retry after 1", retry_after=1),
            refusal(400, "Bad Request: can't parse entities: unsupported start tag"),
            CUT_SHORT,
        ] * 2)  # fmt: skip
        server.say(CHAT, site.url("en/talks"))
        await server.until(lambda: briefed(server))


async def test_updates_of_unknown_kinds_or_forms_keep_nobody_waiting(site: NewsSite, tmp_path: Path) -> None:
    async with TinyServer() as server, BotProcess(server, tmp_path):
        channel = {"id": -1_001, "type": "channel", "title": "News"}
        post = {"message_id": 5, "date": 1, "chat": channel, "text": site.url("en/flood")}
        server.push(hologram={"id": 1})
        server.push(message="not an object")
        server.push(message={"message_id": "x", "chat": 5, "text": 7})
        server.push(message={"message_id": 9, "chat": {"id": 8}, "entities": [{"type": "url"}], "text": "http://x"})
        server.push(callback_query={"id": "q0"})
        server.push(channel_post=post)
        server.push(edited_channel_post=post)
        server.push(edited_message={"message_id": 6, "date": 1, "chat": {"id": 8, "type": "private"}, "text": "hi"})
        server.push(poll={"id": "1", "question": "?", "options": []})
        server.say(CHAT, f"\ud83d {site.url('en/talks')} \udc00")
        await server.until(lambda: briefed(server))
        assert not server.texts[-1_001]
