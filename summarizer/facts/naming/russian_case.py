"""Undoes the case of a Russian name: «Сергеем Лавровым» -> «Сергей Лавров», «Марии Захаровой» -> «Мария Захарова».

The parts must agree: of all readings that pymorphy3 gives for each part, the set with one gender, one number and one
case wins, and each part is put into the nominative of that gender. A part without a fitting reading (Абэ, Коно) does
not decline.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from summarizer.facts.name_keys import fold
from summarizer.facts.naming.russian_surnames import Case, is_nominative, restored
from summarizer.facts.transliteration.japanese import is_japanese
from summarizer.language.words import russian_morphology

_NAME_GRAMMEMES = ("Name", "Surn", "Patr")
_MAX_READINGS = 8
"""Readings kept for each part; names have at most a gender times a few cases."""
_INDECLINABLE = ("и", "о", "э", "е", "оглу", "цу", "дзу", "су", "ку", "ру", "му", "ю")
"""Endings with which a name that no dictionary knows is taken not to decline (Мотэги, Чавушоглу, Тосимицу)."""


def nominative(parts: Sequence[str], given_names: Collection[str] = (), case: Case | None = None) -> str:
    """Return a name in the nominative singular.

    Args:
        parts: the words of the name as written, given name first; capitals are kept.
        given_names: known given names, folded: a first part among them is taken as it stands.
        case: of the office right before the name, where it is plain; or None.
    """
    if (
        parts[-1].endswith(_JAPANESE_NOMINATIVE)
        and is_japanese(list(parts), "ru")
        and not any(_is_dictionary_name(p) for p in parts)
    ):
        # Кэнта Морисита: in a Japanese name the last «а» is no case ending.
        return " ".join(parts)
    if len(parts) > 1 and (
        is_nominative(parts, given_names, case) or _stands_in_nominative(parts[0], parts[-1], given_names)
    ):
        return " ".join(parts)
    plain = restored(parts, given_names, case, listed=_is_dictionary_surname(parts[-1])) if len(parts) > 1 else None
    if plain is not None:
        return " ".join(plain)
    best = agreeing_readings(parts)
    whole = [_restore(p, r, _gender(best)) for p, r in zip(parts, best, strict=True)]
    if given_names and fold(parts[0]) in given_names and fold(whole[0]) not in given_names:
        whole[0] = parts[0]
    return " ".join(whole)


_JAPANESE_NOMINATIVE = ("а", "я", "о", "ё", "и", "э", "н")
"""Endings of Japanese names that stand in the nominative; «у» is left out, since Исибу is Исиба in the accusative."""


def _stands_in_nominative(given: str, surname: str, given_names: Collection[str]) -> bool:
    """Арвинд Кульшрештха, Дана Уитфилд: a man's given name without an ending, or a woman's with a bare surname."""
    if given[-1:] in _CONSONANTS:
        return fold(given) in given_names and not _is_dictionary_name(surname)
    return given[-1:] in ("а", "я") and surname[-1:] in _CONSONANTS


_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")


def _is_dictionary_surname(part: str) -> bool:
    return any(p.is_known and "Surn" in p.tag for p in russian_morphology().parse(part))


def _is_dictionary_name(part: str) -> bool:
    parses = russian_morphology().parse(part)
    return any(p.is_known and set(_NAME_GRAMMEMES) & p.tag.grammemes for p in parses)


def agreeing_readings(parts: Sequence[str]) -> tuple[Any, ...]:
    """Return a pymorphy3 reading for each part of a name, or None for a part that does not decline.

    Args:
        parts: the words of the name, given name first.
    """
    readings = [_readings(p, i == 0 and len(parts) > 1, i == len(parts) - 1) for i, p in enumerate(parts)]
    return max(product(*readings), key=_agreement)


@lru_cache(8192)
def _readings(part: str, given: bool, surname: bool) -> tuple[Any, ...]:
    wanted = ("Name",) if given else ("Surn",) if surname else _NAME_GRAMMEMES
    parses = russian_morphology().parse(part)
    if part.lower().endswith(_INDECLINABLE) and not any(
        p.is_known and set(_NAME_GRAMMEMES) & p.tag.grammemes for p in parses
    ):
        return (None,)
    named = [p for p in parses if any(g in p.tag for g in wanted) and "plur" not in p.tag]
    nouns = [p for p in parses if p.tag.POS in ("NOUN", "ADJF") and "plur" not in p.tag]
    return tuple((named or nouns)[:_MAX_READINGS]) or (None,)


def _agreement(readings: Sequence[Any]) -> tuple[int, int, float]:
    present = [r for r in readings if r is not None]
    genders = {r.tag.gender for r in present if r.tag.gender in ("masc", "femn")}
    cases = {r.tag.case for r in present if "Fixd" not in r.tag}
    # Between equals the oblique reading loses: a name stands in the nominative more often than in any other case.
    return (-len(cases), -len(genders), sum(r.score for r in present) + (0.1 if cases <= {"nomn"} else 0))


def _gender(readings: Sequence[Any]) -> str | None:
    for reading in readings:
        if reading is not None and "Name" in reading.tag and reading.tag.gender in ("masc", "femn"):
            return str(reading.tag.gender)
    last = readings[-1]
    return str(last.tag.gender) if last is not None and last.tag.gender in ("masc", "femn") else None


def _restore(part: str, reading: Any, gender: str | None) -> str:
    if reading is None or "Fixd" in reading.tag or reading.tag.case == "nomn":
        return part
    wanted = {"nomn", "sing"} | ({gender} if gender and ("Surn" in reading.tag or reading.tag.POS == "ADJF") else set())
    inflected = reading.inflect(wanted) or reading.inflect({"nomn"})
    if inflected is None:
        return part
    word = inflected.word if "ё" in part.lower() else inflected.word.replace("ё", "е")
    return "-".join(piece.capitalize() for piece in word.split("-"))
