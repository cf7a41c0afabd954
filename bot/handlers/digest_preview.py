"""The digest as it would come now: nothing of it counts as sent.

It may take a minute, so the chat does not wait for it; a restart in between makes it again, as it does for briefs.
"""

import logging

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.channel_keyboards import for_channel
from bot.delivery import Address
from bot.digest_keyboards import digest_keyboard
from bot.errors import Unreachable
from bot.handlers.digest_screens import may_change
from bot.handlers.turn import LATER, Turn
from bot.rendering.digest import preview_coming, preview_head
from bot.rendering.digest_issue import Issue, IssuePart, render_issue
from bot.rendering.digest_setup import source_needed
from bot.rendering.refusals import error_text, refusal
from bot.runtime import Runtime
from bot.store.digests_subscriptions import Subscription
from summarizer.article import Language
from summarizer.errors import SvodkaError

_log = logging.getLogger(__name__)
_under_way: set[int] = set()
"""Chats whose preview is being made: another tap does not make a second one."""


async def on_preview(turn: Turn, subscription: Subscription) -> bool | None:
    """Begin to make a preview; returns LATER, as it is sent later."""
    language, request, chat_id = turn.who.language, turn.request, turn.address.chat_id
    if not await may_change(turn):
        return None
    if not subscription.feeds:
        await turn.refuse(source_needed(language))
        return None
    if chat_id in _under_way or request is None:
        await turn.refuse(refusal("already_working", language))
        return None
    _under_way.add(chat_id)
    await turn.toast()
    turn.runtime.in_background(_make(turn.runtime, turn.here, chat_id, language, request.id), "preview of a digest")
    return LATER


async def _make(runtime: Runtime, to: Address, chat_id: int, language: Language, request_id: str) -> None:
    try:
        message_id = await runtime.delivery.send(to, preview_coming(language))
        try:
            await _send(runtime, to, chat_id, message_id, language)
        except SvodkaError as error:
            if isinstance(error, Unreachable):
                raise
            _log.warning("preview failed", extra={"code": error.code})
            await runtime.delivery.edit(to.chat_id, message_id, error_text(error, language))
        await runtime.store.requests.mark_done(request_id)
    except (TelegramError, Unreachable) as error:
        _log.info("preview not sent", extra={"reason": str(error)})
        await runtime.store.requests.abandon(request_id, "refused")
    finally:
        _under_way.discard(chat_id)


async def _send(runtime: Runtime, to: Address, chat_id: int, message_id: int, language: Language) -> None:
    await runtime.digests.keeper.refresh()
    subscription = await runtime.store.subscriptions.get(chat_id)
    if subscription is None:
        await runtime.delivery.edit(to.chat_id, message_id, refusal("stale_button", language))
        return
    issue = (await runtime.digests.issuer.issue(subscription, runtime.now())).issue
    await runtime.delivery.edit(to.chat_id, message_id, preview_head(language))
    for part in render_issue(issue):
        await runtime.delivery.send(to, part.text, _buttons(issue, part, to.chat_id, chat_id))


def _buttons(issue: Issue, part: IssuePart, shown_in: int, chat_id: int) -> InlineKeyboardMarkup | None:
    """Return the buttons of a digest; the calendar of one that is shown elsewhere, a channel's, says whose it is."""
    briefs, ahead = issue.briefs(part), part.is_last and bool(issue.ahead)
    if shown_in == chat_id:
        return digest_keyboard(briefs, issue.language, calendar=ahead)
    calendar = for_channel(digest_keyboard((), issue.language, calendar=ahead), chat_id)
    found = [keyboard for keyboard in (digest_keyboard(briefs, issue.language), calendar) if keyboard is not None]
    return InlineKeyboardMarkup([row for keyboard in found for row in keyboard.inline_keyboard]) if found else None
