"""What people write behind /follow, /mute, /include and /exclude: split, bounded, and how each will be matched.

Names are recognised by the library's models, so all of it runs in a worker process.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from bot.digest.keywords import carries_meaning, fold, keyword_of
from bot.digest.topics import MAX_TOPIC_CHARACTERS, Preferences, Topic, resolve_topic
from bot.rendering.harmless import harmless
from summarizer.article import LANGUAGES

MAX_TOPICS = 50
"""Of each list of one subscription; each is compared with every entry of its feeds."""
MAX_AT_ONCE = 10
"""Of one message; more is a pasted text rather than a list."""
TopicList = Literal["follow", "mute", "include", "exclude"]
Refusal = Literal["empty", "too_long", "too_common", "too_many", "known"]

_PARTED = re.compile(r"[,;、，；\n]+")
_MARKS = " \t.!?。「」『』«»“”\"'"


@dataclass(frozen=True, slots=True)
class Understood:
    """A topic, and what it is taken for.

    Attributes:
        topic: as it is kept.
        names: what it is called in the three languages, each once; empty where it is not something known.
    """

    topic: Topic
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding to a list.

    Attributes:
        wanted: the preferences afterwards.
        added: new ones.
        moved: those of them that were on the opposite list, and are there no more.
        refused: what was written and was not added, with the reason.
    """

    wanted: Preferences
    added: tuple[Understood, ...] = ()
    moved: tuple[str, ...] = ()
    refused: tuple[tuple[str, Refusal], ...] = ()


def written_topics(text: str) -> list[str]:
    """Return what a message lists: parted by commas or lines, without what is not seen, each once."""
    found = (harmless(part).strip(_MARKS) for part in _PARTED.split(text))
    return list(dict.fromkeys(part for part in found if part))


def understand(text: str) -> Understood:
    """Return what a person means by a few words.

    Args:
        text: at most ``MAX_TOPIC_CHARACTERS`` characters.
    """
    topic = resolve_topic(text)
    return Understood(topic, tuple(dict.fromkeys(_names(topic))))


def add_topics(wanted: Preferences, where: TopicList, texts: list[str]) -> Added:
    """Add to one of the lists what somebody has written; what is followed is no longer muted, and the other way round.

    Args:
        wanted: before.
        where: which list.
        texts: of ``written_topics``; those beyond ``MAX_AT_ONCE`` are refused.
    """
    result = Added(wanted)
    for number, text in enumerate(texts):
        refusal = _fault(text) if number < MAX_AT_ONCE else "too_many"
        result = _add(result, where, text) if refusal is None else _refused(result, text, refusal)
    return result


def without_topic(wanted: Preferences, where: TopicList, value: str) -> Preferences:
    """Return preferences without one entry of a list.

    Args:
        wanted: before.
        where: which list.
        value: of the entry, as ``entries`` gives it.
    """
    kept = [one for one in getattr(wanted, where) if (one.value if isinstance(one, Topic) else one) != value]
    return _with(wanted, where, kept)


def topic_list(name: str) -> TopicList | None:
    """Return the list of a name, or None if there is none."""
    lists: tuple[TopicList, ...] = get_args(TopicList)
    return next((one for one in lists if one == name), None)


def entries(wanted: Preferences, where: TopicList) -> list[tuple[str, str]]:
    """Return a list's entries: what names each for the machine, and what the person wrote."""
    if where in ("include", "exclude"):
        return [(word, word) for word in getattr(wanted, where)]
    return [(topic.value, topic.label) for topic in getattr(wanted, where)]


def _fault(text: str) -> Refusal | None:
    if len(text) > MAX_TOPIC_CHARACTERS:
        return "too_long"
    if not any(character.isalnum() for character in text):
        return "empty"
    return None


def _add(result: Added, where: TopicList, text: str) -> Added:
    if where in ("include", "exclude"):
        understood = Understood(Topic("word", keyword_of(text), text))
        new: Topic | str = understood.topic.value
    else:
        understood = understand(text)
        new = understood.topic
    wanted, value = result.wanted, understood.topic.value
    if understood.topic.kind == "word" and value == fold(text) and not carries_meaning(text):
        return _refused(result, text, "too_common")
    if value in (name for name, _ in entries(wanted, where)):
        return _refused(result, text, "known")
    if len(getattr(wanted, where)) >= MAX_TOPICS:
        return _refused(result, text, "too_many")
    opposite = _OPPOSITES[where]
    moved = (*result.moved, text) if value in (name for name, _ in entries(wanted, opposite)) else result.moved
    wanted = without_topic(wanted, opposite, value)
    wanted = _with(wanted, where, [*getattr(wanted, where), new])
    return replace(result, wanted=wanted, added=(*result.added, understood), moved=moved)


_OPPOSITES: dict[TopicList, TopicList] = {
    "follow": "mute",
    "mute": "follow",
    "include": "exclude",
    "exclude": "include",
}


def _with(wanted: Preferences, where: TopicList, values: Sequence[Topic | str]) -> Preferences:
    changes: dict[str, Any] = {where: tuple(values)}
    return replace(wanted, **changes)


def _refused(result: Added, text: str, refusal: Refusal) -> Added:
    return replace(result, refused=(*result.refused, (text, refusal)))


def _names(topic: Topic) -> list[str]:
    from summarizer.facts.gazetteer import known_people
    from summarizer.facts.lexicons import entries as lexicon
    from summarizer.facts.place_names import city_name, country_name, organisations

    if topic.kind == "person":
        person = next((person for person in known_people() if person.id == topic.value), None)
        return [person.names.in_language(language) for language in LANGUAGES] if person else []
    if topic.kind == "country":
        return [country_name(topic.value, language) for language in LANGUAGES]
    if topic.kind == "city":
        return [city_name(topic.value, language) for language in LANGUAGES]
    if topic.kind == "agreement":
        return [lexicon("agreements")[topic.value]["names"][language] for language in LANGUAGES]
    if topic.kind == "organisation":
        row = organisations()[topic.value]
        return [row[language].split("|")[0] for language in LANGUAGES]
    return []
