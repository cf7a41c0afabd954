"""Japanese names: which word is the family name, and the name in three scripts.

English and Russian news put the given name first, Japanese the family name; English pages of Japanese ministries put
the family name first as well, often in capitals (KISHIDA Fumio; Cabinet decision of 25 October 2019).
"""

from dataclasses import dataclass
from functools import cache

from summarizer.article import Language
from summarizer.facts.lexicons import table
from summarizer.facts.transliteration.given_names import given_name, given_names
from summarizer.facts.transliteration.kana import hepburn_to_katakana, kana_to_hepburn
from summarizer.facts.transliteration.polivanov import hepburn_to_polivanov, kana_to_polivanov, polivanov_to_hepburn

CULTURE = "ja"


@dataclass(frozen=True, slots=True)
class JapaneseName:
    """The parts of a Japanese name in one script; either may be empty, not both."""

    family: str
    given: str


def is_japanese_given(word: str, language: Language) -> bool:
    """Say whether the table knows the word as a Japanese given name."""
    return any(name.culture == CULTURE for name in given_names(word, language))


def is_family_name(word: str, language: Language) -> bool:
    """Say whether a Japanese of the gazetteer has the word as family name.

    Args:
        word: in Latin letters or Cyrillic.
        language: en or ru.
    """
    return word.lower() in _family_names()[language]


@cache
def _family_names() -> dict[Language, frozenset[str]]:
    readings = [
        row["reading"].split()[0] for row in table("persons") if row["country"] == "JP" and " " in row["reading"]
    ]
    return {
        "en": frozenset(kana_to_hepburn(reading).lower() for reading in readings),
        "ru": frozenset(kana_to_polivanov(reading, family=True).lower() for reading in readings),
    }


def is_japanese(words: list[str], language: Language) -> bool:
    """Say whether words in Latin or Cyrillic can be a Japanese name: every syllable is one of Japanese."""
    read = hepburn_to_katakana if language == "en" else polivanov_to_hepburn
    return len(words) <= len(("given", "family")) and all(read(word) is not None for word in words)


def split_name(words: list[str], language: Language) -> JapaneseName:
    """Tell family from given name.

    Args:
        words: one or two words in Latin or Cyrillic; a single one is a family name.
        language: en or ru.
    """
    if len(words) == 1:
        return JapaneseName(words[0].capitalize() if words[0].isupper() else words[0], "")
    first, last = words[0], words[-1]
    shouted = first.isupper() and not last.isupper()
    told = is_japanese_given(last, language) and not is_japanese_given(first, language)
    family, given = (first, last) if shouted or told else (last, first)
    return JapaneseName(family.capitalize() if family.isupper() else family, given)


def split_reading(reading: str) -> JapaneseName:
    """Split a reading at its space, or else before a given name of the table: コウノタロウ -> コウノ, タロウ."""
    words = reading.split()
    if len(words) > 1:
        return JapaneseName(words[0], "".join(words[1:]))
    for cut in range(2, len(reading) - 1):
        if is_japanese_given(reading[cut:], "ja"):
            return JapaneseName(reading[:cut], reading[cut:])
    return JapaneseName(reading, "")


def forms_of_reading(reading: str) -> tuple[str, str]:
    """Return the English and Russian forms of a name by its reading: コウノ タロウ -> Taro Kono, Таро Коно."""
    name = split_reading(reading)
    english = f"{kana_to_hepburn(name.given)} {kana_to_hepburn(name.family)}"
    russian = f"{kana_to_polivanov(name.given)} {kana_to_polivanov(name.family, family=True)}"
    return english.strip(), russian.strip()


def _kana_of(word: str, language: Language, *, given: bool) -> str:
    known = given_name(word, language, CULTURE) if given else None
    if known and known.culture == CULTURE:
        return known.ja
    return hepburn_to_katakana(word) or word


def forms_of_romanised(words: list[str]) -> tuple[str, str, str]:
    """Return the three forms of a name in Latin letters; the Japanese one is kana, the family name first."""
    name = split_name(words, "en")
    known = given_name(name.given, "en", CULTURE) if name.given else None
    given = known.ru if known and known.culture == CULTURE else hepburn_to_polivanov(name.given) or name.given
    family = hepburn_to_polivanov(name.family, family=True) or name.family
    kana = [_kana_of(name.family, "en", given=False), _kana_of(name.given, "en", given=True) if name.given else ""]
    return f"{name.given} {name.family}".strip(), f"{given} {family}".strip(), "・".join(filter(None, kana))


def forms_of_cyrillic(words: list[str]) -> tuple[str, str, str]:
    """Return the three forms of a name in Cyrillic; the Japanese one is kana, the family name first."""
    name = split_name(words, "ru")
    known = given_name(name.given, "ru", CULTURE) if name.given else None
    given = known.en if known and known.culture == CULTURE else polivanov_to_hepburn(name.given) or name.given
    family = polivanov_to_hepburn(name.family) or name.family
    kana = [_kana_of(family, "en", given=False), _kana_of(given, "en", given=True) if name.given else ""]
    return f"{given} {family}".strip(), f"{name.given} {name.family}".strip(), "・".join(filter(None, kana))
