"""What the two queues before a model share: whether it is loaded, since when nobody asked, and how it is freed."""

from collections.abc import Callable
from typing import Generic, TypeVar

from summarizer.engines.protocols import Generate, Translate

Engine = TypeVar("Engine", bound=Translate | Generate)


class SharedEngine(Generic[Engine]):
    """An engine that only a queue may call.

    Args:
        engine: to share.
        before_load: called before the first work after the start or after the engine was closed.
        clock: monotonic seconds.
    """

    def __init__(self, engine: Engine, before_load: Callable[[], None] | None, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._before_load = before_load
        self._clock = clock
        self._loaded = False
        self._used = clock()

    @property
    def id(self) -> str:
        """Id of the model."""
        return self._engine.id

    @property
    def loaded(self) -> bool:
        """Whether the model has been used since it was last closed."""
        return self._loaded

    @property
    def used(self) -> float:
        """When the model was last at work or asked for it, by the clock."""
        return self._used

    def _begin(self) -> None:
        if not self._loaded and self._before_load is not None:
            self._before_load()
        self._loaded = True

    def _unload(self) -> None:
        self._engine.close()
        self._loaded = False
