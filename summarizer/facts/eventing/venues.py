"""Where: the destination of a visit, the place of a meeting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.place_names import cities
from summarizer.facts.places import PlaceMention
from summarizer.facts.status import clause_pattern, clause_words

_AT_JA = ("で", "において", "にて", "で、")
_TO_JA = ("を", "に", "へ", "訪")
# 東京・元赤坂の迎賓館で, サンフランシスコ近郊で
_AT_NEAR_JA = re.compile(
    r"(?:・|市|都|県|州|近郊|郊外|中心部|[東西南北中]{1,2}部|の)[^、。「」はがをにと]{0,14}で"
    r"|[^、。「」はがをにでの]{0,6}(?:基地|空港|宮殿|宮|城|迎賓館|ホテル|会議場|大学|公邸|官邸|離宮)で"
)
_WITH_RU = re.compile(r"\s+с\s")
REACH = 40
"""Characters between a word and a place joined to it by a preposition ("talks on trade in Geneva")."""
REACH_JA = 24
TRANSITIVE_RU = ("посет", "посещ")
"""Beginnings of the verbs of visiting that take a place as their object."""
STAYING_RU = ("побыва", "быва", "находи", "пребыва", "гости")
"""Beginnings of the verbs of visiting that say where, not whither."""


@dataclass(frozen=True, slots=True)
class Venue:
    """Country and city of an event, either of them None where the text does not say."""

    country: str | None = None
    city: str | None = None


def venue(reading: SentenceReading, trigger: Trigger, scope: Scope) -> Venue:
    """Return where the event is, or is to be."""
    if trigger.entry.phone:
        return Venue()
    if trigger.target is not None:
        return Venue(trigger.target)
    places = [
        p
        for p in reading.sentence.places
        if scope.start <= p.start < scope.end
        and (p.form in ("name", "abbreviation") or _is_capital(reading, p))
        and (p.country or p.city)
        and p.country not in ("EU", "UN")
        and not any(m.start <= p.start < m.end for m in reading.mentions)
        and not (p.end == trigger.start - int(reading.sentence.language != "ja") and _is_region(p))
    ]
    if trigger.entry.kind == "election":
        return Venue()
    if reading.sentence.language == "ja":
        return _japanese(reading, trigger, places)
    places = [_capital(p) if p.form == "adjective" else p for p in places]
    pointed = _where(reading, scope)
    if pointed == Venue():
        pointed = _spaced(reading, trigger, places)
    return _goes_on_at(reading, trigger, scope) if pointed == Venue() else pointed


def _goes_on_at(reading: SentenceReading, trigger: Trigger, scope: Scope) -> Venue:
    """Return the place right after an apposition that closes the clause: "met the president, X, in Kyiv and signed"."""
    if trigger.entry.grammar != "mutual" or not trigger.verb:
        return Venue()
    following = next((p for p in reading.sentence.places if p.start >= scope.end), None)
    led = [w.text.lower() for w in reading.sentence.words if following and scope.end <= w.start < following.start]
    if following is None or len(led) != 1 or led[0] not in clause_words(f"at_{reading.sentence.language}"):
        return Venue()
    return Venue(following.country, following.city)


def _is_capital(reading: SentenceReading, place: PlaceMention) -> bool:
    """Whether an adjective of a country goes on as "the Kazakh capital"."""
    if reading.sentence.language == "ja" or place.form != "adjective":
        return False
    capital = clause_pattern(f"capital_{reading.sentence.language}")
    return capital.search(reading.sentence.text[place.end :]) is not None


def _is_region(place: PlaceMention) -> bool:
    """Whether it is no city: beside its summit it says who meets, not where ("China-Central Asia summit")."""
    return place.city is not None and cities()[place.city]["kind"] != "city"


@cache
def _capitals() -> dict[str, str]:
    return {row["country"]: key for key, row in cities().items() if row["capital"] == "1"}


def _capital(place: PlaceMention) -> PlaceMention:
    return replace(place, city=_capitals().get(place.country or ""))


def _where(reading: SentenceReading, scope: Scope) -> Venue:
    """Return the place that "where" points to: «в Пекин, где пройдет форум»."""
    opener = next((w for w in reading.sentence.words if w.start >= scope.start), None)
    if scope.heir is None or opener is None or opener.text.lower() not in ("where", "где", "куда"):
        return Venue()
    led = [p for p in reading.sentence.places if scope.heir[0] <= p.start < scope.heir[1] and p.form == "name"]
    return Venue(led[-1].country, led[-1].city) if led else Venue()


def _spaced(reading: SentenceReading, trigger: Trigger, places: Sequence[PlaceMention]) -> Venue:
    visit = trigger.entry.grammar == "visitor"
    after = [p for p in places if p.start >= trigger.end and not _other_trigger_between(reading, trigger, p)]
    for i, place in enumerate(after):
        if _distance(reading, trigger, place) > REACH * (1 if visit else 2):
            break
        if trigger.entry.kind == "ceremony" and any(
            trigger.end <= p.start < place.start for p in reading.sentence.places
        ):
            break  # the closing ceremony of the Year of Japan in Russia need not be in Russia
        if _is_where(reading, trigger, place, visit):
            return _joined(reading, place, after[i + 1 :])
    if not visit:
        for place in places:
            if place.end <= trigger.start and place.city and _is_modifier(reading, place, trigger):
                return Venue(place.country, place.city)
    before = [p for p in places if p.end <= trigger.start]
    for i, place in reversed(list(enumerate(before))):
        if _is_where_before(reading, trigger, place, visit):
            return _joined(reading, place, before[i + 1 :])
    return Venue()


def _distance(reading: SentenceReading, trigger: Trigger, place: PlaceMention) -> int:
    """Return the characters between, without the names of people ("with President Erdogan in")."""
    people = sum(m.end - m.start for m in reading.mentions if trigger.end <= m.start < place.start)
    return place.start - trigger.end - people


def _other_trigger_between(reading: SentenceReading, trigger: Trigger, place: PlaceMention) -> bool:
    # "a meeting on the sidelines of the summit in Osaka" is in Osaka too; a visit's place after talks is the talks'.
    between = [t for t in reading.triggers if trigger.end <= t.start < place.start]
    # «посетит с государственным визитом Китай»
    if reading.sentence.language == "ru" and _own_word(reading, trigger).startswith(TRANSITIVE_RU):
        between = [t for t in between if t.verb or _WITH_RU.match(reading.sentence.text, trigger.end) is None]
    return any(t.entry.grammar == "visitor" or t.verb for t in between)


def _preposition(reading: SentenceReading, place: PlaceMention) -> tuple[str, int]:
    """Return the word before a place, past articles and «город», and where it starts."""
    for word in reversed([w for w in reading.sentence.words if w.end <= place.start]):
        if word.text.lower() not in ("the", "city", "capital", "столица", "столицу", "столице", "город", "городе"):
            return word.text.lower(), word.start
    return "", -1


def _is_where(reading: SentenceReading, trigger: Trigger, place: PlaceMention, visit: bool) -> bool:
    word, start = _preposition(reading, place)
    language = reading.sentence.language
    if visit:
        direct = start < trigger.end and start >= trigger.start
        if direct:
            return True
        return word in clause_words(f"to_{language}")
    return word in clause_words(f"at_{language}")


def _is_where_before(reading: SentenceReading, trigger: Trigger, place: PlaceMention, visit: bool) -> bool:
    word, start = _preposition(reading, place)
    language = reading.sentence.language
    between = reading.sentence.text[place.end : trigger.start]
    if any(t.end <= trigger.start and t.start > place.end for t in reading.triggers if t.verb):
        return False
    if visit:
        if language == "ru" and word in clause_words("at_ru") and between.split()[-1:] in (["с"], ["со"]):
            return True  # «находится в Москве с визитом»
        if language == "ru" and word in clause_words("at_ru") and _own_word(reading, trigger).startswith(STAYING_RU):
            return True  # «в Ташкенте побывала Матвиенко»
        # «Японию посетит Путин»; «в Москву с визитом прибыл Коно»
        tags = _tags_at(reading, place)
        if language == "ru" and "accs" in tags:
            return word in ("в", "во", "на") or trigger.verb
        return language == "ru" and _is_object_before(reading, trigger, place, start)
    if word in clause_words(f"at_{language}") and start >= 0:
        return len(between) <= REACH * 2
    # "fly to Rio de Janeiro for the G20 summit"
    led = _without_dates(reading, place.end, trigger.start).split()
    destined = led[:1] in (["for"], ["на"]) and len(led) <= len(("for", "the", "annual"))
    return trigger.entry.grammar == "attended" and destined and word in clause_words(f"to_{language}")


def _without_dates(reading: SentenceReading, start: int, end: int) -> str:
    dates = [d for d in reading.sentence.dates if start <= d.start < end]
    return "".join(
        c for i, c in enumerate(reading.sentence.text[start:end], start) if not any(d.start <= i < d.end for d in dates)
    )


def _own_word(reading: SentenceReading, trigger: Trigger) -> str:
    return reading.sentence.text[trigger.start : trigger.end].lower()


def _is_object_before(reading: SentenceReading, trigger: Trigger, place: PlaceMention, preposition: int) -> bool:
    """Whether «Киев посетил Джонсон» names the place visited: its accusative looks like the nominative."""
    transitive = _own_word(reading, trigger).startswith(TRANSITIVE_RU)
    led = any("PREP" in w.tags for w in reading.sentence.words if w.start == preposition)
    subject = any(m.end <= trigger.start and m.start >= place.end for m in reading.mentions)
    return transitive and not led and not subject


def _tags_at(reading: SentenceReading, place: PlaceMention) -> frozenset[str]:
    return next((w.tags for w in reading.sentence.words if w.start == place.start), frozenset())


def _is_modifier(reading: SentenceReading, place: PlaceMention, trigger: Trigger) -> bool:
    return reading.sentence.text[place.end : trigger.start].strip() == ""


def _joined(reading: SentenceReading, place: PlaceMention, following: Sequence[PlaceMention]) -> Venue:
    """A city, and the country after it ("Osaka, Japan"); a country, and the city after it («в Японию, в Осаку»)."""
    country, city = place.country, place.city
    for other in following:
        gap = reading.sentence.text[place.end : other.start].strip().lower()
        if (
            city is None
            and other.city is not None
            and other.country == country
            and gap in (",", "'s", "’s", ", в", "в")
        ):
            city = other.city
    return Venue(country, city)


def _japanese(reading: SentenceReading, trigger: Trigger, places: Sequence[PlaceMention]) -> Venue:
    text = reading.sentence.text
    visit = trigger.entry.grammar == "visitor"
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
            city = place.city or _city_beside(text, place, before)
            return Venue(place.country, city)
    for place in places:
        # 会談をモスクワで行う
        subject = text[trigger.end : trigger.end + 1] in ("が", "は", "を")
        at = text.startswith("で", place.end) or _is_near_ja(reading, place, len(text))
        if subject and 0 <= place.start - trigger.end <= REACH_JA and at:
            return Venue(place.country, place.city)
    return Venue() if visit else _scene(reading)


_COUNTED_JA = re.compile(r"の[0-9０-９一二三四五六七八九十]+[カか]国(?:・地域)?")


def _first_of_row(text: str, last: PlaceMention, before: Sequence[PlaceMention]) -> PlaceMention:
    """Return the first country of a tour: 「イスラエル、カタール、インドの3カ国を訪れる」."""
    first = last
    for place in reversed([p for p in before if p.end <= last.start]):
        if text[place.end : first.start] not in ("、", "・", "と", "および"):
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
