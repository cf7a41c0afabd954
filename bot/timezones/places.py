"""What people type, to the cities, countries and regions that it can mean.

The readings are tried from the strictest to the loosest, and the first that finds something counts: the name itself,
without the words around it («время в Токио», 「札幌に住んでいます」), with a country («Париж, США»), in a Russian case
or as a Russian adjective («по московскому времени»), the beginning of a name, a name with typing errors.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.timezones.areas import Area, areas, areas_by_name, areas_by_stem
from bot.timezones.cities import LANGUAGES, NameIndex, city, names, stems
from bot.timezones.folding import fold, stem, word_lists

LONGEST_NAME = 80
"""Characters; the longest name of a city here has 58. What is longer names no place."""
_SHORTEST_BEGINNING, _SHORTEST_JAPANESE = 4, 2
"""Letters, kanji or kana of a name that are enough to complete it."""
_ERRORS_FROM = ((8, 2), (4, 1))
"""Letters from which so many typing errors are forgiven. With one in three letters every name would be another."""
_MOST_FORMS = 5
"""Of a text, with fewer and fewer words around the name: nobody writes more around it, and each costs a search."""
_SEPARATOR = re.compile(r"[\s,、，()（）]+")
_COMMA = re.compile(r"[,、，(（]")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[а-я]")


@dataclass(frozen=True, slots=True)
class Found:
    """Cities and areas that a text can mean; empty for none.

    Attributes:
        areas: countries and regions, as numbers of ``areas()``; countries first.
        rows: of the table of cities, the greatest city first.
        own: those of the rows whose first name it is in one of the languages, not a former, foreign or short one.
        guessed: whether the text is none of their names, only near one.
    """

    areas: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    own: frozenset[int] = frozenset()
    guessed: bool = False

    def __bool__(self) -> bool:
        return bool(self.areas or self.rows)


def find_places(text: str) -> Found:
    """Return what ``text`` can mean.

    Args:
        text: as typed, in English, Russian or Japanese; of any length.
    """
    if len(text) > LONGEST_NAME:
        return Found()
    forms = tuple(islice((form for form in _trimmed(fold(text)) if form), _MOST_FORMS))
    readings: tuple[Callable[[], Iterator[Found]], ...] = (
        lambda: (_exact(form) for form in forms),
        lambda: _within(text),
        lambda: (_declined(form) for form in forms if _CYRILLIC.search(form)),
        lambda: (_longest_known(form) for form in forms if _JAPANESE.search(form)),
        lambda: (_beginning(form) for form in reversed(forms)),
        lambda: (replace(_misspelt(form), guessed=True) for form in dict.fromkeys((*forms[-1:], *forms[:1]))),
    )
    return next((found for reading in readings for found in reading() if found), Found())


def _exact(form: str) -> Found:
    return _found(areas_by_name().get(form, ()), names().equal(form), lambda name: name == form)


def _declined(form: str) -> Found:
    return next((found for cut in _cuts(form) if (found := _of_stem(cut))), Found())


def _cuts(form: str) -> Iterator[str]:
    """Yield the Russian stems that a form can have, as a name and as an adjective."""
    cut = stem(form)
    adjectives = word_lists()["russian"]["adjectives"]
    if cut in adjectives:
        yield stem(fold(adjectives[cut]))
    yield cut
    yield from (cut.removesuffix(ending) for ending in word_lists()["russian"]["adjective"] if cut.endswith(ending))


def _of_stem(cut: str) -> Found:
    return _found(areas_by_stem().get(cut, ()), stems().equal(cut), lambda name: stem(name) == cut)


def _longest_known(form: str) -> Found:
    """Return the longest name at the beginning: 東京都渋谷区 is in 東京."""
    lengths = range(len(form) - 1, _SHORTEST_JAPANESE - 1, -1)
    return next((found for length in lengths if (found := _exact(form[:length]))), Found())


def _beginning(form: str) -> Found:
    shortest = _SHORTEST_JAPANESE if _JAPANESE.search(form) else _SHORTEST_BEGINNING
    return _found((), names().starting(form), lambda name: name.startswith(form)) if len(form) >= shortest else Found()


def _misspelt(form: str) -> Found:
    if not _CYRILLIC.search(form):
        return _near(form, areas_by_name(), names())
    return next((found for cut in _cuts(form) if (found := _near(cut, areas_by_stem(), stems()))), Found())


def _near(form: str, of_areas: dict[str, tuple[int, ...]], index: NameIndex) -> Found:
    errors = next((errors for letters, errors in _ERRORS_FROM if len(form) >= letters), 0)
    if not errors:
        return Found()
    area = process.extractOne(form, list(of_areas), scorer=OSA.distance, score_cutoff=errors)
    found = process.extract(
        form, index.names, scorer=OSA.distance, score_cutoff=int(area[1]) if area else errors, limit=None
    )
    fewest = min((int(distance) for _name, distance, _position in found), default=0)
    rows = (index.rows[position] for _name, distance, position in found if distance == fewest)
    numbers = of_areas[area[0]] if area and (not found or area[1] <= fewest) else ()
    return _found(numbers, rows, lambda name: OSA.distance(name, form, score_cutoff=errors) <= errors)


def _within(text: str) -> Iterator[Found]:
    """Yield «Париж, США» and «Texas Paris» as the cities of that name there; else what stands before a comma."""
    words = [word for word in _SEPARATOR.split(unicodedata.normalize("NFKC", text)) if word]
    for position in range(1, len(words)):
        one, other = fold(" ".join(words[:position])), fold(" ".join(words[position:]))
        yield _in_area(one, other)
        yield _in_area(other, one)
    if _COMMA.search(text):
        first = fold(_COMMA.split(text)[0])
        yield _exact(first) or _declined(first)


def _in_area(place: str, area: str) -> Found:
    around = [areas()[number] for number in areas_by_name().get(area, ())]
    for form in _trimmed(place) if around else ():
        found = _exact(form) or _declined(form)
        rows = tuple(row for row in found.rows if any(_lies_in(row, area) for area in around))
        if rows:
            return Found((), rows, found.own)
    return Found()


def _lies_in(row: int, area: Area) -> bool:
    place = city(row)
    return place.zone in area.zones and area.country in ("", place.country)


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
        if form.startswith(phrase) and form != phrase:
            return form[len(phrase) :]
    for phrase in sorted(around["japanese_after"], key=len, reverse=True):
        if form.endswith(phrase) and form != phrase:
            return form[: -len(phrase)]
    units = (unit for unit in around["japanese_units"] if form.endswith(unit))
    return next((form[: -len(unit)] for unit in units if len(form) > len(unit) + 1), form)


def _found(numbers: tuple[int, ...], rows: Iterable[int], is_this: Callable[[str], bool]) -> Found:
    ordered = tuple(sorted(set(rows)))
    own = (row for row in ordered if any(is_this(fold(city(row).name(language))) for language in LANGUAGES))
    return Found(numbers, ordered, frozenset(own))
