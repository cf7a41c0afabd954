"""Times of day in the reader's own zone and language, with the patterns of CLDR."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.i18n import translator
from bot.timezones.offsets import offset_in_words, offset_of
from summarizer.article import Language

UTC = "UTC"
LOCALES: dict[Language, str] = {"en": "en_GB", "ru": "ru", "ja": "ja"}
"""CLDR locales, those of the dates in a brief: British English, with a clock of 24 hours as the others have."""

_DAYS: dict[Language, str] = {"en": "EEEE d MMMM", "ru": "EEEE, d MMMM", "ja": "M月d日（E）"}
"""Day of the week and date in CLDR's letters (UTS 35): its own patterns shorten the Russian month with the weekday."""


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
    from babel.dates import format_date, format_skeleton, get_datetime_format

    t, locale = translator(language), LOCALES[language]
    local = when.astimezone(zone(zone_name))
    time = format_skeleton("Hm", local, locale=locale)
    days = local.date() - now.astimezone(local.tzinfo).date()
    if not days:
        return t.gettext("today, {time}", time=time)
    if days == timedelta(days=1):
        return t.gettext("tomorrow, {time}", time=time)
    joined = str(get_datetime_format("medium", locale=locale))
    return joined.format(time, format_date(local, _DAYS[language], locale=locale))


def zone_label(name: str, language: Language, now: datetime) -> str:
    """Return a zone in words with its distance from UTC: ``Tokyo, UTC+9``.

    Args:
        name: IANA name.
        language: of the words.
        now: aware; the distance is that of this moment.
    """
    from babel.dates import get_timezone_location

    found = zone(name)
    if found.key == UTC:
        return UTC
    offset = offset_in_words(offset_of(name, now))
    city = get_timezone_location(found, locale=language, return_city=True)
    return translator(language).gettext("{city}, {offset}", city=city, offset=offset)
