"""The table of given names: the customary forms in three scripts, and evidence that a capitalised pair is a person.

``lexicon/given_names.tsv`` has a line a name: English, Russian and Japanese forms (the first is the one to show, the
others are read), gender (m, f or -) and culture (the table of ``sounds`` whose spelling it follows, or ru, uk, ja).
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.article import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class GivenName:
    """One given name.

    Attributes:
        en, ru, ja: the form to show in each language; ``ja`` is kana, also for Japanese names.
        gender: ``m``, ``f`` or ``-``.
        culture: ``en``, ``ru``, ``uk``, ``ja``, ``ar`` ...
    """

    en: str
    ru: str
    ja: str
    gender: str
    culture: str

    def in_language(self, language: Language) -> str:
        """Return the form to show in ``language``."""
        return {"en": self.en, "ru": self.ru, "ja": self.ja}[language]


def plain(text: str) -> str:
    """Return the key under which spellings of one name meet: case folded, without diacritics, apostrophes and ё.

    Kana keep their voicing marks, and й stays й.
    """
    folded = text.casefold().replace("ё", "е").replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    kept = []
    for character in unicodedata.normalize("NFC", folded):
        base = unicodedata.normalize("NFD", character)
        kept.append(base[0] if base[0].isascii() else character)
    return "".join(kept).translate({ord(mark): None for mark in "'’`ʻʼ.̇"})


@cache
def _index() -> dict[Language, dict[str, tuple[GivenName, ...]]]:
    index: dict[Language, dict[str, tuple[GivenName, ...]]] = {language: {} for language in LANGUAGES}
    text = files("summarizer.facts").joinpath("lexicon", "given_names.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for line in lines[1:]:
        en, ru, ja, gender, culture = line.split("\t")
        forms: dict[Language, list[str]] = {"en": en.split("|"), "ru": ru.split("|"), "ja": ja.split("|")}
        name = GivenName(forms["en"][0], forms["ru"][0], forms["ja"][0], gender, culture)
        for language in LANGUAGES:
            for key in dict.fromkeys(plain(form) for form in forms[language]):
                index[language][key] = (*index[language].get(key, ()), name)
    return index


def given_names(word: str, language: Language) -> tuple[GivenName, ...]:
    """Return the given names that ``word`` may be, in the order of the table; empty if it is none.

    Args:
        word: one word in the nominative; for Japanese, kana.
        language: language of the text that has it.
    """
    return _index()[language].get(plain(word), ())


def given_name(word: str, language: Language, *cultures: str) -> GivenName | None:
    """Return the given name that ``word`` is, preferring the cultures named, or None."""
    found = given_names(word, language)
    return next((name for name in found if name.culture in cultures), found[0] if found else None)
