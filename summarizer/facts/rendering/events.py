"""An event in one line: who, what, where, when, and whether it took place."""

from collections.abc import Mapping, Sequence
from functools import cache

from summarizer.article import Language
from summarizer.facts.dates import format_date
from summarizer.facts.lexicons import entries
from summarizer.facts.place_names import city_name, country_name
from summarizer.facts.records import Event, Person
from summarizer.facts.rendering.people import name_in_text
from summarizer.facts.rendering.russian import accusative_place, agreeing, genitive_name

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
    who = [people[actor] for actor in event.actors if actor in people]
    template = _template(event, len(who) + len(_parties(event)), language, words)
    text, *notes = template.format(**_fields(event, who, language, words)).split("|")
    return str(
        words["dated" if event.date else "undated"].format(
            text=text[:1].upper() + text[1:],
            notes="".join(words["note"].format(note=note) for note in notes if note),
            date=format_date(event.date, language) if event.date else "",
            status=status_text(event.status, event_name(event, language), language),
        )
    )


def status_text(status: str, about: str, language: Language) -> str:
    """Return a status in words.

    Args:
        status: of an event or an agreement.
        about: what the event or agreement is called in ``language``; Russian statuses agree with it.
        language: of the answer.
    """
    wording = str(entries("card")["status"][language][status])
    return agreeing(wording, about) if language == "ru" else wording


def event_name(event: Event, language: Language) -> str:
    """Return what kind of event it is: ``G20 summit``, «переговоры», 会談."""
    names = entries("events").get(event.title or "", {}).get("names") or _kind_names().get(event.kind, {})
    return str(names.get(language) or entries("card")["event"][language]["nameless"])


@cache
def _kind_names() -> dict[str, dict[str, str]]:
    """The names of the entries that stand for a whole kind."""
    plain = [entry for entry in entries("events").values() if not entry.get("named")]
    return {entry["kind"]: entry["names"] for entry in reversed(plain)}


def _template(event: Event, parties: int, language: Language, words: Mapping[str, str]) -> str:
    number = "alone" if parties == 0 else "one" if parties == 1 else "many"
    keys = [f"{event.kind}_{number}", number]
    if event.title and event.title != event.kind:
        keys = [f"{event.title}_{number}", f"named_{event.kind}_{number}", *keys]
    elif language == "ja" and event.kind == "visit" and event.country == _HOME and not event.city:
        keys = [f"visit_home_{number}", *keys]
    return next(words[key] for key in keys if key in words)


def _parties(event: Event) -> tuple[str, ...]:
    # The country that holds an election is its place.
    return () if event.kind == "election" else event.participants


def _fields(event: Event, who: Sequence[Person], language: Language, words: Mapping[str, str]) -> dict[str, str]:
    name = event_name(event, language)
    where = {} if _names_its_place(event, name, language) else _place(event, language)
    countries = [name_in_text(code, language) for code in _parties(event)]
    listed = _listed([*(_called(p, language) for p in who), *countries], words)
    genitives = [genitive_name(p.names.ru, p.country) for p in who] if language == "ru" else []
    return {
        "name": name,
        "who": listed,
        "whose": f"{listed}’" if countries and listed.endswith("s") else f"{listed}’s",
        "who_genitive": _listed([*genitives, *(country_name(c, "ru", "genitive") for c in _parties(event))], words),
        "to": words["to"].format(**where) if where else "",
        "at": words["at"].format(**where) if where else "",
        "place": where.get("place", ""),
    }


def _called(person: Person, language: Language) -> str:
    name = person.names.in_language(language)
    honorifics = entries("card")["honorific"].get(language)
    if honorifics is None:
        return name
    honorific = "" if person.former else honorifics.get(person.title)
    honorific = honorific or honorifics["default"]
    return name if name.endswith(honorific) else name + str(honorific)


def _listed(names: Sequence[str], words: Mapping[str, str]) -> str:
    if len(names) < 2:
        return "".join(names)
    last = words["last"] if len(names) == 2 else words.get("last_of_many", words["last"])
    return words["listed"].join(names[:-1]) + last + names[-1]


def _names_its_place(event: Event, name: str, language: Language) -> bool:
    return bool(event.city) and city_name(event.city or "", language) in name


def _place(event: Event, language: Language) -> dict[str, str]:
    country = event.country or (next(iter(event.participants), None) if event.kind == "election" else None)
    if not country and not event.city:
        return {}
    if language == "ru":
        locative = (
            city_name(event.city, "ru", "locative") if event.city else country_name(country or "", "ru", "locative")
        )
        return {"place_locative": locative, "place_accusative": accusative_place(country, event.city)}
    return {"place": city_name(event.city, language) if event.city else name_in_text(country or "", language)}
