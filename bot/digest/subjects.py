"""What an item is about beyond who and where (coffee, courts, earthquakes): keys that are the same in three languages.

Two stories of one person told in one pattern (Trump signs an order on tariffs, Trump signs an order on drug prices)
share every fact but this one.
"""

import re
from functools import cache
from importlib.resources import files

from summarizer.article import Language
from summarizer.facts.lexicons import variants
from summarizer.language.words import words

_LANGUAGES: tuple[Language, ...] = ("en", "ru", "ja")
"""In the order of the table's columns."""
_KATAKANA = re.compile(r"[ァ-ヺー]+")


def find_subjects(text: str, lemmas: frozenset[str], language: Language) -> frozenset[str]:
    """Return the keys of ``subjects.tsv`` that a text speaks of.

    Args:
        text: of the item; looked at for Japanese, where words of the table are longer than the tokenizer's.
        lemmas: its content words, as ``content_lemmas`` gives them; looked at for English and Russian.
        language: of the text.
    """
    if language == "ja":
        return frozenset(key for found in _japanese_pattern().findall(text) for key in _index("ja")[found])
    known = _index(language)
    return frozenset(key for lemma in lemmas for key in known.get(lemma, ()))


@cache
def _japanese_pattern() -> re.Pattern[str]:
    # Katakana words end where katakana ends: トラ is no part of トランプ.
    longest_first = sorted(_index("ja"), key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<![ァ-ヺー]){word}(?![ァ-ヺー])" if _KATAKANA.fullmatch(word) else word for word in longest_first)
    )


@cache
def _index(language: Language) -> dict[str, tuple[str, ...]]:
    """Return keys by word of the table, as ``content_lemmas`` would spell it."""
    found: dict[str, list[str]] = {}
    lines = files("bot.digest").joinpath("subjects.tsv").read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        key, *cells = line.split("\t")
        for written in variants(cells[_LANGUAGES.index(language)]):
            for spelled in _spellings(written, language):
                found.setdefault(spelled, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}


def _spellings(written: str, language: Language) -> frozenset[str]:
    from summarizer.points.centrality import content_lemmas

    if language == "ja":
        return frozenset({written})
    return content_lemmas(words(written, language), language) or frozenset({written})
