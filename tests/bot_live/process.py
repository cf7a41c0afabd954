"""The bot as a process of its own."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import warm_start
from bot_live.tiny_server import TinyServer
from botapi import BotApiServer

ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0


class BotProcess:
    """A bot that can be started, killed and started again on the same data.

    Args:
        server: its Telegram.
        folder: for its database and log.
        fresh: start Python for it, for its memory's sake, instead of a process that has all modules (``warm_start``).
        settings: further ``SVODKA_*`` variables.
    """

    def __init__(
        self, server: BotApiServer | TinyServer, folder: Path, *, fresh: bool = False, **settings: str
    ) -> None:
        self.folder = folder
        self._fresh = fresh
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SVODKA_", "DBOS"))},
            "SVODKA_BOT__TOKEN": server.token,
            "SVODKA_BOT__BASE_URL": server.base_url,
            "SVODKA_BOT__BASE_FILE_URL": server.base_file_url,
            "SVODKA_BOT__DATABASE_URL": f"sqlite:///{folder / 'svodka.db'}",
            "SVODKA_BOT__CALLS_PER_SECOND": "0",
            "SVODKA_FETCH__ALLOW_HOSTS": "127.0.0.1",
            "SVODKA_FETCH__CACHE": "false",
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        self._process: subprocess.Popen[bytes] | warm_start.WarmProcess | None = None

    @property
    def log_file(self) -> Path:
        """Where the bot's log goes, of all its lives."""
        return self.folder / "bot.log"

    def log(self) -> list[dict[str, Any]]:
        """Return the log, line by line."""
        return [json.loads(line) for line in self.log_file.read_text().splitlines() if line.startswith("{")]

    async def start(self) -> None:
        """Start the bot; it may not be ready when this returns."""
        self._process = self._started()

    async def kill(self) -> None:
        """End it as the out-of-memory killer does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            await self._ended()

    async def stop(self) -> int:
        """End it politely; returns the exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGTERM)
        return await self._ended()

    async def ended(self) -> int:
        """Start it, and wait until it ends by itself; returns the exit code."""
        await self.start()
        return await self._ended()

    async def _ended(self) -> int:
        assert self._process is not None
        return await asyncio.to_thread(self._process.wait, START_SECONDS)

    def _started(self) -> "subprocess.Popen[bytes] | warm_start.WarmProcess":
        with self.log_file.open("ab") as log, Path(os.devnull).open("rb") as nothing:
            if self._fresh:
                command = [sys.executable, "-m", "bot.cli", "bot"]
                return subprocess.Popen(  # noqa: S603 - our own command
                    command, env=self.environ, cwd=self.folder, stdin=nothing, stdout=log, stderr=log
                )
            streams = [nothing.fileno(), log.fileno(), log.fileno()]
            return warm_start.start("bot", ["bot"], self.environ, self.folder, streams)

    @property
    def pid(self) -> int:
        """Of the running process."""
        assert self._process is not None
        return self._process.pid

    async def __aenter__(self) -> "BotProcess":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
