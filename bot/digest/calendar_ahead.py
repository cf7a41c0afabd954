"""The visits, talks, signings and elections to come that the last days' items speak of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.digest.items import ReadItem
from bot.digest.signature import person_key
from bot.digest.updates import CALLED_OFF, PLANNED, family_of
from summarizer.article import Language
from summarizer.facts.records import Event, Facts

if TYPE_CHECKING:
    from bot.calendar import CalendarFile

AHEAD = timedelta(days=60)
"""What lies further ahead is a plan of plans."""
MAX_ENTRIES = 10
NOON = 12
"""Hour of the reader's day from which what is on today is no longer ahead."""
_KINDS = frozenset({"visit", "talks", "summit", "signing", "ceremony", "election", "exercise"})
"""Kinds of event that a calendar shows."""


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
        identity: what it is, the same in every language and while more becomes known of it: where, and who leads it.
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
    identity: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as an item tells of it.

    Attributes:
        event: of the item's facts.
        read: the item.
        who: keys of ``person_key`` of those who take part.
        states: countries that take part.
        days: first and last, or None where the event has no days.
    """

    event: Event
    read: ReadItem
    who: frozenset[str]
    states: frozenset[str]
    days: tuple[date, date] | None


def first_day_ahead(now: datetime) -> date:
    """Return the first day that is ahead: in the morning the day itself.

    Args:
        now: where the reader is.
    """
    return now.date() if now.hour < NOON else now.date() + timedelta(days=1)


def calendar_ahead(items: Iterable[ReadItem], language: Language, first: date) -> list[CalendarEntry]:
    """Return what is to come, by day; what several items tell is one entry.

    Args:
        items: of the last days. One that says held, cancelled or denied, later, takes an entry away.
        language: of the lines.
        first: day that is ahead (``first_day_ahead``).
    """
    groups: list[list[_Told]] = []
    for told in _told(items):
        if told.days is None:
            _call_off(groups, told)
        elif told.days[1] >= first and told.days[0] <= first + AHEAD:
            group = next((g for g in groups if any(_is_same(one, told) for one in g)), None)
            if group is None:
                groups.append([told])
            else:
                group.append(told)
    entries = [_entry(group, language) for group in groups if group[-1].event.status in PLANNED]
    return sorted(entries, key=lambda entry: (entry.date, entry.identity, entry.text))[:MAX_ENTRIES]


def calendar_file(entries: Sequence[CalendarEntry], language: Language, made: datetime) -> "CalendarFile | None":
    """Return the entries as one iCalendar file, or None if there are none.

    Args:
        entries: as ``calendar_ahead`` gives them.
        language: of the titles.
        made: aware; the time stamp of the entries.
    """
    from bot.calendar import make_calendar

    # An entry keeps its UID from digest to digest, so it is replaced and not doubled: it has no source of its own, and
    # of the event stands there what stays the same when more becomes known.
    source = {"url": None, "title": "calendar ahead", "site": None}
    events = [_lasting(entry) for entry in entries]
    return make_calendar({"language": language, "headline": "", "source": source, "facts": {"events": events}}, made)


def _lasting(entry: CalendarEntry) -> dict[str, Any]:
    family, country, leader = entry.identity
    named = {"kind": family, "title": None, "country": country, "city": None, "actors": [leader], "participants": []}
    return entry.event | named | {"article": entry.url}


def _told(items: Iterable[ReadItem]) -> Iterable[_Told]:
    for read in sorted(items, key=lambda read: (read.item.published, read.item.key)):
        for event in read.facts.events if read.facts else ():
            days = _days(event.date)
            dated = days is not None or event.status in CALLED_OFF
            if event.kind in _KINDS and dated and _says_whose(event) and not _is_guess(event, read):
                yield _of_item(event, read, days)


def _of_item(event: Event, read: ReadItem, days: tuple[date, date] | None) -> _Told:
    people = {person.id: person.country for person in read.facts.people} if read.facts else {}
    homes = {people.get(actor) for actor in event.actors} - {None}
    states = frozenset(event.participants) | frozenset(home for home in homes if home)
    return _Told(event, read, frozenset(person_key(actor) for actor in event.actors), states, days)


def _says_whose(event: Event) -> bool:
    return bool(event.actors or event.participants or event.country or event.city or event.title)


def _is_guess(event: Event, read: ReadItem) -> bool:
    """Return whether something that is only expected has the day on which it is spoken of, which is likely not its."""
    return event.status == "expected" and event.date == read.day.isoformat()


def _days(edtf: str | None) -> tuple[date, date] | None:
    from summarizer.facts.dates import bounds, is_edtf_level0

    if edtf is None or any(point.count("-") != 2 for point in edtf.split("/")) or not is_edtf_level0(edtf):
        return None
    return bounds(edtf)


def _call_off(groups: Sequence[list[_Told]], told: _Told) -> None:
    """Have what is called off without a day take the one entry away that it can mean."""
    family = family_of(told.event.kind)
    meant = [g for g in groups if any(family_of(one.event.kind) == family and _is_of_one(one, told) for one in g)]
    if len(meant) == 1:
        meant[0].append(told)


def _is_same(one: _Told, other: _Told) -> bool:
    """Compare days, and place or people; a visit and the talks during it are one entry."""
    if one.days is None or other.days is None:
        return _is_of_one(one, other)
    apart = one.days[1] < other.days[0] or other.days[1] < one.days[0]
    return not apart and _is_of_one(one, other)


def _is_of_one(one: _Told, other: _Told) -> bool:
    first, second = one.event, other.event
    if first.country and second.country and first.country != second.country:
        return False
    related = family_of(first.kind) == family_of(second.kind)
    if one.who & other.who:
        return related or bool(first.city and first.city == second.city)
    if not related:
        return False
    if one.who and other.who:  # strangers, unless two scripts hide that they are the same
        return bool(first.city) and first.city == second.city and one.states == other.states
    if first.city and second.city and first.city != second.city:
        return False
    named = (one.who or one.read.signature.people) & (other.who or other.read.signature.people)
    in_one_place = bool(first.country) and first.country == second.country
    return bool(named) or in_one_place or (one.states == other.states and len(one.states) > 1)


def _entry(group: Sequence[_Told], language: Language) -> CalendarEntry:
    from summarizer.facts.rendering import render_card

    plans = [told for told in group if told.event.status in PLANNED and told.days is not None]
    best = max(plans, key=lambda told: (_detail(told.event), told.read.signature.language == language))
    event = replace(best.event, date=_commonest([told.event.date or "" for told in plans]))
    people = best.read.facts.people if best.read.facts else ()
    view = render_card(Facts(people=people, events=(event,)), language).events[0]
    return CalendarEntry(
        date=event.date or "",
        kind=event.kind,
        status=event.status,
        country=event.country,
        city=event.city,
        text=view.text,
        sources=tuple(dict.fromkeys(told.read.item.source for told in group)),
        url=best.read.item.url,
        event=asdict(view),
        identity=(family_of(event.kind), _commonest([_where(told.event) for told in plans]), _leader(plans)),
    )


def _where(event: Event) -> str:
    return event.country or ",".join(sorted(event.participants))


def _leader(plans: Iterable[_Told]) -> str:
    """Return who most often stands first, of those whose id is the same in every language."""
    from bot.digest.known_names import known_ids

    known = [told.event.actors[0] for told in plans if told.event.actors and told.event.actors[0] in known_ids()]
    return _commonest(known)


def _commonest(values: Sequence[str]) -> str:
    """Return the value that stands most often, of several the longest, the last by alphabet; "" is one only alone."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value), value), default="")


def _detail(event: Event) -> int:
    return bool(event.city) + bool(event.country) + len(event.actors) + len(event.participants)
