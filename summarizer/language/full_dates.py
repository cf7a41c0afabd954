"""Dates that name day, month and year, and weekdays: what a page needs to say when it was published.

A small reader of its own: the grammar of ``facts.dating`` reads far more, but stands above this layer.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from summarizer.article import Language
from summarizer.language.dateline import month_number
from summarizer.language.sentences import Span

_NUMERIC = (
    re.compile(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)"),
    re.compile(r"(?P<era>令和|平成)?(?P<y>(?:19|20)\d\d|\d{1,2}|元)年\s?(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日"),
)
_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s(?P<m>[^\W\d_]{3,9})\.?,?\s(?P<y>(?:19|20)\d\d)(?!\d)")
_MONTH_FIRST = re.compile(r"(?P<m>[A-Z][a-z]{2,8})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)(?!\d)")
_ERAS = {"令和": 2018, "平成": 1988}  # the year before the first of each
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WEEKDAY_JA = re.compile(r"[（(]([月火水木金土日])[）)]|([月火水木金土日])曜")


def full_dates(text: str, language: Language) -> Iterator[tuple[date, Span]]:
    """Yield the dates of a text that name their year, and where they stand.

    Args:
        text: of any length; 「令和2年2月6日」 and full-width digits are read too.
        language: whose names of months to read.

    Yields:
        A day of the calendar and its offsets in ``text``; all dates of one form before those of the next.
    """
    plain = text.translate(_DIGITS)
    for pattern in (*_NUMERIC, _DAY_FIRST, _MONTH_FIRST):
        for found in pattern.finditer(plain):
            month = found.group("m")
            number = int(month) if month.isdigit() else month_number(month, language)
            if day := calendar_day(_full_year(**found.groupdict()), number, int(found.group("d"))):
                yield day, found.span()


def calendar_day(year: int | None, month: int | None, day: int | None) -> date | None:
    """Return the day, or None where a part is missing or the calendar has no such day."""
    if not (year and month and day):
        return None
    try:
        return date(year, month, day)
    except ValueError:  # February 29 of another year, or month 0 of the neighbourhood
        return None


def first_weekday(text: str, language: Language) -> int | None:
    """Return the weekday (Monday is 0) that a text names first, as a word or as （月）; None if it names none."""
    if language == "ja":
        found = _WEEKDAY_JA.search(text)
        return weekdays("ja").get(found.group(1) or found.group(2)) if found else None
    words = (weekdays(language).get(word.lower()) for word in re.findall(r"\w+", text))
    return next((number for number in words if number is not None), None)


@cache
def weekdays(language: Language) -> dict[str, int]:
    """Return the names of weekdays in lower case, full and abbreviated, with their numbers (Monday is 0)."""
    from babel.dates import get_day_names

    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_day_names(width, "format", language).items():
            names[name.lower().rstrip(".")] = number
    if language == "ru":  # the accusative of «в среду» is not in CLDR
        names |= {name[:-1] + "у": number for name, number in names.items() if name.endswith("а")}
    return names


def _full_year(y: str, era: str | None = None, **_: str) -> int | None:
    """Return the year of the Christian era; None for two digits that name no era."""
    if era:
        return _ERAS[era] + (1 if y == "元" else int(y))
    return int(y) if len(y) > 2 else None
