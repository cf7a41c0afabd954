"""Digests of forum topics and of channels on the running bot, and an end of it in the middle of sending."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.digest.feed_state import FeedState
from bot.digest.schedule import Schedule
from bot.digest.topics import Preferences
from bot.store import open_store
from bot_live.digest_stories import LONG, serve_feed
from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Group, Person
from botapi.chats import Message

STORY = "Ministers of Norway and Japan agree on a fisheries agreement in Oslo"


def buttons(message: Message) -> str:
    return " ".join(button.get("callback_data", "") for button in message.buttons)


def with_step(message: Message, step: str) -> str:
    """Return the callback data of the channel's button for a step."""
    return next(data for data in buttons(message).split() if data.startswith("h1:") and f":d1:{step}:" in data)


async def panel(boss: Person, step: str) -> Message:
    return await boss.wait_for(lambda m: f":d1:{step}:" in buttons(m), LONG)


async def test_a_digest_asked_for_in_a_topic_comes_in_that_topic(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss = server.person("Boss", "en", started=True)
    forum = server.group("Readers", (), admins=(boss,), forum=True)
    topic = forum.topic("News")
    boss.send_text(f"/subscribe {serve_feed(site, 'topic', STORY)}", to=forum, topic=topic)
    menu = await forum.wait_for(lambda m: "d1:now:" in buttons(m), LONG)
    boss.press(menu, "d1:now:")
    digest = await forum.wait_for(lambda m: STORY in m.text and "Digest, " in m.text, LONG)
    assert digest.thread_id == topic.thread_id
    topic.closed = True
    general = Group(server.world, forum.chat)
    boss.send_text("/digest", to=general)
    menu = await forum.wait_for(lambda m: "d1:now:" in buttons(m) and m.thread_id is None, LONG)
    boss.press(menu, "d1:now:")
    await boss.wait_for_text("closed or gone", LONG)
    await forum.wait_for(lambda m: "Nothing new" in m.text and m.thread_id is None, LONG)


async def chosen_channel(server: BotApiServer, boss: Person, title: str) -> Group:
    """Have somebody choose a channel by the button that /channels shows."""
    channel = server.channel(title, (boss,))
    boss.send_text("/channels")
    await boss.wait_for_text("choose it by the button", LONG)
    call = [call for call in server.calls_of("sendMessage") if call.chat_id == boss.id][-1]
    assert '"request_chat"' in call.arguments["reply_markup"]
    boss.share_channel(channel, 1)
    return channel


async def test_a_channel_that_is_chosen_gets_a_digest_that_is_set_up_in_private(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss, reader = server.person("Boss", "en"), server.person("Reader", "en")
    channel = await chosen_channel(server, boss, "Daily <News>")
    begun = await panel(boss, "go")
    assert begun.text.startswith("📣 Daily <News>")
    channel.chat.username = "daily_news"
    boss.send_text(f"/subscribe @daily_news {serve_feed(site, 'channel', STORY)}")
    await boss.wait_for_text("Gazette channel", LONG)
    for screen in ("time", "zone", "days", "language", "stories", "finish"):
        step = await boss.wait_for(lambda m, screen=screen: f":d1:go:{screen}" in buttons(m), LONG)
        boss.press(step, next(data for data in buttons(step).split() if data.endswith(f":d1:go:{screen}")))
    finish = await panel(boss, "finish")
    boss.press(finish, with_step(finish, "finish"))
    menu = await panel(boss, "now")
    assert channel.messages == []
    boss.press(menu, next(data for data in buttons(menu).split() if data.endswith(":d1:go:time")))
    asked = await boss.wait_for(lambda m: ":d1:at:" in buttons(m), LONG)
    boss.reply(asked, "7:45")
    await boss.wait_for(lambda m: "07:45" in m.text and ":d1:now:" in buttons(m), LONG)
    boss.send_text("/digest @daily_news 6:30")
    menu = await boss.wait_for(lambda m: "06:30" in m.text and ":d1:now:" in buttons(m), LONG)
    boss.press(menu, with_step(menu, "now"))
    digest = await channel.wait_for_text(STORY, LONG)
    assert "callback_data" not in str(digest.buttons)
    assert reader.messages == []
    boss.send_text("/digest")
    await boss.wait_for_text("no digest here yet", LONG)
    boss.send_text("/channels")
    listed = await boss.wait_for(lambda m: "Daily <News>" in m.labels, LONG)
    reader.press(await copy_of(server, reader, listed), with_step(listed, "show"))
    await server.wait_for_call("answerCallbackQuery")


async def test_the_calendar_under_the_preview_of_a_channels_digest_is_that_channels(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss = server.person("Boss", "en")
    server.channel("Ahead", (boss,), username="ahead_news")
    url = serve_feed(site, "ahead-channel", STORY)
    day = datetime.now(UTC) + timedelta(days=20)
    lead = f"Japanese Prime Minister Sanae Takaichi will visit Oslo on {day.day} {day:%B %Y}, her office said."
    status, rss = site.pages["feeds/ahead-channel"]
    site.pages["feeds/ahead-channel"] = (
        status,
        rss.replace("</title><link>", f"</title><description>{lead}</description><link>"),
    )
    boss.send_text(f"/subscribe @ahead_news {url}")
    menu = await panel(boss, "preview")
    boss.press(menu, with_step(menu, "preview"))
    preview = await boss.wait_for_text("Coming up", LONG)
    boss.press(preview, "📅 Calendar")
    sent = await boss.wait_for(lambda m: m.document, LONG)
    assert sent.document is not None
    assert b"Oslo" in server.world.files[sent.document["file_id"]].data


async def copy_of(server: BotApiServer, person: Person, message: Message) -> Message:
    """Return a message with the same buttons in somebody else's chat, as one who forges a tap has."""
    person.send_text("/start")
    mine = await person.wait_for(within=LONG)
    mine.versions.append(message.current)
    return mine


async def test_only_admins_of_a_channel_where_the_bot_may_post_set_up_its_digest(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss, stranger = server.person("Boss", "en"), server.person("Stranger", "en")
    channel = server.channel("News", (boss,), username="only_admins")
    url = serve_feed(site, "only", STORY)
    stranger.send_text(f"/subscribe @only_admins {url}")
    await stranger.wait_for_text("Only admins of the channel", LONG)
    channel.set_posting(False)
    boss.send_text(f"/subscribe @only_admins {url}")
    await boss.wait_for_text("I may not post in", LONG)
    boss.send_text(f"/subscribe @there_is_none {url}")
    await boss.wait_for_text("do not know this channel", LONG)
    channel.set_posting(True)
    boss.send_text(f"/subscribe @only_admins {url}")
    menu = await panel(boss, "now")
    query = stranger.press(await copy_of(server, stranger, menu), with_step(menu, "now"))
    assert "Only admins" in (await stranger.answer_to(query, LONG))["text"]


async def test_a_channel_that_puts_the_bot_out_gets_no_digest_until_it_is_resumed(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss = server.person("Boss", "en")
    channel = server.channel("Weekly", (boss,), username="weekly_news")
    boss.send_text(f"/subscribe @weekly_news {serve_feed(site, 'weekly', STORY)}")
    menu = await panel(boss, "now")
    channel.set_bot("left")
    await boss.wait_for_text("digest is paused", LONG)
    channel.set_bot("administrator")
    boss.press(menu, with_step(menu, "active"))
    resumed = await boss.wait_for(lambda m: ":d1:active:" in buttons(m), LONG)
    assert resumed.text.startswith("📣 Weekly")


async def test_a_link_under_a_channels_digest_shows_the_brief_in_private(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss, reader = server.person("Boss", "en"), server.person("Reader", "en")
    channel = server.channel("Linked", (boss,), username="linked_news")
    url = serve_feed(site, "linked", STORY)
    status, rss = site.pages["feeds/linked"]
    site.pages["feeds/linked"] = (status, rss.replace(site.url("gone/linked/0"), site.url("en/talks")))
    boss.send_text(f"/subscribe @linked_news {url}")
    menu = await panel(boss, "now")
    boss.press(menu, with_step(menu, "now"))
    digest = await channel.wait_for(lambda m: m.buttons, LONG)
    link = digest.buttons[0]["url"]
    reader.send_text(f"/start {link.partition('?start=')[2]}")
    await reader.wait_for(lambda m: "✓ EN" in m.labels, LONG)
    assert len(channel.messages) == 1


async def test_an_end_while_digests_wait_in_the_queue_loses_none_and_repeats_none(
    site: NewsSite, tmp_path: Path
) -> None:
    readers = 12
    async with BotApiServer() as server:
        people = [server.person(f"P{number}", "en", started=True) for number in range(readers)]
        slot = (datetime.now(UTC) - timedelta(minutes=10)).replace(second=0, microsecond=0)
        url = serve_feed(site, "queue", STORY)
        async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}", lambda: slot - timedelta(hours=1)) as store:
            for person in people:
                await store.subscriptions.put(person.id, Preferences("en"), Schedule(slot.time(), "UTC"))
                await store.subscriptions.add_feed(person.id, await store.feeds.add(FeedState(url)))
        bot = BotProcess(server, tmp_path, SVODKA_BOT__CALLS_PER_SECOND="1")
        await bot.start()
        await server.wait_for_call("sendMessage", count=3, within=LONG)
        assert await bot.stop() == 0
        assert len(server.world.sent) < readers
        async with BotProcess(server, tmp_path):
            for person in people:
                await person.wait_for_text(STORY, LONG)
        assert [sum("Digest, " in m.text for m in person.messages) for person in people] == [1] * readers


async def test_a_digest_that_an_older_version_left_in_hand_is_begun_anew_and_sent_once(
    site: NewsSite, tmp_path: Path
) -> None:
    async with BotApiServer() as server:
        kim = server.person("Kim", "en", started=True)
        slot = (datetime.now(UTC) - timedelta(minutes=10)).replace(second=0, microsecond=0)
        async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}", lambda: slot - timedelta(hours=1)) as store:
            await store.subscriptions.put(kim.id, Preferences("en"), Schedule(slot.time(), "UTC"))
            feed = await store.feeds.add(FeedState(serve_feed(site, "older", STORY)))
            await store.subscriptions.add_feed(kim.id, feed)
        held = server.faults.hold("editMessageText", chat_id=kim.id)
        bot = BotProcess(server, tmp_path)
        await bot.start()
        await server.world.bell.until(lambda: held.met or None, LONG)
        await bot.kill()
        held.release()
        with closing(sqlite3.connect(tmp_path / "svodka.db.jobs")) as jobs, jobs:
            changed = jobs.execute("UPDATE workflow_status SET application_version = 'older' WHERE name = 'digest'")
            assert changed.rowcount == 1
        async with BotProcess(server, tmp_path):
            await server.world.bell.until(lambda: len(server.calls_of("editMessageText")) > 1 or None, LONG)
            kim.send_text("/digest")
            await kim.wait_for_text("Daily digest", LONG)
        assert [STORY in message.text for message in kim.messages] == [True, False]
