"""Russian cases for the card: names of people in the genitive, places in the accusative with their preposition."""

from functools import lru_cache
from typing import Any

from summarizer.facts.naming.russian_case import agreeing_readings
from summarizer.facts.place_names import city_name, country_name
from summarizer.language.words import russian_morphology

_HARD_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
"""A man's name in one of them that the dictionary does not know takes «а»: Пашиняна, Серикбаева."""


@lru_cache(4096)
def genitive_name(name: str, last_only: bool = False) -> str:
    """Return a person's name in the genitive: «Сергей Лавров» -> «Сергея Лаврова»; what does not decline stays.

    Args:
        name: in the nominative, given name first.
        last_only: decline the last word alone, as Korean and Chinese names do (Ким Чен Ына).
    """
    if last_only and " " in name:
        head, _, tail = name.rpartition(" ")
        return f"{head} {genitive_name(tail)}"
    parts = name.split()
    readings = agreeing_readings(parts)
    feminine = any(r is not None and "Name" in r.tag and r.tag.gender == "femn" for r in readings)
    return " ".join(_genitive(p, r, feminine) for p, r in zip(parts, readings, strict=True))


def _genitive(part: str, reading: Any, feminine: bool) -> str:
    # Surnames in a consonant decline for men only: Ангелы Меркель.
    if feminine and (reading is None or reading.tag.gender == "masc"):
        return part
    inflected = reading.inflect({"gent", "sing"}) if reading is not None else None
    if inflected is None or (inflected.word == part.lower() and "Fixd" not in reading.tag):
        return part + "а" if part[-1:] in _HARD_CONSONANTS and len(part) > 1 else part
    word = inflected.word if "ё" in part.lower() else inflected.word.replace("ё", "е")
    return "-".join(piece.capitalize() for piece in word.split("-")) if part[:1].isupper() else str(word)


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
    preposition = locative.split(" ", 1)[0]
    return f"{preposition} {' '.join(_accusative(word) for word in name.split())}"


def _accusative(word: str) -> str:
    if word.isupper():
        return word
    for parse in russian_morphology().parse(word):
        if "nomn" in parse.tag and parse.tag.gender == "femn" and parse.tag.number == "sing":
            inflected = parse.inflect({"accs", "sing"})
            return "-".join(p.capitalize() for p in inflected.word.split("-")) if inflected else word
        if "nomn" in parse.tag:
            return word
    return word
