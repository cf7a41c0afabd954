"""The nominative that explains every form in which an article writes a Russian name.

«Ждали Бадру Гунбу» alone may be the dative of «Бадр Гунб»; beside «без Бадры Гунбы» it is «Бадра Гунба». Endings by
Русская грамматика (1980), § 1174-1196, for names that no dictionary has; a man and a woman decline differently.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import Literal

Gender = Literal["masc", "femn"]
_GENDERS: tuple[Gender, ...] = ("masc", "femn")
_VOWELS = "аеёиоуыэюя"
_AFTER_WHICH_I = "гкхжшчщ"
"""Consonants after which Russian writes «и» for «ы»."""
_HUSHING = "жшчщц"
_PARTS = 2
"""Words of the names that are compared: a given name and a surname."""
_ADJECTIVES = {"masc": ("ий", "ый"), "femn": ("ая", "яя")}


def common_nominative(surfaces: Collection[tuple[str, ...]], shown: Sequence[str]) -> str | None:
    """Return the only nominative that explains the most forms of a name, one that is shown already first; else None.

    Args:
        surfaces: the words of each way in which the article writes the name, given name and surname.
        shown: the nominatives that were made of the single ones, the likeliest first.
    """
    pairs = {s for s in surfaces if len(s) == _PARTS}
    if len(pairs) < _PARTS:
        return None
    explained = {
        name: max(sum(_explains(name, pair, gender) for pair in pairs) for gender in _GENDERS)
        for name in {*_candidates(pairs), *(tuple(s.split()) for s in shown if len(s.split()) == _PARTS)}
    }
    most = max(explained.values())
    best = [name for name, count in explained.items() if count == most]
    told = next((s for s in shown if tuple(s.split()) in best), None)
    return told or (" ".join(best[0]) if len(best) == 1 else None)


def _candidates(pairs: Iterable[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    for pair in pairs:
        yield from product(*(_undone(part) for part in pair))


def _undone(part: str) -> set[str]:
    """The nominatives that a form may come from, itself first of all."""
    found = {part}
    for ending, nominals in _UNDONE.items():
        stem = part.removesuffix(ending)
        if stem != part and re.search(f"[{_VOWELS}]", stem.lower()):
            found |= {stem + nominal for nominal in nominals}
    return found


_UNDONE = {
    "ы": ("а",),
    "и": ("а", "я"),
    "е": ("а", "я", ""),
    "у": ("а", ""),
    "ю": ("я", "й", "ь"),
    "ой": ("а", "ая"),
    "ей": ("а", "я"),
    "а": ("",),
    "я": ("й", "ь"),
    "ом": ("", "ий", "ый"),
    "ем": ("й", "ь", ""),
    "ым": ("", "ый"),
    "им": ("ий",),
    "ого": ("ий", "ый"),
    "ому": ("ий", "ый"),
    "ую": ("ая",),
}
"""Case endings and those of the nominatives that they may belong to."""


def _explains(name: Sequence[str], surface: Sequence[str], gender: Gender) -> bool:
    """Whether some case of a name, in all its parts, is the form that the article writes."""
    cases = [_declined(part, gender, surname=i == len(name) - 1) for i, part in enumerate(name)]
    return any(all(form[case] == word for form, word in zip(cases, surface, strict=True)) for case in range(_CASES))


_CASES = 6


def _declined(part: str, gender: Gender, *, surname: bool) -> tuple[str, ...]:
    """Return nominative, genitive, dative, accusative, instrumental and prepositional."""
    stem, last = part[:-1], part[-1].lower()
    if surname and part.endswith(_ADJECTIVES[gender]):
        return _as_adjective(part, gender)
    if last == "а" and part[-2:-1].lower() not in _VOWELS:
        if surname and gender == "femn" and re.search(r"(?:[оеё]в|[иы]н)а$", part):
            return part, stem + "ой", stem + "ой", stem + "у", stem + "ой", stem + "ой"
        genitive = "и" if part[-2].lower() in _AFTER_WHICH_I else "ы"
        instrumental = "ей" if part[-2].lower() in _HUSHING else "ой"
        return part, stem + genitive, stem + "е", stem + "у", stem + instrumental, stem + "е"
    if last == "я":
        dative = "и" if part.endswith("ия") else "е"
        return part, stem + "и", stem + dative, stem + "ю", stem + "ей", stem + dative
    if last in _VOWELS or (gender == "femn" and (surname or last != "ь")):
        return (part,) * _CASES
    if last in "йь":
        return part, stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "е"
    possessive = surname and re.search(r"(?:[оеё]в|[иы]н)$", part)
    instrumental = "ым" if possessive else "ем" if last in _HUSHING else "ом"
    return part, part + "а", part + "у", part + "а", part + instrumental, part + "е"


def _as_adjective(part: str, gender: Gender) -> tuple[str, ...]:
    stem, ending = part[:-2], part[-2:].lower()
    if gender == "femn":
        oblique, accusative = ("ой", "ую") if ending == "ая" else ("ей", "юю")
        return part, stem + oblique, stem + oblique, stem + accusative, stem + oblique, stem + oblique
    instrumental = "ым" if ending == "ый" else "им"
    genitive, dative = stem + "ого", stem + "ому"
    return part, genitive, dative, genitive, stem + instrumental, stem + "ом"
