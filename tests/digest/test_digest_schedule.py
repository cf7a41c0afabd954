"""Schedules, with a clock that the tests hold: zones, daylight saving, leap days, late ones."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.digest.schedule import Due, Schedule, due, latest_slot, next_slot
from summarizer.errors import ConfigurationError


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "after", "expected"),
    [
        ("Asia/Tokyo", time(7), "2026-11-24T21:00", "2026-11-24T22:00"),
        ("Asia/Tokyo", time(7), "2026-11-24T22:00", "2026-11-25T22:00"),
        ("Europe/Moscow", time(8, 30), "2026-11-25T05:30", "2026-11-26T05:30"),
        ("Asia/Kathmandu", time(6), "2026-11-25T00:00", "2026-11-25T00:15"),
        ("Pacific/Kiritimati", time(0), "2026-11-25T09:59", "2026-11-25T10:00"),
        ("Pacific/Pago_Pago", time(23, 59), "2026-11-25T11:00", "2026-11-26T10:59"),
        ("Europe/Berlin", time(2, 30), "2026-03-28T12:00", "2026-03-29T01:30"),
        ("Europe/Berlin", time(2, 30), "2026-03-29T01:30", "2026-03-30T00:30"),
        ("Europe/Berlin", time(2, 30), "2026-10-24T12:00", "2026-10-25T00:30"),
        ("Europe/Berlin", time(2, 30), "2026-10-25T00:30", "2026-10-26T01:30"),
        ("America/New_York", time(9), "2026-03-07T15:00", "2026-03-08T13:00"),
        ("Australia/Lord_Howe", time(2, 15), "2026-10-03T00:00", "2026-10-03T15:45"),
        ("Europe/London", time(7), "2028-02-28T08:00", "2028-02-29T07:00"),
        ("Europe/London", time(7), "2028-02-29T07:00", "2028-03-01T07:00"),
    ],
)
def test_the_next_digest_is_at_the_local_time(zone, at, after, expected):
    assert next_slot(Schedule(at, zone), utc(after)) == utc(expected)


def test_only_chosen_days_of_the_week_have_a_digest():
    friday = Schedule(time(7), "Europe/London", frozenset({4}))
    assert next_slot(friday, utc("2026-11-25T00:00")) == utc("2026-11-27T07:00")
    assert next_slot(friday, utc("2026-11-27T07:00")) == utc("2026-12-04T07:00")
    assert latest_slot(friday, utc("2026-11-27T06:59")) == utc("2026-11-20T07:00")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_every_day_of_a_year_has_one_digest_whatever_the_clocks_do(zone):
    schedule = Schedule(time(2, 30), zone)
    moment, slots = utc("2028-01-01T00:00"), []
    while moment < utc("2028-12-31T00:00"):
        moment = next_slot(schedule, moment)
        slots.append(moment)
        assert latest_slot(schedule, moment + timedelta(minutes=1)) == moment
    assert len(slots) == len(set(slots)) == 366  # a leap year
    assert all(timedelta(hours=22) <= b - a <= timedelta(hours=26) for a, b in pairwise(slots))


def test_a_late_digest_is_sent_within_three_hours_and_folded_into_the_next_after_that():
    schedule = Schedule(time(7), "Europe/London")
    slot, before = utc("2026-11-25T07:00"), utc("2026-11-24T07:00")
    assert due(schedule, before, utc("2026-11-25T06:59")) is None
    assert due(schedule, before, slot) == Due(slot, send=True)
    assert due(schedule, before, utc("2026-11-25T09:59")) == Due(slot, send=True)
    assert due(schedule, before, utc("2026-11-25T10:00")) == Due(slot, send=False)
    assert due(schedule, slot, utc("2026-11-25T12:00")) is None


def test_a_week_asleep_is_one_digest_and_a_new_subscription_waits_for_its_first_hour():
    schedule = Schedule(time(7), "Europe/London")
    assert due(schedule, utc("2026-11-18T07:00"), utc("2026-11-25T07:30")) == Due(utc("2026-11-25T07:00"), send=True)
    assert due(schedule, utc("2026-11-25T07:10"), utc("2026-11-25T07:30")) is None


@pytest.mark.parametrize(
    ("at", "zone", "days"),
    [
        (time(7), "Mars/Olympus", frozenset({0})),
        (time(7), "../etc/passwd", frozenset({0})),
        (time(7), "", frozenset({0})),
        (time(7), "Europe/London", frozenset()),
        (time(7), "Europe/London", frozenset({7})),
        (time(7, 0, 1), "Europe/London", frozenset({0})),
    ],
)
def test_schedules_that_cannot_be_are_refused(at, zone, days):
    with pytest.raises(ConfigurationError):
        Schedule(at, zone, days)
