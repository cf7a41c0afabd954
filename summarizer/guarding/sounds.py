"""How a name sounds, roughly: the classes of its consonants, by which its spellings in three scripts meet.

Vowels, length, voice and h are what transliterations differ in (Hussein, Хусейн, フセイン); five classes of
consonants are what they keep. In the manner of Soundex (Russell 1918), with classes that Japanese keeps apart.
"""

import re
from functools import lru_cache

from summarizer.facts.name_keys import fold
from summarizer.facts.transliteration.kana import kana_to_hepburn
from summarizer.facts.transliteration.russian import russian_to_latin

_CACHED_NAMES = 16_384
"""Distinct name parts kept; a day's news has some thousands."""
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_KANA = re.compile(r"[\u3041-\u30fa]")
_MULTIPLE = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"sch|tch|dzh|ch|sh|zh|ts|tz|cz|th|dj|c(?=[eiy])"), "t"),
    (re.compile(r"kh|gh(?=t|$)|h"), ""),
    (re.compile(r"x"), "kt"),
)
_CLASSES = str.maketrans({**dict.fromkeys("bpvfw", "B"), **dict.fromkeys("tdszj", "T"), **dict.fromkeys("kgqc", "K"),
                          **dict.fromkeys("rl", "R"), **dict.fromkeys("mn", "N")})  # fmt: skip
_TOLERANT_FROM = 4
"""Consonants from which two skeletons may differ in one; below, too many strangers would meet."""


@lru_cache(_CACHED_NAMES)
def skeleton(part: str) -> str:
    """Return the consonant classes of one part of a name in any of the three scripts; empty if it has none."""
    if _KANA.search(part):
        latin = kana_to_hepburn(part)
    elif _CYRILLIC.search(part):
        latin = russian_to_latin(part.lower())
    else:
        latin = part
    latin = fold(latin)
    for pattern, plain in _MULTIPLE:
        latin = pattern.sub(plain, latin)
    classes = re.sub(r"[^BTKRN]", "", latin.translate(_CLASSES))
    return re.sub(r"(.)\1+", r"\1", classes)


def alike(one: str, other: str) -> bool:
    """Whether two skeletons can be of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < _TOLERANT_FROM - 1 or max(len(one), len(other)) < _TOLERANT_FROM:
        return False
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) <= 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
