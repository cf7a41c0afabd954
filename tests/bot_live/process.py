"""The bot as a process of its own."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from bot_live.tiny_server import TinyServer
from botapi import BotApiServer

ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0


class BotProcess:
    """A bot that can be started, killed and started again on the same data.

    Args:
        server: its Telegram.
        folder: for its database and log.
        settings: further ``SVODKA_*`` variables.
    """

    def __init__(self, server: BotApiServer | TinyServer, folder: Path, **settings: str) -> None:
        self.folder = folder
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
        self._process: asyncio.subprocess.Process | None = None

    @property
    def log_file(self) -> Path:
        """Where the bot's log goes, of all its lives."""
        return self.folder / "bot.log"

    def log(self) -> list[dict[str, Any]]:
        """Return the log, line by line."""
        return [json.loads(line) for line in self.log_file.read_text().splitlines() if line.startswith("{")]

    async def start(self) -> None:
        """Start the bot; it may not be ready when this returns."""
        with self.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "bot", env=self.environ, cwd=self.folder, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """End it as the out-of-memory killer does."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> int:
        """End it politely; returns the exit code."""
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), START_SECONDS)

    async def ended(self) -> int:
        """Start it, and wait until it ends by itself; returns the exit code."""
        await self.start()
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), START_SECONDS)

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
