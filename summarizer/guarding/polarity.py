"""Cues of negation in a text. The patterns and what they mean are in ``negation.toml``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from summarizer.article import Language
from summarizer.guarding.findings import data

Grade = Literal["hard", "strong", "weak", "item"]
_TABLES: tuple[tuple[str, Grade], ...] = (
    ("fixed", "strong"),
    ("hard", "hard"),
    ("strong", "strong"),
    ("weak", "weak"),
    ("item", "item"),
)
"""Tables of ``negation.toml`` in the order in which they take a stretch of text, and the grade they give it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that negates.

    Attributes:
        start, end: offsets.
        grade: ``hard`` negates a predicate (not, не, ない), ``strong`` says as much by a word (fail, без, 拒否),
            ``weak`` may stand for one (only, 不), ``item`` needs one beside it (никогда, 決して).
    """

    start: int
    end: int
    grade: Grade


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], list[tuple[Grade, re.Pattern[str]]]]:
    tables = data("negation")[language]
    graded = [(grade, re.compile("|".join(tables[name]))) for name, grade in _TABLES if tables[name]]
    return re.compile("|".join(tables["passed"])), graded


def find_cues(text: str, language: Language) -> Iterator[Cue]:
    """Yield the negations of a text, each stretch by its strongest grade.

    Args:
        text: as it is.
        language: its language.
    """
    passed, graded = _patterns(language)
    # A few letters grow when they lose their case (İ), which would shift every offset.
    lower = text.lower() if len(text.lower()) == len(text) else text
    plain = passed.sub(lambda match: "\x00" * len(match.group()), lower)
    taken: set[int] = set()
    for grade, pattern in graded:
        for match in pattern.finditer(plain):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield Cue(match.start(), match.end(), grade)
