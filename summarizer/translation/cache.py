"""Translations kept: the same sentence of the same article, asked for again, costs nothing."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from summarizer.translation.records import Translated

DEFAULT_SENTENCES = 4096
"""Sentences kept; about 1 kB each."""
LONGEST_KEPT = 2000
"""Characters of a sentence that is kept; a longer one is no sentence, and could fill the memory."""


class TranslationCache:
    """The translations used last. Safe to use from several threads.

    Args:
        sentences: most that are kept.
    """

    def __init__(self, sentences: int = DEFAULT_SENTENCES) -> None:
        self._most = sentences
        self._kept: OrderedDict[Hashable, Translated] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Translated | None:
        """Return what is kept under a key, or None."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, made: Translated) -> None:
        """Keep a translation; the one longest unused goes if there are too many. Very long ones are not."""
        if len(made.source) > LONGEST_KEPT:
            return
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
