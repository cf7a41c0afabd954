"""What an office is called in full: its title, whose it is, and whether it is a former or a future one."""

import re
from typing import Any

from summarizer.article import Language
from summarizer.facts.lexicons import entries, variants
from summarizer.facts.place_names import cities, city_name, country_name, organisation_name
from summarizer.facts.records import Person
from summarizer.facts.role_lexicon import title_name

_FEMININE_TITLES = frozenset({"queen", "empress"})


def role_name(person: Person, language: Language) -> str | None:
    """Return someone's office in words: ``Russian Foreign Minister``, «министр иностранных дел России», ロシア外相.

    Args:
        person: of the card.
        language: of the answer.
    """
    if person.title is None:
        return None
    words = entries("card")["role"][language]
    role = _pattern(person, language, words).format(**_fields(person, language))
    if not person.former:
        return role
    time = "incoming" if person.incoming else "former"
    feminine = person.title in _FEMININE_TITLES and f"{time}_feminine" in words
    return str(words[f"{time}_feminine" if feminine else time].format(role=role))


def _pattern(person: Person, language: Language, words: dict[str, str]) -> str:
    if person.region:
        return words["region"]
    if not person.country and not person.organisation:
        return "{title}"
    card = entries("card")
    patterns = card["pattern"][language]
    for key in (f"{person.title}@{person.country}", person.title):
        if key in patterns:
            return str(patterns[key])
    if person.organisation:
        return words["organisation"]
    return "{title}" if person.title in card["personal"]["titles"] else words["country"]


def _fields(person: Person, language: Language) -> dict[str, str]:
    title, card = person.title or "", entries("card")
    fields = {"title": title_name(title, None if person.region else person.country, language)}
    if person.region:
        fields |= _region_fields(person, language)
    elif person.country:
        fields |= _country_fields(person.country, language, card)
    if person.organisation:
        short = card["organisation_short"].get(language, {})
        fields["organisation"] = short.get(person.organisation) or organisation_name(person.organisation, language)
        fields["genitive"] = organisation_name(person.organisation, language, "genitive")
        presidents = card["organisation_president"].get(language, {})
        if title == "president" and presidents:
            fields["title"] = presidents.get(person.organisation, presidents["default"])
    if re.search(r"[ァ-ヶー]$", fields.get("short", "")) and re.match(r"[ァ-ヶ]", fields["title"]):
        # Two words of katakana would run into one: ロシアのエネルギー相.
        fields["short"] += "の"
    return {"adjective": "", "genitive": "", "short": "", "name": "", "organisation": "", **fields}


def _region_fields(person: Person, language: Language) -> dict[str, str]:
    key = person.region or ""
    name = city_name(key, language)
    if language == "ja" and person.title in _GOVERNORS:
        whole = (v for v in variants(cities()[key]["ja"]) if v.startswith(name) and v.endswith(_PREFECTURES))
        name = next(whole, name + "州" if person.country == "US" else name)
    return {"short": name, "name": name, "genitive": city_name(key, language, "genitive")}


_GOVERNORS = frozenset({"governor", "acting_governor", "deputy_governor"})
_PREFECTURES = ("都", "道", "府", "県", "州")
"""What Japanese writes behind the name of a region before its governor."""


def _country_fields(country: str, language: Language, card: dict[str, Any]) -> dict[str, str]:
    by_short_name = language == "en" and country in card["english"]["short_before_title"]
    return {
        "adjective": country_name(country, language, "short" if by_short_name else "adjective"),
        "genitive": country_name(country, language, "genitive"),
        "short": country_name(country, language, "short"),
        "name": name_in_text(country, language),
    }


def name_in_text(country: str, language: Language) -> str:
    """Return a country's name as it stands in running text: ``the United States``.

    Args:
        country: ISO code.
        language: of the name.
    """
    article = "the " if language == "en" and country in entries("card")["english"]["article"] else ""
    return article + country_name(country, language)
