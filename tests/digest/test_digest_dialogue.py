"""The set-up and the changes of a digest, by a clock that tests control: what is sent meanwhile, and what is not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import get_args

import pytest

from bot.digest.desk import MAX_FEEDS, DigestDesk, Habits, Listed
from bot.digest.dialogue import (
    ANSWERABLE,
    NO_DIALOGUE,
    SETUP_SCREENS,
    TYPED_SCREENS,
    Dialogue,
    Screen,
    dialogue_of,
    neighbour,
)
from bot.digest.feed_state import FeedState
from bot.digest.opml import ListedFeed
from bot.digest.schedule import Schedule
from bot.digest.scheduler import Scheduler
from bot.digest.topics import Topic
from bot.store import Store, open_store
from summarizer.sources.fetch import FetchOptions

KIM = 501
HABITS = Habits("ru", "Europe/Berlin")
FRIDAY = datetime(2026, 3, 27, 5, tzinfo=UTC)
"""Two days before the clocks of Europe go forward."""


class Clock:
    def __init__(self) -> None:
        self.moment = FRIDAY

    def __call__(self) -> datetime:
        return self.moment


class Installation:
    """A store with its desk and scheduler, and what was begun."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.desk = DigestDesk(store, FetchOptions())
        self.slots: list[str] = []
        self.scheduler = Scheduler(store, self._begin)

    async def _begin(self, chat_id: int, slot: datetime, _failures: int = 0) -> None:
        assert chat_id == KIM
        self.slots.append(slot.isoformat(" ", "hours"))

    async def until(self, moment: datetime) -> None:
        """Let time pass, with a look at what is due every quarter of an hour."""
        while self.clock.moment < moment:
            self.clock.moment += timedelta(minutes=15)
            await self.scheduler.tick()


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Installation]:
    clock = Clock()
    async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}", clock) as store:
        yield Installation(store, clock)


async def test_nothing_is_sent_during_the_set_up_and_the_first_digest_comes_after_it_in_summer_time(
    here: Installation,
) -> None:
    begun = await here.desk.begin(KIM, HABITS)
    assert begun.dialogue == Dialogue(setting_up=True, screen="sources")
    await here.until(FRIDAY + timedelta(days=1, hours=12))
    assert here.slots == []
    await here.desk.change(begun, active=True, dialogue=NO_DIALOGUE)
    await here.until(FRIDAY + timedelta(days=3, hours=12))
    assert here.slots == ["2026-03-29 06+00:00", "2026-03-30 06+00:00"], "8:00 in Berlin, before and after is 7:00 UTC"


async def test_a_set_up_that_is_begun_again_goes_on_and_a_digest_that_is_there_stays(here: Installation) -> None:
    begun = await here.desk.begin(KIM, HABITS)
    zone = replace(begun.dialogue, screen="zone", since=FRIDAY, message_id=7)
    await here.desk.change(begun, dialogue=zone)
    assert (await here.desk.begin(KIM, Habits("en", "UTC"))).dialogue == zone
    finished = await here.desk.change(begun, active=True, dialogue=NO_DIALOGUE)
    assert await here.desk.begin(KIM, Habits("en", "UTC")) == finished


async def test_a_change_of_topics_does_not_lose_the_digest_whose_time_has_come(here: Installation) -> None:
    await here.desk.begin(KIM, HABITS)
    made = await here.store.subscriptions.change(KIM, active=True, dialogue=NO_DIALOGUE)
    assert made is not None
    here.clock.moment = made.next_slot + timedelta(seconds=5)
    followed = replace(made.wanted, follow=(Topic("word", "rain", "rain"),))
    changed = await here.desk.change(made, wanted=followed)
    assert changed.wanted == followed
    await here.scheduler.tick()
    assert here.slots == ["2026-03-27 07+00:00"]


async def test_another_hour_holds_from_now_on_and_a_paused_digest_stays_paused(here: Installation) -> None:
    begun = await here.desk.begin(KIM, HABITS)
    active = await here.desk.change(begun, active=True, dialogue=NO_DIALOGUE)
    later = await here.desk.change(active, schedule=Schedule(time(18), "Asia/Tokyo"))
    await here.until(FRIDAY + timedelta(hours=12))
    assert here.slots == ["2026-03-27 09+00:00"]
    paused = await here.desk.change(later, active=False)
    paused = await here.desk.change(paused, schedule=Schedule(time(19), "Asia/Tokyo"))
    assert not paused.active
    await here.until(FRIDAY + timedelta(days=2))
    assert len(here.slots) == 1
    await here.desk.change(paused, active=True)
    await here.until(FRIDAY + timedelta(days=2, hours=3))
    assert len(here.slots) == 1, "what was missed while it was paused does not come afterwards"
    await here.until(FRIDAY + timedelta(days=2, hours=6))
    assert here.slots[1:] == ["2026-03-29 10+00:00"]


async def test_the_last_source_may_be_taken_out_during_the_set_up_but_ends_a_digest_that_is_set_up(
    here: Installation,
) -> None:
    begun = await here.desk.begin(KIM, HABITS)
    feed = await here.store.feeds.add(FeedState("https://a.example/feed"))
    await here.desk.subscribe(KIM, feed, HABITS)
    assert await here.desk.remove(KIM, feed)
    await here.desk.subscribe(KIM, feed, HABITS)
    await here.desk.change(begun, active=True, dialogue=NO_DIALOGUE)
    assert not await here.desk.remove(KIM, feed)
    assert await here.store.subscriptions.get(KIM) is None


async def test_a_feed_under_another_spelling_of_its_address_is_no_second_one_but_takes_the_place_of_one_that_fails(
    here: Installation,
) -> None:
    spellings = (
        "http://www.a.example/feed/",
        "https://a.example/feed",
        "https://a.example/feed#top",
        "http://a.example/feed/",
    )
    feeds = [await here.store.feeds.add(FeedState(url)) for url in spellings]
    outcomes = [await here.desk.subscribe(KIM, feed, HABITS) for feed in feeds[:3]]
    assert outcomes == ["added", "present", "present"]
    await here.store.feeds.update(feeds[0], FeedState(spellings[0], failures=3))
    assert await here.desk.subscribe(KIM, feeds[1], HABITS) == "added"
    found = await here.store.subscriptions.get(KIM)
    assert found is not None
    assert found.feeds == (feeds[1],)


async def test_the_fifty_first_feed_is_one_too_many(here: Installation) -> None:
    listed = [ListedFeed(f"https://{number}.example/feed", "") for number in range(500)]
    assert await here.desk.subscribe_to_list(KIM, listed, HABITS) == Listed(MAX_FEEDS, 0, 500 - MAX_FEEDS)
    feed = await here.store.feeds.add(FeedState("https://one-more.example/feed"))
    assert await here.desk.subscribe(KIM, feed, HABITS) == "full"


async def test_what_is_changed_after_the_end_changes_nothing(here: Installation) -> None:
    begun = await here.desk.begin(KIM, HABITS)
    await here.store.subscriptions.remove(KIM)
    assert await here.desk.change(begun, active=True) == begun
    assert await here.store.subscriptions.get(KIM) is None


async def test_topics_and_the_set_up_outlast_a_list_of_feeds(here: Installation) -> None:
    begun = await here.desk.begin(KIM, HABITS)
    wanted = replace(begun.wanted, mute=(Topic("person", "sergey-lavrov", "ラブロフ"),), include=("зерно",))
    await here.desk.change(begun, wanted=wanted)
    listed = [ListedFeed(f"https://{name}.example/feed", name) for name in "abc"]
    assert await here.desk.subscribe_to_list(KIM, [*listed, listed[0]], HABITS) == Listed(3, 1, 0)
    found = await here.store.subscriptions.get(KIM)
    assert found is not None
    assert (found.wanted, found.dialogue, len(found.feeds)) == (wanted, begun.dialogue, 3)


@pytest.mark.parametrize("screen", get_args(Screen))
def test_a_message_is_an_answer_for_half_an_hour_on_screens_that_ask_for_one(screen: Screen) -> None:
    dialogue = Dialogue(screen=screen, message_id=5, since=FRIDAY)
    assert dialogue_of(dialogue.to_json()) == dialogue
    assert dialogue.is_open(FRIDAY + ANSWERABLE - timedelta(seconds=1)) == (screen in TYPED_SCREENS)
    assert not dialogue.is_open(FRIDAY + ANSWERABLE)
    assert not replace(dialogue, since=None).is_open(FRIDAY)


def test_a_subscription_of_an_earlier_version_is_in_no_dialogue() -> None:
    assert dialogue_of(None) == NO_DIALOGUE
    later = {"setting_up": True, "screen": "of a later version", "message_id": 1, "since": None}
    assert dialogue_of(later) == Dialogue(setting_up=True)


def test_the_set_up_is_a_straight_way_with_two_ends() -> None:
    assert [neighbour(screen, 1) for screen in SETUP_SCREENS[:-1]] == list(SETUP_SCREENS[1:])
    assert neighbour(SETUP_SCREENS[0], -1) == SETUP_SCREENS[0]
    assert neighbour(SETUP_SCREENS[-1], 1) == SETUP_SCREENS[-1]
    assert neighbour("topics", 1) == SETUP_SCREENS[0]
