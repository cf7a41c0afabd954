"""What is written, not tapped, while a digest is set up or changed: an address, a time, a city or a place, topics.

In a private chat the next short message is the answer, in a group only one that answers the bot's question. What is no
answer is a message like any other. Where an address is asked for, the post of a channel may be forwarded instead.
"""

from telegram import Message

from bot.asked import asked_in, links_of
from bot.callbacks import DigestAction, DigestStep, parse_callback
from bot.digest.dialogue import ANSWERABLE, TYPED_SCREENS, Screen
from bot.digest.schedule import Schedule
from bot.digest.times_of_day import time_of_day
from bot.digest.understanding import topic_list
from bot.handlers import messages, settings_zone
from bot.handlers.digest_lists import take_list
from bot.handlers.digest_screens import may_change, show, show_after
from bot.handlers.digest_sources import add_channel, add_sources, forwarded_channel, written_addresses
from bot.handlers.digest_topics import add_written
from bot.handlers.digest_zone import on_place, on_written_place
from bot.handlers.turn import Turn
from bot.rendering.digest_setup import no_address, no_time
from bot.store.digests_subscriptions import Subscription

MAX_ANSWER_CHARACTERS = 600
"""Of an answer: ten topics or a long address; anything longer is an article."""
_FOR_SOURCES: frozenset[Screen] = frozenset({"sources", "link", "list"})
_CHOICES: dict[DigestStep, Screen] = {"at": "time", "zone": "zone"}
"""Steps of buttons by which a screen can be told."""


async def on_message(turn: Turn) -> bool | None:
    """Deal with a message that is no command: an answer to a question, or something to be read."""
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    since = subscription.dialogue.since if subscription is not None else None
    is_zone = await settings_zone.answered(turn, since, has_digest=subscription is not None)
    return None if is_zone or await _answered(turn, subscription) else await messages.on_message(turn)


async def _answered(turn: Turn, subscription: Subscription | None) -> bool:
    message = turn.message
    if message is None or subscription is None or not (turn.is_private or message.reply_to_message):
        return False
    screen = _screen_answered(turn, message, subscription)
    if screen is not None and screen in _FOR_SOURCES and await _sent_instead(turn, message, screen):
        return True
    if not _may_be_answer(message):
        return False
    if message.location is not None:
        return await _placed(turn, subscription, asked=screen == "zone")
    if screen in (None, "list") and _is_astray(turn, message, subscription):
        await show(turn, subscription)
        return True
    if screen is None or not _fits(message, screen, setting_up=subscription.dialogue.setting_up):
        return False
    if await may_change(turn):
        await _take(turn, subscription, screen, (message.text or "").strip())
    return True


async def _sent_instead(turn: Turn, message: Message, screen: Screen) -> bool:
    """Take what is sent instead of an address: the post of a channel, or a list of feeds; say whether it was one."""
    channel = forwarded_channel(message)
    if channel is None and (message.document is None or screen != "list"):
        return False
    if message.media_group_id is not None and not turn.runtime.present.is_news(("album", message.media_group_id)):
        return True  # another picture of a post that was taken already
    if not await may_change(turn):
        return True
    if channel is not None:
        await add_channel(turn, channel)
    elif message.document is not None:
        await take_list(turn, message.document)
    return True


def _may_be_answer(message: Message) -> bool:
    text = message.text or ""
    if message.forward_origin is not None or text.startswith("/"):
        return False
    return message.location is not None or 0 < len(text.strip()) <= MAX_ANSWER_CHARACTERS


def _screen_answered(turn: Turn, message: Message, subscription: Subscription) -> Screen | None:
    """Return the screen whose question a message answers, or None: the one that was replied to, else the last shown."""
    dialogue, replied = subscription.dialogue, message.reply_to_message
    if replied is not None and (shown := _screen_shown(turn, replied)) is not None:
        return shown  # of two admins who set up a digest each answers their own question
    if not dialogue.is_open(turn.runtime.now()):
        return None
    is_answer = turn.is_private or (replied is not None and replied.message_id == dialogue.message_id)
    return dialogue.screen if is_answer else None


def _screen_shown(turn: Turn, message: Message) -> Screen | None:
    """Return the screen that a message of the bot shows, if its choices tell."""
    if message.from_user is None or message.from_user.id != turn.runtime.bot_id or message.reply_markup is None:
        return None
    carried = [parse_callback(one.callback_data) for row in message.reply_markup.inline_keyboard for one in row]
    steps = {one.step for one in carried if isinstance(one, DigestAction)}
    return next((screen for step, screen in _CHOICES.items() if step in steps), None)


def _fits(message: Message, screen: Screen, *, setting_up: bool) -> bool:
    """Say whether a text can be an answer on the screen that is shown: links only where an address is wanted."""
    links = links_of(message)
    if screen == "list":
        return False
    if screen == "sources":
        return bool(links) or (setting_up and not asked_in(message))
    return screen == "link" or not links


def _is_astray(turn: Turn, message: Message, subscription: Subscription) -> bool:
    """Say whether a few words come where a set-up waits for a tap: “weekdays” is no article, and is asked anew."""
    dialogue, now = subscription.dialogue, turn.runtime.now()
    waits = dialogue.setting_up and dialogue.since is not None and now - dialogue.since < ANSWERABLE
    by_tap = dialogue.screen not in TYPED_SCREENS or dialogue.screen == "list"
    return waits and turn.is_private and by_tap and not asked_in(message)


async def _placed(turn: Turn, subscription: Subscription, *, asked: bool) -> bool:
    place = turn.message.location if turn.message is not None else None
    if place is None or not (asked or turn.is_private):
        return False
    if await may_change(turn):
        await on_place(turn, subscription, place.latitude, place.longitude, asked=asked)
    return True


async def _take(turn: Turn, subscription: Subscription, screen: Screen, text: str) -> None:
    where, language = topic_list(screen), turn.who.language
    if where is not None:
        await add_written(turn, subscription, where, text)
    elif screen == "zone":
        await on_written_place(turn, subscription, text)
    elif screen == "time":
        at = time_of_day(text)
        if at is None:
            await turn.reply(no_time(language))
            return
        schedule = Schedule(at, subscription.schedule.zone, subscription.schedule.days)
        await show_after(turn, await turn.runtime.digests.desk.change(subscription, schedule=schedule), "time")
    else:
        urls = written_addresses(turn.message, text)
        await (add_sources(turn, urls) if urls else turn.reply(no_address(language)))
