"""The headline of a brief: the article's own, without what its publisher hung on it, or one cut from the lead."""

import re
from collections.abc import Iterator, Sequence

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.records import Facts
from summarizer.language.words import words
from summarizer.points.cues import cues
from summarizer.points.quotation import find_quotations
from summarizer.points.shape import Shape, shapes

HEADLINE_LENGTH = {"en": 110, "ru": 110, "ja": 45}
"""Characters that a headline made from the lead should not exceed, if it can be cut safely; about what agencies use."""

SHORTEST_HEADLINE = {"en": 25, "ru": 25, "ja": 10}
"""Characters below which a cut has thrown away the news."""

_ATTRIBUTION_REACH = 14
"""Words after the comma within which an attribution names its verb (', Foreign Minister Sergey Lavrov said')."""

_COORDINATED = (", and ", ", but ", ", а ", ", но ")
_PREDICATE_REACH = 5
"""Words within which the clause after a coordinating comma must show its verb, or the comma may be a list's."""

_SPACES = re.compile(r"\s+")
_SEGMENT = re.compile(r"\s*[|｜]\s*|\s+[-–—‒/:]\s+|\s*[：]\s*(?=[^：]{0,24}$)")
_JAPANESE_TAIL = re.compile(r"\s*[（(](?P<source>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)?)[）)]\s*$")
_JAPANESE_SAID = re.compile(
    r"(?<=[」』])と(?:述べた|語った|話した|強調した|指摘した|説明した|表明した|訴えた|コメントした)。?$"
)
_JAPANESE_SOURCE = re.compile(r"^[^、。「]{2,20}(?:によると|によれば|によりますと)、")
_SPACE_IN_BRACKETS = re.compile(r"(?<=[（「、])\s+|\s+(?=[）」、])")


def make_headline(article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts) -> str:
    """Return a headline: the article's title, cleaned, or the lead cut at a clause boundary.

    Args:
        article: with or without a title.
        sentences: its annotated sentences, in order.
        facts: the card; tells which sentences name a person.

    Returns:
        One line. The whole lead sentence where no cut is certain to be safe, so it may exceed ``HEADLINE_LENGTH``;
        empty only for an article without title and sentences.
    """
    title = clean_title(article.title or "", article.language, article.site)
    if title or not sentences:
        return title
    found = shapes(sentences, frozenset(mention.sentence for mention in facts.mentions))
    return shorten_lead(_lead(sentences, found), article.language)


def clean_title(title: str, language: Language, site: str | None = None) -> str:
    """Return a page title without labels before it and the outlet's name after it; empty if nothing else is in it.

    Args:
        title: as the page gives it.
        language: of the article.
        site: the publication's name, if known.
    """
    known = cues(language)
    title = _SPACES.sub(" ", title).strip()
    if language == "ja":
        title = _SPACE_IN_BRACKETS.sub("", title)
    title = known.label.sub("", title, count=1) if known.label.match(title) else title
    for _ in range(4):
        shorter = _without_outlet(title, language, site)
        if shorter == title:
            break
        title = shorter
    return title if not _is_outlet(title, language, site) else ""


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
    return any(_is_verb(w.lemmas, w.text, w.tags, language) for w in words(text, language))


def _is_verb(lemmas: tuple[str, ...], form: str, tags: frozenset[str], language: Language) -> bool:
    if language == "ru":
        return bool(tags & {"VERB", "PRTS", "ADJS", "PRED"})
    lowered = form.lower()
    return lowered in cues(language).predicates or (len(form) > 4 and lowered.endswith("ed"))


def _lead(sentences: Sequence[AnnotatedSentence], found: Sequence[Shape]) -> str:
    first = next((s for s, shape in zip(sentences, found, strict=True) if shape.stands_alone), sentences[0])
    return first.text


def shorten_lead(lead: str, language: Language) -> str:
    """Return a lead without date line, attribution at its end and full stop, cut at a clause boundary if long.

    Args:
        lead: the lead sentence.
        language: its language.
    """
    known = cues(language)
    dateline = known.dateline.match(lead)
    text = lead[dateline.end() :] if dateline and dateline.end() < len(lead) / 2 else lead
    text = _SPACES.sub(" ", text).strip()
    if language == "ja":
        return _shorten_japanese(text)
    cut = _before_attribution(text, language)
    text = text[:cut] if cut else _without_stop(text)
    if len(text) > HEADLINE_LENGTH[language]:
        shorter = max((c for c in _clause_cuts(text, language)), key=len, default=text)
        text = shorter
    return text


def _shorten_japanese(text: str) -> str:
    text = _JAPANESE_SAID.sub("", text)
    if len(text) > HEADLINE_LENGTH["ja"]:
        text = _JAPANESE_SOURCE.sub("", text)
    return text.removesuffix("。")


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not re.search(r"\b[\w.]{1,3}\.$", text) else text


def _commas(text: str) -> Iterator[int]:
    quotation = find_quotations(text)
    for mark in re.finditer(r"[,;]\s", text):
        if quotation.outside(mark.start()) and text.count("(", 0, mark.start()) == text.count(")", 0, mark.start()):
            yield mark.start()


def _before_attribution(text: str, language: Language) -> int | None:
    """Return where the attribution at the end of a sentence begins (its comma), or None."""
    for comma in _commas(text):
        head, tail = text[:comma], text[comma + 1 :].strip()
        if len(head) >= SHORTEST_HEADLINE[language] and _is_attribution(tail, language) and _has_verb(head, language):
            return comma
    return None


def _is_attribution(tail: str, language: Language) -> bool:
    known = cues(language)
    if known.attribution.match(tail):
        return "," not in tail
    first_clause = words(tail.partition(",")[0], language)[:_ATTRIBUTION_REACH]
    reach = 3 if language == "ru" else len(first_clause)
    for position, word in enumerate(first_clause[:reach]):
        if not known.claims.isdisjoint(word.lemmas):
            return False
        if not known.speech.isdisjoint(word.lemmas):
            return position > 0 and first_clause[0].text.lower() not in _NOT_SPEAKERS if language == "en" else True
        if _is_verb(word.lemmas, word.text, word.tags, language) and word.text.lower() not in _AUXILIARIES:
            return False
    return False


_NOT_SPEAKERS = frozenset(
    {"and", "but", "which", "who", "while", "as", "when", "after", "that", "saying", "adding", "or"}
)
_AUXILIARIES = frozenset({"has", "have", "had"})


def _clause_cuts(text: str, language: Language) -> Iterator[str]:
    """Yield the beginnings of a sentence that end at a safe clause boundary and fit a headline."""
    commas = set(_commas(text))
    for mark in cues(language).clause_breaks:
        at = text.find(mark)
        while at >= 0:
            head, tail = text[:at], text[at + len(mark) :]
            if at in commas and _is_safe_cut(head, mark, tail, language):
                yield head
            at = text.find(mark, at + 1)


def _is_safe_cut(head: str, mark: str, tail: str, language: Language) -> bool:
    if not SHORTEST_HEADLINE[language] <= len(head) <= HEADLINE_LENGTH[language] or not _has_verb(head, language):
        return False
    if mark in _COORDINATED:
        following = words(tail, language)[:_PREDICATE_REACH]
        if not any(_is_verb(w.lemmas, w.text, w.tags, language) for w in following):
            return False
    # An earlier comma may have opened an aside or a list that this cut would leave unfinished.
    before = head.rpartition(", ")
    return not before[1] or _has_verb(before[2], language)
