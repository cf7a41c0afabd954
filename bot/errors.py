"""What can go wrong in the bot beyond the library and the store, as one branch of the tree of errors.

SvodkaError
 └─ BotError
     ├─ TooHard               a worker process took too long or died
     ├─ FileUnavailable       Telegram does not hand out a file
     ├─ Unreachable           nobody there: blocked, removed, chat gone
     └─ MethodUnavailable     this Bot API server does not know a method
"""

import tomllib
from functools import cache
from importlib.resources import files

from summarizer.article import Language
from summarizer.errors import SvodkaError


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("bot").joinpath("errors.toml").read_text(encoding="utf-8"))


class BotError(SvodkaError):
    """Something went wrong in the bot."""

    def message(self, language: Language = "en") -> str:
        """Return a sentence that tells a person what happened and what to do next."""
        return _messages()[self.code][language]


class TooHard(BotError):
    """Reading it took too long or brought the worker process down."""

    code = "too_hard"


class FileUnavailable(BotError):
    """Telegram does not hand out the file: gone, too big for bots, or the server serves none."""

    code = "file_unavailable"


class Unreachable(BotError):
    """Nobody there: the bot was blocked or removed, or the chat is gone."""

    code = "unreachable"


class MethodUnavailable(BotError):
    """This Bot API server does not know the method."""

    code = "method_unavailable"
