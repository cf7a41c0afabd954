"""The sources of a digest: by address, from the list of well-known feeds, from a file; removed, and given back."""

import asyncio

from telegram import Chat, Message, MessageOriginChannel, Update

from bot.asked import Link, asked_of, links_of
from bot.callbacks import from_base62
from bot.digest.addresses import MAX_AT_ONCE, address_key, address_of, addresses_in, channel_address, host_of
from bot.digest.desk import MAX_FEEDS, Habits
from bot.digest.dialogue import OF_SOURCES, Screen
from bot.digest.feed_state import FeedState
from bot.digest.presets import Preset, preset_of, presets
from bot.digest_setup_keyboards import PAGE
from bot.handlers.digest_screens import show
from bot.handlers.messages import note_presence
from bot.handlers.turn import Turn
from bot.ids import request_of_number
from bot.rendering import digest as words
from bot.rendering import digest_setup
from bot.rendering.digest_sources import Tried, checking, sources_tried
from bot.rendering.refusals import refusal
from bot.rendering.spans import MessageText
from bot.store.digests_subscriptions import Subscription
from summarizer.errors import ConnectionFailed, SourceError, SvodkaError
from summarizer.sources.telegram_address import telegram_link

_ASSUMED = "https://"


def written_addresses(message: Message | None, text: str) -> list[str]:
    """Return the addresses in a message: those that ``text`` consists of, else its links, else its first word.

    Args:
        message: as it was sent.
        text: of it what may be addresses.
    """
    found = addresses_in(text) or (links_of(message) if message is not None else [])
    if found:
        return found
    first = address_of(next(iter(text.split()), ""))
    return [first] if first else []


def forwarded_channel(message: Message | None) -> Chat | None:
    """Return the channel whose post a message forwards, or quotes from another chat."""
    if message is None:
        return None
    origin = message.forward_origin or (message.external_reply.origin if message.external_reply else None)
    return origin.chat if isinstance(origin, MessageOriginChannel) else None


async def add_channel(turn: Turn, channel: Chat) -> None:
    """Add a channel of Telegram as a source, if everybody can read it."""
    if channel.username:
        await add_sources(turn, [channel_address(channel.username)])
    else:
        await turn.reply(digest_setup.private_channel(channel.title or "", turn.who.language))


async def add_sources(turn: Turn, urls: list[str]) -> None:
    """Add the feeds at some addresses, or those that the sites there offer, and say what came of each."""
    language = turn.who.language
    asked = urls[:MAX_AT_ONCE]
    message_id = await _placeholder(turn, checking(asked, language))
    tried = await asyncio.gather(*(_tried(turn, url) for url in asked))
    results = [await _subscribed(turn, one) for one in tried]
    text = sources_tried(results, len(urls) - len(asked), MAX_FEEDS, language)
    await turn.put(message_id, text)
    await note_presence(turn)
    if any(one.outcome in ("added", "present") for one in results):
        await show_sources(turn)


async def on_offered(turn: Turn, value: str) -> None:
    """Add what somebody sent to be read, and what is a source instead.

    Args:
        turn: of the tap.
        value: number of the request in base 62, ``-``, number of the link in it.
    """
    digits, _, position = value.partition("-")
    number = from_base62(digits)
    request = await turn.runtime.store.requests.get(request_of_number(number)) if number is not None else None
    links = []
    if request is not None and request.chat_id == turn.address.chat_id:
        update = Update.de_json(request.payload["update"], turn.update.get_bot())
        links = [asked for asked in asked_of(update.message) if isinstance(asked, Link)] if update.message else []
    if not position.isdecimal() or int(position) >= len(links):
        await turn.refuse(refusal("stale_button", turn.who.language))
        return
    await turn.toast()
    await add_sources(turn, [links[int(position)].url])


async def _placeholder(turn: Turn, text: MessageText) -> int:
    """Return the message that will be the answer; after a restart in between, the one that was sent before it."""
    request = turn.request
    if request is not None and request.placeholder_message_id is not None:
        return request.placeholder_message_id
    message_id = await turn.reply(text)
    if request is not None:
        await turn.runtime.store.requests.set_placeholders([(request.id, message_id)])
    return message_id


async def _tried(turn: Turn, url: str) -> Tried | tuple[str, str, FeedState]:
    try:
        return url, *await _found(turn, url)
    except SvodkaError as error:
        return Tried(url, "failed", error.message(turn.who.language))


async def _found(turn: Turn, url: str) -> tuple[str, FeedState]:
    """Find the feed at an address; where nobody wrote ``https://``, a site that has only http is asked by that."""
    desk, written = turn.runtime.digests.desk, turn.message.text or "" if turn.message is not None else ""
    try:
        return await desk.find(url)
    except ConnectionFailed:
        if not url.startswith(_ASSUMED) or url in written:
            raise
        return await desk.find("http://" + url.removeprefix(_ASSUMED))


async def _subscribed(turn: Turn, found: Tried | tuple[str, str, FeedState]) -> Tried:
    if isinstance(found, Tried):
        return found
    _, feed_id, state = found
    outcome = await turn.runtime.digests.desk.subscribe(turn.address.chat_id, feed_id, habits(turn))
    return Tried(state.title or state.url, outcome)


async def on_preset(turn: Turn, subscription: Subscription, preset_id: str) -> None:
    """Add a well-known feed if it answers, or remove it."""
    preset = preset_of(preset_id, turn.runtime.settings.presets)
    if preset is None:
        await turn.refuse(words.digest_stale(turn.who.language))
        return
    desk, chat_id = turn.runtime.digests.desk, turn.address.chat_id
    feeds = await desk.feeds(subscription)
    address = address_key(desk.moved.get(preset.url, preset.url))
    present = next((feed_id for feed_id, state in feeds if address_key(state.url) == address), None)
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
        feed_id, _ = await desk.find(preset.url)
    except SourceError as error:
        await turn.reply(digest_setup.preset_silent(preset.name, error.message(language), language))
        return False
    await note_presence(turn)
    if await desk.subscribe(turn.address.chat_id, feed_id, habits(turn)) == "full":
        await turn.reply(words.too_many_feeds(MAX_FEEDS, language))
        return False
    return True


async def drop_source(turn: Turn, subscription: Subscription, feed_id: str) -> None:
    """Remove a feed; before the last one, ask whether the digest is to end."""
    await turn.toast()
    changed = await removed(turn, subscription, feed_id)
    if changed is not None:
        await show(turn, changed, "feeds" if changed.feeds else "sources")


async def removed(turn: Turn, subscription: Subscription, feed_id: str) -> Subscription | None:
    """Remove a feed and return the digest as it is then; if it is the last, ask first, and return None."""
    if subscription.feeds == (feed_id,) and not subscription.dialogue.setting_up:
        await show(turn, subscription, "end")
        return None
    await turn.runtime.digests.desk.remove(turn.address.chat_id, feed_id)
    return await turn.runtime.store.subscriptions.get(turn.address.chat_id)


async def sources_called(turn: Turn, subscription: Subscription, name: str) -> list[tuple[str, FeedState]]:
    """Return the feeds of a digest that somebody means: by address, by site, or by words of the title."""
    feeds = await turn.runtime.digests.desk.feeds(subscription)
    addresses = written_addresses(turn.message, name)
    keys = {address_key(url) for url in addresses}
    hosts = {host_of(url) for url in addresses if telegram_link(url) is None}  # all channels share one
    wanted = " ".join(name.casefold().split())
    by_address = [pair for pair in feeds if address_key(pair[1].url) in keys]
    by_host = [pair for pair in feeds if host_of(pair[1].url) in hosts]
    by_title = [pair for pair in feeds if wanted and wanted in pair[1].title.casefold()]
    exact = [pair for pair in by_title if pair[1].title.casefold() == wanted]
    return by_address or exact or by_title or by_host


def habits(turn: Turn) -> Habits:
    """Return what a new digest takes over from the person."""
    return Habits(turn.who.brief_language, turn.who.preferences.zone)


async def show_sources(turn: Turn) -> None:
    """Show where one goes on after a source was added: in the set-up where that is, later the whole."""
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if subscription is not None:
        dialogue = subscription.dialogue
        screen: Screen = "sources" if dialogue.setting_up and dialogue.screen in OF_SOURCES else "menu"
        await show(turn, subscription, screen, below=True)
