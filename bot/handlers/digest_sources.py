"""The sources of a digest: by address, from the list of well-known feeds, from a file; removed, and given back."""

import asyncio

from bot.asked import links_of
from bot.digest.desk import MAX_FEEDS, Habits
from bot.digest.opml import ListedFeed, read_opml, write_opml
from bot.digest.presets import Preset, preset_of, presets
from bot.digest_setup_keyboards import PAGE
from bot.errors import MethodUnavailable
from bot.handlers.digest_screens import may_change, show
from bot.handlers.messages import note_presence
from bot.handlers.turn import Turn
from bot.rendering import digest as words
from bot.rendering import digest_setup
from bot.rendering.refusals import error_text
from bot.store.digests_feeds import url_digest
from bot.store.digests_subscriptions import Subscription
from summarizer.errors import SourceError, TooLarge

LIST_NAME = "svodka-feeds.opml"
MAX_LIST_BYTES = 2_000_000
"""Of a list of feeds: readers' exports of some hundred feeds have under 200 kB."""


def written_address(turn: Turn, text: str) -> str | None:
    """Return the address in a message: a link, or a word with a dot in it at the beginning of ``text``."""
    links = links_of(turn.message) if turn.message is not None else []
    if links:
        return links[0]
    first = next(iter(text.split()), "")
    if "." not in first.strip("."):
        return None
    return first if "://" in first else f"https://{first}"


async def add_source(turn: Turn, url: str) -> None:
    """Add the feed at an address, or the one that the site there offers.

    Raises:
        SourceError: it cannot be had, or there is none.
    """
    desk, chat_id, language = turn.runtime.digests.desk, turn.address.chat_id, turn.who.language
    feed_id, state = await desk.find(url)
    await note_presence(turn)
    if not await desk.subscribe(chat_id, feed_id, habits(turn)):
        await turn.reply(words.too_many_feeds(MAX_FEEDS, language))
        return
    await turn.reply(words.subscribed(state.title or state.url, language))
    await _show_sources(turn)


async def on_preset(turn: Turn, subscription: Subscription, preset_id: str) -> None:
    """Add a well-known feed if it answers, or remove it."""
    preset = preset_of(preset_id, turn.runtime.settings.presets)
    if preset is None:
        await turn.refuse(words.digest_stale(turn.who.language))
        return
    desk, chat_id = turn.runtime.digests.desk, turn.address.chat_id
    feeds = await desk.feeds(subscription)
    address = url_digest(desk.moved.get(preset.url, preset.url))
    present = next((feed_id for feed_id, state in feeds if url_digest(state.url) == address), None)
    if present is None:
        if not await _add_preset(turn, preset):
            return
    elif len(feeds) == 1 and not subscription.dialogue.setting_up:
        await turn.refuse(digest_setup.source_needed(turn.who.language))
        return
    else:
        await turn.toast()
        await desk.remove(chat_id, present)
    changed = await turn.runtime.store.subscriptions.get(chat_id) or subscription
    of_language = [one for one in presets(turn.runtime.settings.presets) if one.language == preset.language]
    await show(turn, changed, "presets", of_language.index(preset) // PAGE, preset.language)


async def _add_preset(turn: Turn, preset: Preset) -> bool:
    desk, language = turn.runtime.digests.desk, turn.who.language
    await turn.toast(digest_setup.preset_asked(preset.name, language))
    try:
        feed_id, state = await desk.find(preset.url)
    except SourceError as error:
        await turn.reply(digest_setup.preset_silent(preset.name, error.message(language), language))
        return False
    if state.url != preset.url:
        desk.moved[preset.url] = state.url
    await note_presence(turn)
    if not await desk.subscribe(turn.address.chat_id, feed_id, habits(turn)):
        await turn.reply(words.too_many_feeds(MAX_FEEDS, language))
        return False
    return True


async def on_list(turn: Turn) -> None:
    """A list of feeds (.opml): add them."""
    document = turn.message.document if turn.message is not None else None
    if document is None or not await may_change(turn):
        return
    if (document.file_size or 0) > MAX_LIST_BYTES:
        raise TooLarge("list of feeds", source=document.file_name or "", megabytes=MAX_LIST_BYTES // 1_000_000)
    runtime, chat_id = turn.runtime, turn.address.chat_id
    content = await runtime.delivery.fetch_file(document.file_id)
    try:
        listed = await asyncio.to_thread(read_opml, content, document.file_name or "")
    except SourceError:
        await turn.reply(words.no_list(turn.who.language))
        return
    await note_presence(turn)
    if not listed:
        await turn.reply(words.feeds_imported(0, 0, turn.who.language))
        return
    added, left_out = await runtime.digests.desk.subscribe_to_list(chat_id, listed, habits(turn))
    runtime.in_background(runtime.digests.keeper.refresh(), "feeds of a list")
    await turn.reply(words.feeds_imported(added, left_out, turn.who.language))
    await _show_sources(turn)


async def send_list(turn: Turn, subscription: Subscription) -> None:
    """Send the feeds of the digest as a list."""
    language, runtime = turn.who.language, turn.runtime
    feeds = [ListedFeed(state.url, state.title) for _, state in await runtime.digests.desk.feeds(subscription)]
    content = await asyncio.to_thread(write_opml, feeds, words.list_title(language), runtime.now())
    await send_file(turn, content, LIST_NAME, words.list_title(language))


async def send_file(turn: Turn, content: bytes, name: str, caption: str) -> None:
    """Send a file where the button was tapped; where the server takes none, say so."""
    try:
        await turn.runtime.delivery.send_document(turn.here, content, name, caption)
        await turn.toast()
    except MethodUnavailable as error:
        await turn.refuse(error_text(error, turn.who.language))


async def drop_source(turn: Turn, feed_id: str) -> None:
    """Remove a feed; with the last one the digest ends, but not its set-up."""
    remains = await turn.runtime.digests.desk.remove(turn.address.chat_id, feed_id)
    await turn.toast()
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if not remains or subscription is None:
        await turn.change(words.digest_ended(turn.who.language))
    else:
        await show(turn, subscription, "feeds" if subscription.feeds else "sources")


def habits(turn: Turn) -> Habits:
    """Return what a new digest takes over from the person."""
    return Habits(turn.who.brief_language, turn.who.preferences.zone)


async def _show_sources(turn: Turn) -> None:
    """Show where one goes on after a source was added: in the set-up its first screen, later the whole."""
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if subscription is not None:
        await show(turn, subscription, "sources" if subscription.dialogue.setting_up else "menu")
