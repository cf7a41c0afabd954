"""Draws the README's picture of digests: ``python docs/images/draw_digest.py`` (needs the extra ``test`` and Chromium).

Three papers, one a language, tell the same stories (``digest_stories.toml``); the real bot reads their feeds and sends
one digest to a reader of English and one to a reader of Japanese.
"""

import asyncio
import re
import sys
import tempfile
import tomllib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from babel.dates import format_date

sys.path.insert(0, str(Path(__file__).parent))

from draw_chat import SECONDS, WIDTH, browse, height_of, page  # isort: skip - finds the modules of tests/ as well
from bot_live.news_site import PUBLISHED, NewsSite, html_of  # isort: skip
from bot_live.process import BotProcess  # isort: skip
from botapi import BotApiServer, Message, Person  # isort: skip

TARGET = Path(__file__).with_name("digest.png")
PAPERS = {"en": "The Morning Example", "ru": "Примерные вести", "ja": "例日新報"}
STORIES = tomllib.loads(Path(__file__).with_name("digest_stories.toml").read_text(encoding="utf-8"))["story"]
HOURS = {"minerals": 2, "patrols": 3, "tashkent": 4, "salmon": 5}
"""How old each story is."""


def dated(text: str, language: str) -> str:
    """Return a text with its days as they are today."""

    def day(number: re.Match[str]) -> str:
        moment = datetime.now(UTC) + timedelta(days=int(number[1]))
        return format_date(moment, {"en": "MMMM d", "ru": "d MMMM", "ja": "M月d日"}[language], language)

    return re.sub(r"\{([+-]\d+)\}", day, text)


def serve(site: NewsSite, language: str) -> str:
    """Have the site serve a paper's feed and articles, and return the feed's address."""
    items = []
    for story in STORIES:
        if language not in story:
            continue
        name, when = f"{language}/{story['name']}", datetime.now(UTC) - timedelta(hours=HOURS[story["name"]])
        title, *paragraphs = dated(story[language], language).strip().split("\n\n")
        site.pages[name] = (200, html_of(title, paragraphs, language).replace(PUBLISHED, f"{when:%Y-%m-%d}"))
        items.append(
            f"<item><title>{escape(title)}</title><link>{site.url(name)}</link>"
            f"<description>{escape(paragraphs[0])}</description><pubDate>{format_datetime(when)}</pubDate></item>"
        )
    feed = f"<rss version='2.0'><channel><title>{PAPERS[language]}</title>{''.join(items)}</channel></rss>"
    site.pages[f"feeds/{language}"] = (200, feed)
    return site.url(f"feeds/{language}")


async def digests() -> list[Person]:
    """Let two people subscribe and have their digest; return them with the digest as all that was said."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server, NewsSite() as site, BotProcess(server, Path(folder)):
            feeds = [serve(site, language) for language in PAPERS]
            return [await digest(server.person(*who), feeds) for who in (("Kim", "en"), ("花子", "ja"))]


async def digest(person: Person, feeds: list[str]) -> Person:
    """Let somebody subscribe to feeds and ask for their digest, which is all that is left in the chat."""
    menus: list[Message] = []
    for feed in feeds:
        person.send_text(f"/subscribe {feed}")
        menus.append(await person.wait_for(lambda m: "d1:now:" in str(m.buttons) and m not in menus, SECONDS))
    person.press(menus[-1], "d1:now:")
    shown = await person.wait_for(lambda m: "href=" in m.current.markup and m not in menus, SECONDS)
    person.chat.messages = {shown.message_id: shown}
    return person


def main() -> None:
    """Write digest.png beside this file."""
    html = page(asyncio.run(digests()))
    browse(html, f"--screenshot={TARGET}", f"--window-size={WIDTH},{height_of(html)}")


if __name__ == "__main__":
    main()
