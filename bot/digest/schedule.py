"""When a digest is due: a local time of day in an IANA zone, on chosen days of the week. Clocks are passed in.

Daylight saving follows RFC 5545, section 3.3.5: an hour that does not exist is read with the offset before the gap
(02:30 becomes 03:30 summer time), and of an hour that comes twice the first is meant. So every chosen day has its
digest, once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from summarizer.errors import ConfigurationError

LATEST = timedelta(hours=3)
"""A digest that is later than this is folded into the next: news of the morning is not sent at night."""
EVERY_DAY = frozenset(range(7))
_SEARCHED_DAYS = 9
"""More than a week, so that every day of the week is among them, and one for the distance between zones."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody gets their digest.

    Attributes:
        at: local time of day, to the minute.
        zone: IANA name, such as ``Asia/Tokyo``.
        days: of the week, 0 for Monday to 6; never empty.

    Raises:
        ConfigurationError: no such zone, no day, or a time with an offset of its own.
    """

    at: time
    zone: str
    days: frozenset[int] = field(default=EVERY_DAY)

    def __post_init__(self) -> None:
        if self.at.tzinfo is not None or self.at.second or self.at.microsecond:
            raise ConfigurationError(name="digest.at", reason="it must be a local time, to the minute")
        if not self.days or not self.days <= EVERY_DAY:
            raise ConfigurationError(name="digest.days", reason="0 (Monday) to 6, at least one")
        zone_of(self.zone)


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now.

    Attributes:
        slot: the moment, UTC, that the digest is for: the latest that has passed. It names the delivery, so that one
            slot is delivered once.
        send: whether to send it; otherwise it is too late, and its news waits for the next.
    """

    slot: datetime
    send: bool


def zone_of(name: str) -> ZoneInfo:
    """Return a zone.

    Raises:
        ConfigurationError: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigurationError(name="digest.zone", reason=f"no time zone is called “{name[:60]}”") from error


def slot_on(schedule: Schedule, day: date) -> datetime:
    """Return the moment, UTC, of a local day's digest, whatever day of the week it is."""
    # fold=0 is both rules at once: PEP 495 reads a missing time with the offset before the gap, a doubled one as first.
    local = datetime.combine(day, schedule.at, tzinfo=zone_of(schedule.zone))
    return local.astimezone(UTC)


def next_slot(schedule: Schedule, after: datetime) -> datetime:
    """Return the first moment, UTC, of a digest later than ``after`` (aware)."""
    return next(slot for slot in _slots(schedule, _local_day(schedule, after), 1) if slot > after)


def latest_slot(schedule: Schedule, now: datetime) -> datetime:
    """Return the last moment, UTC, of a digest not later than ``now`` (aware)."""
    return next(slot for slot in _slots(schedule, _local_day(schedule, now), -1) if slot <= now)


def due(schedule: Schedule, since: datetime, now: datetime) -> Due | None:
    """Return what is to be done, or None for nothing.

    Args:
        schedule: of the subscription.
        since: the last slot that was dealt with (sent or folded), or when the subscription was made or resumed; aware.
        now: aware.

    Returns:
        One slot, however many were missed: the news of all of them goes into one digest.
    """
    slot = latest_slot(schedule, now)
    return Due(slot, now - slot < LATEST) if slot > since else None


def _local_day(schedule: Schedule, moment: datetime) -> date:
    return moment.astimezone(zone_of(schedule.zone)).date()


def _slots(schedule: Schedule, around: date, step: int) -> Iterator[datetime]:
    """Yield the slots of a week in one direction, from the day against that direction on."""
    for distance in range(-1, _SEARCHED_DAYS):
        day = around + timedelta(days=step * distance)
        if day.weekday() in schedule.days:
            yield slot_on(schedule, day)
