"""Digests on the running bot: subscribing, changing by buttons, a digest sent on demand and in its time, kills."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.digest.feed_state import FeedState
from bot.digest.opml import ListedFeed, read_opml, write_opml
from bot.digest.schedule import Schedule
from bot.digest.topics import Preferences
from bot.store import open_store
from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
from botapi.chats import Message
from summarizer.article import LANGUAGES, Language

LONG = 60.0


def headline(story: str) -> str:
    return " ".join((EXAMPLES / f"{story}.txt").read_text(encoding="utf-8").splitlines()[0].split())


def feed(site: NewsSite, title: str, stories: list[str]) -> str:
    """Return an RSS feed of example articles, an hour old."""
    when = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    items = "".join(
        f"<item><title>{headline(story)}</title><link>{site.url(story)}</link><pubDate>{when}</pubDate></item>"
        for story in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def with_feed(site: NewsSite, name: str, *stories: str) -> str:
    """Have the site serve a feed, and return its address."""
    site.pages[f"feeds/{name}"] = (200, feed(site, f"Gazette {name}", list(stories)))
    return site.url(f"feeds/{name}")


async def subscribed(person: Person, url: str, title: str) -> Message:
    """Subscribe; return the message with the buttons, which names the feed."""
    person.send_text(f"/subscribe {url}")
    return await person.wait_for(lambda m: title in m.text and "d1:now:" in str(m.buttons), LONG)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_subscribes_is_shown_the_digest_and_changes_it_by_buttons(
    bot: BotProcess, server: BotApiServer, site: NewsSite, language: Language
) -> None:
    kim = server.person("Kim", language)
    kim.send_text("/digest")
    await kim.wait_for_text("/subscribe", LONG)
    url = with_feed(site, f"buttons-{language}", "en/talks")
    menu = await subscribed(kim, url, f"Gazette buttons-{language}")
    assert "08:00" in menu.text
    for screen, press, shown in (
        ("time", "d1:at:0900", "🕗 09:00"),
        ("stories", "d1:stories:8", "📰 8"),
        ("language", "d1:language:ja", "🌐 日本語"),
    ):
        kim.press(menu, f"d1:go:{screen}")
        await kim.wait_for(lambda m, press=press: press in str(m.buttons))
        kim.press(menu, press)
        await kim.wait_for(lambda m, shown=shown: shown in str(m.labels))
    kim.press(menu, "d1:active:0")
    await kim.wait_for(lambda m: "d1:active:1" in str(m.buttons))
    kim.send_text("/digest 7:15")
    again = await kim.wait_for_text("07:15")
    assert "d1:active:1" in str(again.buttons), "a paused digest stays so when something else is changed"


async def test_the_feed_of_a_site_is_discovered(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    url = with_feed(site, "discovered", "en/talks")
    site.pages["front"] = (
        200,
        f'<html><head><link rel="alternate" type="application/rss+xml" href="{url}"></head></html>',
    )
    await subscribed(kim, site.url("front"), "Gazette discovered")


async def test_a_page_without_a_feed_is_refused_with_a_reason(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    kim.send_text(f"/subscribe {site.url('en/talks')}")
    await kim.wait_for_text("feed", LONG)
    kim.send_text("/digest")
    await kim.wait_for_text("no digest here yet")


async def test_removing_the_last_feed_ends_the_digest(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    one, two = with_feed(site, "one", "en/talks"), with_feed(site, "two", "en/flood")
    await subscribed(kim, one, "Gazette one")
    await subscribed(kim, two, "Gazette two")
    kim.send_text(f"/unsubscribe {one}")
    await kim.wait_for_text("Removed from the digest: Gazette one", LONG)
    kim.send_text("/unsubscribe")
    question = await kim.wait_for_text("Tap a feed", LONG)
    kim.press(question, "✖ Gazette two")
    await kim.wait_for_text("Switch the digest off?")
    kim.press(question, "✖ Switch off")
    await kim.wait_for_text("no more will come")
    kim.send_text("/digest")
    await kim.wait_for_text("no digest here yet")


async def test_in_groups_only_admins_subscribe(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim, boss = server.person("Kim", "en"), server.person("Boss", "en")
    group = server.group("News", (kim,), admins=(boss,))
    url = with_feed(site, "group", "en/talks")
    kim.send_text(f"/subscribe {url}", to=group)
    await group.wait_for_text("Only admins", LONG)
    boss.send_text(f"/subscribe {url}", to=group)
    menu = await group.wait_for(lambda m: "d1:now:" in str(m.buttons), LONG)
    answer = await kim.answer_to(kim.press(menu, "d1:active:0"))
    assert "Only admins" in answer["text"]


async def test_a_digest_is_sent_on_demand_with_full_briefs_and_nothing_twice(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    await subscribed(kim, with_feed(site, "world", "en/talks", "en/flood"), "Gazette world")
    menu = await subscribed(kim, with_feed(site, "again", "en/talks"), "Gazette again")
    kim.press(menu, "📨 Send now")
    digest = await kim.wait_for_text(headline("en/flood"), LONG)
    assert digest.text.count(headline("en/talks")) == 1
    assert "Gazette world" in digest.text
    assert "• " in digest.text
    kim.press(digest, "📄 1")
    await kim.wait_for(lambda m: "✓ EN" in m.labels, LONG)
    kim.press(menu, "d1:now:")
    await kim.wait_for_text("Nothing new", LONG)


async def due_digest(folder: Path, person: Person, url: str, late: timedelta) -> None:
    """Subscribe somebody, in a bot that does not run, to a digest whose time was ``late`` ago."""
    slot = (datetime.now(UTC) - late).replace(second=0, microsecond=0)
    async with open_store(f"sqlite:///{folder / 'svodka.db'}", lambda: slot - timedelta(hours=1)) as store:
        await store.subscriptions.put(person.id, Preferences("en"), Schedule(slot.time(), "UTC"))
        await store.subscriptions.add_feed(person.id, await store.feeds.add(FeedState(url)))


def digests_in(person: Person) -> int:
    return sum("Digest, " in message.text for message in person.messages)


async def test_a_digest_whose_time_passed_while_the_bot_was_away_is_sent_if_it_is_not_too_late(
    site: NewsSite, tmp_path: Path
) -> None:
    async with BotApiServer() as server:
        kim, lee = server.person("Kim", "en"), server.person("Lee", "en")
        url = with_feed(site, "late", "en/talks", "en/flood")
        await due_digest(tmp_path, lee, url, timedelta(hours=5))
        await due_digest(tmp_path, kim, url, timedelta(hours=2))
        kim.user.started = lee.user.started = True
        async with BotProcess(server, tmp_path):
            await kim.wait_for_text(headline("en/talks"), LONG)
        assert digests_in(kim) == 1
        assert lee.messages == []
        async with BotProcess(server, tmp_path):
            kim.send_text("/digest")
            await kim.wait_for_text("Gazette late", LONG)
        assert digests_in(kim) == 1


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_a_kill_while_a_digest_is_being_sent_neither_loses_nor_repeats_it(
    site: NewsSite, tmp_path: Path, method: str
) -> None:
    async with BotApiServer() as server:
        kim = server.person("Kim", "en")
        kim.user.started = True
        await due_digest(tmp_path, kim, with_feed(site, f"kill-{method}", "en/talks"), timedelta(minutes=10))
        held = server.faults.hold(method, chat_id=kim.id)
        bot = BotProcess(server, tmp_path)
        await bot.start()
        await server.world.bell.until(lambda: held.met or None, LONG)
        await bot.kill()
        held.release()
        async with bot:
            await kim.wait_for_text(headline("en/talks"), LONG)
            kim.send_text("/digest")
            await kim.wait_for_text("Gazette kill", LONG)
        assert digests_in(kim) == 1


async def test_a_list_of_feeds_is_taken_over_and_given_back(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim, lee = server.person("Kim", "en"), server.person("Lee", "en")
    urls = [with_feed(site, f"list-{number}", story) for number, story in enumerate(("en/talks", "en/flood"))]
    listed = [ListedFeed(url, f"My {number}") for number, url in enumerate(urls)]
    kim.send_document("feeds.opml", write_opml(listed, "Mine", datetime.now(UTC)), "text/x-opml")
    await kim.wait_for_text("2 feeds were added", LONG)
    menu = await kim.wait_for(lambda m: "d1:now:" in str(m.buttons), LONG)
    kim.press(menu, "Sources (2)")
    await kim.wait_for(lambda m: "Export as OPML" in m.labels)
    kim.press(menu, "Export as OPML")
    sent = await kim.wait_for(lambda m: m.document, LONG)
    assert sent.document is not None
    content = server.world.files[sent.document["file_id"]].data
    assert sorted(feed.url for feed in read_opml(content)) == sorted(urls)
    kim.press(menu, "Back")
    await kim.wait_for(lambda m: "d1:now:" in str(m.buttons))
    kim.press(menu, "d1:now:")
    await kim.wait_for_text(headline("en/flood"), LONG)
    lee.send_document("feeds.opml", b"<html><body>no list</body></html>", "text/x-opml")
    await lee.wait_for_text("not a list of feeds", LONG)
    lee.send_document("large.opml", b"<opml/>", reported_size=9_000_000)
    await lee.wait_for_text("2 MB", LONG)


async def test_what_is_to_come_is_sent_as_a_calendar(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    day = datetime.now(UTC) + timedelta(days=20)
    url = with_feed(site, "ahead", "en/talks")
    lead = f"Japanese Prime Minister Sanae Takaichi will visit Oslo on {day.day} {day:%B %Y}, her office said."
    site.pages["feeds/ahead"] = (
        200,
        site.pages["feeds/ahead"][1].replace("</title><link>", f"</title><description>{lead}</description><link>"),
    )
    menu = await subscribed(kim, url, "Gazette ahead")
    kim.press(menu, "d1:now:")
    digest = await kim.wait_for_text("Coming up", LONG)
    assert "Oslo" in digest.text
    kim.press(digest, "📅 Calendar")
    sent = await kim.wait_for(lambda m: m.document, LONG)
    assert sent.document is not None
    [event] = Calendar.from_ical(server.world.files[sent.document["file_id"]].data).walk("VEVENT")
    assert event.decoded("DTSTART") == day.date()
    assert event.decoded("DTEND") == day.date() + timedelta(days=1)
    assert "Oslo" in event["SUMMARY"]
    assert event["URL"] == site.url("en/talks")
    assert event["UID"]
