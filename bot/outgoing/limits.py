"""Telegram's limits as values, and which calls count towards which.

What Telegram says (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): 30 messages a
second over all, one a second in a chat, 20 a minute in a group; short bursts in a chat may pass. What its page leaves
open, the maintainer of its server has said: edits share the limits of messages in their chat
(https://github.com/tdlib/td/issues/2592, .../3034), answers to taps have no limit
(https://github.com/tdlib/telegram-bot-api/issues/648), that of deleting is out of reach (.../572). Of typing signs and
reactions nothing is said: they are counted as edits are.
"""

from bisect import insort
from collections import deque
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

Cost = Literal["message", "edit", "free"]

MARGIN = 1.02
"""By which periods of a chat are longer than Telegram's: calls arrive some milliseconds later than they leave."""
MARGIN_OVERALL = 1.003
"""The same for the limit over all, of which every percent counts: there, how late a call may have arrived is reckoned
from how long it took (``Arrivals``), and what is left is that clocks differ."""
QUICKEST_OF = 100
"""Calls of which the quickest says how long a call takes when nothing holds it up."""
QUICKEST_FROM = 30
"""Calls from which on that is known well enough: the first ones have to connect."""
SECONDS_PER_MINUTE = 60.0
BURST = 5
"""Messages and edits that may follow each other at once in a private chat, if they are one a second on the average: a
placeholder, its stages and the brief. Telegram lets "short bursts" pass and names no number."""


class Urgency(IntEnum):
    """Who waits for a call."""

    INTERACTIVE = 0
    """Somebody looks at the screen."""
    BULK = 1
    """Broadcasts and digests: when nobody of the former waits."""
    PASSING = 2
    """Overtaken by the next one, such as a stage of work: made at once or not at all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is sent. 0 stands for no limit.

    Attributes:
        per_second: messages over all chats.
        chat_per_second: messages in one chat; edits besides messages so many on the average.
        group_per_minute: messages and edits in one group or channel.
    """

    per_second: float = 30.0
    chat_per_second: float = 1.0
    group_per_minute: float = 20.0


NO_LIMITS = Limits(0.0, 0.0, 0.0)


class Window:
    """At most so many calls in any period of a length.

    Args:
        count: calls.
        seconds: length of the period.
        margin: by which it is made longer.
    """

    def __init__(self, count: int, seconds: float, margin: float = MARGIN) -> None:
        self.count = count
        self.seconds = seconds * margin
        self._times: deque[float] = deque()

    def ready_at(self, now: float) -> float:
        """Return when there is room for one more: ``now`` if there is."""
        self._forget(now)
        return now if len(self._times) < self.count else self._times[0] + self.seconds

    def share_used(self, now: float) -> float:
        """Return how full it is, 0 to 1."""
        self._forget(now)
        return len(self._times) / self.count

    def take(self, now: float) -> None:
        """Count a call."""
        self._times.append(now)

    def move(self, begun: float, later: float) -> None:
        """Count a call from a later moment: when on its way it arrived is not known, and Telegram counts arrivals."""
        if begun in self._times:
            self._times.remove(begun)
            insort(self._times, later)

    def _forget(self, now: float) -> None:
        while self._times and self._times[0] + self.seconds <= now:
            self._times.popleft()


class Arrivals:
    """Reckons when calls have arrived at the latest, as far as it matters to the limit over all.

    Let ``out`` be the time that a call takes to get there at least, ``back`` that of the answer; the quickest call took
    about both. A call that has ended arrived ``back`` before that or sooner; the next one will arrive ``out`` after it
    is let go or later. So if it is let go a period after the end of the former, less the duration of the quickest, they
    arrive a period apart, whatever held up the former.
    """

    def __init__(self) -> None:
        self._durations: deque[float] = deque(maxlen=QUICKEST_OF)

    def latest(self, begun: float, ended: float) -> float:
        """Return the moment from which a call counts that was let go at ``begun`` and has ended."""
        self._durations.append(ended - begun)
        quickest = min(self._durations) if len(self._durations) >= QUICKEST_FROM else 0.0
        return max(begun, ended - quickest)


def per_period(rate: float, seconds: float = 1.0, margin: float = MARGIN) -> Window | None:
    """Return the window for a rate, or None for no limit.

    Args:
        rate: calls in ``seconds``; where it is less than one, the period is made longer.
        seconds: of the period.
        margin: by which it is made longer.
    """
    if not rate:
        return None
    return Window(int(rate), seconds, margin) if rate >= 1 else Window(1, seconds / rate, margin)


def cost_of(endpoint: str) -> Cost:
    """Return what a method of the Bot API counts as.

    Args:
        endpoint: its name.
    """
    if endpoint in ("sendChatAction", "setMessageReaction") or endpoint.startswith("editMessage"):
        return "edit"
    return "message" if endpoint.startswith(("send", "copy", "forward")) else "free"


def place_of(endpoint: str, data: dict[str, Any]) -> int | str:
    """Return where a call counts: a chat's id or name, an inline message, or a method that belongs to no chat."""
    chat_id = data.get("chat_id")
    if isinstance(chat_id, str) and chat_id.lstrip("-").isdecimal():
        return int(chat_id)
    if isinstance(chat_id, int | str):
        return chat_id
    inline = data.get("inline_message_id")
    return inline if isinstance(inline, str) else endpoint


def is_group(place: int | str) -> bool:
    """Say whether a place is a group or channel: both have negative ids or an @name, and the same limits here."""
    return place < 0 if isinstance(place, int) else place.startswith("@")
