"""Stories found across sources and languages; the held-out ones were written before what they measure was changed."""

import math
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest
from stories import b_cubed, stories

from bot.digest.cluster import cluster
from bot.digest.items import address_key, item_key
from bot.digest.known_names import known_ids
from bot.digest.signature import person_key, read_items
from bot.digest.similarity import (
    CONFLICT_FACTORS,
    EVIDENCE_FOR_HALF,
    FEW_PLACES,
    HOURS_OF_A_STORY,
    KIND_WEIGHTS,
    OTHER_DAY_HOURS,
    OTHER_DAY_NUMBERS,
    OTHER_PEOPLE,
    PLACES_FACTOR,
    PRIOR_ITEMS,
    SHORT_SHARE,
    STRANGERS_FACTOR,
    TITLE_WEIGHT,
    Similarities,
    digits_weight,
    facts_by_kind,
)
from bot.digest.subjects import find_subjects
from summarizer.language.words import words
from summarizer.points.centrality import content_lemmas


@pytest.fixture(scope="module")
def development():
    items, gold = stories("dev")
    return read_items(items), gold


def plainly(reads, one, other):
    """Return the similarity of two items by its definition, one feature at a time."""
    counts = Counter(name for read in reads for name in features_by_name(read.signature))
    total = len(reads) + PRIOR_ITEMS
    rarity = {name: 1 - math.log(count + 1) / math.log(total) for name, count in counts.items()}
    told = {name for name, count in counts.items() if count > 1 or name[0] != "names"}
    first, second = (
        {name: weight * rarity[name] for name, weight in features_by_name(reads[n].signature).items() if name in told}
        for n in (one, other)
    )
    facts, words = (
        alike_by({n: w for n, w in first.items() if (n[0] == "word") is is_word},
                 {n: w for n, w in second.items() if (n[0] == "word") is is_word})
        for is_word in (False, True)
    )  # fmt: skip
    shared = [name for name in features_by_name(reads[one].signature).keys() & features_by_name(reads[other].signature)
              if name[0] != "word"]  # fmt: skip
    evidence = sum(first.get(name, 0) for name in shared)
    facts *= evidence / (evidence + EVIDENCE_FOR_HALF)
    if len(shared) <= FEW_PLACES and all(name[0] in ("countries", "cities", "regions") for name in shared):
        facts *= PLACES_FACTOR
    alike = 1 - (1 - facts) * (1 - words)
    hours = abs(reads[one].item.published - reads[other].item.published) / timedelta(hours=1)
    return alike * agreement(reads[one].signature, reads[other].signature, hours) if hours <= HOURS_OF_A_STORY else 0.0


def alike_by(first, second):
    lengths = [math.hypot(*features.values()) or 1.0 for features in (first, second)]
    both = math.prod(lengths) ** (1 - SHORT_SHARE) * min(lengths) ** (2 * SHORT_SHARE)
    return min(sum(first[name] * second[name] for name in first.keys() & second.keys()) / both, 1.0)


def agreement(first, second, hours):
    found, facts = 1.0, (facts_by_kind(first), facts_by_kind(second))
    for kind, usual in CONFLICT_FACTORS.items():
        a, b, factor = facts[0][kind], facts[1][kind], usual
        fewer, common = min(len(a), len(b)), len(a & b)
        strange = 1 - common / fewer if fewer else 0.0
        if kind == "numbers" and hours >= OTHER_DAY_HOURS:
            factor = OTHER_DAY_NUMBERS
        if kind == "people" and 0 < common < fewer:
            strange = OTHER_PEOPLE
        if kind == "people" and first.language != second.language and known_ids().isdisjoint(first.ids | second.ids):
            factor = STRANGERS_FACTOR
        if kind == "names" and first.language != second.language:
            factor = 1.0
        if kind == "subjects":
            strange = math.floor(strange) * (1 if first.people & second.people else fewer / (fewer + 1))
        found *= factor**strange
    return found


def features_by_name(signature):
    facts = {(kind, value): KIND_WEIGHTS[kind] * (digits_weight(value) if kind == "numbers" else 1.0)
             for kind, values in facts_by_kind(signature).items() for value in values}  # fmt: skip
    language = signature.language
    return facts | {("word", language, w): TITLE_WEIGHT if w in signature.title else 1.0 for w in signature.plain_words}


def test_similarities_of_many_pairs_at_once_are_those_of_their_definition(development):
    reads, _ = development
    known, without_table = Similarities(reads), Similarities(reads, max_cells=0)
    pairs = list(combinations(range(len(reads)), 2))
    numbers = [np.array(one) for one in zip(*pairs, strict=True)]
    found = known.of(*numbers)
    assert found.tolist() == without_table.of(*numbers).tolist()
    assert found == pytest.approx([plainly(reads, *pair) for pair in pairs], abs=1e-8)
    assert {pair for pair, alike in zip(pairs, found, strict=True) if alike > 0.5} <= set(
        zip(*(numbers.tolist() for numbers in known.candidates()), strict=True)
    )


@pytest.mark.parametrize(
    ("split", "floor"), [("dev", 0.99), ("templates", 0.99), ("held_out", 0.97), ("templates_held_out", 0.95)]
)
def test_stories_are_found(split, floor):
    items, gold = stories(split)
    assert b_cubed(cluster(read_items(items)), gold)[2] >= floor


@pytest.mark.parametrize(
    ("text", "language", "subjects"),
    [
        ("The court jailed a former minister over coffee imports", "en", {"court", "prison", "coffee", "trade"}),
        ("Суд отменил пошлины на кофе", "ru", {"court", "tariff", "coffee"}),
        ("裁判所、コーヒーの関税を無効と判断", "ja", {"court", "tariff", "coffee"}),
        ("トランプ氏が福島を訪問", "ja", set()),
    ],
)
def test_subjects_have_the_same_keys_in_every_language(text, language, subjects):
    lemmas = content_lemmas(words(text, language), language)
    assert find_subjects(text, lemmas, language) == subjects


def test_the_order_of_the_items_does_not_matter(development):
    reads, _ = development
    shuffled = list(reads)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order
    assert cluster(shuffled) == cluster(reads)


def test_the_same_words_a_week_later_are_another_story(development):
    reads, _ = development
    first = reads[0]
    later = replace(first, item=replace(first.item, key="later", published=first.item.published + timedelta(days=7)))
    assert len(cluster([first, later])) == 2


def test_nothing_and_texts_in_other_languages_are_clustered_without_harm(development):
    reads, _ = development
    items = [
        replace(reads[0].item, key=str(n), title=title, lead="") for n, title in enumerate(["", "한국어", "😀", "7"])
    ]
    assert cluster([]) == []
    assert len(cluster(read_items(items))) == len(items)


@pytest.mark.parametrize(
    ("one", "other"),
    [("emmanuel-macron", "emmanyuel-makron"), ("lavrov", "sergey-lavrov"), ("zelensky", "volodymyr-zelenskyy")],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert person_key(one) == person_key(other)


def test_an_address_is_the_same_with_tracking_and_without():
    assert address_key("https://www.a.example/x/?utm_source=rss&id=7#top") == address_key("http://a.example/x?id=7")
    assert item_key("feed", "1", "https://a.example/x") == item_key("other", "2", "https://a.example/x?utm_medium=rss")
    assert item_key("feed", "1", None) != item_key("other", "1", None)
