"""The one place that talks to Telegram on the bot's own account: sends, edits, answers taps, and copes with refusals.

What Telegram may answer, and what happens then (https://core.telegram.org/bots/api#making-requests):

- 429 with ``retry_after``: waited for in ``bot.outgoing``, as often as it takes;
- no connection, a time-out, a 5xx: tried again after growing pauses;
- «message is not modified»: the message shows what it should, so that is a success;
- markup or a button refused: again as plain text, then without buttons; an answer is never lost to formatting;
- blocked, deactivated, kicked, chat gone: user and chat are marked inactive and ``Unreachable`` is raised;
- the group became a supergroup: again, to its new id;
- 404: the server does not know the method; ``MethodUnavailable`` is raised;
- 401: the token was revoked; ``InvalidToken`` is raised, and with the new one the bot goes on where it was.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from telegram import (
    ChatMember,
    InlineKeyboardMarkup,
    InlineQueryResult,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.errors import FileUnavailable, MethodUnavailable, Unreachable
from bot.outgoing import Urgency
from bot.rendering.spans import MessageText
from bot.retrying import IN_SIGHT_ATTEMPTS, LASTING_ATTEMPTS, persistently, says
from bot.store import Store

T = TypeVar("T")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "have no rights to send",
    "not enough rights",
    "topic_closed",
)
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_REVOKED = "unauthorized"
_NO_TOPIC = "message thread not found"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes.

    Attributes:
        chat_id: Telegram's.
        thread_id: the topic, or None.
        reply_to: the message that is replied to, or None.
    """

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


class Delivery:
    """Sends on behalf of the bot.

    Args:
        bot: initialized, with the outgoing queue.
        store: where inactive users and moved chats are noted.
        urgency: of what it sends.
    """

    def __init__(self, bot: ExtBot[Urgency], store: Store, urgency: Urgency = Urgency.INTERACTIVE) -> None:
        self._bot = bot
        self._store = store
        self._urgency = urgency

    @property
    def for_bulk(self) -> "Delivery":
        """The same for what nobody waits for: it lets all else go first."""
        return Delivery(self._bot, self._store, Urgency.BULK)

    async def send(
        self, to: Address, text: MessageText, keyboard: InlineKeyboardMarkup | None = None, *, silent: bool = False
    ) -> int:
        """Send a message and return its id.

        Raises:
            Unreachable: nobody there.
            TelegramError: Telegram refuses whatever is tried, or the network fails for long.
        """

        async def attempt(to: Address, html: bool, buttons: InlineKeyboardMarkup | None) -> Message:
            return await self._bot.send_message(
                chat_id=to.chat_id,
                text=text.html if html else text.plain,
                parse_mode=ParseMode.HTML if html else None,
                message_thread_id=to.thread_id,
                reply_parameters=_reply(to),
                reply_markup=buttons,
                link_preview_options=_NO_PREVIEW,
                disable_notification=silent or None,
                rate_limit_args=self._urgency,
            )

        return (await self._most_that_works(to, keyboard, attempt)).message_id

    async def send_soon(self, to: Address, text: MessageText) -> int:
        """Send a plain message as ``send`` does, but give up soon if the network fails: the next message is more.

        Raises:
            Unreachable, TelegramError: as for ``send``.
        """

        async def attempt(to: Address) -> Message:
            return await self._bot.send_message(
                to.chat_id,
                text.plain,
                message_thread_id=to.thread_id,
                reply_parameters=_reply(to),
                rate_limit_args=self._urgency,
            )

        return (await self._to_wherever(to, attempt, IN_SIGHT_ATTEMPTS)).message_id

    async def edit(
        self, chat_id: int, message_id: int, text: MessageText, keyboard: InlineKeyboardMarkup | None = None
    ) -> bool:
        """Make a message show something else; return whether it does now: it may be deleted, or too old to change.

        Raises:
            Unreachable, TelegramError: as for ``send``.
        """
        try:
            attempt = self._editing(text, self._urgency, chat_id=chat_id, message_id=message_id)
            await self._most_that_works(Address(chat_id), keyboard, attempt)
        except BadRequest as error:
            if says(error, *_NOT_EDITABLE):
                return False
            raise
        return True

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Delete a message of the bot's; return whether it is gone: an old one stays, and small servers keep all.

        Raises:
            Unreachable: as for ``send``.
        """
        try:
            await self._to_wherever(
                Address(chat_id), lambda to: self._bot.delete_message(to.chat_id, message_id), IN_SIGHT_ATTEMPTS
            )
        except (MethodUnavailable, TelegramError) as error:
            return isinstance(error, BadRequest) and says(error, "message to delete not found")
        return True

    async def edit_inline(
        self, inline_message_id: str, text: MessageText, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        """Make a message that was sent through inline mode show something else."""
        attempt = self._editing(text, self._urgency, inline_message_id=inline_message_id)
        await self._most_that_works(Address(0), keyboard, attempt)

    async def send_document(self, to: Address, content: bytes, name: str, caption: str) -> None:
        """Send a file.

        Raises:
            MethodUnavailable: the server knows no files, or fails at them.
            Unreachable, TelegramError: as for ``send``.
        """

        async def attempt(to: Address) -> Message:
            return await self._bot.send_document(
                chat_id=to.chat_id,
                document=InputFile(content, filename=name),
                caption=caption,
                message_thread_id=to.thread_id,
                reply_parameters=_reply(to),
                rate_limit_args=self._urgency,
            )

        try:
            await self._to_wherever(to, attempt, IN_SIGHT_ATTEMPTS)
        except NetworkError as error:
            if isinstance(error, BadRequest):
                raise
            raise MethodUnavailable(error.message) from error

    async def answer_callback(self, query_id: str, text: str | None = None, *, alert: bool = False) -> None:
        """Stop the waiting sign of a tapped button; a query that is too old to be answered is left at that."""
        try:
            await persistently(
                lambda: self._bot.answer_callback_query(query_id, text=text, show_alert=alert or None),
                IN_SIGHT_ATTEMPTS,
            )
        except (NetworkError, InvalidToken) as error:  # BadRequest among them
            _log.debug("callback not answered", extra={"reason": error.message})

    async def answer_inline(self, query_id: str, results: Sequence[InlineQueryResult], cache_seconds: int) -> None:
        """Answer an inline query, for this person alone; one that is too old to be answered is left at that."""
        try:
            await persistently(
                lambda: self._bot.answer_inline_query(
                    query_id, results, cache_time=timedelta(seconds=cache_seconds), is_personal=True
                ),
                IN_SIGHT_ATTEMPTS,
            )
        except (NetworkError, InvalidToken) as error:
            _log.info("inline query not answered", extra={"reason": error.message})

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Say whether somebody runs a group; if Telegram does not tell, they do not."""
        try:
            member = await persistently(lambda: self._bot.get_chat_member(chat_id, user_id), IN_SIGHT_ATTEMPTS)
        except TelegramError as error:
            _log.info("member unknown", extra={"reason": error.message})
            return False
        return member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)

    async def fetch_file(self, file_id: str) -> bytes:
        """Return the bytes of a file that somebody sent.

        Raises:
            FileUnavailable: it is gone, larger than bots may fetch (20 MB), or the server serves no files.
        """
        try:
            file = await persistently(lambda: self._bot.get_file(file_id))
            return bytes(await persistently(file.download_as_bytearray))
        except TelegramError as error:
            raise FileUnavailable(error.message) from error

    async def try_edit(self, chat_id: int, message_id: int, text: MessageText) -> None:
        """Make a message show something else, if that goes at once; for what is soon overtaken."""
        try:
            edit = self._editing(text, Urgency.PASSING, chat_id=chat_id, message_id=message_id)
            await edit(Address(chat_id), True, None)
        except TelegramError as error:
            _log.debug("stage not shown", extra={"reason": error.message})

    def _editing(
        self, text: MessageText, urgency: Urgency, **where: int | str
    ) -> Callable[[Address, bool, InlineKeyboardMarkup | None], Awaitable[Message | bool]]:
        async def attempt(_to: Address, html: bool, buttons: InlineKeyboardMarkup | None) -> Message | bool:
            return await self._bot.edit_message_text(
                text=text.html if html else text.plain,
                parse_mode=ParseMode.HTML if html else None,
                reply_markup=buttons,
                link_preview_options=_NO_PREVIEW,
                rate_limit_args=urgency,
                **where,  # type: ignore[arg-type]  # chat and message, or inline message: ids of the Bot API
            )

        return attempt

    async def _most_that_works(
        self,
        to: Address,
        keyboard: InlineKeyboardMarkup | None,
        attempt: Callable[[Address, bool, InlineKeyboardMarkup | None], Awaitable[T]],
    ) -> T:
        """Try with markup and buttons, then with less, while Telegram finds fault with what is sent."""
        forms = [(True, keyboard), (False, keyboard), *([(False, None)] if keyboard else [])]
        for number, (html, buttons) in enumerate(forms):
            try:
                return await self._to_wherever(to, lambda to, h=html, b=buttons: attempt(to, h, b))  # type: ignore[misc]
            except BadRequest as error:
                if number == len(forms) - 1 or says(error, *_NOT_EDITABLE):
                    raise
                _log.warning("refused", extra={"reason": error.message, "html": html, "buttons": buttons is not None})
        raise AssertionError  # pragma: no cover - the last form returns or raises

    async def _to_wherever(
        self, to: Address, attempt: Callable[[Address], Awaitable[T]], attempts: int = LASTING_ATTEMPTS
    ) -> T:
        """Try, following the chat to a new id and leaving a topic that is gone."""
        try:
            return await persistently(lambda: attempt(to), attempts)
        except ChatMigrated as error:
            there = Address(error.new_chat_id)
            await self._store.chats.moved(to.chat_id, there.chat_id)
            return await persistently(lambda: attempt(there), attempts)
        except Forbidden as error:
            raise await self._gone(to.chat_id, error) from error
        except InvalidToken as error:
            if says(error, _REVOKED):
                raise
            raise MethodUnavailable(error.message) from error
        except BadRequest as error:
            if says(error, _NO_TOPIC) and to.thread_id is not None:
                return await persistently(lambda: attempt(replace(to, thread_id=None)), attempts)
            if says(error, *_GONE):
                raise await self._gone(to.chat_id, error) from error
            raise

    async def _gone(self, chat_id: int, error: TelegramError) -> Unreachable:
        if chat_id > 0:
            await self._store.users.set_active(chat_id, active=False)
        await self._store.chats.set_active(chat_id, active=False)
        _log.info("unreachable", extra={"chat": "private" if chat_id > 0 else "group", "reason": error.message})
        return Unreachable(error.message)


def _reply(to: Address) -> ReplyParameters | None:
    return ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to else None
