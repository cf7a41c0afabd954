"""Where: the destination of a visit, the place of a meeting."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.eventing.venue import Venue
from summarizer.facts.eventing.venues_japanese import japanese_venue, start_with_place
from summarizer.facts.place_names import cities
from summarizer.facts.places import PlaceMention
from summarizer.facts.status import clause_pattern, clause_words

_WITH_RU = re.compile(r"\s+с\s")
REACH = 40
"""Characters between a word and a place joined to it by a preposition ("talks on trade in Geneva")."""
TRANSITIVE_RU = ("посет", "посещ")
"""Beginnings of the verbs of visiting that take a place as their object."""
STAYING_RU = ("побыва", "быва", "находи", "пребыва", "гости")
"""Beginnings of the verbs of visiting that say where, not whither."""


def venue(reading: SentenceReading, trigger: Trigger, scope: Scope) -> Venue:
    """Return where the event is, or is to be."""
    if trigger.entry.phone:
        return Venue()
    if trigger.target is not None:
        return Venue(trigger.target)
    start = start_with_place(reading, scope) if reading.sentence.language == "ja" else scope.start
    places = [
        p
        for p in reading.sentence.places
        if start <= p.start < scope.end
        and (p.form in ("name", "abbreviation") or _is_capital(reading, p))
        and (p.country or p.city)
        and p.country not in ("EU", "UN")
        and not any(m.start <= p.start < m.end for m in reading.mentions)
        and not (p.end == trigger.start - int(reading.sentence.language != "ja") and _is_region(p))
    ]
    if trigger.entry.kind == "election":
        return Venue()
    if reading.sentence.language == "ja":
        return japanese_venue(reading, trigger, places)
    places = [_capital(p) if p.form == "adjective" else p for p in places]
    pointed = _where(reading, scope)
    if pointed == Venue():
        pointed = _spaced(reading, trigger, places)
    if pointed == Venue():
        pointed = _goes_on_at(reading, trigger, scope)
    return _there(reading, trigger, scope) if pointed == Venue() else pointed


def _there(reading: SentenceReading, trigger: Trigger, scope: Scope) -> Venue:
    """Return the place that "there" means: «намерен посетить Токио: саммит состоится там в ноябре»."""
    there = clause_pattern(f"there_{reading.sentence.language}")
    if trigger.entry.grammar == "visitor" or not there.search(reading.sentence.text, scope.start, scope.end):
        return Venue()
    led = [p for p in reading.sentence.places if p.end <= scope.start and p.form == "name" and (p.country or p.city)]
    return Venue(led[-1].country, led[-1].city) if led else Venue()


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
    parted = [t for t in reading.triggers if t.end <= trigger.start and t.start > place.end and t.verb]
    if any(t.entry.id != "reception" for t in parted):  # "In Budapest, Orban hosted a meeting of the Community"
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
