"""Two days of twelve feeds: stories told once and not mixed up, an order that an editor would give, what is to come."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from stories import b_cubed, merged, stories, told_twice

from bot.digest.calendar_ahead import calendar_ahead, calendar_file, first_day_ahead
from bot.digest.choosing import choose
from bot.digest.cluster import cluster
from bot.digest.items import Item
from bot.digest.ranking import rank
from bot.digest.reading_order import reading_order
from bot.digest.signature import read_items
from bot.digest.topics import Preferences, resolve_topic

MORNING = datetime(2026, 11, 25, 6, tzinfo=UTC)
FIRST = date(2026, 11, 25)


@pytest.fixture(scope="module")
def feeds():
    """Both halves as one subscriber has them, and the story of each item."""
    found, gold = [], {}
    for split in ("feeds", "feeds_held_out"):
        items, labels = stories(split)
        found += [replace(item, key=split + item.key) for item in items]
        gold |= {split + key: label for key, label in labels.items()}
    return read_items(found), gold


@pytest.fixture(scope="module")
def groups(feeds):
    return cluster(feeds[0])


@pytest.fixture(scope="module")
def ranked(groups):
    return rank(groups, Preferences("en", stories=100), (), MORNING).stories


def item(key: str, title: str, lead: str, source: str, hours_ago: float = 2) -> Item:
    url = f"https://{source.lower()}.example/{key}"
    return Item(key, "feed", source, url, title, lead, MORNING - timedelta(hours=hours_ago))


@pytest.mark.parametrize(("half", "floor", "wrong", "twice"), [("feeds", 0.96, 0, 3), ("feeds_held_out", 0.9, 1, 7)])
def test_stories_of_two_days_are_told_once_and_not_mixed_up(feeds, half, floor, wrong, twice):
    reads, gold = feeds
    gold = {key: label for key, label in gold.items() if key.startswith(half) and key[len(half)] != "_"}
    found = cluster([read for read in reads if read.item.key in gold])
    assert b_cubed(found, gold)[2] >= floor
    assert len(merged(found, gold)) <= wrong
    assert len(told_twice(found, gold)) <= twice


def test_the_stories_of_a_subscriber_are_the_same_whatever_was_reckoned_before(feeds):
    reads, _ = feeds
    chance = random.Random(5)  # noqa: S311 - which feeds somebody has
    for size in (1, 2, 7, 40, 120):
        some = chance.sample(reads, size)
        anew = [replace(read, features=None) for read in some]
        chance.shuffle(anew)
        assert cluster(some) == cluster(anew)


def test_what_many_report_is_first_and_round_ups_and_live_blogs_are_not(ranked):
    outlets = [len({read.item.source for read in story.items}) for story in ranked]
    assert min(outlets[:5]) >= 3
    assert all(any(r.signature.genre == "report" for r in story.items) for story in ranked[:30])
    roundups = [n for n, story in enumerate(ranked) if all(r.signature.genre == "roundup" for r in story.items)]
    assert min(roundups) >= len(ranked) - len(roundups)


def test_three_entries_of_one_outlet_are_no_coverage():
    three = [
        item(str(n), "Museum of ships opens in Kazan", "A museum of ships opened in Kazan.", "Gazette")
        for n in range(3)
    ]
    two = [
        item(name, "Floods near Valencia", "Floods cut off villages near Valencia.", name) for name in ("Post", "Wire")
    ]
    first, second = rank(cluster(read_items([*three, *two])), Preferences("en"), (), MORNING).stories
    assert (len(first.items), len(second.items)) == (2, 3)


@pytest.mark.parametrize("name", ["Lukashenko", "Лукашенко", "ルカシェンコ"])
def test_what_is_followed_is_before_everything_else_and_what_is_muted_never_comes(groups, feeds, name):
    topic = resolve_topic(name)
    labels = [feeds[1][story.items[0].item.key] for story in
              rank(groups, Preferences("ja", stories=100, follow=(topic,)), (), MORNING).stories]  # fmt: skip
    assert set(labels[:2]) == {"putin-lukashenko", "lukashenko-pardon"}
    left = rank(groups, Preferences("ja", stories=100, mute=(topic,)), (), MORNING).stories
    assert not {feeds[1][story.items[0].item.key] for story in left} & set(labels[:2])


def test_a_round_up_that_mentions_what_is_followed_is_not_first_for_that(groups, feeds):
    topic = resolve_topic("Newcastle")
    stories = rank(groups, Preferences("en", stories=100, follow=(topic,)), (), MORNING).stories
    followed = [feeds[1][story.items[0].item.key] for story in stories if story.is_followed]
    assert followed
    assert not any(label.startswith("roundup") for label in followed)


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_a_story_is_read_from_a_report_in_the_readers_language(groups, language):
    for group in groups:
        first = reading_order(group, language)[0].signature
        if any(read.signature.language == language for read in group):
            assert first.language == language
            reports = [r for r in group if r.signature.language == language and r.signature.genre == "report"]
            assert not reports or first.genre == "report"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Japan, China agree"), ("ru", "Япония и Китай"), ("ja", "日中外相、水産物")]
)
def test_what_was_sent_as_planned_comes_as_an_update_from_an_entry_in_the_language_of_the_reader(language, words):
    items, _ = stories("feeds")
    sent, told = [], []
    for now in (MORNING - timedelta(days=1), MORNING):
        seen = [item for item in items if item.published < now]
        chosen = choose(seen, Preferences(language, stories=20), sent, now, "UTC")
        sent += [*(story.sent for story in chosen.stories), *chosen.retold]
        told += [story.title for story in chosen.stories if story.is_update]
    assert len(told) == 1
    assert told[0].startswith(words)


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_what_is_to_come_is_told_once_by_day_in_the_language_of_the_reader(groups, language):
    entries = calendar_ahead([read for group in groups for read in group], language, FIRST)
    assert [(entry.date, entry.country, len(entry.sources)) for entry in entries] == [
        ("2026-12-08/2026-12-09", "IN", 3),
    ]


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_a_plan_told_in_three_languages_is_one_entry_with_all_who_tell_it(language):
    items, days = stories("ahead")
    entries = calendar_ahead(read_items(items), language, FIRST)
    told = Counter(day for day in days.values() if day != "-")
    assert {entry.date: len(entry.sources) for entry in entries} == told
    assert [entry.date for entry in entries] == sorted(told)
    assert len({entry.identity for entry in entries}) == len(entries)


def test_the_calendar_file_is_valid_and_its_entries_keep_their_identity_while_more_becomes_known(groups):
    reads = sorted((read for group in groups for read in group), key=lambda read: read.item.published)
    about = [read for read in reads if any(e.date and e.date.startswith("2026-12-08") for e in read.facts.events)]
    uids = set()
    for known in range(1, len(about) + 1):
        for language in ("en", "ru", "ja"):
            file = calendar_file(calendar_ahead(about[:known], language, FIRST), language, MORNING)
            (event,) = Calendar.from_ical(file.content).walk("VEVENT")
            assert event.decoded("dtstart") == date(2026, 12, 8)
            assert event.decoded("dtend") == date(2026, 12, 10)
            uids.add(str(event["uid"]))
    assert len(uids) == 1


def test_in_the_morning_the_day_itself_is_ahead_and_after_noon_it_is_not():
    assert first_day_ahead(MORNING) == FIRST
    assert first_day_ahead(MORNING.replace(hour=12)) == FIRST + timedelta(days=1)


def test_a_plan_called_off_without_a_day_is_no_longer_ahead():
    plan = item(
        "1", "Merz to visit Ankara on 3 December", "Chancellor Friedrich Merz will visit Ankara on 3 December.", "A"
    )
    off = item(
        "2", "Merz cancels visit to Ankara", "Chancellor Friedrich Merz has cancelled his visit to Ankara.", "B", 1
    )
    assert len(calendar_ahead(read_items([plan]), "en", FIRST)) == 1
    assert calendar_ahead(read_items([plan, off]), "en", FIRST) == []
