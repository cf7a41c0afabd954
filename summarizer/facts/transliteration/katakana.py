"""Sounds (see ``sounds``) to katakana, by the practice of Japanese newspapers for foreign names.

The Cabinet notice on the spelling of loan words (外来語の表記, 1991) with table 1 preferred: ヴ is written バ-row. A
consonant without a vowel takes ウ (ト and ド take オ, シュ and チ their own), m before b, m and p is ン.
"""

import re
from functools import cache

from summarizer.facts.transliteration.rewriting import table_rows

VOWEL_COLUMNS = "aiueo"
ALONE = 5
BEFORE_Y = 6
SMALL = {"a": "ャ", "u": "ュ", "o": "ョ", "e": "エ", "i": ""}
# Vowels of other languages, by the nearest that katakana has: ü ユ, ö エ, English short a and er ア, Portuguese -o オ.
FRONT_ROUNDED, MID_ROUNDED, ASH, SCHWA, CLOSED_O, ADJECTIVE_I = "Y", "E", "q", "A", "O", "I"
DOUBLED_LETTER = "2"
TOKEN = re.compile(r"([bpmfvdtnlLrgkhxsDzSZJCTwWGH]?)([yj]?)([aiueoYEqAOI])|(.)", re.DOTALL)
DOUBLED = re.compile(r"([bpfvdtlrgkszSZJCT])\1+")


@cache
def _kana() -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in table_rows("katakana.tsv")}


def _syllable(consonant: str, glide: str, vowel: str) -> str:
    if vowel == FRONT_ROUNDED:
        glide, vowel = "y", "u"
    elif vowel == ASH:
        glide, vowel = ("y" if consonant in ("k", "g") else glide), "a"
    vowel = {MID_ROUNDED: "e", SCHWA: "a", CLOSED_O: "o", ADJECTIVE_I: "i"}.get(vowel, vowel)
    if not consonant:
        return _kana()["y" if glide else "-"][VOWEL_COLUMNS.index(vowel)]
    if glide and consonant not in "SZJC":
        return _kana()[consonant][BEFORE_Y] + SMALL[vowel]
    return _kana()[consonant][VOWEL_COLUMNS.index(vowel)]


def _single(sound: str, rest: str) -> str:
    """Return the katakana of a sound that no vowel follows."""
    if sound == "m" and rest[:1] in ("b", "m", "p"):
        return "ン"
    if sound == "N":
        return "ング" if rest[:1] not in ("g", "k") else "ン"
    if sound == "'":
        return ""
    return {":": "ー", "R": "ー", "*": "ッ", "&": "ア"}.get(sound) or _kana().get(sound, [sound] * (ALONE + 1))[ALONE]


def sounds_to_katakana(sounds: str) -> str:
    """Write sounds in katakana: ``braun`` -> ブラウン, ``smiD`` -> スミス.

    Args:
        sounds: one part of a name in the alphabet of ``sounds``; other characters stay.
    """
    plain = re.sub("ts$", "T", DOUBLED.sub(r"\1", sounds.replace(DOUBLED_LETTER, "")))
    written = ""
    for match in TOKEN.finditer(plain):
        consonant, glide, vowel, single = match.groups()
        written += _single(single, plain[match.end() :]) if single else _syllable(consonant, glide, vowel)
    return re.sub("ー+", "ー", re.sub("^ー", "", written)).replace("イイ", "イー")
