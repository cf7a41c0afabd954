"""Cues of negation in a text. The patterns and what they mean are in ``negation.toml``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.article import Language
from summarizer.guarding.findings import data
from summarizer.language.words import Word


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that negates.

    Attributes:
        start, end: offsets.
        hard: it negates a predicate (not, не, ない); otherwise it only says a negation (fail, без, 拒否).
    """

    start: int
    end: int
    hard: bool


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tables = data("negation")[language]
    passed, hard, soft = (re.compile("|".join(tables[name])) for name in ("passed", "hard", "soft"))
    return passed, hard, soft


def find_cues(text: str, words: Sequence[Word], language: Language) -> Iterator[Cue]:
    """Yield the negations of a text, hard ones first.

    Args:
        text: as it is.
        words: its words.
        language: its language.
    """
    passed, hard, soft = _patterns(language)
    lower = text.lower()
    if len(lower) != len(text):
        # A few letters grow when they lose their case (İ), which would shift every offset.
        lower = text
    plain = passed.sub(lambda match: "\x00" * len(match.group()), lower)
    for match in hard.finditer(plain):
        yield Cue(match.start(), match.end(), True)
    for match in soft.finditer(plain):
        yield Cue(match.start(), match.end(), False)
