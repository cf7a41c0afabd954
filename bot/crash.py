"""The last resort for an error that nobody foresaw: a sentence for the person, the details in a file."""

import platform
import tempfile
import tomllib
import traceback
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from bot.startup import APP_NAME
from summarizer.article import Language
from summarizer.version import __version__


def details(error: Exception) -> str:
    """Return versions and traceback, without the values of variables."""
    head = f"svodka {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    return head + "".join(traceback.format_exception(error))


def report(error: Exception, language: Language) -> str:
    """Write the details of an error to a file and return the sentence that says where they are.

    Args:
        error: as caught.
        language: of the sentence.
    """
    path = _write(details(error))
    kind = type(error).__name__
    return _sentence("sentence" if path else "unwritten", language).format(path=path, kind=kind)


def unwritten_output(error: OSError, language: Language) -> str:
    """Return the sentence for output that nobody takes: a full disk, a closed stream.

    Args:
        error: as caught.
        language: of the sentence.
    """
    return _sentence("output", language).format(reason=error.strerror or type(error).__name__)


def _sentence(name: str, language: Language) -> str:
    words = tomllib.loads(files("bot").joinpath("crash.toml").read_text(encoding="utf-8"))
    return str(words[name][language])


def _write(text: str) -> Path | None:
    from platformdirs import user_log_path

    name = f"error-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
    for directory in (user_log_path(APP_NAME, appauthor=False), Path(tempfile.gettempdir())):
        try:
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            (directory / name).write_text(text, encoding="utf-8")
        except OSError:
            continue  # a read-only home is usual in containers: the next directory is tried
        return directory / name
    return None
