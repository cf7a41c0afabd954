"""All names of places in one language, arranged for look-up by first word (English, Russian) or character (Japanese).

Each language is built on first use and kept. Russian entries are stored under the written form and, for words whose
nominative is not their dictionary form («Соединенные», «острова»), under pymorphy3's: analysing every entry would cost
ten times the loading time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from summarizer.article import Language
from summarizer.facts.lexicons import entries, variants
from summarizer.facts.place_names import NOT_SEARCHED, cities, countries, organisations
from summarizer.language.words import russian_lemmas

MentionForm = Literal["name", "adjective", "people", "abbreviation"]
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}(?=\W|$)|\d+|[^\W\d_]+(?:[-–‑’'](?=[^\W_])\w+)*|[^\w\s]")
_ENGLISH_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}(?=\W|$)|\d+|[^\W\d_]+(?:[-–‑](?=[^\W_])\w+)*|['’]s\b|[^\w\s]")
_PLURAL_OR_ADJECTIVE = re.compile(r"(?:[ыи]|[ыиоае]е|[ая]я|а)$")
_ENGLISH_WITHOUT_PLURAL = re.compile(r"(?:sh|ch|ese|ss|lish|nch|tch|U\.[SK]\.|[A-Z]{2,})$")


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """What one name means; all None for a phrase that only holds a look-alike.

    Attributes:
        country, city, organisation, form: as in ``PlaceMention``.
        kind: of the city: city, region, island, water or seat; empty for others.
    """

    country: str | None
    city: str | None
    organisation: str | None
    form: MentionForm
    kind: str = ""


_FREE_CASE = 4
"""Letters up to which a Russian abbreviation counts in capitals only (ЕС, США); longer ones are written Юнеско, too."""

_FEMININE = {"а": ("у", "ой"), "я": ("ю", "ей")}
"""Accusative and instrumental by the last letter of the name: pymorphy3 takes «Боготу» for a masculine."""

UNIONS = frozenset({"EU", "UN"})
"""Countries of the card that the table of organisations finds."""

_WORDS_KEPT = 65_536
"""Distinct words whose folded form is kept; news uses far fewer within a day."""
BLOCKED = PlaceEntry(None, None, None, "name")


@dataclass(frozen=True, slots=True)
class _Step:
    keys: tuple[str, ...]
    capital: bool
    exact: str  # the written form of an abbreviation, which must be met letter by letter; or empty


Pattern = tuple[tuple[_Step, ...], PlaceEntry]


@lru_cache(_WORDS_KEPT)
def fold(word: str) -> str:
    """Return ``word`` in lower case, with one kind of apostrophe and hyphen, and Russian ё as е."""
    return word.lower().replace("ё", "е").replace("’", "'").replace("–", "-").replace("‑", "-")


def step_fits(step: _Step, written: str, keys: tuple[str, ...]) -> bool:
    """Return whether a word written so, with these candidate keys, can stand at ``step`` of a pattern."""
    if step.exact:
        return written == step.exact
    return (not step.capital or written[:1].isupper()) and any(key in step.keys for key in keys)


@cache
def spaced_index(language: Language) -> dict[str, tuple[Pattern, ...]]:
    """Return the patterns of English or Russian by the keys of their first word, longest first."""
    index: dict[str, list[Pattern]] = {}
    for name, entry in _all_names(language):
        steps = tuple(_steps(name, language, lemmas=language == "ru"))
        for key in steps[0].keys:
            index.setdefault(key, []).append((steps, entry))
    for name, entry in _case_forms() if language == "ru" else ():
        steps = tuple(_steps(name, language, lemmas=False))
        index.setdefault(steps[0].keys[0], []).append((steps, entry))
    return {key: tuple(sorted(found, key=lambda pattern: -len(pattern[0]))) for key, found in index.items()}


@cache
def japanese_index() -> dict[str, tuple[tuple[str, PlaceEntry], ...]]:
    """Return the Japanese names by their first two characters, longest first."""
    index: dict[str, dict[str, PlaceEntry]] = {}
    for name, entry in _all_names("ja"):
        index.setdefault(name[:2], {}).setdefault(name, entry)
    return {first: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for first, found in index.items()}


@cache
def combining_forms(language: Language) -> dict[str, str]:
    """Return country codes by the form that heads a compound: ``sino``, «японо»."""
    forms: dict[str, str] = {}
    for code, row in countries().items():
        for form in variants(row[f"{language}_combining"]):
            forms.setdefault(fold(form), code)
        if language == "ru":
            for adjective in variants(row["ru_adjective"]):
                if adjective.endswith(("ский", "цкий")):
                    forms.setdefault(fold(adjective[:-2]) + "о", code)
    return forms


@cache
def abbreviations() -> dict[str, str]:
    """Return country codes by one-kanji abbreviation."""
    return {
        kanji: code
        for code, row in countries().items()
        for kanji in variants(row["ja_abbreviation"])
        if len(kanji) == 1
    }


def _all_names(language: Language) -> Iterator[tuple[str, PlaceEntry]]:
    for phrase in entries("places")["blocked"][language]:
        yield phrase, BLOCKED
    for key, row in organisations().items():
        yield from _named(variants(row[language]), PlaceEntry(row["country"] or None, None, key, "name"))
    yield from _country_names(language)
    for key, row in cities().items():
        names = [name for name in variants(row[language]) if not name.startswith(NOT_SEARCHED)]
        yield from _named(names, _city(key, row))


def _named(names: Iterable[str], entry: PlaceEntry) -> Iterator[tuple[str, PlaceEntry]]:
    for name in names:
        # «абхазский»: of regions and cities, too, only the adjective is written small.
        form: MentionForm = "abbreviation" if _is_abbreviation(name) else "adjective" if name.islower() else entry.form
        yield name, replace(entry, form=form)


def _city(key: str, row: dict[str, str]) -> PlaceEntry:
    city = row["within"] if row["kind"] == "seat" else key
    return PlaceEntry(row["country"] or None, city or None, None, "name", row["kind"])


def _country_names(language: Language) -> Iterator[tuple[str, PlaceEntry]]:
    for code, row in countries().items():
        if code in UNIONS:
            continue
        yield from _named(variants(row[language]), PlaceEntry(code, None, None, "name"))
        if language != "ja":
            people, adjective = PlaceEntry(code, None, None, "people"), PlaceEntry(code, None, None, "adjective")
            yield from ((name, adjective) for name in variants(row[f"{language}_adjective"]))
            yield from ((name, people) for name in _people(row, language))


def _case_forms() -> Iterator[tuple[str, PlaceEntry]]:
    # The lexicon's own cases find what pymorphy3 takes for another word (в Кот-д'Ивуаре, из Чебоксар).
    for key, row in organisations().items():
        yield from _cases(row, PlaceEntry(row["country"] or None, None, key, "name"))
    for code, row in countries().items():
        if code not in UNIONS:
            yield from _cases(row, PlaceEntry(code, None, None, "name"))
    for key, row in cities().items():
        if not row["ru"].startswith(NOT_SEARCHED):
            yield from _cases(row, _city(key, row))


def _cases(row: dict[str, str], entry: PlaceEntry) -> Iterator[tuple[str, PlaceEntry]]:
    names = variants(row["ru"])
    forms = {row["ru_genitive"], row["ru_locative"].partition(" ")[2]}
    if row["ru_genitive"] != names[0]:
        forms.update(names[0][:-1] + ending for ending in _FEMININE.get(names[0][-1], ()))
    yield from ((form, entry) for form in sorted(forms.difference(names)))


def _people(row: dict[str, str], language: Language) -> Iterable[str]:
    listed = variants(row[f"{language}_people"])
    if language == "ru":
        return listed
    plurals = [a + "s" for a in variants(row["en_adjective"]) if not _ENGLISH_WITHOUT_PLURAL.search(a)]
    return [*listed, *plurals]


def _is_abbreviation(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return (
        bool(letters) and len(name) > 1 and all(c.isupper() for c in letters) and all("A" <= c <= "Я" for c in letters)
    )


def _steps(name: str, language: Language, *, lemmas: bool) -> Iterator[_Step]:
    tokens = (_ENGLISH_TOKEN if language == "en" else _TOKEN).findall(name)
    for token in tokens:
        keys: tuple[str, ...] = (fold(token),)
        if lemmas and len(tokens) > 1 and _PLURAL_OR_ADJECTIVE.search(token):
            keys = tuple(dict.fromkeys((*keys, *russian_lemmas(token.lower()))))
        elif lemmas and token.endswith(("ы", "и")):
            singular = fold(token)[:-1]
            keys = (*keys, *(lemma for lemma in russian_lemmas(token.lower()) if lemma in (singular, singular + "а")))
        strict = language == "en" or len(token) <= _FREE_CASE
        exact = token if strict and _is_abbreviation(token) else ""
        yield _Step(keys, token[:1].isupper(), exact)
