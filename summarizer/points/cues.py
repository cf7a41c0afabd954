"""Reads the cues and stop words that lie beside this module, compiled once a language."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import Language


@dataclass(frozen=True, slots=True)
class Cues:
    """What ``cues.toml`` says of one language; the file explains every field.

    Openers and date lines match at the beginning of a text, furniture and announcements anywhere.
    """

    furniture: re.Pattern[str]
    pronoun_opener: re.Pattern[str]
    pair_opener: re.Pattern[str]
    agreement_opener: re.Pattern[str]
    referents: tuple[re.Pattern[str], ...]
    phrase_openers: frozenset[str]
    phrase_pronouns: frozenset[str]
    possessives: frozenset[str]
    connective: re.Pattern[str]
    weak_opener: re.Pattern[str]
    background_opener: re.Pattern[str]
    background: re.Pattern[str]
    procedure: re.Pattern[str]
    procedure_words: tuple[str, ...]
    announcement: re.Pattern[str]
    dateline: re.Pattern[str]
    label: re.Pattern[str]
    outlet: re.Pattern[str]
    attribution: re.Pattern[str]
    speech: frozenset[str]
    claims: frozenset[str]
    acts: frozenset[str]
    speaker_pronouns: frozenset[str]
    speaker_nouns: frozenset[str]
    predicates: frozenset[str]
    complement: re.Pattern[str]
    connectors: frozenset[str]
    subordinator: re.Pattern[str]
    coordinators: tuple[str, ...]
    clause_breaks: tuple[str, ...]


_NEVER = r"(?!)"


def _any_of(patterns: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or _NEVER, flags)


def _connective(openers: list[str]) -> re.Pattern[str]:
    longest_first = sorted(openers, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})(?:\\s+|(?<=、))(?=\\w)")


@cache
def cues(language: Language) -> Cues:
    """Return the cues of a language."""
    table: dict[str, Any] = _read("cues.toml")[language]
    return Cues(
        furniture=_any_of(table["furniture"]),
        pronoun_opener=_any_of(table["pronoun_openers"]),
        pair_opener=_any_of(table["pair_openers"]),
        agreement_opener=_any_of(table["agreement_openers"]),
        referents=tuple(_any_of([pattern]) for pattern in table["referents"]),
        connective=_connective(table["connectives"]),
        weak_opener=_any_of(table["weak_openers"]),
        background_opener=_any_of(table["background_openers"]),
        background=_any_of(table["background"]),
        procedure=_any_of(table["procedure"]),
        procedure_words=tuple(table["procedure_words"]),
        announcement=_any_of(table["announcements"]),
        dateline=_any_of(table["datelines"], re.NOFLAG),
        label=_any_of(table["labels"]),
        outlet=_any_of(table["outlets"]),
        attribution=_any_of(table["attributions"]),
        complement=_any_of(table["complements"]),
        subordinator=_any_of([rf"{word}\b" for word in table["subordinators"]]),
        coordinators=tuple(table["coordinators"]),
        clause_breaks=tuple(table["clause_breaks"]),
        **{name: frozenset(table[name]) for name in _WORD_LISTS},
    )


_WORD_LISTS = (
    "phrase_openers",
    "phrase_pronouns",
    "possessives",
    "speech",
    "claims",
    "acts",
    "speaker_pronouns",
    "speaker_nouns",
    "predicates",
    "connectors",
)


@cache
def stop_words(language: Language) -> frozenset[str]:
    """Return the dictionary forms, in lower case, that say nothing of a text's subject."""
    listed: str = _read("stopwords.toml")[language]
    return frozenset(listed.split())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("summarizer.points").joinpath(name).read_text(encoding="utf-8"))
