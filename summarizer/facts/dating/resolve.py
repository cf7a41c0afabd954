"""Resolves what a date says against the day of publication.

The rules, for a day of publication P:
- What the words say outright is kept, whatever else is known. A weekday beside a date is not looked at.
- Bare weekday: past, the latest one up to P itself; future, the first one from P itself on (wires call the day of
  publication by its weekday); no direction: as past. "Last Friday": the latest before P; "next Friday": the one of the
  next ISO week; "this Friday": the one of P's ISO week. "Over the weekend", «в выходные»: the Saturday and Sunday that
  the same rules give for its Saturday.
- Day without month, day and month without year, month without year: past, the latest one that has begun by P; future,
  the first that has not ended before P; no direction: the nearest to P, of two equally near the later. "Last June",
  "next June": likewise, but never one that holds P.
- today, yesterday, three days ago: to the day. A week: Monday to Sunday as an interval; "two weeks ago" is that week,
  "two months ago" that month, "a year ago" that year: no more precise than the words.
- "The same day", 翌日, 同年: from the date mentioned before (``context``). "In two days" and 3日後 too, where the
  direction is past: a narrative counts from its own last date.
- A bare month or day and month after a bare year ("In 2018 … in September") is of that year, unless the direction
  forbids it.
- Seasons are the three calendar months of the northern hemisphere; winter is left out: it has two years.
- No guess: without P, only what has a year of its own, or of its context, is resolved.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from summarizer.facts.dating.edtf import bounds, edtf_interval, edtf_point
from summarizer.facts.dating.expressions import (
    CalendarDate,
    Direction,
    Expression,
    MonthSpan,
    Offset,
    Range,
    Step,
    Weekday,
)

YEARS_AROUND = 8
"""Years before and after P that are tried for a day without year: 29 February comes at most 8 years apart."""
MONTHS_AROUND = 2
"""Months before and after P that are tried for a day without month: no two months running lack a day 31."""
WEEK = timedelta(days=7)
SATURDAY = timedelta(days=5)
SUNDAY = timedelta(days=6)
BARE_YEAR = 4
"""Length of an EDTF year."""


class _Reference:
    """What an expression is resolved against."""

    def __init__(self, published: date | None, direction: Direction | None, context: str | None) -> None:
        self.published = published
        self.direction = direction
        self.context = context

    def anchor(self, step: Step) -> tuple[date, date] | None:
        """Return the first and last day of what ``step`` counts from."""
        narrative = step.anchor == "either" and self.direction == "past"
        if step.anchor == "context" or narrative:
            return bounds(self.context) if self.context else None
        return (self.published, self.published) if self.published else None

    def year(self, year: int | Step | None) -> int | None:
        """Return the year meant, or None where it is unsaid or unknown."""
        if not isinstance(year, Step):
            return year
        anchor = self.anchor(year)
        return anchor[0].year + year.count if anchor else None


def resolve(
    expression: Expression, published: date | None, direction: Direction | None = None, context: str | None = None
) -> str | None:
    """Return the EDTF of what ``expression`` means, by the rules at the head of this module.

    Args:
        expression: from ``find_dates``.
        published: day of publication, or None where unknown.
        direction: whether the sentence speaks of the past or the future, or None where it does not say.
        context: EDTF of the date mentioned before in the same or the preceding sentence, or None.

    Returns:
        EDTF level 0 (a year, month, day or an interval of them), or None where it cannot be known.

    Raises:
        ValueError: ``context`` is not EDTF level 0.
    """
    if context is not None:
        bounds(context)
    reference = _Reference(published, direction, context)
    try:
        candidates = list(_candidates(expression, reference))
    except (OverflowError, ValueError):
        # The words lead out of the calendar (the day before 1 January 0001, 30 February of "last year").
        return None
    if len(candidates) == 1 and not _toward(expression):
        return candidates[0]
    if published is None:
        return None
    return _choose(expression, candidates, reference, published)


def _toward(expression: Expression) -> Direction | None:
    if isinstance(expression, Range):
        return _toward(expression.start)
    return expression.toward if isinstance(expression, CalendarDate | Weekday) else None


def _choose(expression: Expression, candidates: list[str], reference: _Reference, published: date) -> str | None:
    of_context = _in_context_year(candidates, reference, published)
    if of_context and not _toward(expression):
        return of_context
    strict = _toward(expression)
    direction = strict or reference.direction
    said = expression.start if isinstance(expression, Range) else expression
    if direction is None and isinstance(said, Weekday):
        direction = "past"
    spans = [(*bounds(candidate), candidate) for candidate in candidates]
    if strict:
        spans = [span for span in spans if not span[0] <= published <= span[1]]
    if direction == "past":
        return max(((first, edtf) for first, _, edtf in spans if first <= published), default=(None, None))[1]
    if direction == "future":
        return min(((last, edtf) for _, last, edtf in spans if last >= published), default=(None, None))[1]
    distances = (
        (max(first - published, published - last, timedelta()), -first.toordinal(), edtf) for first, last, edtf in spans
    )
    return min(distances, default=(None, None, None))[2]


def _in_context_year(candidates: list[str], reference: _Reference, published: date) -> str | None:
    year = reference.context
    if year is None or len(year) != BARE_YEAR:
        return None
    for candidate in candidates:
        first, last = bounds(candidate)
        if candidate.startswith(year):
            against = {"past": first > published, "future": last < published}
            return None if reference.direction and against[reference.direction] else candidate
    return None


def _candidates(expression: Expression, reference: _Reference) -> Iterator[str]:
    """Yield every date that the words can mean, around the day of publication, earliest first."""
    match expression:
        case CalendarDate():
            yield from _calendar(expression, reference)
        case Weekday():
            yield from _weekday(expression, reference)
        case Offset():
            yield from _offset(expression, reference)
        case MonthSpan():
            yield from _month_span(expression, reference)
        case Range():
            yield from _range(expression, reference)


def _calendar(said: CalendarDate, reference: _Reference) -> Iterator[str]:
    if isinstance(said.month, Step):
        yield from _month_step(said.month, said.day, reference)
    elif said.year is not None:
        year = reference.year(said.year)
        if year is not None:
            yield edtf_point(year, said.month, said.day)
    elif said.month is not None:
        for year in _years(reference):
            yield from _existing(year, said.month, said.day)
    elif said.day is not None:
        for year, month in _months(reference):
            yield from _existing(year, month, said.day)


def _existing(year: int, month: int, day: int | None) -> Iterator[str]:
    try:
        yield edtf_point(year, month, day)
    except ValueError:
        return  # 31 of a shorter month, 29 February of a common year: no candidate


def _years(reference: _Reference) -> list[int]:
    context_year = int(reference.context[:BARE_YEAR]) if reference.context else None
    if reference.published is None:
        return [] if context_year is None else [context_year]
    near = reference.published.year
    years = set(range(near - YEARS_AROUND, near + YEARS_AROUND + 1))
    if context_year is not None and len(reference.context or "") == BARE_YEAR:
        years.add(context_year)
    return sorted(years)


def _months(reference: _Reference) -> list[tuple[int, int]]:
    if reference.published is None:
        months = {(day.year, day.month) for day in bounds(reference.context)} if reference.context else set()
        return list(months) if len(months) == 1 else []
    near = _month_number(reference.published)
    return [_year_and_month(number) for number in range(near - MONTHS_AROUND, near + MONTHS_AROUND + 1)]


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _year_and_month(number: int) -> tuple[int, int]:
    """Return the year and month of a month counted from January of year 0."""
    year, month = divmod(number, 12)
    return year, month + 1


def _month_step(step: Step, day: int | None, reference: _Reference) -> Iterator[str]:
    anchor = reference.anchor(step)
    if anchor is None or _month_number(anchor[0]) != _month_number(anchor[1]):
        return
    yield edtf_point(*_year_and_month(_month_number(anchor[0]) + step.count), day)


def _weekday(said: Weekday, reference: _Reference) -> Iterator[str]:
    if said.week is not None:
        anchor = reference.anchor(said.week)
        if anchor is not None:
            monday = anchor[0] - timedelta(days=anchor[0].weekday())
            yield (monday + WEEK * said.week.count + timedelta(days=said.weekday)).isoformat()
    elif reference.published is not None:
        back = timedelta(days=(reference.published.weekday() - said.weekday) % 7)
        latest = reference.published - back
        for weeks in (-1, 0, 1):
            yield (latest + WEEK * weeks).isoformat()


def _offset(said: Offset, reference: _Reference) -> Iterator[str]:
    anchor = reference.anchor(said.step)
    if anchor is None:
        return
    count = said.step.count
    if said.unit == "day":
        yield from _days_on(anchor, count, reference.context if said.step.anchor == "context" else None)
        return
    monday = anchor[0] - timedelta(days=anchor[0].weekday()) + WEEK * count
    first = monday + SATURDAY if said.unit == "weekend" else monday
    yield edtf_interval(first.isoformat(), (monday + SUNDAY).isoformat())


def _days_on(anchor: tuple[date, date], count: int, context: str | None) -> Iterator[str]:
    first, last = anchor
    if context is not None and not all(part.count("-") == 2 for part in context.split("/")):
        return  # "the same day" after a month: no day is known
    if count == 0:
        yield edtf_interval(first.isoformat(), last.isoformat())
    else:
        yield ((first if count < 0 else last) + timedelta(days=count)).isoformat()


def _month_span(said: MonthSpan, reference: _Reference) -> Iterator[str]:
    year = reference.year(said.year)
    years = [year] if year is not None else _years(reference) if said.year is None else []
    for start in years:
        first, last = (edtf_point(*_year_and_month(start * 12 + month - 1)) for month in (said.first, said.last))
        yield edtf_interval(first, last)


def _range(said: Range, reference: _Reference) -> Iterator[str]:
    for start in _candidates(said.start, reference):
        first = bounds(start)[0]
        after = _Reference(first, reference.direction, None)
        # Steps ("this year") count from publication; what is left open is the first to come after the start.
        relative = isinstance(said.end, CalendarDate) and isinstance(said.end.year or said.end.month, Step)
        ends = sorted(_candidates(said.end, reference if relative else after))
        end = next((end for end in ends if bounds(end)[0] >= first), None)
        if end is not None:
            yield edtf_interval(start, end)
