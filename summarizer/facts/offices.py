"""Offices of known people: they tell namesakes apart, and say whether a surname alone may mean someone.

Never shown: the card says only what the article says.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.facts.gazetteer import KnownPerson
from summarizer.facts.lexicons import table, variants
from summarizer.facts.name_keys import fold
from summarizer.facts.records import RoleKey

GREAT: frozenset[RoleKey] = frozenset(
    {"president", "prime_minister", "foreign_minister", "defense_minister", "finance_minister"}
)
"""Offices of which a state has one holder at a time: the wrong name with one of them is a wrong minister."""
MINISTERS: frozenset[RoleKey] = frozenset({"foreign_minister", "defense_minister", "finance_minister"})
"""Great offices whose holder may be called just a minister."""
LEADERS: frozenset[RoleKey] = frozenset({"president", "prime_minister", "head_of_government_other"})
"""Offices whose holder is news under the surname alone."""
YEARS_OUT = 3
"""Years after which news that gives someone an office without "former" hardly means who held it then."""

FADED = 1990
"""Year before which offices ended that an undated article, being of the web, hardly means without "former"."""


@dataclass(frozen=True, slots=True)
class _Office:
    key: str
    country: str
    since: int
    until: int


@cache
def _offices() -> dict[str, tuple[_Office, ...]]:
    held: dict[str, list[_Office]] = defaultdict(list)
    for row in table("offices"):
        held[row["id"]].append(
            _Office(row["key"], row["country"], int(row["since"]), int(row["until"] or datetime.MAXYEAR))
        )
    return {person: tuple(offices) for person, offices in held.items()}


def tell_apart(candidates: Sequence[KnownPerson], key: RoleKey | None, year: int | None) -> KnownPerson | None:
    """Return which of several namesakes is meant by an office, or by the time; None where that does not tell.

    Args:
        candidates: people of one surname.
        key: role key that the article gives them, or None.
        year: of the article, or None.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    # The office decides before the year does: an article may speak of the past.
    for when in (year, None):
        for fits in (_fits, _fits_loosely):
            fitting = [c for c in candidates if any(fits(o, key, when) for o in _of(c))]
            if len(fitting) == 1:
                return fitting[0]
    return None


def _of(person: KnownPerson) -> tuple[_Office, ...]:
    return _offices().get(person.id, ())


def held_in(person: KnownPerson, year: int | None) -> frozenset[str]:
    """Return the keys of the offices that someone held in a year; none where the year is not known."""
    return frozenset(o.key for o in _of(person) if year is not None and o.since <= year <= o.until)


def union_of(person: KnownPerson, key: RoleKey) -> str | None:
    """Return the union whose office someone held, if all offices of that key that they held are a union's, or None.

    Args:
        person: of the gazetteer.
        key: role key that the article gives them, with no country.
    """
    countries = {o.country for o in _of(person) if o.key == key}
    return countries.pop() if len(countries) == 1 and countries <= {"EU", "UN"} else None


def _fits(office: _Office, key: RoleKey | None, year: int | None) -> bool:
    fits = office.key == key if key else office.key != "other"
    return fits and (year is None or office.since <= year <= office.until)


def _fits_loosely(office: _Office, key: RoleKey | None, year: int | None) -> bool:
    """«министры Лавров и Коно»: any minister is a minister."""
    return _fits(office, office.key if key == "minister" and office.key in MINISTERS else key, year)


@cache
def _common_surnames() -> frozenset[str]:
    english = [row["en"] for row in table("surnames_en")]
    others = [form for row in table("surnames_common") for form in variants(row["surnames"])]
    return frozenset(map(fold, (*english, *others)))


def is_common(person: KnownPerson) -> bool:
    """Return whether very many bear someone's surname."""
    surname = fold(person.surname("en"))
    return surname in _common_surnames() or surname.removesuffix("a") in _common_surnames()


def _is_current(office: _Office, year: int | None) -> bool:
    return office.until >= FADED if year is None else office.since - 1 <= year <= office.until + YEARS_OUT


def is_borne_out(person: KnownPerson, key: RoleKey | None, year: int | None) -> bool:
    """Return whether a surname alone may mean someone, with the office that the article gives.

    A new minister may have the surname of somebody known. A great office must be one that the person has held, and not
    long ago; a very common surname means somebody known only by an office of theirs.

    Args:
        person: the only known one of that surname that fits.
        key: role key that the article gives as held now, or None.
        year: of the article, or None.
    """
    held = _of(person)
    own = [o for o in held if _fits_loosely(o, key, None)]
    current = [o for o in own if _is_current(o, year)]
    if is_common(person):
        return bool(current)
    if key not in GREAT:
        return True
    if own or held:
        return bool(current)
    return person.posts is None or key in person.posts


def may_be_quoted(person: KnownPerson, year: int | None) -> bool:
    """Return whether the news of a year quotes someone by the surname alone: who holds an office, or held a great one.

    Args:
        person: of the gazetteer.
        year: of the article, or None.
    """
    held = _of(person)
    return any(_is_current(o, year) for o in held) if held else bool(person.posts)
