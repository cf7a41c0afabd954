"""Russian surnames that no dictionary knows, put into the nominative by the case of the given name before them.

«Аслану Бжании», «Инала Ардзинбы»: the given name is plainly in an oblique case, and the surname has the ending of the
same. «Беслан Барциц», «Аслан Бжания»: a man's given name that ends in a consonant stands in the nominative, and so does
whatever follows it. «Бадра Гунба» alone could be the genitive of «Бадр Гунб»: there the office before it decides.
"""

import re
from collections.abc import Collection, Sequence
from typing import Literal

from summarizer.facts.name_keys import fold
from summarizer.language.words import russian_morphology

Case = Literal["nominative", "object", "oblique"]
"""Of an office: nominative, genitive or accusative, any other."""
_VOWELS = frozenset("аеёиоуыэюя")
_SOFT = frozenset("йь")
_FEMININE = re.compile(r"(?:ов|ев|ёв|ин|ын)а$|(?:ск|цк)ая$")
_FEMININE_OBLIQUE = re.compile(r"(?:ов|ев|ёв|ин|ын)(?:ой|у)$|(?:ск|цк)(?:ой|ую)$")
"""«Кристин Ивановой»: a woman's given name that ends in a consonant does not decline."""
_MASCULINE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    # Ending of the given name; endings of the surname in that case, with those of its nominative.
    (
        "ом|ем",
        (
            (r"ией", "ия"),
            (r"(?<=[бвгдзклмнпрстфх])ой", "а"),
            (r"(?<=[нлрзтд])ей", "я"),
            (r"(?<=[бвгдзклмнпрстфх])ь?цом", "ец"),
            (r"ом", ""),
            (r"(?<=[аеиоуы])ем", "й"),
            (r"(?<=[жшчщц])ем", ""),
        ),
    ),
    ("у|ю", ((r"ии", "ия"), (r"(?<=[бвгкмпхр])е", "а"), (r"у", ""), (r"(?<=[аеиоуы])ю", "й"))),
    (
        "а|я",
        (
            (r"ии", "ия"),
            (r"ию", "ия"),
            (r"ы", "а"),
            (r"(?<=[гх])и|(?<=[^с]к)и", "а"),
            (r"у", "а"),
            (r"(?<=[аеиоуы])я", "й"),
            (r"а", ""),
        ),
    ),
)


def is_nominative(parts: Sequence[str], given_names: Collection[str], case: Case | None) -> bool:
    """Return whether the given name, or the office before it, shows that a name stands in the nominative.

    Args:
        parts: the words of the name as written, given name first.
        given_names: known given names, folded.
        case: of the office right before the name, or None.
    """
    given, surname = parts[0].lower(), parts[-1].lower()
    if _FEMININE_OBLIQUE.search(surname):
        return False
    oblique = _masculine_given(given, given_names) is not None
    if given[-1] not in _VOWELS:
        several = sum(c in _VOWELS for c in given) > 1
        instrumental = given.endswith(("ом", "ем")) and surname.endswith(("ом", "ем", "ым", "им", "ой", "ей"))
        declined = oblique or instrumental or (given.endswith(("ой", "ей")) and fold(given) not in given_names)
        # Of Ким Чен Ын and Ли Цян the first part is the family name, which does not decline.
        return several and not declined and (len(parts) == 2 or parts[1].lower().endswith("ич"))
    if given[-1] not in "ая":
        return False
    if surname.endswith(("ая", "яя")) and _is_womans(given):
        return True  # «Алёна Косторная» is no case of Ален
    if fold(given) in given_names or _is_womans(given):
        return not oblique or (case == "nominative" and (surname[-1] not in "ая" or bool(_FEMININE.search(surname))))
    return not oblique and case == "nominative"


def restored(
    parts: Sequence[str], given_names: Collection[str], case: Case | None, *, listed: bool
) -> list[str] | None:
    """Return a name in the nominative where its given name is known, and plainly in another case; else None.

    Args:
        parts: the words of the name as written, given name first.
        given_names: known given names, folded.
        case: of the office right before the name, or None.
        listed: whether the dictionary has the surname, and so its cases.
    """
    given, surname = parts[0], parts[-1]
    if fold(given) in given_names:
        return None
    nominative = _masculine_given(given.lower(), given_names)
    if nominative is None and case != "nominative":
        # «с Бадрой Гунбой»: of what no list has, two endings of one kind are of one case; far from an office as well.
        of_a = _OF_A if case is not None else () if listed else _OF_A_ALONE
        pair = next((e for e in of_a if given.endswith(e) and surname.endswith(e)), None)
        if pair is not None and len(parts) == 2:
            return [given.removesuffix(pair) + "а", surname.removesuffix(pair) + "а"]
    if nominative is None:
        woman = _womans_given(given, surname, given_names)
        return [woman, *parts[1:]] if woman is not None else None
    if listed:
        return None
    for endings, rows in _MASCULINE:
        if not re.search(f"(?:{endings})$", given):
            continue
        for pattern, plain in rows:
            whole = re.compile(f"{pattern}$")
            if whole.search(surname):
                return [nominative.capitalize(), *parts[1:-1], whole.sub(plain, surname)]
    return None


def _womans_given(given: str, surname: str, given_names: Collection[str]) -> str | None:
    """«Уллой Ларсен», «Хильде Ос»: a woman's given name in a case, before a surname that then does not decline."""
    if surname[-1].lower() in _VOWELS | _SOFT or surname.endswith(("ом", "ем", "ым", "им")):
        return None  # «Никитой Михалковым»
    for ending, plain in _WOMENS_ENDINGS:
        woman = given.removesuffix(ending) + plain
        if not given.endswith(ending) or not woman[:-1]:
            continue
        several = sum(c in _VOWELS for c in woman.lower()) > 1
        if fold(woman) in given_names or _is_womans(woman.lower()) or (several and ending in _WOMENS_ALONE):
            return woman
    return None


def _masculine_given(given: str, given_names: Collection[str]) -> str | None:
    """Return the known man's name of which a word is an oblique case: «Сергею», «Асланом»."""
    for ending in ("ом", "ем", "а", "я", "у", "ю"):
        if not given.endswith(ending):
            continue
        stem = given[: -len(ending)]
        for plain in (stem, stem + "й", stem + "ь"):
            if plain and fold(plain) in given_names and plain[-1] not in _VOWELS:
                return plain
        if ending in ("у", "ю") and fold(stem + _NOMINATIVE_A[ending]) in given_names:
            return None
    read = [p for p in russian_morphology().parse(given) if p.is_known and "Name" in p.tag]
    men = [p for p in read if p.tag.gender == "masc" and p.normal_form[-1] not in _VOWELS and p.tag.case != "nomn"]
    return str(men[0].normal_form) if men else None


def _is_womans(given: str) -> bool:
    read = [p.tag for p in russian_morphology().parse(given) if p.is_known and "Name" in p.tag]
    return any(tag.gender == "femn" and tag.case == "nomn" for tag in read)


_OF_A = ("ы", "ой", "е")
_OF_A_ALONE = ("ы", "ой")
"""Those that show it without the case of an office."""
_WOMENS_ENDINGS = (
    ("ой", "а"),
    ("ей", "я"),
    ("ей", "а"),
    ("ы", "а"),
    ("и", "я"),
    ("и", "а"),
    ("у", "а"),
    ("ю", "я"),
    ("е", "а"),
    ("е", "я"),
)
"""Endings of women's given names in the cases, with that of the nominative."""
_WOMENS_ALONE = frozenset({"ой", "ы"})
"""Those of them that no name has in the nominative."""
_NOMINATIVE_A = {"у": "а", "ю": "я"}
