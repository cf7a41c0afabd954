"""A worker as a process of its own, which is listened to."""

import asyncio
import json
import os
import signal
from pathlib import Path
from typing import Any

import warm_start
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
        self._listening = asyncio.create_task(self._listen(self._started()))

    async def kill(self) -> None:
        """End it as the out-of-memory killer does."""
        self._process.send_signal(signal.SIGKILL)
        await self.ended()

    async def stop(self) -> int:
        """End it politely; returns the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it ends; returns the exit code."""
        await asyncio.wait_for(self._listening, SECONDS)
        return await asyncio.to_thread(self._process.wait, SECONDS)

    def _started(self) -> int:
        """Start it; return the descriptor from which its standard error is read."""
        reading, writing = os.pipe()
        with Path(os.devnull).open("r+b") as nothing, os.fdopen(writing, "wb") as log:
            streams = [nothing.fileno(), nothing.fileno(), log.fileno()]
            self._process = warm_start.start("bot", ["worker"], self._environ, self._folder, streams)
        return reading

    async def _listen(self, descriptor: int) -> None:
        lines = asyncio.StreamReader()
        with os.fdopen(descriptor, "rb") as log:
            await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), log)
            async for line in lines:
                self.lines.append(line.decode())
                self._bell.ring()

    async def __aenter__(self) -> "WorkerProcess":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
