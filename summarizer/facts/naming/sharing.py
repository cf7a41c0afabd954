"""Offices that several names share, or that one person holds under another.

«премьер-министры Армении и Грузии Никол Пашинян и …», ``President Trump's envoy Steve Witkoff``: which name gets which.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.gaps import is_in_government, is_russian_complement, without_places
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.role_lexicon import role_key
from summarizer.facts.roles import RoleMention

_ROW = re.compile(r"(?:\s|,|of|the|and|и|—|–|-)*")
"""What may stand between an office in the plural and the names, once countries are taken out."""
_LIST = re.compile(r"[^.:;!?]{0,80}: ")
"""Between an office in the plural and a list of its holders: ``the presidents of five countries on Saturday: …``."""


def served_russian(
    sentence: AnnotatedSentence, names: Sequence[NameMention], free: list[RoleMention]
) -> dict[int, RoleMention]:
    """«спецпосланник президента США Дональда Трампа Стив Уиткофф»: the first name is the president's."""
    chosen: dict[int, RoleMention] = {}
    for role in list(free):
        words = sentence.text[role.start : role.end].split()
        served = _SERVED.get(words[-1].lower()) if len(words) > 1 else None
        after = [i for i, n in enumerate(names) if n.start >= role.end]
        if not after:
            continue
        first = names[after[0]]
        complement = is_russian_complement(sentence, role.end, first.start)
        if complement and is_in_government(sentence, role.end, first.start):
            # «министр финансов в правительстве Бориса Джонсона Риши Сунак»
            if len(after) > 1 and sentence.text[first.end : names[after[1]].start] == " ":
                chosen[after[1]] = role
                free.remove(role)
            continue
        head = next(w for w in sentence.words if w.start >= role.start)
        oblique = first.display != sentence.text[first.start : first.end] and head.text.lower() == head.lemma
        undeclined = first.display.endswith(_UNDECLINED) and head.text.lower() == head.lemma
        if (
            served is None
            and (oblique or undeclined)
            and len(after) > 1
            and _stand_in_a_row(sentence, role, first, names[after[1]])
        ):
            # «спецпосланник Трампа Кит Келлог», «советник Моди по энергетике …»: the surname says whose envoy.
            chosen[after[1]] = role
            free.remove(role)
        if served is None:
            continue
        if not oblique or not is_russian_complement(sentence, role.end, first.start):
            continue
        chosen[after[0]] = replace(role, title=served, key=role_key(served), organisation=None, former=False)
        free.remove(role)
        if len(after) > 1 and is_russian_complement(sentence, first.end, names[after[1]].start):
            chosen[after[1]] = role
    return chosen


def _stand_in_a_row(sentence: AnnotatedSentence, role: RoleMention, first: NameMention, second: NameMention) -> bool:
    alone = len(first.parts) == 1 and sentence.text[role.end : first.start] == " "
    between = sentence.text[first.end : second.start]
    further = len(second.parts) > 1 and between.startswith(" по ")
    return alone and (between == " " or (further and is_russian_complement(sentence, first.end, second.start)))


_UNDECLINED = ("и", "о", "э", "у", "ю", "е")
"""Endings of surnames that look the same in every case: Моди, Абэ, Шойгу."""


def served_english(
    sentence: AnnotatedSentence, names: Sequence[NameMention], free: list[RoleMention], chosen: dict[int, RoleMention]
) -> dict[int, RoleMention]:
    """``Steve Witkoff, President Donald Trump's special envoy``: the office behind the second name is the first's."""
    found: dict[int, RoleMention] = {}
    for index, (name, master) in enumerate(itertools.pairwise(names)):
        own = chosen.get(index + 1)
        begin = min(master.start, own.start) if own else master.start
        role = next((r for r in free if _POSSESSIVE.fullmatch(sentence.text[master.end : r.start])), None)
        if role is None or index in chosen or sentence.text[name.end : begin] != ", ":
            continue
        free.remove(role)
        country = own.country if own and own.country else master.known.country if master.known else None
        found[index] = role if role.country else replace(role, country=country)
    return found


_POSSESSIVE = re.compile(r"['’]s?\s(?:[a-z]+\s){0,2}")
_SERVED = {"президента": "president", "премьера": "prime_minister", "премьер-министра": "prime_minister"}
"""Last words of offices that serve another: «спецпредставитель президента»."""


def listed_japanese(
    sentence: AnnotatedSentence, names: Sequence[NameMention], free: list[RoleMention]
) -> dict[int, RoleMention]:
    """外務副大臣には堀井巌、国光文乃両氏を充てた: one office told before a row of names."""
    chosen: dict[int, RoleMention] = {}
    for role in list(free):
        taken = _TAKEN.match(sentence.text, role.end)
        position = taken.end() if taken else -1
        group: list[int] = []
        for index, name in enumerate(names):
            if name.start != position:
                continue
            group.append(index)
            after = _IN_A_ROW.match(sentence.text, name.end)
            position = after.end() if after else -1
            if after is None and len(group) > 1 and _TOGETHER.match(sentence.text, name.end):
                chosen |= dict.fromkeys(group, role)
                free.remove(role)
    return chosen


_TAKEN = re.compile(r"(?:には|に|は|の)")
_IN_A_ROW = re.compile(r"(?:氏|（[^（）]{1,20}）)*[、・と]")
_TOGETHER = re.compile(r"(?:（[^（）]{1,20}）)?(?:の|ら)?(?:両氏|各氏|[2-9２-９二三四五六]氏|氏ら)")


def shared(
    sentence: AnnotatedSentence, names: Sequence[NameMention], plural: Sequence[RoleMention]
) -> dict[int, RoleMention]:
    """Offices in the plural, dealt out: «премьер-министры Армении и Грузии Никол Пашинян и Ираклий Кобахидзе»."""
    chosen: dict[int, RoleMention] = {}
    for role in plural:
        group = _row_of_names(sentence, names, role)
        countries: Sequence[str | None] = role.countries if role.countries and len(role.countries) == len(group) else ()
        for index, country in zip(group, countries or [None] * len(group), strict=True):
            chosen[index] = replace(role, country=country, countries=None)
    return chosen


def _row_of_names(sentence: AnnotatedSentence, names: Sequence[NameMention], role: RoleMention) -> list[int]:
    group: list[int] = []
    if sentence.language == "ja":
        position = role.start - 1
        for index in reversed(range(len(names))):
            gap = without_places(sentence, names[index].end, position) if names[index].end <= position else "?"
            if gap not in ("", "と", "、", "、の", "との", "・", "の"):
                continue
            group.insert(0, index)
            position = names[index].start
        return group
    position = role.end
    for index, name in enumerate(names):
        gap = without_places(sentence, position, name.start) if name.start >= position else "?"
        listed = not group and _LIST.fullmatch(gap) is not None
        if _ROW.fullmatch(gap) is None and not listed:
            continue
        group.append(index)
        position = name.end
    return group
