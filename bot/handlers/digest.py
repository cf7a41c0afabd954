"""/digest, /subscribe, /unsubscribe; in groups for admins alone."""

from bot.digest.schedule import Schedule
from bot.digest.times_of_day import time_of_day
from bot.handlers.digest_screens import may_change, show, subscription_or_offer
from bot.handlers.digest_sources import add_source, written_address
from bot.handlers.turn import Turn
from bot.rendering import digest as words
from bot.store.digests_feeds import url_digest


async def on_subscribe(turn: Turn) -> None:
    """/subscribe: add the feed at an address, or the one that the site there offers."""
    url = written_address(turn, " ".join(turn.arguments))
    if url is None:
        await turn.reply(words.how_to_subscribe(turn.who.language))
    elif await may_change(turn):
        await add_source(turn, url)


async def on_unsubscribe(turn: Turn) -> None:
    """/unsubscribe: remove the feed of an address, or offer all of them to be removed."""
    language, chat_id = turn.who.language, turn.address.chat_id
    url = written_address(turn, " ".join(turn.arguments))
    subscription = await subscription_or_offer(turn)
    if subscription is None or not await may_change(turn):
        return
    if url is None:
        await show(turn, subscription, "feeds")
        return
    feeds = await turn.runtime.digests.desk.feeds(subscription)
    wanted = next((found for found in feeds if url_digest(found[1].url) == url_digest(url)), None)
    if wanted is None:
        await turn.reply(words.not_subscribed(language))
        return
    remains = await turn.runtime.digests.desk.remove(chat_id, wanted[0])
    await turn.reply(words.unsubscribed(wanted[1].title or url, language))
    if not remains:
        await turn.reply(words.digest_ended(language))


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
            return
        if not await may_change(turn):
            return
        subscription = await desk.change(subscription, schedule=Schedule(at, zone, schedule.days))
    elif zone != schedule.zone:
        subscription = await desk.change(subscription, schedule=Schedule(schedule.at, zone, schedule.days))
    await show(turn, subscription)
