"""Inline mode: ``@bot URL`` in any chat gives the cached brief, or an offer to prepare it.

Telegram tells the bot which result was chosen only if BotFather's /setinlinefeedback is on; until then, the message of
the offer stays as it is.
"""

import re

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.asked import Link
from bot.brief_view import with_points
from bot.handlers.turn import Turn
from bot.rendering.inline import InlineText, inline_brief, inline_hint, inline_prepare
from bot.rendering.refusals import error_text
from bot.rendering.spans import web_link
from bot.showing import shown
from summarizer.errors import SvodkaError

CACHE_SECONDS = 10
"""How long Telegram may show the same results: an offer should soon become the brief."""
_ADDRESS = re.compile(r"(?:https?://)?[^\s/]+\.[^\s/.]{2,}(?:[/?#]\S*)?", re.IGNORECASE)

BRIEF, PREPARE, HINT = "brief", "prepare", "hint"


async def on_inline_query(turn: Turn) -> None:
    """Offer what there is for the address that was typed."""
    query = turn.update.inline_query
    if query is None:
        return
    url = address_in(query.query)
    result = await _result(turn, url) if url else _article(HINT, inline_hint(turn.who.language), None)
    await turn.runtime.delivery.answer_inline(query.id, [result], CACHE_SECONDS)


async def on_inline_choice(turn: Turn) -> None:
    """Make the brief that was promised, and put it where the offer stands."""
    chosen = turn.update.chosen_inline_result
    url = address_in(chosen.query) if chosen else None
    if chosen is None or chosen.inline_message_id is None or url is None or chosen.result_id != PREPARE:
        return
    runtime, who = turn.runtime, turn.who
    try:
        ready = await runtime.briefing.brief(Link(url), who.brief_language, chosen.from_user.id)
    except SvodkaError as error:
        await runtime.delivery.edit_inline(chosen.inline_message_id, error_text(error, who.language), None)
        return
    cached = await runtime.briefing.get(ready.brief_id)
    if cached is not None:
        texts, keyboard = shown(cached, who.preferences.points, False, who.language)
        await runtime.delivery.edit_inline(chosen.inline_message_id, texts[0], keyboard)


def address_in(text: str) -> str | None:
    """Return the first web address in what was typed, or None."""
    found = _ADDRESS.search(text)
    if found is None:
        return None
    url = found.group() if "://" in found.group() else f"https://{found.group()}"
    return web_link(url)


async def _result(turn: Turn, url: str) -> InlineQueryResultArticle:
    who = turn.who
    cached = await turn.runtime.briefing.cached_page(url, who.brief_language)
    if cached is not None:
        _, keyboard = shown(cached, who.preferences.points, False, who.language)
        return _article(BRIEF, inline_brief(with_points(cached.brief, who.preferences.points)), keyboard)
    link = InlineKeyboardMarkup([[InlineKeyboardButton("🔗", url=url)]])  # only with a keyboard can it be edited later
    return _article(PREPARE, inline_prepare(url, who.language), link)


def _article(result_id: str, text: InlineText, keyboard: InlineKeyboardMarkup | None) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        text.message.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        result_id, text.title, content, description=text.description or None, reply_markup=keyboard
    )
