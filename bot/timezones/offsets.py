"""Offsets and abbreviations that people write for a zone: ``UTC+9``, ``GMT+5:30``, ``+3``, ``JST``, «МСК+4»."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo, available_timezones

from bot.timezones.cities import populations
from bot.timezones.folding import word_lists

UTC = "UTC"
FARTHEST = timedelta(hours=14)
"""Kiribati's; no zone is farther from UTC, to the east or the west."""
_MINUTES = 60
_HALF_A_YEAR = timedelta(days=182)
_MINUS = re.compile(r"[−‐–—ー]")


@dataclass(frozen=True, slots=True)
class WrittenOffset:
    """What an offset in words says.

    Attributes:
        zones: IANA names of an abbreviation, the most populous first; empty for a plain offset.
        offset: from UTC, or from those zones; None for an abbreviation alone.
    """

    zones: tuple[str, ...]
    offset: timedelta | None


def read_offset(text: str) -> WrittenOffset | None:
    """Read an offset or an abbreviation of a zone.

    Args:
        text: what was typed, of any length.

    Returns:
        None where it is neither, or farther from UTC than any zone.
    """
    plain = _MINUS.sub("-", unicodedata.normalize("NFKC", text)).casefold().strip()
    found = _pattern().fullmatch(plain)
    if found is None:
        return None
    name, sign, hours, minutes = found["name"] or "", found["sign"], found["hours"], found["minutes"]
    zones = () if not name or name in word_lists()["offsets"]["utc"] else abbreviations().get(name, ())
    if name and not zones and name not in word_lists()["offsets"]["utc"]:
        return None
    if hours is None:
        return WrittenOffset(zones, None if zones else timedelta()) if name else None
    if not sign and not name:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    return WrittenOffset(zones, offset) if abs(offset) <= FARTHEST and int(minutes or 0) < _MINUTES else None


def offset_of(zone: str, now: datetime) -> timedelta:
    """Return the distance of a zone from UTC at a moment (aware), east of it positive."""
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def offset_in_words(offset: timedelta) -> str:
    """Return ``UTC+5:30``; ``UTC`` for none."""
    minutes = int(offset.total_seconds()) // _MINUTES
    if not minutes:
        return UTC
    hours, rest = divmod(abs(minutes), _MINUTES)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def fixed_zone(offset: timedelta) -> str | None:
    """Return the zone that always has this offset, if it is of whole hours: ``Etc/GMT-9`` is nine hours EAST of UTC."""
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    name = f"Etc/GMT{-hours:+d}" if hours else UTC
    return name if not rest and name in available_timezones() else None


def same_clock(one: str, other: str, now: datetime) -> bool:
    """Say whether two zones show the same time from now on: now, in half a year, and at changes between."""
    moments = [now + _HALF_A_YEAR * step / 13 for step in range(27)]
    return all(offset_of(one, moment) == offset_of(other, moment) for moment in moments)


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Return the zones by the abbreviation of their standard and their summer time, lower case, populous first.

    They are the zones' own (RFC 9636 calls them designations); those that are numbers (``+05``) are left out.
    """
    found: dict[str, list[str]] = {}
    for (_country, zone), month in product(populations(), (1, 7)):
        name = (datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).tzname() or "").casefold()
        if name.isalpha() and zone not in found.setdefault(name, []):
            found[name].append(zone)
    for name, zone in word_lists()["offsets"]["zones"].items():
        found[name] = [zone]
    return {name: tuple(zones) for name, zones in found.items() if name not in word_lists()["offsets"]["utc"]}


@cache
def _pattern() -> re.Pattern[str]:
    hours = "|".join(word_lists()["offsets"]["hours"])
    return re.compile(
        r"(?P<name>[^\W\d]{1,12})?\s*(?P<sign>[+-])?\s*"
        rf"(?:(?P<hours>\d{{1,2}})(?:[:.]?(?P<minutes>\d{{2}}))?\s*(?:(?:{hours})\.?)?)?"
    )
