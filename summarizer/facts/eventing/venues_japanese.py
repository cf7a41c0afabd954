"""Where, in Japanese: the place before a particle, before the word itself, or set off before the clause."""

import re
from collections.abc import Sequence

from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.eventing.venue import Venue
from summarizer.facts.places import PlaceMention
from summarizer.facts.status import clause_pattern

_AT_JA = ("で", "において", "にて", "で、")
_TO_JA = ("を", "に", "へ", "訪")
# 東京・元赤坂の迎賓館で, サンフランシスコ近郊で
_AT_NEAR_JA = re.compile(
    r"(?:・|市|都|県|州|近郊|郊外|中心部|[東西南北中]{1,2}部|の)[^、。「」はがをにと]{0,14}で"
    r"|[^、。「」はがをにでの]{0,6}(?:基地|空港|宮殿|宮|城|迎賓館|ホテル|会議場|大学|公邸|官邸|離宮)で"
)
REACH_JA = 24
"""Characters between a place and the word that it belongs to, without the names of people."""


def japanese_venue(reading: SentenceReading, trigger: Trigger, places: Sequence[PlaceMention]) -> Venue:
    """Return where an event is, or is to be; ``places`` are those that the clause of its trigger offers."""
    text = reading.sentence.text
    visit = trigger.entry.grammar == "visitor"
    spoken_there = clause_pattern("spoken_there_ja")
    places = [p for p in places if not spoken_there.search(text[p.end :])]
    before = [p for p in places if p.end <= trigger.start]
    for place in reversed(before):
        counted = _COUNTED_JA.match(text, place.end) if visit else None
        if counted is not None and text.startswith(_TO_JA, counted.end()):
            first = _first_of_row(text, place, before)
            return Venue(first.country, first.city)
        following = text[place.end : place.end + 4]
        particles = _TO_JA if visit else _AT_JA
        adjacent = place.end == trigger.start
        people = sum(m.end - m.start for m in reading.mentions if place.end <= m.start < trigger.start)
        if trigger.start - place.end - people > REACH_JA and not following.startswith(("で", "を")):
            continue
        if following.startswith("での") or _is_near_ja(reading, place, trigger.start):
            following = "で"
        if (adjacent and (visit or place.city)) or following.startswith(particles):
            first = _first_of_row(text, place, before) if visit else place
            return Venue(first.country, first.city or _city_beside(text, first, before))
    for place in places:
        # 会談をモスクワで行う
        subject = text[trigger.end : trigger.end + 1] in ("が", "は", "を")
        at = text.startswith("で", place.end) or _is_near_ja(reading, place, len(text))
        if subject and 0 <= place.start - trigger.end <= REACH_JA and at:
            return Venue(place.country, place.city)
    return Venue() if visit else _scene(reading)


_ROW_JA = re.compile(r"(?:（[^（）]{1,10}）)?(?:、|・|と|および)")
_COUNTED_JA = re.compile(r"の[0-9０-９一二三四五六七八九十]+[カか]国(?:・地域)?")


def start_with_place(reading: SentenceReading, scope: Scope) -> int:
    """Return where a Japanese clause begins with the place set off before it: 「プレトリアにおいて、…会談を行う」."""
    before = next((c for c in reading.clauses if c.end == scope.start), None)
    if before is None or before.kind != "plain" or any(before.holds(t.start) for t in reading.triggers):
        return scope.start
    at = any(
        reading.sentence.text.startswith(_SET_OFF_JA, p.end) for p in reading.sentence.places if before.holds(p.start)
    )
    return before.start if at else scope.start


_SET_OFF_JA = ("において、", "で、", "にて、")


def _first_of_row(text: str, last: PlaceMention, before: Sequence[PlaceMention]) -> PlaceMention:
    """Return the first country of a tour: 「イスラエル、カタール、インドの3カ国を訪れる」."""
    first = last
    for place in reversed([p for p in before if p.end <= last.start]):
        if _ROW_JA.fullmatch(text, place.end, first.start) is None or place.country == first.country:
            break
        first = place
    return first


def _scene(reading: SentenceReading) -> Venue:
    """Return the place that a Japanese sentence begins with: 「板門店では2018年4月、…会談した」."""
    first = next((p for p in reading.sentence.places if p.start == 0 and p.form == "name"), None)
    if first is None or not reading.sentence.text.startswith(("では", "で"), first.end):
        return Venue()
    return Venue(first.country, first.city)


def _is_near_ja(reading: SentenceReading, place: PlaceMention, end: int) -> bool:
    """Whether で follows after a spot of the place (東京・元赤坂の迎賓館で), and not after another place."""
    match = _AT_NEAR_JA.match(reading.sentence.text, place.end, end)
    return match is not None and not any(match.start() <= p.start < match.end() for p in reading.sentence.places)


def _city_beside(text: str, place: PlaceMention, before: Sequence[PlaceMention]) -> str | None:
    return next(
        (
            p.city
            for p in before
            if p.city and p.country == place.country and p.start >= place.end and p.start - place.end <= 1
        ),
        None,
    )
