"""Runs ``svodka`` as its users do: a process with arguments, an environment and streams."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import bot

IMPORTED_FROM = str(Path(bot.__file__).parents[1])
"""The tree or the environment that the tests themselves import from."""

SECONDS = 120
"""Far more than any command takes; only a hang reaches it."""


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment without the settings, caches and locale of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "OPENBLAS_CORETYPE")}
    return {**kept, "HOME": str(home), "PYTHONPATH": IMPORTED_FROM, "LANG": "C.UTF-8", **(extra or {})}


def arguments(*words: str) -> list[str]:
    """Return the command line of ``svodka`` with these words."""
    return [sys.executable, "-m", "bot.cli", *words]


def svodka(
    home: Path, *words: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run ``svodka`` in an empty home directory, which is the working directory too."""
    return subprocess.run(  # noqa: S603 - our own command
        arguments(*words),
        input=stdin,
        capture_output=True,
        env=environment(home, extra),
        cwd=home,
        timeout=SECONDS,
        check=False,
    )
