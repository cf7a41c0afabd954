"""Chooses the sentences of an article that together say what happened.

Every sentence is scored (``scoring``), then sentences are taken one by one, each time the best after what the taken
ones already say (maximal marginal relevance: Carbonell and Goldstein, SIGIR 1998). A sentence that cannot stand alone
comes after the point that makes it understood, or is joined with the neighbour that does, or is passed over; the words
are always the article's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.points.candidates import Candidate, Desk, candidates, lay_out

MOST_POINTS = 10
"""Upper bound of ``count``."""

COUNT_BY_LENGTH = ((8, 3), (15, 4), (26, 5))
"""Sentences in the article up to which that many points are chosen; ``LONG_COUNT`` beyond."""

LONG_COUNT = 6

REDUNDANCY = 0.3
"""Taken away in proportion to the cosine with the nearest sentence already taken; set as in ``scoring``."""

SAME_COSINE, SAME_SHARE = 0.5, 0.62
"""Cosine, and share of the shorter one's weight, from which two sentences say the same; by eye, likewise."""

TOLD = 0.3
"""Taken away for events and people that a point before tells of, in proportion to what they add to a score."""

MAIN_FACT = 0.3
"""Added for the main event, and for the main agreement, where no point before tells of it."""

UNINTRODUCED = 0.1
"""Taken away where somebody is named whom an earlier sentence introduced that is no point."""

SECOND_QUOTE = 0.12
"""Taken away for each quotation already among the points."""


_SIGNATURE = re.compile(r"(?<=[.。!！])\s*[（(][^（）()]{1,25}[）)]$")
"""An agency or author in brackets after the last full stop: 「…した。（共同）」."""


@dataclass(frozen=True, slots=True)
class Point:
    """One key point.

    Attributes:
        text: the sentences' own words; at most a connective ('However, …') is cut off at the beginning,
            and an agency's name in brackets at the end.
        sentences: the numbers of the sentences it consists of, ascending.
        after: numbers of sentences one of which a point before it must tell, as it points back ('He will …'); empty
            if it stands alone.
    """

    text: str
    sentences: tuple[int, ...]
    after: tuple[int, ...] = ()


def choose_points(
    article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts, count: int | None = None
) -> tuple[Point, ...]:
    """Choose the key points of an article, in the order of the article.

    Args:
        article: its title and date help to weigh the sentences.
        sentences: the annotated sentences of the article, all and in order.
        facts: the card of key facts, which the points should carry; may be empty.
        count: how many points, 1 to 10; None for 3 to 6 by the article's length.

    Returns:
        Points none of which shares a sentence with another; those of a smaller ``count`` are among those of a greater
        one. A point that points back comes only after one that tells to what, if that is known. Fewer than ``count``
        if the article has fewer sentences that can be understood and say something of their own; empty only if there
        is no statement at all.

    Raises:
        ValueError: ``count`` is out of range.
    """
    if count is not None and not 1 <= count <= MOST_POINTS:
        raise ValueError(f"count must lie between 1 and {MOST_POINTS}, not {count}")
    ranked = rank_points(article, sentences, facts, count or usual_count(len(sentences)))
    return tuple(sorted(ranked, key=lambda point: point.sentences))


def rank_points(
    article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts, count: int
) -> tuple[Point, ...]:
    """Return the points of ``choose_points``, the best first: the first of them are those of a smaller count."""
    if not sentences:
        return ()
    desk = lay_out(article, sentences, facts)
    return tuple(_point(candidate, desk) for candidate in _take(list(candidates(desk)), desk, count))


def usual_count(length: int) -> int:
    """Return how many points an article of so many sentences has where nobody asks for a number."""
    return next((count for most, count in COUNT_BY_LENGTH if length <= most), LONG_COUNT)


def _take(possible: Sequence[Candidate], desk: Desk, wanted: int) -> list[Candidate]:
    """Take candidates greedily by marginal relevance; ties go to the earlier sentence.

    Which come first does not depend on how many are wanted, so that fewer points are always the best of more.
    """
    taken = _Taken(desk)
    rest = sorted(possible, key=lambda c: (-c.score, c.members))
    while len(taken.points) < wanted:
        understood = (c for c in rest if taken.makes_understood(c))
        best = max(understood, key=lambda c: (taken.marginal(c), -c.members[0]), default=None)
        if best is None:
            break
        taken.add(best)
        rest = [c for c in rest if not taken.says(c)]
    return taken.points


class _Taken:
    """The points chosen so far, and what is said by them."""

    def __init__(self, desk: Desk) -> None:
        self.points: list[Candidate] = []
        self._desk = desk
        self._members: set[int] = set()
        self._facts: set[str] = set()
        self._quotes = 0
        self._nearest = [0.0] * len(desk.sentences)
        self._said = [False] * len(desk.sentences)
        self._untold = list(desk.news.main)

    def add(self, point: Candidate) -> None:
        """Take a further point."""
        self.points.append(point)
        self._members.update(point.members)
        self._quotes += point.quotes
        self._untold = [fact for fact in self._untold if fact.isdisjoint(point.members)]
        for member in point.members:
            self._facts.update(self._desk.news.told[member])
            cosines = self._desk.similarity[member]
            same = (cosines >= SAME_COSINE) | (self._desk.containment[:, member] >= SAME_SHARE)
            self._nearest = np.maximum(self._nearest, cosines).tolist()
            self._said = (same | self._said).tolist()

    def says(self, candidate: Candidate) -> bool:
        """Tell whether a candidate says what a point says, or shares a sentence with one."""
        return any(self._said[member] or member in self._members for member in candidate.members)

    def makes_understood(self, candidate: Candidate) -> bool:
        """Tell whether the points chosen tell what a candidate points back to, if that is known."""
        return not candidate.after or not candidate.after.isdisjoint(self._members)

    def marginal(self, candidate: Candidate) -> float:
        """Return what a candidate is worth after the points chosen."""
        if not self.points:
            # The first point is the lead's affair: a lead that tells no event is still the news.
            return candidate.score
        lost = REDUNDANCY * max(self._nearest[member] for member in candidate.members)
        lost += TOLD * self._told_already(candidate) + SECOND_QUOTE * self._quotes * candidate.quotes
        if any(not self._desk.news.known[member] <= self._facts for member in candidate.members):
            lost += UNINTRODUCED
        gain = MAIN_FACT * sum(not fact.isdisjoint(candidate.members) for fact in self._untold) if self._untold else 0.0
        return round(candidate.score + gain - lost, 9)

    def _told_already(self, candidate: Candidate) -> float:
        """Return the weight of the facts that a candidate tells and a point chosen told before, 0 to 1."""
        told: dict[str, float] = {}
        for member in candidate.members:
            told.update(self._desk.news.told[member])
        return min(1.0, sum(weight for fact, weight in told.items() if fact in self._facts)) if told else 0.0


def _point(candidate: Candidate, desk: Desk) -> Point:
    members = [desk.sentences[m] for m in candidate.members]
    language = members[0].language
    separator = "" if language == "ja" else " "
    text = separator.join(_SIGNATURE.sub("", m.text) for m in members)
    cut = desk.shapes[candidate.members[0]].connective
    after = tuple(sorted(desk.sentences[at].index for at in candidate.after))
    return Point(_begin_at(text, cut, language), tuple(m.index for m in members), after)


def _begin_at(text: str, cut: int, language: Language) -> str:
    if not cut or language == "ja":
        return text[cut:]
    return text[cut].upper() + text[cut + 1 :]
