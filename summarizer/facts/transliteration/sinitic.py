"""Chinese and Korean names in Latin letters and Cyrillic, family name first in all three languages.

Japanese news writes such names in their Chinese characters, which neither Latin nor Cyrillic tells: the katakana here
is what NHK prints as reading, and always a guess. Cyrillic is Palladius for Chinese; for Korean a table of the common
syllables (after Kontsevich, in the spellings of Russian news).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from summarizer.facts.transliteration.katakana import sounds_to_katakana
from summarizer.facts.transliteration.palladius import pinyin_to_palladius
from summarizer.facts.transliteration.rewriting import rewriter, table_rows

CHINESE_COUNTRIES = frozenset({"CN", "TW", "HK", "MO"})
KOREAN_COUNTRIES = frozenset({"KR", "KP"})


class Syllable(NamedTuple):
    """A Korean syllable: Latin (lower case), Cyrillic, katakana, and Cyrillic as used for North Korea."""

    latin: str
    cyrillic: str
    katakana: str
    northern: str


@cache
def _korean() -> dict[str, Syllable]:
    """Return any spelling of a syllable, Latin or Cyrillic -> its forms."""
    index: dict[str, Syllable] = {}
    for latin, cyrillic, katakana, *northern in table_rows("korean_syllables.tsv"):
        usual = cyrillic.split("|")[0]
        entry = Syllable(latin.split("|")[0].replace("'", ""), usual, katakana, northern[0] if northern else usual)
        for spelling in (*latin.split("|"), *cyrillic.split("|"), *northern):
            index.setdefault(spelling, entry)
    return index


@cache
def _korean_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_korean(), key=len, reverse=True)))


def korean_syllables(word: str) -> list[Syllable] | None:
    """Split one word of a Korean name into syllables, or return None.

    Args:
        word: ``Jae-in``, ``Jongun``, ``Ын``.
    """
    found = []
    for piece in word.lower().split("-"):
        position = 0
        while position < len(piece):
            match = _korean_pattern().match(piece, position)
            if not match:
                return None
            found.append(_korean()[match.group()])
            position = match.end()
    return found or None


@cache
def chinese_surnames() -> frozenset[str]:
    """Return the common Chinese surnames in pinyin, lower case."""
    return frozenset(word for row in table_rows("chinese_surnames.tsv") for word in row[0].split())


def is_chinese(words: list[str]) -> bool:
    """Say whether words in Latin letters look like a Chinese name: a common surname, then pinyin."""
    return (
        len(words) in (2, 3)
        and words[0].lower() in chinese_surnames()
        and all(pinyin_to_palladius(word) is not None for word in words)
    )


def pinyin_to_katakana(word: str) -> str:
    """Write one part of a Chinese name in katakana: Jinping -> ジンピン."""
    return sounds_to_katakana(rewriter("sounds_zh.tsv", "sounds_general.tsv")(word.lower()))


def korean_name(family: str, given: Sequence[Syllable], *, northern: bool) -> tuple[str, str, str]:
    """Return a Korean name in three scripts, as agencies write: Kim Jong Un for the North, Moon Jae-in for the South.

    Args:
        family: family name in Latin letters.
        given: syllables of the given name.
        northern: of North Korea.
    """
    own = korean_syllables(family) or []
    hyphenated = "-".join(syllable.latin for syllable in given).capitalize()
    spaced = " ".join(syllable.latin.capitalize() for syllable in given)
    english = f"{family.capitalize()} {spaced if northern else hyphenated}".strip()
    written = ["".join(s.northern if northern else s.cyrillic for s in own)]
    written += [s.northern if northern else s.cyrillic for s in given]
    russian = " ".join(word.capitalize() for word in written)
    kana = ("".join(s.katakana for s in own), "".join(s.katakana for s in given))
    return english, russian, "・".join(filter(None, kana))
