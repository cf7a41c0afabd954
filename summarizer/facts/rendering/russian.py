"""Russian grammar for the card: names of people in the genitive, destinations in the accusative, gender of nouns.

A dictionary knows few of the world's names, and guesses at the rest («Садыр Жапаров» -> «Садыра Жапарва»), so names
follow the rules of grammar by ending and gender; pymorphy3 answers only for given names and nouns that it knows. Rules:
Русская грамматика (1980), § 1174-1196; Chinese, Korean, Vietnamese and Burmese names decline in the last word alone.
"""

import re
from functools import lru_cache
from typing import Literal

from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.place_names import city_name, country_name
from summarizer.language.words import russian_morphology

Gender = Literal["masc", "femn"]

_LAST_PART_DECLINES = frozenset({"CN", "HK", "KP", "KR", "MM", "MO", "TW", "VN"})
_VOWELS = "аеёиоуыэюя"
_AFTER_WHICH_I = "гкхжшчщ"
"""Consonants after which Russian writes «и» for «ы»."""
_MASCULINE_TITLES = frozenset({"Папа"})
_RUSSIAN_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|[сц]кий)$")


@lru_cache(4096)
def genitive_name(name: str, country: str | None = None) -> str:
    """Return a person's name in the genitive: «Сергей Лавров» -> «Сергея Лаврова»; what does not decline stays.

    Args:
        name: in the nominative, given name first (family name first where the country writes it so).
        country: whose name it is, ISO code, or None.
    """
    parts = name.split()
    syllables = [sum(c in _VOWELS for c in part.lower()) for part in parts]
    if country in _LAST_PART_DECLINES or (len(parts) == 3 and syllables == [1, 1, 1]):
        return " ".join([*parts[:-1], _by_ending(parts[-1], "masc", surname=False)])
    gender, last = _gender(parts), len(parts) - 1
    return " ".join(
        part if _is_particle(part, parts[i + 1 :]) else _genitive(part, gender, 0 < i == last, country == "JP")
        for i, part in enumerate(parts)
    )


def _is_particle(part: str, rest: list[str]) -> bool:
    # Ван дер Беллен, фон дер Ляйен; аль-Башир is a surname that declines.
    return (part[0].islower() and "-" not in part) or (part == "Ван" and bool(rest) and rest[0][0].islower())


def _genitive(part: str, gender: Gender, surname: bool, japanese: bool) -> str:
    if not re.fullmatch(r"[А-Яа-яЁё’'-]*[а-яё]", part):
        return part
    if "-" in part:
        *first, last = part.split("-")
        if not all(_RUSSIAN_SURNAME.search(piece) for piece in first):
            return "-".join([*first, _genitive(last, gender, surname, japanese)])
        return "-".join(_genitive(piece, gender, surname, japanese) for piece in [*first, last])
    known = None if japanese else _from_dictionary(part, gender, "Surn" if surname else "Name")
    return known or _by_ending(part, gender, surname=surname and not japanese)


def _from_dictionary(part: str, gender: Gender, kind: str) -> str | None:
    for parse in russian_morphology().parse(part):
        wanted = kind in parse.tag and "nomn" in parse.tag and parse.tag.number == "sing"
        if parse.is_known and wanted and {gender, "ms-f"} & parse.tag.grammemes:
            inflected = parse.inflect({"gent", "sing"})
            if inflected:
                return str(inflected.word if "ё" in part.lower() else inflected.word.replace("ё", "е")).capitalize()
    return None


def _by_ending(part: str, gender: Gender, *, surname: bool) -> str:
    lower = part.lower()
    if surname and gender == "femn" and re.search(r"(?:[оеё]в|[иы]н|[сц]к)а$|[сц]кая$|ая$", lower):
        return re.sub(r"(?:ая|а)$", "ой", part)
    if surname and gender == "masc" and re.search(r"[гкх]ий$|ый$|[сц]кой$", lower):
        return part[:-2] + "ого"
    if lower[-1] == "а":
        if lower[-2:-1] in _VOWELS:
            return part
        return part[:-1] + ("и" if lower[-2] in _AFTER_WHICH_I else "ы")
    if lower[-1] == "я":
        return part[:-1] + "и"
    if gender == "femn" or lower[-1] in _VOWELS:
        return part[:-1] + "и" if gender == "femn" and not surname and lower[-1] == "ь" else part
    return (part[:-1] if lower[-1] in "ьй" else part) + ("я" if lower[-1] in "ьй" else "а")


@lru_cache(1)
def _given_names() -> dict[str, str]:
    return {form: row["gender"] for row in table("given_names") for form in variants(row["ru"])}


def _gender(parts: list[str]) -> Gender:
    first, last = parts[0].split("-")[-1], parts[-1].lower()
    if re.search(r"[оеё]ва$|[иы]на$|[сц]кая$", last) and (len(parts) == 1 or first.lower()[-1] in (*_VOWELS, ".")):
        return "femn"
    if re.search(r"(?:[оеё]в|[сц]кий)$", last):
        return "masc"
    listed = _given_names().get(parts[0]) or _given_names().get(first)
    if listed in ("m", "f"):
        return "femn" if listed == "f" else "masc"
    for parse in russian_morphology().parse(first):
        if parse.is_known and "Name" in parse.tag and "nomn" in parse.tag and parse.tag.gender in ("masc", "femn"):
            return "femn" if parse.tag.gender == "femn" else "masc"
    foreign = len(parts) > 1 and first.lower()[-1] in "ая" and first not in _MASCULINE_TITLES
    return "femn" if foreign else "masc"


@lru_cache(1024)
def accusative_place(country: str | None, city: str | None) -> str:
    """Return a destination with its preposition: «в Японию», «на Кубу», «во Владивосток».

    Args:
        country: ISO code, or None.
        city: key of ``lexicon/cities.tsv``, or None; goes before the country.
    """
    if city:
        name, locative = city_name(city, "ru", "name"), city_name(city, "ru", "locative")
    elif country:
        name, locative = country_name(country, "ru", "name"), country_name(country, "ru", "locative")
    else:
        return ""
    preposition, *located = locative.split()
    words = name.split()
    if len(words) != len(located):
        return f"{preposition} {name}"
    if preposition == "в" and words[0].startswith("двор"):
        preposition = "во"
    return " ".join([preposition, *(_accusative(*pair) for pair in zip(words, located, strict=True))])


def _accusative(word: str, locative: str) -> str:
    """Inanimate nouns differ from the nominative in -а and -я alone, and decline exactly if their locative differs."""
    pieces, located = word.split("-"), locative.split("-")
    if len(pieces) > 1 and len(pieces) == len(located):
        return "-".join(_accusative(*pair) for pair in zip(pieces, located, strict=True))
    if word == locative or not locative.endswith(("е", "и", "ой", "ей")):
        return word
    for nominative, accusative in (("ая", "ую"), ("яя", "юю"), ("а", "у"), ("я", "ю")):
        if word.endswith(nominative):
            return word[: -len(nominative)] + accusative
    return word


@lru_cache(512)
def agreeing(wording: str, phrase: str) -> str:
    """Return the form of a status that agrees with the noun a phrase is about: «договор» «подписан».

    Args:
        wording: masculine, feminine, neuter and plural form with ``|`` between, or one form for all.
        phrase: in the nominative.

    Raises:
        ValueError: the phrase has no noun in the nominative, and ``[gender.ru]`` of the card does not know it.
    """
    forms = wording.split("|")
    return forms[0] if len(forms) == 1 else forms[_form_of(phrase)]


def _form_of(phrase: str) -> int:
    words = re.findall(r"[\w-]+", phrase)
    listed = entries("card")["gender"]["ru"]
    for word in words:
        if word in listed:
            return int(listed[word])
        for parse in russian_morphology().parse(word):
            if "NOUN" in parse.tag and "nomn" in parse.tag and "Geox" not in parse.tag:
                return 3 if parse.tag.number == "plur" else ("masc", "femn", "neut").index(parse.tag.gender)
    raise ValueError(f"no noun in {phrase!r}")
