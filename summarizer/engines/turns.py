"""One queue in front of a model that writes: callers take turns, those that people wait for first."""

import heapq
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from summarizer.article import Language
from summarizer.engines.errors import EngineBusy
from summarizer.engines.priority import Priority, present
from summarizer.engines.protocols import Generate, GenerateOptions, Generation, Message
from summarizer.engines.sharing import SharedEngine

CAPACITY = 64
"""Most callers that wait: an answer takes seconds to minutes."""


class QueuedGenerator(SharedEngine[Generate]):
    """A model that many callers share; itself a ``Generate``.

    Args:
        engine: that writes; only this queue may call it.
        before_load: called before the first answer after the start or after ``close``.
        capacity: most callers that wait.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        engine: Generate,
        before_load: Callable[[], None] | None = None,
        *,
        capacity: int = CAPACITY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(engine, before_load, clock)
        self._capacity = capacity
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._numbers = 0
        self._closings = 0
        self._busy = False

    @property
    def kind(self) -> Literal["chat", "summarizer"]:
        """See ``Generate``."""
        return self._engine.kind

    @property
    def window(self) -> int:
        """Most tokens; see ``Generate``."""
        return self._engine.window

    def supports(self, language: Language) -> bool:
        """Return whether the model reads and writes this language."""
        return self._engine.supports(language)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens ``text`` is."""
        return self._engine.count_tokens(text)

    def generate(
        self, prompt: Sequence[Message], options: GenerateOptions, priority: Priority | None = None
    ) -> Generation:
        """Write an answer when it is this caller's turn; see ``Generate``.

        Raises:
            EngineBusy: too many wait, or the queue was closed meanwhile.
        """
        with self._turn(present() if priority is None else priority):
            return self._engine.generate(prompt, options)

    def stream(
        self, prompt: Sequence[Message], options: GenerateOptions, priority: Priority | None = None
    ) -> Iterator[str]:
        """Write an answer piece by piece; the turn lasts until the iterator is exhausted or closed.

        Raises:
            EngineBusy: too many wait, or the queue was closed meanwhile.
        """
        with self._turn(present() if priority is None else priority):
            yield from self._engine.stream(prompt, options)

    def close(self) -> None:
        """Let the answer that is being written end, turn those who wait away as busy, and free the model's memory."""
        with self._changed:
            self._closings += 1
            self._changed.notify_all()
        with self._turn(Priority.INTERACTIVE, load=False, limited=False):
            self._unload()

    def unload_if_idle(self, since: float | None = None) -> bool:
        """Free the model's memory unless someone uses it; see ``QueuedTranslator.unload_if_idle``."""
        with self._changed:
            if self._busy or self._waiting or not self._loaded or (since is not None and self._used > since):
                return False
            self._unload()
            return True

    @contextmanager
    def _turn(self, priority: Priority, *, load: bool = True, limited: bool = True) -> Iterator[None]:
        def refused() -> bool:
            return limited and self._closings != closings

        with self._changed:
            if limited and len(self._waiting) >= self._capacity:
                raise EngineBusy
            if limited:
                self._used = self._clock()
            closings = self._closings
            self._numbers += 1
            ticket = (int(priority), self._numbers)
            heapq.heappush(self._waiting, ticket)
            try:
                self._changed.wait_for(lambda: refused() or (not self._busy and self._waiting[0] == ticket))
                if refused():
                    raise EngineBusy
                self._busy = True
            finally:
                self._waiting.remove(ticket)
                heapq.heapify(self._waiting)
                self._changed.notify_all()
        try:
            if load:
                self._begin()
            yield
        finally:
            with self._changed:
                self._busy = False
                self._used = self._clock()
                self._changed.notify_all()
