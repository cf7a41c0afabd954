"""One queue in front of a translation model: sentences of many callers are translated together.

A batch holds sentences of one direction and one set of options only. It leaves when it is full, or when its oldest
sentence has waited ``WAIT_SECONDS``; while the model works, what comes meanwhile gathers for the next one.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field

from summarizer.article import Language
from summarizer.engines.errors import EngineBusy
from summarizer.engines.halving import is_hopeless, translate_in_parts
from summarizer.engines.priority import Priority, present
from summarizer.engines.protocols import DecodeOptions, Hypothesis, Translate
from summarizer.engines.sharing import SharedEngine

BATCH_SENTENCES = 64
"""Most sentences of a batch: enough to keep cores busy, few enough for urgent work to get in soon."""
WAIT_SECONDS = 0.004
"""How long a lone sentence waits for company; some hundredth of what its translation takes."""
CAPACITY = 4096
"""Most sentences that wait; with the next one a caller is told that the engine is busy."""
DIGEST_SHARE = 0.5
"""Part of the capacity that digests may fill."""
PATIENCE_SECONDS = 30.0
"""After how long a digest's sentences are as urgent as those that people wait for, so that they come at all."""

_Group = tuple[Language, Language, DecodeOptions]


@dataclass(slots=True, eq=False)
class _Request:
    sentences: Sequence[str]
    group: _Group
    priority: Priority
    came: float
    number: int
    done: "Future[list[Hypothesis]]" = field(default_factory=lambda: Future())
    taken: int = 0
    results: list[Hypothesis] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        return len(self.sentences) - self.taken

    def finish(self, error: BaseException | None = None) -> None:
        try:
            if error is None:
                self.done.set_result(self.results)
            else:
                self.done.set_exception(error)
        except InvalidStateError:  # cancelled in the meantime
            return


@dataclass(frozen=True, slots=True)
class _Share:
    """What of a request is in a batch."""

    request: _Request
    sentences: Sequence[str]


class QueuedTranslator(SharedEngine[Translate]):
    """A model that many callers share; itself a ``Translate``. Any thread may call it, and coroutines.

    Args:
        engine: that translates; only this queue may call it.
        before_load: called before the first batch after the start or after ``close``.
        wait_seconds: how long a lone sentence waits for company.
        capacity: most sentences that wait.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        engine: Translate,
        before_load: Callable[[], None] | None = None,
        *,
        wait_seconds: float = WAIT_SECONDS,
        capacity: int = CAPACITY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(engine, before_load, clock)
        self._wait = wait_seconds
        self._capacity = capacity
        self._changed = threading.Condition()
        self._running = threading.Lock()
        self._requests: list[_Request] = []
        self._numbers = 0
        self._worker: threading.Thread | None = None

    @property
    def max_source_tokens(self) -> int:
        """Most tokens of one source sentence."""
        return self._engine.max_source_tokens

    def supports(self, source: Language, target: Language) -> bool:
        """Return whether the model translates this direction."""
        return self._engine.supports(source, target)

    def count_tokens(self, text: str, source: Language) -> int:
        """Return how many tokens ``text`` is."""
        return self._engine.count_tokens(text, source)

    def translate(
        self,
        sentences: Sequence[str],
        source: Language,
        target: Language,
        options: DecodeOptions,
        priority: Priority | None = None,
    ) -> list[Hypothesis]:
        """Translate sentences, together with those of others; see ``Translate``.

        Raises:
            EngineBusy: too many wait, or the queue was closed meanwhile.
            EngineError: the model failed with these sentences.
        """
        future = self.submit(sentences, source, target, options, priority)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def submit(
        self,
        sentences: Sequence[str],
        source: Language,
        target: Language,
        options: DecodeOptions,
        priority: Priority | None = None,
    ) -> "Future[list[Hypothesis]]":
        """Put sentences into the queue and return at once; without a priority, that of the calling thread counts.

        Returns:
            The hypotheses to come; cancelling it takes out what no batch has yet.

        Raises:
            EngineBusy: too many wait.
        """
        priority = present() if priority is None else priority
        with self._changed:
            self._numbers += 1
            now = self._used = self._clock()
            request = _Request(list(sentences), (source, target, options), priority, now, self._numbers)
            if not request.sentences:
                request.finish()
                return request.done
            self._admit(request)
            self._requests.append(request)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name=f"queue {self.id}", daemon=True)
                self._worker.start()
            self._changed.notify_all()
        return request.done

    def close(self) -> None:
        """Let the batch that runs end, turn those who wait away as busy, and free the model's memory."""
        with self._changed:
            refused, self._requests = self._requests, []
            self._changed.notify_all()
        for request in refused:
            request.finish(EngineBusy())
        with self._running:
            self._unload()

    def unload_if_idle(self, since: float | None = None) -> bool:
        """Free the model's memory unless someone waits for it or it works.

        Args:
            since: leave it if it was asked after this time.

        Returns:
            Whether it was loaded and no longer is.
        """
        if not self._running.acquire(blocking=False):
            return False
        try:
            with self._changed:
                if not self._loaded or self._requests or (since is not None and self._used > since):
                    return False
            self._unload()
            return True
        finally:
            self._running.release()

    def _admit(self, request: _Request) -> None:
        """Refuse a request that would wait too long; one that is alone is never too long."""
        waiting = sum(other.waiting for other in self._requests if not other.done.cancelled())
        share = DIGEST_SHARE if request.priority is Priority.DIGEST else 1.0
        if waiting and waiting + len(request.sentences) > self._capacity * share:
            raise EngineBusy

    def _work(self) -> None:
        """Translate batches until nobody waits; the next request starts another thread."""
        while True:
            with self._changed:
                self._gather()
                if not self._requests:
                    self._worker = None
                    return
            with self._running:
                with self._changed:
                    batch = self._take()
                if batch:
                    self._translate(batch)

    def _gather(self) -> None:
        """Wait until a batch is full or its oldest sentence has waited long enough."""
        while True:
            self._requests = [request for request in self._requests if not request.done.cancelled()]
            if not self._requests:
                return
            left = min(request.came for request in self._requests) + self._wait - self._clock()
            if left <= 0 or sum(request.waiting for request in self._requests) >= BATCH_SENTENCES:
                return
            if not self._changed.wait(left):
                return

    def _take(self) -> list[_Share]:
        """Take the next batch out of the queue: the most urgent request, then others of its kind."""
        now = self._clock()

        def urgency(request: _Request) -> tuple[int, int]:
            patient = now - request.came < PATIENCE_SECONDS
            return (request.priority if patient else Priority.INTERACTIVE, request.number)

        order = sorted((request for request in self._requests if not request.done.cancelled()), key=urgency)
        room = BATCH_SENTENCES
        shares: list[_Share] = []
        for request in order:
            if request.group == order[0].group and room:
                sentences = request.sentences[request.taken : request.taken + room]
                request.taken += len(sentences)
                room -= len(sentences)
                shares.append(_Share(request, sentences))
        self._requests = [request for request in order if request.waiting]
        return shares

    def _translate(self, batch: list[_Share]) -> None:
        """Translate a batch; when it fails, each request's part by itself, so that no one pays for a stranger."""
        try:
            results = self._ask(batch)
        except Exception as error:  # noqa: BLE001 - raised anew where the one who asked waits
            if len(batch) == 1 or is_hopeless(error):
                for share in batch:
                    self._fail(share.request, error)
                return
            for share in batch:
                self._translate([share])
            return
        begin = 0
        for share in batch:
            end = begin + len(share.sentences)
            share.request.results.extend(results[begin:end])
            begin = end
            if len(share.request.results) == len(share.request.sentences):
                share.request.finish()

    def _ask(self, batch: list[_Share]) -> list[Hypothesis]:
        self._begin()
        source, target, options = batch[0].request.group
        sentences = [sentence for share in batch for sentence in share.sentences]
        return translate_in_parts(self._engine, sentences, source, target, options)

    def _fail(self, request: _Request, error: BaseException) -> None:
        with self._changed:
            self._requests = [other for other in self._requests if other is not request]
        request.finish(error)
