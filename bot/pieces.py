"""A long text that Telegram's apps have cut into several messages, put together again before it is read.

An app cuts what is pasted at a line, a sentence or a space somewhere in the second half of Telegram's 4,096 UTF-16
units, and sends the pieces at once. The Bot API does not say that they belong together; size, sender and time do.
Pieces wait in the store like every request; if the process ends meanwhile, they are put together at the next start.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from telegram import Message

from bot.incomplete import UNKNOWN_DATE
from bot.store import Request, Store

JOINED = "joined"
"""Under this name the whole text is in the payload of the first piece's request."""
MAX_UNITS = 4096
"""Of one message: https://core.telegram.org/bots/api#sendmessage"""
LEAST_UNITS = MAX_UNITS // 2
"""A shorter message is no piece that another follows."""
APART = timedelta(seconds=2)
"""At most, between two pieces, by Telegram's clock, which counts whole seconds."""
WAIT_SECONDS = 1.0
"""For the next piece."""
MAX_PIECES = 50
_ENDS = (".", "!", "?", "…", "»", "”", '"', "。", "」", "！", "？", ":", "\n")
_UNSPACED_SCRIPTS = "\u3000"
"""From here on (kana, Han) words have no spaces between them."""


@dataclass(slots=True)
class _Pending:
    requests: list[Request]
    texts: list[str]
    last: Message


class Pieces:
    """Puts pieces together.

    Args:
        store: where the pieces are.
        show: shows a placeholder for a request.
        begin: begins the work on a request, by its id.
        in_background: lets work run that nobody waits for, under a name.
    """

    def __init__(
        self,
        store: Store,
        show: Callable[[Request], Awaitable[None]],
        begin: Callable[[str], Awaitable[None]],
        in_background: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        self._store = store
        self._show = show
        self._begin = begin
        self._in_background = in_background
        self._pending: dict[int, _Pending] = {}

    async def take(self, request: Request, message: Message, text: str) -> bool:
        """Take a message that may be a piece of something longer; return whether it is now in hand here.

        Args:
            request: as stored.
            message: of a private chat.
            text: what is to be read of it; empty if it is no plain text.
        """
        pending, whole = self._pending.get(message.chat_id), len(text.encode("utf-16-le")) // 2 < LEAST_UNITS
        if pending is not None and not _follows(pending.last, message):
            await self._finish(message.chat_id)
            pending = None
        if not text or message.forward_origin is not None or (pending is None and whole):
            return False
        if pending is None:
            pending = self._pending[message.chat_id] = _Pending([], [], message)
            await self._show(request)
        pending.requests.append(request)
        pending.texts.append(text)
        pending.last = message
        if whole or len(pending.texts) >= MAX_PIECES:
            await self._finish(message.chat_id)
        else:
            self._in_background(self._finish_unless_more(message.chat_id, pending), "pieces")
        return True

    async def _finish_unless_more(self, chat_id: int, pending: _Pending) -> None:
        known = len(pending.texts)
        await asyncio.sleep(WAIT_SECONDS)
        if self._pending.get(chat_id) is pending and len(pending.texts) == known:
            await self._finish(chat_id)

    async def _finish(self, chat_id: int) -> None:
        pending = self._pending.pop(chat_id)
        first, *others = pending.requests
        if others:
            payload = {**first.payload, JOINED: joined(pending.texts)}
            await self._store.requests.join(first.id, payload, [request.id for request in others])
        await self._begin(first.id)


def _follows(last: Message, message: Message) -> bool:
    plain = message.text is not None and message.forward_origin is None and message.reply_to_message is None
    same_sender = message.from_user == last.from_user
    dated = message.date.timestamp() != UNKNOWN_DATE
    return plain and same_sender and dated and abs(message.date - last.date) <= APART


def joined(texts: list[str]) -> str:
    """Return pieces as one text; apps trim the white space where they cut, so it is put back as it will have been."""
    whole = texts[0]
    for last, text in pairwise(texts):
        full = len(last.encode("utf-16-le")) // 2 >= MAX_UNITS
        unspaced = full or last[-1:] >= _UNSPACED_SCRIPTS
        gap = "\n" if last.endswith(_ENDS) else "" if unspaced else " "
        whole += gap + text
    return whole
