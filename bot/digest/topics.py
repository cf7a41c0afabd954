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
from summarizer.article import LANGUAGES, Language

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
_LEMMAS_KEPT = 16_384
"""Words whose dictionary forms are kept: those of topics are compared with every entry."""
_PEOPLE_KEPT = 4_096
"""People somebody follows or mutes whose surnames are kept."""
_ITEMS_KEPT = 5_000
"""Entries whose texts are kept: as many as are held in memory read (bot/digest/choosing.py)."""
_RUSSIAN_CAPITAL = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
_KATAKANA = "[\u30a1-\u30fa\u30fc]"
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
            return _is_person(self.value, signature) or _names_person(read, self)
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
    if label and (bearer := _bearer(label, script)) is not None:
        return Topic("person", bearer, label)
    named = alone.ids or (_read(_CARRIERS[script].format(name=label)).signature.ids if label else alone.ids)
    return Topic("person", min(named), label) if named else Topic("word", fold(label), label)


def _bearer(label: str, language: Language) -> str | None:
    """Return who of the people known is meant by a surname alone; the surname where it may be several of them.

    Of several, the one who has held an office is meant: nobody follows “Trump” for the family.
    """
    from summarizer.facts.gazetteer import fold as folded
    from summarizer.facts.gazetteer import gazetteer
    from summarizer.facts.names import slug
    from summarizer.facts.offices import tell_apart

    known = gazetteer(language)
    found = [*known.by_surname((folded(label),)), *(known.by_kanji_surname(label) if language == "ja" else ())]
    bearers = list({person.id: person for person in found}.values())
    if (meant := tell_apart(bearers, None, None)) is not None:
        return meant.id
    surnames = {slug(person.surname("en")) for person in bearers}
    return surnames.pop() if len(surnames) == 1 else None


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
    text, letter = _texts(read.item).written, r"[^\W\u3040-\u9fff]"
    return form in text and re.search(rf"(?<!{letter}){re.escape(form)}(?!{letter})", text) is not None


def carries_meaning(text: str) -> bool:
    """Return whether a text is more than words that stand in every article, such as “may” and «все»."""
    wanted = fold(text)
    return " " in wanted or bool(wanted and _lemmas(wanted))


def contains(read: ReadItem, keyword: str) -> bool:
    """Return whether an item has a keyword: a word or its inflections, or the words of a phrase as they stand."""
    wanted = fold(keyword)
    if not wanted:
        return False
    text = _texts(read.item).folded
    if wanted not in text and " " in wanted:
        return False
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


def _names_person(read: ReadItem, topic: Topic) -> bool:
    """Return whether an item has the name where its facts do not: headlines give a surname and nothing else.

    Of somebody known, the surname counts in each language in which it means them, unless the item speaks of a
    namesake. Of others, what was written is looked for, since a company looks like a surname.
    """
    surnames = _surnames(topic.value)
    if surnames is None:
        return carries_meaning(topic.label) and contains(read, topic.label)
    if any(person_key(other) == person_key(topic.value) for other in read.signature.ids):
        return False
    return any(_has_surname(read, surname) for surname in surnames)


def _has_surname(read: ReadItem, surname: str) -> bool:
    """Return whether an item has a surname: with its capital, and in katakana not as a part of a longer word."""
    texts, script = _texts(read.item), _script(surname)
    if script == "ru":
        wanted = _lemmas(fold(surname))
        inflected = bool(wanted & read.signature.words)
        return inflected and any(wanted & _lemmas(fold(word)) for word in _RUSSIAN_CAPITAL.findall(texts.written))
    within = _KATAKANA if script == "ja" else r"\w"
    text, surname = (texts.written, surname) if script == "ja" else (texts.plain, _without_accents(surname))
    return surname in text and re.search(rf"(?<!{within}){re.escape(surname)}(?!{within})", text) is not None


@dataclass(frozen=True, slots=True)
class _Texts:
    """Title and lead: in compatibility forms, without accents, and folded."""

    written: str
    plain: str
    folded: str


@lru_cache(_ITEMS_KEPT)
def _texts(item: Item) -> _Texts:
    written = unicodedata.normalize("NFKC", f"{item.title} {item.lead}")
    return _Texts(written, _without_accents(written), fold(written))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(_PEOPLE_KEPT)
def _surnames(value: str) -> tuple[str, ...] | None:
    """Return the surnames by which a person topic is found in headlines, none of them a common word.

    Args:
        value: id of somebody known, of whom those surnames count that mean them alone; or a surname of several people
            known; None is returned for any other.
    """
    from summarizer.facts.gazetteer import gazetteer, known_people

    people = [person for person in known_people() if person.id == value] or gazetteer("en").by_surname((value,))
    if not people:
        return None
    surnames = dict.fromkeys(person.surname(code) for person in people for code in LANGUAGES)
    telling = [name for name in surnames if name and carries_meaning(name)]
    return tuple(name for name in telling if (_bearer(name, _script(name)) or value) == value)


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
