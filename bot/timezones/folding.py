"""Spellings made alike: case, accents, hyphens, kana, Russian endings. Names and what people type pass through here."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.facts.transliteration.given_names import plain
from summarizer.facts.transliteration.kana import to_katakana

_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々]")
_SILENT = re.compile(r"[‘\"«»“”„!?]+")
_GAPS = re.compile(r"[\s\-–—‑_,、，/()（）:;]+")


@cache
def word_lists() -> dict[str, Any]:
    """Return the tables of ``words.toml``."""
    return tomllib.loads(files("bot.timezones").joinpath("words.toml").read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """Return ``text`` as the index of cities spells it: ``Saint-Étienne`` -> ``saint etienne``.

    Args:
        text: a name, of any script; Latin, Cyrillic and Japanese are made alike.
    """
    spelled = plain(unicodedata.normalize("NFKC", text)).translate(_letters())
    spaced = _GAPS.sub(" ", _SILENT.sub("", spelled)).strip()
    return _fold_japanese(spaced) if _JAPANESE.search(spaced) else spaced


def stem(folded: str) -> str:
    """Return folded Russian words without their case endings: ``нижнем новгороде`` -> ``нижн новгород``.

    Both sides of a comparison are cut alike, so a stem need not be a word; words under four letters stay whole.
    """
    return " ".join(_ending().sub("", word) for word in folded.split(" "))


def _fold_japanese(text: str) -> str:
    kana = to_katakana(text).replace(" ", "")
    for written, alike in word_lists()["kana"].items():
        kana = kana.replace(written, alike)
    return kana


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(word_lists()["letters"])


@cache
def _ending() -> re.Pattern[str]:
    endings = sorted(word_lists()["russian"]["endings"], key=len, reverse=True)
    return re.compile(rf"(?<=\w{{3}})(?:{'|'.join(endings)})\Z")
