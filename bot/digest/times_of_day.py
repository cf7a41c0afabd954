"""Times of day as people write them: ``7:30``, ``7.30``, ``0730``, ``7``, ``7:30 pm``, «7 ч 30 мин», 「午後7時半」."""

import re
import unicodedata
from datetime import time

_NOON = 12
_WRITTEN = re.compile(
    r"(?P<before>午前|午後)?\s*(?P<hour>\d{1,2})(?:\s*(?:[:.時h]|ч\.?)\s*|(?=\d\d))"
    r"(?:(?P<minute>[0-5]\d)\s*(?:分|мин\.?|m)?|(?P<half>半))?\s*(?P<after>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?P<hour>\d{1,2})\s*(?P<after>[ap]\.?m\.?)?", re.IGNORECASE)


def time_of_day(text: str) -> time | None:
    """Return the time of day that a text is, or None if it is none.

    Args:
        text: nothing but the time, in any of the three languages' ways of writing it.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    match = _HOUR.fullmatch(text) or _WRITTEN.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    hour = int(found["hour"])
    minute = 30 if found.get("half") else int(found.get("minute") or 0)
    part = (found.get("before") or found["after"] or "").lower()
    if part:
        if hour > _NOON or (hour == 0 and not found.get("before")):
            return None
        afternoon = part == "午後" or part.startswith("p")
        hour = hour % _NOON + (_NOON if afternoon else 0)
    return time(hour, minute) if hour < 2 * _NOON else None
