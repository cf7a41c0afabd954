"""The dated events of a brief as an iCalendar file (RFC 5545), all-day entries that any calendar takes.

What becomes of an event:
- a day or an interval of days: an all-day entry. DTEND is exclusive (RFC 5545, 3.6.1), so it is the day after the last.
- a month, or an interval that begins or ends with one: an entry over the whole month, its title says that the day is
  not fixed, and it is tentative unless cancelled. A single day would be a wrong one, and none would lose the event.
- a year or no date, or an event that was denied: left out, and counted, so that the reader can be told.

Nobody's time is blocked (TRANSP:TRANSPARENT): these are other people's appointments. The UID rests on what the event
is, not on its wording, so the same event in another language, or read again, replaces the entry instead of doubling it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bot.i18n import Translator, translator
from bot.rendering.harmless import harmless, is_blank, shortened
from bot.rendering.spans import web_link
from summarizer.article import Language
from summarizer.facts.dates import bounds, format_date, is_edtf_level0

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Svodka//Svodka//EN"
MAX_SUMMARY_CHARACTERS = 300
"""Longest title of an entry; event lines have about 100, and calendars show one or two lines."""
_STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "expected": "TENTATIVE", "cancelled": "CANCELLED"}
_LAST_DAY = date.max - timedelta(days=1)
"""DTEND of an event that ends later could not be written."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An iCalendar file.

    Attributes:
        name: file name, ASCII.
        content: UTF-8 with CRLF line ends, as RFC 5545 asks.
        entries: how many events it has, at least 1.
        left_out: how many events of the brief it does not have, for want of a month or because they were denied.
    """

    name: str
    content: bytes
    entries: int
    left_out: int


def has_dated_events(brief: Mapping[str, Any]) -> bool:
    """Return whether a calendar file can be made of a brief: whether to offer the button."""
    return any(_is_shown(event) for event in brief["facts"]["events"])


def make_calendar(brief: Mapping[str, Any], made: datetime) -> CalendarFile | None:
    """Return the dated events of a brief as a file, or None if it has none.

    Args:
        brief: as stored (docs/brief-schema.md); titles are in its language.
        made: aware; the time stamp of the entries.
    """
    from icalendar import Calendar

    events = brief["facts"]["events"]
    shown = [event for event in events if _is_shown(event)]
    if not shown:
        return None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for entry in _entries(shown, brief, made):
        calendar.add_component(entry)
    first = min(bounds(event["date"])[0] for event in shown)
    return CalendarFile(f"svodka-{first.isoformat()}.ics", calendar.to_ical(), len(shown), len(events) - len(shown))


def _is_shown(event: Mapping[str, Any]) -> bool:
    edtf = event.get("date") or ""
    if event.get("status") == "denied" or not is_edtf_level0(edtf):
        return False
    return all("-" in point for point in edtf.split("/")) and bounds(edtf)[1] <= _LAST_DAY


def _entries(events: list[Mapping[str, Any]], brief: Mapping[str, Any], made: datetime) -> Iterator["Event"]:
    seen: dict[str, int] = {}
    for event in events:
        key = _identity(event, brief["source"])
        seen[key] = seen.get(key, 0) + 1
        yield _entry(event, brief, made, f"{uuid5(NAMESPACE_URL, f'{key}#{seen[key]}')}@svodka")


def _identity(event: Mapping[str, Any], source: Mapping[str, Any]) -> str:
    parts = (
        source.get("url") or source.get("title") or "",
        event["kind"], event.get("title") or "", event["date"], event.get("country") or "", event.get("city") or "",
        ",".join(event.get("actors", ())), ",".join(event.get("participants", ())),
    )  # fmt: skip
    return "|".join(harmless(str(part)) for part in parts)


def _entry(event: Mapping[str, Any], brief: Mapping[str, Any], made: datetime, uid: str) -> "Event":
    from icalendar import Event

    t = translator(brief["language"])
    first, last = bounds(event["date"])
    fixed = _has_days(event["date"])
    title = _title(event, t.language)
    entry = Event()
    entry.add("uid", uid)
    entry.add("dtstamp", made)
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    summary = title if fixed else t.gettext("{event} — day not fixed", event=title)
    entry.add("summary", summary, parameters={"language": t.language})
    entry.add("status", _status(event, fixed))
    entry.add("transp", "TRANSPARENT")
    entry.add("description", _description(event, brief, t))
    url = _article(event, brief)
    if url and url.isascii():  # a URI by RFC 3986, which the property asks for; the description has any other
        entry.add("url", url)
    return entry


def _has_days(edtf: str) -> bool:
    return all(point.count("-") == len(("month", "day")) for point in edtf.split("/"))


def _status(event: Mapping[str, Any], fixed: bool) -> str:
    status = _STATUS.get(event.get("status") or "", "TENTATIVE")
    return "TENTATIVE" if status == "CONFIRMED" and not fixed else status


def _title(event: Mapping[str, Any], language: Language) -> str:
    """Return the event's line without its date, which the calendar shows by itself."""
    text = harmless(event.get("text") or "")
    day = format_date(event["date"], language)
    for dated in (f", {day}", f"（{day}）", f"{day}、", f"、{day}"):
        if dated in text:
            text = text.replace(dated, "", 1)
            break
    return shortened(text, MAX_SUMMARY_CHARACTERS) if not is_blank(text) else harmless(event["kind"])


def _description(event: Mapping[str, Any], brief: Mapping[str, Any], t: Translator) -> str:
    source = brief["source"]
    day = t.gettext("Date in the article: {date}", date=format_date(event["date"], t.language))
    lines = [
        harmless(brief.get("headline") or ""),
        day,
        _article(event, brief) or harmless(source.get("site") or ""),
    ]
    return "\n".join(line for line in lines if line)


def _article(event: Mapping[str, Any], brief: Mapping[str, Any]) -> str | None:
    """Return the address of the article that speaks of an event: its own, where several articles are gathered."""
    return web_link(event.get("article") or brief["source"].get("url"))
