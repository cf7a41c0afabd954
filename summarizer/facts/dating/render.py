"""Writes EDTF dates in the words of a language, with the patterns of CLDR."""

import re
from datetime import date
from functools import cache
from typing import Literal

from summarizer.article import Language
from summarizer.facts.dating.edtf import bounds

LOCALES: dict[Language, str] = {"en": "en_GB", "ru": "ru", "ja": "ja"}
"""CLDR locales. British English, as wires outside the United States write: the day first."""

JOINERS: dict[Language, str] = {"en": " – ", "ru": " – ", "ja": "～"}
"""What CLDR's interval patterns put between two dates; for the mixed precisions that CLDR has no pattern for."""

Precision = Literal["y", "yMMMM", "yMMMMd"]
_PRECISIONS: tuple[Precision, ...] = ("y", "yMMMM", "yMMMMd")


def format_date(edtf: str, language: Language) -> str:
    """Return a date or interval in words: ``14 June 2019``, ``28–29 июня 2019 г.``, ``2019年6月``.

    Args:
        edtf: EDTF level 0, as ``resolve`` returns it.
        language: language of the words.

    Raises:
        ValueError: not EDTF level 0.
    """
    first, _ = bounds(edtf)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point(first, _precision(start), language)
    last = bounds(end)[0]
    if _precision(start) == _precision(end):
        return _interval(first, last, _precision(start), language)
    return _point(first, _precision(start), language) + JOINERS[language] + _point(last, _precision(end), language)


def _precision(point: str) -> Precision:
    return _PRECISIONS[point.count("-")]


@cache
def _point_pattern(precision: Precision, language: Language) -> str:
    from babel import Locale

    locale = Locale.parse(LOCALES[language])
    pattern: str = (
        locale.date_formats["long"].pattern if precision == "yMMMMd" else locale.datetime_skeletons[precision].pattern
    )
    return _year_marked(pattern, precision, language)


def _year_marked(pattern: str, precision: Precision, language: Language, mark: str = "г.") -> str:
    # CLDR's Russian pattern for a year alone is the bare number; beside other numbers it would not be known for a year.
    return f"{pattern} '{mark}'" if language == "ru" and precision == "y" else pattern


def _apply(pattern: str, day: date, language: Language) -> str:
    from babel.dates import parse_pattern

    return _plain_spaces(parse_pattern(pattern).apply(day, LOCALES[language]))


def _point(day: date, precision: Precision, language: Language) -> str:
    return _apply(_point_pattern(precision, language), day, language)


@cache
def _interval_patterns(precision: Precision, language: Language) -> dict[str, tuple[str, str]]:
    from babel import Locale

    # CLDR has the interval of days with an abbreviated month only; the long name stands in the same place.
    formats = Locale.parse(LOCALES[language]).interval_formats["yMMMd" if precision == "yMMMMd" else precision]
    return {
        field: (_long_month(start), _year_marked(_long_month(end), precision, language, "гг."))
        for field, (start, end) in formats.items()
    }


def _long_month(pattern: str) -> str:
    return re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern)


def _interval(first: date, last: date, precision: Precision, language: Language) -> str:
    patterns = _interval_patterns(precision, language)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    start, end = patterns.get(differs) or next(iter(patterns.values()))
    return _apply(start, first, language) + _apply(end, last, language)


def _plain_spaces(text: str) -> str:
    return re.sub(r"[\u00a0\u2009\u202f]", " ", text)
