"""Waiting for something to happen, without sleeping: whoever changes the state rings, whoever waits looks again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """Rings for all who wait; used in one event loop."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake all who wait now."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def until(self, look: Callable[[], Found | None], within: float) -> Found | None:
        """Return what ``look`` finds, as soon as it finds it; None when ``within`` (seconds) has passed."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while (found := look()) is None:
            waiter: asyncio.Future[None] = loop.create_future()
            self._waiting.add(waiter)
            done, _ = await asyncio.wait({waiter}, timeout=max(0.0, deadline - loop.time()))
            self._waiting.discard(waiter)
            if not done:
                return look()
        return found
