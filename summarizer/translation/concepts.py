"""What a sentence names that has a form of its own in each language: offices, agreements, bodies, places.

They are read in source and translation by the finders of the facts, so every right wording counts as right and is left
alone: 外相 and 外務大臣, ООН and «Организация Объединенных Наций». What a lexicon has no entry for is not looked at.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from summarizer.article import LANGUAGES, Language, Sentence
from summarizer.facts.agreement_phrases import find_phrases
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.place_names import NOT_SEARCHED, city_name, country_name, organisation_name
from summarizer.facts.records import RoleKey
from summarizer.facts.role_lexicon import BORROWED, own_title, title_name
from summarizer.facts.roles import RoleMention
from summarizer.guarding.reading import Reading, read
from summarizer.language.phrases import Hit, Phrases
from summarizer.translation.terms import pattern_of

Kind = Literal["role", "agreement", "organisation", "institution", "country", "city"]

_VAGUE: frozenset[RoleKey] = frozenset({"other", "minister", "deputy_minister", "spokesperson"})
"""Keys that take in many offices; of those only the same title is the same office."""
_HEADS_OF_GOVERNMENT: frozenset[RoleKey] = frozenset({"prime_minister", "head_of_government_other"})
_BESIDE_NAME = 2
"""Characters between an office and the person who holds it: a space, a comma and a space."""
_CACHED = 512
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Concept:
    """Something with a form of its own in each language.

    Attributes:
        kind: which lexicon knows it.
        key: its id there; of a country the ISO code.
        start, end: in the sentence.
        written: the sentence's words for it.
        country: whose office or institution it is, or None.
        strict: a translation should name it, and it is no pronoun's or paraphrase's to stand for it.
        role_key: of an office.
    """

    kind: Kind
    key: str
    start: int
    end: int
    written: str
    country: str | None = None
    strict: bool = False
    role_key: RoleKey | None = None

    def name(self, language: Language) -> str:
        """Return its own form, in Russian in the nominative."""
        if self.kind == "country":
            return country_name(self.key, language)
        if self.kind == "city":
            return city_name(self.key, language)
        if self.kind == "organisation":
            return organisation_name(self.key, language)
        if self.kind == "institution":
            listed = institutions()[self.key]
            return str(listed.get(f"{language}_{self.country}") or listed[language][0])
        if self.kind == "role":
            return title_name(own_title(self.key, self.country), self.country, language)
        row = entries("agreements")[self.key]
        name: str = row["names"][language]
        first: str = next(iter(row[language]), name)
        # A name with its abbreviation in brackets is for the card, not for the middle of a sentence.
        return first if any(bracket in name for bracket in "(（") else name


_TABLES: dict[Kind, tuple[str, str]] = {
    "organisation": ("organisations", "key"),
    "country": ("countries", "code"),
    "city": ("cities", "key"),
}


@cache
def institutions() -> dict[str, dict[str, Any]]:
    """Return ``institutions.toml``, and the seats of power of the facts: Кремль, the Pentagon."""
    own = tomllib.loads(files("summarizer.translation").joinpath("institutions.toml").read_text(encoding="utf-8"))
    seats = (row for row in table("cities") if row["kind"] == "seat")
    return own | {row["key"]: {language: _searched(row[language]) for language in LANGUAGES} for row in seats}


@cache
def _institution_phrases(language: Language) -> Phrases[str]:
    pairs = ((form.strip("«»"), key) for key, row in institutions().items() for form in row[language])
    return Phrases(pairs, language)


@lru_cache(_CACHED)
def concepts_of(sentence: str, language: Language) -> tuple[Concept, ...]:
    """Return what a sentence names, in order of kind, each once.

    Args:
        sentence: source or translation.
        language: its language.
    """
    reading = read(sentence, language)
    found: dict[tuple[str, str], Concept] = {}
    for concept in (*_roles(reading), *_agreements(reading), *_institutions(reading), *_places(reading)):
        found.setdefault((concept.kind, concept.key), concept)
    return tuple(found.values())


def absent(concept: Concept, there: Sequence[Concept]) -> bool:
    """Whether none of the concepts of a translation is this one."""
    return not any(same(concept, other) for other in there)


def same(one: Concept, other: Concept) -> bool:
    """Whether two concepts are one: a treaty of the same kind, an office of the same key."""
    if one.kind != other.kind:
        return False
    if one.kind == "role":
        return one.key == other.key or _same_office(one.role_key, other.role_key)
    if one.kind == "agreement" and one.key != other.key:
        kinds = {entries("agreements")[concept.key]["key"] for concept in (one, other)}
        return len(kinds) == 1 and "other" not in kinds
    return one.key == other.key


def _same_office(one: RoleKey | None, other: RoleKey | None) -> bool:
    both = {one, other}
    return both <= _HEADS_OF_GOVERNMENT or (one == other and one not in _VAGUE)


def forms(concept: Concept, language: Language) -> frozenset[str]:
    """Return the forms of a concept that are right in a language."""
    return _forms(concept.kind, concept.key, concept.country, language)


@cache
def _forms(kind: Kind, key: str, country: str | None, language: Language) -> frozenset[str]:
    if kind == "role":
        title = own_title(key, country)
        return frozenset(
            form
            for row in table("roles")
            if row["id"].split("~")[0] == title and row["country"] in ("", country or "")
            for form in (*variants(row[language]), row[f"name_{language}"])
        )
    if kind == "agreement":
        return frozenset(entries("agreements")[key][language])
    if kind == "institution":
        return frozenset(institutions()[key][language])
    name, column = _TABLES[kind]
    rows = (row for row in table(name) if row[column] == key)
    return frozenset(form.removeprefix(NOT_SEARCHED) for row in rows for form in variants(row[language]))


def _roles(reading: Reading) -> Iterator[Concept]:
    for role in reading.roles:
        if role.title in BORROWED or role.countries is not None:
            continue
        written = reading.text[role.start : role.end]
        country = role.country or _holder(role, reading)
        strict = role.key not in _VAGUE and role.key is not None
        yield Concept("role", role.title, role.start, role.end, written, country, strict, role.key)


def _holder(role: RoleMention, reading: Reading) -> str | None:
    """Return the country of the known person named beside an office: «канцлер Меркель»."""
    for name in reading.names:
        gap = name.start - role.end if name.start >= role.end else role.start - name.end
        countries: Set[str | None] = {person.country for person in name.known}
        if name.known and 0 <= gap <= _BESIDE_NAME and len(countries) == 1:
            return next(iter(countries))
    return None


def _agreements(reading: Reading) -> Iterator[Concept]:
    rows = entries("agreements")
    for hit in agreement_phrases(reading):
        if rows[hit.value]["key"] != "none" and not rows[hit.value].get("weak"):
            written = reading.text[hit.start : hit.end]
            yield Concept("agreement", hit.value, hit.start, hit.end, written, strict=True)


def agreement_phrases(reading: Reading) -> list[Hit[str]]:
    """Return where a text names an agreement."""
    whole = Sentence(0, 0, len(reading.text), reading.text, 0)
    return find_phrases(AnnotatedSentence(whole, reading.language, reading.words, reading.places, reading.dates))


def _institutions(reading: Reading) -> Iterator[Concept]:
    countries = {place.country for place in reading.places if place.country}
    country = next(iter(countries)) if len(countries) == 1 else None
    for hit in _institution_phrases(reading.language).find(reading.words):
        written = _ARTICLE.sub("", reading.text[hit.start : hit.end])
        yield Concept("institution", hit.value, hit.start, hit.end, written, country)


def _searched(cell: str) -> list[str]:
    return [form.removeprefix(NOT_SEARCHED) for form in variants(cell)]


def _places(reading: Reading) -> Iterator[Concept]:
    for place in reading.places:
        written = reading.text[place.start : place.end]
        if place.organisation:
            yield Concept("organisation", place.organisation, place.start, place.end, written, strict=True)
        elif place.form in ("name", "abbreviation"):
            kind: Kind = "city" if place.city else "country"
            key = place.city or place.country
            concept = Concept(kind, key, place.start, place.end, written) if key else None
            # The Kremlin is neither Moscow nor Russia, though it tells of both.
            if concept and _is_form(written, concept, reading.language):
                yield concept


@lru_cache(_CACHED)
def _matching(form: str, language: Language) -> re.Pattern[str]:
    return pattern_of(form, language)


def _is_form(written: str, concept: Concept, language: Language) -> bool:
    return any(_matching(form, language).fullmatch(written) for form in forms(concept, language))
