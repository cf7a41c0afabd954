"""Digests sent by the real client to a loopback Telegram, by a clock that tests control: failures, delays, topics."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback import LoopbackServer, Reply
from telegram.ext import ExtBot

from bot.briefing import Briefing
from bot.delivery import Delivery
from bot.digest.collect import Collector
from bot.digest.deliveries import deliver, teller
from bot.digest.feed_state import TELL_AFTER, FeedState
from bot.digest.issuing import Issuer
from bot.digest.items import Item
from bot.digest.keeping import FeedKeeper
from bot.digest.preparing import Preparer
from bot.digest.schedule import LATEST, Schedule
from bot.digest.scheduler import Scheduler
from bot.digest.sending import DigestSteps, ReadyDigest
from bot.digest.topics import Preferences
from bot.making import LocalMaking
from bot.model_desk import ModelDesk
from bot.model_process import ModelProcess
from bot.outgoing import OutgoingQueue
from bot.outgoing.limits import NO_LIMITS
from bot.rendering.digest_issue import IssuePart
from bot.rendering.spans import MessageText
from bot.store import Store, open_store
from bot.translating import Translating
from bot.worker_pool import WorkerPool
from bot.writing import EXTRACTIVE
from botapi import ApiError, BotApiServer
from summarizer.reading import ReadingSettings
from summarizer.sources.fetch import FetchOptions

SECONDS = 60.0
TOO_SHORT_SECONDS = 0.001
FEED = "https://news.example/feed"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SLOT = datetime(2026, 3, 27, 8, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.moment = SLOT - MINUTE

    def __call__(self) -> datetime:
        return self.moment


async def keep(ready: ReadyDigest) -> ReadyDigest:
    """Keep nothing, as DBOS does where nothing is cut off."""
    return ready


@dataclass
class Parts:
    """The parts of a test; ``broken`` makes processes end before their work does."""

    clock: Clock
    store: Store
    telegram: BotApiServer
    delivery: Delivery
    pool: WorkerPool
    options: FetchOptions

    def steps(self, *, broken: bool = False) -> DigestSteps:
        return self.steps_and_issuer(broken=broken)[0]

    def steps_and_issuer(self, *, broken: bool = False) -> tuple[DigestSteps, Issuer]:
        pool = WorkerPool(1, TOO_SHORT_SECONDS, SECONDS) if broken else self.pool
        reading = ReadingSettings(fetch=self.options)
        process = ModelProcess(ModelDesk, reading.neural, None, idle_seconds=SECONDS)
        making = LocalMaking(self.store, reading, self.pool, process, EXTRACTIVE)
        briefing = Briefing(self.store, making, self.delivery.fetch_file, reading.fetch.max_bytes, EXTRACTIVE)
        issuer = Issuer(self.store, pool, briefing, Translating(reading.neural, making, briefing))
        keeper = FeedKeeper(self.store, Collector(self.options, now=self.clock), teller(self.store, self.delivery))
        return DigestSteps(self.store, issuer, self.delivery, keeper), issuer

    async def tick(self, steps: DigestSteps) -> list[int]:
        """Send what is due; return the attempts that were begun."""
        begun = []

        async def begin(*what: Any) -> None:
            begun.append(what)

        await Scheduler(self.store, begin).tick()
        for chat_id, slot, _ in begun:
            await deliver(keep, steps, chat_id, slot, f"digest-{chat_id}-{slot.isoformat()}")
        return [attempt for _, _, attempt in begun]

    async def subscribe(self, chat_id: int, at: time = time(8), lead: str = "They talk about trade.") -> None:
        await self.store.subscriptions.put(chat_id, Preferences("en"), Schedule(at, "UTC"))
        state = FeedState(FEED, next_attempt=self.clock.moment + 30 * DAY)
        feed = await self.store.feeds.add(state)
        await self.store.subscriptions.add_feed(chat_id, feed)
        item = Item(
            "1", FEED, "Gazette", None, "Ministers meet in Vienna", lead, self.clock.moment - timedelta(hours=2)
        )
        await self.store.feeds.update(feed, state, [item])


@pytest.fixture
async def parts(tmp_path: Path, options: FetchOptions) -> AsyncIterator[Parts]:
    clock, pool = Clock(), WorkerPool(1, SECONDS, SECONDS)
    async with BotApiServer() as telegram, open_store(f"sqlite:///{tmp_path / 'svodka.db'}", clock) as store:
        queue = OutgoingQueue(NO_LIMITS, 8)
        client = ExtBot(telegram.token, telegram.base_url, telegram.base_file_url, rate_limiter=queue)
        async with client as bot:
            yield Parts(clock, store, telegram, Delivery(bot, store), pool, options)
    pool.close()


async def test_a_digest_that_fails_is_tried_again_after_growing_pauses_and_sent_once(parts: Parts) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    parts.clock.moment = SLOT
    broken = parts.steps(broken=True)
    assert await parts.tick(broken) == [0]
    assert await parts.tick(broken) == []
    parts.clock.moment += MINUTE
    assert await parts.tick(broken) == [1]
    parts.clock.moment += MINUTE
    assert await parts.tick(broken) == []
    parts.clock.moment += MINUTE
    assert await parts.tick(parts.steps()) == [2]
    assert await parts.tick(parts.steps()) == []
    [message] = kim.messages
    assert "Ministers meet in Vienna" in message.text
    assert (await parts.store.places.get(kim.id)).failures == 0
    parts.clock.moment = SLOT + DAY
    assert await parts.tick(parts.steps()) == [0]
    assert "Nothing new" in kim.messages[-1].text


async def test_one_that_fails_for_three_hours_is_folded_into_the_next_which_says_so(parts: Parts) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    parts.clock.moment, broken, attempts = SLOT, parts.steps(broken=True), 0
    while parts.clock.moment < SLOT + LATEST + 2 * MINUTE:
        attempts += len(await parts.tick(broken))
        parts.clock.moment += 10 * MINUTE
    assert 5 <= attempts <= 10
    assert kim.messages == []
    parts.clock.moment = SLOT + DAY
    await parts.tick(parts.steps())
    [message] = kim.messages
    assert "The digest of 27 March could not be sent in time" in message.text
    assert "Ministers meet in Vienna" in message.text
    parts.clock.moment += DAY
    await parts.tick(parts.steps())
    assert "in time" not in kim.messages[-1].text


async def test_a_digest_that_nobody_could_send_in_time_is_told_in_the_next(parts: Parts) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    parts.clock.moment = SLOT + LATEST
    assert await parts.tick(parts.steps()) == []
    parts.clock.moment = SLOT + DAY
    await parts.tick(parts.steps())
    assert "could not be sent in time" in kim.messages[-1].text


@pytest.mark.parametrize(
    ("late", "comes"), [(timedelta(hours=2, minutes=59), True), (timedelta(hours=3, minutes=1), False)]
)
async def test_a_machine_that_slept_over_a_slot_sends_it_within_three_hours_and_else_with_the_next_which_says_so(
    parts: Parts, late: timedelta, comes: bool
) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    parts.clock.moment = SLOT + late
    await parts.tick(parts.steps())
    assert ["Ministers meet in Vienna" in message.text for message in kim.messages] == [True] * comes
    parts.clock.moment = SLOT + DAY
    await parts.tick(parts.steps())
    assert ("of 27 March could not be sent in time" in kim.messages[-1].text) is not comes
    assert sum("Ministers meet in Vienna" in message.text for message in kim.messages) == 1


async def test_a_story_with_new_facts_comes_again_and_says_that_it_is_an_update(parts: Parts) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    steps = parts.steps()
    told = (
        (SLOT - timedelta(hours=1), "Macron to visit Rabat on 5 April", "Emmanuel Macron will visit Rabat on 5 April."),
        (SLOT + DAY, "Macron cancels visit to Rabat", "Emmanuel Macron has cancelled his visit to Rabat on 5 April."),
    )
    feed, state = await parts.store.feeds.add(FeedState(FEED)), FeedState(FEED, next_attempt=SLOT + 30 * DAY)
    for number, (published, title, lead) in enumerate(told):
        parts.clock.moment = published + timedelta(hours=1)
        await parts.store.feeds.update(feed, state, [Item(f"m{number}", FEED, "Gazette", None, title, lead, published)])
        parts.clock.moment = SLOT + number * DAY + number * timedelta(hours=2)
        await parts.tick(steps)
    first, second = kim.messages
    assert "Macron to visit Rabat on 5 April\n" in first.text
    assert "Macron cancels visit to Rabat — update\n" in second.text
    assert "Ministers meet in Vienna" not in second.text


async def test_who_asked_for_a_digest_that_cannot_be_made_is_told(parts: Parts) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    await deliver(keep, parts.steps(broken=True), kim.id, None, "now")
    assert "could not be made" in kim.messages[-1].text


async def test_after_a_kill_the_line_that_was_sent_is_used_for_its_digest(parts: Parts) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    parts.clock.moment, steps = SLOT, parts.steps()
    occasion = f"digest-{kim.id}-{SLOT.isoformat()}"
    ready = await steps.make(kim.id, SLOT, occasion)
    assert isinstance(ready, ReadyDigest)
    await steps.announce(ready.place, ready.made, occasion, 0, on_demand=False)
    await parts.tick(steps)
    [message] = parts.telegram.world.sent
    assert "Ministers meet in Vienna" in message.text
    assert (await parts.store.places.get(kim.id)).coming_message_id is None


async def test_a_digest_that_has_come_does_not_come_again_when_a_kill_has_its_workflow_begin_again(
    parts: Parts,
) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    parts.clock.moment = SLOT
    for moment in (SLOT, SLOT + MINUTE, SLOT + LATEST):
        parts.clock.moment = moment
        await deliver(keep, parts.steps(), kim.id, SLOT, "the same")
    [message] = parts.telegram.world.sent
    assert "Ministers meet in Vienna" in message.text
    assert (await parts.store.places.get(kim.id)).folded is None
    assert len(await parts.store.subscriptions.sent(kim.id, SLOT - DAY)) == 1


async def test_of_a_digest_in_parts_a_kill_leaves_those_to_send_that_have_not_come(parts: Parts) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    parts.clock.moment, steps = SLOT, parts.steps()
    names = ("one", "two", "three")
    digest = [IssuePart(MessageText(name, name), (), name == names[-1]) for name in names]
    for come in (0, 1):
        ready = await steps.make(kim.id, SLOT, "the same")
        assert isinstance(ready, ReadyDigest)
        place = await steps.announce(ready.place, ready.made, "the same", come, on_demand=False)
        await parts.delivery.edit(kim.id, place.coming_message_id or 0, digest[come].text)
        if come == 0:
            await parts.store.places.shown(kim.id, "the same", 0)
    ready = await steps.make(kim.id, SLOT, "the same")
    assert isinstance(ready, ReadyDigest)
    assert await steps.send(ready, digest, "the same", on_demand=False)
    assert [message.text for message in kim.messages] == list(names)
    assert await steps.make(kim.id, SLOT, "the same") is None


async def test_stories_are_briefed_before_their_slot_and_then_told_without_their_site(
    parts: Parts, server: LoopbackServer
) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    text = "Ministers of both countries met in Vienna on Monday and talked about the prices of grain. " * 8
    page = f"<html><body><article><h1>Ministers meet</h1><p>{text}</p></article></body></html>"
    server.pages["/story"] = Reply(page.encode(), headers={"Content-Type": "text/html"})
    feed, state = await parts.store.feeds.add(FeedState(FEED)), FeedState(FEED, next_attempt=SLOT + 30 * DAY)
    item = Item("2", FEED, "Gazette", server.url("/story"), "Grain grows dear", "", SLOT - timedelta(hours=1))
    await parts.store.feeds.update(feed, state, [item])
    steps, issuer = parts.steps_and_issuer()
    await Preparer(parts.store, issuer).tick()
    subscription = await parts.store.subscriptions.get(kim.id)
    assert subscription is not None
    assert not await issuer.prepare(subscription, SLOT)
    del server.pages["/story"]
    parts.clock.moment = SLOT
    await parts.tick(steps)
    assert "talked about the prices of grain" in kim.messages[-1].text


@pytest.mark.parametrize("deletable", [True, False])
async def test_a_line_whose_digest_never_came_is_cleared_at_the_next(parts: Parts, deletable: bool) -> None:
    kim = parts.telegram.person("Kim", started=True)
    await parts.subscribe(kim.id)
    steps = parts.steps()
    ready = await steps.make(kim.id, None, "of another day")
    assert isinstance(ready, ReadyDigest)
    await steps.announce(ready.place, ready.made, "of another day", 0, on_demand=False)
    if not deletable:
        error = ApiError(400, "Bad Request: message can't be deleted for everyone")
        parts.telegram.faults.refuse(error, "deleteMessage")
    parts.clock.moment = SLOT
    await parts.tick(steps)
    *stale, digest = kim.messages
    assert "Ministers meet in Vienna" in digest.text
    assert ["did not come" in line.text for line in stale] == ([] if deletable else [True])


async def test_a_digest_of_a_topic_goes_there_and_its_end_is_told_once(parts: Parts) -> None:
    boss = parts.telegram.person("Boss", started=True)
    forum = parts.telegram.group("Readers", (), admins=(boss,), forum=True)
    topic = forum.topic("News")
    await parts.subscribe(forum.chat_id)
    await parts.store.places.settle(forum.chat_id, boss.id, topic.thread_id, "Readers")
    parts.clock.moment, steps = SLOT, parts.steps()
    await parts.tick(steps)
    assert forum.messages[-1].thread_id == topic.thread_id
    topic.closed = True
    for _ in range(2):
        parts.clock.moment += DAY
        await parts.tick(steps)
        assert forum.messages[-1].thread_id is None
    assert len(forum.messages) == 3
    [told] = boss.messages
    assert "closed or gone" in told.text
    assert "Readers" in told.text


async def test_the_end_of_a_topic_is_told_in_the_chat_where_nobody_else_can_be_told(parts: Parts) -> None:
    boss = parts.telegram.person("Boss")
    forum = parts.telegram.group("Readers", (), admins=(boss,), forum=True)
    topic = forum.topic("News")
    await parts.subscribe(forum.chat_id)
    await parts.store.places.settle(forum.chat_id, boss.id, topic.thread_id, "Readers")
    del forum.chat.topics[topic.thread_id]
    parts.clock.moment = SLOT
    await parts.tick(parts.steps())
    texts = [message.text for message in forum.messages]
    assert len(texts) == 2
    assert any("closed or gone" in text for text in texts)
    assert any("Ministers meet" in text for text in texts)


async def test_a_group_that_becomes_a_supergroup_while_its_digest_is_sent_has_it_there_and_nothing_again(
    parts: Parts,
) -> None:
    boss = parts.telegram.person("Boss")
    group = parts.telegram.group("Readers", (), admins=(boss,), basic=True)
    await parts.subscribe(group.chat_id)
    new = group.upgrade()
    parts.clock.moment = SLOT
    await parts.tick(parts.steps())
    [message] = new.messages
    assert "Ministers meet in Vienna" in message.text
    assert await parts.store.subscriptions.get(group.chat_id) is None
    assert len(await parts.store.subscriptions.sent(new.chat_id, SLOT - DAY)) == 1


async def test_the_digest_of_a_channel_has_links_to_the_bot_in_place_of_buttons(parts: Parts) -> None:
    channel = parts.telegram.channel("News")
    lead = "Japanese Prime Minister Sanae Takaichi will visit Oslo on 20 April 2026, her office said."
    await parts.subscribe(channel.chat_id, lead=lead)
    await parts.store.chats.seen(channel.chat_id, "channel")
    parts.clock.moment = SLOT
    await parts.tick(parts.steps())
    [message] = channel.messages
    urls = [button["url"] for button in message.buttons]
    assert urls
    assert all(url.startswith("https://t.me/svodka_test_bot?start=c-") for url in urls)


async def test_a_feed_that_fails_for_days_is_told_once_to_each_and_again_when_it_fails_anew(
    parts: Parts, server: LoopbackServer
) -> None:
    kim, lee = (parts.telegram.person(name, started=True) for name in ("Kim", "Lee"))
    url = server.url("/feed")
    server.pages["/feed"] = Reply(b"", status=500)
    feed = await parts.store.feeds.add(FeedState(url, "Gazette"))
    for person in (kim, lee):
        await parts.store.subscriptions.put(person.id, Preferences("en"), Schedule(time(8), "UTC"))
        await parts.store.subscriptions.add_feed(person.id, feed)
    keeper = FeedKeeper(parts.store, Collector(parts.options, now=parts.clock), teller(parts.store, parts.delivery))

    async def days(count: int) -> None:
        for _ in range(count):
            await keeper.refresh()
            parts.clock.moment += DAY + timedelta(hours=3)

    await days(TELL_AFTER.days)
    assert kim.messages == []
    await days(6)
    for person in (kim, lee):
        [told] = person.messages
        assert "has not answered for days: Gazette" in told.text
    rss = b"<rss version='2.0'><channel><title>Gazette</title><item><title>News</title></item></channel></rss>"
    server.pages["/feed"] = Reply(rss, headers={"Content-Type": "application/rss+xml"})
    await days(1)
    server.pages["/feed"] = Reply(b"", status=500)
    await days(6)
    assert [len(person.messages) for person in (kim, lee)] == [2, 2]
