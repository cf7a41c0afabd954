"""Times of day in the reader's own zone and language, with the patterns of CLDR."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.i18n import translator
from bot.timezones.offsets import offset_in_words, offset_of
from summarizer.article import Language

UTC = "UTC"
LOCALES: dict[Language, str] = {"en": "en_GB", "ru": "ru", "ja": "ja"}
"""CLDR locales, those of the dates in a brief: British English, with a clock of 24 hours as the others have."""

_DAYS: dict[Language, str] = {"en": "EEEE d MMMM", "ru": "EEEE, d MMMM", "ja": "M月d日（E）"}
"""Day of the week and date in CLDR's letters (UTS 35): its own patterns shorten the Russian month with the weekday."""

_FIXED = "Etc/"
"""How the names of zones without a city begin; the sign in them is the other way round: Etc/GMT-9 is UTC+9."""


def zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; UTC where there is none of that name (a setting from an older database)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(UTC)


def moment(when: datetime, zone_name: str, language: Language, now: datetime) -> str:
    """Return a time in words: ``15:05``, on another day ``14 January, 15:05``.

    Args:
        when: aware.
        zone_name: IANA name of the reader's zone.
        language: of the words.
        now: aware; decides whether the day need be said.
    """
    from babel.dates import format_skeleton, get_datetime_format

    local = when.astimezone(zone(zone_name))
    locale = LOCALES[language]
    time = format_skeleton("Hm", local, locale=locale)
    if local.date() == now.astimezone(local.tzinfo).date():
        return time
    joined = str(get_datetime_format("medium", locale=locale))
    return joined.format(time, format_skeleton("MMMMd", local, locale=locale))


def coming(when: datetime, zone_name: str, language: Language, now: datetime) -> str:
    """Return a time to come in words: ``today, 15:05``, ``tomorrow, 08:00``, ``Monday 14 January, 08:00``.

    Args:
        when: aware.
        zone_name: IANA name of the reader's zone.
        language: of the words.
        now: aware.
    """
    from babel.dates import format_skeleton, get_datetime_format

    t, locale = translator(language), LOCALES[language]
    local = when.astimezone(zone(zone_name))
    time = format_skeleton("Hm", local, locale=locale)
    days = local.date() - now.astimezone(local.tzinfo).date()
    if not days:
        return t.gettext("today, {time}", time=time)
    if days == timedelta(days=1):
        return t.gettext("tomorrow, {time}", time=time)
    joined = str(get_datetime_format("medium", locale=locale))
    return joined.format(time, day_in_words(when, zone_name, language))


def day_in_words(when: datetime, zone_name: str, language: Language) -> str:
    """Return a day of the reader's: ``Monday 14 January``, «понедельник, 14 января», 「1月14日（月）」.

    Args:
        when: aware.
        zone_name: IANA name of the reader's zone.
        language: of the words.
    """
    from babel.dates import format_date

    return format_date(when.astimezone(zone(zone_name)), _DAYS[language], locale=LOCALES[language])


def zone_label(name: str, language: Language, now: datetime) -> str:
    """Return a zone in words with its distance from UTC: ``Tokyo, UTC+9``.

    Args:
        name: IANA name.
        language: of the words.
        now: aware; the distance is that of this moment.
    """
    found = zone(name)
    if found.key == UTC:
        return UTC
    offset = offset_in_words(offset_of(name, now))
    if name.startswith(_FIXED):
        return offset
    return translator(language).gettext("{city}, {offset}", city=_city(name, language), offset=offset)


def _city(name: str, language: Language) -> str:
    from babel import Locale
    from babel.dates import get_timezone_location

    named = Locale.parse(language).time_zones.get(_cldr_names().get(name, name), {})
    return str(named.get("city") or get_timezone_location(name, locale=language, return_city=True)).rpartition("/")[2]


@cache
def _cldr_names() -> dict[str, str]:
    """Return CLDR's names of the zones whose IANA name has changed."""
    names: dict[str, str] = tomllib.loads(files("bot").joinpath("time_zones.toml").read_text(encoding="utf-8"))["cldr"]
    return names
