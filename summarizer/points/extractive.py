"""Chooses the sentences of an article that together say what happened.

Every sentence is scored (``scoring``), then sentences are taken one by one, each time the best after what the taken
ones already say (maximal marginal relevance: Carbonell and Goldstein, SIGIR 1998). A sentence that cannot stand alone
is joined with the neighbour that makes it understood, or passed over; the words are always the article's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Agreement, Event, Facts
from summarizer.points.centrality import Vector, Vectors, contents_of
from summarizer.points.scoring import LONGEST, length_of, score_sentences
from summarizer.points.shape import BARE_SHARE, Shape, shapes

MOST_POINTS = 10
"""Upper bound of ``count``."""

COUNT_BY_LENGTH = ((8, 3), (15, 4), (26, 5))
"""Sentences in the article up to which that many points are chosen; ``LONG_COUNT`` beyond."""

LONG_COUNT = 6

REDUNDANCY = 0.3
"""Taken away in proportion to the cosine with the nearest sentence already taken; set as in ``scoring``."""

SAME_COSINE, SAME_SHARE = 0.5, 0.62
"""Cosine, and share of the shorter one's weight, from which two sentences say the same; by eye, likewise."""

SECOND_QUOTE = 0.12
"""Taken away for each quotation already among the points."""

UNRESOLVED = 0.35
"""Taken away from a sentence that points back, where no neighbour can be joined to it."""

JOIN = 0.06
"""Taken away for needing a second sentence: two sentences cost a reader more than one."""

SUPPORT_SHARE = 0.25
"""Share of the joined neighbour in the score of two sentences."""


_SIGNATURE = re.compile(r"(?<=[.。!！])\s*[（(][^（）()]{1,25}[）)]$")
"""An agency or author in brackets after the last full stop: 「…した。（共同）」."""


@dataclass(frozen=True, slots=True)
class Point:
    """One key point.

    Attributes:
        text: the sentences' own words; at most a connective ('However, …') is cut off at the beginning,
            and an agency's name in brackets at the end.
        sentences: the numbers of the sentences it consists of, ascending.
    """

    text: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A point that could be chosen; ``members`` are positions in the sequence of sentences."""

    members: tuple[int, ...]
    score: float
    quotes: bool


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is known of an article while points are chosen."""

    sentences: Sequence[AnnotatedSentence]
    shapes: Sequence[Shape]
    scores: Sequence[float]
    similarity: Vector
    containment: Vector


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
        Points none of which shares a sentence with another. Fewer than ``count`` if the article has fewer sentences
        that stand alone and say something of their own; empty only if there is no statement at all.

    Raises:
        ValueError: ``count`` is out of range.
    """
    if count is not None and not 1 <= count <= MOST_POINTS:
        raise ValueError(f"count must lie between 1 and {MOST_POINTS}, not {count}")
    if not sentences:
        return ()
    desk = _lay_out(article, sentences, facts)
    candidates = list(_candidates(desk))
    wanted = count or _count_for(len(sentences))
    chosen = _take(candidates, desk, wanted)
    chosen = _cover(chosen, candidates, desk, facts)
    return tuple(_point(c, desk) for c in sorted(chosen, key=lambda c: c.members))


def _lay_out(article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts) -> _Desk:
    vectors = Vectors(contents_of(sentences))
    found = shapes(sentences, frozenset(mention.sentence for mention in facts.mentions))
    scores = score_sentences(article, sentences, facts, found, vectors)
    return _Desk(sentences, found, scores, vectors.similarity, vectors.containment())


def _count_for(length: int) -> int:
    return next((count for most, count in COUNT_BY_LENGTH if length <= most), LONG_COUNT)


def _candidates(desk: _Desk) -> Iterator[_Candidate]:
    for i, shape in enumerate(desk.shapes):
        if not shape.usable or length_of(desk.sentences[i]) > LONGEST[desk.sentences[i].language]:
            continue
        if shape.stands_alone:
            yield _Candidate((i,), desk.scores[i], shape.quoted > BARE_SHARE)
            continue
        partner = _partner(i, desk)
        if partner is not None:
            members = (min(i, partner), max(i, partner))
            score = (1 - SUPPORT_SHARE) * desk.scores[i] + SUPPORT_SHARE * desk.scores[partner] - JOIN
            yield _Candidate(members, score, max(desk.shapes[m].quoted for m in members) > BARE_SHARE)
        elif _readable(shape):
            yield _Candidate((i,), desk.scores[i] - UNRESOLVED, False)


def _readable(shape: Shape) -> bool:
    """Tell whether a sentence that lacks its context still is a sentence, and not words without their speaker."""
    broken = shape.bare or shape.quotation.starts_inside or shape.quotation.ends_inside
    return not broken and not (shape.speaker_missing and shape.quoted > BARE_SHARE)


def _partner(i: int, desk: _Desk) -> int | None:
    """Return the neighbour that makes sentence ``i`` understood, if one does."""
    shape = desk.shapes[i]
    if shape.quotation.ends_inside:
        return i + 1 if not shape.needs_before and _completes(i, i + 1, desk) else _attributed_after(i, desk)
    if shape.needs_before and _introduces(i - 1, i, desk):
        return i - 1
    return _attributed_after(i, desk) if shape.bare else None


def _introduces(before: int, i: int, desk: _Desk) -> bool:
    if before < 0 or not _fits(before, i, desk):
        return False
    first, second = desk.shapes[before], desk.shapes[i]
    if second.quotation.starts_inside:
        return first.quotation.ends_inside and first.usable and not (first.needs_before or second.quotation.ends_inside)
    if not first.stands_alone or (second.bare and not _same_paragraph(before, i, desk)):
        return False
    return first.names_someone or not (second.bare or second.speaker_missing)


def _completes(i: int, after: int, desk: _Desk) -> bool:
    if after >= len(desk.sentences) or not _fits(i, after, desk):
        return False
    second = desk.shapes[after]
    return second.quotation.starts_inside and not second.quotation.ends_inside


def _attributed_after(i: int, desk: _Desk) -> int | None:
    """Return the next sentence if it closes the quotation of a bare one and names its speaker."""
    shape, after = desk.shapes[i], i + 1
    if not shape.bare or shape.quotation.starts_inside or after >= len(desk.sentences) or not _fits(i, after, desk):
        return None
    second = desk.shapes[after]
    if second.speaker_missing or not second.names_someone or second.quotation.ends_inside:
        return None
    if shape.quotation.ends_inside != second.quotation.starts_inside:
        return None
    return after if shape.quotation.ends_inside or second.points_back else None


def _fits(first: int, second: int, desk: _Desk) -> bool:
    one, two = desk.sentences[first], desk.sentences[second]
    return length_of(one) + length_of(two) <= LONGEST[one.language]


def _same_paragraph(first: int, second: int, desk: _Desk) -> bool:
    return desk.sentences[first].sentence.paragraph == desk.sentences[second].sentence.paragraph


def _take(candidates: Sequence[_Candidate], desk: _Desk, wanted: int) -> list[_Candidate]:
    """Take candidates greedily by marginal relevance; ties go to the earlier sentence."""
    chosen: list[_Candidate] = []
    rest = sorted(candidates, key=lambda c: (-c.score, c.members))
    while rest and len(chosen) < wanted:
        rest = [c for c in rest if not any(_says_same(c, taken, desk) for taken in chosen)]
        best = max(rest, key=lambda c: (_marginal(c, chosen, desk), -c.members[0]), default=None)
        if best is None:
            break
        chosen.append(best)
        rest.remove(best)
    return chosen


def _says_same(one: _Candidate, other: _Candidate, desk: _Desk) -> bool:
    if not set(one.members).isdisjoint(other.members):
        return True
    # The last member is the sentence that a joined candidate was made for.
    pairs = [(a, b) for a in one.members for b in other.members]
    return any(desk.similarity[p] >= SAME_COSINE or desk.containment[p] >= SAME_SHARE for p in pairs)


def _marginal(candidate: _Candidate, chosen: Sequence[_Candidate], desk: _Desk) -> float:
    nearest = max(
        (float(desk.similarity[a, b]) for taken in chosen for a in candidate.members for b in taken.members),
        default=0.0,
    )
    quotes = sum(taken.quotes for taken in chosen) if candidate.quotes else 0
    return round(candidate.score - REDUNDANCY * nearest - SECOND_QUOTE * quotes, 9)


def _cover(chosen: list[_Candidate], candidates: Sequence[_Candidate], desk: _Desk, facts: Facts) -> list[_Candidate]:
    """Bring in the main event and the main agreement where a sentence carries them and no point does."""
    kept: set[int] = set()
    for fact in (_main_event(facts), _main_agreement(facts)):
        if fact is None or len(chosen) < 2:
            continue
        wanted = {i for i, s in enumerate(desk.sentences) if s.index in fact.sentences}
        covering = [c for c in chosen if not wanted.isdisjoint(c.members)]
        if not covering:
            chosen, covering = _swap_in(wanted, chosen, candidates, desk, kept)
        kept |= {c.members[0] for c in covering[:1]}
    return chosen


def _swap_in(
    wanted: set[int], chosen: list[_Candidate], candidates: Sequence[_Candidate], desk: _Desk, kept: set[int]
) -> tuple[list[_Candidate], list[_Candidate]]:
    fitting = [c for c in candidates if not wanted.isdisjoint(c.members)]
    fitting.sort(key=lambda c: (-_marginal(c, chosen, desk), c.members))
    for newcomer in fitting:
        doubles = [c for c in chosen if _says_same(newcomer, c, desk)]
        leaving = doubles or [min(chosen[1:], key=lambda c: (c.score, [-m for m in c.members]))]
        if len(leaving) == 1 and leaving[0].members[0] not in kept and leaving[0] is not chosen[0]:
            return [c for c in chosen if c is not leaving[0]] + [newcomer], [newcomer]
    return chosen, []


def _main_event(facts: Facts) -> Event | None:
    """Return the event that the article is most likely about: told most often, earliest, with named actors."""
    return min(
        facts.events,
        key=lambda e: (-len(e.sentences), e.sentences, -len(e.actors) - len(e.participants)),
        default=None,
    )


def _main_agreement(facts: Facts) -> Agreement | None:
    return min(facts.agreements, key=lambda a: (-len(a.sentences), a.sentences), default=None)


def _point(candidate: _Candidate, desk: _Desk) -> Point:
    members = [desk.sentences[m] for m in candidate.members]
    language = members[0].language
    separator = "" if language == "ja" else " "
    text = separator.join(_SIGNATURE.sub("", m.text) for m in members)
    cut = desk.shapes[candidate.members[0]].connective
    return Point(_begin_at(text, cut, language), tuple(m.index for m in members))


def _begin_at(text: str, cut: int, language: Language) -> str:
    if not cut or language == "ja":
        return text[cut:]
    return text[cut].upper() + text[cut + 1 :]
