"""Words that carry a part of a date without being a date: майский, 元日, Sundays, an era written out.

The patterns are in ``calendar.toml``. They only support a date of the other side.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, Literal

from summarizer.article import Language
from summarizer.guarding.findings import data

Part = tuple[Literal["year", "month", "day", "weekday"], int]
CENTURY = 100
_WEEKEND = (5, 6)
"""Saturday and Sunday, as ``date.weekday()`` counts."""


@cache
def _patterns(language: Language) -> tuple[tuple[Literal["month", "day", "weekday"], re.Pattern[str]], ...]:
    names: tuple[Literal["month", "day", "weekday"], ...] = ("month", "day", "weekday")
    tables = data("calendar")[language]
    return tuple((name, _joined({f"n{k}": pattern for k, pattern in tables[name].items()}, language)) for name in names)


@cache
def _eras(language: Language) -> re.Pattern[str]:
    return _joined({f"n{first}": pattern for pattern, first in data("calendar")[language]["era"].items()}, language)


def _joined(named: dict[str, str], language: Language) -> re.Pattern[str]:
    joined = "|".join(f"(?P<{name}>{pattern})" for name, pattern in named.items())
    return re.compile(joined if language == "ja" else rf"\b(?:{joined})", re.IGNORECASE if language == "ru" else 0)


@cache
def _rate(language: Language) -> re.Pattern[str] | None:
    rates: dict[str, Any] | None = data("calendar")[language].get("rate")
    return re.compile(rates["day"]) if rates else None


def is_rate(text: str, start: int, language: Language) -> bool:
    """Whether what looks like a date at ``start`` says how much a day: 1日1000台."""
    rate = _rate(language)
    return rate is not None and rate.match(text, start) is not None


def find_date_hints(text: str, numbers: Collection[int], language: Language) -> Iterator[Part]:
    """Yield the parts of dates that words of a text carry.

    Args:
        text: full-width characters already folded.
        numbers: whole numbers of the text, among them perhaps the year of an era.
        language: of the text.
    """
    for name, pattern in _patterns(language):
        for match in pattern.finditer(text):
            value = (match.lastgroup or "")[1:]
            yield from ((name, day) for day in (_WEEKEND if value == "weekend" else (int(value),)))
    for match in _eras(language).finditer(text):
        first = int((match.lastgroup or "")[1:])
        yield from (("year", first + n - 1) for n in numbers if 0 < n < CENTURY)
