"""Surnames back from Cyrillic or katakana into Latin letters, where no rule can tell the spelling: ハリス, Холлоуэй.

Somebody new spells a name as most of its bearers do: surnames of the gazetteer, in its three columns, go first, then
common surnames of many countries, whose sound in the other scripts the rules of ``sounds`` tell. What a table gives
stays a guess, but a likelier one than that of the rules.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from summarizer.article import LANGUAGES, Language
from summarizer.facts.lexicons import table, variants
from summarizer.facts.transliteration.given_names import plain
from summarizer.facts.transliteration.sounds import has_spelling, latin_to_cyrillic, latin_to_katakana, spelling_of

_EAST_ASIAN = frozenset({"CN", "TW", "HK", "MO", "SG", "KR", "KP", "VN", "JP"})
"""Countries whose names have systems of their own, or stand family name first."""


class Surname(NamedTuple):
    """A surname in three scripts, and the spelling of ``sounds`` of its country."""

    en: str
    ru: str
    ja: str
    spelling: str


def spelt_back(word: str, language: Language, spelling: str) -> Surname | None:
    """Return the surname that a word in Cyrillic or katakana most likely is, or None.

    Args:
        word: one surname, in the nominative.
        language: ru or ja, whose script it is in.
        spelling: of the person's country, as ``sounds.spelling_of`` gives it: such bearers go first.
    """
    found = _index().get((language, key(word)), ())
    return next((name for name in found if name.spelling == spelling), found[0] if found else None)


def key(word: str) -> str:
    """Return the key under which the spellings of a surname meet: э is е, a long mark and ヴ tell nothing."""
    folded = plain(word).replace("э", "е").replace("ー", "").replace("・", "")
    for voiced, written in (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ")):
        folded = folded.replace(voiced, written)
    return folded


@cache
def _index() -> dict[tuple[Language, str], tuple[Surname, ...]]:
    index: dict[tuple[Language, str], list[Surname]] = {}
    for name in (*_known(), *_common()):
        for language, form in zip(LANGUAGES[1:], (name.ru, name.ja), strict=True):
            bearers = index.setdefault((language, key(form)), [])
            if all(plain(other.en) != plain(name.en) or other.spelling != name.spelling for other in bearers):
                bearers.append(name)
    return {at: tuple(names) for at, names in index.items()}


def _known() -> Iterator[Surname]:
    """The surnames of the gazetteer: of people whose name has a given name and a surname in all three scripts."""
    for row in table("persons"):
        en, ru, ja = row["en"].split(), row["ru"].split(), row["ja"].split("・")
        whole = len(en) == len(ru) == len(ja) == len(("given", "family")) and en[-1][0].isupper()  # not: al-Assad, Асад
        if whole and row["country"] not in _EAST_ASIAN:
            yield Surname(en[-1], ru[-1], ja[-1], spelling_of(row["country"]))


def _common() -> Iterator[Surname]:
    for row in table("surnames_en"):
        yield Surname(variants(row["en"])[0], row["ru"], row["ja"], "en")
    for row in table("surnames_common"):
        culture = _CULTURES.get(row["culture"], row["culture"])
        for name in variants(row["surnames"]) if has_spelling(culture) and culture not in _SLAVIC else ():
            yield Surname(name, latin_to_cyrillic(name, culture), latin_to_katakana(name, culture), culture)
    for row in table("surnames_census"):
        yield Surname(row["en"], row["ru"], row["ja"], "en")


_SLAVIC = frozenset({"ru", "uk", "bg"})
"""Cultures whose names the rules spell back reliably."""
_CULTURES = {"muslim": "ar", "sr": "sh", "cs": "pl", "in": "general", "ro": "general"}
"""Cultures of ``surnames_common.tsv`` that follow the table of another, or the general one."""
