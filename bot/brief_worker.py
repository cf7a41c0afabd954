"""What a worker process does: bytes or text to the briefs of one article in all languages.

The three languages are made together: the card costs little once the article is understood, and then a tap on a
language button needs no second reading. Each brief holds the most points there can be, with the rank at which each
enters, so that "more" and "fewer" are a matter of leaving points out (``bot.brief_view``).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.article import LANGUAGES, Article, Document, Language, Resource

if TYPE_CHECKING:
    from summarizer.facts.annotation import AnnotatedSentence
    from summarizer.facts.names import Glossary
    from summarizer.facts.records import Facts
    from summarizer.neural import Neural


Told = dict[Language, dict[str, Any]]
"""An article's briefs by language: ``Brief.to_json()`` under ``brief``, ``ranks`` of its points (1: in every brief),
``points``, how many to show where nobody asked for a number, and in languages other than the article's ``facts``, which
a translator needs."""


@dataclass(frozen=True, slots=True)
class MadeBriefs:
    """The briefs of one article, as plain values.

    Attributes:
        article: read; a model may have to write its points.
        content_hash: SHA-256 of title and sentences, in hexadecimal; the same for a page whose furniture changed.
        briefs: see ``Told``.
    """

    article: Article
    content_hash: str
    briefs: Told

    @property
    def sentences(self) -> tuple[str, ...]:
        """Those of the article, which points cite by number."""
        return tuple(sentence.text for sentence in self.article.sentences)


def brief_resource(resource: Resource, glossary: Path | None = None) -> MadeBriefs:
    """Return the briefs of a fetched page or a file.

    Raises:
        ArticleError: there is no article in it that can be briefed.
        SourceError: a damaged or encrypted file.
    """
    from summarizer.sources.extract import extract

    return _briefs(extract(resource), glossary)


def brief_text(text: str, glossary: Path | None = None) -> MadeBriefs:
    """Return the briefs of pasted text.

    Raises:
        ArticleError: there is no article in it that can be briefed.
    """
    return _briefs(Document(text=text, pasted=True), glossary)


def _briefs(document: Document, glossary_file: Path | None) -> MadeBriefs:
    from summarizer.facts.names import load_glossary
    from summarizer.language.read_article import read_article

    article = read_article(document)
    briefs = briefs_of(article, load_glossary(glossary_file) if glossary_file else None)
    return MadeBriefs(article, _content_hash(article), briefs)


def briefs_of(article: Article, glossary: "Glossary | None", models: "Neural | None" = None) -> Told:
    """Return the briefs of an article, headline and points in its own language.

    Args:
        article: read.
        glossary: the owner's own names, or None.
        models: write the points where the settings want that; None for the article's own sentences.
    """
    from pydantic import TypeAdapter

    from summarizer.brief import MAX_POINTS, BriefOptions, analyse, finish, make_draft
    from summarizer.facts.records import Facts

    options = BriefOptions(points=MAX_POINTS, glossary=glossary)
    analysis = analyse(article, options)
    rank, usual = _ranking(article, *analysis)
    # A model is asked for as many points as the article deserves: made to write ten of a short text, it repeats itself.
    wanted = options if models is None else replace(options, points=usual)
    draft = make_draft(article, wanted, models=models, analysis=analysis)
    # Without mentions, which only finding the facts needed; a translator asks how names are written elsewhere.
    facts = TypeAdapter(Facts).dump_python(replace(draft.facts, mentions=()), mode="json")
    briefs: Told = {}
    for language in LANGUAGES:
        brief = finish(draft, language)
        entered = [rank(frozenset(point.sentences)) for point in brief.points]
        briefs[language] = {"brief": brief.to_json(), "ranks": entered, "points": usual}
        if language != article.language:
            briefs[language]["facts"] = facts
    return briefs


def _ranking(
    article: Article, sentences: "Sequence[AnnotatedSentence]", facts: "Facts"
) -> tuple[Callable[[frozenset[int]], int], int]:
    """Return a function from a point's sentences to the least count of points that has it, and the usual count."""
    from summarizer.brief import MAX_POINTS, MIN_POINTS
    from summarizer.points.extractive import rank_points, usual_count

    ranked = [frozenset(point.sentences) for point in rank_points(article, sentences, facts, MAX_POINTS)]

    def rank(cited: frozenset[int]) -> int:
        found = (count for count, point in enumerate(ranked, 1) if cited & point)
        return max(MIN_POINTS, next(found, MAX_POINTS))

    return rank, max(MIN_POINTS, min(usual_count(len(sentences)), len(ranked)))


def _content_hash(article: Article) -> str:
    own = "\n".join([article.title or "", *(sentence.text for sentence in article.sentences)])
    return hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()
