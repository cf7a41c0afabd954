"""The headline of a brief: the article's own, without what its publisher hung on it, or one cut from the lead."""

import re
from collections.abc import Sequence

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.language.words import words
from summarizer.points.cues import cues
from summarizer.points.lead import shorten_lead
from summarizer.points.shape import Shape, is_predicate, shapes

_SPACES = re.compile(r"\s+")
_SEGMENT = re.compile(r"\s*[|｜]\s*|\s+[-–—‒/:]\s+|\s*[：]\s*(?=[^：]{0,24}$)")
_JAPANESE_TAIL = re.compile(r"\s*[（(](?P<source>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)?)[）)]\s*$")
_SPACE_IN_BRACKETS = re.compile(r"(?<=[（「、])\s+|\s+(?=[）」、])")


def make_headline(article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts) -> str:
    """Return a headline: the article's title, cleaned, or the lead cut at a clause boundary.

    Args:
        article: with or without a title.
        sentences: its annotated sentences, in order.
        facts: the card; tells which sentences name a person.

    Returns:
        One line. The whole lead sentence where no cut is certain to be safe, so it may exceed ``lead.HEADLINE_LENGTH``;
        empty only for an article without title and sentences.
    """
    title = clean_title(article.title or "", article.language, article.site)
    if title or not sentences:
        return title
    found = shapes(sentences, frozenset(mention.sentence for mention in facts.mentions))
    return _unlabelled(shorten_lead(_lead(sentences, found), article.language), article.language)


def clean_title(title: str, language: Language, site: str | None = None) -> str:
    """Return a page title without labels before it and the outlet's name after it; empty if nothing else is in it.

    Args:
        title: as the page gives it.
        language: of the article.
        site: the publication's name, if known.
    """
    title = _SPACES.sub(" ", title).strip()
    if language == "ja":
        title = _SPACE_IN_BRACKETS.sub("", title)
    title = _unlabelled(title, language)
    for _ in range(4):
        shorter = _without_outlet(title, language, site)
        if shorter == title:
            break
        title = shorter
    return title if not _is_outlet(title, language, site) else ""


def _unlabelled(title: str, language: Language) -> str:
    """Return a headline without a label such as BREAKING: before it."""
    label = cues(language).label
    return label.sub("", title, count=1) if label.match(title) else title


def _without_outlet(title: str, language: Language, site: str | None) -> str:
    cuts = list(_SEGMENT.finditer(title))
    if cuts and _is_outlet(title[cuts[-1].end() :], language, site):
        return title[: cuts[-1].start()]
    tail = _JAPANESE_TAIL.search(title) if language == "ja" else None
    if tail and tail.start() and _is_outlet(tail["source"], language, site):
        return title[: tail.start()]
    return title


def _is_outlet(segment: str, language: Language, site: str | None) -> bool:
    segment = segment.strip(" .。")
    if site and segment.casefold() == site.casefold():
        return True
    outlet = cues(language).outlet
    if language == "ja":
        return len(segment) <= 26 and "。" not in segment and bool(outlet.search(segment))
    # An outlet's name is a few words long and written like a name; a clause of the headline is not.
    parts = segment.split()
    return (
        0 < len(parts) <= 4 and any(outlet.fullmatch(p) for p in (*parts, segment)) and not _has_verb(segment, language)
    )


def _has_verb(text: str, language: Language) -> bool:
    return any(is_predicate(w, language) for w in words(text, language))


def _lead(sentences: Sequence[AnnotatedSentence], found: Sequence[Shape]) -> str:
    first = next((s for s, shape in zip(sentences, found, strict=True) if shape.stands_alone), sentences[0])
    return first.text
