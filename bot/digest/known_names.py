"""Whom and what a name means by itself: people known by surname, organisations in three languages; what is no name."""

from functools import cache, lru_cache

from bot.digest.keywords import carries_meaning, fold, is_abbreviation, script_of
from summarizer.article import LANGUAGES

_PEOPLE_KEPT = 4_096
"""People somebody follows or mutes whose surnames are kept."""
_SHORT = 3
"""Letters of a word that is a name only with a capital: “Xi”, but no “ai”."""
_ORGANISATION_CELLS = ("en", "ru", "ru_genitive", "ja")
_NAME_TAGS = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
"""Of pymorphy3 (OpenCorpora), for words that may be names."""


def may_be_surname(label: str) -> bool:
    """Return whether a topic may be a person's name: “AI”, “5G” and 「中」 are none, though people are called so."""
    if not label or any(character.isdecimal() for character in label) or is_abbreviation(label):
        return False
    if script_of(label) == "ja":
        return len(label) > 1
    return label[0].isupper() or len(label) > _SHORT


def is_common_noun(label: str) -> bool:
    """Return whether the dictionary has a single word as a thing and no name; there is none for English."""
    from summarizer.language.words import words

    language = script_of(label)
    found = words(label, language)
    if len(found) != 1 or language == "en":
        return False
    if language == "ja":
        return "普通名詞" in found[0].tags
    return "inan" in found[0].tags and not found[0].tags & _NAME_TAGS


def bearer(label: str) -> str | None:
    """Return the id of whom a surname means by itself; the surname where it means several known people; else None.

    Of several, the one who has held an office is meant: nobody follows “Trump” for the family.
    """
    from summarizer.facts.gazetteer import gazetteer
    from summarizer.facts.name_keys import fold as folded
    from summarizer.facts.names import slug
    from summarizer.facts.offices import tell_apart

    language = script_of(label)
    known = gazetteer(language)
    found = [*known.by_surname((folded(label),)), *(known.by_kanji_surname(label) if language == "ja" else ())]
    bearers = list({person.id: person for person in found}.values())
    if (meant := tell_apart(bearers, None, None)) is not None:
        return meant.id
    surnames = {slug(person.surname("en")) for person in bearers}
    return surnames.pop() if len(surnames) == 1 else None


@lru_cache(_PEOPLE_KEPT)
def surnames_of(value: str) -> tuple[str, ...] | None:
    """Return the surnames by which people are found in headlines, none of them a common word.

    Args:
        value: id of somebody known, of whom those surnames count that mean them by themselves; or a surname of several
            known people; None is returned for any other.
    """
    from summarizer.facts.gazetteer import gazetteer, known_people

    people = [person for person in known_people() if person.id == value] or gazetteer("en").by_surname((value,))
    if not people:
        return None
    surnames = dict.fromkeys(person.surname(code) for person in people for code in LANGUAGES)
    telling = [name for name in surnames if name and carries_meaning(name) and not is_common_noun(name)]
    return tuple(name for name in telling if (bearer(name) or value) == value)


@cache
def known_ids() -> frozenset[str]:
    """Return the ids of all people known."""
    from summarizer.facts.gazetteer import known_people

    return frozenset(person.id for person in known_people())


@cache
def organisation_names() -> dict[str, tuple[str, ...]]:
    """Return what each organisation is called in the three languages, by key."""
    from summarizer.facts.lexicons import variants
    from summarizer.facts.place_names import organisations

    return {
        key: tuple(dict.fromkeys(name for cell in _ORGANISATION_CELLS for name in variants(row[cell])))
        for key, row in organisations().items()
    }


def organisation(label: str) -> str | None:
    """Return the key of the organisation that is called so: «nato» is one, “who” is none unless it is “WHO”."""
    for key, names in organisation_names().items():
        if label in names or (carries_meaning(label) and fold(label) in map(fold, names)):
            return key
    return None
