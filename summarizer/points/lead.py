"""Makes a headline of a lead: date line and attribution off, then cut at a clause boundary if still long.

A cut is made only where what stays is certain to be a sentence that the article itself says; what only claims something
('the general claimed') keeps its source.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.article import Language
from summarizer.language.words import Word, words
from summarizer.points.cues import cues
from summarizer.points.quotation import find_quotations
from summarizer.points.shape import is_predicate

HEADLINE_LENGTH = {"en": 110, "ru": 110, "ja": 45}
"""Characters that a headline made from the lead should not exceed, if it can be cut safely; about what agencies use."""

SHORTEST_HEADLINE = {"en": 25, "ru": 25, "ja": 10}
"""Characters below which a cut has thrown away the news."""

_ATTRIBUTION_REACH = {"en": 14, "ru": 3}
"""Words after the comma within which an attribution names its verb (', Foreign Minister Sergey Lavrov said')."""

_PREDICATE_REACH = 5
"""Words within which the clause after a coordinating comma must show its verb, or the comma may be a list's."""

_SPACES = re.compile(r"\s+")
_JAPANESE_SAID = re.compile(
    r"(?<=[」』])と(?:述べた|語った|話した|強調した|指摘した|説明した|表明した|訴えた|コメントした)。?$"
)
_JAPANESE_SOURCE = re.compile(r"^[^、。「]{2,20}(?:によると|によれば|によりますと)、")
_ABBREVIATED_END = re.compile(r"(?:\b\w\.)+\w?\.$|\b(?:\w|Inc|Ltd|Co|Corp|Jr|Sr|гг|др|руб|коп|тыс|см|кв)\.$")


def shorten_lead(lead: str, language: Language) -> str:
    """Return a lead without date line, attribution at its end and full stop, cut at a clause boundary if long.

    Args:
        lead: the lead sentence.
        language: its language.

    Returns:
        At most ``HEADLINE_LENGTH`` characters if that can be had by safe cuts, else more.
    """
    dateline = cues(language).dateline.match(lead)
    text = lead[dateline.end() :] if dateline and dateline.end() < len(lead) / 2 else lead
    text = _SPACES.sub(" ", text).strip()
    if language == "ja":
        return _shorten_japanese(text)
    cut = _before_attribution(text, language)
    text = text[:cut] if cut else _without_stop(text)
    if len(text) <= HEADLINE_LENGTH[language]:
        return text
    return max(_clause_cuts(text, language), key=len, default=text)


def _shorten_japanese(text: str) -> str:
    text = _JAPANESE_SAID.sub("", text)
    if len(text) > HEADLINE_LENGTH["ja"]:
        text = _JAPANESE_SOURCE.sub("", text)
    return text.removesuffix("。")


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not _ABBREVIATED_END.search(text) else text


def _commas(text: str) -> Iterator[int]:
    """Yield the commas and semicolons of the writer's own sentence: in no quotation and no brackets."""
    quotation = find_quotations(text)
    for mark in re.finditer(r"[,;]\s", text):
        if quotation.outside(mark.start()) and text.count("(", 0, mark.start()) == text.count(")", 0, mark.start()):
            yield mark.start()


def _before_attribution(text: str, language: Language) -> int | None:
    """Return where the attribution at the end of a sentence begins (its comma), or None."""
    for comma in _commas(text):
        head, tail = text[:comma], text[comma + 1 :].strip()
        if (
            len(head) >= SHORTEST_HEADLINE[language]
            and _is_attribution(tail, language)
            and _is_whole_clause(head, language)
        ):
            return comma
    return None


def _is_whole_clause(head: str, language: Language) -> bool:
    """Tell whether a beginning is a main clause: not what comes before one ('After he arrived, …')."""
    known = cues(language)
    if known.subordinator.match(head):
        return False
    if _has_predicate(head.partition(", ")[0], language):
        return True
    # "Germany, France and Italy agreed to …": English shows by its first word whether the last part is a clause apart.
    last = words(head.rpartition(", ")[2], language)
    return (
        language == "en" and last[0].text.lower() not in known.connectors and any(is_predicate(w, "en") for w in last)
    )


def _is_attribution(tail: str, language: Language) -> bool:
    known = cues(language)
    if known.attribution.match(tail):
        return "," not in tail
    clause, _, rest = tail.partition(",")
    named = words(clause, language)
    # "…, said that", «…, заявил, что»: what follows is the statement, and what came before is not.
    if not named or named[0].text.lower() in known.connectors or known.complement.match(rest.strip()):
        return False
    for position, word in enumerate(named[: _ATTRIBUTION_REACH[language]]):
        if not known.claims.isdisjoint(word.lemmas):
            return False
        if not known.speech.isdisjoint(word.lemmas):
            return _closes(named[:position], named[position + 1 :], language)
    return False


def _closes(before: Sequence[Word], after: Sequence[Word], language: Language) -> bool:
    """Tell whether the words around a verb of saying name a speaker and an occasion, and no statement."""
    if any(cues(language).complement.fullmatch(w.text) for w in after):
        return False
    if language == "en":
        return (
            bool(before)
            and not any(is_predicate(w, language) and w.text.lower() not in _AUXILIARIES for w in before)
            and not any(is_predicate(w, language) for w in after)
        )
    return any(w.tags & {"nomn", "LATN"} for w in after) or bool(before)


_AUXILIARIES = frozenset({"has", "have", "had"})


def _has_predicate(text: str, language: Language) -> bool:
    return any(is_predicate(w, language) for w in words(text, language))


def _clause_cuts(text: str, language: Language) -> Iterator[str]:
    """Yield the beginnings of a sentence that end at a safe clause boundary and fit a headline."""
    known, commas = cues(language), set(_commas(text))
    for mark in (*known.coordinators, *known.clause_breaks):
        at = text.find(mark)
        while at >= 0:
            head, tail = text[:at], text[at + len(mark) :]
            if at in commas and _fits(head, language) and _is_safe_cut(head, mark, tail, language):
                yield head
            at = text.find(mark, at + 1)


def _fits(head: str, language: Language) -> bool:
    return SHORTEST_HEADLINE[language] <= len(head) <= HEADLINE_LENGTH[language]


def _is_safe_cut(head: str, mark: str, tail: str, language: Language) -> bool:
    if not _is_whole_clause(head, language):
        return False
    if mark in cues(language).coordinators:
        following = words(tail, language)[:_PREDICATE_REACH]
        if not any(is_predicate(w, language) for w in following):
            return False
    elif "," in tail:
        # The subordinate clause may end before the sentence does.
        return False
    # An earlier comma may have opened an aside or a list that this cut would leave unfinished.
    last = head.rpartition(", ")
    return not last[1] or _has_predicate(last[2], language)
