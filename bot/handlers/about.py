"""/start, /help, and a person's own data: /privacy, /export, /forget."""

import json
from typing import Any

from bot.digest_keyboards import resume_keyboard
from bot.errors import MethodUnavailable
from bot.handlers.messages import note_presence
from bot.handlers.turn import Turn
from bot.keyboards import confirmation_keyboard, examples_keyboard, group_keyboard
from bot.rendering import conversation
from bot.rendering.digest import digest_paused
from bot.rendering.groups import group_greeting
from bot.rendering.spans import paragraph
from bot.rendering.splitting import parts
from bot.retention import BRIEF_DAYS, RETENTION_DAYS


async def on_start(turn: Turn) -> None:
    """Greet, with three examples."""
    await note_presence(turn)
    language = turn.who.language
    if turn.is_private:
        name = turn.user.first_name if turn.user else ""
        await turn.reply(conversation.start(name, language), examples_keyboard(language))
        await _recall_digest(turn)
        return
    chat = await turn.runtime.store.chats.get(turn.address.chat_id)
    await turn.reply(
        group_greeting(turn.runtime.username, language), group_keyboard(bool(chat and chat.auto_links), language)
    )


async def _recall_digest(turn: Turn) -> None:
    """Offer somebody who has come back the digest that was paused when they could not be reached."""
    subscription = await turn.runtime.store.subscriptions.get(turn.address.chat_id)
    if subscription is not None and not subscription.active and not subscription.dialogue.setting_up:
        language = turn.who.language
        await turn.reply(digest_paused(language), resume_keyboard(language))


async def on_help(turn: Turn) -> None:
    """Say what the bot can do."""
    await turn.reply(conversation.help_text(turn.who.language, turn.runtime.username))


async def on_privacy(turn: Turn) -> None:
    """Say what is stored."""
    await turn.reply(conversation.privacy(turn.who.language, RETENTION_DAYS, BRIEF_DAYS))


async def on_export(turn: Turn) -> None:
    """Send everything that is stored of the person, to themselves."""
    if turn.user_id is None:
        return
    stored: dict[str, Any] = await turn.runtime.store.privacy.export_user(turn.user_id)
    content = json.dumps(stored, ensure_ascii=False, indent=2, default=str)
    to = turn.address if turn.is_private else type(turn.address)(turn.user_id)
    try:
        await turn.runtime.delivery.send_document(
            to, content.encode(), f"svodka-{turn.user_id}.json", conversation.export_caption(turn.who.language)
        )
    except MethodUnavailable:
        for text in parts([paragraph(content)]):
            await turn.runtime.delivery.send(to, text)


async def on_forget(turn: Turn) -> None:
    """Ask whether to delete everything."""
    language = turn.who.language
    await turn.reply(conversation.forget_question(language), confirmation_keyboard("forget", 0, language))


async def on_forget_answer(turn: Turn, yes: bool) -> None:
    """Delete everything, or leave it."""
    language = turn.who.language
    await turn.toast()
    if not yes or turn.user_id is None:
        await turn.change(conversation.cancelled(language))
        return
    requests = await turn.runtime.store.requests.by_user(turn.user_id)
    await turn.runtime.store.privacy.forget_user(turn.user_id)
    turn.runtime.present.forget(turn.user_id)
    turn.runtime.briefing.forget(turn.user_id)
    await turn.runtime.jobs.forget([request.id for request in requests])
    await turn.change(conversation.forgotten(language))
