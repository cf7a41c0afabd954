"""A digest of several messages on the running bot, killed between them: each story comes once."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from bot.digest.feed_state import FeedState
from bot.digest.schedule import Schedule
from bot.digest.topics import Preferences
from bot.store import open_store
from bot_live.digest_stories import LONG
from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer

HEADLINES = (
    "Fishermen of Bergen count more cod than in any year before",
    "Court in Lima annuls the sale of a copper mine",
    "Volcano on Iceland opens a second crater",
    "Teachers in Nairobi end their strike after nine days",
    "Museum in Lisbon shows maps of the sixteenth century",
    "Drought in Arizona empties two reservoirs",
    "Railway between Riga and Kaunas gets its first bridge",
    "Bees in Slovenia survive the winter better than feared",
    "Orchestra of Montevideo elects a conductor aged twenty",
    "Bakers in Lyon quarrel about the weight of a loaf",
)
WORDS = "Those who were there describe what they saw, and what they expect of the weeks to come. " * 5


def serve_stories(site: NewsSite) -> str:
    when = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    items = "".join(
        f"<item><title>{title}</title><description>{title}. {WORDS}</description><guid>{number}</guid>"
        f"<pubDate>{when}</pubDate></item>"
        for number, title in enumerate(HEADLINES)
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Parts</title>{items}</channel></rss>'
    site.pages["feeds/parts"] = (200, rss)
    return site.url("feeds/parts")


async def test_a_kill_between_the_parts_of_a_digest_loses_none_and_repeats_none(site: NewsSite, tmp_path: Path) -> None:
    method = "editMessageText"
    slot = (datetime.now(UTC) - timedelta(minutes=10)).replace(second=0, microsecond=0)
    async with BotApiServer() as server:
        kim = server.person("Kim", "en", started=True)
        async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}", lambda: slot - timedelta(hours=1)) as store:
            wanted = Preferences("en", stories=len(HEADLINES))
            await store.subscriptions.put(kim.id, wanted, Schedule(slot.time(), "UTC"))
            await store.subscriptions.add_feed(kim.id, await store.feeds.add(FeedState(serve_stories(site))))
        server.faults.slow(0, method, chat_id=kim.id)  # meets the first part, so that the next fault meets the second
        held = server.faults.hold(method, chat_id=kim.id)
        bot = BotProcess(server, tmp_path)
        await bot.start()
        await server.world.bell.until(lambda: held.met or None, LONG)
        await bot.kill()
        held.release()
        async with bot:
            last = await kim.wait_for(lambda m: f"{len(HEADLINES)}. " in m.text, LONG)
        shown = [message.text for message in kim.messages if message.text != "⏳ Your digest"]
        assert len(shown) > 1
        assert last.text == shown[-1]
        assert sum("Digest, " in text for text in shown) == 1
        for title in HEADLINES:
            assert sum(f". {title}\n" in text for text in shown) == 1, title
