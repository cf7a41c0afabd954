"""Chinese names: Hanyu Pinyin to Cyrillic by the system of Palladius (Kafarov, 1888), as Russian news uses it."""

import re
from functools import cache

from summarizer.facts.transliteration.rewriting import table_rows

# A final in n or ng gives its last consonant to a vowel that follows: Changan has an apostrophe where it does not.
SYLLABLE = re.compile(
    r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)"
    r"((?:ia|io|ua|a|e|i|o)ng(?![aeiouü])|(?:ia|ua|üa|a|e|i|u|ü)n(?![aeiouü])|iao|uai|ai|ei|ao|ou|ia|ie|iu|ua|ue|üe|"
    r"ui|uo|er(?![aeiouü])|[aoeiuü])"
)
PALATAL = ("j", "q", "x", "y")
LABIAL = ("", "b", "p", "m", "f")
SIBILANT = ("z", "c", "s")


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    groups: dict[str, dict[str, str]] = {"initial": {}, "final": {}, "syllable": {}}
    for group, pinyin, cyrillic in table_rows("palladius.tsv"):
        groups[group][pinyin] = cyrillic
    return groups["initial"], groups["final"], groups["syllable"]


def _syllable(initial: str, final: str) -> str | None:
    initials, finals, whole = _tables()
    if initial + final in whole:
        return whole[initial + final]
    if initial in PALATAL and final.startswith("u"):
        final = "ü" + final[1:]
    if initial in SIBILANT and final == "i":
        return initials[initial] + "ы"
    if initial not in initials or final not in finals:
        return None
    return initials[initial] + finals[final]


def pinyin_to_palladius(pinyin: str) -> str | None:
    """Write one part of a Chinese name in Cyrillic: Jinping -> Цзиньпин, Xi -> Си.

    Args:
        pinyin: without tone marks; syllables joined, hyphenated or with an apostrophe.

    Returns:
        Cyrillic with a capital, or None if the text is no pinyin.
    """
    text = re.sub("(?<=[ln])v", "ü", pinyin.lower().replace("’", "'"))
    cyrillic = ""
    position = 0
    while position < len(text):
        if text[position] in "'-":
            position += 1
            continue
        match = SYLLABLE.match(text, position)
        if not match or (match.group(2) == "er" and match.group(1)):
            return None
        written = _syllable(*match.groups())
        if written is None:
            return None
        if cyrillic.endswith("н") and written[:1] in "аоэиуяюеё":
            written = "ъ" + written
        cyrillic += written
        position = match.end()
    return (cyrillic[:1].upper() + cyrillic[1:]) or None


@cache
def _inverse() -> tuple[re.Pattern[str], dict[str, str]]:
    initials, finals, whole = _tables()
    readings = {cyrillic: pinyin for pinyin, cyrillic in whole.items()}
    for initial in initials:
        for final in (*finals, "i"):
            spelled = final.replace("ü", "u") if initial in PALATAL else final
            pinyin = initial + spelled
            written = _syllable(initial, spelled) if SYLLABLE.fullmatch(pinyin) else None
            foreign = (initial in PALATAL and final[0] not in "iuü") or (final == "o" and initial not in LABIAL)
            if written and not foreign and not (initial and final == "er"):
                readings.setdefault(written, pinyin)
    # z- and j- before и and ю are both цз-: the palatal one is the only one that occurs there.
    for cyrillic, pinyin in list(readings.items()):
        if pinyin.startswith("z") and not pinyin.startswith("zh") and re.match("цз[иеюя]", cyrillic):
            readings[cyrillic] = "j" + pinyin[1:]
        if pinyin.startswith("s") and not pinyin.startswith("sh") and re.match("с[иеюя]", cyrillic):
            readings[cyrillic] = "x" + pinyin[1:]
    # н before a vowel begins the next syllable (Ху-нин); where it ends one, ъ stands between (Чанъань).
    patterns = (
        f"{key}(?![аоэиуяюёе])" if key.endswith("н") else key for key in sorted(readings, key=len, reverse=True)
    )
    return re.compile("|".join(patterns)), readings


def palladius_to_pinyin(cyrillic: str) -> str | None:
    """Read one part of a Chinese name in Cyrillic back into pinyin: Цзиньпин -> Jinping, Ван -> Wang.

    Returns:
        Pinyin with a capital, or None if the word is no Chinese name in this system.
    """
    text = cyrillic.lower().replace("хуй", "хуэй")
    pattern, readings = _inverse()
    pinyin = ""
    position = 0
    while position < len(text):
        if text[position] == "ъ":
            position += 1
            continue
        match = pattern.match(text, position)
        if not match:
            return None
        pinyin += readings[match.group()]
        position = match.end()
    return (pinyin[:1].upper() + pinyin[1:]) or None
