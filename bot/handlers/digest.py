"""/digest, /subscribe, /unsubscribe; in groups for admins alone."""

from telegram import Message

from bot.asked import links_of, text_of
from bot.digest.schedule import Schedule
from bot.digest.times_of_day import time_of_day
from bot.handlers.digest_screens import may_change, show, subscription_or_offer
from bot.handlers.digest_sources import (
    add_channel,
    add_sources,
    forwarded_channel,
    removed,
    sources_called,
    written_addresses,
)
from bot.handlers.turn import Turn
from bot.rendering import digest as words


async def on_subscribe(turn: Turn) -> None:
    """/subscribe: add the feeds at addresses, or those that the sites there offer; or what the answered message has."""
    replied = turn.message.reply_to_message if turn.message is not None else None
    urls = written_addresses(turn.message, " ".join(turn.arguments))
    channel = (forwarded_channel(replied) or forwarded_channel(turn.message)) if not urls else None
    if not urls and channel is None and replied is not None:
        urls = _addresses_of(replied)
    if not urls and channel is None:
        await turn.reply(words.how_to_subscribe(turn.who.language))
    elif await may_change(turn):
        await (add_channel(turn, channel) if channel is not None else add_sources(turn, urls))


def _addresses_of(replied: Message) -> list[str]:
    return links_of(replied)[:1] or written_addresses(None, text_of(replied))


async def on_unsubscribe(turn: Turn) -> None:
    """/unsubscribe: remove the feed of an address or a name, or offer all of them to be removed."""
    language = turn.who.language
    name = " ".join(turn.arguments)
    subscription = await subscription_or_offer(turn)
    if subscription is None or not await may_change(turn):
        return
    found = await sources_called(turn, subscription, name) if name else []
    if len(found) != 1:
        if name and not found:
            await turn.reply(words.not_subscribed(language))
        await show(turn, subscription, "feeds" if subscription.feeds else "sources")
        return
    [(feed_id, state)] = found
    if await removed(turn, subscription, feed_id) is not None:
        await turn.reply(words.unsubscribed(state.title or state.url, language))


async def on_digest(turn: Turn) -> None:
    """/digest: show the subscription, or go on with its set-up; with a time of day, set that."""
    subscription = await subscription_or_offer(turn)
    if subscription is None:
        return
    schedule, desk = subscription.schedule, turn.runtime.digests.desk
    zone = turn.who.preferences.zone if turn.is_private else schedule.zone
    if turn.arguments:
        at = time_of_day(" ".join(turn.arguments))
        if at is None:
            await turn.reply(words.bad_time(turn.who.language))
            await show(turn, subscription)
            return
        if not await may_change(turn):
            return
        subscription = await desk.change(subscription, schedule=Schedule(at, zone, schedule.days))
    elif zone != schedule.zone:
        subscription = await desk.change(subscription, schedule=Schedule(schedule.at, zone, schedule.days))
    await show(turn, subscription)
