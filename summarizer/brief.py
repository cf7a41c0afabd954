"""The brief: headline, key points and card of an article in the reader's language; where all steps are put together.

A draft is what the article says, without a reader: facts, headline and points in its own language. It is finished in as
many languages as are asked for. The card needs no model for that, because facts have no language; headline and points
are translated if there is a translator, else they stay as they are, and a notice says so.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from summarizer.article import Article, Language
from summarizer.brief_records import (
    MAX_POINTS,
    MIN_POINTS,
    SCHEMA_VERSION,
    Brief,
    BriefOptions,
    BriefPoint,
    Draft,
    DraftPoint,
    Engines,
    SourceView,
)
from summarizer.engines.errors import EngineError
from summarizer.facts.records import Facts
from summarizer.notices import Notice

if TYPE_CHECKING:
    from summarizer.engines.protocols import Generate
    from summarizer.facts.annotation import AnnotatedSentence
    from summarizer.neural import Neural

    Analysis = tuple[Sequence[AnnotatedSentence], Facts]

__all__ = [
    "MAX_POINTS",
    "MIN_POINTS",
    "SCHEMA_VERSION",
    "Brief",
    "BriefOptions",
    "BriefPoint",
    "Draft",
    "DraftPoint",
    "Engines",
    "Notice",
    "SourceView",
    "analyse",
    "finish",
    "make_brief",
    "make_card",
    "make_draft",
]

Stage = Callable[[str], None]
"""Called with ``reading``, ``facts``, ``points``, ``translation`` as each stage begins."""


def _silent(stage: str) -> None:
    """Take no notice of a stage."""


def make_brief(
    article: Article,
    options: BriefOptions | None = None,
    on_stage: Stage = _silent,
    models: "Neural | None" = None,
) -> Brief:
    """Return the brief of an article.

    Args:
        article: read.
        options: what the reader asked for.
        on_stage: told when ``facts``, ``points`` and ``translation`` begin.
        models: put headline and points into the reader's language, and write the points where the reader or the
            installation wants that; None to leave the article's own words.
    """
    options = options or BriefOptions()
    draft = make_draft(article, options, on_stage, models)
    return finish(draft, options.language or article.language, models, on_stage)


def make_card(article: Article, options: BriefOptions | None = None, on_stage: Stage = _silent) -> Brief:
    """Return a brief without points: the card alone, for ``svodka facts``.

    Args:
        article: read.
        options: what the reader asked for; ``points`` is not looked at.
        on_stage: told when ``facts`` begins.
    """
    options = options or BriefOptions()
    sentences, facts = analyse(article, options, on_stage)
    draft = Draft(article, facts, _headline(article, sentences, facts), (), "none")
    return finish(draft, options.language or article.language)


def make_draft(
    article: Article,
    options: BriefOptions | None = None,
    on_stage: Stage = _silent,
    models: "Neural | None" = None,
    analysis: "Analysis | None" = None,
) -> Draft:
    """Return what an article says, to be finished in one language or several.

    Args:
        article: read.
        options: ``points`` and ``glossary`` of what the reader asked for.
        on_stage: told when ``facts`` and ``points`` begin.
        models: as for ``make_brief``.
        analysis: of the article with the same options, where it has been made already.
    """
    options = options or BriefOptions()
    sentences, facts = analysis or analyse(article, options, on_stage)
    on_stage("points")
    writers = models.writers(article.language, options.points_by) if models is not None else ()
    points, written_by, problem = _points(article, sentences, facts, options, writers)
    headline = _headline(article, sentences, facts)
    return Draft(article, facts, headline, points, written_by, problem)


def finish(draft: Draft, language: Language, models: "Neural | None" = None, on_stage: Stage = _silent) -> Brief:
    """Return the brief of a draft in a language.

    Args:
        draft: of the article.
        language: of the brief.
        models: as for ``make_brief``.
        on_stage: told when ``translation`` begins.
    """
    from summarizer.facts.rendering import render_card
    from summarizer.notices import notice, notices_of
    from summarizer.wording import original_of, word

    card = render_card(draft.facts, language)
    wording = word(original_of(draft), language, models, on_stage)
    of_words = wording.notices if draft.written_by != "none" else []
    if draft.unwritten is not None:
        code = "not_written" if draft.written_by == "extractive" else "partly_written"
        of_words = [notice(code, language, reason=draft.unwritten.message(language)), *of_words]
    return Brief(
        source=_source(draft.article),
        language=language,
        headline=wording.headline,
        headline_language=wording.headline_language,
        points=wording.points,
        facts=card,
        engines=Engines(draft.written_by, wording.translated_by, wording.route),
        notices=[*of_words, *notices_of(draft.article, card, language)],
        article=draft.article,
    )


def analyse(article: Article, options: BriefOptions, on_stage: Stage = _silent) -> "Analysis":
    """Return the annotated sentences of an article and its facts.

    Args:
        article: read.
        options: ``glossary`` of what the reader asked for.
        on_stage: told when ``facts`` begins.
    """
    from summarizer.facts.annotation import annotate
    from summarizer.facts.card import find_facts

    on_stage("facts")
    sentences = annotate(article)
    return sentences, find_facts(article, sentences, options.glossary)


def _headline(article: Article, sentences: "Sequence[AnnotatedSentence]", facts: Facts) -> str:
    from summarizer.points.headline import make_headline

    return make_headline(article, sentences, facts)


def _points(
    article: Article,
    sentences: "Sequence[AnnotatedSentence]",
    facts: Facts,
    options: BriefOptions,
    writers: "Sequence[Generate]",
) -> tuple[tuple[DraftPoint, ...], str, EngineError | None]:
    """Return the points, who wrote them, and why a model that was to write them did not write all."""
    from summarizer.points.extractive import choose_points

    problem: EngineError | None = None
    for writer in writers:
        from summarizer.points.abstractive import write_points

        written = write_points(article, sentences, facts, writer, options.points)
        if any(point.written for point in written.points):
            points = tuple(DraftPoint(p.text, tuple(p.sentences), tuple(p.warnings)) for p in written.points)
            return points, writer.id, written.failure
        problem = written.failure or EngineError(f"{writer.id}: {written.reason}")
    chosen = choose_points(article, sentences, facts, options.points)
    return tuple(DraftPoint(p.text, p.sentences) for p in chosen), "extractive", problem


def _source(article: Article) -> SourceView:
    return SourceView(
        url=article.url,
        title=article.title or None,
        site=article.site or None,
        author=article.author or None,
        published=article.published.isoformat() if article.published else None,
        published_from=article.published_from,
        language=article.language,
        sentences=len(article.sentences),
    )
