"""Words and names looked for in title and lead of an entry: with inflections, in capitals, not as parts of others."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.digest.items import Item, ReadItem
from summarizer.article import Language

_MAX_ABBREVIATION = 4
"""Letters; longer words in capitals may be a name that somebody shouts."""
_LEMMAS_KEPT = 16_384
"""Words whose dictionary forms are kept: those of topics are compared with every entry."""
_ITEMS_KEPT = 5_000
"""Entries whose texts are kept: as many as are held in memory read (``bot.digest.choosing``)."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUSSIAN_CAPITAL = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
_KATAKANA = "[\u30a1-\u30fa\u30fc]"
_SPACED_LETTER = r"[^\W\u3040-\u9fff]"
"""A letter or digit of a language that parts its words, since 「NATO軍」 has the word NATO."""


def script_of(text: str) -> Language:
    """Return the language whose script a text is in; English for all others."""
    if _JAPANESE.search(text):
        return "ja"
    return "ru" if _CYRILLIC.search(text) else "en"


def fold(text: str) -> str:
    """Return text for comparison: compatibility forms, case, ё and white space evened out."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").split())


def keyword_of(label: str) -> str:
    """Return what is looked for of a word: folded, but “IT” in its capitals, since it is no “it”."""
    return label if is_abbreviation(label) and not carries_meaning(label) else fold(label)


def is_abbreviation(label: str) -> bool:
    """Return whether a word is a few capitals."""
    return 1 < len(label) <= _MAX_ABBREVIATION and label.isupper()


def carries_meaning(text: str) -> bool:
    """Return whether a text is more than words that stand in every article, such as “may” and «все»."""
    wanted = fold(text)
    return " " in wanted or bool(wanted and _lemmas(wanted))


def contains(read: ReadItem, keyword: str) -> bool:
    """Return whether an item has a keyword: a word or its inflections, or the words of a phrase as they stand."""
    sought = _sought(keyword)
    if sought.is_abbreviation:
        return _has_abbreviation(read, keyword)
    text = _texts(read.item).folded
    stands = bool(sought.folded) and sought.folded in text
    if stands and (sought.whole is None or sought.whole.search(text)):
        return True
    return not sought.lemmas.isdisjoint(read.signature.words)


def has_name(read: ReadItem, name: str) -> bool:
    """Return whether an item has a name of something; an abbreviation in its capitals only."""
    return _has_abbreviation(read, name) if name.isupper() else contains(read, name)


def has_surname(read: ReadItem, surname: str) -> bool:
    """Return whether an item has a surname: with its capital, and in katakana not as a part of a longer word."""
    sought = _surname(surname)
    if sought.script == "ru":
        if sought.lemmas.isdisjoint(read.signature.words):
            return False
        capitalised = _RUSSIAN_CAPITAL.findall(_texts(read.item).written)
        return any(not sought.lemmas.isdisjoint(_lemmas(fold(word))) for word in capitalised)
    text = _texts(read.item).written if sought.script == "ja" else _texts(read.item).plain
    return sought.written in text and sought.whole.search(text) is not None


def _has_abbreviation(read: ReadItem, form: str) -> bool:
    text = _texts(read.item).written
    return form in text and bool(re.search(rf"(?<!{_SPACED_LETTER}){re.escape(form)}(?!{_SPACED_LETTER})", text))


@dataclass(frozen=True, slots=True)
class _Sought:
    """A keyword as it is looked for.

    Attributes:
        folded: what must stand in the folded text.
        whole: finds it as whole words; None where words are not parted.
        lemmas: dictionary forms, of a word of a language with inflections.
        is_abbreviation: it is looked for in its capitals.
    """

    folded: str
    whole: re.Pattern[str] | None
    lemmas: frozenset[str]
    is_abbreviation: bool


@lru_cache(_LEMMAS_KEPT)
def _sought(keyword: str) -> _Sought:
    folded = fold(keyword)
    abbreviation = is_abbreviation(keyword) and keyword == keyword_of(keyword)
    if _JAPANESE.search(folded):
        return _Sought(folded, None, frozenset(), abbreviation)
    whole = re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")
    return _Sought(folded, whole, frozenset() if " " in folded or not folded else _lemmas(folded), abbreviation)


@dataclass(frozen=True, slots=True)
class _Surname:
    """A surname as it is looked for: where it stands, by its script, or by its dictionary forms."""

    script: Language
    written: str
    whole: re.Pattern[str]
    lemmas: frozenset[str]


@lru_cache(_LEMMAS_KEPT)
def _surname(surname: str) -> _Surname:
    script = script_of(surname)
    written = surname if script == "ja" else _without_accents(surname)
    within = _KATAKANA if script == "ja" else r"\w"
    whole = re.compile(rf"(?<!{within}){re.escape(written)}(?!{within})")
    return _Surname(script, written, whole, _lemmas(fold(surname)) if script == "ru" else frozenset())


@dataclass(frozen=True, slots=True)
class _Texts:
    """Title and lead: in compatibility forms, without accents, and folded."""

    written: str
    plain: str
    folded: str


@lru_cache(_ITEMS_KEPT)
def _texts(item: Item) -> _Texts:
    written = unicodedata.normalize("NFKC", f"{item.title} {item.lead}")
    return _Texts(written, _without_accents(written), fold(written))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(_LEMMAS_KEPT)
def _lemmas(word: str) -> frozenset[str]:
    from summarizer.language.words import words
    from summarizer.points.centrality import content_lemmas

    language = script_of(word)
    return content_lemmas(words(word, language), language)
