"""Digests on the running bot: subscribing, changing by buttons, a digest sent on demand and in its time, kills."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
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


async def subscribed(person: Person, url: str) -> None:
    person.send_text(f"/subscribe {url}")
    await person.wait_for(lambda m: "d1:now:" in str(m.buttons), LONG)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_subscribes_is_shown_the_digest_and_changes_it_by_buttons(
    bot: BotProcess, server: BotApiServer, site: NewsSite, language: Language
) -> None:
    kim = server.person("Kim", language)
    kim.send_text("/digest")
    await kim.wait_for_text("/subscribe", LONG)
    await subscribed(kim, with_feed(site, f"buttons-{language}", "en/talks"))
    menu = await kim.wait_for_text(f"Gazette buttons-{language}")
    assert "08:00" in menu.text
    for press, shown in (("d1:at:0900", "09:00"), ("d1:stories:8", "8"), ("d1:days:31", "d1:days:96")):
        kim.press(menu, press)
        await kim.wait_for(lambda m, shown=shown: shown in m.text + str(m.buttons))
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
    await subscribed(kim, site.url("front"))
    await kim.wait_for_text("Gazette discovered")


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
    await subscribed(kim, one)
    await subscribed(kim, two)
    await kim.wait_for_text("Gazette two")
    kim.send_text(f"/unsubscribe {one}")
    await kim.wait_for_text("Removed from the digest: Gazette one", LONG)
    kim.send_text("/unsubscribe")
    question = await kim.wait_for_text("Tap a feed", LONG)
    kim.press(question, "✖ Gazette two")
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
