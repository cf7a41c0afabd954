"""The brief: headline, key points and card of an article in the reader's language; where all steps are put together.

Points and headline are the article's own sentences. Without a translation engine they stay in the article's language,
and a notice says so; the card needs no engine, because facts have no language.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from summarizer.article import Article, DateSource, Language
from summarizer.errors import message
from summarizer.facts.records import Facts

if TYPE_CHECKING:
    from summarizer.facts.annotation import AnnotatedSentence
    from summarizer.facts.names import Glossary
    from summarizer.facts.rendering import Card

SCHEMA_VERSION = 1
MIN_POINTS = 1
MAX_POINTS = 10

Stage = Callable[[str], None]
"""Called with ``reading``, ``facts``, ``points`` as each stage begins."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a brief comes from; ``published_from`` says which evidence the date rests on."""

    url: str | None
    title: str | None
    site: str | None
    author: str | None
    published: str | None
    published_from: DateSource | None
    language: Language
    sentences: int


@dataclass(frozen=True, slots=True)
class BriefPoint:
    """One key point.

    Attributes:
        text: in ``language``.
        language: of ``text``.
        translated: whether ``text`` is a translation of ``source_text``.
        sentences: numbers of the source sentences, ascending.
        source_text: the words of those sentences.
        warnings: what a reader must know before trusting the text.
    """

    text: str
    language: Language
    translated: bool
    sentences: list[int]
    source_text: str
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know of the whole brief; ``code`` is stable, ``text`` in the reader's language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Engines:
    """What wrote the points and what translated them."""

    points: str
    translation: str | None


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. ``to_json`` gives the stable form of docs/brief-schema.md; ``article`` is not part of that."""

    source: SourceView
    language: Language
    headline: str
    headline_language: Language
    points: list[BriefPoint]
    facts: "Card"
    engines: Engines
    notices: list[Notice]
    article: Article

    def to_json(self) -> dict[str, Any]:
        """Return the brief as plain values for ``json.dumps``."""
        fields = ("source", "language", "headline", "headline_language", "points", "facts", "engines", "notices")
        plain = asdict(self)
        return {"schema": SCHEMA_VERSION, **{name: plain[name] for name in fields}}


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What the reader asked for.

    Attributes:
        language: of the brief; None for the article's own.
        points: how many, MIN_POINTS to MAX_POINTS; None to let the article's length decide.
        glossary: the reader's own names, or None.
    """

    language: Language | None = None
    points: int | None = None
    glossary: "Glossary | None" = None


def _silent(stage: str) -> None:
    """Take no notice of a stage."""


def make_brief(article: Article, options: BriefOptions | None = None, on_stage: Stage = _silent) -> Brief:
    """Return the brief of an article.

    Args:
        article: read.
        options: what the reader asked for.
        on_stage: told when ``facts`` and ``points`` begin.
    """
    from summarizer.points.extractive import choose_points

    options = options or BriefOptions()
    sentences, facts = _analysed(article, options, on_stage)
    on_stage("points")
    points = choose_points(article, sentences, facts, options.points)
    shown = [BriefPoint(p.text, article.language, False, list(p.sentences), p.text) for p in points]
    return _brief(article, options, sentences, facts, shown)


def make_card(article: Article, options: BriefOptions | None = None, on_stage: Stage = _silent) -> Brief:
    """Return a brief without points: the card alone, for ``svodka facts``.

    Args:
        article: read.
        options: what the reader asked for; ``points`` is not looked at.
        on_stage: told when ``facts`` begins.
    """
    options = options or BriefOptions()
    sentences, facts = _analysed(article, options, on_stage)
    return _brief(article, options, sentences, facts, [])


def _analysed(article: Article, options: BriefOptions, on_stage: Stage) -> "tuple[Sequence[AnnotatedSentence], Facts]":
    from summarizer.facts.annotation import annotate
    from summarizer.facts.card import find_facts

    on_stage("facts")
    sentences = annotate(article)
    return sentences, find_facts(article, sentences, options.glossary)


def _brief(
    article: Article,
    options: BriefOptions,
    sentences: "Sequence[AnnotatedSentence]",
    facts: Facts,
    points: list[BriefPoint],
) -> Brief:
    from summarizer.facts.rendering import render_card
    from summarizer.points.headline import make_headline

    language = options.language or article.language
    card = render_card(facts, language)
    return Brief(
        source=_source(article),
        language=language,
        headline=make_headline(article, sentences, facts),
        headline_language=article.language,
        points=points,
        facts=card,
        engines=Engines("extractive" if points else "none", None),
        notices=_notices(article, card, language),
        article=article,
    )


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


def _notices(article: Article, card: "Card", language: Language) -> list[Notice]:
    found = []
    if language != article.language:
        found.append(_notice("not_translated", language, source=_language_name(article.language, language)))
    if article.published is None:
        found.append(_notice("published_unknown", language))
    elif article.published_from in ("dateline", "text"):
        found.append(
            _notice(f"published_from_{article.published_from}", language, date=_day(article.published, language))
        )
    if any(language in person.guessed for person in card.people):
        found.append(_notice("names_guessed", language))
    return found


def _notice(code: str, language: Language, **fields: object) -> Notice:
    return Notice(code, message(f"notice.{code}", language, **fields))


def _language_name(code: Language, language: Language) -> str:
    from babel import Locale

    return str(Locale.parse(language).languages[code])


def _day(day: date, language: Language) -> str:
    from summarizer.facts.dates import format_date

    return format_date(day.isoformat(), language)
