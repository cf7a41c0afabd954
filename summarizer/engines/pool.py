"""The models of a process: opened once, shared through queues, unloaded when idle or when memory is short."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.article import Language
from summarizer.engines.hardware import machine_memory
from summarizer.engines.opening import open_generate, open_translate
from summarizer.engines.protocols import Generate, Translate
from summarizer.engines.queue import QueuedTranslator
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.turns import QueuedGenerator

IDLE_SECONDS = 600.0
LOOKS_PER_IDLE_TIME = 4
"""How often within the idle time someone looks for models to unload."""
MEMORY_SHARE = 0.5
"""Part of the machine's memory that models may take where the settings do not say."""
OVERHEAD = 1.3
"""Memory of a loaded model by its size on disk: activations and the search come on top of the weights."""

_log = logging.getLogger(__name__)
_Queue = QueuedTranslator | QueuedGenerator


class ModelPool:
    """The models of a process.

    Args:
        specs: of the models, in the order of preference.
        hardware: that they may use.
        idle_seconds: after how long without work a model is unloaded; 0 for never.
        memory_bytes: most that loaded models may take together, by their sizes; 0 for half of the machine's. The model
            asked least recently goes first. One that works stays, and so does a lone model that is larger.
        open_translator: opens a model that translates.
        open_generator: opens a model that writes.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        specs: Sequence[ModelSpec],
        hardware: Hardware,
        idle_seconds: float = IDLE_SECONDS,
        memory_bytes: int = 0,
        *,
        open_translator: Callable[[ModelSpec, Hardware], Translate] = open_translate,
        open_generator: Callable[[ModelSpec, Hardware], Generate] = open_generate,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._specs = tuple(specs)
        self._hardware = hardware
        self._idle = idle_seconds
        self._memory = memory_bytes or _machine_memory()
        self._open_translator = open_translator
        self._open_generator = open_generator
        self._clock = clock
        self._lock = threading.RLock()
        self._room = threading.Lock()
        self._translators: dict[str, QueuedTranslator] = {}
        self._generators: dict[str, QueuedGenerator] = {}
        self._stopped = threading.Event()
        self._sweeper: threading.Thread | None = None

    def translators(self, source: Language, target: Language) -> Sequence[QueuedTranslator]:
        """Return the models that translate a direction without a detour, the preferred one first; loads nothing."""
        return [
            self._translator(spec)
            for spec in self._specs
            if spec.task == "translate" and (source, target) in spec.directions
        ]

    def generators(self, language: Language) -> Sequence[QueuedGenerator]:
        """Return the models that write in a language, the preferred one first; loads nothing."""
        return [self._generator(spec) for spec in self._specs if spec.task == "generate" and language in spec.languages]

    @property
    def loaded(self) -> tuple[str, ...]:
        """Ids of the models that are in memory."""
        return tuple(spec.id for spec, queue in self._opened() if queue.loaded)

    def sweep(self) -> None:
        """Unload what nobody has used for the idle time. Called by a thread of the pool's own from time to time."""
        if not self._idle:
            return
        since = self._clock() - self._idle
        for spec, queue in self._opened():
            if queue.unload_if_idle(since):
                _log.info("%s unloaded after %.0f idle seconds", spec.id, self._idle)

    def close(self) -> None:
        """Turn away who waits, and free all memory. The pool may be used again afterwards."""
        with self._lock:
            sweeper, self._sweeper = self._sweeper, None
            self._stopped.set()
        if sweeper is not None and sweeper is not threading.current_thread():
            sweeper.join()
        for _, queue in self._opened():
            queue.close()

    def _translator(self, spec: ModelSpec) -> QueuedTranslator:
        with self._lock:
            if spec.id not in self._translators:
                engine = self._open_translator(spec, self._hardware)
                self._translators[spec.id] = QueuedTranslator(
                    engine, lambda: self._before_load(spec), clock=self._clock
                )
            return self._translators[spec.id]

    def _generator(self, spec: ModelSpec) -> QueuedGenerator:
        with self._lock:
            if spec.id not in self._generators:
                engine = self._open_generator(spec, self._hardware)
                self._generators[spec.id] = QueuedGenerator(engine, lambda: self._before_load(spec), clock=self._clock)
            return self._generators[spec.id]

    def _opened(self) -> list[tuple[ModelSpec, _Queue]]:
        with self._lock:
            known: list[tuple[ModelSpec, _Queue]] = []
            for spec in self._specs:
                queues: dict[str, QueuedTranslator] | dict[str, QueuedGenerator] = (
                    self._translators if spec.task == "translate" else self._generators
                )
                queue = queues.get(spec.id)
                if queue is not None:
                    known.append((spec, queue))
            return known

    def _before_load(self, coming: ModelSpec) -> None:
        """Make room for a model and see to it that it is unloaded again some day."""
        self._start_sweeper()
        with self._room:
            others = [(spec, queue) for spec, queue in self._opened() if queue.loaded and spec is not coming]
            taken = sum(map(memory_of, (spec for spec, _ in others))) + memory_of(coming)
            for spec, queue in sorted(others, key=lambda other: other[1].used):
                if taken <= self._memory:
                    return
                if queue.unload_if_idle():
                    _log.info("%s unloaded to make room for %s", spec.id, coming.id)
                    taken -= memory_of(spec)
            if taken > self._memory:
                _log.warning("models take about %d MB, more than the %d MB set", taken // 10**6, self._memory // 10**6)

    def _start_sweeper(self) -> None:
        with self._lock:
            if not self._idle or self._sweeper is not None:
                return
            self._stopped = threading.Event()
            self._sweeper = threading.Thread(
                target=self._sweep_until, args=(self._stopped,), name="models unloaded when idle", daemon=True
            )
            self._sweeper.start()

    def _sweep_until(self, stopped: threading.Event) -> None:
        while not stopped.wait(self._idle / LOOKS_PER_IDLE_TIME):
            self.sweep()


def memory_of(spec: ModelSpec) -> int:
    """Return about how many bytes a model takes when loaded: by its size in the spec, else by its files."""
    return round((spec.size_bytes or _size_on_disk(spec.path)) * OVERHEAD)


def _size_on_disk(path: Path | None) -> int:
    if path is None:
        return 0
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _machine_memory() -> int:
    return round(machine_memory() * MEMORY_SHARE) or sys.maxsize
