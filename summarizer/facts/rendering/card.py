"""The whole card in one language, ready to be shown or written as JSON (docs/brief-schema.md)."""

from dataclasses import dataclass

from summarizer.article import LANGUAGES, Language
from summarizer.facts.lexicons import entries
from summarizer.facts.place_names import city_name, country_name
from summarizer.facts.records import (
    Agreement,
    AgreementKey,
    AgreementStatus,
    Event,
    EventKind,
    EventStatus,
    Facts,
    Person,
    Place,
    RoleKey,
)
from summarizer.facts.rendering.events import event_text, status_text
from summarizer.facts.rendering.people import role_name


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person in words; ``name`` and ``role`` are in the card's language, ``guessed`` lists transliterated names."""

    id: str
    name: str
    names: dict[str, str]
    guessed: list[str]
    role_key: RoleKey | None
    role: str | None
    former: bool
    country: str | None
    organisation: str | None
    sentences: list[int]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement in words; ``title`` is the finer id, ``status_text`` the status in the card's language."""

    key: AgreementKey
    title: str
    name: str
    parties: list[str]
    status: AgreementStatus | None
    status_text: str | None
    sentences: list[int]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event in words: ``text`` is one line with date and status in the card's language."""

    kind: EventKind
    title: str | None
    date: str | None
    date_text: str | None
    status: EventStatus
    actors: list[str]
    participants: list[str]
    country: str | None
    city: str | None
    text: str
    sentences: list[int]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in words: ``city`` and ``name`` are in English and in the card's language."""

    country: str | None
    city: str | None
    name: str
    sentences: list[int]


@dataclass(frozen=True, slots=True)
class Card:
    """The card of key facts in one language."""

    people: list[PersonView]
    agreements: list[AgreementView]
    events: list[EventView]
    places: list[PlaceView]


def render_card(facts: Facts, language: Language) -> Card:
    """Return the card in ``language``.

    Args:
        facts: without a language.
        language: of the answer.
    """
    people = {p.id: p for p in facts.people}
    return Card(
        people=[_person(p, language) for p in facts.people],
        agreements=[_agreement(a, language) for a in facts.agreements],
        events=[_event(e, people, language) for e in facts.events],
        places=[_place(p, language) for p in facts.places],
    )


def _person(person: Person, language: Language) -> PersonView:
    return PersonView(
        id=person.id,
        name=person.names.in_language(language),
        names={code: person.names.in_language(code) for code in LANGUAGES},
        guessed=sorted(person.names.guessed),
        role_key=person.role_key,
        role=role_name(person, language),
        former=person.former,
        country=person.country,
        organisation=person.organisation,
        sentences=list(person.sentences),
    )


def _agreement(agreement: Agreement, language: Language) -> AgreementView:
    names = entries("agreements")[agreement.title]["names"]
    return AgreementView(
        key=agreement.key,
        title=agreement.title,
        name=names[language],
        parties=list(agreement.parties),
        status=agreement.status,
        status_text=status_text(agreement.status, names[language], language) if agreement.status else None,
        sentences=list(agreement.sentences),
    )


def _event(event: Event, people: dict[str, Person], language: Language) -> EventView:
    return EventView(
        kind=event.kind,
        title=event.title,
        date=event.date,
        date_text=event.date_text,
        status=event.status,
        actors=list(event.actors),
        participants=list(event.participants),
        country=event.country,
        city=city_name(event.city, "en") if event.city else None,
        text=event_text(event, people, language),
        sentences=list(event.sentences),
    )


def _place(place: Place, language: Language) -> PlaceView:
    return PlaceView(
        country=place.country,
        city=city_name(place.city, "en") if place.city else None,
        name=city_name(place.city, language) if place.city else country_name(place.country or "", language),
        sentences=list(place.sentences),
    )
