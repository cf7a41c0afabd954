"""The time zone of a digest: from the name of a city, from a place that was sent, by a button or by its IANA name."""

import asyncio
from dataclasses import replace
from zoneinfo import available_timezones

from bot.digest.schedule import Schedule
from bot.digest_setup_keyboards import found_zones_keyboard, place_keyboard
from bot.handlers.digest_screens import show_after, view_of
from bot.handlers.settings_zone import set_own_zone
from bot.handlers.turn import Turn
from bot.rendering import digest as words
from bot.rendering.digest_setup import place_wanted, zone_choices, zone_offer
from bot.rendering.moments import zone_label
from bot.store.digests_subscriptions import Subscription
from bot.timezones import find_zones, zone_at


async def on_zone(turn: Turn, subscription: Subscription, zone: str) -> None:
    """Set the zone; in a private chat it is that of the person's settings, too."""
    if zone not in available_timezones():
        await turn.refuse(words.digest_stale(turn.who.language))
        return
    if turn.is_private and turn.user_id is not None:
        await set_own_zone(turn, turn.user_id, zone)
    schedule = Schedule(subscription.schedule.at, zone, subscription.schedule.days)
    changed = await turn.runtime.digests.desk.change(subscription, schedule=schedule)
    await turn.toast()
    await show_after(turn, changed, "zone")


async def ask_for_place(turn: Turn, subscription: Subscription) -> None:
    """Give the person the button that sends where they are."""
    language = turn.who.language
    if not turn.is_private:
        await turn.refuse(words.digest_stale(language))
        return
    asked = replace(subscription.dialogue, screen="zone", since=turn.runtime.now())
    await turn.runtime.digests.desk.change(subscription, dialogue=asked)
    await turn.toast()
    await turn.runtime.delivery.send(turn.here, place_wanted(language), place_keyboard(language))


async def on_written_place(turn: Turn, subscription: Subscription, text: str) -> None:
    """Set the zone of a city, or offer those that it can be."""
    language = turn.who.language
    found = await asyncio.to_thread(find_zones, text, language, turn.runtime.now())
    if len(found) == 1 and not found[0].guessed:
        await on_zone(turn, subscription, found[0].zone)
        return
    offered = [(choice.label, choice.zone) for choice in found]
    keyboard = found_zones_keyboard(offered, await view_of(turn, subscription), language)
    await turn.reply(zone_choices(text, len(found), language, guessed=any(one.guessed for one in found)), keyboard)


async def on_place(turn: Turn, subscription: Subscription, latitude: float, longitude: float, *, asked: bool) -> None:
    """Set the zone of a place on the map, or offer it if nobody has asked for a place.

    Args:
        turn: of whoever sent it.
        subscription: of the chat.
        latitude: degrees, north positive.
        longitude: degrees, east positive.
        asked: whether the time zone was asked for.
    """
    zone = await asyncio.to_thread(zone_at, latitude, longitude)
    if asked:
        await on_zone(turn, subscription, zone)
        return
    language, now = turn.who.language, turn.runtime.now()
    offered = [(zone_label(zone, language, now), zone)]
    keyboard = found_zones_keyboard(offered, await view_of(turn, subscription), language)
    await turn.reply(zone_offer(zone, language, now), keyboard)
