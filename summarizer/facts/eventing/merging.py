"""From candidates to events: the same event told again becomes one; what has too little to it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.facts.dates import bounds
from summarizer.facts.eventing.candidates import Candidate
from summarizer.facts.records import Event, EventStatus, Person

_PRECEDENCE: tuple[EventStatus, ...] = ("cancelled", "denied", "held", "planned", "expected")
"""Of two statuses of one event, the one that stands first here is the later and more definite word."""
_TO_COME: tuple[EventStatus, ...] = ("planned", "expected")
_OFF: tuple[EventStatus, ...] = ("cancelled", "denied")
ELECTION_DAYS = 7
"""Days over which a vote is held; a longer time is a month or a year that somebody speaks of."""
LENGTH_OF_YEAR = len("2025")
_SAME_THING: dict[str, frozenset[str]] = {
    "talks": frozenset({"leaders_talks", "foreign_ministers_talks", "defense_ministers_talks"}),
}
"""Titles that an event of the kind may have beside one without a title."""


def merged(found: Sequence[Candidate], people: Mapping[str, Person]) -> tuple[Event, ...]:
    """Return the events that the candidates amount to, ordered by first sentence.

    Args:
        found: in the order of the text.
        people: by id.
    """
    prepared = [_as_leaders_talks(c, people) for c in found]
    strong = [c for c in prepared if _stands(c, people)]
    rest = [c for c in prepared if not _stands(c, people) and _is_anchored(c.event)]
    loose = [c for c in rest if _stands_alone(c)]
    weak = [c for c in rest if not _stands_alone(c)]
    groups: list[Candidate] = []
    for candidate in (*strong, *loose):
        _add(groups, candidate, people)
    for candidate in weak:
        _add(groups, candidate, people, only_existing=True)
    groups = _settled(groups, people)
    groups += _seen_there(weak, groups)
    events = [_without_double_sides(g.event, people) for g in groups if g.sure]
    return tuple(sorted(events, key=lambda e: e.sentences[0]))


def _seen_there(weak: Sequence[Candidate], groups: Sequence[Candidate]) -> list[Candidate]:
    """Return the visits of which no tense tells (「訪問は初めて」), where the visitor held talks in that country."""
    visits: dict[tuple[tuple[str, ...], str | None], Candidate] = {}
    for candidate in weak:
        event = candidate.event
        if event.kind != "visit" or candidate.sure or not event.actors or event.country is None:
            continue
        there = [g for g in groups if g.event.country == event.country and set(event.actors) <= set(g.event.actors)]
        met = any(g.event.kind in ("talks", "signing") and g.event.status == "held" for g in there)
        if met and not any(g.event.kind == "visit" for g in there):
            key = (event.actors, event.country)
            known = visits.get(key)
            visits[key] = _union(known, candidate) if known else replace(candidate, sure=True)
    return list(visits.values())


def _is_anchored(event: Event) -> bool:
    """Whether anything but the bare word ties it to an event told elsewhere."""
    return bool(event.actors or event.participants or event.date or event.country or event.city or event.title)


def _settled(groups: list[Candidate], people: Mapping[str, Person]) -> list[Candidate]:
    """Merge again: two groups that did not fit at first may, once both are complete."""
    settled: list[Candidate] = []
    for group in groups:
        _add(settled, group, people)
    return settled


def _add(
    groups: list[Candidate], candidate: Candidate, people: Mapping[str, Person], *, only_existing: bool = False
) -> None:
    fitting = [i for i, g in enumerate(groups) if _is_same(g, candidate, people)]
    if only_existing and len({groups[i].event.date for i in fitting}) > 1:
        fitting = [i for i in fitting if groups[i].event.date == candidate.event.date]
    if fitting:
        best = max(fitting, key=lambda i: _closeness(groups[i].event, candidate.event))
        groups[best] = _union(groups[best], candidate)
    elif not only_existing:
        groups.append(candidate)


def _closeness(group: Event, other: Event) -> tuple[int, int, int]:
    return (
        len(set(group.actors) & set(other.actors)),
        int(group.date == other.date) + int(group.city == other.city),
        group.sentences[-1],
    )


def _countries(event: Event, people: Mapping[str, Person]) -> set[str]:
    own = {people[a].country for a in event.actors}
    return {c for c in own if c} | set(event.participants)


def _stands(candidate: Candidate, people: Mapping[str, Person]) -> bool:
    """Whether there is enough to it to be told by itself."""
    event = candidate.event
    if not candidate.sure:
        return False
    sides = len(event.actors) + len([p for p in event.participants if p not in _of_actors(event, people)])
    placed = event.country is not None or event.city is not None
    match event.kind:
        case "visit":
            return bool(event.actors) and placed
        case "talks":
            known = event.date is not None or placed
            if event.status in _OFF:
                return len(event.actors) > 1 or (
                    known and sides > (event.date is None)
                )  # a dated one may name one side
            return len(event.actors) > 1 or (known and sides > 1)
        case "signing":
            # A year alone is told in one language and not in another: 「年内に」, "before the end of the year".
            known = (event.date is not None and len(event.date) > LENGTH_OF_YEAR) or placed
            return len(event.actors) > 1 or (sides > 0 and known)
        case "summit":
            off = event.status == "cancelled" and event.city is not None
            titled = event.title is not None and (event.date is not None or placed)
            return titled or off or (event.date is not None and placed)
        case "ceremony":
            return event.date is not None and (placed or bool(event.actors))
        case "election":
            day = event.date is not None and (bounds(event.date)[1] - bounds(event.date)[0]).days < ELECTION_DAYS
            return event.date is not None and (
                bool(event.participants or event.country) or (day and candidate.own_date)
            )
        case "exercise":
            return event.date is not None and bool(event.participants or placed)
        case _:
            return event.date is not None or (placed and bool(event.actors))


def _stands_alone(candidate: Candidate) -> bool:
    """Whether day and city are enough: "the next round of consultations will be held in Geneva on 5 March"."""
    event = candidate.event
    placed = event.city is not None or event.country is not None
    return candidate.sure and candidate.official and candidate.own_date and placed


def _of_actors(event: Event, people: Mapping[str, Person]) -> set[str | None]:
    return {people[a].country for a in event.actors}


def _as_leaders_talks(candidate: Candidate, people: Mapping[str, Person]) -> Candidate:
    """A summit of two sides is talks between leaders: 米朝首脳会談, "the Trump-Kim summit"."""
    event = candidate.event
    if event.kind != "summit" or event.title is not None or len(_countries(event, people)) != len(_LEADERS):
        return candidate
    return replace(candidate, event=replace(event, kind="talks", title="leaders_talks"))


_LEADERS = ("one side", "the other")


def _is_same(group: Candidate, candidate: Candidate, people: Mapping[str, Person]) -> bool:
    a, b = group.event, candidate.event
    if not candidate.sure and a.status in ("cancelled", "denied") and _countries(a, people) != _countries(b, people):
        return False  # talks of three that are called off are not those that two look forward to
    return (
        a.kind == b.kind
        and group.phone == candidate.phone
        and _titles_fit(a, b)
        and _dates_fit(a, b)
        and _places_fit(a, b)
        and _people_fit(a, b, people)
        and _statuses_fit(group, candidate)
    )


def _titles_fit(a: Event, b: Event) -> bool:
    if a.title == b.title:
        return True
    if a.title is None or b.title is None:
        other = a.title or b.title
        return (
            a.kind not in ("talks", "ceremony")
            or other in _SAME_THING["talks"]
            or other in ("phone_call", "video_conference")
        )
    return False


def _dates_fit(a: Event, b: Event) -> bool:
    if a.date is None or b.date is None:
        return True
    (a_first, a_last), (b_first, b_last) = bounds(a.date), bounds(b.date)
    return (a_first <= b_first and b_last <= a_last) or (b_first <= a_first and a_last <= b_last)


def _places_fit(a: Event, b: Event) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    return not (a.city and b.city and a.city != b.city)


def _people_fit(a: Event, b: Event, people: Mapping[str, Person]) -> bool:
    first, second = set(a.actors), set(b.actors)
    if a.kind in ("summit", "other", "ceremony", "election"):
        return a.kind != "election" or not a.participants or not b.participants or a.participants == b.participants
    if first and second:
        return first <= second or second <= first
    one, two = _countries(a, people), _countries(b, people)
    return one <= two or two <= one


def _statuses_fit(group: Candidate, candidate: Candidate) -> bool:
    a, b = group.event, candidate.event
    if not group.sure or not candidate.sure or a.status == b.status:
        return True
    if (
        a.kind in ("visit", "talks", "signing")
        and not set(a.actors) & set(b.actors)
        and (a.date is None or a.date != b.date)
    ):
        return False  # of two visits to one country, one called off says nothing of the other
    if (candidate.over and a.status in _TO_COME) or (group.over and b.status in _TO_COME):
        return False
    if (
        (a.status in _OFF) != (b.status in _OFF)
        and set(a.actors) != set(b.actors)
        and (a.date is None or a.date != b.date)
    ):
        return False  # what is called off and what is to come are two, unless people or day say that they are one
    if {a.status, b.status} == set(_OFF):
        return a.date is not None and a.date == b.date  # one was planned, of the other there was never a plan
    if "held" in (a.status, b.status):
        # One that was held and one to come are two, unless their dates say that they are one.
        return a.date is not None and b.date is not None and a.date == b.date
    return True


def _union(group: Candidate, other: Candidate) -> Candidate:
    a, b = group.event, other.event
    status = a.status
    if other.sure:
        status = min(a.status, b.status, key=_PRECEDENCE.index) if group.sure else b.status
    narrow = _narrower(group, other)
    event = Event(
        kind=a.kind,
        status=status,
        date=narrow.date,
        date_text=narrow.date_text,
        actors=tuple(dict.fromkeys((*a.actors, *b.actors))),
        participants=tuple(dict.fromkeys((*a.participants, *b.participants))),
        country=a.country or b.country,
        city=a.city or b.city,
        title=a.title or b.title,
        sentences=tuple(sorted({*a.sentences, *b.sentences})),
    )
    return Candidate(
        event,
        sure=group.sure or other.sure,
        phone=group.phone,
        own_date=group.own_date or other.own_date,
        official=group.official or other.official,
        over=group.over or other.over,
        begins=group.begins and other.begins,
    )


def _narrower(group: Candidate, other: Candidate) -> Event:
    a, b = group.event, other.event
    if a.date is None or b.date is None:
        return a if b.date is None else b
    (a_first, a_last), (b_first, b_last) = bounds(a.date), bounds(b.date)
    if a_first == b_first and group.begins != other.begins:
        return b if group.begins else a  # "from December 1", then "on December 1-12"
    return b if (b_last - b_first) < (a_last - a_first) else a


def _without_double_sides(event: Event, people: Mapping[str, Person]) -> Event:
    """A country that a named person stands for is no further participant; names say more than "ministers' talks".

    Without the second rule the card would depend on which language says 首脳会談 and which says "talks".
    """
    own = _of_actors(event, people)
    told_by_names = event.title in _SAME_THING["talks"] and len(event.actors) > 1
    title = None if told_by_names else event.title
    participants = tuple(p for p in event.participants if p not in own)
    if event.kind == "talks" and not event.actors and len(participants) == 1:
        participants = ()  # nobody talks alone: who the others are is not known
    return replace(event, participants=participants, title=title)
