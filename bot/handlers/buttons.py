"""Every tap: what the button carries is checked, then dealt with by the conversation that it belongs to."""

from bot.brief_view import with_points
from bot.calendar import make_calendar
from bot.callbacks import (
    Answer,
    ChangeSetting,
    DigestAction,
    GroupLinks,
    ReadLink,
    SendCalendar,
    ShowBrief,
    ShowExample,
    TranslateText,
    parse_callback,
)
from bot.errors import MethodUnavailable
from bot.handlers.about import on_forget_answer
from bot.handlers.digest_taps import on_digest_action
from bot.handlers.groups import on_links_switch
from bot.handlers.owner import on_broadcast_answer
from bot.handlers.settings import on_change
from bot.handlers.translate import on_translate_button
from bot.handlers.turn import LATER, Turn
from bot.ids import brief_of_number, request_of_number
from bot.later_parts import show_later_parts
from bot.rendering.conversation import calendar_caption
from bot.rendering.refusals import error_text, refusal
from bot.showing import shown
from bot.store import CachedBrief
from summarizer.article import Language


async def on_tap(turn: Turn) -> bool | None:
    """Deal with a tap."""
    match parse_callback(turn.query.data if turn.query else None):
        case ShowBrief() as wanted:
            await _show_brief(turn, wanted)
        case SendCalendar() as wanted:
            await _send_calendar(turn, wanted)
        case ReadLink() as wanted:
            return await _read_link(turn, wanted)
        case ShowExample():
            return await _begin(turn)
        case TranslateText() as wanted:
            await on_translate_button(turn, wanted)
        case ChangeSetting() as change:
            await on_change(turn, change)
        case GroupLinks() as switch:
            await on_links_switch(turn, switch.on)
        case DigestAction() as action:
            return await on_digest_action(turn, action)
        case Answer() as answer:
            await _answered(turn, answer)
        case _:
            await turn.refuse(refusal("stale_button", turn.who.language))
    return None


async def _answered(turn: Turn, answer: Answer) -> None:
    if answer.question == "forget":
        await on_forget_answer(turn, answer.yes)
    else:
        await on_broadcast_answer(turn, answer.subject, answer.yes)


async def _cached(turn: Turn, number: int, language: Language) -> CachedBrief | None:
    brief_id = brief_of_number(number)
    cached = await turn.runtime.briefing.get(brief_id) if brief_id else None
    return await turn.runtime.briefing.in_language(cached, language) if cached is not None else None


async def _show_brief(turn: Turn, wanted: ShowBrief) -> None:
    cached = await _cached(turn, wanted.brief_id, wanted.language)
    if cached is None:
        await turn.refuse(refusal("stale_button", turn.who.language))
        return
    await turn.toast()
    cached = await turn.runtime.translating.in_its_language(cached)
    texts, keyboard = shown(cached, wanted.points, wanted.evidence, turn.who.language)
    message_id = await turn.change(texts[0], keyboard)
    if message_id is not None:  # else the bot is not in that chat, so what does not fit cannot follow
        await show_later_parts(turn.runtime.delivery, turn.runtime.store, turn.address, message_id, texts[1:])


async def _send_calendar(turn: Turn, wanted: SendCalendar) -> None:
    language = turn.who.language
    cached = await _cached(turn, wanted.brief_id, wanted.language)
    if cached is None:
        await turn.refuse(refusal("stale_button", language))
        return
    calendar = make_calendar(with_points(cached.brief, None), turn.runtime.now())
    if calendar is None:
        await turn.refuse(refusal("no_dated_events", language))
        return
    try:
        caption = calendar_caption(calendar.entries, calendar.left_out, language)
        await turn.runtime.delivery.send_document(turn.address, calendar.content, calendar.name, caption)
        await turn.toast()
    except MethodUnavailable as error:
        await turn.refuse(error_text(error, language))


async def _read_link(turn: Turn, wanted: ReadLink) -> bool | None:
    original = await turn.runtime.store.requests.get(request_of_number(wanted.request_id))
    if original is None or turn.chat is None or original.chat_id != turn.chat.id:
        await turn.refuse(refusal("stale_button", turn.who.language))
        return None
    return await _begin(turn)


async def _begin(turn: Turn) -> bool | None:
    if turn.request is None:
        return None
    await turn.toast()
    await turn.runtime.begin(turn.request)
    return LATER
