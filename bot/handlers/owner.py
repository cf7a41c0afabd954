"""The owner's tools: /stats, /ban, /unban, /allow, /disallow, /allowlist, /maintenance, /broadcast."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

from telegram.error import TelegramError

from bot.delivery import Address
from bot.errors import Unreachable
from bot.handlers.turn import Turn
from bot.ids import number_of_request, request_of_number
from bot.keyboards import confirmation_keyboard
from bot.rendering import owner as words
from bot.rendering.conversation import cancelled
from bot.rendering.preferences import setting_saved
from bot.rendering.refusals import refusal
from bot.rendering.spans import paragraph
from bot.rendering.splitting import single
from bot.runtime import Runtime
from summarizer.article import Language

DEFAULT_DAYS = 7
MAX_DAYS = 366
PROGRESS_EVERY = 100
"""Copies of a broadcast between two reports of its progress."""
_MILLISECONDS = 1000

Work = Callable[[Turn], Awaitable[None]]

_log = logging.getLogger(__name__)


def for_owners(work: Work) -> Work:
    """Return a handler that turns all but owners away."""

    async def guarded(turn: Turn) -> None:
        if turn.runtime.is_owner(turn.user_id):
            await work(turn)
        else:
            await turn.refuse(refusal("owner_only", turn.who.language))

    return guarded


@for_owners
async def on_stats(turn: Turn) -> None:
    """Show figures of the last days."""
    days = int(turn.arguments[0]) if turn.arguments and turn.arguments[0].isdecimal() else DEFAULT_DAYS
    days = min(max(days, 1), MAX_DAYS)
    found = await turn.runtime.store.statistics.since(turn.runtime.now() - timedelta(days=days))
    values = words.Stats(
        days=days,
        users=found.users,
        active_users=found.active_users,
        briefs=found.answered,
        cache_hits=found.cache_hits,
        latency_p50=_seconds(found.latency_p50_ms),
        latency_p95=_seconds(found.latency_p95_ms),
        failures=found.failures,
    )
    await turn.reply(words.stats(values, turn.who.language))


@for_owners
async def on_ban(turn: Turn) -> None:
    """Shut somebody out."""
    await _set_banned(turn, banned=True)


@for_owners
async def on_unban(turn: Turn) -> None:
    """Let somebody in again."""
    await _set_banned(turn, banned=False)


async def _set_banned(turn: Turn, *, banned: bool) -> None:
    user_id = await _named_user(turn, "/ban 123456789" if banned else "/unban 123456789")
    if user_id is not None:
        await turn.runtime.store.users.set_banned(user_id, banned)
        await turn.reply(words.ban_changed(user_id, banned, turn.who.language))


@for_owners
async def on_allow(turn: Turn) -> None:
    """Put somebody on the allow-list."""
    user_id = await _named_user(turn, "/allow 123456789")
    if user_id is not None:
        await turn.runtime.store.installation.allow(user_id)
        turn.runtime.switches.changed()
        await _say_saved(turn)


@for_owners
async def on_disallow(turn: Turn) -> None:
    """Take somebody off the allow-list."""
    user_id = await _named_user(turn, "/disallow 123456789")
    if user_id is not None:
        await turn.runtime.store.installation.disallow(user_id)
        turn.runtime.switches.changed()
        await _say_saved(turn)


@for_owners
async def on_allow_list(turn: Turn) -> None:
    """Serve only those on the list, or everybody."""
    on = await _switch(turn, "/allowlist on")
    if on is not None:
        await turn.runtime.store.installation.set_allow_list(on)
        turn.runtime.switches.changed()
        await _say_saved(turn)


@for_owners
async def on_maintenance(turn: Turn) -> None:
    """Turn requests away for now, with a sentence of the owner's if there is one, or serve them again."""
    on = await _switch(turn, "/maintenance on")
    if on is not None:
        message = " ".join(turn.arguments[1:]) or None
        await turn.runtime.store.installation.set_maintenance(on, message if on else None)
        turn.runtime.switches.changed()
        await turn.reply(words.maintenance_changed(on, turn.who.language))


@for_owners
async def on_broadcast(turn: Turn) -> None:
    """Keep a message to all, and ask whether to send it."""
    language = turn.who.language
    text = (turn.message.text or "").partition(" ")[2].strip() if turn.message else ""
    if not words.broadcast_text(text):
        await turn.reply(words.command_usage("/broadcast …", language))
        return
    broadcasts = turn.runtime.store.broadcasts
    draft = await broadcasts.draft(text)
    shown = words.broadcast_question(text, await broadcasts.count_recipients(), language)
    for part in shown[:-1]:
        await turn.reply(part)
    await turn.reply(shown[-1], confirmation_keyboard("broadcast", number_of_request(draft.id), language))


async def on_broadcast_answer(turn: Turn, subject: int, yes: bool) -> None:
    """Send the message, or drop it."""
    language, broadcasts, broadcast_id = turn.who.language, turn.runtime.store.broadcasts, request_of_number(subject)
    if not turn.runtime.is_owner(turn.user_id):
        await turn.refuse(refusal("owner_only", language))
    elif not yes:
        await broadcasts.cancel(broadcast_id)
        await turn.toast()
        await turn.change(cancelled(language))
    elif await broadcasts.start(broadcast_id):
        await turn.toast()
        progress = await broadcasts.progress(broadcast_id)
        await turn.change(words.broadcast_progress(0, progress.pending, language))
        work = send_broadcast(turn.runtime, broadcast_id, (turn.address, language))
        turn.runtime.in_background(work, f"broadcast {UUID(broadcast_id)}")
    else:
        await turn.refuse(refusal("stale_button", language))


async def send_broadcast(runtime: Runtime, broadcast_id: str, report_to: tuple[Address, Language] | None) -> None:
    """Send the copies of a broadcast that are left, one after the other; ``Delivery`` keeps Telegram's pace.

    Args:
        runtime: the bot.
        broadcast_id: of a broadcast that was confirmed.
        report_to: whom to tell what became of it, in which language.
    """
    broadcasts = runtime.store.broadcasts
    broadcast = await broadcasts.get(broadcast_id)
    if broadcast is None:
        return
    texts, blocked = words.broadcast_text(broadcast.text), 0
    while (chat_id := await broadcasts.claim(broadcast_id)) is not None:
        try:
            for text in texts:
                await runtime.delivery.for_bulk.send(Address(chat_id), text)
        except Unreachable as error:
            blocked += 1
            await broadcasts.mark_failed(broadcast_id, chat_id, error.code)
        except TelegramError as error:
            _log.warning("broadcast copy refused", extra={"reason": error.message})
            await broadcasts.mark_failed(broadcast_id, chat_id, "refused")
        else:
            await broadcasts.mark_sent(broadcast_id, chat_id)
    if report_to is not None:
        progress, (address, language) = await broadcasts.progress(broadcast_id), report_to
        await runtime.delivery.send(
            address, words.broadcast_done(progress.sent, blocked, progress.failed - blocked, language)
        )


async def _named_user(turn: Turn, usage: str) -> int | None:
    """Return the id that a command names, or whose message it answers; else say how the command is written."""
    replied = turn.message.reply_to_message if turn.message else None
    if turn.arguments and turn.arguments[0].isdecimal():
        return int(turn.arguments[0])
    if replied is not None and replied.from_user is not None and not replied.from_user.is_bot:
        return replied.from_user.id
    await turn.reply(words.command_usage(usage, turn.who.language))
    return None


async def _switch(turn: Turn, usage: str) -> bool | None:
    first = turn.arguments[0].lower() if turn.arguments else ""
    if first in ("on", "off"):
        return first == "on"
    await turn.reply(words.command_usage(usage, turn.who.language))
    return None


async def _say_saved(turn: Turn) -> None:
    await turn.reply(single([paragraph(setting_saved(turn.who.language))]))


def _seconds(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / _MILLISECONDS
