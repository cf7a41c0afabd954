"""The parties of an agreement: countries beside its name, after "between", at the head of the sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.article import Language
from summarizer.facts.agreement_phrases import find_phrases, is_bare, is_new
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.triggers import find_triggers
from summarizer.facts.lexicons import entries
from summarizer.facts.places import PlaceMention
from summarizer.facts.records import Event, Person, PersonMention
from summarizer.language.phrases import Hit

TWO = 2
"""Parties of a bilateral agreement."""
_JOINS = frozenset({"", "the", "and", "и", "and the", ",", "-", "と", "、", "・"})
BESIDE = 3
"""Words between a country and the phrase that it qualifies ("Russia and Japan's long-awaited peace treaty")."""
BESIDE_JA = 6
"""The same in Japanese characters (日露両国の平和条約)."""
AFTER = 60
"""Characters after the phrase within which "between A and B" names its parties."""
COMPETING = 3
"""Sentences before "the two countries" in which two pairs of countries make it unclear who is meant."""
_ACTS = frozenset({"talks", "visit", "summit", "signing"})
_BETWEEN_EN = re.compile(r"\b(?:between|with)\b", re.IGNORECASE)
_BETWEEN_RU = re.compile(r"\b(?:между|с|со)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of who may be party to something.

    Attributes:
        sides: countries that it names or whose people it names, in order; the place of an event is none.
        people: the countries of its people alone.
        met: the two countries whose people meet in it, if they are all that it names.
        several: whether it names more than one agreement.
    """

    sides: tuple[str, ...]
    people: tuple[str, ...]
    met: tuple[str, ...]
    several: bool


def parties(sentence: AnnotatedSentence, hit: Hit[str], told: Told) -> tuple[str, ...]:
    """Return the parties that a sentence gives an agreement: beside the phrase, as its subject, or its only two.

    Args:
        sentence: that names the agreement.
        hit: where.
        told: what else the sentence tells.
    """
    chosen = (
        _parties_ja(sentence, hit) if sentence.language == "ja" else [*_before(sentence, hit), *_after(sentence, hit)]
    )
    beside = len(codes(chosen))
    if beside < TWO:
        chosen = [*_subject(sentence, hit), *chosen]
    found = codes(chosen)
    if len(found) >= TWO:
        return found
    pair = _pair(sentence.text[max(0, hit.start - AFTER // 2) : hit.end].lower())
    if pair:
        return pair
    row = entries("agreements")[hit.value]
    bare = is_bare(hit.value)
    if row.get("mediated") or not (row.get("bilateral") or bare):
        return ()
    if (beside and told.several) or (not beside and _is_only_spoken_of(sentence, hit)):
        return ()
    if bare and not is_new(sentence, hit):
        return ()
    acting = told.people if bare else told.sides
    only = acting if len(acting) == TWO else told.met
    return only if len(only) == TWO and set(found) <= set(only) else ()


def _is_only_spoken_of(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether the countries before a phrase talk about it: "France told Poland that the trade agreement ..."."""
    named = [p.end for p in sentence.places if p.country and p.end <= hit.start]
    said = re.compile(entries("status")["agreement"]["said"][sentence.language], re.IGNORECASE)
    return bool(named) and said.search(sentence.text, named[0], hit.start) is not None


def _pair(text: str) -> tuple[str, ...]:
    """Return the two countries of an adjective that holds both: "inter-Korean", 南北."""
    return next((tuple(both) for word, both in entries("status")["agreement"]["pairs"].items() if word in text), ())


def tellings(
    sentences: Sequence[AnnotatedSentence],
    people: Sequence[Person] = (),
    mentions: Sequence[PersonMention] = (),
    events: Sequence[Event] = (),
) -> list[Told]:
    """Return what each sentence tells of the sides: its countries, those of its people, but not where it happens.

    Args:
        sentences: of the article.
        people: whom the article names.
        mentions: where.
        events: what they did.
    """
    country = {p.id: p.country for p in people if p.country and not p.organisation}
    named: dict[int, list[tuple[int, str]]] = {}
    for mention in mentions:
        if (code := country.get(mention.person)) is not None:
            named.setdefault(mention.sentence, []).append((mention.start, code))
    return [_told(s, named.get(s.index, []), _met(s.index, events, country)) for s in sentences]


def _met(index: int, events: Sequence[Event], country: Mapping[str, str]) -> tuple[str, ...]:
    """Return the countries of those who meet in a sentence, "he" and "she" among them, where only two do."""
    met = [e for e in events if index in e.sentences and e.kind in ("talks", "signing")]
    told = [dict.fromkeys([*(country[a] for a in e.actors if a in country), *e.participants]) for e in met]
    both = {tuple(codes) for codes in told if len(codes) == TWO}
    return next(iter(both)) if len(both) == 1 else ()


def _told(sentence: AnnotatedSentence, named: list[tuple[int, str]], met: tuple[str, ...]) -> Told:
    placed = [(p.start, p.country) for p in sentence.places if p.country and p.country != "UN"]
    venues = {p.start for p in sentence.places if is_venue(sentence, p)}
    acting = [at for at in placed if at[0] not in venues]
    sides = tuple(dict.fromkeys(code for _, code in sorted([*acting, *named])))
    signers = tuple(dict.fromkeys(code for _, code in sorted(named)))
    several = len([h for h in find_phrases(sentence) if entries("agreements")[h.value]["key"] != "none"]) > 1
    return Told(sides, signers, met if set(sides) <= set(met) else (), several)


def is_venue(sentence: AnnotatedSentence, place: PlaceMention) -> bool:
    """Whether a city is where something happens and stands for no government: "signed in Geneva", a dateline."""
    if place.city is None:
        return False
    if sentence.language == "ja":
        return _venue("ja").match(sentence.text[place.end :]) is not None
    opens = sentence.index == 0 and place.start == 0
    dateline = opens and sentence.text[place.start : place.end].isupper()
    return dateline or _venue(sentence.language).search(sentence.text[: place.start]) is not None


@cache
def _venue(language: Language) -> re.Pattern[str]:
    # Case counts in no preposition, but "From Kyiv" may begin a sentence.
    return re.compile(entries("status")["agreement"]["venue"][language], re.IGNORECASE)


def codes(places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Return the countries of places, each once, in order; the United Nations are no party."""
    return tuple(dict.fromkeys(p.country for p in places if p.country and p.country != "UN"))


def pair_meant(before: Sequence[AnnotatedSentence], told: Sequence[Told] | None = None) -> tuple[str, ...]:
    """Return the two countries that "the two countries" means, or () where two pairs compete for it.

    The pair named last is meant only if it is that which last talked, travelled or signed: "Japan and India held talks.
    France and Germany sent observers. The two countries signed ..." leaves open who signed.

    Args:
        before: the sentences before the one that speaks of the two.
        told: what each of them tells; None: no more than its places.
    """
    told = tellings(before) if told is None else told
    pairs = [(at, one.sides) for at, one in enumerate(told) if len(one.sides) == TWO]
    if not pairs:
        return ()
    named_at, last = pairs[-1]
    acted_at = next((at for at in range(len(before) - 1, -1, -1) if _acts(before[at])), None)
    if acted_at is None:
        near = {frozenset(both) for at, both in pairs if at >= len(before) - COMPETING}
        return last if len(near) <= 1 else ()
    acting = told[acted_at].sides
    if len(acting) >= TWO:
        agree = set(last) <= set(acting)
    elif acting or named_at < acted_at:
        agree = set(acting) <= set(last)
    else:
        # Talks of people whose countries are told only before, if at all.
        agree = any(set(both) == set(last) for at, both in pairs if at < acted_at)
    return last if agree else ()


def _acts(sentence: AnnotatedSentence) -> bool:
    return any(trigger.entry.kind in _ACTS for trigger in find_triggers(sentence))


def _subject(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    """Return the countries that a sentence begins with: "Japan and the European Union signed", 「日本と欧州連合は」."""
    chosen: list[PlaceMention] = []
    at = 0
    for place in sentence.places:
        gap = sentence.text[at : place.start].strip(' "«“「').lower()
        if place.end > hit.start or place.form == "people" or gap not in _JOINS:
            break
        chosen.append(place)
        at = place.end
    following = sentence.text[at : at + 1]
    if sentence.language == "ja":
        return chosen if following in ("は", "が") else []
    adjective = chosen and chosen[-1].form == "adjective"
    return chosen if chosen and not adjective and following == " " else []


def _before(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    """Return the countries right before a phrase: "Russian-Japanese", "Russia and Japan's new"."""
    chosen: list[PlaceMention] = []
    edge = hit.first
    for place in reversed(sentence.places):
        if place.start >= hit.start:
            continue
        between = [w for w in sentence.words[:edge] if w.start >= place.end]
        plain = [w for w in between if w.text.lower() not in ("and", "и", "-", "–", "—", "'s", "’s", ",")]
        apart = not chosen and any(w.text == "," for w in between)
        if apart or len(plain) > (BESIDE if not chosen else 0) or any(w.text in ",.;:" for w in plain):
            break
        chosen.insert(0, place)
        edge = next((i for i, w in enumerate(sentence.words) if w.start >= place.start), edge)
    return chosen


def _after(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    pattern = _BETWEEN_EN if sentence.language == "en" else _BETWEEN_RU
    opening = pattern.search(sentence.text, hit.end, hit.end + AFTER)
    if opening is None or "," in sentence.text[hit.end : opening.start()]:
        return []
    following = [p for p in sentence.places if p.start >= opening.end()]
    chosen: list[PlaceMention] = []
    end = opening.end()
    for place in following:
        gap = sentence.text[end : place.start].strip().lower()
        if gap not in ("", "the", "and", "и", "and the", ",", "-", "между", "с", "правительством"):
            break
        chosen.append(place)
        end = place.end
    return chosen


def _parties_ja(sentence: AnnotatedSentence, hit: Hit[str]) -> list[PlaceMention]:
    text = sentence.text
    chosen: list[PlaceMention] = []
    edge = hit.start
    for place in reversed(sentence.places):
        if place.end > edge:
            continue
        gap = re.sub(r"[・と、の間両国新でや政府]", "", text[place.end : edge])
        if gap or edge - place.end > BESIDE_JA:
            break
        chosen.insert(0, place)
        edge = place.start
    return chosen
