"""Numbers that several words make: half a million, two dozen, one in five, 5人に1人.

The patterns are in ``numbers.toml``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from summarizer.article import Language
from summarizer.guarding.findings import data
from summarizer.guarding.japanese_numbers import numeral_values
from summarizer.guarding.quantities import Number, Strength, digit_values
from summarizer.language.words import russian_lemmas

_WORD = r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+"
_JAPANESE_NUMERAL = "[0-9〇一二三四五六七八九十百]+"
_STRENGTHS: dict[str, Strength] = {"number": "sure", "ratio": "hint", "hint": "hint"}
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    times: tuple[Fraction, ...]
    kind: str


@cache
def _phrases(language: Language) -> tuple[_Phrase, ...]:
    number = _JAPANESE_NUMERAL if language == "ja" else _WORD
    found = []
    for entry in data("numbers")[language]["phrase"]:
        pattern = entry["pattern"].replace("{scale}", r"(?P<scale>[^\W\d_]+)")
        pattern = (
            pattern.replace("{n}", f"(?P<n>{number})")
            .replace("{d}", f"(?P<d>{number})")
            .replace("{y}", f"(?P<y>{number})")
        )
        times = tuple(Fraction(t) for t in entry["times"])
        found.append(_Phrase(re.compile(pattern, re.IGNORECASE), times, entry["kind"]))
    return tuple(found)


def find_phrases(text: str, language: Language) -> Iterator[Number]:
    """Yield the numbers of several words in a text, full-width characters already folded."""
    for phrase in _phrases(language):
        for match in phrase.pattern.finditer(text):
            values = _values(phrase, match.groupdict(), language)
            if values:
                yield Number(*match.span(), values, _STRENGTHS[phrase.kind])


def _values(phrase: _Phrase, groups: dict[str, str | None], language: Language) -> frozenset[Fraction]:
    factors = {name: _factor(written, name, language) for name, written in groups.items() if written}
    if any(not factor for factor in factors.values()):
        return frozenset()
    n, d, scale = (factors.get(name) or Fraction(1) for name in ("n", "d", "scale"))
    years = factors.get("y") or Fraction(0)
    values = {years + n * scale * times / d for times in phrase.times}
    return frozenset(values | {v * _PERCENT for v in values} if phrase.kind == "ratio" else values)


def _factor(written: str, group: str, language: Language) -> Fraction | None:
    """Return the value of a numeral or a scale; None if the words are neither."""
    if language == "ja":
        return max(numeral_values(written))
    if written[0].isdigit():
        return max(digit_values(written, decimal_comma=language == "ru"))
    tables = data("numbers")[language]
    names = ("scale", "span") if group == "scale" else ("cardinal", "ordinal", "low")
    for lemma in _lemmas(written.lower(), language):
        value = next((tables[name][lemma] for name in names if lemma in tables[name]), None)
        if value is not None:
            return Fraction(value)
    return None


def _lemmas(word: str, language: Language) -> Sequence[str]:
    return (word, word.removesuffix("s")) if language == "en" else russian_lemmas(word)


def with_phrases(numbers: Iterable[Number], text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers and those of several words; what stands inside one may mean it as well."""
    phrases = tuple(find_phrases(text, language))
    inner = []
    for number in numbers:
        around = [p for p in phrases if p.start < number.end and number.start < p.end]
        inner.append(replace(number, values=number.values.union(*(p.values for p in around))) if around else number)
    return (*inner, *phrases)
