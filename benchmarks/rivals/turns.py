"""What the scripts for other Pythons share; imports nothing but the standard library."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


class Paragraphs:
    """Sentences in paragraphs.

    Args:
        file: JSON, a list of paragraphs, each a list of sentences.
    """

    def __init__(self, file: str) -> None:
        read: list[list[str]] = json.loads(Path(file).read_text(encoding="utf-8"))
        self._sentences = {" ".join(sentences): sentences for sentences in read}
        self.text = "\n".join(self._sentences)

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of a paragraph."""
        return self._sentences[text]


def take_turns(translate: Callable[[], object]) -> None:
    """Translate once for each line on standard input, and print the seconds that it took."""
    for _ in sys.stdin:
        begun = time.perf_counter()
        translate()
        print(time.perf_counter() - begun, flush=True)
