"""Given names that are one name in two spellings: «Эмманюэль» and «Эммануэль», ``Sergej`` and ``Sergey``.

Two names that the table of given names keeps apart (Andrei, Andrew; Jalal, Jamal) are two, however alike.
"""

import re
from functools import cache

from summarizer.article import Language
from summarizer.facts.name_keys import fold
from summarizer.facts.transliteration.given_names import given_names

_SHORTEST_MISSPELT = 5
"""Letters of a folded name in which one more, one less or another one is a slip, and not another name."""
_FOLDED: dict[Language, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"[’'`-]", ""),
        (r"ph", "f"),
        (r"kh", "h"),
        (r"dzh|dj|dsch", "j"),
        (r"tsch|tch|cz", "ch"),
        (r"ck|q|c(?=[aouklrt]|$)|ks", "k"),
        (r"x", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ii|iy|yi|ij|ei(?=$)|ey(?=$)|y|j(?=$)|ie(?=$)", "i"),
        (r"(?<=[aeiou])h", ""),
        (r"(.)\1", r"\1"),
    ),
    "ru": (
        (r"[’'ьъ-]", ""),
        (r"дж|дз|ч", "ц"),
        (r"ю", "у"),
        (r"я", "а"),
        (r"ий|ый|[йы]", "и"),
        (r"(.)\1", r"\1"),
    ),
    "ja": (
        (r"ディ|ヂ", "ジ"),
        (r"ティ", "チ"),
        (r"[トツ]ゥ", "ト"),
        (r"ドゥ|ヅ", "ド"),
        (r"ウォ|ヲ", "オ"),
        (r"ッ", ""),
    ),
}
_SMALL = str.maketrans("ァィゥェォャュョ", "アイウエオヤユヨ")


@cache
def folded(name: str, language: Language) -> str:
    """Return the key under which the usual transliterations of one given name meet.

    Args:
        name: one word, in any case.
        language: of its script.
    """
    key = fold(name)
    for pattern, plain in _FOLDED[language]:
        key = re.sub(pattern, plain, key)
    return key.translate(_SMALL) if language == "ja" else key


def is_same_given_name(one: str, other: str, language: Language) -> bool:
    """Return whether two words are one given name in two spellings: of one row of the table, or of one key.

    Args:
        one: a folded (``name_keys.fold``) word in the nominative.
        other: another.
        language: of both.
    """
    if one == other or folded(one, language) == folded(other, language):
        return True
    return not set(given_names(one, language)).isdisjoint(given_names(other, language))


def is_misspelt(one: str, other: str, language: Language) -> bool:
    """Return whether a word that is no given name of the table is a known one but for one letter inside.

    Args:
        one: the known name, folded.
        other: the word, folded.
        language: of both.
    """
    if given_names(other, language):
        return False
    one, other = folded(one, language), folded(other, language)
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or one[0] != other[0] or one[-1] != other[-1]:
        return False
    short, long = sorted((one, other), key=len)
    head = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[head + (len(short) == len(long)) :] == long[head + 1 :]
