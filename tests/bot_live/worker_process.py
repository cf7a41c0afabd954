"""A worker as a process of its own, which is listened to."""

import asyncio
import json
import signal
import sys
from typing import Any

from bot_live.process import BotProcess
from botapi.signals import Bell

SECONDS = 60.0
OF_TELEGRAM = {"SVODKA_BOT__TOKEN", "SVODKA_BOT__BASE_URL", "SVODKA_BOT__BASE_FILE_URL"}


class WorkerProcess:
    """A worker of a bot; knows its settings, but nothing of Telegram. ``async with`` starts and ends it.

    Args:
        bot: whose work it does.
        settings: further ``SVODKA_*`` variables.

    Attributes:
        lines: of its standard error so far.
    """

    def __init__(self, bot: BotProcess, **settings: str) -> None:
        self.lines: list[str] = []
        self._folder = bot.folder
        self._environ = {name: value for name, value in bot.environ.items() if name not in OF_TELEGRAM} | settings
        self._bell = Bell()

    def log(self) -> list[dict[str, Any]]:
        """Return what it has logged so far."""
        return [json.loads(line) for line in self.lines if line.startswith("{")]

    async def said(self, event: str) -> dict[str, Any]:
        """Return the first log line about an event, as soon as it is there."""
        found = await self._bell.until(
            lambda: next((line for line in self.log() if line["event"] == event), None), SECONDS
        )
        assert found, (event, self.lines)
        return found

    async def start(self) -> None:
        """Start it; it is ready once it says so."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "worker"),
            env=self._environ,
            cwd=self._folder,
            stderr=asyncio.subprocess.PIPE,
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def kill(self) -> None:
        """End it as the out-of-memory killer does."""
        self._process.kill()
        await self.ended()

    async def stop(self) -> int:
        """End it politely; returns the exit code."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it ends; returns the exit code."""
        await asyncio.wait_for(self._listening, SECONDS)
        return await asyncio.wait_for(self._process.wait(), SECONDS)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.lines.append(line.decode())
            self._bell.ring()

    async def __aenter__(self) -> "WorkerProcess":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
