"""A number as text gives it, and what all three languages share in reading it: digits, units, times, decades."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Literal

from summarizer.guarding.findings import data

Strength = Literal["sure", "unsure", "hint"]

SCALE_LETTERS = {"k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9}
_GROUP = 3
"""Digits between two separators of thousands."""
_LONGEST_NUMBER = 30
"""Digits beyond which a run is no quantity; it is compared by its first ones."""
DIGITS = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*"
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2012: 0x2D, 0x2212: 0x2D}
_DECADE = re.compile(r"(?:['’]?s\b|-?[хе]\b|年代|-?th\b)")
_CLOCK = re.compile(r"\s*(?::[0-5][0-9]|[ap]\.?m\b|時(?!間)|час|утра|вечера|дня|ночи)")
_CLOCK_BEFORE = re.compile(r"(?::|午前|午後|\bв )$")
_AND_HALF = re.compile(r"(?:年|時間|倍|か月|カ月|ヶ月|日|分)半")
_HALF_DAY = 12
_MONTHS = 12
"""9/11 is a date as well, which others write 9.11."""
_FRACTION = re.compile(r"\s?[/⁄]\s?([0-9]+)(?![0-9/])")
_SPANS = (
    (re.compile(r"\s*(?:decades?\b|десятилети|десятк)"), 10),
    (re.compile(r"\s*(?:centur|столети|век(?:а|ов|ами|ах)\b|世紀)"), 100),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start, end: offsets.
        values: every value that the words can mean; two numbers agree if they share one.
        strength: ``sure`` must be carried by the source, ``unsure`` should be, ``hint`` (both, decade, first) only
            carries others.
        unit: ``percent``, an ISO 4217 code, or None.
    """

    start: int
    end: int
    values: frozenset[Fraction]
    strength: Strength
    unit: str | None = None


def fold_width(text: str) -> str:
    """Return ``text`` with full-width characters as ASCII, every offset kept."""
    return text.translate(_FULL_WIDTH)


def digit_values(written: str, *, decimal_comma: bool = False) -> frozenset[Fraction]:
    """Return the values that digits with separators can mean.

    Args:
        written: digits, and what parts them.
        decimal_comma: as in Russian: ``1,234`` may be a fraction; otherwise it is a thousand.
    """
    compact = re.sub(r"[ \u00a0\u202f\u2009]", "", written)[:_LONGEST_NUMBER].strip(".,")
    parts = re.split(r"[.,]", compact)
    if len(parts) == 1:
        return frozenset({Fraction(int(compact))})
    readings = set()
    if all(len(part) == _GROUP for part in parts[1:]):
        readings.add(Fraction(int("".join(parts))))
        if not decimal_comma and "." not in compact:
            return frozenset(readings)
    readings.add(Fraction("".join(parts[:-1]) + "." + parts[-1]))
    return frozenset(readings)


@cache
def _unit_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word: unit for unit, forms in data("numbers")["unit"].items() for word in forms}
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"\s*(" + "|".join(re.escape(w) for w in longest) + ")", re.IGNORECASE), {
        word.lower(): unit for word, unit in words.items()
    }


_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₽": "RUB", "₩": "KRW", "₹": "INR", "₴": "UAH"}
_COUNTRY_DOLLAR = re.compile(r"\s*(?:米|US |американск\w+ )")


def unit_by_sign(text: str, start: int, end: int) -> str | None:
    """Return the unit of the number at ``start:end`` by a sign or word beside it that needs no dictionary."""
    before = text[:start].rstrip()[-1:]
    if before in _SIGNS:
        return _SIGNS[before]
    pattern, units = _unit_pattern()
    if skipped := _COUNTRY_DOLLAR.match(text, end):
        end = skipped.end()
    match = pattern.match(text, end)
    if match is None:
        return None
    following = text[match.end() : match.end() + 1]
    unit = units[match.group(1).lower()]
    # Dictionary forms are looked up by the caller; here a word must stand whole, as Japanese ones and signs do.
    whole = not (match.group(1)[-1:].isascii() and match.group(1)[-1:].isalpha() and following.isalpha())
    whole = whole or following == "s"
    return unit if whole else None


def unit_of_word(lemmas: tuple[str, ...]) -> str | None:
    """Return the unit that a word names by its dictionary forms, or None."""
    units = _unit_pattern()[1]
    return next((units[lemma] for lemma in lemmas if lemma in units), None)


def in_context(number: Number, text: str) -> Number:
    """Return the number with the values that its neighbours allow: decades, clock times, fractions, percent."""
    (values, end) = (set(number.values), number.end)
    whole = [v for v in number.values if v.denominator == 1]
    if _DECADE.match(text, end):
        values |= {v + century for v in whole if 10 <= v < 100 for century in (1900, 2000)}
        values |= {v / 100 + 1 for v in whole if v % 100 == 0 and v >= 1000}  # the 1800s, 19世紀
    if _CLOCK.match(text, end) or _CLOCK_BEFORE.search(text[max(0, number.start - 3) : number.start]):
        values |= {v + _HALF_DAY for v in whole if v <= _HALF_DAY}
        values |= {v - _HALF_DAY for v in whole if _HALF_DAY <= v <= 2 * _HALF_DAY}
    if (match := _FRACTION.match(text, end)) and int(match.group(1)[:_LONGEST_NUMBER]):
        values |= {v / int(match.group(1)[:_LONGEST_NUMBER]) for v in whole}
        values |= {v + Fraction(int(match.group(1)[:_LONGEST_NUMBER]), 100) for v in whole if v <= _MONTHS}
    for pattern, years in _SPANS:
        if pattern.match(text, end):
            values |= {v * years for v in number.values}
    if _AND_HALF.match(text, end):
        values |= {v + Fraction(1, 2) for v in whole}
    if number.unit == "percent":
        values |= {v / 100 for v in number.values}
    return replace(number, values=frozenset(values))
