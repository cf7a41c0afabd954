"""/digest, /subscribe, /unsubscribe, their buttons, and lists of feeds as files; in groups for admins alone."""

import asyncio
import re
from dataclasses import replace
from datetime import time

from bot.asked import links_of
from bot.callbacks import DigestAction, from_base62
from bot.digest.desk import MAX_FEEDS, Habits
from bot.digest.opml import ListedFeed, read_opml, write_opml
from bot.digest.schedule import Schedule
from bot.digest_keyboards import STORY_COUNTS, feeds_keyboard, subscription_keyboard
from bot.errors import MethodUnavailable
from bot.handlers.messages import note_presence
from bot.handlers.turn import Turn
from bot.ids import brief_of_number
from bot.later_parts import show_later_parts
from bot.rendering import digest as words
from bot.rendering.conversation import calendar_caption
from bot.rendering.refusals import error_text, refusal
from bot.showing import shown
from bot.store.digests_feeds import url_digest
from bot.store.digests_subscriptions import Subscription
from summarizer.article import LANGUAGES
from summarizer.errors import TooLarge

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)", re.ASCII)
LIST_NAME = "svodka-feeds.opml"
MAX_LIST_BYTES = 2_000_000
"""Of a list of feeds: readers' exports of some hundred feeds have under 200 kB."""
_MAX_DAYS = 2**7 - 1


async def on_subscribe(turn: Turn) -> None:
    """/subscribe: add the feed at an address, or the one that the site there offers."""
    language = turn.who.language
    url = _address(turn)
    if url is None:
        await turn.reply(words.how_to_subscribe(language))
        return
    if not await _may(turn):
        return
    desk, chat_id = turn.runtime.digests.desk, turn.address.chat_id
    feed_id, state = await desk.find(url)
    await note_presence(turn)
    if not await desk.subscribe(chat_id, feed_id, _habits(turn)):
        await turn.reply(words.too_many_feeds(MAX_FEEDS, language))
        return
    await turn.reply(words.subscribed(state.title or state.url, language))
    await _show(turn, await turn.runtime.store.subscriptions.get(chat_id))


async def on_unsubscribe(turn: Turn) -> None:
    """/unsubscribe: remove the feed of an address, or offer all of them to be removed."""
    language, chat_id, url = turn.who.language, turn.address.chat_id, _address(turn)
    subscription = await turn.runtime.store.subscriptions.get(chat_id)
    if subscription is None:
        await turn.reply(words.no_subscription(language))
        return
    if not await _may(turn):
        return
    if url is None:
        await _show_feeds(turn, subscription)
        return
    feeds = await turn.runtime.digests.desk.feeds(subscription)
    wanted = next((found for found in feeds if url_digest(found[1].url) == url_digest(url)), None)
    if wanted is None:
        await turn.reply(words.not_subscribed(language))
        return
    await turn.runtime.digests.desk.remove(chat_id, wanted[0])
    await turn.reply(words.unsubscribed(wanted[1].title or url, language))


async def on_digest(turn: Turn) -> None:
    """/digest: show the subscription; with a time of day, set that."""
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if subscription is None:
        await turn.reply(words.no_subscription(turn.who.language))
        return
    if turn.arguments:
        at = _time_of_day(turn.arguments[0])
        if at is None:
            await turn.reply(words.bad_time(turn.who.language))
            return
        if not await _may(turn):
            return
        subscription = await turn.runtime.digests.desk.change(
            subscription, schedule=_schedule(turn, subscription, at=at)
        )
    elif turn.is_private and subscription.schedule.zone != turn.who.preferences.zone:
        subscription = await turn.runtime.digests.desk.change(subscription, schedule=_schedule(turn, subscription))
    await _show(turn, subscription)


async def on_digest_action(turn: Turn, action: DigestAction) -> None:
    """Deal with a button of the subscription or of a digest."""
    language, chat_id = turn.who.language, turn.address.chat_id
    if action.step == "brief":
        await _send_brief(turn, action.value)
        return
    subscription = await turn.runtime.store.subscriptions.get(chat_id)
    if subscription is None:
        await turn.refuse(words.no_subscription(language))
        return
    if action.step == "calendar":
        await _send_calendar(turn, subscription)
    elif await _may(turn):
        await _act(turn, subscription, action)


async def _act(turn: Turn, subscription: Subscription, action: DigestAction) -> None:
    language, chat_id = turn.who.language, turn.address.chat_id
    match action.step:
        case "show":
            await turn.toast()
            await _show(turn, subscription)
        case "feeds":
            await turn.toast()
            await _show_feeds(turn, subscription)
        case "leave":
            await turn.runtime.store.subscriptions.remove(chat_id)
            await turn.toast()
            await turn.change(words.digest_ended(language))
        case "export":
            await _export(turn, subscription)
        case "now":
            await turn.toast(words.digest_under_way(language))
            occasion = turn.request.id if turn.request is not None else str(turn.update.update_id)
            await turn.runtime.digests.deliveries.begin_now(chat_id, occasion)
        case "drop":
            await _drop(turn, action.value)
        case _:
            await _change(turn, subscription, action)


async def _change(turn: Turn, subscription: Subscription, action: DigestAction) -> None:
    """Set a value if it is one, and show how the digest is wanted now."""
    desk, value, wanted = turn.runtime.digests.desk, action.value, subscription.wanted
    match action.step:
        case "at" if (at := _time_of_day(value)) is not None:
            changed = await desk.change(subscription, schedule=_schedule(turn, subscription, at=at))
        case "days" if value.isdecimal() and 0 < int(value) <= _MAX_DAYS:
            days = frozenset(day for day in range(7) if int(value) >> day & 1)
            changed = await desk.change(subscription, schedule=_schedule(turn, subscription, days=days))
        case "language" if (spoken := next((code for code in LANGUAGES if code == value), None)) is not None:
            changed = await desk.change(subscription, replace(wanted, language=spoken))
        case "stories" if value in map(str, STORY_COUNTS):
            changed = await desk.change(subscription, replace(wanted, stories=int(value)))
        case "active" if value in ("0", "1"):
            changed = await desk.change(replace(subscription, active=value == "1"))
        case _:
            await turn.refuse(refusal("stale_button", turn.who.language))
            return
    await turn.toast()
    await _show(turn, changed)


async def _send_brief(turn: Turn, value: str) -> None:
    """Send the full brief of a story, below the digest."""
    number, runtime, language = from_base62(value), turn.runtime, turn.who.language
    brief_id = brief_of_number(number) if number is not None else None
    cached = await runtime.briefing.get(brief_id) if brief_id is not None else None
    if cached is None:
        await turn.refuse(refusal("stale_button", language))
        return
    await turn.toast()
    texts, keyboard = shown(cached, 0, False, language)
    message_id = await turn.reply(texts[0], keyboard)
    await show_later_parts(runtime.delivery, runtime.store, turn.address, message_id, texts[1:])


async def _send_calendar(turn: Turn, subscription: Subscription) -> None:
    """Send what is to come as a file."""
    language, runtime = turn.who.language, turn.runtime
    calendar = await runtime.digests.issuer.calendar(subscription, runtime.now())
    if calendar is None:
        await turn.refuse(refusal("stale_button", language))
        return
    await _send_file(turn, calendar.content, calendar.name, calendar_caption(calendar.entries, 0, language))


async def on_list(turn: Turn) -> None:
    """A list of feeds (.opml): add them."""
    document = turn.message.document if turn.message is not None else None
    if document is None or not await _may(turn):
        return
    if (document.file_size or 0) > MAX_LIST_BYTES:
        raise TooLarge("list of feeds", source=document.file_name or "", megabytes=MAX_LIST_BYTES // 1_000_000)
    runtime, chat_id = turn.runtime, turn.address.chat_id
    content = await runtime.delivery.fetch_file(document.file_id)
    listed = await asyncio.to_thread(read_opml, content, document.file_name or "")
    await note_presence(turn)
    if not listed:
        await turn.reply(words.feeds_imported(0, 0, turn.who.language))
        return
    added, left_out = await runtime.digests.desk.subscribe_to_list(chat_id, listed, _habits(turn))
    runtime.in_background(runtime.digests.keeper.refresh(), "feeds of a list")
    await turn.reply(words.feeds_imported(added, left_out, turn.who.language))
    await _show(turn, await runtime.store.subscriptions.get(chat_id))


async def _export(turn: Turn, subscription: Subscription) -> None:
    """Send the feeds of the digest as a list."""
    language, runtime = turn.who.language, turn.runtime
    feeds = [ListedFeed(state.url, state.title) for _, state in await runtime.digests.desk.feeds(subscription)]
    content = await asyncio.to_thread(write_opml, feeds, words.list_title(language), runtime.now())
    await _send_file(turn, content, LIST_NAME, words.list_title(language))


async def _send_file(turn: Turn, content: bytes, name: str, caption: str) -> None:
    try:
        await turn.runtime.delivery.send_document(turn.address, content, name, caption)
        await turn.toast()
    except MethodUnavailable as error:
        await turn.refuse(error_text(error, turn.who.language))


async def _drop(turn: Turn, feed_id: str) -> None:
    remains = await turn.runtime.digests.desk.remove(turn.address.chat_id, feed_id)
    await turn.toast()
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if not remains or subscription is None:
        await turn.change(words.digest_ended(turn.who.language))
    else:
        await _show_feeds(turn, subscription)


async def _show(turn: Turn, subscription: Subscription | None) -> None:
    if subscription is None:
        return
    view, language = await _view(turn, subscription), turn.who.language
    text, keyboard = (
        words.subscription_summary(view, language, turn.runtime.now()),
        subscription_keyboard(view, language),
    )
    await (turn.change(text, keyboard) if turn.query is not None else turn.reply(text, keyboard))


async def _show_feeds(turn: Turn, subscription: Subscription) -> None:
    feeds, language = (await _view(turn, subscription)).feeds, turn.who.language
    text, keyboard = words.feeds_prompt(feeds, language), feeds_keyboard(feeds, language)
    await (turn.change(text, keyboard) if turn.query is not None else turn.reply(text, keyboard))


async def _view(turn: Turn, subscription: Subscription) -> words.SubscriptionView:
    feeds = await turn.runtime.digests.desk.feeds(subscription)
    schedule, wanted = subscription.schedule, subscription.wanted
    return words.SubscriptionView(
        at=schedule.at,
        zone=schedule.zone,
        days=schedule.days,
        language=wanted.language,
        stories=wanted.stories,
        active=subscription.active,
        next_slot=subscription.next_slot,
        feeds=tuple(
            words.FeedLine(feed_id, state.title or state.url, state.url, state.failures > 0) for feed_id, state in feeds
        ),
    )


async def _may(turn: Turn) -> bool:
    """Say whether the person may change the digest of this chat; if not, they are told."""
    if await turn.is_admin():
        return True
    await turn.refuse(refusal("admins_only", turn.who.language))
    return False


def _schedule(
    turn: Turn, subscription: Subscription, at: time | None = None, days: frozenset[int] | None = None
) -> Schedule:
    """Return a changed schedule; in private chats, in the zone of the person's settings."""
    schedule = subscription.schedule
    zone = turn.who.preferences.zone if turn.is_private else schedule.zone
    return Schedule(at or schedule.at, zone, days or schedule.days)


def _habits(turn: Turn) -> Habits:
    return Habits(turn.who.brief_language, turn.who.preferences.zone)


def _address(turn: Turn) -> str | None:
    links = links_of(turn.message) if turn.message is not None else []
    if links:
        return links[0]
    words_behind = turn.arguments
    if not words_behind or "." not in words_behind[0]:
        return None
    return words_behind[0] if "://" in words_behind[0] else f"https://{words_behind[0]}"


def _time_of_day(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    return time(int(match[1]), int(match[2])) if match else None
