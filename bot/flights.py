"""Work that many ask for at the same time, done once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from summarizer.engines.priority import Priority, present

T = TypeVar("T")


class Flights(Generic[T]):
    """What is being made, by a key.

    Who looks at the screen does not join what is made for a digest, which lets others go first.
    """

    def __init__(self) -> None:
        self._under_way: dict[tuple[str, Priority], asyncio.Task[T]] = {}

    def join(self, key: str, make: Callable[[], Coroutine[Any, Any, T]], name: str) -> tuple[asyncio.Task[T], bool]:
        """Return the making of something, and whether it was under way before.

        Args:
            key: of what is made.
            make: makes it, if that has to be begun.
            name: of the task. To be awaited behind ``asyncio.shield``: nobody's leaving stops it for the others.
        """
        mine = (key, present())
        task = self._under_way.get((key, Priority.INTERACTIVE)) or self._under_way.get(mine)
        if task is not None:
            return task, True
        task = self._under_way[mine] = asyncio.create_task(make(), name=name)
        task.add_done_callback(lambda _: self._under_way.pop(mine, None))
        return task, False
