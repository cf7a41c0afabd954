"""Cues of negation in a text, by grade and sense. The patterns and what they mean are in ``negation.toml``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from summarizer.article import Language
from summarizer.guarding.findings import data
from summarizer.language.words import Word

Grade = Literal["hard", "strong", "implied", "weak", "inert", "item"]
_ENDING = r"(?:な(?:い|かった|かろう|く|ければ)|ません|ず|ぬ)"
_GAP = r"[^、。]{0,12}?"
_NEGATORS = frozenset({"ない", "無い", "ぬ", "まい"})
"""Dictionary forms of the Japanese words that negate, by Sudachi."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that negates, or may stand for one that does.

    Attributes:
        start, end: offsets.
        grade: ``hard`` negates a predicate (not, не, ない), ``strong`` says as much by a word (fail, без, 拒否),
            ``implied`` may (avoid), ``weak`` seldom does (only, 不); ``item`` needs one beside it (никогда, 決して).
        sense: key of ``negation.toml``; empty for ``hard`` and ``item``.
    """

    start: int
    end: int
    grade: Grade
    sense: str = ""


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    return _compiled(data("negation")[name][language])


@cache
def _senses(language: Language) -> tuple[re.Pattern[str], dict[str, tuple[Grade, str]]]:
    """Return one pattern of all tables of words, each a named group, and by its name their grade and sense."""
    tables = data("negation")["sense"]
    joined = "|".join(f"(?P<{name}>{'|'.join(table[language])})" for name, table in tables.items())
    return _compiled([joined]), {name: (table["grade"], table.get("settles", name)) for name, table in tables.items()}


def _compiled(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(forms).replace("{ない}", _ENDING).replace("{…}", _GAP).replace("ё", "е"))


def find_cues(text: str, words: Sequence[Word], language: Language) -> Iterator[Cue]:
    """Yield the negations of a text and what may stand for one; no stretch of text counts twice.

    Args:
        text: as it is.
        words: of the text.
        language: its language.
    """
    # A few letters grow when they lose their case (İ), which would shift every offset.
    lower = text.lower() if len(text.lower()) == len(text) else text
    plain = _pattern(language, "passed").sub(_blank, lower.replace("ё", "е"))
    senses, senses_of = _senses(language)
    for match in senses.finditer(plain):
        name = match.lastgroup or ""
        yield Cue(match.start(), match.end(), *senses_of[name])
    plain = senses.sub(_blank, plain)
    repeated = {match.span(match.lastindex or 0)[0] for match in _pattern(language, "again").finditer(plain)}
    for start, end in _negators(plain, words) if language == "ja" else _spans(plain, language, "hard"):
        yield Cue(start, end, "implied" if start in repeated else "hard")
    for start, end in _particles(plain, words):
        yield Cue(start, end, "implied")
    for start, end in _spans(plain, language, "item"):
        yield Cue(start, end, "item")


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())


def _spans(plain: str, language: Language, name: str) -> Iterator[tuple[int, int]]:
    if data("negation")[name][language]:
        yield from (match.span() for match in _pattern(language, name).finditer(plain))


def _particles(plain: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Japanese ず, which often makes an adverb of a verb (くじけず, 知らず)."""
    for word in words:
        if word.lemma == "ず" and "\x00" not in plain[word.start : word.end]:
            yield word.start, word.end


def _negators(plain: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for word in words:
        if word.lemma in _NEGATORS and "\x00" not in plain[word.start : word.end]:
            yield word.start, word.end
