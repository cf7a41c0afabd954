"""Times of day as people write them: ``7:30``, ``0730``, ``7``, ``at 7.30 pm``, «в 7 вечера», 「午後7時半」."""

import re
import unicodedata
from datetime import time

_NOON = 12
_DAY = 24
_HALVES: dict[str, int] = {"am": 0, "午前": 0, "pm": _NOON, "午後": _NOON}
"""First hour of each half of the day, of which a clock of twelve hours speaks."""
_PARTS: dict[str, int] = {
    "утра": 0, "дня": 9, "вечера": 13, "ночи": 18,
    "早朝": 0, "朝": 0, "昼": 9, "夕方": 13, "夜": 17, "深夜": 18,
}  # fmt: skip
"""First of the twelve hours within which an hour with these words is meant: 「夜8時」 is 20:00, 「夜2時」 is 2:00."""
_BEFORE = "午前|午後|早朝|朝|昼|夕方|深夜|夜"
_AFTER = r"[ap]\.?\s?m\.?|утра|дня|вечера|ночи"
_WRITTEN = re.compile(
    rf"(?P<before>{_BEFORE})?の?\s*(?P<hour>\d{{1,2}})(?:\s*(?:[:.時h]|ч\.?|час(?:ов|а)?)\s*|(?=\d\d))"
    rf"(?:(?P<minute>[0-5]\d)\s*(?:分|мин(?:ут[аы]?|\.)?|m)?|(?P<half>半))?\s*(?P<after>{_AFTER})?(?:に|ごろ|頃)?",
    re.IGNORECASE,
)
_HOUR = re.compile(rf"(?P<hour>\d{{1,2}})\s*(?:o['’]clock|(?P<after>{_AFTER}))?", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:at|в|к)\s+", re.IGNORECASE)


def time_of_day(text: str) -> time | None:
    """Return the time of day that a text is, or None if it is none.

    Args:
        text: nothing but the time, in any of the three languages' ways of writing it.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    text = _PREPOSITION.sub("", text, count=1) if _PREPOSITION.match(text) else text
    match = _HOUR.fullmatch(text) or _WRITTEN.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    minute = 30 if found.get("half") else int(found.get("minute") or 0)
    part = re.sub(r"[.\s]", "", (found.get("before") or found["after"] or "").lower())
    hour = _hour(int(found["hour"]), part)
    return time(hour, minute) if hour is not None and hour < _DAY else None


def _hour(hour: int, part: str) -> int | None:
    """Return an hour of 24 for one of a part of the day (empty for none), or None where the two do not agree."""
    if not part:
        return hour
    first = _HALVES.get(part, _PARTS.get(part, 0))
    meant = next(later for later in range(first, first + _NOON) if later % _NOON == hour % _NOON) % _DAY
    if part in _HALVES:
        return None if hour > _NOON or (hour == 0 and part in ("am", "pm")) else meant
    return meant if hour <= _NOON or hour == meant else None
