"""How a call to Telegram gets through, whatever Telegram answers at first.

What Telegram may answer, and what happens then (https://core.telegram.org/bots/api#making-requests):

- 429 with ``retry_after``: waited for in ``bot.outgoing``, as often as it takes;
- no connection, a time-out, a 5xx: tried again after growing pauses;
- «message is not modified»: the message shows what it should, so that is a success;
- markup or a button refused: again as plain text, then without buttons; an answer is never lost to formatting;
- blocked, deactivated, kicked, chat gone: user and chat are marked inactive and ``Unreachable`` is raised;
- the group became a supergroup: again, to its new id;
- the topic was closed or deleted: again, outside topics;
- 404: the server does not know the method; ``MethodUnavailable`` is raised;
- 401: the token was revoked; ``InvalidToken`` is raised, and with the new one the bot goes on where it was.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from telegram import TelegramObject
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.errors import MethodUnavailable, Unreachable
from bot.retrying import LASTING_ATTEMPTS, persistently, says
from bot.store import Store

T = TypeVar("T")

_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "have no rights to send",
    "not enough rights",
    "need administrator rights",
    "topic_closed",
)
NOT_EDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_REVOKED = "unauthorized"
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")

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


class Reaching:
    """Gets calls through.

    Args:
        store: where inactive users and moved chats are noted.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def _most_that_works(
        self,
        to: Address,
        keyboard: TelegramObject | None,
        attempt: Callable[[Address, bool, Any], Awaitable[T]],
    ) -> tuple[T, Address]:
        """Try with markup and buttons, then with less, while Telegram finds fault with what is sent."""
        forms = [(True, keyboard), (False, keyboard), *([(False, None)] if keyboard else [])]
        for number, (html, buttons) in enumerate(forms):
            try:
                return await self._to_wherever(to, lambda to, h=html, b=buttons: attempt(to, h, b))  # type: ignore[misc]
            except BadRequest as error:
                if number == len(forms) - 1 or says(error, *NOT_EDITABLE):
                    raise
                _log.warning("refused", extra={"reason": error.message, "html": html, "buttons": buttons is not None})
        raise AssertionError  # pragma: no cover - the last form returns or raises

    async def _to_wherever(
        self, to: Address, attempt: Callable[[Address], Awaitable[T]], attempts: int = LASTING_ATTEMPTS
    ) -> tuple[T, Address]:
        """Try, following the chat to a new id and leaving a topic that is gone; return also where that was."""
        try:
            return await persistently(lambda: attempt(to), attempts), to
        except ChatMigrated as error:
            there = Address(error.new_chat_id)
            await self._store.chats.moved(to.chat_id, there.chat_id)
            await self._store.subscriptions.moved(to.chat_id, there.chat_id)
            return await persistently(lambda: attempt(there), attempts), there
        except Forbidden as error:
            raise await self._gone(to.chat_id, error) from error
        except InvalidToken as error:
            if says(error, _REVOKED):
                raise
            raise MethodUnavailable(error.message) from error
        except BadRequest as error:
            if says(error, *_NO_TOPIC) and to.thread_id is not None:
                return await self._to_wherever(replace(to, thread_id=None, reply_to=None), attempt, attempts)
            if says(error, *_GONE):
                raise await self._gone(to.chat_id, error) from error
            raise

    async def _gone(self, chat_id: int, error: TelegramError) -> Unreachable:
        if chat_id > 0:
            await self._store.users.set_active(chat_id, active=False)
        await self._store.chats.set_active(chat_id, active=False)
        _log.info("unreachable", extra={"chat": "private" if chat_id > 0 else "group", "reason": error.message})
        return Unreachable(error.message)
