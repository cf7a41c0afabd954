"""Headline and points in the reader's language: translated where that can be done rightly, else the article's own.

Whatever happens to a model, a reader gets the points: what could not be translated is shown in the original, and a
notice says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from summarizer.article import Language
from summarizer.brief_records import BriefPoint, Draft, DraftPoint, Engines
from summarizer.engines.errors import EngineError
from summarizer.errors import message
from summarizer.facts.records import Facts
from summarizer.notices import Notice, language_name, notice

if TYPE_CHECKING:
    from summarizer.neural import Neural
    from summarizer.translation.records import Translated


OF_TRANSLATION = frozenset(
    {"not_translated", "machine_translation", "partly_translated", "translation_failed", "headline_uncertain"}
)
"""Codes of the notices that say how headline and points came to be in their language."""


@dataclass(frozen=True, slots=True)
class Original:
    """Headline and points as the article has them.

    Attributes:
        language: of the article.
        headline: one line.
        points: in the order of the article.
        facts: of the article, which know how its names are written elsewhere.
        sentences: of the article, which points cite by number.
    """

    language: Language
    headline: str
    points: tuple[DraftPoint, ...]
    facts: Facts
    sentences: tuple[str, ...]


def original_of(draft: Draft) -> Original:
    """Return headline and points of a draft."""
    sentences = tuple(sentence.text for sentence in draft.article.sentences)
    return Original(draft.article.language, draft.headline, draft.points, draft.facts, sentences)


@dataclass(frozen=True, slots=True)
class Wording:
    """Headline and points as a reader gets them.

    Attributes:
        headline: one line.
        headline_language: of the headline.
        points: in the order of the article.
        translated_by: ids of models joined by `` + ``; None if nothing is translated.
        route: the languages that it went through; None likewise.
        notices: what the reader should know of the translation.
    """

    headline: str
    headline_language: Language
    points: list[BriefPoint]
    translated_by: str | None
    route: list[Language] | None
    notices: list[Notice]


def word(original: Original, language: Language, models: "Neural | None", on_stage: Callable[[str], None]) -> Wording:
    """Return headline and points in a language.

    Args:
        original: of the article.
        language: wanted.
        models: of the installation; None where models play no part.
        on_stage: told when ``translation`` begins.
    """
    source = original.language
    if language == source:
        return _unchanged(original, language, [])
    if models is None or not models.settings.translates(source, language):
        return _unchanged(original, language, [_no_model(source, language, models)])
    on_stage("translation")
    texts = [[original.headline], *(_sentences(point.text, source) for point in original.points)]
    sentences = [sentence for text in texts for sentence in text]
    try:
        said = iter(models.translator.translate_sentences(sentences, source, language, original.facts))
    except EngineError as error:
        why = error.message(language)
        named = language_name(source, language)
        return _unchanged(original, language, [notice("translation_failed", language, source=named, reason=why)])
    made = [_joined([next(said) for _ in text], source, language) for text in texts]
    return _translated(original, language, made)


def reword(brief: Mapping[str, Any], facts: Facts, sentences: Sequence[str], models: "Neural") -> dict[str, Any]:
    """Return a brief that was kept untranslated with headline and points in its language.

    Args:
        brief: as ``Brief.to_json`` gave it, with headline and points in the article's language.
        facts: of the article.
        sentences: of the article.
        models: of the installation.
    """
    language: Language = brief["language"]
    points = tuple(DraftPoint(p["text"], tuple(p["sentences"])) for p in brief["points"])
    original = Original(brief["source"]["language"], brief["headline"], points, facts, tuple(sentences))
    wording = word(original, language, models, lambda _: None)
    kept = [one for one in brief["notices"] if one["code"] not in OF_TRANSLATION]
    engines = Engines(brief["engines"]["points"], wording.translated_by, wording.route)
    return {
        **brief,
        "headline": wording.headline,
        "headline_language": wording.headline_language,
        "points": [asdict(point) for point in wording.points],
        "engines": asdict(engines),
        "notices": [*(asdict(one) for one in wording.notices), *kept],
    }


def _unchanged(original: Original, language: Language, notices: list[Notice]) -> Wording:
    points = [_point(original, number, language, None) for number in range(len(original.points))]
    return Wording(original.headline, original.language, points, None, None, notices)


def _sentences(text: str, language: Language) -> list[str]:
    from summarizer.language.sentences import split

    return [text[start:end] for start, end in split(text, language)] or [text]


def _joined(parts: "list[Translated]", source: Language, language: Language) -> "Translated":
    """Return sentences as one text: all of them in the language asked for, or all in the original."""
    from summarizer.translation.records import Translated

    if len(parts) == 1:
        return parts[0]
    right = all(part.language == language for part in parts)
    spoken = language if right else source
    return Translated(
        source=("" if source == "ja" else " ").join(part.source for part in parts),
        text=("" if spoken == "ja" else " ").join(part.text if right else part.source for part in parts),
        language=spoken,
        route=max((part.route for part in parts), key=lambda route: len(route)) if right else (source,),
        models=tuple(dict.fromkeys(model for part in parts for model in part.models)) if right else (),
        status="untranslated" if not right else "warned" if any(part.warnings for part in parts) else "translated",
        warnings=tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
    )


def _translated(original: Original, language: Language, made: "Sequence[Translated]") -> Wording:
    headline, *points = made
    good = [one for one in made if one.language == language]
    notices = []
    if good:
        notices.append(notice("machine_translation", language, source=language_name(original.language, language)))
    if len(good) < len(made):
        notices.append(notice("partly_translated", language, count=len(made) - len(good), total=len(made)))
    if headline.warnings:
        notices.append(Notice("headline_uncertain", " ".join(headline.warnings)))
    models = list(dict.fromkeys(model for one in good for model in one.models))
    routes = [list(one.route) for one in good]
    return Wording(
        headline=headline.text,
        headline_language=headline.language,
        points=[_point(original, number, language, one) for number, one in enumerate(points)],
        translated_by=" + ".join(models) or None,
        route=max(routes, key=len) if routes else None,
        notices=notices,
    )


def _point(original: Original, number: int, language: Language, made: "Translated | None") -> BriefPoint:
    point = original.points[number]
    translated = made is not None and made.language != original.language
    warnings = [finding.message(language) for finding in point.warnings]
    return BriefPoint(
        text=made.text if made is not None else point.text,
        language=made.language if made is not None else original.language,
        translated=translated,
        sentences=list(point.sentences),
        source_text=" ".join(original.sentences[n] for n in point.sentences) if translated else point.text,
        warnings=[*warnings, *(made.warnings if made is not None else ())],
    )


def _no_model(source: Language, language: Language, models: "Neural | None") -> Notice:
    advice = models.advice(source, language) if models is not None else None
    named = language_name(source, language)
    if advice is None:
        return notice("not_translated", language, source=named)
    command, megabytes = advice
    text = message("notice.not_translated.advice", language, source=named, command=command, megabytes=megabytes)
    return Notice("not_translated", text)
