"""A worker as a process of its own, which is listened to."""

import asyncio
import json
import sys
from typing import Any

from bot_live.process import START_SECONDS, BotProcess
from botapi.signals import Bell


class WorkerProcess(BotProcess):
    """A worker of a bot; knows its settings, but nothing of Telegram.

    Args:
        bot: whose work it does.
        settings: further ``SVODKA_*`` variables.
    """

    def __init__(self, bot: BotProcess, **settings: str) -> None:
        self.folder = bot.folder
        self.environ = {name: value for name, value in bot.environ.items() if name not in _OF_TELEGRAM} | settings
        self.lines: list[str] = []
        self._bell = Bell()
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None

    def log(self) -> list[dict[str, Any]]:
        """Return what it has logged so far."""
        return [json.loads(line) for line in self.lines if line.startswith("{")]

    async def start(self) -> None:
        """Start it; it is ready once it says so."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "worker"),
            env=self.environ,
            cwd=self.folder,
            stderr=asyncio.subprocess.PIPE,
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def ended(self) -> int:
        """Start it, and wait until it ends by itself; returns the exit code."""
        code = await super().ended()
        assert self._listening is not None
        await self._listening
        return code

    async def stop(self) -> int:
        """End it politely; returns the exit code."""
        code = await super().stop()
        if self._listening is not None:
            await self._listening
        return code

    async def said(self, event: str) -> dict[str, Any]:
        """Return the first log line about an event, as soon as it is there."""
        found = await self._bell.until(
            lambda: next((line for line in self.log() if line["event"] == event), None), START_SECONDS
        )
        assert found, (event, self.lines)
        return found

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.lines.append(line.decode())
            self._bell.ring()


_OF_TELEGRAM = {"SVODKA_BOT__TOKEN", "SVODKA_BOT__BASE_URL", "SVODKA_BOT__BASE_FILE_URL"}
