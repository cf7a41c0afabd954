"""What is new in a story that was sent: changed statuses, new dates, agreements, tolls; not the same in other words.

A story that is told again next morning mostly has the facts that it had, found in other words: a visit is called talks,
a plan is recalled after it was carried out. So facts are compared by what they change, not only by whether they are
known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from bot.digest.items import ReadItem, Signature
from bot.digest.tolls import TOLLS, toll_line
from summarizer.article import Language
from summarizer.facts.records import Facts

PLANNED = frozenset({"planned", "expected"})
_MEETINGS = frozenset({"visit", "talks", "summit"})
"""Kinds of event that are names of one: the visit, and the talks for which it is made."""
CALLED_OFF = frozenset({"cancelled", "denied"})
_STAGES: Mapping[str, int] = {"proposed": 0, "negotiated": 1, "signed": 2, "in_force": 3}
"""How far an agreement has come; what is behind that is background."""
RECALLED_AFTER = timedelta(days=7)
LEAST_RISE = 1.25
"""By which a toll has to grow to be news: from 12 to 15, but not from 19 to 20, which is told with the next news."""


def facts_of(items: Iterable[ReadItem]) -> frozenset[str]:
    """Return the facts by which a story can be new: events with their status, dates, agreements, tolls."""
    found: set[str] = set()
    for read in items:
        for event in read.facts.events if read.facts else ():
            if event.kind != "other" and not _is_history(event.date, read.day):
                status = "planned" if event.status in PLANNED else event.status
                found.add(f"event|{event.kind}|{status}")
                if event.date and status == "planned":
                    found.add(f"date|{event.kind}|{event.date}")
        found.update(
            f"agreement|{a.title}|{a.status}" for a in (read.facts.agreements if read.facts else ()) if a.status
        )
        found.update(f"toll|{toll}|{count}" for toll, count in read.signature.tolls)
    return frozenset(found)


def new_facts(later: Iterable[ReadItem], known: frozenset[str]) -> frozenset[str]:
    """Return those facts of later items that change what was known.

    Args:
        later: items that came after the story was sent.
        known: the facts of what was sent, as ``facts_of`` gave them.
    """
    before = _Known(known)
    return frozenset(
        fact
        for read in later
        for fact in facts_of([read])
        if before.is_changed_by(fact, read.day) and not (_says_held(fact) and _is_still_planned(fact, read))
    )


def overtaking(later: Iterable[ReadItem], known: frozenset[str]) -> frozenset[str]:
    """Return those facts of later items by which what an earlier one says is out of date.

    What was planned was held or called off, a draft was signed, a toll has risen.

    Args:
        later: items of the same story that came after it.
        known: the facts of the earlier one, as ``facts_of`` gave them.
    """
    before = _Known(known)
    return frozenset(fact for fact in new_facts(later, known) if before.speaks_of(fact))


def is_new(fact: str, known: frozenset[str], day: date) -> bool:
    """Return whether a fact that is told on a day changes what was known; facts as ``facts_of`` gives them."""
    return _Known(known).is_changed_by(fact, day)


def news_line(items: Sequence[ReadItem], news: frozenset[str], known: frozenset[str], language: Language) -> str:
    """Return what is new in a line, or "" if there is nothing to say.

    Args:
        items: those that have it.
        news: as ``new_facts`` gave it.
        known: the facts before.
        language: of the line.
    """
    parts = list(_told(items, news, language))
    now, before = _Known(news).tolls, _Known(known).tolls
    parts += [toll_line(toll, now[toll], before.get(toll), language) for toll in TOLLS if toll in now]
    return ("／" if language == "ja" else " · ").join(parts)


def _told(items: Sequence[ReadItem], news: frozenset[str], language: Language) -> Iterator[str]:
    """Yield what is new: of the names of one event the first, of agreements the first."""
    from bot.i18n import translator
    from bot.rendering.brief import agreement_line
    from summarizer.facts.rendering import render_card

    told = set()
    for read in items:
        if read.facts is None:
            continue
        events = tuple(e for e in read.facts.events if facts_of([_only(read, Facts(events=(e,)))]) & news)
        agreements = tuple(a for a in read.facts.agreements if f"agreement|{a.title}|{a.status}" in news)
        card = render_card(Facts(people=read.facts.people, events=events, agreements=agreements), language)
        lines = [(family_of(event.kind), view.text) for event, view in zip(events, card.events, strict=True)]
        lines += [("agreement", agreement_line(asdict(view), translator(language))) for view in card.agreements]
        for family, line in lines:
            if family not in told:
                told.add(family)
                yield line


def _only(read: ReadItem, facts: Facts) -> ReadItem:
    return ReadItem(read.item, Signature(None), facts)


class _Known:
    """Facts by what they say.

    Args:
        facts: as ``facts_of`` gave them.

    Attributes:
        tolls: the highest of each kind.
    """

    def __init__(self, facts: Iterable[str]) -> None:
        self.tolls: dict[str, int] = {}
        self._statuses: dict[str, set[str]] = {}
        self._dates: dict[str, set[str]] = {}
        self._stages: set[str] = set()
        self._agreements: set[str] = set()
        for fact in facts:
            form, name, value = fact.split("|", 2)
            if form == "toll":
                self.tolls[name] = max(self.tolls.get(name, 0), int(value))
            elif form == "agreement":
                self._stages.add(value)
                self._agreements.add(name)
            else:
                kept = self._statuses if form == "event" else self._dates
                kept.setdefault(family_of(name), set()).add(value)

    def speaks_of(self, fact: str) -> bool:
        """Return whether a status, stage or toll is known of what a fact is about; dates are of no account."""
        form, name, _ = fact.split("|", 2)
        known = {"event": self._statuses, "agreement": self._agreements, "toll": self.tolls}.get(form, ())
        return (family_of(name) if form == "event" else name) in known

    def is_changed_by(self, fact: str, day: date) -> bool:
        """Return whether a fact that is told on a day is more than was known in other words."""
        form, name, value = fact.split("|", 2)
        if form == "event":
            return self._is_new_status(family_of(name), value, day)
        if form == "date":
            return not any(_is_within(known, value) for known in self._dates.get(family_of(name), ()))
        if form == "agreement":
            return self._is_new_stage(value)
        before = self.tolls.get(name)
        return int(value) >= before * LEAST_RISE if before else name == "dead"

    def _is_new_status(self, family: str, status: str, day: date) -> bool:
        known = self._statuses.get(family, set())
        if status in known:
            return False
        if status == "held":  # before its day it was not held, however an item words it
            dates = self._dates.get(family, ())
            return "planned" in known and (not dates or any(_begins(edtf) <= day for edtf in dates))
        return status in CALLED_OFF or not known

    def _is_new_stage(self, stage: str) -> bool:
        if stage in self._stages:
            return False
        if stage not in _STAGES:
            return True
        if stage == "signed" and "held" in self._statuses.get("signing", ()):
            return False
        return all(_STAGES[stage] > _STAGES.get(known, -1) for known in self._stages)


def _begins(edtf: str) -> date:
    from summarizer.facts.dates import bounds, is_edtf_level0

    return bounds(edtf)[0] if is_edtf_level0(edtf) else date.min


def _is_history(edtf: str | None, day: date) -> bool:
    """Return whether an event was over long before the item was written: it is recalled, and no news."""
    from summarizer.facts.dates import bounds, is_edtf_level0

    return edtf is not None and is_edtf_level0(edtf) and bounds(edtf)[1] < day - RECALLED_AFTER


def _says_held(fact: str) -> bool:
    form, _, value = fact.split("|", 2)
    return form == "event" and value == "held"


def _is_still_planned(fact: str, read: ReadItem) -> bool:
    """Return whether an item speaks of an event as one to come, too: the guest has arrived, the talks are tomorrow."""
    family, today = family_of(fact.split("|", 2)[1]), read.day
    events = read.facts.events if read.facts else ()
    planned = [event.date for event in events if event.status in PLANNED and family_of(event.kind) == family]
    return any(edtf is not None and _begins(edtf) >= today for edtf in planned)


def family_of(kind: str) -> str:
    """Return what a kind of event is compared by: a visit and its talks are names of one meeting."""
    return "meeting" if kind in _MEETINGS else kind


def _is_within(date: str, coarser: str) -> bool:
    """Return whether a known date falls into another, which then says nothing new; both EDTF."""
    from summarizer.facts.dates import bounds, is_edtf_level0

    if not (is_edtf_level0(date) and is_edtf_level0(coarser)):
        return date == coarser
    first, last = bounds(date)
    begin, end = bounds(coarser)
    return (begin <= first and last <= end) or (first <= begin and end <= last and "/" in date)
