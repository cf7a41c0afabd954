"""Offices that serve a person: their country is that person's.

``Chancellor Merz's spokesman Stefan Kornelius``, ``his spokesman``, «спецпосланник президента США Дональда Трампа Стив
Уиткофф», トランプ米大統領のウィットコフ特使.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.attachment import TitledName

_OWNED = re.compile(r"['’]s?\s(?:[a-z]+\s){0,2}")
_OWN = re.compile(
    r"\b(?:(?:his|her|their)\s(?:[a-z]+\s){0,2}|(?:его|ее|её|их)\s(?:[а-яё]+(?:ый|ий|ой|ого|его|ая|яя)\s)?)$",
    re.IGNORECASE,
)


def inherit(sentence: AnnotatedSentence, titled: Sequence[TitledName]) -> list[TitledName]:
    """Return the names of a sentence, with the countries of offices that serve the person named before filled in.

    Args:
        sentence: analysed.
        titled: its names with their offices, in order.
    """
    found: list[TitledName] = []
    for each in titled:
        master = found[-1] if found else None
        found.append(_served(sentence, each, master) if master else each)
    return found


def _served(sentence: AnnotatedSentence, each: TitledName, master: TitledName) -> TitledName:
    role = each.role
    if role is None or role.country or role.organisation or not _serves(sentence, each, master):
        return each
    if master.role is not None and master.role.start == role.start:
        return each  # “Their foreign ministers, Motegi and Kang”: the office of both, not of the second under the first
    country = master.role.country if master.role else None
    country = country or (master.name.known.country if master.name.known and not _is_of_organisation(master) else None)
    organisation = master.role.organisation if master.role else None
    return TitledName(each.name, replace(role, country=country, organisation=organisation), country)


def _is_of_organisation(titled: TitledName) -> bool:
    return titled.role is not None and titled.role.organisation is not None


def _serves(sentence: AnnotatedSentence, each: TitledName, master: TitledName) -> bool:
    gap = sentence.text[master.end : each.start]
    if sentence.language == "ja":
        return gap in ("の", "氏の")
    return _OWNED.fullmatch(gap) is not None or _OWN.search(sentence.text[: each.start]) is not None
