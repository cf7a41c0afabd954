"""An event in one line: who, what, where, when, and whether it took place."""

from collections.abc import Mapping, Sequence

from summarizer.article import Language
from summarizer.facts.dates import format_date
from summarizer.facts.gazetteer import FAMILY_NAME_FIRST
from summarizer.facts.lexicons import entries
from summarizer.facts.place_names import city_name, country_name
from summarizer.facts.records import Event, Person
from summarizer.facts.rendering.russian import accusative_place, genitive_name

_HOME = "JP"
"""The country whose visits Japanese has a word of its own for: 訪日."""


def event_text(event: Event, people: Mapping[str, Person], language: Language) -> str:
    """Return an event in words, with its date and status.

    Args:
        event: of the card.
        people: the card's people by id.
        language: of the answer.
    """
    words = entries("card")["event"][language]
    text = _what(event, people, language, words)
    if event.date:
        text = words["dated"].format(text=text, date=format_date(event.date, language))
    return str(
        words["with_status"].format(
            text=text[:1].upper() + text[1:], status=entries("card")["status"][language][event.status]
        )
    )


def event_name(event: Event, language: Language) -> str:
    """Return what kind of event it is: ``G20 summit``, «переговоры», 会談."""
    known = entries("events")
    names = known.get(event.title or "", {}).get("names") or known.get(event.kind, {}).get("names") or {}
    return str(names.get(language, event.kind))


def _what(event: Event, people: Mapping[str, Person], language: Language, words: dict[str, str]) -> str:
    who = [people[actor] for actor in event.actors if actor in people]
    where = _place(event, language)
    fields = {
        "name": event_name(event, language),
        "who": _listed([_called(p, language, words) for p in who] + _countries(event, language, "name"), words),
        "who_genitive": _listed(_genitives(who) + _countries(event, language, "genitive"), words)
        if language == "ru"
        else "",
        "to": words["to"].format(**where) if where else "",
        "at": words["at"].format(**where) if where else "",
        "place": where.get("place", ""),
    }
    return words[_template(event, len(who) + len(event.participants), language)].format(**fields)


def _template(event: Event, parties: int, language: Language) -> str:
    if event.kind == "visit" and event.title in (None, "visit"):
        if language == "ja" and event.country == _HOME and not event.city and parties:
            return "visit_home"
        return "visit" if parties else "visit_alone"
    if parties == 0 or event.kind in ("summit", "election"):
        return "alone"
    return "mutual" if parties > 1 else "mutual_one"


def _called(person: Person, language: Language, words: dict[str, str]) -> str:
    name = person.names.in_language(language)
    return words["person"].format(name=name) if language == "ja" else name


def _genitives(people: Sequence[Person]) -> list[str]:
    return [genitive_name(p.names.ru, p.country in FAMILY_NAME_FIRST) for p in people]


def _countries(event: Event, language: Language, form: str) -> list[str]:
    return [country_name(c, language, "genitive" if form == "genitive" else "name") for c in event.participants]


def _listed(names: Sequence[str], words: dict[str, str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return words["listed"].join(names[:-1]) + words["last"] + names[-1]


def _place(event: Event, language: Language) -> dict[str, str]:
    if not event.country and not event.city:
        return {}
    if language == "ru":
        locative = (
            city_name(event.city, "ru", "locative")
            if event.city
            else country_name(event.country or "", "ru", "locative")
        )
        return {"place_locative": locative, "place_accusative": accusative_place(event.country, event.city)}
    return {"place": city_name(event.city, language) if event.city else country_name(event.country or "", language)}
