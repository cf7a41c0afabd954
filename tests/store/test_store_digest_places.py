"""Where digests go, who asked for them, and slots that are given back; on both databases."""

from datetime import time, timedelta

from bot.digest.schedule import Schedule, due
from bot.digest.topics import Preferences
from bot.store.digests_places import DigestPlace

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
            assert await store.subscriptions.claim(present, slot)
        await store.places.put_off(7, slot, PAUSE)
        if not claimed:
            assert not await store.subscriptions.claim(present, slot)
        assert await store.subscriptions.due(10) == []
        clock.moment += PAUSE
        assert await store.subscriptions.due(10) == [7]
        found = await store.subscriptions.get(7)
        assert due(found.schedule, found.dealt_with, clock.moment).slot == slot
        assert (await store.places.get(7)).failures == attempt


async def test_a_slot_of_a_schedule_that_was_changed_meanwhile_does_not_come_again(store, clock):
    begun = await store.subscriptions.put(7, WANTED, SCHEDULE)
    clock.moment = slot = begun.next_slot
    assert await store.subscriptions.claim(begun, slot)
    clock.moment += PAUSE
    changed = await store.subscriptions.put(7, WANTED, Schedule(time(20), "UTC"))
    await store.places.put_off(7, slot, PAUSE)
    assert await store.subscriptions.get(7) == changed


async def test_the_first_of_several_folded_slots_is_told_until_a_digest_arrives(store, clock):
    await store.subscriptions.put(7, WANTED, SCHEDULE)
    await store.places.fold(7, clock.moment)
    await store.places.fold(7, clock.moment + timedelta(days=1))
    assert (await store.places.get(7)).folded == clock.moment
    await store.places.delivered(7)
    assert (await store.places.get(7)).folded is None


async def test_the_message_that_a_digest_will_be_in_is_known_until_it_has_come(store):
    await store.subscriptions.put(7, WANTED, SCHEDULE)
    await store.places.comes(7, 99, "digest-7-x")
    place = await store.places.get(7)
    assert (place.coming_message_id, place.coming_for) == (99, "digest-7-x")
    await store.places.has_come(7)
    assert await store.places.get(7) == DigestPlace(7)
