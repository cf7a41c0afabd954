"""What people type, to the cities and countries that it can mean.

The readings are tried from the strictest to the loosest, and the first that finds something counts: the name itself,
without the words around it («время в Токио», 「札幌に住んでいます」), with a country («Париж, США»), in a Russian case
or as a Russian adjective («по московскому времени»), the beginning of a name, a name with typing errors.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.timezones.cities import NameIndex, city, names, populations, stems
from bot.timezones.folding import fold, stem, word_lists
from summarizer.facts.lexicons import variants
from summarizer.facts.place_index import UNIONS
from summarizer.facts.place_names import countries

LONGEST_NAME = 80
"""Characters; the longest name of a city here has 58. What is longer names no place."""
_SHORTEST_BEGINNING = 4
_ERRORS_FROM = ((8, 2), (4, 1))
"""Letters from which so many typing errors are forgiven. With one in three letters every name would be another."""
_SEPARATOR = re.compile(r"[\s,、，()（）]+")
_COMMA = re.compile(r"[,、，(（]")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[а-я]")


@dataclass(frozen=True, slots=True)
class Found:
    """Cities and countries that a text can mean; empty for none.

    Attributes:
        countries: ISO 3166-1 alpha-2.
        rows: of the table of cities, the greatest city first.
    """

    countries: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.countries or self.rows)


def find_places(text: str) -> Found:
    """Return what ``text`` can mean.

    Args:
        text: as typed, in English, Russian or Japanese; of any length.
    """
    if len(text) > LONGEST_NAME:
        return Found()
    forms = tuple(dict.fromkeys(form for form in _trimmed(fold(text)) if form))
    readings: tuple[Callable[[], Iterator[Found]], ...] = (
        lambda: (_exact(form) for form in forms),
        lambda: _with_country(text),
        lambda: (_declined(form) for form in forms if _CYRILLIC.search(form)),
        lambda: (_beginning(form) for form in reversed(forms)),
        lambda: (_misspelt(form) for form in reversed(forms)),
    )
    return next((found for reading in readings for found in reading() if found), Found())


def country_zones(code: str) -> list[str]:
    """Return the zones of a country, the one with most people first."""
    return [zone for country, zone in populations() if country == code]


def _exact(form: str) -> Found:
    return Found(_country_names().get(form, ()), _ordered(names().equal(form)))


def _declined(form: str) -> Found:
    return next((found for cut in _cuts(form) if (found := _of_stem(cut))), Found())


def _cuts(form: str) -> Iterator[str]:
    """Yield the Russian stems that a form can have, as a name and as an adjective."""
    cut = stem(form)
    adjectives = word_lists()["russian"]["adjectives"]
    yield stem(fold(adjectives.get(cut, "")))
    yield cut
    yield from (cut.removesuffix(ending) for ending in word_lists()["russian"]["adjective"] if cut.endswith(ending))


def _of_stem(cut: str) -> Found:
    return Found(_country_stems().get(cut, ()), _ordered(stems().equal(cut))) if cut else Found()


def _beginning(form: str) -> Found:
    shortest = _SHORTEST_BEGINNING // 2 if _JAPANESE.search(form) else _SHORTEST_BEGINNING
    return Found((), _ordered(names().starting(form))) if len(form) >= shortest else Found()


def _misspelt(form: str) -> Found:
    if not _CYRILLIC.search(form):
        return _near(form, _country_names(), names())
    return next((found for cut in _cuts(form) if (found := _near(cut, _country_stems(), stems()))), Found())


def _near(form: str, of_countries: dict[str, tuple[str, ...]], index: NameIndex) -> Found:
    errors = next((errors for letters, errors in _ERRORS_FROM if len(form) >= letters), 0)
    if not errors:
        return Found()
    country = process.extractOne(form, list(of_countries), scorer=OSA.distance, score_cutoff=errors)
    codes = of_countries[country[0]] if country else ()
    return Found(codes, _nearest_rows(form, index, int(country[1]) if country else errors))


def _nearest_rows(written: str, index: NameIndex, errors: int) -> tuple[int, ...]:
    found = process.extract(written, index.names, scorer=OSA.distance, score_cutoff=errors, limit=None)
    fewest = min((distance for _name, distance, _position in found), default=0)
    return _ordered(index.rows[position] for _name, distance, position in found if distance == fewest)


def _with_country(text: str) -> Iterator[Found]:
    """Yield «Париж, США» and «США Париж» as the cities of that name there; «Paris, Texas» as all of that name."""
    words = [word for word in _SEPARATOR.split(unicodedata.normalize("NFKC", text)) if word]
    for position in range(1, len(words)):
        one, other = fold(" ".join(words[:position])), fold(" ".join(words[position:]))
        yield _in_country(one, other)
        yield _in_country(other, one)
    if _COMMA.search(text):
        first = fold(_COMMA.split(text)[0])
        yield _exact(first) or _declined(first)


def _in_country(place: str, country: str) -> Found:
    codes = _country_names().get(country, ())
    for form in _trimmed(place) if codes else ():
        rows = [row for row in (_exact(form) or _declined(form)).rows if city(row).country in codes]
        if rows:
            return Found((), tuple(rows))
    return Found()


def _trimmed(form: str) -> Iterator[str]:
    """Yield a folded text, then without the words around a name, one after another."""
    yield form
    around = word_lists()["around"]
    while True:
        shorter = _japanese_trimmed(form, around) if _JAPANESE.search(form) else _spaced_trimmed(form, around)
        if shorter == form:
            return
        form = shorter
        yield form


def _spaced_trimmed(form: str, around: dict[str, list[str]]) -> str:
    for phrase in sorted(around["before"], key=len, reverse=True):
        if form.startswith(phrase + " "):
            return form[len(phrase) + 1 :]
    for phrase in sorted(around["after"], key=len, reverse=True):
        if form.endswith(" " + phrase):
            return form[: -len(phrase) - 1]
    return form


def _japanese_trimmed(form: str, around: dict[str, list[str]]) -> str:
    for phrase in sorted(around["japanese_before"], key=len, reverse=True):
        if form.startswith(phrase) and len(form) > len(phrase):
            return form[len(phrase) :]
    for phrase in sorted((*around["japanese_after"], *around["japanese_units"]), key=len, reverse=True):
        if form.endswith(phrase) and len(form) > len(phrase) + 1:
            return form[: -len(phrase)]
    return form


def _ordered(rows: Iterator[int]) -> tuple[int, ...]:
    return tuple(sorted(set(rows)))


@cache
def _country_names() -> dict[str, tuple[str, ...]]:
    return _by_name(fold)


@cache
def _country_stems() -> dict[str, tuple[str, ...]]:
    return _by_name(lambda name: stem(fold(name)) if _CYRILLIC.search(name) else "")


def _by_name(key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for code, row in countries().items():
        for name in _written(row) if code not in UNIONS else ():
            found.setdefault(key(name), {})[code] = None
    found.pop("", None)
    return {name: tuple(codes) for name, codes in found.items()}


def _written(row: dict[str, str]) -> Iterator[str]:
    for column in ("en", "en_short", "en_adjective", "ru", "ru_genitive", "ru_adjective", "ja", "ja_short"):
        yield from variants(row[column])
    yield row["ru_locative"].partition(" ")[2]
