"""Keys under which spellings of one name part meet, whoever bears it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from summarizer.facts.lexicons import table, variants

_WORDS_KEPT = 65_536
"""Distinct words whose folded form is kept; news uses far fewer within a day."""


@lru_cache(_WORDS_KEPT)
def fold(text: str) -> str:
    """Return the key under which spellings of one name part meet.

    Latin loses case and diacritics, Russian writes ё and э as е, katakana loses long marks, ヴ and the ム before a
    labial (ドムブロフスキス, ドンブロフスキス), kanji their older forms (赤澤, 赤沢).
    """
    text = unicodedata.normalize("NFKC", text).casefold().replace("‑", "-").replace("’", "'")
    if _KANJI.search(text):
        text = text.translate(_plain_kanji())
    if _KATAKANA.search(text):
        text = _V_SOUND.sub(lambda m: _B_SOUNDS[m.group(1)], text).replace("ー", "")
        return _M_SOUND.sub("ン", text)
    if _CYRILLIC.search(text):
        return text.replace("ё", "е").replace("э", "е")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")


_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa]")
_KANJI = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
_V_SOUND = re.compile(r"ヴ([ァィェォ]?)")
_M_SOUND = re.compile(r"ム(?=[バビブベボパピプペポ])")
_B_SOUNDS = {"": "ブ", "ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}


@cache
def _plain_kanji() -> dict[int, str]:
    return {ord(form): row["plain"] for row in table("kanji_variants") for form in variants(row["variants"])}


def masculine(part: str) -> str:
    """Return the masculine form of a folded Russian surname: ``захарова`` -> ``захаров``, as lemmatisers give it."""
    for ending, plain in (
        ("ская", "ский"),
        ("цкая", "цкий"),
        ("ова", "ов"),
        ("ева", "ев"),
        ("ина", "ин"),
        ("ына", "ын"),
    ):
        if part.endswith(ending) and len(part) > len(ending) + 1:
            return part[: -len(ending)] + plain
    return part


@cache
def western_given_names() -> frozenset[str]:
    """Return the folded given names of news in Latin letters, but for those of East Asia."""
    rows = (row for row in table("given_names") if row["culture"] not in ("ja", "other"))
    return frozenset(fold(form) for row in rows for form in variants(row["en"]))


def is_given_name(forms: Iterable[str]) -> bool:
    """Return whether a folded name is a given name of news in any of the three languages."""
    return not _given_names().isdisjoint(forms)


@cache
def _given_names() -> frozenset[str]:
    cells = [row[language] for row in table("given_names") for language in ("en", "ru", "ja")]
    return frozenset(fold(form) for cell in cells for form in variants(cell))
