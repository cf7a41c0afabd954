"""``svodka doctor --offline``: whole briefs in a process of their own that is refused every connection.

The process is watched by an audit hook (https://peps.python.org/pep-0578/), which nothing can take away again: each
attempt to look up a host or to connect is refused and written down, also if whoever made it passes over the refusal.
What libraries do in C without Python's sockets is not seen; those that could are told by HF_HUB_OFFLINE as well.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.article import LANGUAGES, Language

if TYPE_CHECKING:
    from bot.startup import Startup
    from summarizer.neural import Neural

MAX_SECONDS = 1800
"""A large model on a slow disk takes minutes to load; only a hang takes half an hour."""
_NETWORK_EVENTS = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto"}
)
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
_MAX_PROBLEM_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class OfflineBrief:
    """A brief without a network; ``memory`` is the process's peak by then, in megabytes, 0 if the system hides it."""

    language: Language
    first: int
    again: int
    memory: int
    complete: bool


@dataclass(frozen=True, slots=True)
class OfflineReport:
    """What the process did.

    Attributes:
        briefs: one in each language.
        models: trials of the installed models, as ``bot.model_trial.Trial`` has them.
        attempts: what it wanted of the network; empty is what is to be proved.
        problem: why it did not come to an end; empty if it did.
    """

    briefs: tuple[OfflineBrief, ...] = ()
    models: tuple[dict[str, Any], ...] = ()
    attempts: tuple[str, ...] = ()
    problem: str = ""


def run_offline(startup: "Startup") -> OfflineReport:
    """Make the briefs in a process that is refused every connection, and return what it did.

    Args:
        startup: how the command was called; its settings file and environment hold there too.
    """
    paths = [str(Path(__file__).parents[1]), startup.environ.get("PYTHONPATH", "")]
    environ = {**startup.environ, **_OFFLINE, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}
    command = [sys.executable, "-m", "bot.offline", *([str(startup.config_file)] if startup.config_file else [])]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, capture_output=True, env=environ, timeout=MAX_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return OfflineReport(problem=f"> {MAX_SECONDS} s")
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit code {done.returncode}"]
        return OfflineReport(problem=lines[-1][:_MAX_PROBLEM_CHARACTERS])
    found = json.loads(done.stdout)
    briefs = tuple(OfflineBrief(**brief) for brief in found["briefs"])
    return OfflineReport(briefs, tuple(found["models"]), tuple(found["attempts"]))


def refuse_network() -> list[str]:
    """Refuse this process every connection from now on, for good.

    Returns:
        The list in which attempts are written down.
    """
    attempts: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NETWORK_EVENTS and not _stays_here(event, arguments):
            attempts.append(f"{event} {_address(event, arguments)}")
            raise ConnectionRefusedError(f"offline: {event}")

    sys.addaudithook(watch)
    return attempts


def _stays_here(event: str, arguments: tuple[Any, ...]) -> bool:
    """Return whether it never leaves the machine's kernel, such as the pair of sockets of an event loop."""
    address = _address(event, arguments)
    if event == "socket.getaddrinfo":
        return address is None
    if isinstance(address, str | bytes):
        return event in ("socket.connect", "socket.sendto")  # a name in the file system (AF_UNIX)
    # Windows makes the pair of sockets of an event loop by connecting to itself.
    return sys.platform == "win32" and isinstance(address, tuple) and address[0] == "127.0.0.1"


def _address(event: str, arguments: tuple[Any, ...]) -> Any:
    return arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]


def _main(config_file: Path | None) -> None:
    attempts = refuse_network()
    from bot.startup import Startup

    settings = Startup(config_file, arguments=()).load().settings
    from bot.model_settings import hardware, model_store, neural_settings
    from bot.model_trial import try_model
    from summarizer.neural import Neural

    models = Neural(neural_settings(settings))
    briefs = [_brief(language, models) for language in LANGUAGES]
    models.close()
    trials = [try_model(spec, hardware(settings)) for spec in model_store(settings).installed()]
    report = OfflineReport(tuple(briefs), tuple(asdict(trial) for trial in trials), tuple(attempts))
    sys.stdout.write(json.dumps(asdict(report)) + "\n")


def _brief(language: Language, models: "Neural") -> OfflineBrief:
    from bot.self_test import peak_megabytes, self_test

    measured = self_test(language, models)
    memory = peak_megabytes() or 0
    return OfflineBrief(language, measured.first_ms, measured.again_ms, memory, measured.is_complete)


if __name__ == "__main__":
    _main(Path(sys.argv[1]) if sys.argv[1:] else None)
