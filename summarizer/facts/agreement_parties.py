"""The parties of an agreement: countries beside its name, after "between", at the head of the sentence, in its list.

Where the sentence names one party only ("talks on a tax treaty with Malaysia"), that one is returned alone: it keeps
the treaty apart from those of others. A party is a country code or the key of a union (``agreement_beside.party``).
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.facts.agreement_beside import (
    bound,
    is_apart,
    is_mediator,
    joined,
    listed,
    party,
    places_after,
    places_before,
    subject,
    wording,
)
from summarizer.facts.agreement_phrases import find_phrases, has_topic, is_bare, is_common, is_new
from summarizer.facts.agreement_status import clause_bounds
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.places import PlaceMention
from summarizer.facts.records import Event, Person, PersonMention
from summarizer.language.phrases import Hit

TWO = 2
"""Parties of a bilateral agreement."""
ADJECTIVE_OF_TWO = 30
"""Characters before the phrase within which an adjective of two countries qualifies it."""
_HOLDS = ("の", "の首都", "の首都・")
"""Between a country and its city: カタールの首都ドーハで names one venue."""
UNION_OPENS = 12
"""Characters before a union in which "with" or "between" makes it a party."""
_CLOSES_JA = "）)」"
_UNIONS = frozenset({"EU"})
"""Countries of the card whose officials, though of an organisation, sign for a party."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of who may be party to something.

    Attributes:
        sides: parties that it names or whose people it names, in order; the place of an event is none.
        people: the countries of its people alone.
        met: the two countries whose people meet in it, if they are all that it names.
        several: whether it names more than one agreement.
        named: start, end and country of each person that it names.
        apart: where the places begin that are no parties: venues, mediators.
        visit: guest and host of a visit that it tells of, where the host is only a place to it.
    """

    sides: tuple[str, ...]
    people: tuple[str, ...]
    met: tuple[str, ...]
    several: bool
    named: tuple[tuple[int, int, str], ...]
    apart: frozenset[int]
    visit: tuple[str, ...] = ()


def parties(sentence: AnnotatedSentence, hit: Hit[str], told: Told) -> tuple[str, ...]:
    """Return the parties that a sentence gives an agreement: beside the phrase, as its subject, or its only two.

    Args:
        sentence: that names the agreement.
        hit: where.
        told: what else the sentence tells.

    Returns:
        All parties, the one that stands beside the phrase, or none.
    """
    row = entries("agreements")[hit.value]
    bare = is_bare(hit.value)
    if not (row.get("bilateral") or row.get("mediated") or bare):
        return ()  # some members of a treaty of many are not its parties
    ahead, behind = places_before(sentence, hit, told.apart), places_after(sentence, hit)
    if sentence.language != "ja" and ahead and not behind and is_mediator(sentence, hit, ahead[-1].end):
        ahead = []
    beside = bound(behind if len(bound(behind)) >= TWO else [*ahead, *behind])
    found = _stated(sentence, hit, told, beside)
    if len(found) >= TWO:
        return found
    alone = _alone(sentence, ahead, behind)
    if row.get("mediated") or (bare and not (is_new(sentence, hit) or has_topic(sentence, hit))):
        return alone
    if told.several if beside else _is_only_spoken_of(sentence, hit):
        return alone
    only = _implied(sentence, hit, told)
    return only if len(only) == TWO and set(found) <= set(only) else alone


def _stated(sentence: AnnotatedSentence, hit: Hit[str], told: Told, beside: tuple[str, ...]) -> tuple[str, ...]:
    """Return those who are said to be parties: beside the phrase, as subject, in a list or by an adjective of two."""
    if len(beside) >= TWO:
        return beside
    found = tuple(dict.fromkeys([*bound(subject(sentence, hit)), *beside]))
    if len(found) < TWO:
        several = listed(sentence, hit, told.named, told.apart)
        found = several if set(found) <= set(several) else found
    if len(found) >= TWO:
        return found
    broken = wording("breach", sentence.language).search(sentence.text) is not None
    if broken and len(told.sides) == TWO and entries("agreements")[hit.value].get("mediated"):
        return told.sides
    return _pair(sentence.text[max(0, hit.start - ADJECTIVE_OF_TWO) : hit.end].lower()) or found


def _implied(sentence: AnnotatedSentence, hit: Hit[str], told: Told) -> tuple[str, ...]:
    """Return those who act in the sentence, or in the clause of the phrase if there are more, or who meet in it."""
    acting = told.people if is_bare(hit.value) else told.sides
    if len(acting) > TWO or wording("who", sentence.language).search(sentence.text[: hit.start]):
        acting = tuple(s for s in acting if s in _in_clause(sentence, hit, told))
    theirs = {*told.people, *(code for _, _, code in _national(sentence))}
    # The order of words tells who acts in English alone.
    has_partner = sentence.language == "en" and len(bound(places_after(sentence, hit))) == 1
    if (is_common(hit.value) or has_partner) and not set(acting) - theirs <= _acting(sentence, hit):
        acting = ()  # "a memorandum on the ban on travel from Somalia and Yemen"
    return acting if len(acting) == TWO else told.met


def _in_clause(sentence: AnnotatedSentence, hit: Hit[str], told: Told) -> set[str]:
    """Return the parties of the clause that names the agreement: "Japan signed one with Peru, as Chile had done"."""
    start, ends = clause_bounds(sentence.text, hit, sentence.language)
    named = {code for at, _, code in (*told.named, *_national(sentence)) if start <= at < ends[0]}
    return named | set(bound([p for p in sentence.places if start <= p.start < ends[0] and p.start not in told.apart]))


def _acting(sentence: AnnotatedSentence, hit: Hit[str]) -> set[str]:
    """Return the parties that stand where the actors of a sentence do: before a phrase; in Japanese, so marked."""
    named = [p for p in sentence.places if p.end <= hit.start]
    if sentence.language == "ja":
        named = [p for p in named if wording("acts", "ja").match(sentence.text[p.end :])]
    behind = places_after(sentence, hit)
    return set(bound([*named, *behind]))


def _alone(
    sentence: AnnotatedSentence, ahead: Sequence[PlaceMention], behind: Sequence[PlaceMention]
) -> tuple[str, ...]:
    """Return the one party that an agreement is said to be with: "a tax treaty with Peru", ペルーとの租税条約."""
    if sentence.language != "ja":
        partner = ahead and wording("partner", sentence.language).search(sentence.text[: ahead[-1].start])
        return bound(behind) or (bound(ahead[-1:]) if partner else ())
    with_them = ahead and sentence.text[ahead[-1].end :].lstrip(_CLOSES_JA).startswith("と")
    return bound(ahead) if with_them else ()


def hub(sentence: AnnotatedSentence, both: tuple[str, ...]) -> str | None:
    """Return the one of two parties that is not said to be the partner, or None where neither or both are so called.

    Args:
        sentence: that names the agreement.
        both: its parties.
    """
    called = set()
    for place, following in itertools.zip_longest(sentence.places, sentence.places[1:]):
        ahead, behind = sentence.text[: place.start], sentence.text[place.end :]
        listed_on = following is not None and not following.start - place.end > len("と")
        partner = wording("partner", sentence.language)
        is_partner = partner.match(behind) if sentence.language == "ja" else partner.search(ahead)
        if is_partner is not None and not listed_on and (name := party(place)):
            called.add(name)
    others = [name for name in both if name not in called]
    return others[0] if len(both) == TWO and len(others) == 1 else None


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
    country = {p.id: p.country for p in people if p.country and (p.country in _UNIONS or not p.organisation)}
    named: dict[int, list[tuple[int, int, str]]] = {}
    for mention in mentions:
        if (code := country.get(mention.person)) is not None:
            named.setdefault(mention.sentence, []).append((mention.start, mention.end, code))
    told = (_told(s, named.get(s.index, []), _met(s.index, events, country)) for s in sentences)
    return [replace(one, visit=_visited(s.index, one, events)) for s, one in zip(sentences, told, strict=True)]


def _visited(index: int, told: Told, events: Sequence[Event]) -> tuple[str, ...]:
    """Return guest and host of a visit that a sentence tells of, where it names no other country."""
    hosts = {e.country for e in events if index in e.sentences and e.kind == "visit" and e.country}
    both = (*told.sides, *(hosts - set(told.sides)))
    return both if len(told.sides) == 1 and len(hosts) == 1 and len(both) == TWO else ()


def _met(index: int, events: Sequence[Event], country: Mapping[str, str]) -> tuple[str, ...]:
    """Return the countries of those who meet in a sentence, "he" and "she" among them, where only two do."""
    met = [e for e in events if index in e.sentences and e.kind in ("talks", "signing")]
    told = [dict.fromkeys([*(country[a] for a in e.actors if a in country), *e.participants]) for e in met]
    both = {tuple(codes) for codes in told if len(codes) == TWO}
    return next(iter(both)) if len(both) == 1 else ()


def _told(sentence: AnnotatedSentence, named: list[tuple[int, int, str]], met: tuple[str, ...]) -> Told:
    apart = _apart(sentence)
    acting = [(p.start, p.end, name) for p in sentence.places if p.start not in apart and (name := _side(sentence, p))]
    sides = tuple(dict.fromkeys(name for _, _, name in sorted([*acting, *named, *_national(sentence)])))
    signers = tuple(dict.fromkeys(code for _, _, code in sorted(named)))
    several = len([h for h in find_phrases(sentence) if entries("agreements")[h.value]["key"] != "none"]) > 1
    return Told(sides, signers, met if set(sides) <= set(met) else (), several, tuple(named), apart)


def _national(sentence: AnnotatedSentence) -> list[tuple[int, int, str]]:
    """Return the countries of bodies that only they have: 自衛隊, «Госдума»."""
    bodies: dict[str, str] = entries("agreement_cues")["national"][sentence.language]
    return [(m.start(), m.end(), code) for code, body in bodies.items() for m in re.finditer(body, sentence.text)]


def _apart(sentence: AnnotatedSentence) -> frozenset[int]:
    """Return where the places begin that are no parties, those that are listed with one among them."""
    apart: set[int] = set()
    last: PlaceMention | None = None
    for place, following in itertools.zip_longest(sentence.places, sentence.places[1:]):
        listed_on = last is not None and joined(sentence, [place], last.end) and sentence.text[last.end] != "-"
        holds = following and sentence.text[place.end : following.start] in _HOLDS and is_apart(sentence, following)
        if is_apart(sentence, place) or holds or (listed_on and not place.city):
            apart.add(place.start)
            last = place
        else:
            last = None
    return frozenset(apart)


def _side(sentence: AnnotatedSentence, place: PlaceMention) -> str | None:
    """Return the party that a place may be; a union is one only beside another party: not "at the NATO summit"."""
    name = party(place)
    if place.country is not None or name is None:
        return name
    text, language = sentence.text, sentence.language
    opened = wording("between", language).search(text, max(0, place.start - UNION_OPENS), place.start)
    if opened and not text[opened.end() : place.start].strip():
        return name
    joins = wording("join", language)
    others = [p for p in sentence.places if p is not place and party(p)]
    return (
        name
        if any(joins.fullmatch(text, min(p.end, place.end), max(p.start, place.start)) is not None for p in others)
        else None
    )


def codes(places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Return the countries of places, each once, in order; the United Nations are no party."""
    return tuple(dict.fromkeys(p.country for p in places if p.country and p.country != "UN"))
