"""What can go wrong in the bot beyond the library and the store, as one branch of the tree of errors.

SvodkaError
 └─ BotError
     ├─ TooHard               a worker process took too long or died
     ├─ FileUnavailable       Telegram does not hand out a file
     ├─ Unreachable           nobody there: blocked, removed, chat gone
     ├─ MethodUnavailable     this Bot API server does not know a method
     ├─ PackagesMissing       the extra ``bot`` is not installed
     └─ WorkerRefused         a worker, or a bot that hands work out, cannot start like this
         ├─ NeedsPostgresql   SQLite is for one process
         ├─ NoWorkForWorkers  the bot does its work itself
         └─ OtherEngine       what it made would not be what the bot makes
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
        return _messages()[self.code][language].format_map(self.fields)


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


class PackagesMissing(BotError):
    """The bot and its workers need packages that are not installed; field ``lacking`` names them."""

    code = "packages_missing"


class WorkerRefused(BotError):
    """A worker, or a bot that hands its work out, cannot start like this."""

    code = "worker_refused"


class NeedsPostgresql(WorkerRefused):
    """Workers share a database with the bot, and SQLite is for one process."""

    code = "needs_postgresql"


class NoWorkForWorkers(WorkerRefused):
    """The bot does its work itself."""

    code = "no_work_for_workers"


class OtherEngine(WorkerRefused):
    """What a worker made would not be what the bot makes. Fields: ``here``, ``there``, their engines."""

    code = "other_engine"
