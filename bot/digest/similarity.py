"""How alike two items are: facts across languages, words within one, and what says that they are not one story."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.digest.items import ReadItem, Signature

HOURS_OF_A_STORY = 72.0
"""Items further apart are not compared: what is told three days later is another story, or an update of it."""
KIND_WEIGHTS: Mapping[str, float] = {
    "people": 1.3, "cities": 1.3, "agreements": 1.3, "dates": 1.3, "numbers": 1.0, "countries": 0.8, "subjects": 0.8,
    "events": 0.5,
}  # fmt: skip
"""How much a shared fact of a kind says, before its rarity; set on tests/digest/stories_dev.tsv and _templates.tsv."""
CONFLICT_FACTORS: Mapping[str, float] = {
    "people": 0.45, "cities": 0.5, "agreements": 0.4, "dates": 0.5, "numbers": 0.85, "countries": 0.4, "subjects": 0.5,
}  # fmt: skip
"""By what a similarity is multiplied where both items have facts of a kind, and not one in common; less where the item
that has fewer shares some of them."""
EVIDENCE_FOR_HALF = 0.55
"""Weight of shared facts at which they count for half: one common country is no evidence, a person and a city are."""
PRIOR_ITEMS = 60
"""Items added to the count when rarity is reckoned, so that a handful of items has sensible weights."""
TITLE_WEIGHT = 1.5
"""Of a word that stands in the title, against 1 in the lead."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An item's features with their weights.

    Attributes:
        facts: without a language.
        words: of the item's language.
        facts_norm, words_norm: Euclidean lengths.
        hours: of publication, since the epoch.
        signature: of the item.
        conflicting: its facts by kind, in the order of ``CONFLICT_FACTORS``.
        rarest: features in the order of rarity, to look for candidates by.
    """

    facts: Mapping[str, float]
    words: Mapping[str, float]
    facts_norm: float
    words_norm: float
    hours: float
    signature: Signature
    conflicting: Sequence[frozenset[str]] = field(repr=False)
    rarest: Sequence[str] = field(repr=False)


def profiles(items: Sequence[ReadItem]) -> list[Profile]:
    """Return the profiles of items; rarity is that among these items."""
    facts = [_facts(read.signature) for read in items]
    words = [_words(read.signature) for read in items]
    counts = Counter(name for group in (facts, words) for features in group for name in features)
    total = len(items) + PRIOR_ITEMS
    rarity = {name: math.log(total / (count + 1)) / math.log(total) for name, count in counts.items()}
    return [
        _profile(read, *(_weighted(features, rarity) for features in pair))
        for read, *pair in zip(items, facts, words, strict=True)
    ]


def _profile(read: ReadItem, facts: Mapping[str, float], words: Mapping[str, float]) -> Profile:
    weights = {**facts, **words}
    return Profile(
        facts,
        words,
        _norm(facts.values()),
        _norm(words.values()),
        read.item.published.timestamp() / 3600,
        read.signature,
        tuple(getattr(read.signature, kind) for kind in CONFLICT_FACTORS),
        sorted(weights, key=lambda name: (-weights[name], name)),
    )


def similarity(first: Profile, second: Profile, least: float = 0.0) -> float:
    """Return 0 (nothing in common) to 1 (the same).

    Facts count by the cosine of their weights and by how much evidence they are; within one language words are looked
    at as well, and the better of the two counts, with something of the other. Facts that contradict lower it.

    Args:
        first: of one item.
        second: of another.
        least: what is below it is not looked at further, and returned as 0.
    """
    if abs(first.hours - second.hours) > HOURS_OF_A_STORY:
        return 0.0
    alike, shared = _cosine(first.facts, second.facts, first.facts_norm, second.facts_norm)
    alike *= shared / (shared + EVIDENCE_FOR_HALF)
    if first.signature.language == second.signature.language:
        words, _ = _cosine(first.words, second.words, first.words_norm, second.words_norm)
        alike = _either(alike, words)
    if not alike or alike < least:
        return 0.0
    return alike * _agreement(first.conflicting, second.conflicting)


def _either(first: float, second: float) -> float:
    return 1 - (1 - first) * (1 - second)


def _agreement(first: Sequence[frozenset[str]], second: Sequence[frozenset[str]]) -> float:
    factor = 1.0
    for one, other, penalty in zip(first, second, CONFLICT_FACTORS.values(), strict=True):
        if one and other:
            strange = 1 - len(one & other) / min(len(one), len(other))
            if strange:
                factor *= penalty**strange
    return factor


def _cosine(
    first: Mapping[str, float], second: Mapping[str, float], first_norm: float, second_norm: float
) -> tuple[float, float]:
    """Return the cosine, and the summed weight of what both have."""
    common = [(first[name], second[name]) for name in first.keys() & second.keys()]
    if not common:
        return 0.0, 0.0
    shared = math.fsum(min(pair) for pair in common)  # exact: the names come in any order
    return min(math.fsum(a * b for a, b in common) / (first_norm * second_norm), 1.0), shared


def _facts(signature: Signature) -> dict[str, float]:
    return {f"{kind}:{value}": weight for kind, weight in KIND_WEIGHTS.items() for value in getattr(signature, kind)}


def _words(signature: Signature) -> dict[str, float]:
    # Without names: those count as facts, and stories of one person share them whatever they tell.
    weights = {f"{signature.language}:{word}": 1.0 for word in signature.plain_words}
    in_title = signature.title & signature.plain_words
    return weights | {f"{signature.language}:{word}": TITLE_WEIGHT for word in in_title}


def _weighted(features: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    return {name: weight * rarity[name] for name, weight in sorted(features.items()) if rarity[name] > 0}


def _norm(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0
