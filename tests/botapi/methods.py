"""The table of Bot API methods, and what every one of them gets."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from .arguments import Arguments
from .webhook import Webhook
from .world import World

MINIMAL = ("getMe", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery")


@dataclass(slots=True)
class Request:
    """What a method works on.

    Attributes:
        gone: done when the client has closed the connection.
    """

    world: World
    webhook: Webhook
    arguments: Arguments
    gone: Any


Method = Callable[[Request], Awaitable[Any]]
METHODS: dict[str, tuple[str, Method]] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Enter a function into the table under the Bot API's name."""

    def enter(function: Method) -> Method:
        METHODS[name.lower()] = (name, function)
        return function

    return enter


def find(name: str, *, minimal: bool) -> tuple[str, Method] | None:
    """Return a method's proper name and function; names are case-insensitive (#making-requests)."""
    found = METHODS.get(name.lower())
    return found if found is not None and (not minimal or found[0] in MINIMAL) else None
