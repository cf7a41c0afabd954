"""What people follow and mute: names in any of the three scripts, matched on facts and not on spelling."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.digest.items import Item, ReadItem, Signature
from bot.digest.keywords import carries_meaning, contains, has_name, has_surname, keyword_of, script_of
from bot.digest.known_names import (
    bearer,
    is_common_noun,
    known_ids,
    may_be_surname,
    organisation,
    organisation_names,
    surnames_of,
)
from bot.digest.signature import article_of, person_key, read_item
from summarizer.article import Language
from summarizer.facts.annotation import annotate

TopicKind = Literal["person", "country", "city", "agreement", "organisation", "word"]

_CARRIERS: dict[Language, str] = {
    "en": "President {name} met ministers on Monday.",
    "ru": "Президент {name} встретился с министрами.",
    "ja": "{name}大統領が外相と会談した。",
}
"""Sentences in which a name is recognised as one: alone, a surname is only a word."""
_AGREEMENT_CARRIERS: dict[Language, str] = {
    "en": "Ministers signed the {name} on Monday.",
    "ru": "Министры подписали {name}.",
    "ja": "両国は{name}に署名した。",
}
_NOWHERE = datetime(2000, 1, 1, tzinfo=UTC)
MAX_TOPIC_CHARACTERS = 100
_WORD = re.compile(r"\w+")
_LONGEST_PREPOSITION = 3
"""Letters of what may stand before a place and is no part of its name: “in the”, «под», 「の」."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to follow or to mute.

    Attributes:
        kind: ``word`` where it is no person, place, agreement or organisation.
        value: person id, country code, key of a city, an agreement or an organisation; for ``word`` the folded text.
        label: as the person wrote it.
    """

    kind: TopicKind
    value: str
    label: str

    def matches(self, read: ReadItem) -> bool:
        """Return whether an item is about it."""
        signature = read.signature
        if self.kind == "person":
            return _is_person(self, read) or _names_person(self, read)
        if self.kind == "word":
            return contains(read, self.value)
        if self.kind == "organisation":
            return any(has_name(read, name) for name in organisation_names().get(self.value, ()))
        found = {"country": signature.countries, "city": signature.cities, "agreement": signature.agreements}
        return self.value in found[self.kind]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one subscriber wants of a digest.

    Attributes:
        language: of the digest.
        stories: most stories.
        follow: what ranks higher.
        mute: what is left out.
        include: keywords; where there are any, a story must have one, or be followed.
        exclude: keywords; a story with one is left out.
        quiet: no message at all where there is nothing new.
    """

    language: Language
    stories: int = 5
    follow: tuple[Topic, ...] = ()
    mute: tuple[Topic, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    quiet: bool = False


def resolve_topic(text: str) -> Topic:
    """Return what a person means by a few words: ``Lavrov``, ``Лавров`` and ``ラブロフ`` give one value.

    Args:
        text: as written; what is beyond ``MAX_TOPIC_CHARACTERS`` is left out.
    """
    label = " ".join(text.split())[:MAX_TOPIC_CHARACTERS]
    script = script_of(label)
    if (body := organisation(label)) is not None:
        return Topic("organisation", body, label)
    alone = _read(label).signature
    agreed = _read(_AGREEMENT_CARRIERS[script].format(name=label)).signature.agreements if label else alone.agreements
    if agreed - {"other"} and not alone.ids:
        return Topic("agreement", min(agreed - {"other"}), label)
    if (alone.cities or alone.countries) and not alone.ids:
        place = _place(label, alone)
        return Topic(place[0], place[1], label) if place else Topic("word", keyword_of(label), label)
    if not may_be_surname(label):
        return Topic("word", keyword_of(label), label)
    if (known := bearer(label)) is not None:
        return Topic("person", known, label)
    if is_common_noun(label):
        return Topic("word", keyword_of(label), label)
    named = alone.ids or _read(_CARRIERS[script].format(name=label)).signature.ids
    return Topic("person", min(named), label) if named else Topic("word", keyword_of(label), label)


def _place(label: str, alone: Signature) -> tuple[Literal["country", "city"], str] | None:
    """Return what place a label names, if that is all it names: who mutes “Chinese New Year” does not mute China."""
    article = article_of(_item(label))
    if article is None or alone.plain_words or len(alone.cities or alone.countries) != 1:
        return None
    spans = [(place.start, place.end) for sentence in annotate(article) for place in sentence.places]
    outside = (w for w in _WORD.finditer(article.text) if not any(s < w.end() and w.start() < e for s, e in spans))
    if any(len(word.group()) > _LONGEST_PREPOSITION for word in outside):
        return None
    return ("city", min(alone.cities)) if alone.cities else ("country", min(alone.countries))


def any_matches(topics: Iterable[Topic], items: Sequence[ReadItem]) -> bool:
    """Return whether one of the topics is what one of the items is about."""
    return any(topic.matches(read) for topic in topics for read in items)


def _is_person(topic: Topic, read: ReadItem) -> bool:
    """Compare by id; by the sound of the surname only where one of the two has no given name.

    Somebody of whom nothing is known is compared by sound only across scripts and with others of that kind: “Music” is
    not 「マスク」.
    """
    found = read.signature.ids
    if topic.value in found:
        return True
    alike = [other for other in found if person_key(other) == person_key(topic.value)]
    if alike and surnames_of(topic.value) is None:
        alike = [] if script_of(topic.label) == read.signature.language else [o for o in alike if o not in known_ids()]
    return any(_same_given_name(topic.value, other) for other in alike)


def _names_person(topic: Topic, read: ReadItem) -> bool:
    """Return whether an item has the name where its facts do not: headlines give a surname and nothing else.

    Of somebody known, the surname counts in each language in which it means them, unless the item speaks of a
    namesake. Of others, what was written is looked for, since a company looks like a surname.
    """
    surnames = surnames_of(topic.value)
    if surnames is None:
        return carries_meaning(topic.label) and contains(read, topic.label)
    if any(person_key(other) == person_key(topic.value) for other in read.signature.ids):
        return False
    return any(has_surname(read, surname) for surname in surnames)


def _same_given_name(first: str, second: str) -> bool:
    given, other = first.rpartition("-")[0], second.rpartition("-")[0]
    return not given or not other or person_key(given) == person_key(other)


def _read(text: str) -> ReadItem:
    return read_item(_item(text))


def _item(text: str) -> Item:
    return Item("", "", "", None, text, "", _NOWHERE)
