"""What a sentence names that has a form of its own in each language: offices, agreements, organisations, countries.

They are read in source and translation by the finders of the facts, so every right wording counts as right and is left
alone: 外相 and 外務大臣, ООН and «Организация Объединенных Наций». What a lexicon has no entry for is not looked at.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from summarizer.article import Language, Sentence
from summarizer.facts.agreement_phrases import find_phrases
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.place_names import country_name, organisation_name
from summarizer.facts.records import RoleKey
from summarizer.facts.role_lexicon import BORROWED, own_title, title_name
from summarizer.facts.roles import RoleMention
from summarizer.guarding.reading import Reading, read
from summarizer.language.phrases import Hit

Kind = Literal["role", "agreement", "organisation", "country"]

_VAGUE: frozenset[RoleKey] = frozenset({"other", "minister", "deputy_minister", "spokesperson"})
"""Keys that take in many offices; of those only the same title is the same office."""
_HEADS_OF_GOVERNMENT: frozenset[RoleKey] = frozenset({"prime_minister", "head_of_government_other"})
_BESIDE_NAME = 2
"""Characters between an office and the person who holds it: a space, a comma and a space."""
_CACHED = 512


@dataclass(frozen=True, slots=True)
class Concept:
    """Something with a form of its own in each language.

    Attributes:
        kind: which lexicon knows it.
        key: its id there; of a country the ISO code.
        start, end: in the sentence.
        written: the sentence's words for it.
        country: whose office it is, or None.
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
        if self.kind == "organisation":
            return organisation_name(self.key, language)
        if self.kind == "role":
            return title_name(own_title(self.key, self.country), self.country, language)
        row = entries("agreements")[self.key]
        name: str = row["names"][language]
        first: str = next(iter(row[language]), name)
        # A name with its abbreviation in brackets is for the card, not for the middle of a sentence.
        return first if any(bracket in name for bracket in "(（") else name


@lru_cache(_CACHED)
def concepts_of(sentence: str, language: Language) -> tuple[Concept, ...]:
    """Return what a sentence names, in order of kind, each once.

    Args:
        sentence: source or translation.
        language: its language.
    """
    reading = read(sentence, language)
    found: dict[tuple[str, str], Concept] = {}
    for concept in (*_roles(reading), *_agreements(reading), *_places(reading)):
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


@cache
def forms(concept: Concept, language: Language) -> frozenset[str]:
    """Return the forms of an office, an organisation or a country that are right in a language."""
    if concept.kind == "role":
        title = own_title(concept.key, concept.country)
        return frozenset(
            form
            for row in table("roles")
            if row["id"].split("~")[0] == title and row["country"] in ("", concept.country or "")
            for form in (*variants(row[language]), row[f"name_{language}"])
        )
    if concept.kind == "agreement":
        return frozenset(entries("agreements")[concept.key][language])
    name, column = ("organisations", "key") if concept.kind == "organisation" else ("countries", "code")
    rows = (row for row in table(name) if row[column] == concept.key)
    return frozenset(form for row in rows for form in variants(row[language]))


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


def _places(reading: Reading) -> Iterator[Concept]:
    for place in reading.places:
        written = reading.text[place.start : place.end]
        if place.organisation:
            yield Concept("organisation", place.organisation, place.start, place.end, written, strict=True)
        elif place.country and not place.city and place.form in ("name", "abbreviation"):
            yield Concept("country", place.country, place.start, place.end, written)
