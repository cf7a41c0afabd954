"""Starting: small servers, webhooks, wrong tokens; quotas; and what the log holds."""

import socket
from pathlib import Path

import httpx
import pytest

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import ApiError, BotApiServer

LONG = 30.0
STORY = "Japan, Kazakhstan agree"


async def test_a_server_with_five_methods_is_enough_for_links(site: NewsSite, tmp_path: Path) -> None:
    async with BotApiServer(minimal=True) as server, BotProcess(server, tmp_path):
        kim = server.person("Kim", "ja")
        kim.send_text(site.url("en/talks"))
        brief = await kim.wait_for(lambda m: STORY in m.text and m.buttons, LONG)
        kim.press(brief, "EN")
        await kim.wait_for(lambda m: "✓ EN" in m.labels)
        answer = await kim.answer_to(kim.press(brief, "📅 カレンダー"))
        assert answer["text"]
        kim.send_text("/export")
        await kim.wait_for_text(str(kim.id))


async def test_commands_that_are_refused_do_not_keep_the_bot_from_starting(site: NewsSite, tmp_path: Path) -> None:
    async with BotApiServer() as server:
        server.faults.refuse(ApiError(400, "Bad Request: no commands today"), "setMyCommands", times=10)
        async with BotProcess(server, tmp_path):
            kim = server.person("Kim", "en")
            kim.send_text("/help")
            await kim.wait_for_text("How to use", LONG)


async def test_commands_are_registered_in_three_languages(bot: BotProcess, server: BotApiServer) -> None:
    found = await server.world.bell.until(lambda: len(server.world.commands) >= 4 or None, LONG)
    assert found
    described = {code: commands[0]["description"] for (_, code), commands in server.world.commands.items()}
    assert set(described) == {"", "en", "ru", "ja"}
    assert len(set(described.values())) == 3


def webhook_settings() -> dict[str, str]:
    """Return the settings of a bot with a webhook on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        "SVODKA_BOT__MODE": "webhook",
        "SVODKA_BOT__WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "SVODKA_BOT__WEBHOOK_SECRET": "a-long-random-word",
        "SVODKA_BOT__WEBHOOK_PORT": str(port),
    }


async def test_updates_come_through_a_webhook_and_only_with_the_secret(site: NewsSite, tmp_path: Path) -> None:
    settings = webhook_settings()
    port = settings["SVODKA_BOT__WEBHOOK_PORT"]
    async with BotApiServer() as server, BotProcess(server, tmp_path, **settings):
        await server.wait_for_call("setWebhook", within=LONG)
        kim = server.person("Kim", "en")
        kim.send_text(site.url("en/talks"))
        await kim.wait_for_text(STORY, LONG)
        forged = {
            "update_id": 1,
            "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"},
        }
        address, secret = f"http://127.0.0.1:{port}/hook", "X-Telegram-Bot-Api-Secret-Token"
        async with httpx.AsyncClient(trust_env=False) as stranger:
            statuses = [
                (await stranger.post(address, json=forged, headers=headers)).status_code
                for headers in ({}, {secret: "a-long-random-guess"}, {secret: ""})
            ]
        assert statuses == [403, 403, 403]


async def test_an_update_that_the_webhook_confirmed_is_stored(site: NewsSite, tmp_path: Path) -> None:
    settings = webhook_settings()
    async with BotApiServer() as server:
        kim = server.person("Kim", "en")
        bot = BotProcess(server, tmp_path, **settings)
        await bot.start()
        await server.wait_for_call("setWebhook", within=LONG)
        held = server.faults.hold("sendMessage", chat_id=kim.id)
        sent = kim.send_text(site.url("en/talks"))
        await server.world.bell.until(lambda: held.met or None, LONG)
        await server.world.bell.until(lambda: not server.world.updates.pending or None, LONG)
        await bot.kill()
        server.faults.clear()
        assert (sent.update_id, 200) in server.webhook.attempts
        async with bot:
            await kim.wait_for(lambda m: m.buttons, LONG)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SVODKA_BOT__TOKEN": "1:wrong"}, "bot.token"),
        ({"SVODKA_BOT__TOKEN": ""}, "bot.token"),
        ({"SVODKA_BOT__MODE": "webhook"}, "bot.webhook_url"),
        ({"SVODKA_BOT__DATABASE_URL": "mysql://x/y"}, "mysql"),
        ({"SVODKA_BOT__OWNERS": "me"}, "bot.owners"),
    ],
)
async def test_a_setting_that_cannot_be_used_is_named_at_the_start(
    server: BotApiServer, tmp_path: Path, settings: dict[str, str], words: str
) -> None:
    process = BotProcess(server, tmp_path, **settings)
    assert await process.ended() in (1, 2)
    assert words in process.log_file.read_text()


async def test_a_quota_says_when_it_frees_up(site: NewsSite, tmp_path: Path) -> None:
    async with BotApiServer() as server, BotProcess(server, tmp_path, SVODKA_BOT__BRIEFS_PER_USER="1"):
        kim = server.person("Kim", "en")
        kim.send_text(site.url("en/talks"))
        await kim.wait_for_text(STORY, LONG)
        kim.send_text(site.url("en/flood"))
        refusal = await kim.wait_for_text("You have used your 1 brief")
        assert "possible at this time" in refusal.text


async def test_the_log_holds_neither_tokens_nor_what_people_write(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    server.faults.bad_gateway("sendMessage")
    kim.send_text("/brief Plumbuckle " + (EXAMPLES / "en" / "talks.txt").read_text(encoding="utf-8"))
    await kim.wait_for(lambda m: m.buttons, LONG)
    kim.send_text(site.url("nowhere/Plumbuckle"))
    await kim.wait_for_text("404", LONG)
    log = bot.log_file.read_text()
    assert server.token not in log
    assert "Plumbuckle" not in log
    assert "Kisaragi" not in log
