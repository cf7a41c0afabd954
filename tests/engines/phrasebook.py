"""An engine of the protocol Translate that answers from the example article, and stops at a gate when told to."""

import threading
from collections.abc import Sequence

from summarizer.article import Language
from summarizer.engines.errors import EngineError, OutOfMemory
from summarizer.engines.protocols import DecodeOptions, Hypothesis

POISON = "poison"


class Phrasebook:
    """Says each sentence with its direction behind it, and keeps a log of its batches."""

    def __init__(self, name: str = "phrasebook") -> None:
        self.id = name
        self.max_source_tokens = 100
        self.batches: list[list[str]] = []
        self.groups: list[tuple[Language, Language, DecodeOptions]] = []
        self.closed = 0
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Semaphore(0)
        self.room = 10**6
        """Sentences for which there is memory at once; with none the model itself does not fit."""
        self.together = 0
        self.most_together = 0

    def supports(self, source: Language, target: Language) -> bool:
        return source != target

    def count_tokens(self, text: str, source: Language) -> int:
        return len(text.split())

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        self.together += 1
        self.most_together = max(self.together, self.most_together)
        self.batches.append(list(sentences))
        self.groups.append((source, target, options))
        self.entered.release()
        try:
            assert self.gate.wait(30)
            if len(sentences) > self.room:
                raise OutOfMemory("bad_alloc", model=self.id, loading=not self.room)
            if POISON in sentences:
                raise EngineError(POISON)
            return [Hypothesis(f"{sentence} {source}-{target}", -0.1, finished=True) for sentence in sentences]
        finally:
            self.together -= 1

    def close(self) -> None:
        self.closed += 1


def texts(hypotheses: Sequence[Hypothesis]) -> list[str]:
    return [hypothesis.text for hypothesis in hypotheses]
