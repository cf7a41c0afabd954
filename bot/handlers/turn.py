"""One update's turn: who wrote, where, how they want it; what every handler does before and after its own work."""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Chat, InlineKeyboardMarkup, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.delivery import Address
from bot.errors import Unreachable
from bot.i18n import interface_language
from bot.inbox import Accepted, thread_of
from bot.people import Who, preferences_of
from bot.rendering.preferences import Preferences
from bot.rendering.refusals import error_text, private_bot, refusal
from bot.rendering.spans import MessageText, paragraph
from bot.rendering.splitting import single
from bot.runtime import Runtime, runtime_of
from bot.store import Request
from summarizer.errors import SvodkaError

MAX_TOAST_CHARACTERS = 200
"""https://core.telegram.org/bots/api#answercallbackquery"""

WORK = frozenset({"link", "text", "file"})
"""Kinds of requests that a workflow answers."""
LATER = True
"""What a handler returns whose answer comes later, by a workflow; anything else means that it is done."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """An update that is being dealt with.

    Attributes:
        runtime: the parts of the bot.
        update: Telegram's.
        request: as stored; None for kinds that are not.
        who: language and wishes of the person.
        banned: whether the owner wants no requests from them.
    """

    runtime: Runtime
    update: Update
    request: Request | None
    who: Who
    banned: bool

    @property
    def user(self) -> User | None:
        """Who wrote or tapped; None in the name of a chat."""
        return self.update.effective_user

    @property
    def user_id(self) -> int | None:
        """Their id."""
        return self.user.id if self.user else None

    @property
    def chat(self) -> Chat | None:
        """Where; None for a tap on an inline result."""
        return self.update.effective_chat

    @property
    def message(self) -> Message | None:
        """The message that was written, or that carries the button, where Telegram still has it."""
        message = self.update.effective_message
        return message if isinstance(message, Message) else None

    @property
    def query(self) -> CallbackQuery | None:
        """The tap."""
        return self.update.callback_query

    @property
    def is_private(self) -> bool:
        """Whether this is between the person and the bot."""
        return self.chat is None or self.chat.type == Chat.PRIVATE

    @property
    def address(self) -> Address:
        """Where an answer goes: in groups, as a reply to what was written."""
        message = self.message
        chat_id = self.chat.id if self.chat else self.user_id or 0
        reply_to = message.message_id if message and not self.is_private and self.query is None else None
        return Address(chat_id, thread_of(message) if message else None, reply_to)

    @property
    def here(self) -> Address:
        """Where the person reads answers; the same as ``address`` but for those who set something up elsewhere."""
        return self.address

    @property
    def arguments(self) -> list[str]:
        """The words behind a command."""
        words = (self.message.text or "").split() if self.message else []
        return words[1:]

    async def reply(self, text: MessageText, keyboard: InlineKeyboardMarkup | None = None) -> int:
        """Answer with a message; returns its id."""
        return await self.runtime.delivery.send(self.here, text, keyboard)

    async def change(self, text: MessageText, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """Make the message with the tapped button show something else; if it is gone, send that instead.

        Returns:
            The id of the message that shows it; None for an inline result, which has none.
        """
        query = self.query
        if query is not None and query.inline_message_id:
            await self.runtime.delivery.edit_inline(query.inline_message_id, text, keyboard)
            return None
        tapped = query.message if query is not None else self.message  # one that Telegram shows no more may be there
        if tapped is not None and await self.runtime.delivery.edit(tapped.chat.id, tapped.message_id, text, keyboard):
            return tapped.message_id
        return await self.runtime.delivery.send(self.here, text, keyboard)

    async def put(self, message_id: int, text: MessageText, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Make a message that was sent in answer show something else; if it is gone, send that instead."""
        if not await self.runtime.delivery.edit(self.here.chat_id, message_id, text, keyboard):
            await self.runtime.delivery.send(self.here, text, keyboard)

    async def toast(self, text: str | None = None, *, alert: bool = False) -> None:
        """Stop the waiting sign of the tapped button, with a word or without."""
        if self.query is not None:
            shown = text[:MAX_TOAST_CHARACTERS] if text else None
            await self.runtime.delivery.answer_callback(self.query.id, shown, alert=alert)

    async def refuse(self, text: MessageText) -> None:
        """Say that something cannot be done: over the button that was tapped, else as a message."""
        if self.query is not None:
            await self.toast(text.plain, alert=True)
        else:
            await self.reply(text)

    async def is_admin(self) -> bool:
        """Ask Telegram whether the person runs this group; in a private chat everybody does."""
        if self.is_private:
            return True
        if self.chat is None or self.user is None:
            return False
        if self.message is not None and self.query is None and self.message.sender_chat == self.chat:
            return True  # an admin who stays anonymous writes in the group's name
        return await self.runtime.delivery.is_admin(self.chat.id, self.user.id)


Work = Callable[[Turn], Awaitable[bool | None]]
Callback = Callable[[Update, "CallbackContext[Any, Any, Any, Any]"], Coroutine[Any, Any, None]]


def handled(work: Work, *, guarded: bool = True) -> Callback:
    """Return a handler's callback: guards, the work, and the request's end, whatever happens.

    Args:
        work: what the handler does; returns LATER if a workflow has the request in hand.
        guarded: whether people who may not use the bot are turned away.
    """

    async def callback(update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        runtime = runtime_of(context)
        turn = await _turn(runtime, update, runtime.inbox.take(update))
        request = turn.request
        try:
            if guarded and (closed := await _closed_to(turn)) is not None:
                await turn.refuse(closed)
            elif await work(turn) is LATER:
                return
            if request is not None:
                await runtime.store.requests.mark_done(request.id)
        except Unreachable as error:
            await _abandon(turn, error.code)
        except TelegramError as error:
            _log.warning("refused", extra={"update_id": update.update_id, "reason": error.message})
            await _abandon(turn, "refused")
        except Exception as error:  # noqa: BLE001 - nothing a person sends may end without an answer
            _log.exception("handler failed", extra={"update_id": update.update_id})
            await _apologize(turn, error if isinstance(error, SvodkaError) else SvodkaError())

    return callback


async def _turn(runtime: Runtime, update: Update, accepted: Accepted | None) -> Turn:
    user, request = update.effective_user, accepted.request if accepted else None
    if accepted is not None and accepted.request.kind in WORK:
        stored = accepted.user  # of a moment ago; taps and commands may follow each other's changes
    else:
        stored = await runtime.store.users.get(user.id) if user else None
    chosen = stored.language if stored else None
    language = request.language if request else interface_language(user.language_code if user else None, chosen)
    who = Who(language, preferences_of(stored) if stored else Preferences())
    return Turn(runtime, update, request, who, stored is not None and stored.banned)


async def _closed_to(turn: Turn) -> MessageText | None:
    """Return why the person is not served, or None if they are."""
    runtime, user_id = turn.runtime, turn.user_id
    language = turn.who.language
    if runtime.is_owner(user_id):
        return None
    installation = await runtime.switches.get()
    if turn.banned:
        return refusal("banned", language)
    only_listed = runtime.settings.allow_list if installation.allow_list is None else installation.allow_list
    listed = {*runtime.settings.allowed_users, *installation.allowed_user_ids}
    if only_listed and user_id not in listed:
        return private_bot(user_id or 0, language)
    if installation.maintenance:
        message = installation.maintenance_message
        return single([paragraph(message)]) if message else refusal("maintenance", language)
    return None


async def _abandon(turn: Turn, code: str) -> None:
    if turn.request is not None:
        await turn.runtime.store.requests.abandon(turn.request.id, code)


async def _apologize(turn: Turn, error: SvodkaError) -> None:
    try:
        await turn.refuse(error_text(error, turn.who.language))
    except (TelegramError, SvodkaError) as unsaid:
        _log.warning("not told", extra={"reason": str(unsaid)})
    if turn.request is not None:
        await turn.runtime.store.requests.mark_failed(turn.request.id, error.code)
