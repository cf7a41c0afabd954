"""Offices of a side: «со стороны Абхазии — министр …», ``on the Japanese side, Foreign Minister …``, ``… for Peru``."""

import re

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.office_places import OF_STATES
from summarizer.facts.places import PlaceMention
from summarizer.facts.roles import RoleMention

_REACH = 60
"""Characters between a side and the office of its signatory: «со стороны России документ подписал министр»."""
_BEFORE = {
    "ru": re.compile(r"\b(?:со стороны|от имени|от|с)(?: [а-яё]+(?:ой|ей|го))? $", re.IGNORECASE),
    "en": re.compile(r"\b(?:for|on|from|on behalf of)(?: the)? $", re.IGNORECASE),
}
_SIDE = re.compile(r"(?:['’]s)? (?:side|part|behalf)\b| сторон[ыу]\b")
_FOR = re.compile(r" (?:for|on behalf of)(?: the)? ")
_SIGNS = re.compile(r"\b(?:sign|initial|exchang)")
_BREAK = re.compile(r"[;:.]|,(?! а | и )")


def on_behalf(sentence: AnnotatedSentence, name: NameMention, role: RoleMention) -> PlaceMention | None:
    """Return the place for whose side the sentence lets an official act, or None.

    Args:
        sentence: in English or Russian.
        name: of the official.
        role: the office, without a country of its own.
    """
    start, end = min(name.start, role.start), max(name.end, role.end)
    place = next((p for p in reversed(sentence.places) if p.end <= start), None)
    if place is not None and _is_side(sentence, place, start):
        return place
    behind = next((p for p in sentence.places if p.start >= end), None)
    signs = sentence.language == "en" and _SIGNS.search(sentence.text) is not None
    return behind if behind and signs and _FOR.fullmatch(sentence.text[end : behind.start]) else None


def _is_side(sentence: AnnotatedSentence, place: PlaceMention, start: int) -> bool:
    text = sentence.text
    before = _BEFORE[sentence.language].search(text, 0, place.start)
    if before is None or start - place.end > _REACH:
        return False
    own = before.group().lower().startswith(("со стороны", "от имени", "on behalf"))
    side = _SIDE.match(text, place.end)
    if not own and side is None:
        return False
    gap = text[side.end() if side else place.end : start]
    return _BREAK.search(gap.removeprefix(",")) is None


def is_elsewhere(sentence: AnnotatedSentence, name: NameMention, role: RoleMention) -> bool:
    """Return whether a Russian office is told to be of a place that the lexicon does not know: «президент Фракии».

    Args:
        sentence: analysed.
        name: of the official.
        role: the office, without a country of its own.
    """
    if sentence.language != "ru" or role.key not in OF_STATES:
        return False
    end = name.start if role.end <= name.start else len(sentence.text)
    after = next((w for w in sentence.words if role.end <= w.start < end and "word" in w.tags), None)
    if after is None or not after.capitalised or sentence.text[role.end : after.start] != " ":
        return False
    return not any(p.start <= after.start < p.end for p in sentence.places) and not after.text.isupper()
