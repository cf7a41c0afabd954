"""What people follow and mute: names in any of the three scripts, matched on facts and not on spelling."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Literal

from bot.digest.items import Item, ReadItem, Signature
from bot.digest.signature import person_key, read_item
from summarizer.article import Language

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
_LEMMAS_KEPT = 4_096
"""Words of topics and keywords whose dictionary forms are kept: each is compared with every entry."""
_ORGANISATION_CELLS = ("en", "ru", "ru_genitive", "ja")


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
            # A company looks like a surname: what was written is looked for as well, but not “May”.
            written = carries_meaning(self.label) and contains(read, self.label)
            return written or _is_person(self.value, signature)
        if self.kind == "word":
            return contains(read, self.value)
        if self.kind == "organisation":
            return any(_names(read, form) for form in _organisation_forms().get(self.value, ()))
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
    script = _script(label)
    alone = _read(label).signature
    agreed = _read(_AGREEMENT_CARRIERS[script].format(name=label)).signature.agreements if label else alone.agreements
    for kind, values in (("agreement", agreed - {"other"}), ("city", alone.cities), ("country", alone.countries)):
        if values and not alone.ids:
            return Topic(kind, min(values), label)  # type: ignore[arg-type]  # the three words above
    if (body := _organisation(label)) is not None:
        return Topic("organisation", body, label)
    if (known := _only_bearer(label, script)) is not None:
        return Topic("person", known, label)
    named = alone.ids or (_read(_CARRIERS[script].format(name=label)).signature.ids if label else alone.ids)
    return Topic("person", min(named), label) if named else Topic("word", fold(label), label)


def _only_bearer(label: str, language: Language) -> str | None:
    """Return who of the people known bears a surname, if it is one person: nobody else can be meant by it alone."""
    from summarizer.facts.gazetteer import fold as folded
    from summarizer.facts.gazetteer import gazetteer

    known = gazetteer(language)
    found = (*known.by_surname((folded(label),)), *(known.by_kanji_surname(label) if language == "ja" else ()))
    bearers = {person.id for person in found} if label else set()
    return bearers.pop() if len(bearers) == 1 else None


@cache
def _organisation_forms() -> dict[str, tuple[str, ...]]:
    from summarizer.facts.lexicons import variants
    from summarizer.facts.place_names import organisations

    return {
        key: tuple(dict.fromkeys(form for cell in _ORGANISATION_CELLS for form in variants(row[cell])))
        for key, row in organisations().items()
    }


def _organisation(label: str) -> str | None:
    """Return the key of the organisation that is called so: «nato» is one, “who” is none unless it is “WHO”."""
    for key, forms in _organisation_forms().items():
        if label in forms or (carries_meaning(label) and fold(label) in map(fold, forms)):
            return key
    return None


def _names(read: ReadItem, form: str) -> bool:
    """Return whether an item has a name; an abbreviation in its capitals only."""
    if not form.isupper():
        return contains(read, form)
    text = unicodedata.normalize("NFKC", f"{read.item.title} {read.item.lead}")
    return re.search(rf"(?<![^\W\u3040-\u9fff]){re.escape(form)}(?![^\W\u3040-\u9fff])", text) is not None


def carries_meaning(text: str) -> bool:
    """Return whether a text is more than words that stand in every article, such as “may” and «все»."""
    wanted = fold(text)
    return " " in wanted or bool(wanted and _lemmas(wanted))


def contains(read: ReadItem, keyword: str) -> bool:
    """Return whether an item has a keyword: a word or its inflections, or the words of a phrase as they stand."""
    wanted = fold(keyword)
    if not wanted:
        return False
    text = fold(f"{read.item.title} {read.item.lead}")
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", wanted):
        return wanted in text
    if re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text):
        return True
    return bool(_lemmas(wanted) & read.signature.words) if " " not in wanted else False


def fold(text: str) -> str:
    """Return text for comparison: compatibility forms, case, ё and white space evened out."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").split())


def any_matches(topics: Iterable[Topic], items: Sequence[ReadItem]) -> bool:
    """Return whether one of the topics is what one of the items is about."""
    return any(topic.matches(read) for topic in topics for read in items)


def _is_person(person_id: str, signature: Signature) -> bool:
    """Compare by id; by the sound of the surname only where one of the two has no given name."""
    if person_id in signature.ids:
        return True
    key = person_key(person_id)
    alike = [other for other in signature.ids if person_key(other) == key]
    return any(_same_given_name(person_id, other) for other in alike)


def _same_given_name(first: str, second: str) -> bool:
    given, other = first.rpartition("-")[0], second.rpartition("-")[0]
    return not given or not other or person_key(given) == person_key(other)


@lru_cache(_LEMMAS_KEPT)
def _lemmas(word: str) -> frozenset[str]:
    from summarizer.language.words import words
    from summarizer.points.centrality import content_lemmas

    language = _script(word)
    return content_lemmas(words(word, language), language)


def _read(text: str) -> ReadItem:
    return read_item(Item("", "", "", None, text, "", _NOWHERE))


def _script(text: str) -> Language:
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", text):
        return "ja"
    return "ru" if re.search(r"[\u0400-\u04ff]", text) else "en"
