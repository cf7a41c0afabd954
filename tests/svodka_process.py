"""Runs ``svodka`` as its users do: a process with arguments, an environment and streams."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import bot
import warm_start

IMPORTED_FROM = str(Path(bot.__file__).parents[1])
"""The tree or the environment that the tests themselves import from."""

SECONDS = 120
"""Far more than any command takes; only a hang reaches it."""

OF_THE_INTERPRETER = ("LANG", "LC_", "PYTHON")
"""How the names of variables begin that Python reads before it runs a program."""


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment without the settings, caches and locale of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "OPENBLAS_CORETYPE")}
    return {**kept, "HOME": str(home), "PYTHONPATH": IMPORTED_FROM, "LANG": "C.UTF-8", **(extra or {})}


def arguments(*words: str) -> list[str]:
    """Return the command line of ``svodka`` with these words."""
    return [sys.executable, "-m", "bot.cli", *words]


def svodka(
    home: Path, *words: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None, fresh: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run ``svodka`` in an empty home directory, which is the working directory too.

    Args:
        home: that directory.
        words: the command line after the command's name.
        stdin: all of standard input.
        extra: further environment variables.
        fresh: start Python for it, as is done anyway where a variable concerns Python or the locale.
    """
    if fresh or any(name.startswith(OF_THE_INTERPRETER) for name in extra or ()):
        return subprocess.run(  # noqa: S603 - our own command
            arguments(*words),
            input=stdin,
            capture_output=True,
            env=environment(home, extra),
            cwd=home,
            timeout=SECONDS,
            check=False,
        )
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        streams = [stream.fileno() for stream in (given, out, err)]
        code = warm_start.start("reading", words, environment(home, extra), home, streams).wait(SECONDS)
        for written in (out, err):
            written.seek(0)
        return subprocess.CompletedProcess(words, code, out.read(), err.read())
