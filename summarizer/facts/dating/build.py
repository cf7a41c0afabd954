"""Turns what a rule captured into an expression, or None where the calendar has no such date."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from summarizer.facts.dating.expressions import (
    Anchor,
    CalendarDate,
    Direction,
    Expression,
    MonthSpan,
    Offset,
    Range,
    Step,
    Unit,
    Weekday,
)
from summarizer.facts.dating.grammar import Grammar, Rule

FIRST_YEAR, LAST_YEAR = 1000, 2100
"""Years that news texts write with four digits; outside them a number is taken for a number."""
CENTURY_TURN = 50
"""Two-digit years from here on are of the 20th century, below of the 21st (98年9月, 18年9月)."""
LEAP_YEAR = 2000
SATURDAY, SUNDAY = 5, 6
FISCAL_MONTHS = (4, 15)
"""The Japanese fiscal year, April to March."""

_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}

Captures = dict[str, str]


def number(text: str) -> int | None:
    """Return the value of Arabic (also full-width) or kanji digits, positional (二〇一九) or with 十; else None."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    tens, ten, ones = text.rpartition("十")
    if any(char not in _KANJI_DIGITS for char in tens + ones):
        return None
    units = int("".join(str(_KANJI_DIGITS[char]) for char in ones) or 0)
    return units + 10 * (_KANJI_DIGITS.get(tens, 1) if ten else 0)


def captures(grammar: Grammar, rule: Rule, found: tuple[str | None, ...]) -> Captures:
    """Return name -> value of the captures: the lexicon's value for a listed word, else the text itself."""

    def values() -> Iterator[tuple[str, str]]:
        for (name, source), text in zip(rule.groups, found, strict=True):
            if text is not None:
                words = grammar.words.get(source) or grammar.words.get(name, {})
                yield name, words.get(" ".join(text.split()).casefold(), text)

    return dict(values())


def step(value: str) -> Step:
    """Read ``-1`` or ``context 0`` as the lexicon writes it."""
    *anchor, count = value.split()
    return Step(int(count), cast("Anchor", anchor[0]) if anchor else "published")


def _valid(part: CalendarDate) -> bool:
    year, month = part.year, part.month
    if isinstance(year, int) and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    if part.day is None or not isinstance(month, int):
        return True
    return part.day <= monthrange(year if isinstance(year, int) else LEAP_YEAR, month)[1]


def _year(grammar: Grammar, found: Captures) -> int | Step | None:
    if "year" in found:
        return number(found["year"])
    if "era" in found:
        first, years = grammar.eras[found["era"]]
        of_era = number(found["era_year"]) or 0
        return first + of_era - 1 if 0 < of_era <= (years or LAST_YEAR) else 0
    if "year_short" in found:
        short = int(found["year_short"])
        return short + (1900 if short >= CENTURY_TURN else 2000)
    return step(found["ystep"]) if "ystep" in found else None


def calendar(grammar: Grammar, found: Captures) -> CalendarDate | Range | None:
    """Make a date, or a range where a second day, month or year was captured."""
    year = _year(grammar, found)
    month = step(found["mstep"]) if "mstep" in found else number(found["month"]) if "month" in found else None
    day = number(found["day"]) if "day" in found else None
    start = CalendarDate(year, month, day, cast("Direction | None", found.get("toward")))
    if not _valid(start):
        return None
    end = _end(start, found)
    if end == start:
        return start
    if isinstance(start.year, int) and "month2" in found and _is_backwards(start, end):
        order = list(found)
        year_is_last = "year" in found and order.index("month2") < order.index("year")
        start, end = _over_new_year(start, end, year_is_last=year_is_last)
    return Range(start, end) if _valid(start) and _valid(end) and not _is_backwards(start, end) else None


def _over_new_year(start: CalendarDate, end: CalendarDate, *, year_is_last: bool) -> tuple[CalendarDate, CalendarDate]:
    """Give each end its year where one year stands for both: 28 December – 5 January 2020, 2018年12月28日〜1月5日."""
    year = cast("int", start.year)
    return (replace(start, year=year - 1), end) if year_is_last else (start, replace(end, year=year + 1))


def _is_backwards(start: CalendarDate, end: CalendarDate) -> bool:
    if not isinstance(start.month, int) or not isinstance(end.month, int):
        return isinstance(start.year, int) and isinstance(end.year, int) and end.year < start.year
    if start.year != end.year:
        return isinstance(start.year, int) and isinstance(end.year, int) and end.year < start.year
    if start.month == end.month:
        return (end.day or 0) < (start.day or 0)
    return end.month < start.month and start.year is not None


def _end(start: CalendarDate, found: Captures) -> CalendarDate:
    if "day2" in found or "month2" in found:
        end = replace(start, day=number(found["day2"])) if "day2" in found else start
        return replace(end, month=number(found["month2"])) if "month2" in found else end
    if "year2" in found:
        return replace(start, year=number(found["year2"]))
    if "year_tail" in found and isinstance(start.year, int):
        return replace(start, year=start.year // 100 * 100 + int(found["year_tail"]))
    return start


def offset(unit: str, by: Step) -> Expression:
    """Make the expression for ``by`` units from the anchor."""
    if unit == "month":
        return CalendarDate(month=by)
    if unit == "year":
        return CalendarDate(year=by)
    return Offset(cast("Unit", unit), by)


def _offset(_: Grammar, __: Rule, found: Captures) -> Expression:
    if "offset" in found:
        *anchor, unit, count = found["offset"].split()
        return offset(unit, Step(int(count), cast("Anchor", anchor[0]) if anchor else "published"))
    return offset(found["unit"], step(found["step"]))


def _current(_: Grammar, __: Rule, found: Captures) -> Expression:
    return offset(found["unit"], Step(0))


def _ago(_: Grammar, rule: Rule, found: Captures) -> Expression | None:
    count = number(found["number"]) if "number" in found else 1
    if count is None:
        return None
    return offset(found["unit"], Step(rule.sign * count, "published" if rule.sign < 0 else "either"))


def _weekday(_: Grammar, __: Rule, found: Captures) -> Weekday:
    weekday, way = int(found["weekday"]), found.get("step")
    if way in ("past", "future"):
        return Weekday(weekday, toward=cast("Direction", way))
    week = found.get("week", way)
    return Weekday(weekday, step(week) if week else None)


def _weekday_range(_: Grammar, __: Rule, found: Captures) -> Range:
    return Range(Weekday(int(found["weekday"])), Weekday(int(found["weekday2"])))


def _weekend(_: Grammar, __: Rule, found: Captures) -> Range:
    return Range(Weekday(SATURDAY, toward=cast("Direction | None", found.get("step"))), Weekday(SUNDAY))


def _month_step(_: Grammar, __: Rule, found: Captures) -> CalendarDate:
    month, way = number(found["month"]), found.get("step", "0")
    if way == "0":
        return CalendarDate(Step(0), month)
    return CalendarDate(None, month, toward="past" if way == "past" else "future")


def _span(grammar: Grammar, _: Rule, found: Captures) -> MonthSpan:
    year = _year(grammar, found)
    months = found.get("season") or found["span"]
    if ":" in months:
        count, months = months.split(":")
        year = Step(int(count))
    first, last = months.split("-")
    return MonthSpan(year, int(first), int(last))


def _fiscal(grammar: Grammar, _: Rule, found: Captures) -> MonthSpan | None:
    year = _year(grammar, found)
    return MonthSpan(year, *FISCAL_MONTHS) if year else None


def _numeric(grammar: Grammar, _: Rule, found: Captures) -> Expression | None:
    """Read 14/01/2019 where only one order of day and month is possible."""
    first, second = int(found["first"]), int(found["second"])
    for month, day in ((second, first), (first, second)):
        other_order_too = first <= 12 and second <= 12 and first != second
        if 1 <= month <= 12 and 1 <= day <= 31 and not other_order_too:
            return calendar(grammar, {"year": found["year"], "month": str(month), "day": str(day)})
    return None


def _calendar(grammar: Grammar, _: Rule, found: Captures) -> Expression | None:
    return calendar(grammar, found)


def _eve(_: Grammar, __: Rule, ___: Captures) -> Expression:
    return Offset("day", Step(-1))


_BUILDERS: dict[str, Callable[[Grammar, Rule, Captures], Expression | None]] = {
    "calendar": _calendar,
    "offset": _offset,
    "current": _current,
    "ago": _ago,
    "weekday": _weekday,
    "weekday_range": _weekday_range,
    "weekend": _weekend,
    "month_step": _month_step,
    "span": _span,
    "fiscal": _fiscal,
    "numeric": _numeric,
    "eve": _eve,
}


def build(grammar: Grammar, rule: Rule, found: Captures) -> Expression | None:
    """Return the expression, or None where the calendar has no such date (31 June) or its order is ambiguous."""
    return _BUILDERS[rule.kind](grammar, rule, found)
