"""The buttons of a digest: what each carries is checked here, since it may be forged or from days ago."""

from dataclasses import replace

from bot.callbacks import DigestAction, from_base62
from bot.digest.dialogue import NO_DIALOGUE, Screen
from bot.digest.schedule import Schedule
from bot.digest.times_of_day import time_of_day
from bot.digest_setup_keyboards import STORY_COUNTS, offer_keyboard
from bot.handlers.digest_lists import send_file, send_list
from bot.handlers.digest_preview import on_preview
from bot.handlers.digest_screens import may_change, show, show_after, show_named, subscription_or_offer, view_of
from bot.handlers.digest_sources import drop_source, habits, on_offered, on_preset
from bot.handlers.digest_topics import on_untopic
from bot.handlers.digest_zone import ask_for_place, on_zone
from bot.handlers.messages import note_presence
from bot.handlers.turn import Turn
from bot.ids import brief_of_number
from bot.later_parts import show_later_parts
from bot.rendering import digest as words
from bot.rendering import digest_setup
from bot.rendering.conversation import calendar_caption
from bot.rendering.refusals import refusal
from bot.showing import shown
from bot.store.digests_subscriptions import Subscription
from summarizer.article import LANGUAGES

_MAX_DAYS = 2**7 - 1


async def on_digest_action(turn: Turn, action: DigestAction) -> bool | None:
    """Deal with a button of the subscription or of a digest."""
    if action.step == "brief":
        await _send_brief(turn, action.value)
    elif action.step == "setup":
        await _begin(turn)
    elif action.step == "add":
        if await may_change(turn):
            await on_offered(turn, action.value)
    elif (subscription := await subscription_or_offer(turn)) is not None:
        if action.step == "calendar":
            await _send_calendar(turn, subscription)
        elif action.step == "preview":
            return await on_preview(turn, subscription)
        elif await may_change(turn):
            await _act(turn, subscription, action)
    return None


async def _begin(turn: Turn) -> None:
    """Begin the set-up, or show what there is."""
    if await may_change(turn):
        await turn.toast()
        await note_presence(turn)
        await show(turn, await turn.runtime.digests.desk.begin(turn.address.chat_id, habits(turn)))


async def _act(turn: Turn, subscription: Subscription, action: DigestAction) -> None:
    match action.step:
        case "show":
            await turn.toast()
            await show(turn, subscription)
        case "feeds":
            await turn.toast()
            await show(turn, subscription, "feeds")
        case "go":
            await _go(turn, subscription, action.value)
        case "cancel" | "leave":
            await _leave(turn, subscription, cancelled=action.step == "cancel")
        case "finish":
            await _finish(turn, subscription)
        case "now":
            await _send_now(turn, subscription)
        case _:
            await _change_content(turn, subscription, action)


async def _change_content(turn: Turn, subscription: Subscription, action: DigestAction) -> None:
    match action.step:
        case "export":
            await send_list(turn, subscription)
        case "drop":
            await drop_source(turn, subscription, action.value)
        case "preset":
            await on_preset(turn, subscription, action.value)
        case "untopic":
            await on_untopic(turn, subscription, action.value)
        case "zone":
            await on_zone(turn, subscription, action.value)
        case "place":
            await ask_for_place(turn, subscription)
        case _:
            await _set(turn, subscription, action)


async def _go(turn: Turn, subscription: Subscription, screen: str) -> None:
    """Show a screen; from the sources of a set-up one goes on with a source only."""
    dialogue = subscription.dialogue
    if dialogue.setting_up and screen == "time" and not subscription.feeds:
        await turn.refuse(digest_setup.source_needed(turn.who.language))
        return
    await turn.toast()
    if not await show_named(turn, subscription, screen):
        await show(turn, subscription)


async def _leave(turn: Turn, subscription: Subscription, *, cancelled: bool) -> None:
    """End the digest, or leave its set-up; a set-up that is over is not cancelled by a button that was left behind."""
    language = turn.who.language
    if cancelled and not subscription.dialogue.setting_up:
        await turn.refuse(words.digest_stale(language))
        return
    await turn.runtime.store.subscriptions.remove(turn.address.chat_id)
    await turn.toast()
    text = digest_setup.setup_cancelled(language) if cancelled else words.digest_ended(language)
    await turn.change(text, offer_keyboard(language))


async def _finish(turn: Turn, subscription: Subscription) -> None:
    language, now = turn.who.language, turn.runtime.now()
    if not subscription.dialogue.setting_up:
        await turn.refuse(words.digest_stale(language))
        return
    if not subscription.feeds:
        await turn.refuse(digest_setup.source_needed(language))
        return
    changed = await turn.runtime.digests.desk.change(subscription, active=True, dialogue=NO_DIALOGUE)
    await turn.toast(digest_setup.setup_finished(await view_of(turn, changed), language, now), alert=True)
    await show(turn, changed)


async def _send_now(turn: Turn, subscription: Subscription) -> None:
    language = turn.who.language
    if not subscription.feeds:
        await turn.refuse(digest_setup.source_needed(language))
        return
    await turn.toast(words.digest_under_way(language))
    occasion = turn.request.id if turn.request is not None else str(turn.update.update_id)
    await turn.runtime.digests.deliveries.begin_now(turn.address.chat_id, occasion)


async def _set(turn: Turn, subscription: Subscription, action: DigestAction) -> None:
    """Set a value if it is one, and show what comes after it."""
    desk, value, wanted, schedule = turn.runtime.digests.desk, action.value, subscription.wanted, subscription.schedule
    chosen: Screen = "menu"
    match action.step:
        case "at" if (at := time_of_day(value)) is not None:
            chosen = "time"
            changed = await desk.change(subscription, schedule=Schedule(at, schedule.zone, schedule.days))
        case "days" | "toggle" if value == "0":
            await turn.refuse(digest_setup.day_needed(turn.who.language))
            return
        case "days" | "toggle" if value.isdecimal() and int(value) <= _MAX_DAYS:
            chosen = "days"
            days = frozenset(day for day in range(7) if int(value) >> day & 1)
            changed = await desk.change(subscription, schedule=Schedule(schedule.at, schedule.zone, days))
        case "language" if (spoken := next((code for code in LANGUAGES if code == value), None)) is not None:
            chosen = "language"
            changed = await desk.change(subscription, wanted=replace(wanted, language=spoken))
        case "stories" if value in map(str, STORY_COUNTS):
            chosen = "stories"
            changed = await desk.change(subscription, wanted=replace(wanted, stories=int(value)))
        case "quiet" if value in ("0", "1"):
            changed = await desk.change(subscription, wanted=replace(wanted, quiet=value == "1"))
        case "active" if value in ("0", "1") and not subscription.dialogue.setting_up:
            changed = await desk.change(subscription, active=value == "1")
        case _:
            await turn.refuse(words.digest_stale(turn.who.language))
            return
    await turn.toast()
    if action.step == "toggle":
        await show(turn, changed, "days")
    elif chosen == "menu":
        await show(turn, changed)
    else:
        await show_after(turn, changed, chosen)


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
    await show_later_parts(runtime.delivery, runtime.store, turn.here, message_id, texts[1:])


async def _send_calendar(turn: Turn, subscription: Subscription) -> None:
    """Send what is to come as a file."""
    language, runtime = turn.who.language, turn.runtime
    calendar = await runtime.digests.issuer.calendar(subscription, runtime.now())
    if calendar is None:
        await turn.refuse(words.nothing_ahead(language))
        return
    await send_file(turn, calendar.content, calendar.name, calendar_caption(calendar.entries, 0, language))
