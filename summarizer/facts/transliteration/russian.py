"""Russian names: Cyrillic to Latin, romanised names back to Cyrillic, and Cyrillic to katakana.

Latin is the news style of English-language Russian agencies: BGN/PCGN (1947) without marks for ь and ъ, -ий and -ый as
-y, е as ye where it is iotated except in -иев: Sergey, Matviyenko, Yeltsin, Dmitriev, Zelensky. Katakana follows the
practice of Japanese newspapers (Kyodo, Kisha Handbook): В as ワ or バ-row, -в as フ, ти as チ, no mark for the stress,
which is not known.
"""

from summarizer.facts.transliteration.katakana import sounds_to_katakana
from summarizer.facts.transliteration.rewriting import rewriter


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def russian_to_latin(name: str, *, ukrainian: bool = False) -> str:
    """Romanise one part of a Russian name: Лавров -> Lavrov, Матвиенко -> Matviyenko.

    Args:
        name: Cyrillic, nominative, without hyphens and spaces.
        ukrainian: the name is Ukrainian, in its Russian form (Тимошенко -> Tymoshenko).

    Returns:
        Latin letters with a capital first; characters that are no Cyrillic stay.
    """
    tables = ("ukrainian_latin.tsv",) if ukrainian else ()
    return _capitalised(rewriter(*tables, "russian_latin.tsv")(name.lower()))


def latin_to_russian(name: str, *, ukrainian: bool = False) -> str:
    """Guess the Cyrillic of one part of a romanised Russian or Ukrainian name: Ryabkov -> Рябков.

    Reads the common romanisations (Zakharova, Sergeyev, Medvedeff). е and ё, and a soft sign inside, can be wrong.
    """
    tables = ("latin_ukrainian.tsv",) if ukrainian else ()
    return _capitalised(rewriter(*tables, "latin_russian.tsv")(name.lower()))


def russian_to_katakana(name: str) -> str:
    """Write one part of a Russian name in katakana: Захарова -> ザハロワ, Рябков -> リャブコフ."""
    return sounds_to_katakana(rewriter("russian_sounds.tsv")(name.lower()))
