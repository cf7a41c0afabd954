"""Feeds of headlines for the tests of digests, and the bot with presets of its own."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from bot.store import open_store
from bot.store.digests_subscriptions import Subscription
from bot_live.news_site import NewsSite

LONG = 60.0
"""Seconds to wait for what loads language models first."""


def serve_feed(site: NewsSite, name: str, *headlines: str) -> str:
    """Have the site serve a feed of headlines, an hour old, whose articles cannot be had; return its address."""
    when = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{site.url(f'gone/{name}/{number}')}</link>"
        f"<pubDate>{when}</pubDate></item>"
        for number, title in enumerate(headlines)
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette {name}</title>{items}</channel></rss>'
    site.pages[f"feeds/{name}"] = (200, rss)
    return site.url(f"feeds/{name}")


def write_presets(file: Path, site: NewsSite, *listed: tuple[str, str]) -> Path:
    """Write an operator's presets: id and language of each; the feed of an id is ``feeds/<id>`` of the site."""
    file.write_text(
        "".join(
            f'[[preset]]\nid = "{name}"\nname = "Well-known {name}"\nlanguage = "{language}"\n'
            f'url = "{site.url(f"feeds/{name}")}"\n'
            for name, language in listed
        ),
        encoding="utf-8",
    )
    return file


async def stored(folder: Path, chat_id: int) -> Subscription | None:
    """Return what the bot with its data in a folder keeps of a chat's digest."""
    async with open_store(f"sqlite:///{folder / 'svodka.db'}") as store:
        return await store.subscriptions.get(chat_id)
