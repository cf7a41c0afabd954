"""How much of the news each sentence carries, before any choice between them.

The weights were set by hand on the development half of ``examples/articles`` (``python -m benchmarks.bench_points``
prints what they give there and on the held-out half); all features lie between 0 and 1, so a weight is the most that
its feature can add.
"""

from collections.abc import Sequence

from summarizer.article import Article
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.dating.expressions import CalendarDate
from summarizer.language.words import words
from summarizer.points.centrality import Vectors, content_lemmas
from summarizer.points.cues import cues
from summarizer.points.news import News
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
"""For a year before the article's; twice that for one more than ``RECENT_YEARS`` ago."""

RECENT_YEARS = 10
PROCEDURE = 0.3
WEAK = 0.08
MERE_TALK = 0.08
ODD_LENGTH = 0.25

POSITION_POWER = 0.6
"""Steepness of the lead bias: the tenth sentence keeps a quarter of the first one's weight."""

DATE = 0.15
PLACE, PLACES_COUNTED = 0.05, 3
NUMBER = 0.1
"""What a date, place or number adds to the facts feature, which is cut off at 1; ``news`` has the rest."""

GOOD_LENGTH = {"en": (9, 38), "ru": (7, 34), "ja": (22, 140)}
"""Words, in Japanese characters, between which a sentence is neither thin nor overloaded; by eye over agency news."""

LONGEST = {"en": 60, "ru": 55, "ja": 240}
"""Words, in Japanese characters, beyond which a sentence, or two joined, is too long for a point."""


def length_of(sentence: AnnotatedSentence) -> int:
    """Return the length as ``GOOD_LENGTH`` and ``LONGEST`` count it."""
    if sentence.language == "ja":
        return len(sentence.text)
    return sum(1 for w in sentence.words if w.text[0].isalnum())


def score_sentences(
    article: Article, sentences: Sequence[AnnotatedSentence], news: News, found: Sequence[Shape], vectors: Vectors
) -> list[float]:
    """Score the sentences of an article; comparable within it only.

    Args:
        article: for its title and date.
        sentences: all of them, in order.
        news: what they tell of the card.
        found: their shapes.
        vectors: of their content lemmas.
    """
    title = content_lemmas(words(article.title, article.language), article.language) if article.title else ()
    central, in_title = vectors.centrality(), vectors.overlap(title)
    year = _year_of(article, sentences)
    scores, paragraph, rank = [], -1, 0
    for i, (sentence, shape) in enumerate(zip(sentences, found, strict=True)):
        score = POSITION / (1 + rank) ** POSITION_POWER + CENTRALITY * float(central[i]) + TITLE * float(in_title[i])
        score += FACTS * min(1.0, news.carried(i) + _times_and_places(sentence, shape))
        score += PARAGRAPH_START * (sentence.sentence.paragraph != paragraph)
        score += _weight_of_words(sentence, shape, news.tells(i), year)
        paragraph = sentence.sentence.paragraph
        rank += shape.usable
        # Rounded, so that the last bits of a sum cannot decide a tie.
        scores.append(round(score, 9))
    return scores


def _weight_of_words(sentence: AnnotatedSentence, shape: Shape, told: bool, year: int) -> float:
    """Return what a sentence gains and loses by how it speaks; ``told``: of an event or agreement of the card."""
    acts = _acts(sentence, shape)
    weight = ACT if acts else 0.0
    if not acts and not told and _talks(sentence):
        weight -= MERE_TALK
    weight -= PROCEDURE * shape.procedure
    weight -= QUOTED * shape.quoted + BACKGROUND * shape.background + WEAK * shape.weak
    return weight - PAST_YEAR * _tells_past(sentence, year) - ODD_LENGTH * _odd_length(sentence)


def _times_and_places(sentence: AnnotatedSentence, shape: Shape) -> float:
    """Return the weight of dates, places and numbers in the writer's own words."""
    outside = shape.quotation.outside
    number = any(w.text[0].isdigit() and outside(w.start) for w in sentence.words)
    dated = any(outside(mention.start) for mention in sentence.dates)
    places = sum(outside(mention.start) for mention in sentence.places)
    return DATE * dated + PLACE * min(places, PLACES_COUNTED) + NUMBER * number


def _acts(sentence: AnnotatedSentence, shape: Shape) -> bool:
    acts = cues(sentence.language).acts
    return any(
        ("futr" in w.tags or not acts.isdisjoint(w.lemmas)) and shape.quotation.outside(w.start) for w in sentence.words
    )


def _talks(sentence: AnnotatedSentence) -> bool:
    speech = cues(sentence.language).speech
    return any(not speech.isdisjoint(w.lemmas) for w in sentence.words)


def _years(sentence: AnnotatedSentence) -> list[int]:
    found = (mention.expression for mention in sentence.dates if not mention.attributive)
    return [date.year for date in found if isinstance(date, CalendarDate) and isinstance(date.year, int)]


def _year_of(article: Article, sentences: Sequence[AnnotatedSentence]) -> int:
    if article.published:
        return article.published.year
    return max((year for s in sentences for year in _years(s)), default=0)


def _tells_past(sentence: AnnotatedSentence, year: int) -> int:
    latest = max(_years(sentence), default=year)
    return (latest < year) + (latest < year - RECENT_YEARS)


def _odd_length(sentence: AnnotatedSentence) -> float:
    """Return 0 for a good length, growing to 1 towards nothing and towards ``LONGEST``."""
    length, (low, high), longest = length_of(sentence), GOOD_LENGTH[sentence.language], LONGEST[sentence.language]
    if length < low:
        return (low - length) / low
    return min(1.0, max(0.0, (length - high) / (longest - high)))
