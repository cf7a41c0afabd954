"""Offices that serve a person: their country is that person's.

``Chancellor Merz's spokesman Stefan Kornelius``, ``his spokesman``, «спецпосланник президента США Дональда Трампа Стив
Уиткофф», トランプ米大統領のウィットコフ特使. So is that of who serves in someone's government: ``finance minister
in the first Trump administration``, a former one where there was a second.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.attachment import TitledName
from summarizer.facts.role_lexicon import COUNTERPART
from summarizer.facts.roles import RoleMention

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
    for index, each in enumerate(titled):
        master = found[-1] if found else None
        own = _served(sentence, each, master) if master else each
        found.append(_in_government(sentence, own, titled[index + 1 : index + 2]))
    return found


def _in_government(sentence: AnnotatedSentence, each: TitledName, following: Sequence[TitledName]) -> TitledName:
    """``finance minister in the government of Boris Johnson``: of his country; in a first government: a former one."""
    role, language = each.role, sentence.language
    if role is None:
        return each
    end = each.end if language != "ja" else role.start
    begin = following[0].start if following and language != "ja" else len(sentence.text)
    ended = _ENDED[language].search(
        sentence.text[max(0, end - _REACH_JA) : end] if language == "ja" else sentence.text[end:]
    )
    if ended is not None:
        role = replace(role, former=True)
    country = _country_of(following[0]) if following else None
    under = _UNDER[language].fullmatch(sentence.text[end:begin]) if language != "ja" else None
    if under is not None and country and not _is_told(role):
        role = replace(role, country=country)
    return TitledName(each.name, role, role.country or each.country)


_GOVERNMENT_EN = "(?:administration|government|cabinet|presidency|premiership)"
_GOVERNMENT_RU = "(?:администрации|правительстве|кабинете)"
_UNDER = {
    "en": re.compile(rf"\s(?:under|in\s(?:the\s)?(?:\w+\s)?(?:{_GOVERNMENT_EN}\sof\s)?)"),
    "ru": re.compile(rf"\s(?:при|(?:в|во)\s(?:\w+\s)?{_GOVERNMENT_RU})\s"),
}
_ENDED = {
    "en": re.compile(
        rf"^,?\s(?:in|during|under)\s(?:the\sfirst\s(?:[\w.’']+\s){{0,3}}{_GOVERNMENT_EN}"
        rf"|[\w.’' ]{{0,30}}first\s(?:term|{_GOVERNMENT_EN}))"
    ),
    "ru": re.compile(rf"^\s(?:в|во)\s(?:время\s)?перв\w+\s(?:{_GOVERNMENT_RU}|срок)"),
    "ja": re.compile(r"(?:第[1１一]次|1期目の|１期目の)[^、。]{1,10}政権の?$"),
}
_REACH_JA = 20
"""Characters of a government before its minister: 第1次トランプ政権の."""


def _is_told(role: RoleMention) -> bool:
    return bool(role.country or role.organisation or role.region)


def _country_of(master: TitledName) -> str | None:
    country = master.role.country if master.role else None
    return country or (master.name.known.country if master.name.known and not _is_of_organisation(master) else None)


def _served(sentence: AnnotatedSentence, each: TitledName, master: TitledName) -> TitledName:
    role = each.role
    if role is None or _is_told(role) or not _serves(sentence, each, master):
        return each
    if role.title == COUNTERPART:
        return each  # “his counterpart” holds the same office of another country
    if master.role is not None and master.role.start == role.start:
        return each  # “Their foreign ministers, Motegi and Kang”: the office of both, not of the second under the first
    country = _country_of(master)
    organisation = master.role.organisation if master.role else None
    return TitledName(each.name, replace(role, country=country, organisation=organisation), country)


def _is_of_organisation(titled: TitledName) -> bool:
    return titled.role is not None and titled.role.organisation is not None


def _serves(sentence: AnnotatedSentence, each: TitledName, master: TitledName) -> bool:
    gap = sentence.text[master.end : each.start]
    if sentence.language == "ja":
        return gap in ("の", "氏の")
    return _OWNED.fullmatch(gap) is not None or _OWN.search(sentence.text[: each.start]) is not None
