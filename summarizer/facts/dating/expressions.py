"""What a date in the text says, before it is known which day is meant.

An expression keeps only what the words say: 「14日」 has a day and no month. ``resolve`` supplies the rest from the day
of publication, so that one article can be read again when that day becomes known.
"""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["past", "future"]
Anchor = Literal["published", "context", "either"]
Unit = Literal["day", "week", "weekend", "month", "year"]
Bound = Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class Step:
    """So many years, months or weeks from the anchor's own: ``last`` is -1, ``this`` 0.

    Attributes:
        count: how many; negative is back.
        anchor: ``published`` (the day of publication), ``context`` (the date mentioned before: 同年, "that year") or
            ``either`` ("in two days": from publication, but in a narrative of the past from the date before).
    """

    count: int
    anchor: Anchor = "published"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A year, a month, a day, or what of them the words give.

    Attributes:
        year: 1000 to 2100, a step, or None where unsaid.
        month: 1 to 12, a step, or None.
        day: 1 to 31, or None.
        toward: which way the words themselves point ("last June"), not counting the current one; None if they do not.
    """

    year: int | Step | None = None
    month: int | Step | None = None
    day: int | None = None
    toward: Direction | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week.

    Attributes:
        weekday: 0 (Monday) to 6, as ``date.weekday()``.
        week: the ISO week it is in ("Friday next week", 来週金曜), or None where unsaid.
        toward: the nearest in this direction, the day of publication excluded ("last Friday"), or None.
    """

    weekday: int
    week: Step | None = None
    toward: Direction | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days, weeks or weekends from the anchor: today, next week, three days ago.

    Attributes:
        unit: ``day``, ``week`` or ``weekend``; months and years are ``CalendarDate`` steps.
        step: how many, from where.
    """

    unit: Unit
    step: Step


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """Consecutive months of a year: a quarter, a half, a season, a fiscal year.

    Attributes:
        year: the year of the first month.
        first, last: months counted from January of that year; ``last`` may pass 12 into the next year.
    """

    year: int | Step | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, both included."""

    start: "CalendarDate | Weekday"
    end: "CalendarDate | Weekday"


Expression = CalendarDate | Weekday | Offset | MonthSpan | Range


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as it stands in the text.

    Attributes:
        start, end: offsets into the text given, ``text[start:end] == mention.text``.
        text: the words, without the preposition.
        expression: what they say.
        attributive: True where a year or day names something else than the time of the sentence: "the 1956
            declaration", «вчерашняя встреча».
        bound: ``since`` or ``until`` where the words before or after make the date an end of a longer time.
    """

    start: int
    end: int
    text: str
    expression: Expression
    attributive: bool = False
    bound: Bound | None = None
