"""The command ``svodka`` as a process: streams, signals, exit codes. What the commands do is in ``bot.commands``.

Exit codes: 0 done, 1 the work failed, 2 wrong usage or settings, 130 interrupted (128 + SIGINT, as shells count).
Nothing heavy is imported before it is known which command is wanted.
"""

import io
import logging
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.article import Language

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments name, and leave the process with its exit code."""
    _speak_utf8()
    try:
        _set_up_log()
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        code = EXIT_FAILED
        _drop_output()
    sys.exit(code)


def _run() -> int | str | None:
    from bot.commands import app
    from config.errors import SettingsError
    from summarizer.errors import SvodkaError

    try:
        app(prog_name="svodka")
    except SystemExit as leaving:  # how typer ends; output is flushed before the process goes
        return leaving.code
    except BrokenPipeError:
        raise
    except (SettingsError, SvodkaError) as error:  # the reading commands catch their own: these are of start-up
        _say(error.message(_language()))
        return EXIT_USAGE
    except Exception as error:  # noqa: BLE001 - the outermost frame: nothing may leave it as a traceback
        _say(_crash(error))
        return EXIT_FAILED
    return None


def _set_up_log() -> None:
    """Keep the log off the terminal, where it would stand between the sentences for people, unless it is asked for."""
    from bot.startup import Startup

    log = logging.getLogger()
    log.addHandler(logging.StreamHandler() if Startup().debug else logging.NullHandler())


def _crash(error: Exception) -> str:
    from bot.crash import details, report
    from bot.startup import Startup

    return details(error) if Startup().debug else report(error, _language())


def _language() -> "Language":
    from bot.startup import Startup

    return Startup().language


def _say(text: str) -> None:
    sys.stderr.write(text.rstrip() + "\n")


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: under LANG=C Japanese would be an encoding error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """Point standard output at nothing, so that the interpreter's own last flush finds no closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
