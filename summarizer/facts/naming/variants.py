"""Known people under a given name that the article spells in its own way, or without the second one.

The surname must be a rare one that a single known person has with such a given name. A brother or a namesake has
another given name (``likeness``), another country, a trade or a deed of sport.
"""

import difflib
import re
from collections.abc import Iterable, Sequence

from summarizer.article import Article, Language
from summarizer.facts.gazetteer import FAMILY_NAME_FIRST, KnownPerson, gazetteer
from summarizer.facts.name_keys import fold
from summarizer.facts.naming.drafts import Draft
from summarizer.facts.naming.likeness import is_misspelt, is_same_given_name
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.naming.surname_evidence import competes, is_official
from summarizer.facts.offices import is_common

_FULL = 2
"""Parts of a name with which it is one: a given name and a surname."""
_ALIKE = 0.75
"""Ratio (difflib) from which two spellings of a given name, beside the same surname and office, are one person's."""


def is_alike(person: KnownPerson, parts: Sequence[frozenset[str]], language: Language) -> bool:
    """Return whether a given name is near enough to a person's beside the same surname and the same great office.

    Args:
        person: of that surname.
        parts: of the name, folded.
        language: of the name.
    """
    own = _given(person, language)
    return any(
        own[:1] == written[:1] and difflib.SequenceMatcher(None, own, written).ratio() >= _ALIKE for written in parts[0]
    )


def _given(person: KnownPerson, language: Language) -> str:
    return fold(re.split("[ ・]", person.names.in_language(language))[0])


def is_variant_of_known(name: NameMention, article: Article) -> bool:
    """Return whether a full name is a known one in another spelling, which shows it to be a person's.

    Args:
        name: of an article, without evidence of its own.
        article: whose year tells who holds an office.
    """
    return _variant(name.parts, [name.display], article) is not None


def known_by_variant(draft: Draft, article: Article) -> KnownPerson | None:
    """Return the known person of whose name a draft has another spelling, unless the article tells of somebody else.

    Args:
        draft: with all mentions of the name.
        article: where they stand.
    """
    person = _variant(draft.parts, draft.displays, article)
    if person is None or draft.country not in (None, person.country):
        return None
    surfaces = {written[-1] for written in draft.written} | {re.split("[ ・]", d)[-1] for d in draft.displays}
    return None if any(competes(surface, article) for surface in surfaces) else person


def _variant(parts: Sequence[frozenset[str]], displays: Iterable[str], article: Article) -> KnownPerson | None:
    if len(parts) < _FULL:
        return None
    language = article.language
    # In the nominative alone: of «Роберта» the genitive guess would be a man's.
    written = {fold(re.split("[ ・]", display)[0]) for display in displays}
    year = article.published.year if article.published else None
    bearers = [
        p
        for p in gazetteer(language).by_surname(parts[-1])
        if p.country not in FAMILY_NAME_FIRST
        and not is_common(p)
        and len(p.surname(language)) >= _SHORTEST_SURNAME[language]
    ]
    same = [p for p in bearers if any(is_same_given_name(_given(p, language), w, language) for w in written)]
    if not same:
        # Japanese given names differ by a letter: Shinji, Shinzo.
        famous = [p for p in bearers if p.country != "JP" and is_official(p, year)]
        same = [p for p in famous if any(is_misspelt(_given(p, language), w, language) for w in written)]
    return same[0] if len(same) == 1 else None


_SHORTEST_SURNAME: dict[Language, int] = {"en": 4, "ru": 4, "ja": 3}
"""Letters below which too many bear a surname in other spellings (Lee, Kim, Ли)."""
