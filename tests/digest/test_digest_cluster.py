"""Stories found across sources and languages; the held-out ones were written before what they measure was changed."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from stories import b_cubed, stories

from bot.digest.cluster import cluster
from bot.digest.items import address_key, item_key
from bot.digest.signature import person_key, read_items
from bot.digest.subjects import find_subjects
from summarizer.language.words import words
from summarizer.points.centrality import content_lemmas


@pytest.fixture(scope="module")
def development():
    items, gold = stories("dev")
    return read_items(items), gold


@pytest.mark.parametrize(
    ("split", "floor"), [("dev", 0.99), ("templates", 0.99), ("held_out", 0.97), ("templates_held_out", 0.93)]
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
