"""Digests: ranking, topics, what was sent, updates, the calendar ahead, one brief a story and language."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from stories import stories

from bot.digest.briefer import StoryBriefer
from bot.digest.calendar_ahead import calendar_ahead, calendar_file
from bot.digest.cluster import cluster
from bot.digest.compose import compose
from bot.digest.items import Item
from bot.digest.ranking import SentStory, rank
from bot.digest.signature import read_items
from bot.digest.topics import Preferences, resolve_topic
from bot.digest.updates import facts_of
from summarizer.reading import ReadingSettings

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def groups():
    return cluster(read_items(stories("dev")[0]))


def item(key: str, title: str, lead: str, hours_ago: float = 1, source: str = "Site") -> Item:
    return Item(key, "feed", source, None, title, lead, NOW - timedelta(hours=hours_ago))


@pytest.mark.parametrize(
    ("names", "kind", "value"),
    [
        (("Lavrov", "Лавров", "ラブロフ", "Sergey Lavrov"), "person", "sergey-lavrov"),
        (("Japan", "Япония", "日本"), "country", "JP"),
        (("Oslo", "Осло", "オスロ"), "city", "oslo"),
        (("peace treaty", "мирный договор", "平和条約"), "agreement", "peace_treaty"),
        (("semiconductors",), "word", "semiconductors"),
    ],
)
def test_a_topic_is_the_same_in_whatever_script_it_is_written(names, kind, value):
    assert {(topic.kind, topic.value) for topic in map(resolve_topic, names)} == {(kind, value)}


@pytest.mark.parametrize("name", ["Motegi", "茂木敏充", "Мотэги"])
def test_what_is_followed_comes_first_and_what_is_muted_does_not_come(groups, name):
    topic = resolve_topic(name)
    first = rank(groups, Preferences("en", follow=(topic,)), (), NOW).stories[0]
    assert any("Motegi" in read.item.title for read in first.items)
    muted = rank(groups, Preferences("en", stories=20, mute=(topic,)), (), NOW).stories
    assert not any("Motegi" in read.item.title for story in muted for read in story.items)


def test_a_story_of_more_sources_and_languages_ranks_higher_than_one_as_old():
    reads = read_items(
        [
            item("1", "Museum opens in Kazan", "A museum of ships opened in Kazan.", source="A"),
            item("2", "Floods near Valencia", "Floods cut off villages near Valencia.", source="A"),
            item("3", "Наводнение под Валенсией", "Наводнение отрезало деревни под Валенсией в Испании.", source="B"),
        ]
    )
    assert [len(story.items) for story in rank(cluster(reads), Preferences("en"), (), NOW).stories] == [2, 1]


def test_keywords_include_and_exclude_by_inflected_words(groups):
    found = rank(groups, Preferences("en", stories=20, include=("деревня",)), (), NOW).stories
    assert [{read.signature.language for read in story.items} for story in found] == [{"en", "ru", "ja"}]
    left = rank(groups, Preferences("en", stories=20, exclude=("洪水",)), (), NOW).stories
    assert not any("flood" in read.item.title.lower() for story in left for read in story.items)


def test_what_was_sent_is_not_sent_again_but_with_new_facts_it_is_an_update():
    before = [item("1", "Macron to visit Rabat on 5 December", "Emmanuel Macron will visit Rabat on 5 December.", 30)]
    reads = read_items(before)
    sent = [SentStory(frozenset({"1"}), facts_of(reads), NOW - timedelta(hours=24))]
    assert rank(cluster(reads), Preferences("en"), sent, NOW).stories == []
    again = read_items([*before, item("2", "Macron to visit Rabat", "Emmanuel Macron will visit Rabat on 5 December.")])
    assert rank(cluster(again), Preferences("en"), sent, NOW).stories == []
    cancelled = item("3", "Macron cancels visit to Rabat", "Emmanuel Macron has cancelled his visit to Rabat.")
    (story,) = rank(cluster(read_items([*before, cancelled])), Preferences("en"), sent, NOW).stories
    assert story.is_update
    assert story.new_facts == {"event|visit|cancelled"}


async def test_each_story_is_briefed_once_a_language_for_all_subscribers(groups):
    briefer = StoryBriefer(ReadingSettings(), articles=False)
    first = await compose(groups, Preferences("ru"), briefer, NOW)
    second = await compose(groups, Preferences("ru", stories=3), briefer, NOW)
    assert [story.brief for story in second.stories] == [story.brief for story in first.stories[:3]]
    assert all(a.brief is b.brief for a, b in zip(first.stories, second.stories, strict=False))


async def test_a_digest_says_each_story_in_the_language_of_the_reader_with_facts_and_sources(groups):
    topic = resolve_topic("Motegi")
    briefer = StoryBriefer(ReadingSettings(), articles=False)
    digest = await compose(groups, Preferences("ja", stories=1, follow=(topic,)), briefer, NOW)
    (story,) = digest.stories
    assert (story.headline_language, story.headline) == ("ja", "茂木外相が訪韓、趙顕外相と会談へ")
    assert "茂木敏充" in story.facts_line
    assert {link.name for link in story.sources} == {"Site en", "Site ru", "Site ja"}
    assert len(story.points) in (1, 2)
    assert digest.to_json()["stories"][0]["sources"][0]["url"].startswith("https://")


async def test_nothing_new_is_said_and_is_no_error():
    digest = await compose([], Preferences("en"), StoryBriefer(ReadingSettings(), articles=False), NOW)
    assert digest.nothing_new
    assert digest.to_json()["stories"] == []


def test_what_is_to_come_is_told_once_in_the_readers_language_and_goes_into_one_calendar_file(groups):
    items = [read for group in groups for read in group]
    entries = calendar_ahead(items, "en", date(2026, 11, 25))
    assert [(entry.date, entry.kind) for entry in entries] == [("2026-12-01", "talks"), ("2026-12-05", "visit")]
    assert "Emmanuel Macron" in entries[1].text
    assert entries[1].sources == ("Site en", "Site ru", "Site ja")
    file = calendar_file(entries, "en", NOW)
    assert file is not None
    assert file.entries == 2
    assert b"DTSTART;VALUE=DATE:20261205" in file.content
    russian = calendar_file(calendar_ahead(items, "ru", date(2026, 11, 25)), "ru", NOW)
    uids = [{line for line in f.content.split(b"\r\n") if line.startswith(b"UID")} for f in (file, russian) if f]
    assert uids[0] == uids[1]


def test_what_is_over_cancelled_or_far_off_is_not_ahead(groups):
    items = [read for group in groups for read in group]
    assert calendar_ahead(items, "en", date(2026, 12, 6)) == []
    assert calendar_ahead(items, "en", date(2026, 1, 1)) == []
    late = replace(items[0].item, key="x", title="Macron cancels visit to Rabat on 5 December", published=NOW,
                   lead="Emmanuel Macron has cancelled his visit to Rabat on 5 December.")  # fmt: skip
    entries = calendar_ahead([*items, *read_items([late])], "en", date(2026, 11, 25))
    assert [entry.kind for entry in entries] == ["talks"]
