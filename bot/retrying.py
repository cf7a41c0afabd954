"""A call to Telegram, made again for as long as that may help.

That Telegram says to wait (429) is seen here for downloads of files only: all else waits in ``bot.outgoing``.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

T = TypeVar("T")

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
MAX_ATTEMPTS = 40
"""Tries of one call while the network fails: with pauses up to 30 s about a quarter of an hour."""
LASTING_ATTEMPTS = 2900
"""The same for messages, for about a day: what was accepted is answered after an outage, too."""
IN_SIGHT_ATTEMPTS = 5
"""The same where somebody looks at a waiting sign: about eight seconds."""

_UNCHANGED = "message is not modified"

_log = logging.getLogger(__name__)


async def persistently(call: Callable[[], Awaitable[T]], attempts: int = MAX_ATTEMPTS) -> T:
    """Make a call to Telegram until it goes through or is refused for good.

    Raises:
        TelegramError: refused, or the network failed ``attempts`` times.
    """
    pause, failures = FIRST_PAUSE_SECONDS, 0
    while True:
        try:
            return await call()
        except RetryAfter as error:
            wait = error._retry_after if isinstance(error._retry_after, timedelta) else timedelta(seconds=1)  # noqa: SLF001 - the public property warns of its coming change of type
            await asyncio.sleep(wait.total_seconds())
        except BadRequest as error:
            if says(error, _UNCHANGED):
                return True  # type: ignore[return-value]  # what Telegram itself returns for messages that it gives no object of
            raise
        except NetworkError as error:
            failures += 1
            if failures >= attempts:
                raise
            _log.info("network", extra={"reason": type(error).__name__, "failures": failures})
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def says(error: TelegramError, *phrases: str) -> bool:
    """Say whether Telegram's words hold one of some phrases, in any case."""
    message = error.message.lower()
    return any(phrase in message for phrase in phrases)
