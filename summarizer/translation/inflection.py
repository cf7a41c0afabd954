"""Russian phrases in the case that a sentence needs: the head noun and the adjectives before it decline, no more.

«министр иностранных дел» -> «министра иностранных дел», «мирный договор» -> «мирным договором», «ООН» -> «ООН». Words
that pymorphy3 does not know are not declined: a nominative reads better than a word that is none.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

from summarizer.language.words import russian_morphology
from summarizer.translation.declension import CASES, Case, case_after

Number = Literal["sing", "plur"]

_CASE_OF: dict[str, Case] = {**{case: case for case in CASES}, "gen2": "gent", "loc2": "loct", "acc2": "accs"}
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_DECLINED = _ADJECTIVES | {"NOUN"}


@lru_cache(2048)
def phrase_in_case(phrase: str, case: Case, number: Number = "sing") -> str:
    """Return a phrase in a case, or as it is where its head does not decline or is not known.

    Args:
        phrase: in the nominative, head noun first but for its adjectives.
        case: wanted.
        number: wanted; a phrase that is plural by itself («Минские соглашения») stays plural.
    """
    words = phrase.split()
    nouns = [_noun(word) for word in words]
    head = next((i for i, noun in enumerate(nouns) if noun is not None), None)
    if head is None or (case == "nomn" and number == "sing"):
        return phrase
    noun = nouns[head]
    own: Number = "plur" if noun.tag.number == "plur" else number
    declined = [_agreeing(word, noun, case, own) for word in words[:head]]
    declined.append(_as_written(words[head], noun.inflect({case, own})))
    return phrase if None in declined else " ".join([*map(str, declined), *words[head + 1 :]])


def _parses(word: str) -> list[Any]:
    if not re.fullmatch(r"[А-ЯЁ]?[а-яё]+(?:-[а-яё]+)*", word):
        return []
    return [parse for parse in russian_morphology().parse(word) if parse.is_known and "nomn" in parse.tag]


def _noun(word: str) -> Any:
    # «мирный» is an adjective first; «дел» is in no nominative.
    parses = _parses(word)
    return parses[0] if parses and parses[0].tag.POS == "NOUN" else None


def _agreeing(word: str, noun: Any, case: Case, number: Number) -> str | None:
    """Return an adjective before a noun in its case, or None if it is none."""
    for parse in _parses(word):
        if parse.tag.POS not in _ADJECTIVES or noun.tag.number != parse.tag.number:
            continue
        gender = {noun.tag.gender} if number == "sing" and noun.tag.gender else set()
        animacy = {"anim" if "anim" in noun.tag else "inan"} if case == "accs" and noun.tag.gender != "femn" else set()
        if parse.tag.gender in (noun.tag.gender, None):
            return _as_written(word, parse.inflect({case, number, *gender, *animacy}) or parse.inflect({case, number}))
    return None


def _as_written(word: str, inflected: Any) -> str | None:
    if not inflected:
        return None
    plain = str(inflected.word) if "ё" in word.lower() else str(inflected.word).replace("ё", "е")
    return plain[:1].upper() + plain[1:] if word[:1].isupper() else plain


def case_and_number(written: str, before: str) -> tuple[Case, Number]:
    """Return the case and number in which a model wrote a phrase, as its own words and what stands before them tell.

    Args:
        written: the model's phrase; words that are not Russian tell nothing.
        before: the text up to it.
    """
    agreed = _agreed(written.split())
    governed = case_after(before)
    cases = {case for case, _ in agreed}
    if not cases:
        return governed or ("gent" if _ends_in_noun(before) else "nomn"), "sing"
    for case in _preferred(governed):
        if case in cases:
            return case, "sing" if (case, "sing") in agreed else "plur"
    return "nomn", "sing"


def _preferred(governed: Case | None) -> Iterable[Case]:
    # «в», «на» and «за» govern two cases each.
    second: dict[Case | None, Case] = {"loct": "accs", "accs": "ablt", "ablt": "gent"}
    return [case for case in (governed, second.get(governed)) if case] + list(CASES)


def _agreed(words: list[str]) -> set[tuple[Case, Number]]:
    """Return the cases and numbers that the head and the adjectives before it can all be in."""
    agreed: set[tuple[Case, Number]] | None = None
    for word in words:
        parses = [p for p in russian_morphology().parse(word) if p.tag.POS in _DECLINED and p.tag.case in _CASE_OF]
        forms: set[tuple[Case, Number]] = {(_CASE_OF[p.tag.case], p.tag.number) for p in parses if p.tag.number}
        if not forms or not re.search("[а-яё]", word, re.IGNORECASE):
            break
        if agreed is not None and not agreed & forms:
            break
        agreed = forms if agreed is None else agreed & forms
        if any(p.tag.POS == "NOUN" for p in parses) and not any(p.tag.POS == "ADJF" for p in parses):
            break
    return agreed or set()


def _ends_in_noun(before: str) -> bool:
    found = re.search(r"([А-Яа-яЁё-]+)\s$", before)
    return bool(found) and "NOUN" in russian_morphology().parse(found.group(1))[0].tag if found else False
