"""What an office is called in full: its title, whose it is, and whether it is a former one."""

from summarizer.article import Language
from summarizer.facts.lexicons import entries
from summarizer.facts.place_names import country_name, organisation_name
from summarizer.facts.records import Person
from summarizer.facts.roles import title_name


def role_name(person: Person, language: Language) -> str | None:
    """Return someone's office in words: ``Russian Foreign Minister``, «министр иностранных дел России», ロシア外相.

    Args:
        person: of the card.
        language: of the answer.
    """
    if person.title is None:
        return None
    words = entries("card")["role"][language]
    role = title_name(person.title, person.country, language)
    if person.organisation and person.title not in entries("card")["personal"]["titles"]:
        role = _of_organisation(role, person.organisation, language, words)
    elif person.country and person.title not in entries("card")["personal"]["titles"]:
        role = words["country"].format(
            title=role,
            adjective=country_name(person.country, language, "adjective"),
            genitive=country_name(person.country, language, "genitive"),
            short=country_name(person.country, language, "short"),
        )
    return str(words["former"].format(role=role)) if person.former else role


def _of_organisation(role: str, organisation: str, language: Language, words: dict[str, str]) -> str:
    return words["organisation"].format(
        title=role,
        organisation=organisation_name(organisation, language),
        genitive=organisation_name(organisation, language, "genitive"),
    )
