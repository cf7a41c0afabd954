"""Articles for these tests, split and annotated as the product does it."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from summarizer.article import Article, Language, Sentence
from summarizer.facts.annotation import AnnotatedSentence, annotate
from summarizer.language.sentences import split

type_of_maker = Callable[..., tuple[Article, Sequence[AnnotatedSentence]]]


@pytest.fixture
def read() -> type_of_maker:
    """Return a function that makes an article of paragraphs."""

    def make(
        language: Language, *paragraphs: str, title: str | None = None
    ) -> tuple[Article, Sequence[AnnotatedSentence]]:
        text, sentences = "\n".join(paragraphs), []
        offset = 0
        for number, paragraph in enumerate(paragraphs):
            for start, end in split(paragraph, language):
                whole = Sentence(len(sentences), offset + start, offset + end, paragraph[start:end], number)
                sentences.append(whole)
            offset += len(paragraph) + 1
        article = Article(text, language, title, tuple(sentences), published=date(2025, 5, 16), published_from="option")
        return article, annotate(article)

    return make
