"""Headline and points in the reader's language: translated where that can be done rightly, else the article's own.

Whatever happens to a model, a reader gets the points: what could not be translated is shown in the original, and a
notice says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.article import Language
from summarizer.brief_records import BriefPoint, Draft
from summarizer.engines.errors import EngineError
from summarizer.errors import message
from summarizer.notices import Notice, language_name, notice

if TYPE_CHECKING:
    from summarizer.translation.translator import Translated, Translator


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


def word(draft: Draft, language: Language, translator: "Translator | None", on_stage: Callable[[str], None]) -> Wording:
    """Return headline and points in a language.

    Args:
        draft: of the article.
        language: wanted.
        translator: None where there is none.
        on_stage: told when ``translation`` begins.
    """
    source = draft.article.language
    if language == source or draft.written_by == "none":
        return _original(draft, language, [])
    if translator is None or translator.route(source, language) is None:
        return _original(draft, language, [_no_model(source, language)])
    on_stage("translation")
    texts = [draft.headline, *(point.text for point in draft.points)]
    try:
        made = translator.translate_sentences(texts, source, language, draft.facts)
    except EngineError as error:
        why = error.message(language)
        named = language_name(source, language)
        return _original(draft, language, [notice("translation_failed", language, source=named, reason=why)])
    return _translated(draft, language, made)


def _original(draft: Draft, language: Language, notices: list[Notice]) -> Wording:
    points = [_point(draft, number, language, None) for number in range(len(draft.points))]
    return Wording(draft.headline, draft.article.language, points, None, None, notices)


def _translated(draft: Draft, language: Language, made: "Sequence[Translated]") -> Wording:
    headline, *points = made
    good = [one for one in made if one.language == language]
    source = language_name(draft.article.language, language)
    notices = []
    if good:
        notices.append(notice("machine_translation", language, source=source))
    if len(good) < len(made):
        notices.append(notice("partly_translated", language, count=len(made) - len(good), total=len(made)))
    if headline.warnings:
        notices.append(Notice("headline_uncertain", " ".join(headline.warnings)))
    models = list(dict.fromkeys(model for one in good for model in one.models))
    routes = [list(one.route) for one in good]
    return Wording(
        headline=headline.text,
        headline_language=headline.language,
        points=[_point(draft, number, language, one) for number, one in enumerate(points)],
        translated_by=" + ".join(models) or None,
        route=max(routes, key=len) if routes else None,
        notices=notices,
    )


def _point(draft: Draft, number: int, language: Language, made: "Translated | None") -> BriefPoint:
    point, source = draft.points[number], draft.article.language
    translated = made is not None and made.language != source
    warnings = [message(code, language) for code in point.warnings]
    return BriefPoint(
        text=made.text if made is not None else point.text,
        language=made.language if made is not None else source,
        translated=translated,
        sentences=list(point.sentences),
        source_text=" ".join(draft.article.sentences[n].text for n in point.sentences) if translated else point.text,
        warnings=[*warnings, *(made.warnings if made is not None else ())],
    )


def _no_model(source: Language, language: Language) -> Notice:
    return notice("not_translated", language, source=language_name(source, language))
