"""Which digests are begun, by a clock that tests control: once a slot, across restarts and changes of the clocks."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.digest.schedule import Schedule
from bot.digest.scheduler import Scheduler
from bot.digest.topics import Preferences
from bot.store import open_store

KIM, LEE = 501, 502
WANTED = Preferences("en")


class Clock:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class Begun:
    """Remembers what was begun, by chat and slot as workflows do; fails while told to."""

    def __init__(self) -> None:
        self.slots: list[tuple[int, datetime]] = []
        self.attempts: list[int] = []
        self.fails = False

    async def __call__(self, chat_id: int, slot: datetime, attempt: int) -> None:
        self.attempts.append(attempt)
        if (chat_id, slot) not in self.slots:
            self.slots.append((chat_id, slot))
        if self.fails:
            raise ConnectionError


@pytest.fixture
async def parts(tmp_path):
    clock, begun = Clock(datetime(2026, 3, 27, 5, tzinfo=UTC)), Begun()
    async with open_store(f"sqlite:///{tmp_path / 'svodka.db'}", clock) as store:
        yield store, clock, begun


async def test_every_slot_is_begun_once_through_the_change_to_summer_time(parts):
    store, clock, begun = parts
    await store.subscriptions.put(KIM, WANTED, Schedule(time(8), "Europe/Berlin"))
    scheduler = Scheduler(store, begun)
    for _ in range(4 * 24 * 4):
        clock.moment += timedelta(minutes=15)
        await scheduler.tick()
    assert [(chat, slot.isoformat(" ", "hours")) for chat, slot in begun.slots] == [
        (KIM, "2026-03-27 07+00:00"), (KIM, "2026-03-28 07+00:00"), (KIM, "2026-03-29 06+00:00"),
        (KIM, "2026-03-30 06+00:00"),
    ]  # fmt: skip


async def test_a_late_digest_is_sent_within_three_hours_and_else_folded_into_the_next(parts):
    store, clock, begun = parts
    await store.subscriptions.put(KIM, WANTED, Schedule(time(6), "UTC"))
    await store.subscriptions.put(LEE, WANTED, Schedule(time(8), "UTC"))
    clock.moment = datetime(2026, 3, 27, 9, 30, tzinfo=UTC)
    await Scheduler(store, begun).tick()
    assert begun.slots == [(LEE, datetime(2026, 3, 27, 8, tzinfo=UTC))]
    clock.moment = datetime(2026, 3, 28, 6, tzinfo=UTC)
    await Scheduler(store, begun).tick()
    assert begun.slots[1:] == [(KIM, datetime(2026, 3, 28, 6, tzinfo=UTC))]


async def test_a_slot_whose_beginning_failed_is_begun_again_under_the_same_id(parts):
    store, clock, begun = parts
    await store.subscriptions.put(KIM, WANTED, Schedule(time(6), "UTC"))
    clock.moment = datetime(2026, 3, 27, 6, tzinfo=UTC)
    begun.fails = True
    with pytest.raises(ConnectionError):
        await Scheduler(store, begun).tick()
    assert [one.chat_id for one, _ in await store.subscriptions.due(10)] == [KIM]
    begun.fails = False
    await Scheduler(store, begun).tick()
    assert begun.slots == [(KIM, datetime(2026, 3, 27, 6, tzinfo=UTC))]
    assert [one.chat_id for one, _ in await store.subscriptions.due(10)] == []


async def test_what_is_paused_is_not_begun(parts):
    store, clock, begun = parts
    await store.subscriptions.put(KIM, WANTED, Schedule(time(6), "UTC"))
    await store.subscriptions.pause(KIM)
    clock.moment += timedelta(days=3)
    await Scheduler(store, begun).tick()
    assert begun.slots == []


async def test_of_many_that_are_due_at_once_none_is_left_behind(parts):
    store, clock, begun = parts
    for chat in range(1, 451):
        await store.subscriptions.put(chat, WANTED, Schedule(time(6), "UTC"))
    clock.moment = datetime(2026, 3, 27, 6, tzinfo=UTC)
    await Scheduler(store, begun).tick()
    assert sorted(chat for chat, _ in begun.slots) == list(range(1, 451))


@pytest.mark.parametrize(
    ("zone", "at", "begins", "slots"),
    [
        ("Europe/London", time(1, 30), "2026-03-28", ["03-28 01:30", "03-29 01:30", "03-30 00:30"]),
        ("Europe/London", time(1, 30), "2026-10-24", ["10-24 00:30", "10-25 00:30", "10-26 01:30"]),
        ("America/New_York", time(2, 30), "2026-03-07", ["03-07 07:30", "03-08 07:30", "03-09 06:30"]),
        ("America/New_York", time(1, 30), "2026-10-31", ["10-31 05:30", "11-01 05:30", "11-02 06:30"]),
        ("Australia/Lord_Howe", time(1, 45), "2026-04-03", ["04-03 14:45", "04-04 14:45", "04-05 15:15"]),
        ("Australia/Lord_Howe", time(2, 15), "2026-10-02", ["10-02 15:45", "10-03 15:45", "10-04 15:15"]),
        ("Asia/Tokyo", time(7), "2028-02-27", ["02-27 22:00", "02-28 22:00", "02-29 22:00"]),
        ("Europe/Moscow", time(8, 30), "2028-02-28", ["02-28 05:30", "02-29 05:30", "03-01 05:30"]),
        ("Asia/Kathmandu", time(6), "2028-02-28", ["02-28 00:15", "02-29 00:15", "03-01 00:15"]),
    ],
)
async def test_three_days_have_three_digests_at_the_readers_hour_whatever_the_clocks_and_the_calendar_do(
    parts, zone: str, at: time, begins: str, slots: list[str]
):
    store, clock, begun = parts
    clock.moment = datetime.fromisoformat(begins).replace(tzinfo=UTC)
    await store.subscriptions.put(KIM, WANTED, Schedule(at, zone))
    scheduler = Scheduler(store, begun)
    for _ in range(3 * 24):
        clock.moment += timedelta(hours=1)
        await scheduler.tick()
    assert [slot.strftime("%m-%d %H:%M") for _, slot in begun.slots] == slots
