"""Dates of a claim against those of its source, part by part: a claim may say less of a date, but nothing else.

Relative words («вчера», 昨年) are compared among themselves; against a calendar date they cannot be checked without
the day of publication, and give a warning at most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from summarizer.facts.dates import DateMention, Expression, MonthSpan, Offset, Range, Step, Weekday
from summarizer.guarding.date_hints import CENTURY, Part
from summarizer.guarding.findings import Finding, Severity, added, lost
from summarizer.guarding.reading import Reading

Relative = tuple[str, int]


@dataclass(slots=True)
class _Dates:
    parts: set[Part] = field(default_factory=set)
    relative: set[Relative] = field(default_factory=set)
    spans: set[tuple[int, int]] = field(default_factory=set)
    hinted: set[Part] = field(default_factory=set)


def _take(expression: Expression, found: _Dates) -> None:
    if isinstance(expression, Range):
        _take(expression.start, found)
        _take(expression.end, found)
    elif isinstance(expression, Weekday):
        found.parts.add(("weekday", expression.weekday))
        _step("week", expression.week, found)
    elif isinstance(expression, Offset):
        _step(expression.unit, expression.step, found)
    elif isinstance(expression, MonthSpan):
        found.spans.add((expression.first, expression.last))
        _year_or_step("year", expression.year, found)
    else:
        _year_or_step("year", expression.year, found)
        _year_or_step("month", expression.month, found)
        if expression.day is not None:
            found.parts.add(("day", expression.day))


def _year_or_step(name: Literal["year", "month"], value: int | Step | None, found: _Dates) -> None:
    if isinstance(value, Step):
        _step(name, value, found)
    elif value is not None:
        found.parts.add((name, value))


def _step(unit: str, step: Step | None, found: _Dates) -> None:
    # The current day, month or year is often left unsaid or said without need ("now", "this year").
    if step is not None and step.count:
        found.relative.add((unit, step.count))


def is_calendar(expression: Expression) -> bool:
    """Whether the expression names parts of the calendar (a year, a month, a day), not only a distance."""
    found = _Dates()
    _take(expression, found)
    return bool(found.parts)


def _all(mentions: Sequence[DateMention]) -> _Dates:
    found = _Dates()
    for mention in mentions:
        _take(mention.expression, found)
    return found


def _dates_of(readings: Sequence[Reading]) -> _Dates:
    """Return all dates of some texts, and what carries a date in them without being one (майский, 元日)."""
    found = _all([mention for reading in readings for mention in reading.dates])
    for reading in readings:
        found.hinted |= reading.date_hints
    return found


def calendar_numbers(reading: Reading) -> frozenset[Fraction]:
    """Return the days, months and years of a text's dates, and month and day as 9.11 writes them."""
    dates = _dates_of([reading])
    parts = dates.parts | dates.hinted
    values = {name: {value for other, value in parts if other == name} for name, _ in parts}
    months, days = values.get("month", set()), values.get("day", set())
    pairs = {m + Fraction(d, CENTURY) for m in months for d in days}
    return frozenset(pairs | {Fraction(value) for name, value in parts if name != "weekday"})


def _has(part: Part, dates: _Dates, numbers: frozenset[int]) -> bool:
    name, value = part
    if part in dates.parts or part in dates.hinted or (name in ("year", "day") and value in numbers):
        return True
    if name == "year":
        # '98, 60年代 and the like are read as numbers.
        return any(n < CENTURY and n == value % CENTURY for n in numbers if n >= 10)
    if name == "month":
        return any(first <= value <= last or first <= value + 12 <= last for first, last in dates.spans)
    return False


def _severity(part: Part, dates: _Dates) -> Severity:
    """A part that the source says otherwise is wrong; one that it may say by relative words is not sure to be."""
    kinds = {name for name, _ in dates.parts}
    units = {unit for unit, _ in dates.relative}
    if part[0] in kinds:
        return "error"
    if part[0] == "weekday":
        return "warning" if kinds or units else "error"
    return "warning" if units else "error"


def _relative_severity(relative: Relative, dates: _Dates) -> Severity | None:
    unit, count = relative
    if relative in dates.relative:
        return None
    if any(other == unit and (value < 0) != (count < 0) for other, value in dates.relative):
        return "error"
    return "warning"


def compare_dates(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield the dates that the source does not carry, and those lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says.
    """
    said = _dates_of(sources)
    numbers = frozenset().union(*(source.whole_numbers for source in sources))
    for mention in claim.dates:
        severity = _of_mention(mention, said, numbers)
        if severity is not None:
            yield added("date", severity, (mention.start, mention.end), claim.text)
    if complete:
        yield from _lost(sources, claim)


def _of_mention(mention: DateMention, said: _Dates, numbers: frozenset[int]) -> Severity | None:
    own = _all([mention])
    found = [_severity(part, said) for part in own.parts if not _has(part, said, numbers)]
    found += [s for r in own.relative if (s := _relative_severity(r, said)) is not None]
    if own.spans and said.spans and not own.spans & said.spans:
        found.append("error")
    return None if not found else "error" if "error" in found else "warning"


def _lost(sources: Sequence[Reading], claim: Reading) -> Iterator[Finding]:
    said = _dates_of([claim])
    for source in sources:
        for mention in source.dates:
            parts = _all([mention]).parts
            if parts and not any(_has(part, said, claim.whole_numbers) for part in parts):
                yield lost("date", "warning", (mention.start, mention.end), source.text)
