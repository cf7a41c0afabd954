"""The cities that zones are found by, and an index of their names in three languages.

34,000 cities in 0.8 MB: GeoNames' cities of 15,000 people or more (CC BY 4.0), as ``docs/make_time_zone_cities.py``
makes them. An object a city and a dictionary of names would take 60 MB of memory; so rows stay text, and names stand in
one sorted list beside the numbers of their rows.
"""

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.timezones.folding import fold, stem
from summarizer.article import Language

LANGUAGES: tuple[Language, ...] = ("en", "ru", "ja")
"""In the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class City:
    """A row of the table.

    Attributes:
        zone: IANA name.
        country: ISO 3166-1 alpha-2.
        population: people; 0 where GeoNames has none.
        names: of each language, the one shown first; empty where none is known.
    """

    zone: str
    country: str
    population: int
    names: dict[Language, tuple[str, ...]]

    def name(self, language: Language) -> str:
        """Return the name in a language, or in Latin letters where none is known."""
        return next(iter(self.names[language] or self.names["en"]))


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names, sorted, and of each the number of its row.

    Attributes:
        names: folded, or folded and stemmed.
        rows: as long as ``names``.
    """

    names: list[str]
    rows: "array[int]"

    def equal(self, name: str) -> Iterator[int]:
        """Yield the rows of a name."""
        position = bisect_left(self.names, name)
        while position < len(self.names) and self.names[position] == name:
            yield self.rows[position]
            position += 1

    def starting(self, beginning: str) -> Iterator[int]:
        """Yield the rows of the names that begin so."""
        position = bisect_left(self.names, beginning)
        while position < len(self.names) and self.names[position].startswith(beginning):
            yield self.rows[position]
            position += 1


@cache
def lines() -> tuple[str, ...]:
    """Return the rows of the table, the greatest city first, as text."""
    packed = files("bot.timezones").joinpath("cities.tsv.gz").read_bytes()
    return tuple(line for line in gzip.decompress(packed).decode().splitlines() if not line.startswith("#"))


def city(row: int) -> City:
    """Return the city of a row (0 is the greatest)."""
    zone, country, population, *columns = lines()[row].split("\t")
    names = {
        language: tuple(filter(None, column.split("|"))) for language, column in zip(LANGUAGES, columns, strict=True)
    }
    return City(zone, country, int(population), names)


@cache
def names() -> NameIndex:
    """Return the index of all names."""
    return _index((fold(name), row) for row, name in _written())


@cache
def stems() -> NameIndex:
    """Return the index of the Russian names without their case endings."""
    return _index((stem(fold(name)), row) for row, name in _written(LANGUAGES.index("ru")))


@cache
def populations() -> dict[tuple[str, str], int]:
    """Return the people in the cities of each zone by country and zone, the greatest first."""
    found: dict[tuple[str, str], int] = {}
    for zone, country, people in _beginnings():
        found[country, zone] = found.get((country, zone), 0) + people
    return dict(sorted(found.items(), key=lambda item: -item[1]))


@cache
def greatest_cities() -> dict[tuple[str, str], int]:
    """Return the row of the greatest city by country and zone."""
    found: dict[tuple[str, str], int] = {}
    for row, (zone, country, _people) in enumerate(_beginnings()):
        found.setdefault((country, zone), row)
    return found


def _beginnings() -> Iterator[tuple[str, str, int]]:
    for line in lines():
        zone, country, people, _names = line.split("\t", 3)
        yield zone, country, int(people)


def _written(only: int | None = None) -> Iterator[tuple[int, str]]:
    for row, line in enumerate(lines()):
        columns = line.split("\t")[3:]
        for column in columns if only is None else columns[only : only + 1]:
            for name in column.split("|"):
                if name:
                    yield row, name


def _index(pairs: Iterator[tuple[str, int]]) -> NameIndex:
    ordered = sorted(set(pairs))
    return NameIndex([name for name, _row in ordered], array("I", (row for _name, row in ordered)))
