"""Where somebody is in the set-up of a digest, and what the bot has asked them to write.

It is kept with the subscription, so that a restart in the middle of the set-up is not noticed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

Screen = Literal[
    "menu", "sources", "presets", "link", "list", "feeds", "time", "zone", "days", "language", "stories", "finish",
    "topics", "follow", "mute", "include", "exclude", "end",
]  # fmt: skip
"""What a message with buttons shows of a digest."""
SETUP_SCREENS: tuple[Screen, ...] = ("sources", "time", "zone", "days", "language", "stories", "finish")
"""The way through the set-up."""
OF_SOURCES: frozenset[Screen] = frozenset({"sources", "presets", "link", "list", "feeds"})
"""Its first screen, and those that lead back there."""
TYPED_SCREENS: frozenset[Screen] = frozenset(
    {"sources", "link", "list", "time", "zone", "follow", "mute", "include", "exclude"}
)
"""Those on which something may be written or sent instead of tapping a button."""
ANSWERABLE = timedelta(minutes=30)
"""For how long a message is taken as an answer; later it is a message like any other, such as a link to be read."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where somebody is.

    Attributes:
        setting_up: whether this is the first set-up, which ends with “finish” or is cancelled.
        screen: what was shown last.
        message_id: in which message.
        since: aware; None if nothing was shown yet.
    """

    setting_up: bool = False
    screen: Screen = "menu"
    message_id: int = 0
    since: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether what somebody writes now may be an answer."""
        return self.screen in TYPED_SCREENS and self.since is not None and now - self.since < ANSWERABLE

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        since = self.since.isoformat() if self.since else None
        return {"setting_up": self.setting_up, "screen": self.screen, "message_id": self.message_id, "since": since}


NO_DIALOGUE = Dialogue()


def dialogue_of(value: dict[str, Any] | None) -> Dialogue:
    """Return the dialogue that ``to_json`` wrote; none where nothing, or a screen of another version, was written."""
    screen = screen_of(value["screen"]) if value else None
    if value is None or screen is None:
        return Dialogue(setting_up=bool(value and value["setting_up"]))
    since = datetime.fromisoformat(value["since"]) if value["since"] else None
    return Dialogue(value["setting_up"], screen, value["message_id"], since)


def screen_of(name: str) -> Screen | None:
    """Return the screen of a name, or None if there is none."""
    screens: tuple[Screen, ...] = get_args(Screen)
    return next((screen for screen in screens if screen == name), None)


def neighbour(screen: Screen, step: int) -> Screen:
    """Return the screen of the set-up that comes ``step`` after another; the first of all if that is none of them."""
    if screen not in SETUP_SCREENS:
        return SETUP_SCREENS[0]
    return SETUP_SCREENS[min(max(SETUP_SCREENS.index(screen) + step, 0), len(SETUP_SCREENS) - 1)]
