"""Texts in clauses: their content words, and the words that turn a clause around (not, yet, may, half, former).

What the words are is in ``carrying.toml``; ``carrying`` compares the clauses of a claim with those of a sentence.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from summarizer.article import Language
from summarizer.language.words import Word, words

SHORTEST_PIECE = 3
"""Content words below which a clause of a claim is judged together with its neighbour."""
ALIKE = 0.65
"""Share of the longer word's letters that two words must begin with alike, to be of one family (operate, operation)."""
ALIKE_LETTERS = 4
_FUNCTION = frozenset({"助詞", "助動詞", "接続詞", "代名詞", "補助記号", "記号", "空白", "感動詞", "連体詞"})
_CAN = frozenset({"мочь", "смочь"})
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``carrying.toml`` of a language, which explains every field; words are mapped to the numbers of their groups."""

    turns: Mapping[str, int]
    same: Mapping[str, frozenset[int]]
    free: frozenset[str]
    dates: frozenset[str]
    conditions: frozenset[int]
    before: re.Pattern[str]
    breaks: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text.

    Attributes:
        content: its content words in order.
        turns: the groups of words in it that turn it around.
        all: its words.
        counted: what the neighbours of numbers are looked for in: content words, in Japanese all words.
        text: of which it is a stretch.
    """

    content: tuple[Word, ...]
    turns: frozenset[int]
    all: tuple[Word, ...]
    counted: tuple[Word, ...]
    text: str


@cache
def lexicon_of(language: Language) -> Lexicon:
    """Return the words of ``carrying.toml``."""
    table: dict[str, Any] = tomllib.loads(
        files("summarizer.points").joinpath("carrying.toml").read_text(encoding="utf-8")
    )[language]
    same: dict[str, set[int]] = {}
    for number, group in enumerate(table["same"]):
        for word in group.split():
            same.setdefault(word, set()).add(number)
    turns = {word: number for number, group in enumerate(table["turns"]) for word in group.split()}
    return Lexicon(
        turns,
        {word: frozenset(groups) for word, groups in same.items()},
        frozenset(table["free"].split()),
        frozenset(table["dates"].split()),
        frozenset(turns[word] for word in table["conditions"].split()),
        re.compile(table["before"], re.IGNORECASE),
        re.compile(table["breaks"], re.IGNORECASE),
    )


@lru_cache(4096)
def clauses_of(text: str, language: Language) -> tuple[Clause, ...]:
    """Return the clauses of a text, in order."""
    lexicon = lexicon_of(language)
    ends = [match.end() for match in lexicon.breaks.finditer(text)]
    found = []
    start = 0
    for end in (*ends, len(text)):
        run = [word for word in words_of(text, language) if start <= word.start < end]
        content = tuple(word for word in run if _is_content(word, lexicon, language))
        turns = frozenset(lexicon.turns[lemma] for word in run if (lemma := _turning(word, lexicon)))
        pairs = (f"{one.text}_{other.text}".lower() for one, other in pairwise(run))
        turns |= {lexicon.turns[pair] for pair in pairs if pair in lexicon.turns}
        found.append(
            Clause(
                content, turns | _tense(run, language), tuple(run), tuple(run) if language == "ja" else content, text
            )
        )
        start = end
    return tuple(found)


@lru_cache(4096)
def words_of(text: str, language: Language) -> tuple[Word, ...]:
    """Return the words of a text."""
    return words(text, language)


def _turning(word: Word, lexicon: Lexicon) -> str | None:
    return next((lemma for lemma in (word.text.lower(), *word.lemmas) if lemma in lexicon.turns), None)


def _tense(run: Sequence[Word], language: Language) -> frozenset[int]:
    """Return the group of the future, which Russian has in the forms of verbs, if a verb has one."""
    planned = language == "ru" and any("futr" in word.tags and not _CAN.intersection(word.lemmas) for word in run)
    return frozenset({lexicon_of("ru").turns["планировать"]}) if planned else frozenset()


def _is_content(word: Word, lexicon: Lexicon, language: Language) -> bool:
    if not re.search(r"\w", word.text) or _turning(word, lexicon) or lexicon.free.intersection(word.lemmas[:2]):
        return False
    if language == "ja":
        return not word.tags & _FUNCTION and "非自立可能" not in word.tags
    return "clitic" not in word.tags and (len(word.text) > 1 or word.text.isdigit())


def pieces_of(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses, each too short one joined with the one after it, the last with the one before."""
    joined: list[Clause] = []
    for clause in clauses:
        if joined and len(joined[-1].content) < SHORTEST_PIECE:
            clause = _joined(joined.pop(), clause)
        joined.append(clause)
    if len(joined) > 1 and len(joined[-1].content) < SHORTEST_PIECE:
        last = joined.pop()
        joined.append(_joined(joined.pop(), last))
    return [piece for piece in joined if piece.content]


def _joined(one: Clause, other: Clause) -> Clause:
    return Clause(
        one.content + other.content, one.turns | other.turns, one.all + other.all, one.counted + other.counted, one.text
    )


def means_same(one: Word, other: Word, language: Language) -> bool:
    """Say whether two words are forms of one, of one family, or may stand for each other."""
    if one.text.lower() == other.text.lower() or not set(one.lemmas).isdisjoint(other.lemmas):
        return True
    if _DIGIT.search(one.text) or _DIGIT.search(other.text):
        return False
    groups = lexicon_of(language).same
    if any(groups[a] & groups[b] for a in one.lemmas if a in groups for b in other.lemmas if b in groups):
        return True
    return language != "ja" and any(_is_family(a, b) for a in one.lemmas for b in other.lemmas)


def _is_family(one: str, other: str) -> bool:
    alike = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return alike >= max(ALIKE_LETTERS, ALIKE * max(len(one), len(other)))


def is_date(word: Word, language: Language) -> bool:
    """Say whether a word is a number or of the calendar."""
    return bool(_DIGIT.search(word.text)) or not lexicon_of(language).dates.isdisjoint(word.lemmas)
