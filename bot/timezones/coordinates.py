"""The zone of a place on the map.

tzfpy (Rust, 5 MB with boundaries that are right within about 111 m) rather than timezonefinder, which is exact but
brings the unsimplified boundaries and h3, and is ten times the size.
"""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.timezones.offsets import UTC

NORTHMOST, EASTMOST = 90.0, 180.0
"""Degrees of latitude and longitude."""


def zone_at(latitude: float, longitude: float) -> str:
    """Return the IANA name of the zone at a place; at sea that of the ship's time (``Etc/GMT-9``).

    Args:
        latitude: degrees, -90 to 90.
        longitude: degrees, -180 to 180.

    Raises:
        ValueError: a number is out of its range, or none.
    """
    if not (abs(latitude) <= NORTHMOST and abs(longitude) <= EASTMOST):  # a NaN fails this comparison, too
        raise ValueError(f"no place on Earth: {latitude}, {longitude}")
    from tzfpy import get_tz

    return _known(get_tz(longitude, latitude))


def _known(name: str) -> str:
    # The boundaries can be newer than the machine's own time zones, and can have a gap.
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
