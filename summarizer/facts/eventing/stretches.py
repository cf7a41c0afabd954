"""Stretches of an English or Russian sentence: cut at marks and conjunctions, then joined where no verb stands."""

import itertools
from collections.abc import Sequence
from functools import cache

from summarizer.article import Language
from summarizer.facts.lexicons import entries
from summarizer.facts.status import clause_words
from summarizer.language.phrases import Phrases
from summarizer.language.words import Word

_CUTS = frozenset(',;:—–-"“”«»„()')
_QUOTES = frozenset('"“”«»„')
_OPEN_QUOTES = frozenset("“«„")
_VERBAL_RU = frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS", "ADJS"})
SHORTEST_VERB_EN = 5
"""Letters; below it -ed and -ing are seldom endings (red, king)."""
_SHORTEST_QUOTATION = 4
"""Words; fewer between quotation marks are a name (G20 «большая двадцатка»), not something said."""
LONGEST_NAME = 6
"""Words; up to so many without a verb are a name too («Центральная Азия + Япония»)."""

Chunk = tuple[int, int, bool]
"""First word, last word (exclusive), and whether it stands in a quotation."""


@cache
def reporting(language: Language) -> Phrases[bool]:
    """Return the verbs of saying of a language."""
    return Phrases(((verb, True) for verb in entries("status")["report"][language]), language)


def stretches(words: Sequence[Word], language: Language) -> list[Chunk]:
    """Return the stretches of a sentence, each with a verb of its own, in order; together they hold all its words."""
    return _joined(_chunks(words, language), words, language)


def _chunks(words: Sequence[Word], language: Language) -> list[Chunk]:
    opens = clause_words("opens_en") if language == "en" else frozenset[str]()
    quotations = _quotations(words, language)
    names = [span for span in _quoted(words) if span not in quotations and span[1] < len(words)]
    bounds = {0, len(words)}
    for i, word in enumerate(words):
        if any(a < i < b for a, b in names):
            continue  # «Центральная Азия — Япония» is not cut
        inside = any(a < i < b for a, b in quotations)
        edge = any(i in pair for pair in quotations)
        if word.text in _QUOTES:
            if edge:
                bounds.add(i + 1)
        elif (word.text in _CUTS and not _within_word(words, i)) or (word.text.lower() in opens and not inside):
            bounds.add(i if word.text not in _CUTS else i + 1)
    ordered = sorted(bounds)
    return [(a, b, any(p <= a <= q and b <= q + 1 for p, q in quotations)) for a, b in itertools.pairwise(ordered)]


def _within_word(words: Sequence[Word], i: int) -> bool:
    """A hyphen between words without white space ("U.S.-Japan")."""
    tight = 0 < i < len(words) - 1 and words[i - 1].end == words[i].start and words[i].end == words[i + 1].start
    return words[i].text in "-–—" and tight


def _quoted(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the positions of the marks of every quotation; one that is not closed ends after the last word."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for i, word in enumerate(words):
        if word.text not in _QUOTES:
            continue
        if opened is None or word.text in _OPEN_QUOTES:
            opened = i
        else:
            found.append((opened, i))
            opened = None
    return found if opened is None else [*found, (opened, len(words))]


def _quotations(words: Sequence[Word], language: Language) -> list[tuple[int, int]]:
    """Return the quotations that are something said, and no names."""

    def is_said(first: int, last: int) -> bool:
        inside = words[first + 1 : last]
        if last == len(words):
            return len(inside) >= _SHORTEST_QUOTATION
        short = len(inside) <= LONGEST_NAME and not any(_is_verbal(w, language) for w in inside)
        return len(inside) >= _SHORTEST_QUOTATION and not short

    return [span for span in _quoted(words) if is_said(*span)]


def _is_verbal(word: Word, language: Language) -> bool:
    if language == "ru":
        return not _VERBAL_RU.isdisjoint(word.tags)
    text = word.text.lower()
    if text in clause_words("verbs_en"):
        return True
    return len(text) >= SHORTEST_VERB_EN and text.endswith(("ed", "ing")) and not word.capitalised


def _has_verb(words: Sequence[Word], first: int, last: int, language: Language) -> bool:
    saying = reporting(language)
    if words[first].text.lower() in clause_words(f"subordinates_{language}"):
        return True
    return any(
        (_is_verbal(words[i], language) and not _is_noun_en(words, i, first))
        or (not words[i].capitalised and saying.at(words, i) is not None)
        or (language == "en" and _is_infinitive(words, i, first))
        for i in range(first, last)
    )


def _is_noun_en(words: Sequence[Word], i: int, first: int) -> bool:
    """Whether an article stands before it: "at a meeting in Vienna on Monday" has no verb."""
    return i > first and words[i].text.lower().endswith("ing") and words[i - 1].text.lower() in ("a", "an", "the")


def _is_infinitive(words: Sequence[Word], i: int, first: int) -> bool:
    word = words[i]
    return (
        i > first
        and words[i - 1].text.lower() == "to"
        and "word" in word.tags
        and not word.capitalised
        and word.text not in clause_words("hearers_en")
    )


def _joined(chunks: list[Chunk], words: Sequence[Word], language: Language) -> list[Chunk]:
    """Put stretches without a verb (appositions, dates, lists) to the one before them, at the start to the next."""
    joined: list[Chunk] = []
    waiting: int | None = None
    for first, last, quoted in chunks:
        # "signed in Prague on April 8, by the presidents": who acts goes with the verb before it.
        verbless = not _has_verb(words, first, last, language) or (language == "en" and words[first].text == "by")
        start = waiting if waiting is not None else first
        if verbless and joined and joined[-1][2] == quoted:
            joined[-1] = (joined[-1][0], last, quoted)
        elif verbless and not quoted and not joined:
            waiting = start
        else:
            joined.append((start, last, quoted))
            waiting = None
    if waiting is not None:
        joined.append((waiting, len(words), False))
    return joined
