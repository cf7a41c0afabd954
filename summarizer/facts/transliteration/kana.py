"""Japanese names in kana and in Hepburn romanisation.

The romanisation is that of Japanese passports and news agencies: Hepburn (Passport Act Enforcement Regulations,
annex on romanisation of names, Ministry of Foreign Affairs of Japan) without marks for long vowels and without an
apostrophe, ``n`` also before b, m and p as the agencies write.
"""

import re
from functools import cache

from summarizer.facts.transliteration.rewriting import table_rows

HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
SOKUON = "ッ"
LONG = "ー"
SYLLABIC_N = "ン"
# 一 and 一郎 after ん, where the romanisation without apostrophe hides the boundary: Shinichi, Junichiro.
HIDDEN_N = re.compile(r"n(?=ichi(?:ro)?$)")


def to_katakana(text: str) -> str:
    """Return ``text`` with hiragana as katakana; other characters stay."""
    return text.translate(HIRAGANA_TO_KATAKANA)


@cache
def morae() -> dict[str, tuple[str, str]]:
    """Return katakana (one or two characters) -> (Hepburn, Polivanov)."""
    return {kana: (hepburn, polivanov) for kana, hepburn, polivanov in table_rows("morae.tsv")}


@cache
def _boundaries() -> re.Pattern[str]:
    return re.compile("|".join(row[0] for row in table_rows("vowel_boundaries.tsv")))


def split_morae(kana: str) -> list[str]:
    """Split katakana into morae: キョウコ -> キョ, ウ, コ. Characters that are no kana stand alone."""
    found = []
    position = 0
    while position < len(kana):
        width = 2 if kana[position : position + 2] in morae() else 1
        found.append(kana[position : position + width])
        position += width
    return found


def _lengthens(previous: str, mora: str, *, last: bool) -> bool:
    """Say whether ``mora`` only lengthens the vowel before it; オ at the very end does not (ヒロオ Hiroo)."""
    vowel = morae()[previous][0][-1:] if previous in morae() and previous != SYLLABIC_N else ""
    return mora == LONG or (mora == "ウ" and vowel in ("o", "u")) or (mora == "オ" and vowel == "o" and not last)


def spoken_morae(kana: str) -> list[str]:
    """Split kana into morae and drop those that only lengthen a vowel: コウノ -> コ, ノ; イノウエ stays whole.

    Args:
        kana: one part of a name (family or given), katakana or hiragana.
    """
    text = to_katakana(kana)
    kept_from = {match.start() + 1 for match in _boundaries().finditer(text)}
    spoken: list[str] = []
    previous = ""
    position = 0
    for mora in split_morae(text):
        last = position + len(mora) == len(text)
        long = _lengthens(previous, mora, last=last) and position not in kept_from
        if not long:
            spoken.append(mora)
        previous = "" if long and mora != LONG else mora
        position += len(mora)
    return spoken


def kana_to_hepburn(kana: str) -> str:
    """Romanise one part of a name: コウノ -> Kono, ジュンイチロウ -> Junichiro, ハットリ -> Hattori.

    Args:
        kana: katakana or hiragana, without spaces.

    Returns:
        ASCII, the first letter a capital. Characters that are no kana stay.
    """
    romanised = ""
    double = False
    for mora in spoken_morae(kana):
        if mora == SOKUON:
            double = True
            continue
        sound = morae().get(mora, (mora, ""))[0]
        if double and sound[:1] not in ("", *"aiueon"):
            sound = ("t" if sound.startswith("ch") else sound[0]) + sound
        double = False
        romanised += sound
    return romanised[:1].upper() + romanised[1:]


@cache
def _syllable() -> tuple[re.Pattern[str], dict[str, str]]:
    readings: dict[str, str] = {}
    for kana, (hepburn, _) in morae().items():
        readings.setdefault(hepburn, kana)
    del readings["n"]
    # Spellings outside Hepburn that people keep in their names: Syuichi, Tutomu, Jyunko, Zyun.
    spellings = {"si": "シ", "ti": "チ", "tu": "ツ", "hu": "フ", "zi": "ジ", "sya": "シャ", "syu": "シュ",
                 "syo": "ショ", "jya": "ジャ", "jyu": "ジュ", "jyo": "ジョ"}  # fmt: skip
    readings.update(spellings)
    longest_first = sorted(readings, key=len, reverse=True)
    return re.compile("|".join(longest_first)), readings


def hepburn_to_morae(romanised: str) -> list[str] | None:
    """Read a romanised Japanese name back into morae: Kono -> コ, ノ. Long vowels that are not written stay short.

    Args:
        romanised: one part of a name; macrons and circumflexes are read as plain vowels, ``oh`` at the end as ``o``.

    Returns:
        The morae, ン and ッ among them, or None if it is no romanised Japanese.
    """
    text = romanised.lower().translate(str.maketrans("āīūēōâîûêô", "aiueoaiueo"))
    text = re.sub(r"oh(?=$|[^aiueoy])", "o", HIDDEN_N.sub("n'", text))
    pattern, readings = _syllable()
    found: list[str] = []
    position = 0
    while position < len(text):
        match = pattern.match(text, position)
        if match:
            found.append(readings[match.group()])
            position = match.end()
        elif text[position] == "n" or re.match("m[bmp]", text[position:]):
            found.append(SYLLABIC_N)
            position += 2 if text.startswith("n'", position) else 1
        elif re.match(r"([kstpgzdbjc])\1|tch", text[position:]):
            found.append(SOKUON)
            position += 1
        else:
            return None
    return found or None


def hepburn_to_katakana(romanised: str) -> str | None:
    """Return the katakana of a romanised Japanese name, short vowels where length is not written, or None."""
    found = hepburn_to_morae(romanised)
    return None if found is None else "".join(found)
