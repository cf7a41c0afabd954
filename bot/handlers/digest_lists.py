"""The sources of a digest as a file: a list of feeds (OPML) taken over and given back."""

import asyncio

from telegram import Document

from bot.digest.desk import MAX_FEEDS
from bot.digest.opml import ListedFeed, read_opml, write_opml
from bot.errors import MethodUnavailable
from bot.handlers import messages
from bot.handlers.digest_screens import may_change
from bot.handlers.digest_sources import habits, show_sources
from bot.handlers.turn import Turn
from bot.rendering import digest as words
from bot.rendering.refusals import error_text
from bot.store.digests_subscriptions import Subscription
from summarizer.errors import SourceError, TooLarge

LIST_NAME = "svodka-feeds.opml"
MAX_LIST_BYTES = 2_000_000
"""Of a list of feeds: readers' exports of some hundred feeds have under 200 kB."""
_LIST_ENDING = ".opml"


async def on_list(turn: Turn) -> bool | None:
    """A file that is called as a list of feeds is: add them; one that only may be a list, and is none, is read."""
    document = turn.message.document if turn.message is not None else None
    if document is None:
        return None
    is_list = (document.file_name or "").lower().endswith(_LIST_ENDING)
    listed = await _read(turn, document) if is_list or (document.file_size or 0) <= MAX_LIST_BYTES else None
    if listed is not None:
        await _take(turn, listed)
    elif is_list:
        await turn.reply(words.no_list(turn.who.language))
    else:
        return await messages.on_message(turn)
    return None


async def take_list(turn: Turn, document: Document) -> None:
    """Add the feeds of a file that was sent where a list was asked for, whatever it is called."""
    listed = await _read(turn, document)
    await (_take(turn, listed) if listed is not None else turn.reply(words.no_list(turn.who.language)))


async def _read(turn: Turn, document: Document) -> tuple[ListedFeed, ...] | None:
    """Return the feeds of a file, or None if it is no list.

    Raises:
        TooLarge: no list is so large.
        FileUnavailable: it cannot be had.
    """
    if (document.file_size or 0) > MAX_LIST_BYTES:
        raise TooLarge("list of feeds", source=document.file_name or "", megabytes=MAX_LIST_BYTES // 1_000_000)
    content = await turn.runtime.delivery.fetch_file(document.file_id)
    try:
        return await asyncio.to_thread(read_opml, content, document.file_name or "")
    except SourceError:
        return None


async def _take(turn: Turn, listed: tuple[ListedFeed, ...]) -> None:
    if not await may_change(turn):
        return
    runtime, language = turn.runtime, turn.who.language
    await messages.note_presence(turn)
    if not listed:
        await turn.reply(words.empty_list(language))
        return
    found = await runtime.digests.desk.subscribe_to_list(turn.address.chat_id, listed, habits(turn))
    runtime.in_background(runtime.digests.keeper.refresh(), "feeds of a list")
    await turn.reply(words.feeds_imported(found.added, found.present, found.left_out, MAX_FEEDS, language))
    await show_sources(turn)


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
