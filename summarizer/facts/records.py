"""The card of key facts, without a language: codes, keys, EDTF dates and person ids.

Extraction fills these records; ``facts.render`` turns them into words of English, Russian or Japanese. Sentence
numbers are 0-based indexes into ``Article.sentences``; country codes are ISO 3166-1 alpha-2 (``EU`` for the European
Union, ``UN`` for the United Nations, by the reserved list of ISO 3166/MA).
"""

from dataclasses import dataclass, field
from typing import Literal

from summarizer.article import Language

RoleKey = Literal[
    "president", "prime_minister", "foreign_minister", "defense_minister", "finance_minister", "minister",
    "deputy_minister", "ambassador", "spokesperson", "secretary_general", "special_envoy",
    "head_of_government_other", "other",
]  # fmt: skip
AgreementKey = Literal[
    "peace_treaty", "tax_agreement", "visa_agreement", "trade_agreement", "ceasefire", "memorandum",
    "joint_statement", "arms_control_treaty", "fisheries_agreement", "security_pact", "other",
]  # fmt: skip
AgreementStatus = Literal["signed", "negotiated", "proposed", "in_force", "suspended", "rejected", "expired"]
EventKind = Literal["visit", "talks", "summit", "signing", "ceremony", "election", "exercise", "other"]
EventStatus = Literal["planned", "held", "cancelled", "denied", "expected"]


@dataclass(frozen=True, slots=True)
class Names:
    """One name in the three languages, each in its own order and script.

    Attributes:
        en, ru, ja: display forms, such as ``Taro Kono``, ``Таро Коно``, ``河野太郎``.
        guessed: the languages whose form is a transliteration, not known from the article or a gazetteer.
    """

    en: str
    ru: str
    ja: str
    guessed: frozenset[Language] = frozenset()

    def in_language(self, language: Language) -> str:
        """Return the display form in ``language``."""
        return {"en": self.en, "ru": self.ru, "ja": self.ja}[language]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom the article names, merged over all the ways it names them.

    Attributes:
        id: stable ASCII slug, given name first: ``sergey-lavrov``.
        names: the name in three scripts.
        title: id of an entry of ``lexicon/roles.tsv`` (finer than ``role_key``: ``industry_minister``), or None.
        role_key: the office as the article gives it, or None where it gives none.
        country: the country that the office belongs to, or the person's own, or None.
        sentences: where they are named or meant, ascending.
        organisation: key of ``lexicon/organisations.tsv`` whose office it is, or None.
        former: the article calls the office a past or future one; ``role_key`` is then ``other``.
        region: key of ``lexicon/cities.tsv`` of the region, city or unrecognised state whose office it is, or None;
            ``role_key`` is ``other`` unless it is such a state.
        incoming: ``former`` because the office is a future one.
    """

    id: str
    names: Names
    title: str | None
    role_key: RoleKey | None
    country: str | None
    sentences: tuple[int, ...]
    organisation: str | None = None
    former: bool = False
    region: str | None = None
    incoming: bool = False


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One place in the article that means a person.

    Attributes:
        person: ``Person.id``.
        sentence: sentence number.
        start, end: offsets inside the sentence's text, title included where one stands by the name.
    """

    person: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """A treaty, agreement or accord that the article speaks of.

    Attributes:
        key: the kind.
        title: id of an entry of ``lexicon/agreements.toml`` (finer than ``key``: ``new_start``).
        parties: country codes, in the order of first mention.
        status: how far it has come by the article's latest word, or None if the article does not say.
        sentences: where it is spoken of, ascending.
    """

    key: AgreementKey
    title: str
    parties: tuple[str, ...]
    status: AgreementStatus | None
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that officials do at a time and a place: a visit, talks, a summit, a signing.

    Attributes:
        kind: what it is.
        status: whether it took place.
        date: EDTF level 0, or None.
        date_text: the words that the date was read from, or None.
        actors: person ids, the most important first.
        participants: country codes that take part without a named person, in order of mention.
        country, city: where; ``city`` is a key of ``lexicon/cities.tsv``.
        title: id of an entry of ``lexicon/events.toml`` that names it more finely (``g20_summit``), or None.
        sentences: where it is spoken of, ascending.
    """

    kind: EventKind
    status: EventStatus
    date: str | None
    date_text: str | None
    actors: tuple[str, ...]
    participants: tuple[str, ...]
    country: str | None
    city: str | None
    title: str | None
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a city of one, that the article speaks of.

    Attributes:
        country: country code, or None for a city of disputed or unknown country.
        city: key of ``lexicon/cities.tsv``, or None for the country as such.
        sentences: where it is named, ascending.
    """

    country: str | None
    city: str | None
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole card."""

    people: tuple[Person, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[PersonMention, ...] = field(default=(), repr=False)
