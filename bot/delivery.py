"""The one place that talks to Telegram on the bot's own account: sends, edits, answers taps, asks who runs a chat."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from telegram import (
    Chat,
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    InlineKeyboardMarkup,
    InlineQueryResult,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.errors import FileUnavailable, MethodUnavailable
from bot.outgoing import Urgency
from bot.reaching import NOT_EDITABLE, Address, Reaching
from bot.rendering.spans import MessageText
from bot.retrying import IN_SIGHT_ATTEMPTS, persistently, says
from bot.store import Store

T = TypeVar("T")

__all__ = ["Address", "Delivery"]

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_log = logging.getLogger(__name__)


class Delivery(Reaching):
    """Sends on behalf of the bot.

    Args:
        bot: initialized, with the outgoing queue.
        store: where inactive users and moved chats are noted.
        urgency: of what it sends.
    """

    def __init__(self, bot: ExtBot[Urgency], store: Store, urgency: Urgency = Urgency.INTERACTIVE) -> None:
        super().__init__(store)
        self._bot = bot
        self._urgency = urgency

    @property
    def for_bulk(self) -> "Delivery":
        """The same for what nobody waits for: it lets all else go first."""
        return Delivery(self._bot, self._store, Urgency.BULK)

    @property
    def username(self) -> str:
        """The bot's, without ``@``."""
        return self._bot.username

    async def send(
        self, to: Address, text: MessageText, keyboard: Keyboard | None = None, *, silent: bool = False
    ) -> int:
        """Send a message and return its id.

        Raises:
            Unreachable: nobody there.
            TelegramError: Telegram refuses whatever is tried, or the network fails for long.
        """
        message_id, _ = await self.post(to, text, keyboard, silent=silent)
        return message_id

    async def post(
        self, to: Address, text: MessageText, keyboard: Keyboard | None = None, *, silent: bool = False
    ) -> tuple[int, Address]:
        """Send a message; return its id and where it went, should chat or topic not be what they were.

        Raises:
            Unreachable, TelegramError: as for ``send``.
        """

        async def attempt(to: Address, html: bool, buttons: Keyboard | None) -> Message:
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

        message, there = await self._most_that_works(to, keyboard, attempt)
        return message.message_id, there

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

        message, _ = await self._to_wherever(to, attempt, IN_SIGHT_ATTEMPTS)
        return message.message_id

    async def edit(
        self, chat_id: int, message_id: int, text: MessageText, keyboard: InlineKeyboardMarkup | None = None
    ) -> bool:
        """Make a message show something else; return whether it does now: it may be deleted, or too old to change.

        Raises:
            Unreachable, TelegramError: as for ``send``.
        """
        try:
            attempt = self._editing(text, self._urgency, message_id)
            await self._most_that_works(Address(chat_id), keyboard, attempt)
        except BadRequest as error:
            if says(error, *NOT_EDITABLE):
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
        attempt = self._editing(text, self._urgency, inline_message_id)
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

    async def find_channel(self, name: int | str) -> ChatFullInfo | None:
        """Return a channel by id or @name; None if there is none, or the bot may not know it."""
        try:
            chat = await persistently(lambda: self._bot.get_chat(name), IN_SIGHT_ATTEMPTS)
        except TelegramError as error:
            _log.info("channel unknown", extra={"reason": error.message})
            return None
        return chat if chat.type == Chat.CHANNEL else None

    async def may_post(self, channel_id: int) -> bool:
        """Say whether the bot may post in a channel; if Telegram does not tell, it may not."""
        try:
            member = await persistently(lambda: self._bot.get_chat_member(channel_id, self._bot.id), IN_SIGHT_ATTEMPTS)
        except TelegramError as error:
            _log.info("member unknown", extra={"reason": error.message})
            return False
        return isinstance(member, ChatMemberAdministrator) and member.can_post_messages is True

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
            edit = self._editing(text, Urgency.PASSING, message_id)
            await edit(Address(chat_id), True, None)
        except TelegramError as error:
            _log.debug("stage not shown", extra={"reason": error.message})

    def _editing(
        self, text: MessageText, urgency: Urgency, message_id: int | str
    ) -> Callable[[Address, bool, InlineKeyboardMarkup | None], Awaitable[Message | bool]]:
        """Return what edits a message of the chat that it is given, or (by its id, a string) an inline message."""

        async def attempt(to: Address, html: bool, buttons: InlineKeyboardMarkup | None) -> Message | bool:
            inline = isinstance(message_id, str)
            return await self._bot.edit_message_text(
                text=text.html if html else text.plain,
                chat_id=None if inline else to.chat_id,
                message_id=None if isinstance(message_id, str) else message_id,
                inline_message_id=message_id if isinstance(message_id, str) else None,
                parse_mode=ParseMode.HTML if html else None,
                reply_markup=buttons,
                link_preview_options=_NO_PREVIEW,
                rate_limit_args=urgency,
            )

        return attempt


def _reply(to: Address) -> ReplyParameters | None:
    return ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to else None
