"""Chinese and Korean names in Chinese characters, as Japanese news writes them: 林剣, 魏聖洛.

How a character is read in Chinese (Hanyu Pinyin, without tones) and in Korean (Revised Romanization, 2000) is in
``tables/characters.tsv``, made of the Unihan database (Unicode) and its kin; families spell their own names otherwise,
so that the customary Latin of the table of syllables goes before. Every name that is read here is a guess.
"""

import difflib
import re
from functools import cache

from summarizer.article import Language
from summarizer.facts.transliteration.palladius import pinyin_to_palladius
from summarizer.facts.transliteration.rewriting import table_rows
from summarizer.facts.transliteration.sinitic import (
    CHINESE_COUNTRIES,
    KOREAN_COUNTRIES,
    korean_name,
    korean_syllables,
    pinyin_to_katakana,
)

_LONGEST_FAMILY_NAME = 2
_LONGEST_NAME = 4
"""Characters of the longest names: two of the family, two given ones."""
_ALIKE = 0.5
"""Ratio (difflib) of katakana below which a reading is taken for neither Korean nor Chinese."""


@cache
def _readings() -> dict[str, tuple[str, str]]:
    """Return a character -> (pinyin, Korean in Latin letters)."""
    return {character: (pinyin, korean) for character, pinyin, korean in table_rows("characters.tsv")}


@cache
def _family_names(table: str) -> dict[str, list[str]]:
    return {written: cells for characters, *cells in table_rows(table) for written in characters.split("|")}


@cache
def korean_surnames(language: Language) -> frozenset[str]:
    """Return the Korean surnames in Latin or Cyrillic letters, lower case.

    Args:
        language: en or ru.
    """
    latin = {cell for cells in _family_names("korean_surnames.tsv").values() for cell in cells} | _SPELLINGS
    if language == "en":
        return frozenset(latin)
    split = [korean_syllables(word) or [] for word in latin]
    return frozenset("".join(s.cyrillic for s in own) for own in split) | {
        "".join(s.northern for s in own) for own in split
    }


_SPELLINGS = frozenset(
    {
        "rhee",
        "yi",
        "bak",
        "choe",
        "chung",
        "jeong",
        "kang",
        "gang",
        "jo",
        "yun",
        "im",
        "shin",
        "suh",
        "hwang",
        "ahn",
        "yang",
        "bae",
        "koo",
        "ku",
        "lim",
        "heo",
        "hur",
        "roh",
        "ryu",
        "yu",
        "jeon",
        "moon",
        "mun",
        "paik",
        "joo",
        "chu",
        "woo",
        "byeon",
        "chae",
        "nam",
        "gil",
        "ki",
        "seong",
    }
)
"""Other spellings with which families write themselves."""


def forms_of_characters(text: str, country: str | None, katakana: str = "") -> tuple[str, str] | None:
    """Return the English and Russian forms of a Chinese or Korean name in characters, or None.

    Args:
        text: two to four characters, the family name first.
        country: ISO 3166-1 alpha-2, or None where the katakana must tell.
        katakana: in which the article says that the name is read, or an empty string.
    """
    if not 1 < len(text) <= _LONGEST_NAME:
        return None
    if country is None and katakana:
        country = country_of_reading(text, katakana)
    if country in KOREAN_COUNTRIES:
        korean = _korean(text, northern=country == "KP")
        return (korean[0], korean[1]) if korean else None
    chinese = _chinese(text) if country in CHINESE_COUNTRIES else None
    return (chinese[0], chinese[1]) if chinese else None


def has_foreign_family_name(text: str) -> bool:
    """Return whether a name in characters begins with a family name of Korea or China that Japan does not have."""
    return text[:1] in _foreign_family_names() and len(text) <= _LONGEST_FOREIGN


_LONGEST_FOREIGN = 3
"""Characters of a Korean or Chinese name with a family name of one."""


@cache
def _foreign_family_names() -> frozenset[str]:
    return frozenset("".join(row[0] for row in table_rows("foreign_family_names.tsv")))


def country_of_reading(text: str, katakana: str) -> str | None:
    """Return KR or CN, by which of the two readings of characters sounds like the katakana; None if neither does.

    Args:
        text: a name in characters.
        katakana: in which the article says that it is read.
    """
    korean, chinese = _korean(text, northern=False), _chinese(text)
    alike = {
        country: difflib.SequenceMatcher(None, forms[2].replace("・", ""), katakana.replace("・", "")).ratio()
        for country, forms in (("KR", korean), ("CN", chinese))
        if forms is not None
    }
    best = max(alike, key=lambda country: alike[country], default=None)
    return best if best is not None and alike[best] >= _ALIKE else None


def _split(text: str, families: dict[str, list[str]]) -> tuple[str, str]:
    cut = _LONGEST_FAMILY_NAME if text[:_LONGEST_FAMILY_NAME] in families and len(text) > _LONGEST_FAMILY_NAME else 1
    return text[:cut], text[cut:]


def _chinese(text: str) -> tuple[str, str, str] | None:
    families = _family_names("chinese_readings.tsv")
    family, given = _split(text, families)
    read = [_readings()[c][0] for c in given if c in _readings()]
    first = families[family][0] if family in families else _readings().get(family, ("", ""))[0]
    if not first or len(read) != len(given) or not all(read):
        return None
    joined = read[0] + "".join(("'" if r[0] in "aeo" else "") + r for r in read[1:])
    words = [first.capitalize(), joined.capitalize()]
    cyrillic = [pinyin_to_palladius(word) for word in words]
    if any(word is None for word in cyrillic):
        return None
    latin = " ".join(word.replace("ü", "u") for word in words)
    return latin, " ".join(map(str, cyrillic)), "・".join(pinyin_to_katakana(word) for word in words)


def _korean(text: str, *, northern: bool) -> tuple[str, str, str] | None:
    families = _family_names("korean_surnames.tsv")
    family, given = _split(text, families)
    if family not in families:
        return None
    read = [_readings()[c][1] for c in given if c in _readings()]
    if len(read) != len(given) or not all(read):
        return None
    if not northern:
        read[0] = _at_head(read[0])
    syllables = [s for r in read for s in korean_syllables(_aspirated(r)) or korean_syllables(r) or ()]
    if len(syllables) != len(given):
        return None
    if northern:
        syllables = [
            s._replace(latin=re.sub("eo", "o", r).replace("eu", "u")) for s, r in zip(syllables, read, strict=True)
        ]
    return korean_name(families[family][-1 if northern else 0], syllables, northern=northern)


def _at_head(syllable: str) -> str:
    """A syllable at the head of a word, as the South writes and says it: rak -> nak, ryeong -> yeong, ri -> i."""
    bare = re.sub(r"^[rn](?=i|y)", "", syllable)
    return re.sub(r"^r", "n", bare)


def _aspirated(syllable: str) -> str:
    """Write the ch of the Revised Romanization as the table does where families use the same letters otherwise."""
    return re.sub("^ch", "ch'", syllable)
