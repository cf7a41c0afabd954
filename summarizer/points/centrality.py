"""How much of what the other sentences say does each sentence say: LexRank over dictionary forms.

Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22 (2004), in its
continuous form. Written out because the known package (sumy) stems words with a regular expression a language, knows
no Japanese dictionary forms, and builds its graph in Python loops.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.language.words import Word
from summarizer.points.cues import stop_words

Vector = NDArray[np.float64]

DAMPING = 0.85
"""Probability of following a link: Brin and Page's value, which the LexRank paper uses too."""

ITERATIONS = 30
"""Steps of the power iteration: 0.85 ** 30 leaves less than one per cent of the start."""

_FUNCTION_CLASSES = {
    "ru": frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "Apro"}),
    "ja": frozenset(
        {
            "助詞",
            "助動詞",
            "接続詞",
            "代名詞",
            "補助記号",
            "記号",
            "空白",
            "感動詞",
            "連体詞",
            "非自立可能",
            "接尾辞",
            "接頭辞",
        }
    ),
}
_CONTENT_CHARACTER = re.compile(r"\w")


def content_lemmas(words: Iterable[Word], language: Language) -> frozenset[str]:
    """Return the dictionary forms of the words that carry a subject; numbers count as words."""
    found = set()
    for word in words:
        lemma = _content_lemma(word.lemmas, word.tags, language)
        if lemma:
            found.add(lemma)
    return frozenset(found)


@lru_cache(65_536)
def _content_lemma(lemmas: tuple[str, ...], tags: frozenset[str], language: Language) -> str:
    stops = stop_words(language)
    if not _CONTENT_CHARACTER.search(lemmas[0]) or not stops.isdisjoint(lemmas[:2]):
        return ""
    if language == "en":
        # The candidates of one verb (makes: mak, make) meet in the shortest without its last vowel.
        stem = min(lemmas, key=len).rstrip("e")
        return stem[:-1] + "i" if stem.endswith("y") else stem
    if tags & _FUNCTION_CLASSES[language] and not lemmas[0].isdigit():
        return ""
    return lemmas[0] if len(lemmas[0]) > 1 or language == "ja" else ""


class Vectors:
    """The sentences of an article as tf-idf vectors of length 1.

    Args:
        contents: content lemmas of each sentence.
    """

    def __init__(self, contents: Sequence[Collection[str]]) -> None:
        # Sorted, so that sums run in one order under any PYTHONHASHSEED.
        self._columns = {lemma: i for i, lemma in enumerate(sorted({lemma for c in contents for lemma in c}))}
        rows = [i for i, content in enumerate(contents) for _ in content]
        columns = [self._columns[lemma] for content in contents for lemma in content]
        matrix = np.zeros((len(contents), len(self._columns)))
        matrix[rows, columns] = 1.0
        self._idf: Vector = 1.0 + np.log(max(1, len(contents)) / np.maximum(1.0, matrix.sum(axis=0)))
        self._weighted: Vector = matrix * self._idf
        lengths = np.linalg.norm(self._weighted, axis=1, keepdims=True)
        unit = self._weighted / np.maximum(lengths, 1e-12)
        self.similarity: Vector = unit @ unit.T
        """Cosine of every two sentences, 0 to 1."""

    def containment(self) -> Vector:
        """Return, for every two sentences, which share of the shorter one's weight the other repeats, 0 to 1."""
        weights = self._weighted.sum(axis=1)
        shared = (np.minimum(self._weighted, 1.0)) @ self._weighted.T
        smaller: Vector = np.minimum.outer(weights, weights)
        return np.minimum(1.0, shared / np.maximum(smaller, 1e-12))

    def overlap(self, lemmas: Collection[str]) -> Vector:
        """Return which share of the given lemmas' weight each sentence carries, 0 to 1."""
        known = sorted(self._columns[lemma] for lemma in lemmas if lemma in self._columns)
        if not known:
            return np.zeros(len(self._weighted))
        weights: Vector = self._weighted[:, known].sum(axis=1) / self._idf[known].sum()
        return weights

    def centrality(self) -> Vector:
        """Return the sentences' LexRank, the highest scaled to 1."""
        size = len(self.similarity)
        links = self.similarity.copy()
        np.fill_diagonal(links, 0.0)
        totals = links.sum(axis=1, keepdims=True)
        transition = np.where(totals > 0, links / np.maximum(totals, 1e-12), 1.0 / size)
        rank = np.full(size, 1.0 / size)
        for _ in range(ITERATIONS):
            rank = (1.0 - DAMPING) / size + DAMPING * (rank @ transition)
        scaled: Vector = rank / rank.max()
        return scaled


def contents_of(sentences: Sequence[AnnotatedSentence]) -> list[frozenset[str]]:
    """Return the content lemmas of each sentence."""
    return [content_lemmas(s.words, s.language) for s in sentences]
