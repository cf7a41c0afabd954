"""What is written, not tapped, while a digest is set up or changed: an address, a time, a city or a place, topics.

In a private chat the next short message is the answer, in a group only one that answers the bot's question. What is no
answer is a message like any other.
"""

from telegram import Message

from bot.asked import asked_in, links_of
from bot.digest.dialogue import ANSWERABLE, TYPED_SCREENS
from bot.digest.schedule import Schedule
from bot.digest.times_of_day import time_of_day
from bot.digest.understanding import topic_list
from bot.handlers import messages
from bot.handlers.digest_screens import may_change, show, show_after
from bot.handlers.digest_sources import add_source, written_address
from bot.handlers.digest_topics import add_written
from bot.handlers.digest_zone import on_place, on_written_place
from bot.handlers.turn import Turn
from bot.rendering.digest_setup import no_address, no_time
from bot.store.digests_subscriptions import Subscription

MAX_ANSWER_CHARACTERS = 600
"""Of an answer: ten topics or a long address; anything longer is an article."""


async def on_message(turn: Turn) -> bool | None:
    """Deal with a message that is no command: an answer to a question of the digest, or something to be read."""
    return None if await _answered(turn) else await messages.on_message(turn)


async def _answered(turn: Turn) -> bool:
    message = turn.message
    if message is None or not _may_be_answer(message) or not (turn.is_private or message.reply_to_message):
        return False
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if subscription is None:
        return False
    is_open = _is_open(turn, message, subscription)
    if message.location is not None:
        return await _placed(turn, subscription, asked=is_open and subscription.dialogue.screen == "zone")
    if not is_open and _is_astray(turn, message, subscription):
        await show(turn, subscription)
        return True
    if not is_open or not _fits(message, subscription):
        return False
    if await may_change(turn):
        await _take(turn, subscription, (message.text or "").strip())
    return True


def _may_be_answer(message: Message) -> bool:
    text = message.text or ""
    if message.forward_origin is not None or text.startswith("/"):
        return False
    return message.location is not None or 0 < len(text.strip()) <= MAX_ANSWER_CHARACTERS


def _is_open(turn: Turn, message: Message, subscription: Subscription) -> bool:
    dialogue, replied = subscription.dialogue, message.reply_to_message
    if not dialogue.is_open(turn.runtime.now()):
        return False
    return turn.is_private or (replied is not None and replied.message_id == dialogue.message_id)


def _fits(message: Message, subscription: Subscription) -> bool:
    """Say whether a text can be an answer on the screen that is shown: links only where an address is wanted."""
    screen, links = subscription.dialogue.screen, links_of(message)
    if screen == "sources":
        return bool(links) or (subscription.dialogue.setting_up and not asked_in(message))
    return screen == "link" or not links


def _is_astray(turn: Turn, message: Message, subscription: Subscription) -> bool:
    """Say whether a few words come where a set-up waits for a tap: “weekdays” is no article, and is asked anew."""
    dialogue, now = subscription.dialogue, turn.runtime.now()
    waits = dialogue.setting_up and dialogue.since is not None and now - dialogue.since < ANSWERABLE
    return waits and turn.is_private and dialogue.screen not in TYPED_SCREENS and not asked_in(message)


async def _placed(turn: Turn, subscription: Subscription, *, asked: bool) -> bool:
    place = turn.message.location if turn.message is not None else None
    if place is None or not (asked or turn.is_private):
        return False
    if await may_change(turn):
        await on_place(turn, subscription, place.latitude, place.longitude, asked=asked)
    return True


async def _take(turn: Turn, subscription: Subscription, text: str) -> None:
    screen, language = subscription.dialogue.screen, turn.who.language
    where = topic_list(screen)
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
        url = written_address(turn, text)
        await (add_source(turn, url) if url is not None else turn.reply(no_address(language)))
