"""A dictionary of phrases, found in a sentence by dictionary form: the matcher under every lexicon.

English and Russian phrases match word by word over all candidate lemmas; Japanese ones by characters, on Sudachi's
word boundaries. The longest phrase wins, left to right. A hand-made trie, because the known matchers (Aho-Corasick
wheels) work on characters, and cannot take one of several lemmas at each step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from summarizer.article import Language
from summarizer.language.words import Word, words

T = TypeVar("T")
_VALUE = ""
"""Key of a node's value; no lemma is empty."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One phrase found.

    Attributes:
        first, last: positions of its words in the word sequence, ``last`` exclusive.
        start, end: offsets in the sentence's text.
        value: what the dictionary holds under the phrase.
    """

    first: int
    last: int
    start: int
    end: int
    value: T


class Phrases(Generic[T]):
    """Phrases of one language, each with a value.

    Args:
        entries: pairs of phrase and value. A phrase that begins with a capital letter matches only capitalised text; of
            equal phrases the first wins.
        language: the language of the phrases.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], language: Language) -> None:
        self._language = language
        self._root: dict[str, Any] = {}
        for phrase, value in entries:
            self._add(phrase, value)

    def _add(self, phrase: str, value: T) -> None:
        steps = list(phrase) if self._language == "ja" else [w.lemma for w in words(phrase, self._language)]
        node = self._root
        for step in steps:
            node = node.setdefault(step, {})
        if steps:
            capital = self._language != "ja" and phrase[:1].isupper()
            node.setdefault(_VALUE, []).append((capital, value))

    def find(self, sentence: Sequence[Word]) -> list[Hit[T]]:
        """Return the phrases in a sentence, ordered and not overlapping.

        Args:
            sentence: its words, as ``words()`` gives them.
        """
        hits: list[Hit[T]] = []
        position = 0
        while position < len(sentence):
            hit = self.at(sentence, position)
            if hit is None:
                position += 1
            else:
                hits.append(hit)
                position = hit.last
        return hits

    def at(self, sentence: Sequence[Word], position: int) -> Hit[T] | None:
        """Return the longest phrase that begins at word ``position``, or None."""
        best = (
            self._longest_by_characters(sentence, position)
            if self._language == "ja"
            else self._longest_by_lemmas(self._root, sentence, position, sentence[position].capitalised)
        )
        if best is None:
            return None
        last, value = best
        return Hit(position, last, sentence[position].start, sentence[last - 1].end, value)

    def _longest_by_lemmas(
        self, node: dict[str, Any], sentence: Sequence[Word], position: int, capitalised: bool
    ) -> tuple[int, T] | None:
        best: tuple[int, T] | None = None
        for capital, value in node.get(_VALUE, ()):
            if capitalised or not capital:
                best = (position, value)
                break
        if position < len(sentence):
            for lemma in sentence[position].lemmas:
                child = node.get(lemma)
                if child is not None:
                    found = self._longest_by_lemmas(child, sentence, position + 1, capitalised)
                    if found is not None and (best is None or found[0] > best[0]):
                        best = found
        return best

    def _longest_by_characters(self, sentence: Sequence[Word], position: int) -> tuple[int, T] | None:
        node, best = self._root, None
        for index in range(position, len(sentence)):
            if index > position and sentence[index].start != sentence[index - 1].end:
                break
            for character in sentence[index].text:
                step = node.get(character)
                if step is None:
                    return best
                node = step
            if _VALUE in node:
                best = (index + 1, node[_VALUE][0][1])
        return best
