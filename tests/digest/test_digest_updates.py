"""Stories over several days in three languages: what is told again, what is not, and what an update says is new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from stories import FOLDER

from bot.digest.choosing import choose
from bot.digest.cluster import cluster
from bot.digest.items import Item
from bot.digest.ranking import RankedStory, Ranking, SentStory, rank
from bot.digest.signature import read_items
from bot.digest.topics import Preferences
from bot.digest.updates import is_new, new_facts

MORNING = datetime(2026, 11, 24, 6, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

NEWS = {
    ("visit", "en"): "cancelled", ("visit", "ru"): "отмен", ("visit", "ja"): "中止",
    ("flood", "en"): "Dead: 19 (before: 12)", ("flood", "ru"): "Погибли: 19 (ранее: 12)",
    ("flood", "ja"): "死者：19人（前回は12人）",
    ("meeting", "en"): "(held)", ("meeting", "ru"): "(состоялись)", ("meeting", "ja"): "実施済み",
    ("trade", "en"): "— signed", ("trade", "ru"): "— подписано", ("trade", "ja"): "署名済み",
}  # fmt: skip
"""What the update of the third day says is new."""


def days(story: str, *languages: str) -> list[Item]:
    """Return an item for each of three days, published an hour before that day's digest.

    Args:
        story: of ``stories_days.tsv``.
        languages: of all days, or of each.
    """
    rows = [row.split("\t") for row in (FOLDER / "stories_days.tsv").read_text("utf-8").splitlines()[1:]]
    told = {language: [row[2:] for row in rows if row[:2] == [story, language]] for language in languages}
    texts = [told[languages[n % len(languages)]][n] for n in range(3)]
    return [
        Item(f"{n}", "feed", "Site", f"https://site.example/{n}", title, lead, MORNING + n * DAY - HOUR)
        for n, (title, lead) in enumerate(texts)
    ]


def digest(items: list[Item], sent: list[SentStory], day: int, window: timedelta = 3 * DAY) -> Ranking:
    """Make the digest of a day; what was in it is sent."""
    now = MORNING + day * DAY
    seen = [item for item in items if now - window < item.published < now]
    ranking = rank(cluster(read_items(seen)), Preferences("en"), sent, now)
    sent += [story.remembered(now) for story in ranking.stories] + ranking.retold
    return ranking


@pytest.mark.parametrize(("story", "language"), NEWS)
def test_other_words_next_morning_are_not_sent_but_what_has_changed_is_and_says_so(story, language):
    items, sent = days(story, language), []
    assert [len(digest(items, sent, day).stories) for day in (0, 1)] == [1, 0]
    (update,) = digest(items, sent, 2).stories
    assert update.is_update
    assert update.newest == {"2"}
    assert NEWS[story, language] in update.news(language)


@pytest.mark.parametrize("reader", ["en", "ru", "ja"])
def test_an_update_told_in_another_language_says_what_is_new_in_the_readers(reader):
    items, sent = days("visit", "en", "ja", "ru"), []
    assert [len(digest(items, sent, day).stories) for day in (0, 1)] == [1, 0]
    (update,) = digest(items, sent, 2).stories
    assert NEWS["visit", reader] in update.news(reader)


def test_an_update_is_read_from_the_article_that_has_the_news():
    items = [replace(item, source=f"Site {item.key}") for item in days("visit", "en")]
    sent = [choose(items[:1], Preferences("en"), [], MORNING, "UTC").stories[0].sent]
    again = choose(items[:2], Preferences("en"), sent, MORNING + DAY, "UTC")
    assert again.stories == ()
    assert [story.items for story in again.retold] == [frozenset({"1"})]
    (update,) = choose(items, Preferences("en"), [*sent, *again.retold], MORNING + 2 * DAY, "UTC").stories
    assert update.sources[0] == ("Site 2", "https://site.example/2")
    assert update.title == "Merz calls off trip to Ankara"
    assert "cancelled" in update.news


def test_what_was_told_in_other_words_is_no_story_when_the_first_words_are_out_of_the_window():
    items, sent = days("flood", "en")[:2], []
    assert [len(digest(items, sent, day, window=1.5 * DAY).stories) for day in (0, 1, 2)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("known", "fact", "new"),
    [
        ({"event|visit|planned"}, "event|talks|planned", False),
        ({"event|talks|held"}, "event|visit|planned", False),
        ({"event|visit|planned"}, "event|talks|held", True),
        ({"event|visit|planned", "date|visit|2026-11-24"}, "event|visit|held", True),
        ({"event|visit|planned", "date|visit|2026-12-05"}, "event|visit|held", False),
        ({"event|talks|held"}, "event|visit|held", False),
        ({"date|visit|2026-12-05"}, "date|talks|2026-12-05", False),
        ({"date|visit|2026-12-05"}, "date|visit|2026-12", False),
        ({"date|visit|2026-12"}, "date|visit|2026-12-05", True),
        ({"date|visit|2026-12-08/2026-12-09"}, "date|visit|2026-12-08", False),
        ({"date|visit|2026-12-05"}, "date|visit|2026-12-07", True),
        ({"agreement|trade_agreement|signed"}, "agreement|trade_agreement|negotiated", False),
        ({"agreement|trade_agreement|negotiated"}, "agreement|trade_agreement|signed", True),
        ({"event|signing|held"}, "agreement|trade_agreement|signed", False),
        ({"agreement|ceasefire|in_force"}, "agreement|ceasefire|suspended", True),
        ({"toll|dead|19"}, "toll|dead|20", False),
        ({"toll|dead|19"}, "toll|dead|12", False),
        ({"toll|dead|12"}, "toll|dead|19", True),
    ],
)  # fmt: skip
def test_a_fact_is_new_by_what_it_changes(known, fact, new):

    assert is_new(fact, frozenset(known), MORNING.date()) is new


def test_nothing_is_new_where_nothing_came_later():
    assert new_facts([], frozenset()) == frozenset()


@pytest.mark.parametrize(("story", "language"), [key for key in NEWS if key[0] != "trade"])
def test_where_the_readers_own_language_is_behind_the_others_the_line_of_facts_is_not(story, language):
    other = "en" if language != "en" else "ru"
    early, _, late = days(story, language, language, other)
    told = RankedStory(read_items([early, late]), 0.0)
    assert NEWS[story, language] in told.news(language)
    assert told.news(other) == "", "who reads the other language is shown the later entry"


def test_an_early_entry_that_says_what_the_later_ones_say_needs_no_line_of_news():
    _, _, late = days("meeting", "en")
    told = RankedStory(read_items([late, replace(late, key="later", published=late.published + HOUR)]), 0.0)
    assert told.news("en") == ""
