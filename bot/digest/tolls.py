"""How many people an item says died, were hurt or are missing: of a disaster, what is new the next day."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.guarding.quantities import Number

Toll = Literal["dead", "hurt", "missing"]
TOLLS: tuple[Toll, ...] = get_args(Toll)
_LONGEST_BEFORE = 110
"""Characters before a number that are looked at: “the death toll from floods in southern Thailand rose to”."""
_LONGEST_AFTER = 40


def find_tolls(counted: Iterable[tuple[AnnotatedSentence, Sequence[Number]]]) -> frozenset[tuple[Toll, int]]:
    """Return the tolls of a text; of several figures of one kind the highest.

    Args:
        counted: its sentences with what ``numbers_of`` finds in them.
    """
    highest: dict[Toll, int] = {}
    for sentence, numbers in counted:
        for number in numbers:
            whole = [int(value) for value in number.values if value.denominator == 1 and value > 0]
            toll = _toll(sentence.text, number, sentence.language) if whole else None
            if toll is not None:
                highest[toll] = max(highest.get(toll, 0), *whole)
    return frozenset(highest.items())


def numbers_of(sentence: AnnotatedSentence) -> Iterator[Number]:
    """Yield the quantities of a sentence that are no part of a date."""
    from summarizer.guarding.japanese_numbers import find_japanese_numbers
    from summarizer.guarding.quantities import fold_width
    from summarizer.guarding.spaced_numbers import find_spaced_numbers

    text, language = sentence.text, sentence.language
    found = (
        find_japanese_numbers(fold_width(text), sentence.words)
        if language == "ja"
        else find_spaced_numbers(text, language)
    )
    for number in found:
        if not any(date.start < number.end and number.start < date.end for date in sentence.dates):
            yield number


def toll_line(toll: str, now: int, before: int | None, language: Language) -> str:
    """Return a toll in words.

    Args:
        toll: one of TOLLS.
        now: the figure.
        before: the figure that was told before, or None.
        language: of the words.
    """
    words: dict[str, str] = _data()["words"][language]
    form = words["toll" if before is None else "rose"]
    return form.format(toll=words[toll], now=now, before=before)


def _toll(text: str, number: Number, language: Language) -> Toll | None:
    if number.unit is not None:
        return None
    before, after = text[max(0, number.start - _LONGEST_BEFORE) : number.start], text[number.end :][:_LONGEST_AFTER]
    patterns = _patterns(language)
    # What follows a number belongs to it; what stands before it may belong to the number before.
    for toll, (_, follows) in patterns.items():
        if follows.search(after):
            return toll
    return next((toll for toll, (precedes, _) in patterns.items() if precedes.search(before)), None)


@cache
def _patterns(language: Language) -> dict[Toll, tuple[re.Pattern[str], re.Pattern[str]]]:
    data = _data()
    found: dict[Toll, tuple[re.Pattern[str], re.Pattern[str]]] = {}
    for toll in TOLLS:
        before, after = ("|".join(f"(?:{p})" for p in data[language][toll][side]) for side in ("before", "after"))
        found[toll] = (re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE))
    return found


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("bot.digest").joinpath("tolls.toml").read_text(encoding="utf-8"))
