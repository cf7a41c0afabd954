"""Does a sentence carry a claim in its own language? Clause by clause: words, what turns them around, who, how many.

The guard compares the values of two texts (numbers, dates, names, countries) and works between languages. A model that
sums up also errs in ways that no value shows: two sentences run into one ("Finland will pay" + "35 percent"), "still
has to approve" told as "approved", one of two numbers given to the other thing, two names exchanged. In one language
that can be looked for: a piece of the claim must be carried whole by one sentence, and with it what turns the sentence
around. This passes compressions and drops free paraphrase, for which the article's own sentences stand in.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
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
LONGEST_PHRASE = 3
"""Content words of a phrase that a claim may take from a clause without what turns that clause around."""
NEAR = 3
"""Words after or before a number among which its neighbour of the claim must be in the source."""
_FUNCTION = frozenset({"助詞", "助動詞", "接続詞", "代名詞", "補助記号", "記号", "空白", "感動詞", "連体詞"})
_CAN = frozenset({"мочь", "смочь"})
_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    turns: Mapping[str, int]
    same: Mapping[str, frozenset[int]]
    free: frozenset[str]
    before: re.Pattern[str]
    breaks: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a text.

    Attributes:
        content: its content words in order.
        turns: the groups of words in it that turn it around.
        counted: what the neighbours of numbers are looked for in: content words, in Japanese all words.
    """

    content: tuple[Word, ...]
    turns: frozenset[int]
    counted: tuple[Word, ...]


@cache
def _lexicon(language: Language) -> _Lexicon:
    table: dict[str, Any] = tomllib.loads(
        files("summarizer.points").joinpath("carrying.toml").read_text(encoding="utf-8")
    )[language]
    same: dict[str, set[int]] = {}
    for number, group in enumerate(table["same"]):
        for word in group.split():
            same.setdefault(word, set()).add(number)
    return _Lexicon(
        {word: number for number, group in enumerate(table["turns"]) for word in group.split()},
        {word: frozenset(groups) for word, groups in same.items()},
        frozenset(table["free"].split()),
        re.compile(table["before"], re.IGNORECASE),
        re.compile(table["breaks"], re.IGNORECASE),
    )


def carries(claim: str, sentences: Mapping[int, str], numbers: Sequence[int], language: Language) -> bool:
    """Say whether sentences carry a claim: each of its clauses wholly one of them.

    Args:
        claim: in the language of the sentences.
        sentences: all that may be looked at, by number: what "he" means stands in the sentence before.
        numbers: of those that the claim rests on.
        language: of all.
    """
    pieces = _pieces(_clauses(claim, language))
    return bool(pieces) and all(
        any(_carries(piece, n, sentences, language) for n in numbers) for piece in pieces
    )  # fmt: skip


def _pieces(clauses: Sequence[_Clause]) -> list[_Clause]:
    """Return the clauses, each too short one joined with the one after it, the last with the one before."""
    joined: list[_Clause] = []
    for clause in clauses:
        if joined and len(joined[-1].content) < SHORTEST_PIECE:
            clause = _joined(joined.pop(), clause)
        joined.append(clause)
    if len(joined) > 1 and len(joined[-1].content) < SHORTEST_PIECE:
        last = joined.pop()
        joined.append(_joined(joined.pop(), last))
    return [piece for piece in joined if piece.content]


def _joined(one: _Clause, other: _Clause) -> _Clause:
    return _Clause(one.content + other.content, one.turns | other.turns, one.counted + other.counted)


@lru_cache(4096)
def _clauses(text: str, language: Language) -> tuple[_Clause, ...]:
    lexicon = _lexicon(language)
    ends = [match.end() for match in lexicon.breaks.finditer(text)]
    found = []
    start = 0
    for end in (*ends, len(text)):
        run = [word for word in _words(text, language) if start <= word.start < end]
        content = tuple(word for word in run if _is_content(word, lexicon, language))
        turns = frozenset(lexicon.turns[lemma] for word in run if (lemma := _turning(word, lexicon)))
        pairs = (f"{one.text}_{other.text}".lower() for one, other in pairwise(run))
        turns |= {lexicon.turns[pair] for pair in pairs if pair in lexicon.turns}
        found.append(_Clause(content, turns | _tense(run, language), tuple(run) if language == "ja" else content))
        start = end
    return tuple(found)


@lru_cache(4096)
def _words(text: str, language: Language) -> tuple[Word, ...]:
    return words(text, language)


def _turning(word: Word, lexicon: _Lexicon) -> str | None:
    return next((lemma for lemma in (word.text.lower(), *word.lemmas) if lemma in lexicon.turns), None)


def _tense(run: Sequence[Word], language: Language) -> frozenset[int]:
    """Return the group of the future, which Russian has in the forms of verbs, if a verb has one."""
    planned = language == "ru" and any("futr" in word.tags and not _CAN.intersection(word.lemmas) for word in run)
    return frozenset({_lexicon("ru").turns["планировать"]}) if planned else frozenset()


def _is_content(word: Word, lexicon: _Lexicon, language: Language) -> bool:
    if not re.search(r"\w", word.text) or _turning(word, lexicon) or lexicon.free.intersection(word.lemmas[:2]):
        return False
    if language == "ja":
        return not word.tags & _FUNCTION and "非自立可能" not in word.tags
    return "clitic" not in word.tags and (len(word.text) > 1 or word.text.isdigit())


def _carries(piece: _Clause, number: int, sentences: Mapping[int, str], language: Language) -> bool:
    text = sentences[number]
    clauses = _clauses(text, language)
    told = [word for clause in clauses for word in clause.content]
    before = _spoken_of(number, sentences, language)
    missing = [word for word in piece.content if not _is_told(word, told, text, language)]
    if any(not _is_told(word, before, "", language) for word in missing):
        return False
    here = [word for word in piece.content if word not in missing]
    return (
        2 * len(here) > len(piece.content)
        and _turns_match(piece, here, clauses, text, language)
        and _numbers_match(piece.counted, told, text, language)
        and _names_match(here, told, language)
    )


def _spoken_of(number: int, sentences: Mapping[int, str], language: Language) -> list[Word]:
    """Return the words of the sentence before for which something stands here: "he", or in Japanese nothing at all."""
    text = sentences.get(number - 1, "")
    told = [word for clause in _clauses(text, language) for word in clause.content]
    if _lexicon(language).before.search(sentences[number]):
        return [word for word in told if not _DIGITS.search(word.text)]
    if language == "ja":
        return [word for word in told if not _DIGITS.search(word.text) and "固有名詞" not in word.tags]
    return []


def _is_told(word: Word, told: Sequence[Word], text: str, language: Language) -> bool:
    if language == "ja" and (word.text in text or word.lemma in text):
        return True
    return any(_means_same(word, other, language) for other in told)


def _means_same(one: Word, other: Word, language: Language) -> bool:
    if one.text.lower() == other.text.lower() or not set(one.lemmas).isdisjoint(other.lemmas):
        return True
    if _DIGITS.search(one.text) or _DIGITS.search(other.text):
        return False
    groups = _lexicon(language).same
    if any(groups[a] & groups[b] for a in one.lemmas if a in groups for b in other.lemmas if b in groups):
        return True
    return language != "ja" and any(_is_family(a, b) for a in one.lemmas for b in other.lemmas)


def _is_family(one: str, other: str) -> bool:
    alike = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return alike >= max(ALIKE_LETTERS, ALIKE * max(len(one), len(other)))


def _turns_match(
    piece: _Clause, here: Sequence[Word], clauses: Sequence[_Clause], text: str, language: Language
) -> bool:
    """Say whether a piece has all that turns the clauses around from which its words come, and no more of that."""
    region = _region(here, clauses, text, language)
    needed = frozenset[int]().union(*(clause.turns for clause in region))
    allowed = frozenset[int]().union(*(clause.turns for clause in clauses))
    return needed <= piece.turns <= allowed


def _region(here: Sequence[Word], clauses: Sequence[_Clause], text: str, language: Language) -> Iterator[_Clause]:
    left = list(here)
    ranked = sorted(clauses, key=lambda c: -sum(_is_told(word, c.content, "", language) for word in here))
    for rank, clause in enumerate(ranked):
        mine = [word for word in left if _is_told(word, clause.content, "", language)]
        if mine and (rank == 0 or not _is_phrase(mine, here)):
            yield clause
        left = [word for word in left if word not in mine]


def _is_phrase(mine: Sequence[Word], here: Sequence[Word]) -> bool:
    """Say whether words are one short phrase: mostly the subject of another clause, which a claim may share with it."""
    places = [here.index(word) for word in mine]
    return len(places) <= LONGEST_PHRASE and places[-1] - places[0] == len(places) - 1


def _numbers_match(piece: Sequence[Word], told: Sequence[Word], text: str, language: Language) -> bool:
    """Say whether each number stands beside the same word in the claim and in the source."""
    if language == "ja":
        # What is counted stands right after the number: 24人 is not 24年.
        numbers = ((one, other) for one, other in pairwise(piece) if _DIGITS.search(one.text))
        return all(one.end != other.start or f"{one.text}{other.text[:1]}" in text for one, other in numbers)
    return all(
        any(
            _is_neighbour(piece, i, told, j)
            for j, other in enumerate(told)
            if other.text == word.text or not set(other.lemmas).isdisjoint(word.lemmas)
        )
        for i, word in enumerate(piece)
        if _DIGITS.search(word.text)
    )


def _is_neighbour(piece: Sequence[Word], i: int, told: Sequence[Word], j: int) -> bool:
    after = [lemma for word in told[j + 1 : j + 1 + NEAR] for lemma in word.lemmas]
    before = [lemma for word in told[max(0, j - NEAR) : j] for lemma in word.lemmas]
    if _YEAR.fullmatch(piece[i].text):  # "in 2017" may begin a sentence or end it
        after = before = after + before
    follows = i + 1 < len(piece) and not set(piece[i + 1].lemmas).isdisjoint(after)
    return follows or (i > 0 and not set(piece[i - 1].lemmas).isdisjoint(before)) or len(piece) == 1


def _names_match(here: Sequence[Word], told: Sequence[Word], language: Language) -> bool:
    """Say whether names come in the order of the source: exchanged, they would do each other's deeds."""
    place = -1
    for word in here:
        if _is_name(word, told, language):
            places = [i for i, other in enumerate(told) if _begins_alike(other, word)]
            place = next((i for i in places if i >= place), -1) if places else place
            if places and place < 0:
                return False
    return True


def _is_name(word: Word, told: Sequence[Word], language: Language) -> bool:
    if language == "ja":
        return "固有名詞" in word.tags
    return word.capitalised and any(_begins_alike(other, word) for other in told)


def _begins_alike(one: Word, other: Word) -> bool:
    return one.text[:ALIKE_LETTERS].casefold() == other.text[:ALIKE_LETTERS].casefold()
