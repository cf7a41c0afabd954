"""Japanese names in Cyrillic: the system of E. D. Polivanov (1917), as Russian-language news and atlases use it.

си, ти, цу, дзи; ё and ю after consonants; н becomes м before б, м and п; нъ before a vowel. Vowel length is not
marked. Where и after a vowel turns into й depends on the characters behind the kana, which are not known here: й is
written in the first syllable (Сайто, Дайсукэ) and in эй of given names (Кохэй), и elsewhere (Такаити, Такэи, Коидзуми).
"""

import re
from functools import cache

from summarizer.facts.transliteration.kana import SOKUON, SYLLABIC_N, hepburn_to_morae, morae, spoken_morae

VOWELS = "аиуэояюёе"


def _glide(cyrillic: str, mora: str, *, family: bool, long_before: bool) -> bool:
    """Say whether イ after ``cyrillic`` is written й."""
    if mora != "イ" or long_before or cyrillic[-1:] not in ("а", "э"):
        return False
    first_syllable = sum(letter in VOWELS for letter in cyrillic) == 1
    return first_syllable or (not family and cyrillic.endswith("э"))


def _compose(found: list[str], *, family: bool, long_after: frozenset[int] = frozenset()) -> str:
    cyrillic = ""
    double = False
    for index, mora in enumerate(found):
        if mora == SOKUON:
            double = True
            continue
        sound = morae().get(mora, ("", mora))[1]
        if _glide(cyrillic, mora, family=family, long_before=index - 1 in long_after):
            sound = "й"
        if cyrillic.endswith("н") and index and found[index - 1] == SYLLABIC_N:
            if sound[:1] in VOWELS:
                cyrillic += "ъ"
            elif sound[:1] in ("б", "м", "п"):
                cyrillic = cyrillic[:-1] + "м"
        if double and sound[:1] not in VOWELS:
            sound = sound[0] + sound
        double = False
        cyrillic += sound
    return cyrillic[:1].upper() + cyrillic[1:]


def kana_to_polivanov(kana: str, *, family: bool = False) -> str:
    """Write one part of a Japanese name in Cyrillic: コウノ -> Коно, ジュンイチロウ -> Дзюнъитиро.

    Args:
        kana: katakana or hiragana, without spaces.
        family: it is a family name, where и after a vowel inside the name stays и.
    """
    return _compose(spoken_morae(kana), family=family)


def hepburn_to_polivanov(romanised: str, *, family: bool = False) -> str | None:
    """Write one part of a romanised Japanese name in Cyrillic, or return None if it is no romanised Japanese.

    Args:
        romanised: Hepburn with or without length marks: Shinzo, Kōno.
        family: as in ``kana_to_polivanov``.
    """
    found = hepburn_to_morae(romanised)
    return None if found is None else _compose(found, family=family)


@cache
def _syllable() -> tuple[re.Pattern[str], dict[str, str]]:
    readings: dict[str, str] = {}
    for hepburn, polivanov in morae().values():
        # ウェ, ウォ, クァ are of foreign words; in a Japanese name уэ is two morae (Иноуэ).
        if not hepburn.startswith(("we", "wi", "wo", "kw", "gw")):
            readings.setdefault(polivanov, hepburn)
    del readings["н"]
    # Spellings that newspapers mix in: е for э, йо for ё, and ши, чи, джи read from the English form.
    for polivanov, hepburn in list(readings.items()):
        if polivanov.endswith("э"):
            readings.setdefault(polivanov[:-1] + "е", hepburn)
    readings |= {"йо": "yo", "е": "yo", "й": "i", "ши": "shi", "чи": "chi", "джи": "ji", "шо": "sho", "чо": "cho",
                 "джу": "ju", "джо": "jo", "за": "za", "зу": "zu", "зо": "zo", "зи": "ji"}  # fmt: skip
    return re.compile("|".join(sorted(readings, key=len, reverse=True))), readings


def _doubled(text: str, position: int) -> str:
    """Return the Latin letter that the doubled consonant at ``position`` adds: т in тти (tchi), к in кка (kka)."""
    pattern, readings = _syllable()
    match = pattern.match(text, position + 1)
    following = readings[match.group()] if match else ""
    return "t" if following.startswith("ch") else following[:1]


def polivanov_to_hepburn(cyrillic: str) -> str | None:
    """Romanise one part of a Japanese name written in Cyrillic: Синдзо -> Shinzo, Ёсимаса -> Yoshimasa.

    Returns:
        Hepburn without apostrophe, or None if the word cannot be a Japanese name in this system.
    """
    text = cyrillic.lower()
    pattern, readings = _syllable()
    romanised = ""
    position = 0
    while position < len(text):
        match = pattern.match(text, position)
        if match:
            romanised += readings[match.group()]
            position = match.end()
        elif text[position] == "н" or re.match("м[бмп]", text[position:]):
            romanised += "n"
            position += 2 if text.startswith("нъ", position) else 1
        elif re.match(r"([кстпгдбц])\1", text[position:]):
            romanised += _doubled(text, position)
            position += 1
        else:
            return None
    return (romanised[:1].upper() + romanised[1:]) or None
