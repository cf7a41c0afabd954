"""The command ``svodka`` as a process: streams, signals, exit codes. What the commands do is in ``bot.commands``.

Exit codes: 0 done, 1 the work failed, 2 wrong usage or settings, 130 interrupted (128 + SIGINT, as shells count).
Nothing heavy is imported before it is known which command is wanted.
"""

import errno
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
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF})
_NOWHERE = "/dev/full" if os.path.exists("/dev/full") else os.devnull  # noqa: PTH110 - pathlib is slow to import


def main() -> None:
    """Run the command that the arguments name, and leave the process with its exit code."""
    _open_closed_streams()
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
    except OSError as error:
        code = EXIT_FAILED
        _drop_output()
        _say(_unwritten(error))
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
    except OSError as error:
        if error.errno not in _UNWRITABLE or error.filename is not None:
            _say(_crash(error))
            return EXIT_FAILED
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


def _unwritten(error: OSError) -> str:
    from bot.crash import unwritten_output

    return unwritten_output(error, _language())


def _crash(error: Exception) -> str:
    from bot.crash import details, report
    from bot.startup import Startup

    return details(error) if Startup().debug else report(error, _language())


def _language() -> "Language":
    from bot.startup import Startup

    return Startup().language


def _say(text: str) -> None:
    sys.stderr.write(text.rstrip() + "\n")


def _open_closed_streams() -> None:
    """Give a stream that the caller closed a place that takes nothing, so that it fails as a full disk does."""
    if sys.stdout is None:
        sys.stdout = open(_NOWHERE, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


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
