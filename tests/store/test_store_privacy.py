"""All that is kept of a person is handed out, and forgotten; on both databases."""

import json
from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy import select

from bot.digest.feed_state import FeedState
from bot.digest.items import Item
from bot.digest.ranking import SentStory
from bot.digest.schedule import Schedule
from bot.digest.topics import Preferences
from bot.store import Allowed, BriefKey, NewRequest, OverQuota, user_subject
from bot.store.models import Base
from bot.store.privacy import _mine
from bot.store.workers import Worker
from summarizer.engines.priority import Priority

PERSON = 7_123_456_789
OTHER = 7_987_654_321
GROUP = -1_001_234_567_890
WORDS = "меня зовут Пётр"
DAY = timedelta(days=1)
KEY = BriefKey("", "hash", "ru", "1")
NOT_OF_PERSONS = {"feeds", "feed_items", "installation", "broadcasts", "workers"}


async def _use_everything(store, user_id):
    await store.users.seen(user_id)
    await store.users.set_points(user_id, 5)
    await store.chats.seen(user_id, "private")
    new = NewRequest(
        update_id=user_id, chat_id=user_id, user_id=user_id, kind="text", payload={"text": WORDS}, language="ru"
    )
    await store.requests.accept(new)
    await store.requests.accept(replace(new, update_id=user_id + 1, chat_id=GROUP))
    await store.briefs.put(replace(KEY, owner_id=user_id), {"headline": WORDS}, (WORDS,))
    await store.later_parts.put(user_id, 1, [2])
    await store.work.put(f"{user_id:032x}", user_id, Priority.INTERACTIVE, WORDS.encode())
    await store.workers.beat(Worker("w", "worker", "vps", "0.9", "work-1-x", 1))
    await store.usage.take(user_subject(user_id), 1, DAY)
    await store.installation.allow(user_id)
    await store.installation.set_allow_list(True)
    broadcast = await store.broadcasts.draft("!")
    await store.broadcasts.start(broadcast.id)
    feed = await store.feeds.add(FeedState("https://news.example/feed"))
    now = store.database.now()
    entry = Item("1", "https://news.example/feed", "News", None, "Title", "", now)
    await store.feeds.update(feed, FeedState("https://news.example/feed"), [entry])
    await store.subscriptions.put(user_id, Preferences("ru", include=(WORDS,)), Schedule(time(7), "Europe/Moscow"))
    await store.subscriptions.add_feed(user_id, feed)
    await store.places.settle(user_id, user_id, None)
    await store.places.arrived(user_id, "digest", [SentStory(frozenset({"1"}), frozenset(), now)])


async def _everything(store):
    async with store.database.reading() as session:
        return {
            table.name: [tuple(row) for row in await session.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


def _mentions(tables, what):
    return {name for name, rows in tables.items() if any(str(what) in str(value) for row in rows for value in row)}


def test_every_table_is_known_to_be_of_persons_or_not():
    of_persons = {table.__tablename__ for table, _ in _mine(PERSON)}
    assert of_persons | NOT_OF_PERSONS == set(Base.metadata.tables)
    assert not of_persons & NOT_OF_PERSONS


async def test_after_forgetting_no_table_holds_the_person_or_their_words(store):
    await _use_everything(store, PERSON)
    before = await _everything(store)
    assert all(before.values()), "a table that this test leaves empty proves nothing"
    assert _mentions(before, PERSON) == {
        "users",
        "chats",
        "requests",
        "briefs",
        "later_parts",
        "work",
        "allowed_users",
        "deliveries",
        "subscriptions",
        "digest_places",
        "subscribed_feeds",
        "sent_stories",
    }
    await store.privacy.forget_user(PERSON)
    after = await _everything(store)
    assert _mentions(after, PERSON) == set()
    assert _mentions(after, WORDS) == set()


async def test_forgetting_one_person_leaves_the_others(store):
    await _use_everything(store, OTHER)
    await store.briefs.put(BriefKey("https://example.org", "h", "en", "1"), {}, ())
    before = await _everything(store)
    await _use_everything(store, PERSON)
    await store.privacy.forget_user(PERSON)
    after = await _everything(store)
    left_over = NOT_OF_PERSONS | {"usage", "deliveries"}  # the second broadcast, and the counter of the window
    assert {name: set(map(str, rows)) for name, rows in after.items() if name not in left_over} == {
        name: set(map(str, rows)) for name, rows in before.items() if name not in left_over
    }
    assert await store.privacy.export_user(OTHER) != await store.privacy.export_user(PERSON)


async def test_an_export_holds_every_row_of_the_person_and_no_other(store, clock):
    await _use_everything(store, OTHER)
    await _use_everything(store, PERSON)
    exported = json.loads(json.dumps(await store.privacy.export_user(PERSON)))
    assert {name: len(rows) for name, rows in exported.items()} == {
        "users": 1,
        "chats": 1,
        "requests": 2,
        "briefs": 1,
        "later_parts": 1,
        "work": 1,
        "usage": 1,
        "allowed_users": 1,
        "deliveries": 1,
        "subscriptions": 1,
        "digest_places": 1,
        "subscribed_feeds": 1,
        "sent_stories": 1,
    }
    assert str(OTHER) not in json.dumps(exported)
    assert exported["users"][0]["points"] == 5
    assert exported["users"][0]["created_at"] == clock.moment.isoformat()
    assert exported["requests"][0]["payload"] == {"text": WORDS}
    assert exported["briefs"][0]["sentences"] == [WORDS]


async def test_nothing_is_exported_of_a_stranger_or_of_a_forgotten_person_but_the_quota(store):
    await _use_everything(store, OTHER)
    assert not any((await store.privacy.export_user(PERSON)).values())
    await store.privacy.forget_user(OTHER)
    assert {name for name, rows in (await store.privacy.export_user(OTHER)).items() if rows} == {"usage"}


async def test_forgetting_frees_nobody_from_a_quota_or_a_ban(store, clock):
    await store.usage.take(user_subject(PERSON), 1, DAY)
    await store.users.set_points(PERSON, 5)
    await store.users.set_banned(PERSON, True)
    clock.go_on(hours=1)
    await store.privacy.forget_user(PERSON)
    assert isinstance(await store.usage.take(user_subject(PERSON), 1, DAY), OverQuota)
    user = await store.users.get(PERSON)
    assert (user.banned, user.points, user.created_at) == (True, None, clock.moment)
    clock.go_on(days=1)
    assert isinstance(await store.usage.take(user_subject(PERSON), 1, DAY), Allowed)


async def test_forgetting_a_stranger_keeps_nothing_of_them(store):
    await store.privacy.forget_user(PERSON)
    assert not any((await _everything(store)).values())


async def test_who_asked_for_the_digest_of_a_group_is_forgotten_and_the_digest_stays(store):
    await store.subscriptions.put(GROUP, Preferences("ru"), Schedule(time(7), "Europe/Moscow"))
    await store.places.settle(GROUP, PERSON, 17, "News")
    exported = await store.privacy.export_user(PERSON)
    assert [row["chat_id"] for row in exported["digest_places"]] == [GROUP]
    await store.privacy.forget_user(PERSON)
    place = await store.places.get(GROUP)
    assert (place.asked_by, place.thread_id) == (None, 17)
    assert await store.subscriptions.get(GROUP) is not None
