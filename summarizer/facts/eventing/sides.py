"""Which countries take part: the sides that a clause names without naming a person for them."""

import re
from collections.abc import Iterable, Sequence

from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.places import PlaceMention
from summarizer.facts.records import PersonMention
from summarizer.facts.status import clause_pattern, clause_words
from summarizer.language.words import Word

ATTRIBUTES = 3
"""Words between a country and the noun that it qualifies ("Russian-Japanese bilateral talks")."""
_BETWEEN = frozenset(
    {"", "the", "and", "и", "and the", ",", ", the", ", and", ", and the", "-", "と", "、", "・", "軍と"}
)
_JOINS = frozenset({"and", "&", ",", "и", "а"})
# ロシアと中国の + 海軍は: what acts for a country.
_SUBJECT_JA = re.compile(
    r"の?(?:両国|両|政府|代表団|海軍|空軍|陸軍|軍|当局|首脳|外相|国防相|防衛相|外務省|の)*[はがも]"
)


def _word_before(reading: SentenceReading, offset: int) -> Word | None:
    return max((w for w in reading.sentence.words if w.end <= offset), key=lambda w: w.end, default=None)


def participants(reading: SentenceReading, trigger: Trigger, scope: Scope) -> tuple[str, ...]:
    """Return the countries that the clause names as sides, in the order of the text."""
    places = [p for p in _free_places(reading) if scope.start <= p.start < scope.end and p.country]
    if trigger.entry.grammar == "visitor":
        return ()
    if trigger.entry.grammar == "attended":
        return ()
    if trigger.entry.kind == "election":
        places = [p for p in places if p.country not in ("EU", "UN")]
        if reading.sentence.language == "ja" and places and places[0].start == 0 and not places[0].city:
            return (places[0].country or "",)
    sides = [p for p in places if _is_side(reading, trigger, p)] or _subject_countries(reading, trigger, scope)
    named = tuple(dict.fromkeys(p.country for p in sides if p.country))
    if not named and trigger.entry.kind == "election" and scope.speaker is not None:
        # 「南スーダン政府は、大統領選を延期すると発表した」
        said_by = {p.country for p in reading.sentence.places if scope.speaker[0] <= p.start < scope.speaker[1]}
        return tuple(c for c in said_by if c) if len(said_by) == 1 else ()
    if not named and trigger.entry.kind == "election":
        return _where_polled(reading, places)
    return named or _same_sides(reading, scope)


def _where_polled(reading: SentenceReading, places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Return the only country that a clause names, behind "in": "polls closed in Chile on Sunday in an election"."""
    at = clause_words(f"at_{reading.sentence.language}")
    named = {p.country for p in places if p.city is None and p.country}
    before = [_word_before(reading, p.start) for p in places if p.city is None and p.form == "name"]
    led = any(w is not None and w.text.lower() in at for w in before)
    return tuple(c for c in named if c) if len(named) == 1 and led else ()


def _same_sides(reading: SentenceReading, scope: Scope) -> tuple[str, ...]:
    """Return the two sides named before, where the clause speaks of "the two countries" and names nobody."""
    named = any(scope.start <= p.start < scope.end and p.country and not p.city for p in reading.sentence.places)
    if named or any(scope.start <= m.start < scope.end for m in reading.mentions):
        return ()
    again = clause_pattern(f"same_sides_{reading.sentence.language}")
    return reading.sides if again.search(reading.sentence.text, scope.start, scope.end) else ()


def _subject_countries(reading: SentenceReading, trigger: Trigger, scope: Scope) -> list[PlaceMention]:
    """Return the countries that the clause begins with: "Russia and China held", 「ロシアと中国は」."""
    start = scope.heir[0] if scope.heir is not None else scope.start
    chosen: list[PlaceMention] = []
    at = start
    for place in _free_places(reading):
        if not start <= place.start < trigger.start or place.country is None or place.form == "people":
            continue
        gap = reading.sentence.text[at : place.start].strip(' "«“「').lower()
        if not chosen and place.city and gap in clause_words(f"at_{reading.sentence.language}"):
            at = place.end  # "In Geneva, American and Ukrainian negotiators meet"
            continue
        if not chosen and clause_pattern(f"leads_{reading.sentence.language}").fullmatch(gap):
            gap = ""
        if gap not in _BETWEEN:
            break
        chosen.append(place)
        at = place.end
    enough = 1 if trigger.entry.grammar == "national" else len(("one side", "the other"))
    if len({p.country for p in chosen}) < enough or not _ends_as_subject(reading, chosen[-1]):
        return []
    return chosen


def _ends_as_subject(reading: SentenceReading, place: PlaceMention) -> bool:
    text = reading.sentence.text
    if reading.sentence.language == "ja":
        return _SUBJECT_JA.match(text, place.end) is not None
    following = next((w for w in reading.sentence.words if w.start >= place.end), None)
    if following is None or following.capitalised:
        return False
    bodies = clause_pattern(f"bodies_{reading.sentence.language}")
    return place.form != "adjective" or bodies.match(following.text) is not None


def _free_places(reading: SentenceReading) -> list[PlaceMention]:
    """Return the places that are no part of a person's title."""
    return [
        p
        for p in reading.sentence.places
        if not any(m.start <= p.start < m.end or _describes(reading, p, m) for m in reading.mentions)
    ]


def _describes(reading: SentenceReading, place: PlaceMention, mention: PersonMention) -> bool:
    # "Russian Foreign Minister ..." where the mention begins after the adjective; ロシアの + ラブロフ外相.
    return mention.start - place.end >= 0 and reading.sentence.text[place.end : mention.start].strip(" の") == ""


def _is_side(reading: SentenceReading, trigger: Trigger, place: PlaceMention) -> bool:
    if reading.sentence.language == "ja":
        return _is_side_ja(reading, trigger, place)
    words = [w for w in reading.sentence.words if trigger.end <= w.start < place.start]
    language = reading.sentence.language
    if place.start >= trigger.end:
        opener = words[0].text.lower() if words else ""
        if (
            language == "ru"
            and not trigger.verb
            and (_is_owner_ru(reading, words, place) or _takes_part_ru(reading, trigger, place))
        ):
            return True
        if trigger.entry.kind == "election" and opener in clause_words(f"at_{language}") | {"of"} and len(words) <= 2:
            return True
        if trigger.entry.kind == "election" and not words and language == "ru":
            return True
        if trigger.entry.kind == "election" and _is_held_in(reading, words):
            return True
        if opener not in clause_words(f"sides_{language}") and not _is_of_drill(trigger, opener, language):
            return False
        inner = {(p.start, p.end) for p in reading.sentence.places}
        rest = [w for w in words if not any(a <= w.start < b for a, b in inner)]
        return all(w.text.lower() in clause_words(f"sides_{language}") | {"the", ",", opener} for w in rest)
    return _leads_to(reading, trigger, place)


def _is_of_drill(trigger: Trigger, opener: str, language: str) -> bool:
    """Whether a country after a preposition holds the exercise: "drills by Japan and India"."""
    return trigger.entry.kind == "exercise" and language == "en" and opener in clause_words("sides_of_drill_en")


def _is_owner_ru(reading: SentenceReading, words: Sequence[Word], place: PlaceMention) -> bool:
    """Whether a country stands in the genitive right after the noun: «учения России и Китая»."""
    inner = {(p.start, p.end) for p in reading.sentence.places}
    between = [w for w in words if not any(a <= w.start < b for a, b in inner)]
    tags = next((w.tags for w in reading.sentence.words if w.start == place.start), frozenset[str]())
    bodies = clause_pattern("bodies_ru")
    plain = all(w.text in ("и", ",") or bodies.match(w.text.lower()) for w in between)
    return "gent" in tags and plain and (bool(words) or not between)


def _takes_part_ru(reading: SentenceReading, trigger: Trigger, place: PlaceMention) -> bool:
    """Whether a country stands in the list after «с участием»: «учения с участием России, Китая и Индии»."""
    _, found, listed = reading.sentence.text[trigger.end : place.start].rpartition("с участием")
    start = place.start - len(listed)
    rest = "".join(outside(listed, start, reading.sentence.places))
    return bool(found) and all(word in ("и", ",") for word in rest.replace(",", " , ").split())


def _is_held_in(reading: SentenceReading, words: Sequence[Word]) -> bool:
    """Whether words lead from an election to its country: "will be held in", «пройдут в»."""
    if not words or words[-1].text.lower() not in clause_words(f"at_{reading.sentence.language}"):
        return False
    return len(words) <= ATTRIBUTES + 2 and all(w.text.islower() for w in words)


def _leads_to(reading: SentenceReading, trigger: Trigger, place: PlaceMention) -> bool:
    """Whether little more than countries stands between ("Russian-Japanese talks")."""
    places = {(p.start, p.end) for p in reading.sentence.places}
    between = [
        w
        for w in reading.sentence.words
        if place.end <= w.start < trigger.start and not any(a <= w.start < b for a, b in places)
    ]
    before = _word_before(reading, place.start)
    if before is not None and before.text.lower() in clause_words(f"at_{reading.sentence.language}"):
        return False
    if place.city is not None and reading.sentence.text[place.end : trigger.start].strip() == "":
        return False
    allowed = _JOINS | {"the", "-", "–", "—", "'s", "’s"} | clause_words(f"which_{reading.sentence.language}")
    return len(between) <= ATTRIBUTES and all(w.text.lower() in allowed or w.lemma in allowed for w in between)


_SIDES_GAP_JA = 12


def _is_side_ja(reading: SentenceReading, trigger: Trigger, place: PlaceMention) -> bool:
    text = reading.sentence.text
    if trigger.start <= place.start < trigger.end:
        return place.city is None  # 米韓合同軍事演習
    if not 0 <= trigger.start - place.end <= _SIDES_GAP_JA:
        return False
    between = text[place.end : trigger.start]
    inner = [p for p in reading.sentence.places if place.end <= p.start < trigger.start]
    rest = re.sub(
        r"[・と両国政府間の首脳外相防衛財務経済産業農貿易通商閣僚級次官局長担当大臣]",
        "",
        "".join(outside(between, place.end, inner)),
    )
    return rest == "" and place.city is None


def outside(text: str, offset: int, inner: Sequence[PlaceMention]) -> Iterable[str]:
    """Yield the characters of a stretch that belong to no place; ``offset`` is where it begins in the sentence."""
    for i, character in enumerate(text):
        if not any(p.start <= offset + i < p.end for p in inner):
            yield character
