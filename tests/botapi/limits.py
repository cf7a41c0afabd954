"""Limits that Telegram states, as named constants, and its rates as an optional rule.

Sources: https://core.telegram.org/bots/api (the section is named at each constant) and
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this for the rates.
"""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import too_many_requests

TEXT_UNITS = 4096  # UTF-16 units after entities parsing; #sendmessage, ``text``
CAPTION_UNITS = 1024  # the same unit; #senddocument, ``caption``
RAW_TEXT_BYTES = 1 << 15  # UTF-8 bytes before parsing; the open server's own guard on markup (telegram-bot-api)
CALLBACK_DATA_BYTES = 64  # UTF-8 bytes; #inlinekeyboardbutton, ``callback_data``
KEYBOARD_BUTTONS = 100  # buttons of one inline keyboard; measured by users, refused as «reply markup is too long»
COPY_TEXT_CHARACTERS = 256  # #copytextbutton
CALLBACK_ANSWER_CHARACTERS = 200  # #answercallbackquery, ``text``
INLINE_RESULTS = 50  # #answerinlinequery, ``results``
INLINE_RESULT_ID_BYTES = 64  # #inlinequeryresultarticle, ``id``
INLINE_OFFSET_BYTES = 64  # #answerinlinequery, ``next_offset``
COMMANDS = 100  # #setmycommands, ``commands``
COMMAND_DESCRIPTION_CHARACTERS = 256  # #botcommand
UPDATES = 100  # #getupdates, ``limit``
POLL_SECONDS = 50  # longest wait that the open server grants to getUpdates (telegram-bot-api, Client.cpp)
DOWNLOAD_BYTES = 20 * 1024 * 1024  # #getfile
UPLOAD_BYTES = 50 * 1024 * 1024  # #senddocument


@dataclass(frozen=True, slots=True)
class _Rate:
    messages: int
    seconds: float


PER_CHAT = _Rate(1, 1.0)
OVERALL = _Rate(30, 1.0)
PER_GROUP = _Rate(20, 60.0)


@dataclass(slots=True)
class SendingRates:
    """The rates of the FAQ: one message a second in a chat, 30 a second in all, 20 a minute in a group.

    Telegram lets short bursts pass; this rule does not, so that what keeps to it keeps to Telegram's.

    Attributes:
        clock: seconds, never going back.
    """

    clock: Callable[[], float] = time.monotonic
    _sent: dict[object, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def admit(self, chat_id: int) -> None:
        """Count one message to a chat.

        Raises:
            ApiError: 429 with ``retry_after`` when a rate is used up; the message does not count then.
        """
        rules: list[tuple[object, _Rate]] = [(("chat", chat_id), PER_CHAT), ("all", OVERALL)]
        if chat_id < 0:
            rules.append((("group", chat_id), PER_GROUP))
        now = self.clock()
        waits = [self._wait(self._sent[key], rate, now) for key, rate in rules]
        if max(waits) > 0:
            raise too_many_requests(max(1, math.ceil(max(waits))))
        for key, _ in rules:
            self._sent[key].append(now)

    @staticmethod
    def _wait(times: deque[float], rate: _Rate, now: float) -> float:
        while times and now - times[0] >= rate.seconds:
            times.popleft()
        return 0.0 if len(times) < rate.messages else times[0] + rate.seconds - now
