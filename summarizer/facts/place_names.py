"""Countries, cities and organisations by key, and what English, Russian and Japanese news call them.

The names are those of the lexicon tables; country names start from CLDR and follow news style where CLDR does not
(``Myanmar``, «США», 「英国」). Case forms of Russian are data too: no inflector knows «на Украине» from «в Грузии».
"""

from functools import cache
from typing import Literal

from summarizer.article import Language
from summarizer.facts.lexicons import table, variants

NOT_SEARCHED = "~"
"""Mark of a variant that is shown but not searched for, as it reads as something else (Nice, Орел)."""

NameForm = Literal["name", "short", "adjective", "genitive", "locative"]


@cache
def countries() -> dict[str, dict[str, str]]:
    """Return the rows of ``lexicon/countries.tsv`` by country code."""
    return {row["code"]: row for row in table("countries")}


@cache
def cities() -> dict[str, dict[str, str]]:
    """Return the rows of ``lexicon/cities.tsv`` by key."""
    return {row["key"]: row for row in table("cities")}


@cache
def organisations() -> dict[str, dict[str, str]]:
    """Return the rows of ``lexicon/organisations.tsv`` by key."""
    return {row["key"]: row for row in table("organisations")}


def country_name(code: str, language: Language, form: NameForm = "name") -> str:
    """Return what news in ``language`` call a country.

    Args:
        code: ISO 3166-1 alpha-2, ``XK``, ``EU`` or ``UN``.
        language: of the name.
        form: ``name``; ``short`` as before a title (``U.S.``, 「米」); ``adjective`` (Russian: dictionary form;
            Japanese: the short form); ``genitive``; ``locative`` with its preposition («во Франции», «на Кубе»). Where
            the language has no such form, or the country no adjective, the nearest other: English and Japanese cases
            are the name, a Russian adjective that is missing is the genitive.

    Raises:
        KeyError: no such country.
    """
    row = countries()[code]
    name = _first(row[language])
    if language == "ru":
        cases = {"genitive": row["ru_genitive"], "locative": row["ru_locative"]}
        adjective = _first(row["ru_adjective"]) or row["ru_genitive"]
        return cases.get(form) or (adjective if form == "adjective" else name)
    if language == "ja":
        return (row["ja_short"] or name) if form in ("short", "adjective") else name
    if form == "adjective":
        return _first(row["en_adjective"]) or name
    return (row["en_short"] or name) if form == "short" else name


def city_name(key: str, language: Language, form: Literal["name", "genitive", "locative"] = "name") -> str:
    """Return what news in ``language`` call a city, region or island.

    Args:
        key: of ``lexicon/cities.tsv``.
        language: of the name.
        form: Russian ``genitive``, or ``locative`` with its preposition; the name in the other languages.

    Raises:
        KeyError: no such city.
    """
    return _cased(cities()[key], language, form)


def city_country(key: str) -> str | None:
    """Return the country code of a city, or None where it is disputed or none.

    Raises:
        KeyError: no such city.
    """
    return cities()[key]["country"] or None


def organisation_name(key: str, language: Language, form: Literal["name", "genitive", "locative"] = "name") -> str:
    """Return what news in ``language`` call an organisation, in the Russian case ``form``.

    Raises:
        KeyError: no such organisation.
    """
    return _cased(organisations()[key], language, form)


def _cased(row: dict[str, str], language: Language, form: str) -> str:
    return row[f"ru_{form}"] if language == "ru" and form != "name" else _first(row[language])


def _first(cell: str) -> str:
    return next(iter(variants(cell)), "").removeprefix(NOT_SEARCHED)
