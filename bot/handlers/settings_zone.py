"""The time zone of /settings: a city that is written behind the command or as an answer, or a place that is sent.

Who was asked is held in memory: after a restart a city is an answer only as a reply to the question.
"""

import asyncio
from datetime import datetime

from telegram import InlineKeyboardMarkup, Message

from bot.asked import links_of
from bot.callbacks import ChangeSetting, parse_callback
from bot.digest.dialogue import ANSWERABLE
from bot.digest.schedule import Schedule
from bot.digest_setup_keyboards import MAX_PLACE_CHARACTERS, place_keyboard
from bot.handlers.turn import Turn
from bot.keyboards import settings_keyboard, settings_zones_keyboard
from bot.people import preferences_of
from bot.rendering.digest_setup import place_wanted, zone_choices, zone_offer
from bot.rendering.moments import zone_label
from bot.rendering.preferences import settings_summary
from bot.rendering.refusals import refusal
from bot.store import User
from bot.timezones import find_zones, zone_at

_asked: dict[int, datetime] = {}
"""When who was last asked for their city, in the private chat."""


def ask(turn: Turn) -> None:
    """Take what the person writes next for their city."""
    now = turn.runtime.now()
    for user_id in [user_id for user_id, since in _asked.items() if now - since >= ANSWERABLE]:
        del _asked[user_id]
    if turn.is_private and turn.user_id is not None:
        _asked[turn.user_id] = now


def ask_no_more(turn: Turn) -> None:
    """Take what the person writes next for what it is."""
    _asked.pop(turn.user_id or 0, None)


async def answered(turn: Turn, asked_by_digest: datetime | None, *, has_digest: bool) -> bool:
    """Deal with a message if it says where the person is; return whether it does.

    Args:
        turn: of the message.
        asked_by_digest: when the digest of the chat last asked for something, or None: whoever asked last is answered.
        has_digest: whether there is one, which takes a place that nobody asked for.
    """
    message = turn.message
    if message is None or message.forward_origin is not None:
        return False
    is_open = _is_open(turn, message, asked_by_digest)
    if message.location is not None:
        if not is_open and (has_digest or not turn.is_private):
            return False
        zone = await asyncio.to_thread(zone_at, message.location.latitude, message.location.longitude)
        await (set_and_show(turn, zone) if is_open else _offer(turn, zone))
        return True
    text = (message.text or "").strip()
    if not is_open or not 0 < len(text) <= MAX_PLACE_CHARACTERS or text.startswith("/") or links_of(message):
        return False
    await on_city(turn, text)
    return True


async def on_city(turn: Turn, text: str) -> None:
    """Set the zone of a city, or offer those that it can be."""
    language = turn.who.language
    found = await asyncio.to_thread(find_zones, text, language, turn.runtime.now())
    if len(found) == 1 and not found[0].guessed:
        await set_and_show(turn, found[0].zone)
        return
    keyboard = settings_zones_keyboard([(choice.label, choice.zone) for choice in found], language)
    await turn.reply(zone_choices(text, len(found), language, guessed=any(one.guessed for one in found)), keyboard)


async def ask_for_place(turn: Turn) -> None:
    """Give the person the button that sends where they are."""
    if not turn.is_private:
        await turn.refuse(refusal("stale_button", turn.who.language))
        return
    ask(turn)
    await turn.toast()
    await turn.runtime.delivery.send(turn.here, place_wanted(turn.who.language), place_keyboard(turn.who.language))


async def set_and_show(turn: Turn, zone: str) -> None:
    """Set the zone and show the settings as they are then."""
    if turn.user_id is None:
        return
    preferences, language = preferences_of(await set_own_zone(turn, turn.user_id, zone)), turn.who.language
    text = settings_summary(preferences, language, turn.runtime.now())
    await turn.reply(text, settings_keyboard(preferences, language))


async def set_own_zone(turn: Turn, user_id: int, zone: str) -> User:
    """Set somebody's time zone, and that of the digest in their private chat, which is the same."""
    ask_no_more(turn)
    store = turn.runtime.store
    subscription = await store.subscriptions.get(user_id)
    if subscription is not None and subscription.schedule.zone != zone:
        schedule = Schedule(subscription.schedule.at, zone, subscription.schedule.days)
        await turn.runtime.digests.desk.change(subscription, schedule=schedule)
    return await store.users.set_time_zone(user_id, zone)


async def _offer(turn: Turn, zone: str) -> None:
    language, now = turn.who.language, turn.runtime.now()
    keyboard = settings_zones_keyboard([(zone_label(zone, language, now), zone)], language)
    await turn.reply(zone_offer(zone, language, now), keyboard)


def _is_open(turn: Turn, message: Message, asked_by_digest: datetime | None) -> bool:
    if message.reply_to_message is not None and _asks_for_zone(message.reply_to_message.reply_markup):
        return True
    since = _asked.get(turn.user_id or 0) if turn.is_private else None
    if since is None or turn.runtime.now() - since >= ANSWERABLE:
        return False
    return asked_by_digest is None or since > asked_by_digest


def _asks_for_zone(markup: InlineKeyboardMarkup | None) -> bool:
    carried = [parse_callback(one.callback_data) for row in (markup.inline_keyboard if markup else ()) for one in row]
    return any(isinstance(one, ChangeSetting) and one.key == "zone" for one in carried)
