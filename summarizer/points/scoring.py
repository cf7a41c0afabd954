"""How much of the news each sentence carries, before any choice between them.

The weights were set by hand on the development half of ``examples/articles`` (``python -m benchmarks.bench_points``
prints what they give there and on the held-out half); all features lie between 0 and 1, so a weight is the most that
its feature can add.
"""

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.article import Article
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.language.words import words
from summarizer.points.centrality import Vectors, content_lemmas
from summarizer.points.cues import cues
from summarizer.points.shape import Shape

POSITION = 0.40
CENTRALITY = 0.20
TITLE = 0.25
FACTS = 0.30
ACT = 0.10
PARAGRAPH_START = 0.06

QUOTED = 0.20
"""Taken away in proportion to the quoted share: a brief tells what happened, comment comes second."""

BACKGROUND = 0.15
PAST_YEAR = 0.20
WEAK = 0.08
MERE_TALK = 0.08
ODD_LENGTH = 0.25

POSITION_POWER = 0.6
"""Steepness of the lead bias: the tenth sentence keeps a quarter of the first one's weight."""

PERSON, PEOPLE_COUNTED = 0.2, 2
EVENT = 0.35
AGREEMENT = 0.3
DATE = 0.15
PLACE, PLACES_COUNTED = 0.05, 3
NUMBER = 0.1
"""What one person, event, agreement, date, place or number adds to the facts feature, which is cut off at 1."""

GOOD_LENGTH = {"en": (9, 38), "ru": (7, 34), "ja": (22, 140)}
"""Words, in Japanese characters, between which a sentence is neither thin nor overloaded; by eye over agency news."""

LONGEST = {"en": 60, "ru": 55, "ja": 240}
"""Words, in Japanese characters, beyond which a sentence, or two joined, is too long for a point."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def length_of(sentence: AnnotatedSentence) -> int:
    """Return the length as ``GOOD_LENGTH`` and ``LONGEST`` count it."""
    if sentence.language == "ja":
        return len(sentence.text)
    return sum(1 for w in sentence.words if w.text[0].isalnum())


def score_sentences(
    article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts, found: Sequence[Shape], vectors: Vectors
) -> list[float]:
    """Score the sentences of an article; comparable within it only.

    Args:
        article: for its title and date.
        sentences: all of them, in order.
        facts: the card, or an empty one.
        found: their shapes.
        vectors: of their content lemmas.
    """
    title = content_lemmas(words(article.title, article.language), article.language) if article.title else ()
    central, in_title, carried = vectors.centrality(), vectors.overlap(title), _facts_carried(sentences, facts)
    year = _year_of(article, sentences)
    scores, paragraph, rank = [], -1, 0
    for i, (sentence, shape) in enumerate(zip(sentences, found, strict=True)):
        acts = _acts(sentence, shape)
        score = POSITION / (1 + rank) ** POSITION_POWER + CENTRALITY * float(central[i]) + TITLE * float(in_title[i])
        score += FACTS * carried[i] + ACT * acts + PARAGRAPH_START * (sentence.sentence.paragraph != paragraph)
        score -= MERE_TALK * (not acts and _talks(sentence))
        score -= QUOTED * shape.quoted + BACKGROUND * shape.background + WEAK * shape.weak
        score -= PAST_YEAR * _tells_past(sentence, year) + ODD_LENGTH * _odd_length(sentence)
        paragraph = sentence.sentence.paragraph
        rank += shape.usable
        # Rounded, so that the last bits of a sum cannot decide a tie.
        scores.append(round(score, 9))
    return scores


def _facts_carried(sentences: Sequence[AnnotatedSentence], facts: Facts) -> list[float]:
    people = Counter(n for person in facts.people for n in person.sentences)
    events = {n for event in facts.events for n in event.sentences}
    agreements = {n for agreement in facts.agreements for n in agreement.sentences}
    carried = []
    for s in sentences:
        value = PERSON * min(people[s.index], PEOPLE_COUNTED) + EVENT * (s.index in events)
        value += AGREEMENT * (s.index in agreements) + DATE * bool(s.dates)
        value += PLACE * min(len(s.places), PLACES_COUNTED) + NUMBER * any(w.text[0].isdigit() for w in s.words)
        carried.append(min(1.0, value))
    return carried


def _acts(sentence: AnnotatedSentence, shape: Shape) -> bool:
    acts = cues(sentence.language).acts
    return any(
        ("futr" in w.tags or not acts.isdisjoint(w.lemmas)) and shape.quotation.outside(w.start) for w in sentence.words
    )


def _talks(sentence: AnnotatedSentence) -> bool:
    speech = cues(sentence.language).speech
    return any(not speech.isdisjoint(w.lemmas) for w in sentence.words)


def _year_of(article: Article, sentences: Sequence[AnnotatedSentence]) -> int:
    if article.published:
        return article.published.year
    return max((int(y) for s in sentences for y in _YEAR.findall(s.text)), default=0)


def _tells_past(sentence: AnnotatedSentence, year: int) -> bool:
    named = [int(y) for y in _YEAR.findall(sentence.text)]
    return bool(named) and max(named) < year


def _odd_length(sentence: AnnotatedSentence) -> float:
    """Return 0 for a good length, growing to 1 towards nothing and towards ``LONGEST``."""
    length, (low, high), longest = length_of(sentence), GOOD_LENGTH[sentence.language], LONGEST[sentence.language]
    if length < low:
        return (low - length) / low
    return min(1.0, max(0.0, (length - high) / (longest - high)))
