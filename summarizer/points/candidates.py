"""What could be a point: a sentence, or one joined with the neighbour that makes it understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.article import Article
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.points.anaphora import Antecedents
from summarizer.points.centrality import Vector, Vectors, contents_of
from summarizer.points.news import News
from summarizer.points.scoring import LONGEST, length_of, score_sentences
from summarizer.points.shape import BARE_SHARE, Shape, shapes

UNRESOLVED = 0.35
"""Taken away from a sentence that points back to what was not found."""

JOIN = 0.06
"""Taken away for needing a second sentence: two sentences cost a reader more than one."""

SUPPORT_SHARE = 0.25
"""Share of the joined neighbour in the score of two sentences."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that could be chosen.

    Attributes:
        members: positions in the sequence of sentences.
        score: what it is worth by itself.
        quotes: it is mostly a quotation.
        after: positions of sentences one of which must be told before it; empty if it stands alone, or if what it
            points to was not found.
    """

    members: tuple[int, ...]
    score: float
    quotes: bool
    after: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known of an article while points are chosen."""

    sentences: Sequence[AnnotatedSentence]
    shapes: Sequence[Shape]
    scores: Sequence[float]
    similarity: Vector
    containment: Vector
    antecedents: Antecedents
    news: News


def lay_out(article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts) -> Desk:
    """Return what is known of an article; the arguments are those of ``extractive.choose_points``."""
    vectors = Vectors(contents_of(sentences))
    found = shapes(sentences, frozenset(mention.sentence for mention in facts.mentions))
    lead = next((i for i, shape in enumerate(found) if shape.usable), 0)
    news = News(sentences, facts, lead, article.published)
    scores = score_sentences(article, sentences, news, found, vectors)
    antecedents = Antecedents(sentences, found, facts)
    return Desk(sentences, found, scores, vectors.similarity, vectors.containment(), antecedents, news)


def candidates(desk: Desk) -> Iterator[Candidate]:
    """Yield what could be a point; two may share a sentence."""
    for i, shape in enumerate(desk.shapes):
        if not shape.usable or length_of(desk.sentences[i]) > LONGEST[desk.sentences[i].language]:
            continue
        if shape.stands_alone:
            yield Candidate((i,), desk.scores[i], shape.quoted > BARE_SHARE)
            continue
        partner = _partner(i, desk)
        if partner is not None:
            members = (min(i, partner), max(i, partner))
            score = (1 - SUPPORT_SHARE) * desk.scores[i] + SUPPORT_SHARE * desk.scores[partner] - JOIN
            yield Candidate(members, score, max(desk.shapes[m].quoted for m in members) > BARE_SHARE)
        after = desk.antecedents.of(i)
        if _readable(shape) and (after or partner is None):
            yield Candidate((i,), desk.scores[i] - UNRESOLVED * (not after), False, after)


def _readable(shape: Shape) -> bool:
    """Tell whether a sentence that lacks its context still is a sentence, and not words without their speaker."""
    broken = shape.bare or shape.quotation.starts_inside or shape.quotation.ends_inside
    return not broken and not (shape.speaker_missing and shape.quoted > BARE_SHARE)


def _partner(i: int, desk: Desk) -> int | None:
    """Return the neighbour that makes sentence ``i`` understood, if one does."""
    shape = desk.shapes[i]
    if shape.quotation.ends_inside:
        return i + 1 if not shape.needs_before and _completes(i, i + 1, desk) else _attributed_after(i, desk)
    if shape.needs_before and _introduces(i - 1, i, desk):
        return i - 1
    return _attributed_after(i, desk) if shape.bare else None


def _introduces(before: int, i: int, desk: Desk) -> bool:
    if before < 0 or not _fits(before, i, desk):
        return False
    first, second = desk.shapes[before], desk.shapes[i]
    if second.quotation.starts_inside:
        return first.quotation.ends_inside and first.usable and not (first.needs_before or second.quotation.ends_inside)
    if not first.stands_alone or (second.bare and not _same_paragraph(before, i, desk)):
        return False
    if second.points_back and before not in desk.antecedents.of(i):
        return False
    return first.names_someone or not (second.bare or second.speaker_missing)


def _completes(i: int, after: int, desk: Desk) -> bool:
    if after >= len(desk.sentences) or not _fits(i, after, desk):
        return False
    second = desk.shapes[after]
    return second.quotation.starts_inside and not second.quotation.ends_inside


def _attributed_after(i: int, desk: Desk) -> int | None:
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


def _fits(first: int, second: int, desk: Desk) -> bool:
    one, two = desk.sentences[first], desk.sentences[second]
    return length_of(one) + length_of(two) <= LONGEST[one.language]


def _same_paragraph(first: int, second: int, desk: Desk) -> bool:
    return desk.sentences[first].sentence.paragraph == desk.sentences[second].sentence.paragraph
