"""The parties of an agreement: countries beside its name, after "between", at the head of the sentence."""

import re
from collections.abc import Sequence

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.triggers import find_triggers
from summarizer.facts.lexicons import entries
from summarizer.facts.places import PlaceMention
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


def parties(sentence: AnnotatedSentence, hit: Hit[str]) -> tuple[str, ...]:
    """Return the parties that a sentence gives an agreement: beside the phrase, as its subject, or its only two."""
    chosen = (
        _parties_ja(sentence, hit) if sentence.language == "ja" else [*_before(sentence, hit), *_after(sentence, hit)]
    )
    if len(codes(chosen)) < TWO:
        chosen = [*_subject(sentence, hit), *chosen]
    found = codes(chosen)
    if len(found) >= TWO:
        return found
    pair = _pair(sentence.text[max(0, hit.start - AFTER // 2) : hit.end].lower())
    if pair:
        return pair
    row = entries("agreements")[hit.value]
    only = codes(sentence.places)
    return only if row.get("bilateral") and not row.get("mediated") and len(only) == TWO else ()


def _pair(text: str) -> tuple[str, ...]:
    """Return the two countries of an adjective that holds both: "inter-Korean", 南北."""
    return next((tuple(both) for word, both in entries("status")["agreement"]["pairs"].items() if word in text), ())


def codes(places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Return the countries of places, each once, in order; the United Nations are no party."""
    return tuple(dict.fromkeys(p.country for p in places if p.country and p.country != "UN"))


def pair_meant(before: Sequence[AnnotatedSentence]) -> tuple[str, ...]:
    """Return the two countries that "the two countries" means, or () where two pairs compete for it.

    The pair named last is meant only if it is that which last talked, travelled or signed: "Japan and India held talks.
    France and Germany sent observers. The two countries signed ..." leaves open who signed.

    Args:
        before: the sentences before the one that speaks of the two.
    """
    pairs = [(at, told) for at, s in enumerate(before) if len(told := codes(s.places)) == TWO]
    if not pairs:
        return ()
    named_at, last = pairs[-1]
    acted_at = next((at for at in range(len(before) - 1, -1, -1) if _acts(before[at])), None)
    if acted_at is None:
        near = {frozenset(told) for at, told in pairs if at >= len(before) - COMPETING}
        return last if len(near) <= 1 else ()
    acting = codes(before[acted_at].places)
    if len(acting) >= TWO:
        agree = set(last) <= set(acting)
    elif acting or named_at < acted_at:
        agree = set(acting) <= set(last)
    else:
        # Talks of people whose countries are told only before, if at all.
        agree = any(set(told) == set(last) for at, told in pairs if at < acted_at)
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
        if len(plain) > (BESIDE if not chosen else 0) or any(w.text in ",.;:" for w in plain):
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
