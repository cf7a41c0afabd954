"""Dates as feeds write them: RFC 822 and RFC 3339 with all their misspellings, Russian and Japanese ones.

Why not feedparser's readers alone: they take a zone that they do not know (MSK, JST) for Greenwich, and know neither
Russian months nor Japanese dates. They are asked for what is left.
"""

import re
import tomllib
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import Any

MAX_DATE_CHARACTERS = 100
"""Of a text that is looked at; the longest dates have 50."""
_PIVOT_YEAR = 70
"""Two figures from here on are of the 20th century."""
_LONGEST_OFFSET = timedelta(hours=14)

_WEEKDAY = r"(?:[^\W\d_]{1,12}(?:[,.]+\s*|\s+))?"
_TIME = (
    r"(?:(?:\s[-–—|]\s)?[T\s,;(（曜日月火水木金土）)]*(?P<half_before>午前|午後)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.時]\s?(?P<minute>\d{2})|時)(?:[:.分]\s?(?P<second>\d{2})(?:[.,]\d+)?)?\s?[分秒]?"
    r"\s*(?P<half_after>[ap]\.?m\b\.?)?[\s(]*(?P<zone>[^\W\d_]{0,5}[+\-−]\d{1,2}(?::?\d{2})?|[^\W\d_]{1,5})?)?"
)
_SHAPES = tuple(
    re.compile(shape + _TIME, re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<era>令和|平成)?\s?(?P<year>\d{1,4}|元)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.\-]+(?P<name>[^\W\d_]{3,})\.?[\s,\-]+(?P<year>\d{4}|\d{2})\b"
        r"(?:\s?г\b\.?|\sгода)?(?:,?\s(?:в|at)\b)?",
        _WEEKDAY + r"(?P<name>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{4})(?:,?\sat\b)?",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    )
)
_COUNTER = re.compile(r"\s*(\d{10})(?:\d{3})?\s*\Z")


def moment(text: object, language: str | None = None) -> datetime | None:
    """Read a date of a feed.

    Args:
        text: as the feed gives it.
        language: two-letter code that the feed claims, or None; decides the zone of a date that names none.

    Returns:
        The moment in UTC, or None if it is not read or cannot be.
    """
    if not isinstance(text, str) or len(text) > MAX_DATE_CHARACTERS:
        return None
    text = unicodedata.normalize("NFKC", text).strip()
    if (counted := _COUNTER.match(text)) is not None:
        return datetime.fromtimestamp(int(counted[1]), UTC)
    for shape in _SHAPES:
        if (found := shape.match(text)) is not None:
            try:
                built = _built(found.groupdict(), language)
            except (ValueError, OverflowError):
                continue
            if built is not None:
                return built
    return None


def _built(parts: dict[str, str | None], language: str | None) -> datetime | None:
    month = int(parts["month"] or 0) if "month" in parts else _month(parts["name"] or "")
    if not month:
        return None
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts["half_before"] or parts["half_after"] or "").replace(".", "").lower()
    if half in ("pm", "午後") and hour < 12:
        hour += 12
    elif half in ("am", "午前") and hour == 12:
        hour = 0
    days, hour = divmod(hour, 24)
    second = min(int(parts["second"] or 0), 59)
    zone = _zone(parts["zone"], _language_of(parts) or language)
    if zone is None:
        return None
    written = datetime(_year(parts), month, int(parts["day"] or 0), hour, minute, second, tzinfo=zone)
    return (written + timedelta(days=days)).astimezone(UTC)


def _language_of(parts: dict[str, str | None]) -> str | None:
    """Return the language that a date is in by its own words, or None if figures are all it has, or English."""
    if "era" in parts:
        return "ja"
    return "ru" if re.match("[а-яё]", (parts.get("name") or "").lower()) else None


def _year(parts: dict[str, str | None]) -> int:
    written, era = parts["year"] or "", parts.get("era")
    if era:
        return int(_data()["eras"][era]) + (1 if written == "元" else int(written))
    year = int(written)
    if len(written) > 2:
        return year
    return year + (1900 if year >= _PIVOT_YEAR else 2000)


def _month(name: str) -> int:
    return next((row.index(name[:3].lower()) + 1 for row in _data()["months"].values() if name[:3].lower() in row), 0)


def _zone(written: str | None, language: str | None) -> timezone | None:
    """Return the zone of a date; None for one that is not known, or cannot be."""
    home: dict[str, int] = _data()["home"]
    if not written:
        return timezone(timedelta(minutes=home.get(language or "", 0)))
    name = re.match(r"[^\W\d_]*", written)
    offset = written[name.end() :] if name else written
    minutes: int | None = _data()["zones"].get(written[: name.end()].lower() if name else "", 0 if offset else None)
    if offset:
        figures = offset[1:].replace(":", "")
        hours, rest = (figures, "0") if len(figures) <= 2 else (figures[:-2], figures[-2:])
        minutes = (int(hours) * 60 + int(rest)) * (1 if offset[0] == "+" else -1)
    if minutes is None or abs(timedelta(minutes=minutes)) > _LONGEST_OFFSET:
        return None
    return timezone(timedelta(minutes=minutes))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.sources").joinpath("feed_dates.toml").read_text(encoding="utf-8"))
