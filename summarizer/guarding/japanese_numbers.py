"""Numbers of Japanese text: digits, characters, and both mixed (1億2000万, 三千五百, 二〇一九)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from summarizer.guarding.findings import data
from summarizer.guarding.quantities import Number, Strength, digit_values, in_context, unit_by_sign
from summarizer.language.words import Word

_NUMBER = re.compile(r"[0-9〇零一二三四五六七八九十百千万億兆]+(?:[,.・][0-9〇零一二三四五六七八九十百千万億兆]+)*")
_PIECE = re.compile(r"([0-9][0-9,.]*)|([十百千])|([万億兆])")
_VAGUE_BEFORE = re.compile(r"[数何幾]$")
_VAGUE_AFTER = re.compile(r"[数余]")
_TENTHS = re.compile(r"割(?![りれるっ合])")
_DENOMINATOR = re.compile(r"分の([0-9〇零一二三四五六七八九十百千万億兆]+)")
_COUNTED = re.compile("人|つ|[かカヶケヵ][国月]|[年回倍社件割名州党歳隻]|分の|世紀|大国|日間|週間|時間")
"""Counters that Sudachi may join to the numeral: 二人, 三つ."""
_LARGE_ONLY = re.compile(r"[万億兆]+")


@cache
def _tables() -> tuple[dict[int, str], dict[str, int], dict[str, int]]:
    tables = data("numbers")["ja"]
    digits = {ord(kanji): str(value) for kanji, value in tables["digit"].items()}
    return digits, tables["small"], tables["large"]


@cache
def _hints() -> tuple[re.Pattern[str], dict[str, frozenset[Fraction]]]:
    hints = {form: frozenset(Fraction(v) for v in values) for form, values in data("numbers")["ja"]["hint"].items()}
    return re.compile("|".join(sorted(hints, key=len, reverse=True))), hints


def numeral_values(written: str) -> frozenset[Fraction]:
    """Return the values that a numeral can mean: digits, characters or both."""
    digits, small, large = _tables()
    plain = written.translate(digits).replace("・", ".")
    if re.fullmatch(r"[0-9.,]+", plain):
        return digit_values(plain)
    total = section = Fraction(0)
    number: Fraction | None = None
    for piece in _PIECE.finditer(plain):
        if piece.group(1):
            number = max(digit_values(piece.group(1)))
            # 3.5億: a point before a scale is a decimal point.
            if "." in piece.group(1):
                number = min(digit_values(piece.group(1)))
        elif piece.group(2):
            section += (1 if number is None else number) * small[piece.group(2)]
            number = None
        else:
            section += number or 0
            total += (section or 1) * large[piece.group(3)]
            section, number = Fraction(0), None
    return frozenset({total + section + (number or 0)})


def _is_numeral(start: int, end: int, words: Sequence[Word]) -> bool:
    """Whether the characters are numerals, not part of 一方, 三菱 or 千葉."""
    covering = [w for w in words if w.start < end and start < w.end]
    return bool(covering) and all("数詞" in w.tags for w in covering)


def find_japanese_numbers(text: str, words: Sequence[Word]) -> Iterator[Number]:
    """Yield the numbers of a Japanese text, full-width characters already folded."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        yield in_context(_number(match.group(), start, end, text, words), text)
    pattern, hints = _hints()
    for match in pattern.finditer(text):
        yield Number(*match.span(), hints[match.group()], "hint")


def _number(written: str, start: int, end: int, text: str, words: Sequence[Word]) -> Number:
    values = set(numeral_values(written))
    if "・" in written:
        values |= {v for part in written.split("・") for v in numeral_values(part)}
    unit = unit_by_sign(text, start, end)
    if _TENTHS.match(text, end):
        values |= {v * 10 for v in values}
        unit = "percent"
    values |= _fraction(text, start, end, values)
    number = Number(start, end, frozenset(values), "hint", unit)
    return replace(number, strength=_strength(written, start, end, text, values, words))


def _fraction(text: str, start: int, end: int, values: set[Fraction]) -> set[Fraction]:
    """3分の2: both numbers carry the fraction too."""
    if match := _DENOMINATOR.match(text, end):
        return {n / d for d in values if d for n in numeral_values(match.group(1))}
    if text.endswith("分の", 0, start) and (before := re.search(rf"({_NUMBER.pattern})分の$", text[:start])):
        return {n / d for d in numeral_values(before.group(1)) if d for n in values}
    return set()


def _strength(written: str, start: int, end: int, text: str, values: set[Fraction], words: Sequence[Word]) -> Strength:
    if (
        _VAGUE_BEFORE.search(text[max(0, start - 1) : start])
        or _VAGUE_AFTER.match(text, end)
        or _LARGE_ONLY.fullmatch(written)
    ):
        return "hint"
    if re.search("[0-9]", written):
        return "hint" if values == {Fraction(1)} else "sure"
    if values == {Fraction(1)}:
        return "hint"
    if not _is_numeral(start, end, words):
        return "unsure" if _COUNTED.match(text, end) else "hint"
    return "unsure" if text.endswith("第", 0, start) or values == {Fraction(2)} else "sure"
