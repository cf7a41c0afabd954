"""The visits, talks, signings and elections to come that the last days' items speak of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.digest.items import ReadItem
from summarizer.article import Language
from summarizer.facts.records import Event, Facts, Person

if TYPE_CHECKING:
    from bot.calendar import CalendarFile

AHEAD = timedelta(days=60)
"""What lies further ahead is a plan of plans."""
MAX_ENTRIES = 10
_KINDS = frozenset({"visit", "talks", "summit", "signing", "ceremony", "election", "exercise"})
_AHEAD_STATUSES = frozenset({"planned", "expected"})


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something to come.

    Attributes:
        date: EDTF, with a day or days.
        kind, status: as in the facts.
        country, city: where, or None.
        text: a line in the language of the digest.
        sources: names of the publications that speak of it, in order.
        url: of one of their articles, or None.
        event: the event as in the JSON of a brief.
    """

    date: str
    kind: str
    status: str
    country: str | None
    city: str | None
    text: str
    sources: tuple[str, ...]
    url: str | None
    event: dict[str, Any]


def calendar_ahead(items: Iterable[ReadItem], language: Language, today: date) -> list[CalendarEntry]:
    """Return what is to come after today, by day; what several items tell is one entry.

    Args:
        items: of the last days. One that says cancelled or denied, later, takes an entry away.
        language: of the lines.
        today: where the subscriber is.
    """
    told = [
        (event, read)
        for read in sorted(items, key=lambda read: (read.item.published, read.item.key))
        for event in (read.facts.events if read.facts else ())
        if event.kind in _KINDS and _is_ahead(event.date, today)
    ]
    groups: list[list[tuple[Event, ReadItem]]] = []
    for event, read in told:
        group = next((g for g in groups if _is_same(g[0], (event, read))), None)
        if group is None:
            groups.append([(event, read)])
        else:
            group.append((event, read))
    entries = [_entry(group, language) for group in groups if group[-1][0].status in _AHEAD_STATUSES]
    return sorted(entries, key=lambda entry: (entry.date, entry.text))[:MAX_ENTRIES]


def calendar_file(entries: Sequence[CalendarEntry], language: Language, made: datetime) -> "CalendarFile | None":
    """Return the entries as one iCalendar file, or None if there are none.

    Args:
        entries: of ``calendar_ahead``.
        language: of the entries.
        made: aware; their time stamp.
    """
    from bot.calendar import make_calendar

    # Without a source of its own an entry keeps its UID from digest to digest, so it is replaced and not doubled.
    source = {"url": None, "title": "calendar ahead", "site": None}
    brief = {"language": language, "headline": "", "source": source, "facts": {"events": [e.event for e in entries]}}
    return make_calendar(brief, made)


def _is_ahead(edtf: str | None, today: date) -> bool:
    from summarizer.facts.dates import bounds, is_edtf_level0

    if edtf is None or not is_edtf_level0(edtf) or any(point.count("-") != 2 for point in edtf.split("/")):
        return False
    first, last = bounds(edtf)
    return last > today and first <= today + AHEAD


def _is_same(one: tuple[Event, ReadItem], other: tuple[Event, ReadItem]) -> bool:
    """Compare day and place or people; a visit and the talks during it are one entry."""
    (first, first_read), (second, second_read) = one, other
    if first.date != second.date:
        return False
    if first.city and second.city:
        return first.city == second.city
    people = first_read.signature.people & second_read.signature.people
    countries = first_read.signature.countries & second_read.signature.countries
    return bool(people) or (first.kind == second.kind and bool(countries))


def _entry(group: Sequence[tuple[Event, ReadItem]], language: Language) -> CalendarEntry:
    from dataclasses import asdict

    from summarizer.facts.rendering import render_card

    event, read = max(group, key=lambda told: _detail(told[0]))
    people: tuple[Person, ...] = read.facts.people if read.facts else ()
    view = render_card(Facts(people=people, events=(event,)), language).events[0]
    sources = dict.fromkeys(other.item.source for _, other in group)
    return CalendarEntry(
        date=event.date or "",
        kind=event.kind,
        status=event.status,
        country=event.country,
        city=event.city,
        text=view.text,
        sources=tuple(sources),
        url=read.item.url,
        event=asdict(view),
    )


def _detail(event: Event) -> int:
    return bool(event.city) + bool(event.country) + len(event.actors) + len(event.participants)
