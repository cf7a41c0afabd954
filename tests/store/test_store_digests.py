"""Feeds, subscriptions and what was sent, on both databases."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

from bot.digest.dialogue import NO_DIALOGUE, Dialogue
from bot.digest.feed_state import FeedState
from bot.digest.items import Item
from bot.digest.ranking import SentStory
from bot.digest.schedule import Schedule, due
from bot.digest.topics import Preferences, Topic
from summarizer.sources.feed_fetch import Validators

WANTED = Preferences("ja", 7, (Topic("person", "sergey-lavrov", "ラブロフ"),), (), ("зерно",), ("футбол",), quiet=True)
SCHEDULE = Schedule(time(7, 30), "Asia/Tokyo", frozenset({0, 2, 6}))


def item(key: str, clock, hours: float = 0) -> Item:
    return Item(key, "https://a.example/feed", "A", None, f"Title {key}", "", clock.moment - timedelta(hours=hours))


async def test_a_feed_is_kept_once_with_its_state(store, clock):
    state = FeedState("https://a.example/feed", "A", Validators('"1"', None), failures=2, failing_since=clock.moment)
    feed_id = await store.feeds.add(state)
    assert await store.feeds.add(FeedState(state.url)) == feed_id
    assert await store.feeds.get(feed_id) == state
    assert await store.feeds.get("none") is None


async def test_only_feeds_that_somebody_wants_and_whose_time_has_come_are_due(store, clock):
    wanted, later, unwanted = [await store.feeds.add(FeedState(f"https://{n}.example/")) for n in "abc"]
    await store.subscriptions.put(7, WANTED, SCHEDULE)
    for feed in (wanted, later):
        await store.subscriptions.add_feed(7, feed)
        await store.subscriptions.add_feed(7, feed)
    await store.feeds.update(later, FeedState("https://b.example/", next_attempt=clock.moment + timedelta(hours=1)))
    assert list(await store.feeds.due()) == [wanted]
    clock.go_on(hours=1)
    assert set(await store.feeds.due()) == {wanted, later}
    assert unwanted not in await store.feeds.due()


async def test_items_are_kept_once_and_changed_ones_keep_their_moment(store, clock):
    feed = await store.feeds.add(FeedState("https://a.example/feed"))
    state = FeedState("https://a.example/feed")
    await store.feeds.update(feed, state, [item("1", clock, 5), item("2", clock), item("2", clock)])
    await store.feeds.update(feed, state, [replace(item("1", clock), title="Changed")])
    found = await store.feeds.items([feed], clock.moment - timedelta(hours=6))
    assert [(i.key, i.title) for i in found] == [("1", "Changed"), ("2", "Title 2")]
    assert await store.feeds.items([feed], clock.moment - timedelta(hours=1)) == [found[1]]


async def test_two_feeds_that_move_to_one_address_become_one(store):
    old, new = [await store.feeds.add(FeedState(f"https://{n}.example/")) for n in ("old", "new")]
    for chat in (7, 8):
        await store.subscriptions.put(chat, WANTED, SCHEDULE)
        await store.subscriptions.add_feed(chat, old)
    await store.subscriptions.add_feed(8, new)
    assert await store.feeds.update(old, FeedState("https://new.example/")) == new
    assert [(await store.subscriptions.get(chat)).feeds for chat in (7, 8)] == [(new,), (new,)]
    assert await store.feeds.get(old) is None


async def test_a_subscription_comes_back_as_it_was_made(store, clock):
    made = await store.subscriptions.put(7, WANTED, SCHEDULE)
    assert (made.wanted, made.schedule, made.active, made.dealt_with) == (WANTED, SCHEDULE, True, clock.moment)
    assert await store.subscriptions.get(8) is None
    assert await store.subscriptions.pause(7)
    assert not await store.subscriptions.pause(8)
    assert not (await store.subscriptions.get(7)).active
    await store.subscriptions.remove(7)
    assert await store.subscriptions.get(7) is None


async def test_a_change_changes_what_is_given_and_only_new_times_move_the_slot(store, clock):
    dialogue = Dialogue(setting_up=True, screen="zone", message_id=5, since=clock.moment)
    made = await store.subscriptions.put(7, WANTED, SCHEDULE, dialogue=dialogue)
    assert not made.active, "a digest is paused while it is set up"
    clock.go_on(hours=1)
    wanted = replace(WANTED, follow=(), language="en")
    assert await store.subscriptions.change(7, wanted=wanted) == replace(made, wanted=wanted)
    active = await store.subscriptions.change(7, active=True, dialogue=NO_DIALOGUE)
    assert active == replace(made, wanted=wanted, active=True, dialogue=NO_DIALOGUE, dealt_with=clock.moment)
    clock.go_on(hours=1)
    assert await store.subscriptions.change(7, schedule=SCHEDULE, active=True) == active
    later = await store.subscriptions.change(7, schedule=replace(SCHEDULE, zone="Europe/Berlin"))
    assert later.dealt_with == clock.moment
    assert later.next_slot > clock.moment
    assert await store.subscriptions.get(7) == later
    assert await store.subscriptions.change(8, active=True) is None


async def test_a_slot_that_many_workers_deal_with_at_once_is_dealt_with_once(store, clock):
    made = await store.subscriptions.put(7, WANTED, SCHEDULE)
    assert [one.chat_id for one, _ in await store.subscriptions.due(10)] == []
    clock.moment = made.next_slot
    assert [one.chat_id for one, _ in await store.subscriptions.due(10)] == [7]
    slot = due(made.schedule, made.dealt_with, clock.moment).slot
    await asyncio.gather(*(store.subscriptions.claim_all([(made, slot)]) for _ in range(8)))
    after = await store.subscriptions.get(7)
    assert (after.dealt_with, [one.chat_id for one, _ in await store.subscriptions.due(10)]) == (slot, [])
    assert after.next_slot > slot


async def test_what_a_chat_has_had_is_remembered_and_pruned(store, clock):
    await store.subscriptions.put(7, WANTED, SCHEDULE)
    story = SentStory(frozenset({"1", "2"}), frozenset({"event|visit|planned"}), clock.moment)
    await store.places.arrived(7, "digest-7", [story])
    assert await store.subscriptions.sent(7, clock.moment) == [story]
    clock.go_on(days=8)
    assert await store.subscriptions.prune(timedelta(days=7)) == 1
    assert await store.subscriptions.sent(7, story.sent_at) == []


async def test_old_items_and_feeds_that_nobody_wants_are_pruned(store, clock):
    feed = await store.feeds.add(FeedState("https://a.example/feed"))
    await store.feeds.update(feed, FeedState("https://a.example/feed"), [item("1", clock, 200), item("2", clock)])
    assert await store.feeds.prune(timedelta(days=7)) == 1
    assert await store.feeds.get(feed) is None


async def test_a_group_that_becomes_a_supergroup_keeps_its_digest(store):
    feed = await store.feeds.add(FeedState("https://a.example/feed"))
    made = await store.subscriptions.put(-5, Preferences("ja", stories=3), Schedule(time(7), "Asia/Tokyo"))
    await store.subscriptions.add_feed(-5, feed)
    await store.subscriptions.moved(-5, -1005)
    moved = await store.subscriptions.get(-1005)
    assert (moved.wanted, moved.schedule, moved.feeds) == (made.wanted, made.schedule, (feed,))
    assert await store.subscriptions.get(-5) is None
