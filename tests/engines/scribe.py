"""An engine of the protocol Generate that writes by rule, word by word, and stops at a gate when told to."""

import threading
from collections.abc import Iterator, Sequence
from typing import Literal

from summarizer.article import Language
from summarizer.engines.errors import EngineError
from summarizer.engines.protocols import GenerateOptions, Generation, Message

POISON = "poison"


class Scribe:
    """Repeats what it is asked, in capitals, and keeps a log of whom it answered."""

    id = "scribe"
    kind: Literal["chat", "summarizer"] = "chat"
    window = 100

    def __init__(self) -> None:
        self.answered: list[str] = []
        self.closed = 0
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Semaphore(0)
        self.together = 0
        self.most_together = 0

    def supports(self, language: Language) -> bool:
        return language != "ja"

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def generate(self, prompt: Sequence[Message], options: GenerateOptions) -> Generation:
        return Generation("".join(self.stream(prompt, options)), finished=True)

    def stream(self, prompt: Sequence[Message], options: GenerateOptions) -> Iterator[str]:
        asked = prompt[-1].content
        self.together += 1
        self.most_together = max(self.together, self.most_together)
        self.answered.append(asked)
        self.entered.release()
        try:
            assert self.gate.wait(30)
            if asked == POISON:
                raise EngineError(POISON)
            for word in asked.split():
                yield f"{word.upper()} "
        finally:
            self.together -= 1

    def close(self) -> None:
        self.closed += 1
