"""Where digests go, who asked for them, and slots that are given back; on both databases."""

from datetime import time, timedelta

from bot.digest.feed_state import FeedState
from bot.digest.ranking import SentStory
from bot.digest.schedule import Schedule, due
from bot.digest.topics import Preferences
from bot.store.digests_places import DigestPlace
from bot.store.digests_recipients import Recipient, recipient

WANTED = Preferences("en")
SCHEDULE = Schedule(time(7, 30), "UTC")
GROUP, CHANNEL, BOSS = -1_001_234_567_890, -1_001_234_567_891, 7_123_456_789
PAUSE = timedelta(minutes=2)


async def test_a_chat_without_a_subscription_has_no_place(store):
    await store.places.settle(GROUP, BOSS, 5)
    assert await store.places.get(GROUP) == DigestPlace(GROUP)
    await store.subscriptions.put(GROUP, WANTED, SCHEDULE)
    await store.places.settle(GROUP, BOSS, 5, "News")
    assert await store.places.get(GROUP) == DigestPlace(GROUP, "News", BOSS, 5)
    await store.subscriptions.remove(GROUP)
    assert await store.places.get(GROUP) == DigestPlace(GROUP)


async def test_the_places_of_one_who_asked_are_found_by_title(store):
    for chat, title in ((GROUP, "b"), (CHANNEL, "A")):
        await store.subscriptions.put(chat, WANTED, SCHEDULE)
        await store.places.settle(chat, BOSS, None, title)
    assert [place.chat_id for place in await store.places.of_asker(BOSS)] == [CHANNEL, GROUP]
    assert await store.places.of_asker(BOSS + 1) == []


async def test_a_topic_is_left_once(store):
    await store.subscriptions.put(GROUP, WANTED, SCHEDULE)
    await store.places.settle(GROUP, BOSS, 5)
    assert await store.places.leave_topic(GROUP)
    assert not await store.places.leave_topic(GROUP)
    assert (await store.places.get(GROUP)).asked_by == BOSS


async def test_a_group_that_becomes_a_supergroup_keeps_its_place(store):
    await store.subscriptions.put(-5, WANTED, SCHEDULE)
    await store.places.settle(-5, BOSS, None, "News")
    await store.subscriptions.moved(-5, GROUP)
    assert await store.places.get(GROUP) == DigestPlace(GROUP, "News", BOSS)


async def test_a_slot_that_is_put_off_comes_again_whether_it_was_claimed_or_not(store, clock):
    begun = await store.subscriptions.put(7, WANTED, SCHEDULE)
    clock.moment = slot = begun.next_slot
    for attempt, claimed in ((1, True), (2, False), (3, True)):
        present = await store.subscriptions.get(7)
        if claimed:
            await store.subscriptions.claim_all([(present, slot)])
            assert (await store.subscriptions.get(7)).dealt_with == slot
        await store.places.put_off(7, slot, PAUSE)
        put_off = await store.subscriptions.get(7)
        await store.subscriptions.claim_all([(present, slot)])
        assert await store.subscriptions.get(7) == put_off, "it has changed since it was read"
        assert [one.chat_id for one, _ in await store.subscriptions.due(10)] == []
        clock.moment += PAUSE
        assert [one.chat_id for one, _ in await store.subscriptions.due(10)] == [7]
        found = await store.subscriptions.get(7)
        assert due(found.schedule, found.dealt_with, clock.moment).slot == slot
        assert (await store.places.get(7)).failures == attempt


async def test_a_slot_of_a_schedule_that_was_changed_meanwhile_does_not_come_again(store, clock):
    begun = await store.subscriptions.put(7, WANTED, SCHEDULE)
    clock.moment = slot = begun.next_slot
    await store.subscriptions.claim_all([(begun, slot)])
    assert (await store.subscriptions.get(7)).dealt_with == slot
    clock.moment += PAUSE
    changed = await store.subscriptions.put(7, WANTED, Schedule(time(20), "UTC"))
    await store.places.put_off(7, slot, PAUSE)
    assert await store.subscriptions.get(7) == changed


async def test_the_first_of_several_folded_slots_is_told_until_a_digest_arrives(store, clock):
    await store.subscriptions.put(7, WANTED, SCHEDULE)
    await store.places.fold(7, clock.moment)
    await store.places.fold(7, clock.moment + timedelta(days=1))
    assert (await store.places.get(7)).folded == clock.moment
    await store.places.arrived(7, "digest-7-x", [])
    assert (await store.places.get(7)).folded is None


async def test_which_parts_of_a_digest_have_come_and_which_message_waits_is_known(store, clock):
    await store.subscriptions.put(7, WANTED, SCHEDULE)
    story = SentStory(frozenset({"1"}), frozenset(), clock.moment)

    async def known() -> tuple[list[bool], list[int | None], bool]:
        place = await store.places.get(7)
        parts = range(2)
        shows = [place.shows("digest-7-x", part) for part in parts]
        return shows, [place.message_for("digest-7-x", part) for part in parts], place.has_all("digest-7-x")

    assert await known() == ([False, False], [None, None], False)
    await store.places.comes(7, 99, "digest-7-x", 0)
    assert await known() == ([False, False], [99, None], False)
    await store.places.shown(7, "digest-7-x", 0)
    assert await known() == ([True, False], [None, None], False)
    await store.places.comes(7, 100, "digest-7-x", 1)
    assert await known() == ([True, False], [None, 100], False)
    assert (await store.places.get(7)).has_begun("digest-7-x")
    assert not (await store.places.get(7)).has_begun("digest-7-")
    assert await store.subscriptions.sent(7, clock.moment) == []
    await store.places.arrived(7, "digest-7-x", [story])
    assert await known() == ([True, True], [None, None], True)
    assert await store.subscriptions.sent(7, clock.moment) == [story]
    assert (await store.places.of_occasion("digest-7-x"), await store.places.of_occasion("digest-7")) == (7, None)


async def test_what_arrives_in_a_chat_whose_subscription_has_gone_is_not_kept(store, clock):
    await store.places.arrived(7, "digest-7-x", [SentStory(frozenset({"1"}), frozenset(), clock.moment)])
    assert await store.places.get(7) == DigestPlace(7)
    assert await store.subscriptions.sent(7, clock.moment) == []


async def test_many_slots_are_dealt_with_at_once_but_those_that_changed_meanwhile(store, clock):
    made = [await store.subscriptions.put(chat, WANTED, SCHEDULE) for chat in (7, 8, 9)]
    clock.moment = slot = made[0].next_slot
    await store.subscriptions.pause(8)
    await store.places.put_off(9, slot, PAUSE)
    await store.subscriptions.claim_all([(one, slot) for one in made])
    found = [await store.subscriptions.get(chat) for chat in (7, 8, 9)]
    assert [one.dealt_with == slot for one in found] == [True, False, False]
    assert found[0].next_slot > slot
    assert found[2].next_slot == slot + PAUSE


async def test_all_that_a_digest_asks_is_read_in_one_go(store, clock):
    feeds = sorted([await store.feeds.add(FeedState(f"https://{n}.example/feed")) for n in range(2)])
    assert await recipient(store.database, GROUP, clock.moment) is None
    await store.subscriptions.put(GROUP, WANTED, SCHEDULE)
    for feed in feeds:
        await store.subscriptions.add_feed(GROUP, feed)
    subscription = await store.subscriptions.get(GROUP)
    assert subscription.feeds == tuple(feeds)
    found = await recipient(store.database, GROUP, clock.moment)
    assert found == Recipient(subscription, DigestPlace(GROUP), (), banned=False, kind=None)
    await store.places.settle(GROUP, BOSS, 5, "News")
    await store.chats.seen(GROUP, "channel")
    story = SentStory(frozenset({"1"}), frozenset(), clock.moment)
    await store.places.arrived(GROUP, "digest", [story])
    found = await recipient(store.database, GROUP, clock.moment)
    place = await store.places.get(GROUP)
    assert found == Recipient(subscription, place, (story,), banned=False, kind="channel")
    assert (await recipient(store.database, GROUP, clock.moment + PAUSE)).sent == ()
