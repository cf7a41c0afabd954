"""What is remembered of feeds that move, and whose turn it is, on both databases."""

from datetime import time, timedelta

from bot.digest.desk import DigestDesk
from bot.digest.feed_state import MAX_FORMER, FeedState
from bot.digest.schedule import Schedule
from bot.digest.topics import Preferences
from summarizer.sources.fetch import FetchOptions

OLD, NEW, NEWEST = (f"https://{name}.example/feed" for name in ("old", "new", "newest"))


async def test_a_feed_that_moved_for_good_is_known_by_its_old_address_after_a_restart(store):
    feed = await store.feeds.add(FeedState(OLD))
    await store.subscriptions.put(7, Preferences("en"), Schedule(time(8), "UTC"))
    await store.subscriptions.add_feed(7, feed)
    await store.feeds.update(feed, FeedState(NEW, formerly=(OLD,)))
    desk = DigestDesk(store, FetchOptions())
    assert [state.url for _, state in await desk.feeds(await store.subscriptions.get(7))] == [NEW]
    assert desk.moved == {OLD: NEW}


async def test_two_feeds_that_become_one_keep_the_former_addresses_of_both(store):
    first = await store.feeds.add(FeedState(NEW, formerly=(OLD,)))
    other = await store.feeds.add(FeedState(NEWEST, formerly=("https://newest.example/rss",)))
    assert await store.feeds.update(first, FeedState(NEWEST, formerly=(OLD, NEW))) == other
    assert set((await store.feeds.get(other)).formerly) == {OLD, NEW, "https://newest.example/rss"}


async def test_a_feed_that_moves_back_is_not_known_by_its_own_address(store):
    feed = await store.feeds.add(FeedState(NEW, formerly=(OLD,)))
    await store.feeds.update(feed, FeedState(OLD, formerly=(NEW,)))
    assert (await store.feeds.get(feed)).formerly == (NEW,)
    many = tuple(f"https://{n}.example/" for n in range(MAX_FORMER * 2))
    await store.feeds.update(feed, FeedState(OLD, formerly=many))
    assert (await store.feeds.get(feed)).formerly == many[-MAX_FORMER:]


async def test_feeds_that_have_waited_longest_are_asked_first(store, clock):
    await store.subscriptions.put(7, Preferences("en"), Schedule(time(8), "UTC"))
    hours = {"a": -1, "b": -3, "c": None, "d": -2}
    for name, ago in hours.items():
        due = None if ago is None else clock.moment + timedelta(hours=ago)
        await store.subscriptions.add_feed(
            7, await store.feeds.add(FeedState(f"https://{name}.example/", next_attempt=due))
        )
    assert [state.url[8] for state in (await store.feeds.due()).values()] == ["c", "b", "d", "a"]
