"""Countries, and the regions that people name instead of a city: Siberia, California, 北海道, «Башкирия»."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.timezones.cities import LANGUAGES, populations
from bot.timezones.folding import fold, stem
from summarizer.article import Language
from summarizer.facts.lexicons import variants
from summarizer.facts.place_index import UNIONS
from summarizer.facts.place_names import NOT_SEARCHED, cities, countries

_LAND = frozenset({"region", "island"})
NEARLY_ALL = 0.9
"""Of a country's people in cities: the far parts of China, Spain and Portugal stand in ``regions.tsv``."""
_COUNTRY_COLUMNS = ("en", "en_short", "en_adjective", "ru", "ru_genitive", "ru_adjective", "ja", "ja_short")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a part of one.

    Attributes:
        zones: IANA names, the one with most people first.
        country: ISO 3166-1 alpha-2; empty where it is disputed, or not known.
        shown: the name by language; empty for a country, whose zones are called by their cities.
        names: all names and cases, of all languages.
    """

    zones: tuple[str, ...]
    country: str
    shown: dict[Language, str]
    names: tuple[str, ...]


@cache
def areas() -> tuple[Area, ...]:
    """Return the countries, then the regions of ``regions.tsv``, then the gazetteer's regions in other countries."""
    listed = {key for key, *_cells in _rows() if key}
    return (*_countries(), *_listed(), *_of_gazetteer(listed))


@cache
def areas_by_name() -> dict[str, tuple[int, ...]]:
    """Return the numbers of the areas by folded name."""
    return _by(fold)


@cache
def areas_by_stem() -> dict[str, tuple[int, ...]]:
    """Return the numbers of the areas by stem of the Russian names."""
    return _by(lambda name: stem(fold(name)) if _CYRILLIC.search(name) else "")


def _by(key: Callable[[str], str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for number, area in enumerate(areas()):
        for name in area.names:
            found.setdefault(key(name), {})[number] = None
    found.pop("", None)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _countries() -> Iterator[Area]:
    for code, row in countries().items():
        names = [name for column in _COUNTRY_COLUMNS for name in variants(row[column])]
        if code not in UNIONS:
            yield Area(_zones_of(code), code, {}, (*names, row["ru_locative"].partition(" ")[2]))


def _zones_of(country: str) -> tuple[str, ...]:
    from babel.core import get_global

    # A country without a city in the table (Tokelau) has the zones of CLDR.
    of_cities = tuple(zone for code, zone in populations() if code == country)
    return of_cities or tuple(get_global("territory_zones").get(country, ()))


def _rows() -> Iterator[list[str]]:
    lines = files("bot.timezones").joinpath("regions.tsv").read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in [line for line in lines if not line.startswith("#")][1:])


def _listed() -> Iterator[Area]:
    for key, zones, english, russian, japanese in _rows():
        row = cities()[key] if key else {"country": "", "en": english, "ru": russian, "ja": japanese}
        yield _region(row, tuple(zones.split("|")))


def _of_gazetteer(listed: set[str]) -> Iterator[Area]:
    for key, row in cities().items():
        zone = _zone_of_most(row["country"]) if row["kind"] in _LAND and key not in listed else None
        if zone is not None:
            yield _region(row, (zone,))


@cache
def _zone_of_most(country: str) -> str | None:
    """Return the zone that nearly all of a country lives in, or None: where it has several, a region may have any."""
    people = {zone: count for (code, zone), count in populations().items() if code == country}
    first = max(people, key=lambda zone: people[zone], default=None)
    return first if first and people[first] >= NEARLY_ALL * sum(people.values()) else None


def _region(row: dict[str, str], zones: tuple[str, ...]) -> Area:
    names = [name.removeprefix(NOT_SEARCHED) for language in LANGUAGES for name in variants(row[language])]
    cases = (row.get("ru_genitive", ""), row.get("ru_locative", "").partition(" ")[2])
    shown = {language: variants(row[language])[0].removeprefix(NOT_SEARCHED) for language in LANGUAGES}
    return Area(zones, row["country"], shown, (*names, *cases))
