"""Known people: finds who is meant by a full name or a surname in one of the three languages.

The gazetteer (``lexicon/persons.tsv``) knows names, nationalities and the great offices that someone may have held;
these only keep a surname from meaning the wrong minister, and are never shown: the card says what the article says. A
name shared by several known people identifies no one by itself.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from summarizer.article import Language
from summarizer.facts.lexicons import table, variants
from summarizer.facts.name_keys import fold, masculine, western_given_names
from summarizer.facts.records import Names
from summarizer.language.words import words

FAMILY_NAME_FIRST = frozenset({"CN", "TW", "HK", "MO", "SG", "KR", "KP", "VN"})
"""Countries whose people are named family name first in English and Russian too (Unicode CLDR, personNames)."""
_MAX_LEMMA_COMBINATIONS = 256
_ALIKE = 0.7
"""Ratio (difflib) from which the last words of two spellings of a name are one surname; given names stay below it."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One entry of the gazetteer.

    Attributes:
        id: stable slug.
        country: nationality, ISO alpha-2.
        names: in the three languages.
        reading: katakana, family name first, of a name in kanji; else empty.
        posts: of the great offices (``offices.GREAT``) those that the person may have held; None: not recorded.
    """

    id: str
    country: str
    names: Names
    reading: str
    posts: frozenset[str] | None = None

    def surname(self, language: Language) -> str:
        """Return the family name as ``language`` writes it; empty if it cannot be told (unsegmented kanji)."""
        name = self.names.in_language(language)
        if language == "ja" and "・" not in name:
            return ""
        parts = [p for p in name.replace("・", " ").split() if not _NUMERAL.fullmatch(p)]
        return parts[0] if self._family_name_first() else parts[-1]

    def _family_name_first(self) -> bool:
        if self.country not in FAMILY_NAME_FIRST or self.country == "VN":
            # Vietnamese people are called by their last name: Prime Minister Chinh.
            return False
        parts = self.names.en.split()
        if "・" in self.names.ja:
            return len(parts) == _PARTS_OF_CHINESE_NAME
        return fold(parts[0]) not in western_given_names()


_NUMERAL = re.compile(r"[IVX]+|Jr\.?|Sr\.?|[0-9０-９]+世|[０-９0-9]+世|мл\.|младший|ст\.")
"""What stands behind a family name: Elizabeth II, Martin Luther King Jr."""
_PARTS_OF_CHINESE_NAME = 3
"""Words of a romanised Chinese name outside China: Lee Hsien Loong; Lawrence Wong has two."""


@cache
def known_people() -> tuple[KnownPerson, ...]:
    """Return the gazetteer in file order."""
    return tuple(
        KnownPerson(
            row["id"],
            row["country"],
            Names(row["en"], row["ru"], row["ja"]),
            row["reading"],
            frozenset(variants(row["posts"])) if row["posts"] else None,
        )
        for row in table("persons")
    )


class Gazetteer:
    """Known people by the parts of their names in one language.

    Args:
        language: of the names looked up.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._full: dict[tuple[str, ...], list[KnownPerson]] = defaultdict(list)
        self._joined: dict[str, list[KnownPerson]] = defaultdict(list)
        self._surname: dict[str, list[KnownPerson]] = defaultdict(list)
        self._other_spelling: dict[str, list[KnownPerson]] = defaultdict(list)
        self._parts: set[str] = set()
        for person, row in zip(known_people(), table("persons"), strict=True):
            self._index(person, [row[language], *variants(row[f"aliases_{language}"])])

    def _index(self, person: KnownPerson, forms: Iterable[str]) -> None:
        for form in forms:
            parts = name_parts(form, self._language)
            if len(parts) > 1 or self._language == "ja":
                self._put(self._full, parts, person)
                self._put(self._joined, _joined(parts), person)
                self._parts |= {piece for part in parts for piece in (part, *part.split("-"))}
            else:
                self._put(self._surname, parts[0], person)
        surname = self._key(person.surname(self._language))
        if surname:
            self._put(self._surname, surname, person)
            for form in forms:
                # “Volodymyr Zelenskyy”: the surname in its other spellings; “Kishida Fumio” ends in no surname.
                last = self._key(re.split(r"[ ・]", form)[-1])
                if difflib.SequenceMatcher(None, last, surname).ratio() >= _ALIKE:
                    self._put(self._other_spelling, last, person)

    def _key(self, part: str) -> str:
        return masculine(fold(part)) if self._language == "ru" else fold(part)

    @staticmethod
    def _put(index: dict[Any, list[KnownPerson]], key: Any, person: KnownPerson) -> None:
        if person not in index[key]:
            index[key].append(person)

    def by_full_name(self, parts: Sequence[Iterable[str]]) -> KnownPerson | None:
        """Return whom a full name means, or None.

        Args:
            parts: for each part of the name its candidate forms (lemmas), folded.
        """
        # The longest form first: of Турчинов, that it is Турчинов rather than many a Турчин.
        likely = [sorted(filter(self._is_part, part), key=lambda form: (-len(form), form)) for part in parts]
        for combination in _combinations(likely):
            # “Abdel-Fattah el-Sissi”, “Lee Jae Myung”: hyphens are spaces.
            found = self._full.get(combination) or self._joined.get(_joined(combination))
            if found and len(found) == 1:
                return found[0]
        return None

    def _is_part(self, form: str) -> bool:
        return form in self._parts or all(piece in self._parts for piece in form.split("-"))

    def by_surname(self, forms: Iterable[str]) -> tuple[KnownPerson, ...]:
        """Return everyone known by a surname, given its candidate forms, folded; its usual spelling goes first."""
        found: dict[str, KnownPerson] = {}
        for form in forms:
            key = masculine(form) if self._language == "ru" else form
            for person in self._surname.get(key, []) or self._other_spelling.get(key, []):
                found[person.id] = person
        return tuple(found.values())

    def by_kanji_surname(self, surname: str) -> tuple[KnownPerson, ...]:
        """Return everyone with a family name in characters, however it is read (菅 is Kan and Suga).

        Args:
            surname: one to three kanji.
        """
        return _by_kanji_surname().get(fold(surname), ())

    def longest_japanese(self, text: str, start: int) -> tuple[int, KnownPerson] | None:
        """Return the end of the longest known Japanese full name that begins at ``start``, and whose it is."""
        best = None
        if fold(text[start : start + _BEGINNING]) not in _japanese_beginnings():
            return None
        for end in range(start + 2, min(len(text), start + _longest_name()) + 1):
            found = self._full.get((fold(text[start:end].replace("＝", "・").replace("=", "・")),))
            if found and len(found) == 1:
                best = (end, found[0])
        return best


@cache
def _by_kanji_surname() -> dict[str, tuple[KnownPerson, ...]]:
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in known_people():
        name = person.names.ja
        written = _KANJI_NAME.match(name)
        if written is None or (written.end() < len(name) and not _HIRAGANA.match(name, written.end())):
            continue
        if person.country in FAMILY_NAME_FIRST:
            found[fold(name[:1])].append(person)
        elif written.end() < len(name):
            # 片山さつき: the characters are the family name.
            found[fold(written.group())].append(person)
        else:
            for surname in _kanji_surnames(name, person.reading.split(" ")[0]):
                found[fold(surname)].append(person)
    return {surname: tuple(people) for surname, people in found.items()}


def _kanji_surnames(name: str, reading: str) -> set[str]:
    """Family names that a Japanese name may begin with: the one that is read so, else every one that is possible."""
    beginnings = [name[:length] for length in range(1, min(len(name), _LONGEST_KANJI_SURNAME + 1))]
    read_so = {b for b in beginnings if "".join(w.reading for w in words(b, "ja")) == reading}
    return read_so or {words(name, "ja")[0].text, *beginnings[:2]}


_LONGEST_KANJI_SURNAME = 3
_KANJI_NAME = re.compile(r"[一-鿿々〆ヶ髙﨑]+")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_BEGINNING = 2
"""Characters by which most stretches of a text are told not to begin a known name."""


@cache
def _japanese_forms() -> tuple[str, ...]:
    return tuple(form for row in table("persons") for form in [row["ja"], *variants(row["aliases_ja"])])


@cache
def _japanese_beginnings() -> frozenset[str]:
    return frozenset(fold(form[:_BEGINNING]) for form in _japanese_forms())


@cache
def _longest_name() -> int:
    return max(len(form) for form in _japanese_forms())


def _joined(parts: Sequence[str]) -> str:
    return " ".join(parts).replace("-", " ") if len(parts) > 1 else ""


def _combinations(parts: Sequence[Iterable[str]]) -> Iterable[tuple[str, ...]]:
    for count, combination in enumerate(product(*parts)):
        if count == _MAX_LEMMA_COMBINATIONS:
            return
        yield combination


def name_parts(name: str, language: Language) -> tuple[str, ...]:
    """Return the folded parts of a name: words in English and Russian, the whole name in Japanese."""
    if language == "ja":
        return (fold(name),)
    parts = tuple(fold(p) for p in name.split())
    return (*parts[:-1], masculine(parts[-1])) if language == "ru" and len(parts) > 1 else parts


@cache
def gazetteer(language: Language) -> Gazetteer:
    """Return the process's gazetteer for one language."""
    return Gazetteer(language)
