"""Words of a sentence with their dictionary forms: the one analysis that all fact finders share.

English words get every stem that a regular ending allows (``visited`` -> visited, visit, visite); Russian words every
normal form that pymorphy3 knows; Japanese words Sudachi's dictionary form, word class and reading. Keeping all the
candidates and letting the lexicons choose is cheaper, and errs less, than a tagger that must decide by itself.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from summarizer.article import Language

_WORD_CACHE_SIZE = 65_536
"""Distinct word forms kept analysed; news uses far fewer within a day."""

_ENGLISH = re.compile(
    r"(?P<abbreviation>(?:[A-Za-z]\.){2,}(?=\W|$))|(?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b)"
    r"|(?P<word>[^\W\d_]+(?:[-–‑](?=[^\W_])\w+)*)|(?P<clitic>['’](?:s|S|re|ve|ll|d|t|m)\b)|(?P<punct>[^\w\s])|(?P<other>\w+)"
)
_RUSSIAN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*(?:-[а-яё]{1,3}\b)?)|(?P<word>[^\W\d_]+(?:[-–‑’'](?=[^\W_])\w+)*)"
    r"|(?P<punct>[^\w\s])|(?P<other>\w+)"
)
_DOUBLED_CONSONANT = re.compile(r"([bcdfghjklmnpqrstvwxz])\1$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or punctuation mark.

    Attributes:
        start, end: offsets in the sentence's text.
        text: as written.
        lemmas: candidate dictionary forms in lower case, the likeliest first; never empty.
        tags: what the analyser knows. Russian: pymorphy3 grammemes of the likeliest parse, and ``Name``, ``Surn``,
            ``Patr`` or ``Geox`` of any parse. Japanese: Sudachi's word classes (``人名``, ``姓`` …).
            English: ``word``, ``number``, ``punct``, ``clitic``, ``abbreviation`` or ``other``.
        reading: Japanese: katakana reading; otherwise empty.
    """

    start: int
    end: int
    text: str
    lemmas: tuple[str, ...]
    tags: frozenset[str]
    reading: str = ""

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def lemma(self) -> str:
        """The likeliest dictionary form."""
        return self.lemmas[0]


def words(text: str, language: Language) -> tuple[Word, ...]:
    """Return the words of a sentence in order; white space is left out.

    Args:
        text: one sentence.
        language: its language.
    """
    if language == "ja":
        return tuple(_japanese_words(text))
    pattern, analyse = (_ENGLISH, _english_lemmas) if language == "en" else (_RUSSIAN, russian_lemmas)
    return tuple(_spaced_words(text, pattern, analyse, language))


def _spaced_words(text: str, pattern: re.Pattern[str], analyse: Any, language: Language) -> Iterator[Word]:
    for match in pattern.finditer(text):
        kind = match.lastgroup or "other"
        written = match.group()
        if kind == "word":
            lemmas = analyse(written.lower())
            tags = russian_tags(written.lower()) if language == "ru" else _KINDS["word"]
        else:
            lemmas, tags = (written.lower(),), _KINDS[kind]
        yield Word(match.start(), match.end(), written, lemmas, tags)


_KINDS = {k: frozenset({k}) for k in ("word", "number", "punct", "clitic", "abbreviation", "other")}


@lru_cache(_WORD_CACHE_SIZE)
def _english_lemmas(word: str) -> tuple[str, ...]:
    stems = [word]
    if len(word) > 3:
        if word.endswith("ies"):
            stems.append(word[:-3] + "y")
        if word.endswith("es"):
            stems.append(word[:-2])
        if word.endswith("s") and not word.endswith("ss"):
            stems.append(word[:-1])
        if word.endswith("ied"):
            stems.append(word[:-3] + "y")
        for ending in ("ed", "ing"):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                stem = word[: -len(ending)]
                stems += [stem, stem + "e"]
                if _DOUBLED_CONSONANT.search(stem):
                    stems.append(stem[:-1])
    return tuple(dict.fromkeys(stems))


@cache
def russian_morphology() -> Any:
    """Return the process's one pymorphy3 analyser (loading takes about 0.1 s)."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(_WORD_CACHE_SIZE)
def _russian_parses(word: str) -> tuple[Any, ...]:
    # pymorphy3 asks for the Unicode names of letters, and fails on those that have none (Tangut, private use).
    return tuple(russian_morphology().parse(word)) if all(unicodedata.name(c, "") for c in word) else ()


@lru_cache(_WORD_CACHE_SIZE)
def russian_lemmas(word: str) -> tuple[str, ...]:
    """Return the normal forms of a lower-case Russian word, ё written as е, the likeliest first."""
    found = [p.normal_form.replace("ё", "е") for p in _russian_parses(word)]
    if "-" in word:
        found += _compound_lemmas(word)
    return tuple(dict.fromkeys([*found, word.replace("ё", "е")]))


def _compound_lemmas(word: str) -> list[str]:
    # pymorphy3 inflects both halves or neither; «российско-японских» and «вице-премьером» inflect the last one only.
    head, dash, tail = word.rpartition("-")
    return [head + dash + p.normal_form.replace("ё", "е") for p in _russian_parses(tail)]


_NAME_GRAMMEMES = frozenset({"Name", "Surn", "Patr", "Geox"})


@lru_cache(_WORD_CACHE_SIZE)
def russian_tags(word: str) -> frozenset[str]:
    """Return the grammemes of the likeliest parse, and the name grammemes of any parse."""
    parses = _russian_parses(word)
    best = frozenset(parses[0].tag.grammemes) if parses else frozenset()
    return best.union(*(_NAME_GRAMMEMES & p.tag.grammemes for p in parses)) | _KINDS["word"]


@cache
def _japanese_dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict="small")


_MOST_CHARACTERS = 12_000
"""Of a piece of text: Sudachi takes 49,149 bytes. What is so long is a list or no sentence; a word may be cut in it."""
_of_thread = threading.local()


def _japanese_tokenizer() -> Any:
    """Return the tokenizer of this thread: Sudachi's refuses a second one while it works for a first."""
    tokenizer = getattr(_of_thread, "tokenizer", None)
    if tokenizer is None:
        from sudachipy import SplitMode

        tokenizer = _of_thread.tokenizer = _japanese_dictionary().tokenizer(SplitMode.C)
    return tokenizer


@lru_cache(_WORD_CACHE_SIZE)
def _japanese_tags(part_of_speech: tuple[str, ...]) -> frozenset[str]:
    return frozenset(p for p in part_of_speech if p != "*")


def _japanese_words(text: str) -> Iterator[Word]:
    for start in range(0, len(text), _MOST_CHARACTERS):
        yield from _words_of_piece(text[start : start + _MOST_CHARACTERS], start)


def _words_of_piece(text: str, offset: int) -> Iterator[Word]:
    for m in _japanese_tokenizer().tokenize(text):
        if m.surface().isspace():
            continue
        yield Word(
            offset + m.begin(),
            offset + m.end(),
            m.surface(),
            tuple(dict.fromkeys((m.dictionary_form(), m.normalized_form(), m.surface()))),
            _japanese_tags(m.part_of_speech()),
            m.reading_form(),
        )
