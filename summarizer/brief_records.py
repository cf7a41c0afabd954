"""The records of a brief: a draft in the article's own language, and the brief that a reader gets."""

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from summarizer.article import Article, DateSource, Language
from summarizer.engines.errors import EngineError
from summarizer.facts.records import Facts
from summarizer.notices import Notice

if TYPE_CHECKING:
    from summarizer.facts.names import Glossary
    from summarizer.facts.rendering import Card
    from summarizer.guarding.findings import Finding

SCHEMA_VERSION = 1
MIN_POINTS = 1
MAX_POINTS = 10


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
class Engines:
    """What wrote the points and what translated headline and points.

    Attributes:
        points: ``extractive`` for the article's own sentences, the id of a model, or ``none``.
        translation: ids of the models that translated, joined by `` + ``; None if nothing is translated.
        route: the languages that the translation went through, first the article's; None likewise.
    """

    points: str
    translation: str | None
    route: list[Language] | None = None


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
        points_by: who writes the points: ``extractive`` for the article's own sentences, ``model``; None for what the
            installation is set to.
    """

    language: Language | None = None
    points: int | None = None
    glossary: "Glossary | None" = None
    points_by: Literal["extractive", "model"] | None = None


@dataclass(frozen=True, slots=True)
class DraftPoint:
    """A key point in the article's language.

    Attributes:
        text: the point.
        sentences: numbers of the sentences that it rests on, ascending.
        warnings: what the guard was not sure of, where a model wrote the point.
    """

    text: str
    sentences: tuple[int, ...]
    warnings: "tuple[Finding, ...]" = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What an article says, before it is put into a reader's language.

    Attributes:
        article: read.
        facts: of the article.
        headline: in the article's language.
        points: likewise, in the order of the article.
        written_by: what wrote the points, as in ``Engines.points``.
        unwritten: why a model that was to write them wrote none, or failed midway; None if none was, or it did.
    """

    article: Article
    facts: Facts
    headline: str
    points: tuple[DraftPoint, ...]
    written_by: str
    unwritten: EngineError | None = None
