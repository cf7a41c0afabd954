"""What every fact finder needs to know of a sentence, computed once: its words, places and dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Article, Language, Sentence
from summarizer.facts.dates import DateMention, find_dates
from summarizer.facts.places import PlaceMention, find_places
from summarizer.language.words import Word, words


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence with its analysis. All offsets are inside ``sentence.text``.

    Attributes:
        sentence: as in the article.
        language: of the article.
        words: in order.
        places: countries, cities, organisations and demonyms, in order.
        dates: in order, not yet resolved.
    """

    sentence: Sentence
    language: Language
    words: tuple[Word, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]

    @property
    def index(self) -> int:
        """The sentence's number in the article."""
        return self.sentence.index

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.sentence.text


def annotate(article: Article) -> Sequence[AnnotatedSentence]:
    """Analyse every sentence of an article, in order."""
    return tuple(_annotate(sentence, article.language) for sentence in article.sentences)


def _annotate(sentence: Sentence, language: Language) -> AnnotatedSentence:
    tokens = words(sentence.text, language)
    return AnnotatedSentence(
        sentence,
        language,
        tokens,
        find_places(sentence.text, tokens, language),
        find_dates(sentence.text, language),
    )
