"""The client of the Bot API: stores updates as they come, keeps to Telegram's limits, puts up with small servers.

Only getMe must succeed at the start. A server that does not know deleteWebhook or setMyCommands answers 404, which
python-telegram-bot takes for a wrong token (``InvalidToken``); after getMe has succeeded it is not.
"""

import asyncio
import logging
import time
from typing import Any

from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError
from telegram.ext import BaseUpdateProcessor, ExtBot

from bot.inbox import Inbox
from bot.outgoing import Limits, OutgoingQueue, Urgency
from bot.outgoing.limits import NO_LIMITS
from bot.retrying import persistently
from bot.telegram_http import LenientRequest
from config.errors import SettingsError
from config.settings import Settings

CONNECTIONS = 32
"""To the Bot API. It also bounds how many messages may be on the wire, not known to have arrived, at a crash."""
CALL_SECONDS = 30.0
WEBHOOK_ATTEMPTS = 3
WEBHOOK_PAUSE_SECONDS = 0.5
SHORTEST_POLL_SECONDS = 0.1
"""A server that answers getUpdates at once, with nothing, is asked again after this."""

_log = logging.getLogger(__name__)


class StoringBot(ExtBot[Urgency]):
    """A bot that stores updates as they come, and to which a missing deleteWebhook is no obstacle."""

    __slots__ = ("_inbox",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._inbox: Inbox | None = None

    def store_in(self, inbox: Inbox) -> None:
        """Store updates there from now on."""
        self._inbox = inbox

    async def delete_webhook(self, *args: Any, **kwargs: Any) -> bool:
        """Delete the webhook, where the server has such a thing; if there is still one, ``get_updates`` meets it."""
        for _ in range(WEBHOOK_ATTEMPTS):
            try:
                return await super().delete_webhook(*args, **kwargs)
            except (BadRequest, InvalidToken) as error:
                _log.info("server knows no webhooks", extra={"reason": error.message})
                return True
            except NetworkError as error:
                _log.warning("webhook not deleted", extra={"reason": error.message})
                await asyncio.sleep(WEBHOOK_PAUSE_SECONDS)
        return True

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """Get updates, and store them before anybody sees them.

        Raises:
            NetworkError: also for a refused token, at which python-telegram-bot would never ask again.
        """
        asked = time.monotonic()
        try:
            updates = await super().get_updates(*args, **kwargs)
        except InvalidToken as error:
            raise NetworkError(error.message) from error
        except Conflict as error:
            if "webhook" in error.message.lower():
                await self.delete_webhook()
            raise
        if self._inbox is not None:
            await self._inbox.accept(updates)
        if not updates and kwargs.get("timeout") and time.monotonic() - asked < SHORTEST_POLL_SECONDS:
            await asyncio.sleep(SHORTEST_POLL_SECONDS)
        return updates


class OneByOneInAChat(BaseUpdateProcessor):
    """Deals with the updates of one chat in their order, and with those of many chats at once."""

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self._chats: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        """Wait for the chat's turn, then process."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock, waiting = self._chats.get(chat.id, (asyncio.Lock(), 0))
        self._chats[chat.id] = (lock, waiting + 1)
        try:
            async with lock:
                await coroutine
        finally:
            lock, waiting = self._chats.pop(chat.id)
            if waiting > 1:
                self._chats[chat.id] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """Do nothing."""


def make_bot(settings: Settings, token: str) -> StoringBot:
    """Return the client for a token, with the limits and addresses of the settings."""
    return StoringBot(
        token,
        base_url=settings.bot.base_url,
        base_file_url=settings.bot.base_file_url,
        request=_http(CONNECTIONS),
        get_updates_request=_http(1),
        rate_limiter=OutgoingQueue(limits_of(settings), CONNECTIONS),
    )


def limits_of(settings: Settings) -> Limits:
    """Return how much may be sent; a server with no limits over all has none in a chat."""
    chosen = settings.bot
    if not chosen.calls_per_second:
        return NO_LIMITS
    return Limits(chosen.calls_per_second, chosen.chat_calls_per_second, chosen.group_calls_per_minute)


def _http(connections: int) -> LenientRequest:
    return LenientRequest(
        connections,
        read_timeout=CALL_SECONDS,
        write_timeout=CALL_SECONDS,
        connect_timeout=CALL_SECONDS,
        pool_timeout=None,  # whoever waits for a connection waits; giving up would only mean to queue again
    )


async def connect(bot: StoringBot) -> None:
    """Ask who the bot is, until the server answers; a token that it refuses is a setting to be mended."""
    try:
        await persistently(bot.initialize)
    except InvalidToken as error:
        raise SettingsError(
            "bad_value",
            "bot.token",
            origin="bot.token",
            value="…",
            example="110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        ) from error
