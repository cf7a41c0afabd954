"""Cues of negation in a text, by grade and sense. The patterns and what they mean are in ``negation.toml``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from summarizer.article import Language
from summarizer.guarding.findings import data
from summarizer.language.words import Word

Grade = Literal["hard", "strong", "word", "implied", "weak", "inert", "item"]
_ENDING = r"(?:な(?:い|かった|かろう|く|ければ)|ません|ず|ぬ)"
_GAP = r"[^、。]{0,12}?"
_NEGATORS = frozenset({"ない", "無い", "ぬ", "まい"})
"""Dictionary forms of the Japanese words that negate, by Sudachi."""
_ADVERBIAL = "ず"
"""Dictionary form of the one that often makes an adverb of a verb (くじけず, 知らず)."""
_BLANK = "\x00"
"""Stands for every character that has been read."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that negates, or may stand for one that does.

    Attributes:
        start, end: offsets.
        grade: ``hard`` negates a predicate (not, не, ない), ``strong`` does so together with another word (no longer),
            ``word`` by its meaning (fail, без, 拒否), ``implied`` may (avoid), ``weak`` seldom does (不), ``inert``
            does not (only); ``item`` needs one beside it (никогда, 決して).
        sense: key of ``negation.toml``; empty for ``hard`` and ``item``.
    """

    start: int
    end: int
    grade: Grade
    sense: str = ""


@dataclass(frozen=True, slots=True)
class _Sense:
    name: str
    grade: Grade
    pattern: re.Pattern[str]


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    return _compiled(data("negation")[name][language])


@cache
def _senses(language: Language) -> tuple[re.Pattern[str], tuple[_Sense, ...]]:
    """Return one pattern of all senses, which finds the places, and each sense with its own."""
    tables = data("negation")["sense"]
    together = _compiled([form for table in tables.values() for form in table[language]])
    return together, tuple(
        _Sense(table.get("settles", name), table["grade"], _compiled(table[language])) for name, table in tables.items()
    )


def _compiled(forms: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern; a boundary that many forms begin with is looked for once, which is five times as fast."""
    bounded = [form.removeprefix(r"\b") for form in forms if form.startswith(r"\b")]
    free = [form for form in forms if not form.startswith(r"\b")]
    joined = "|".join([*([rf"\b(?:{'|'.join(bounded)})"] if bounded else []), *free])
    return re.compile(joined.replace("{ない}", _ENDING).replace("{…}", _GAP).replace("ё", "е"))


def find_cues(text: str, words: Sequence[Word], language: Language) -> Iterator[Cue]:
    """Yield the negations of a text and what may stand for one; no stretch of text counts twice.

    Args:
        text: as it is.
        words: of the text.
        language: its language.
    """
    # A few letters grow when they lose their case (İ), which would shift every offset.
    lower = (text.lower() if len(text.lower()) == len(text) else text).replace("ё", "е")
    plain = _pattern(language, "passed").sub(lambda match: _BLANK * len(match.group()), lower)
    for cue in _by_sense(plain, language):
        yield cue
        plain = plain[: cue.start] + _BLANK * (cue.end - cue.start) + plain[cue.end :]
    repeated = {match.start(match.lastindex or 0) for match in _pattern(language, "again").finditer(plain)}
    for start, end in _words_of(_NEGATORS, plain, words) if language == "ja" else _spans(plain, language, "hard"):
        yield Cue(start, end, "implied" if start in repeated else "hard")
    if language == "ja":
        yield from (Cue(start, end, "implied") for start, end in _words_of({_ADVERBIAL}, plain, words))
    yield from (Cue(start, end, "item") for start, end in _spans(plain, language, "item"))


def _by_sense(plain: str, language: Language) -> Iterator[Cue]:
    together, senses = _senses(language)
    position = 0
    while place := together.search(plain, position):
        sense, match = next((s, m) for s in senses if (m := s.pattern.match(plain, place.start())))
        yield Cue(match.start(), match.end(), sense.grade, sense.name)
        position = max(match.end(), place.start() + 1)


def _spans(plain: str, language: Language, name: str) -> Iterator[tuple[int, int]]:
    if data("negation")[name][language]:
        yield from (match.span() for match in _pattern(language, name).finditer(plain))


def _words_of(lemmas: frozenset[str] | set[str], plain: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for word in words:
        if word.lemma in lemmas and _BLANK not in plain[word.start : word.end]:
            yield word.start, word.end
