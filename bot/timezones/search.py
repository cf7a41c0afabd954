"""From what a person types to the time zones to choose from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC as UTC_CLOCK
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from bot.timezones.areas import areas
from bot.timezones.cities import City, city, greatest_cities, populations
from bot.timezones.folding import word_lists
from bot.timezones.offsets import UTC, fixed_zone, offset_in_words, offset_of, read_offset, same_clock
from bot.timezones.places import find_places
from summarizer.article import Language
from summarizer.facts.place_names import countries, country_name

MOST_CHOICES = 6
"""Zones for a city or an offset: a screen of buttons."""
MOST_ZONES_OF_A_COUNTRY = 12
"""Russia's eleven clocks, and one to spare: who writes the country may live anywhere in it."""

OWN_NAME = 50
"""So many times more people a city must have to stand before one that is called so today: Stavropol stands before
Tolyatti, which was Stavropol; yet Bombay is Mumbai, whatever village has that name."""
AT_HOME = 20
"""The same for cities where the reader's language is at home: for Japanese, Kōchi in Japan before Kochi in India."""


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone to choose.

    Attributes:
        zone: IANA name.
        label: what it is called, with its present offset: «Владивосток, Россия (UTC+10)».
        guessed: whether what was typed is only near one of its names, so that it is to be asked about.
    """

    zone: str
    label: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    zone: str
    row: int | None = None
    """Of the city to show; None for the zone's own."""
    region: int | None = None
    """Number of the area to show instead of a city."""


def find_zones(text: str, language: Language, now: datetime | None = None) -> tuple[ZoneChoice, ...]:
    """Return the zones that ``text`` can mean, the likeliest first.

    Args:
        text: a city or country in English, Russian or Japanese, as people write them (any case, Russian cases, kana,
            small typing errors), an IANA name, an offset (``UTC+9``) or an abbreviation (``JST``, «МСК+4»); any length.
        language: of the labels.
        now: aware, the moment that offsets are meant at; the clock's if None.

    Returns:
        At most ``MOST_CHOICES``, for a country ``MOST_ZONES_OF_A_COUNTRY``; none where nothing of the kind is known.
        Countries stand before cities of their name, otherwise the greater city is first. Zones of one country that show
        the same time are one choice.
    """
    moment = now or datetime.now(UTC_CLOCK)
    typed = text.strip()
    if named := _iana_names().get(typed.casefold().replace(" ", "_")):
        return (ZoneChoice(named, _label(_Candidate(named), language, moment)),)
    written = read_offset(typed)
    if written is not None:
        if written.offset is None:
            return _of_abbreviation(written.zones, language, moment)
        base = offset_of(written.zones[0], moment) if written.zones else timedelta()
        return _of_offset(base + written.offset, language, moment)
    places = find_places(typed)
    shown = [candidate for number in places.areas for candidate in _of_area(number)]
    most = MOST_ZONES_OF_A_COUNTRY if shown else MOST_CHOICES
    home = word_lists()["homes"].get(language, "")
    rows = sorted(places.rows, key=lambda row: -_weight(row, own=row in places.own, home=home))
    found = _choices([*shown, *(_Candidate(city(row).zone, row) for row in rows)], most, language, moment)
    return tuple(replace(choice, guessed=places.guessed) for choice in found)


def _weight(row: int, *, own: bool, home: str) -> int:
    place = city(row)
    return place.population * (OWN_NAME if own else 1) * (AT_HOME if place.country == home else 1)


def _of_area(number: int) -> Iterator[_Candidate]:
    area = areas()[number]
    for zone in area.zones:
        row = None if area.shown else greatest_cities().get((area.country, zone))
        yield _Candidate(zone, row, number if area.shown else None)


def _of_abbreviation(zones: tuple[str, ...], language: Language, now: datetime) -> tuple[ZoneChoice, ...]:
    return _choices((_Candidate(zone, _rows_of_zones()[zone]) for zone in zones), MOST_CHOICES, language, now)


def _of_offset(offset: timedelta, language: Language, now: datetime) -> tuple[ZoneChoice, ...]:
    """Return the greatest places with this offset now, the reader's country first, and the zone that never changes."""
    home = word_lists()["homes"].get(language)
    rows = {zone: row for zone, row in _rows_of_zones().items() if offset_of(zone, now) == offset}
    zones = sorted(rows, key=lambda zone: city(rows[zone]).country != home)
    fixed = fixed_zone(offset)
    own = (ZoneChoice(fixed, _label(_Candidate(fixed), language, now)),) if fixed else ()
    near = _choices((_Candidate(zone, rows[zone]) for zone in zones), MOST_CHOICES - len(own), language, now)
    return own + near if fixed == UTC else near + own


def _choices(candidates: Iterable[_Candidate], most: int, language: Language, now: datetime) -> tuple[ZoneChoice, ...]:
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if len(chosen) == most:
            break
        if not any(_one_choice(candidate, other, now) for other in chosen):
            chosen.append(candidate)
    return tuple(ZoneChoice(candidate.zone, _label(candidate, language, now)) for candidate in chosen)


def _one_choice(one: _Candidate, other: _Candidate, now: datetime) -> bool:
    if one.zone == other.zone:
        return True
    return _country(one) == _country(other) is not None and same_clock(one.zone, other.zone, now)


def _country(candidate: _Candidate) -> str | None:
    if candidate.region is not None:
        return areas()[candidate.region].country
    return None if candidate.row is None else city(candidate.row).country


def _label(candidate: _Candidate, language: Language, now: datetime) -> str:
    offset = offset_in_words(offset_of(candidate.zone, now))
    if candidate.region is not None:
        region = areas()[candidate.region]
        place = _joined(region.shown[language], region.country, language)
    elif candidate.row is not None:
        place = _city_label(city(candidate.row), language)
    else:
        place = _zone_label(candidate, language)
    return word_lists()["labels"][language].format(place=place, offset=offset) if place else offset


def _city_label(shown: City, language: Language) -> str:
    return _joined(shown.name(language), shown.country, language)


def _zone_label(candidate: _Candidate, language: Language) -> str:
    from babel.core import get_global
    from babel.dates import get_timezone_location

    country = get_global("zone_territories").get(candidate.zone)
    if candidate.zone.startswith("Etc/") or not country or not country.isalpha():
        return ""
    return _joined(get_timezone_location(candidate.zone, locale=language, return_city=True), country, language)


def _joined(place: str, country: str, language: Language) -> str:
    from babel import Locale

    known = country in countries()
    named = country_name(country, language) if known else Locale.parse(language).territories.get(country, "")
    if not named or named == place:
        return place
    return str(word_lists()["labels"]["joined"][language].format(city=place, country=named))


@cache
def _rows_of_zones() -> dict[str, int]:
    """Return the greatest city of each zone, in the country that has most people in it; the greatest zone first."""
    found: dict[str, int] = {}
    for country, zone in populations():
        found.setdefault(zone, greatest_cities()[country, zone])
    return found


@cache
def _iana_names() -> dict[str, str]:
    """Return the names with an area, by lower case; ``Japan`` and ``EST`` are read as a country and an abbreviation."""
    return {name.casefold(): name for name in _with_area()}


def _with_area() -> Iterator[str]:
    return (name for name in available_timezones() if "/" in name)
