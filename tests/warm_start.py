"""Starts ``svodka`` as a process of its own, as its users do, but for the imports, which are done once for many starts.

A server without threads has imported what the commands need and forks for each start. The new process has the
arguments, environment, working directory and streams that were asked for, and runs the module ``bot.cli`` to its end.
What Python itself does before that is not done anew, so tests of start-up, of imports and of memory start Python.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["bot", "reading"]
"""What is imported: the bot's modules, or those of the reading commands with the dictionaries of three languages."""

MODULES: dict[str, tuple[str, ...]] = {
    "bot": ("bot.commands", "bot.app"),
    "reading": (
        *("bot.commands", "config.settings", "config.load", "summarizer.cli", "summarizer.terminal"),
        *(
            "summarizer.translate_cli",
            "summarizer.translation.translator",
            "summarizer.engines.openai_engine",
            "openai",
        ),
    ),
}
"""Of each kind. Not huggingface_hub, which reads the environment when it is imported, nor ``bot.cli``, which is run."""

ROOT = Path(__file__).parents[1]
_LENGTH_BYTES = 4
_STREAMS = 3


class WarmProcess:
    """A process that was started so, with the methods of ``subprocess.Popen`` that tests use.

    Attributes:
        pid: its number.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._returncode: int | None = None
        self.pid = int.from_bytes(_received(connection, _LENGTH_BYTES), "big")

    def poll(self) -> int | None:
        """Return the exit code, or None while there is none."""
        self._look(0.0)
        return self._returncode

    def wait(self, timeout: float) -> int:
        """Return the exit code as soon as there is one.

        Raises:
            subprocess.TimeoutExpired: it has not ended after so many seconds.
        """
        self._look(timeout)
        if self._returncode is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
        return self._returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def _look(self, seconds: float) -> None:
        if self._returncode is None and select.select([self._connection], [], [], seconds)[0]:
            status = int.from_bytes(_received(self._connection, _LENGTH_BYTES), "big")
            self._returncode = os.waitstatus_to_exitcode(status)
            self._connection.close()


def start(
    kind: Kind, words: Sequence[str], environ: Mapping[str, str], cwd: Path, streams: Sequence[int]
) -> WarmProcess:
    """Start ``svodka``.

    Args:
        kind: of server.
        words: the command line after the command's name.
        environ: all of the environment.
        cwd: working directory.
        streams: descriptors of standard input, output and error.
    """
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(_server(kind))
    asked = json.dumps([list(words), dict(environ), str(cwd)]).encode()
    socket.send_fds(connection, [len(asked).to_bytes(_LENGTH_BYTES, "big")], list(streams))
    connection.sendall(asked)
    return WarmProcess(connection)


@cache
def _server(kind: Kind) -> str:
    """Return the address of this test process's server, started when first needed and ended with it."""
    folder = tempfile.TemporaryDirectory(prefix="warm")  # short: a socket's path has at most 107 characters
    address = f"{folder.name}/socket"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, kind, address]
    server = subprocess.Popen(  # noqa: S603 - this file
        command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )

    def end() -> None:
        server.communicate()
        folder.cleanup()

    atexit.register(end)
    assert server.stdout
    assert server.stdout.readline() == b"ready\n"
    return address


def _received(connection: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        more = connection.recv(size - len(content))
        if not more:
            raise ConnectionError("the server of warm starts has ended")
        content += more
    return content


class _Server:
    """Forks for each connection, and says on it which process that is and, at its end, how it ended."""

    def __init__(self, address: str) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(address)
        self._listener.listen()
        self._children: dict[int, socket.socket] = {}

    def serve(self) -> tuple[list[str], dict[str, str], str, list[int]] | None:
        """Return in each new process what was asked for; in the server itself None, when nobody needs it any more."""
        signal.signal(signal.SIGCHLD, self._reap)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while sys.stdin not in select.select([self._listener, sys.stdin], [], [])[0]:
            connection, _ = self._listener.accept()
            length, streams, *_ = socket.recv_fds(connection, _LENGTH_BYTES, _STREAMS)
            words, environ, cwd = json.loads(_received(connection, int.from_bytes(length, "big")))
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])  # it may end before it is noted
            pid = os.fork()
            if not pid:
                self._leave(connection)
                return words, environ, cwd, streams
            for stream in streams:
                os.close(stream)
            self._children[pid] = connection
            connection.sendall(pid.to_bytes(_LENGTH_BYTES, "big"))
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        return None

    def _leave(self, connection: socket.socket) -> None:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        for one in (self._listener, connection, *self._children.values()):
            one.close()
        self._children.clear()

    def _reap(self, *_: object) -> None:
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            with self._children.pop(pid) as connection:
                try:
                    connection.sendall(status.to_bytes(_LENGTH_BYTES, "big"))
                except BrokenPipeError:
                    continue  # whoever started it does not wait for it


def _become(words: list[str], environ: dict[str, str], cwd: str, streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(cwd)
    time.tzset()
    sys.argv[1:] = words
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, buffering, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - as long as the process
        for number, mode, buffering, errors in (
            (0, "r", -1, "strict"),
            (1, "w", -1, "strict"),
            (2, "w", 1, "backslashreplace"),
        )
    )
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr


def _import(kind: str) -> None:
    for module in MODULES[kind]:
        importlib.import_module(module)
    if kind == "reading":
        _load_dictionaries()


def _load_dictionaries() -> None:
    from summarizer.article import LANGUAGES, Document
    from summarizer.brief import BriefOptions, make_brief
    from summarizer.language.read_article import read_article

    for language in LANGUAGES:
        text = (ROOT / "examples" / "articles" / language / "talks.txt").read_text(encoding="utf-8")
        make_brief(read_article(Document(text=text, pasted=True)), BriefOptions(language=language))


def _main(kind: str, address: str) -> None:
    _import(kind)
    gc.freeze()
    asked: Any = _Server(address).serve()
    if asked is not None:
        _become(*asked)
        runpy.run_module("bot.cli", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
