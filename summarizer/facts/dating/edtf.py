"""The part of EDTF level 0 that the card uses (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/).

Years, months, days and intervals of them; no times of day. Years 0001 to 9999, those that ``datetime.date`` has.
"""

import re
from calendar import monthrange
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def point_bounds(point: str) -> tuple[date, date]:
    """Return the first and last day of ``2019``, ``2019-06`` or ``2019-06-14``.

    Raises:
        ValueError: not such a date, or not in the calendar (31 June).
    """
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(f"not an EDTF level 0 date: {point!r}")
    year, month, day = (int(part or 0) for part in match.groups())
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


def bounds(edtf: str) -> tuple[date, date]:
    """Return the first and last day of a date or interval.

    Raises:
        ValueError: not EDTF level 0 as above, or an interval that ends before it starts.
    """
    start, slash, end = edtf.partition("/")
    first, last = point_bounds(start)
    if not slash:
        return first, last
    end_first, end_last = point_bounds(end)
    if end_first < first:
        raise ValueError(f"interval ends before it starts: {edtf!r}")
    return first, end_last


def is_edtf_level0(text: str) -> bool:
    """Return whether ``text`` is a date or interval of the part of EDTF level 0 described above."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def edtf_point(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return the EDTF of a year, a month or a day.

    Raises:
        ValueError: not in the calendar.
    """
    date(year, month or 1, day or 1)
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])


def edtf_interval(start: str, end: str) -> str:
    """Return ``start/end``, or ``start`` alone where both are the same."""
    return start if start == end else f"{start}/{end}"
