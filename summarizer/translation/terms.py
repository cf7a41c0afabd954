"""Names and glossary terms in a translation: in the target language's own form, whatever the model thinks of them.

A form may stand in any case, or as the family name alone. Where it is missing, the model's own rendering is looked for
by its sound and its company, and replaced; what cannot be found is asked for again with the term put into the source,
and at last told to the reader.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from summarizer.article import Language
from summarizer.facts.gazetteer import FAMILY_NAME_FIRST
from summarizer.facts.lexicons import table, variants
from summarizer.facts.name_keys import fold
from summarizer.facts.names import Glossary, normalise
from summarizer.facts.offices import tell_apart
from summarizer.facts.records import Facts, Names, RoleKey
from summarizer.guarding.naming import NameMention
from summarizer.guarding.reading import read
from summarizer.guarding.sounds import alike, skeleton

SHORTEST_SOUND = 2
"""Consonant classes below which two names that sound alike prove nothing."""
_FOREIGN_ENDING = {"en": r"(?:['’]s?)?", "ru": "[а-яё]{0,3}", "ja": ""}
HAN = re.compile(r"[一-鿿々]")


@dataclass(frozen=True, slots=True)
class Term:
    """A name or term of a source sentence, and what the translation should call it.

    Attributes:
        start, end: in the source.
        full: the target language's own form.
        short: the family name in the target language; empty where it cannot be told, or for a term.
        spoken: skeletons of the name's parts in all scripts, the family name's last.
        wants_full: the source has more than the family name.
        person: it names a person, and may decline.
        country: the person's, or None.
        sure: the source certainly means it; otherwise its rendering is mended where found, and not missed elsewhere.
        latin: the parts of its English form, in small letters.
        by_sound: who is meant is certain enough to take another spelling for this name.
        written: the words of the source.
        accepted: other full forms that are as right, where neither the card nor the glossary has chosen one.
    """

    start: int
    end: int
    full: str
    short: str
    spoken: tuple[str, ...]
    wants_full: bool
    person: bool
    country: str | None = None
    sure: bool = True
    latin: tuple[str, ...] = ()
    by_sound: bool = True
    written: str = ""
    accepted: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The form that stands for the words of the source."""
        return self.full if self.wants_full or not self.short else self.short


def terms_of(
    sentence: str, source: Language, target: Language, facts: Facts | None, glossary: Glossary | None
) -> list[Term]:
    """Return the names and terms of a sentence whose form in the target language is known, in order, not overlapping.

    The user's glossary goes before the facts, the facts before the people whom everyone knows.

    Args:
        sentence: of the source.
        source: its language.
        target: language of the translation.
        facts: of the article that it is from, or None.
        glossary: the user's own names and terms, or None.
    """
    found: list[Term] = []
    for names, country in glossary.entries if glossary else ():
        found += _named(sentence, names, country, source, target, person=_looks_personal(names))
    for person in facts.people if facts else ():
        if target not in person.names.guessed or not HAN.search(_form(person.names, target)):
            found += _named(sentence, person.names, person.country, source, target, person=True)
    reading = read(sentence, source)
    keys = {role.key for role in reading.roles}
    for name in reading.names:
        if name.known and _is_one_form(name, target) and _has_given_name(name, sentence):
            found.append(_known(name, sentence, source, target, keys))
    kept: list[Term] = []
    for term in found:
        if not any(term.start < other.end and other.start < term.end for other in kept):
            kept.append(term)
    return sorted(kept, key=lambda term: term.start)


def substituted(spans: Sequence[tuple[int, int, str]], sentence: str) -> str:
    """Return a source sentence with other words in some places, for a model that copies what it does not know.

    Args:
        spans: start, end and what stands there; of overlapping ones the last is taken.
        sentence: the source.
    """
    free = len(sentence)
    for start, end, form in sorted(spans, reverse=True):
        if end <= free:
            sentence, free = sentence[:start] + form + sentence[end:], start
    return sentence


def _form(names: Names, language: Language) -> str:
    return normalise(names.in_language(language), language)


def _looks_personal(names: Names) -> bool:
    return all(word[:1].isupper() for word in names.en.split()) and len(names.en.split()) > 1


def _surname(names: Names, language: Language, country: str | None) -> str:
    parts = re.split(r"[・\s]+", _form(names, language))
    if len(parts) == 1:
        return ""
    return parts[0] if country in FAMILY_NAME_FIRST else parts[-1]


def _spoken(names: Names) -> tuple[str, ...]:
    sounds: list[str] = []
    for language in ("en", "ru"):
        sounds += [skeleton(part) for part in names.in_language(language).split()]
    if not HAN.search(names.ja):
        sounds += [skeleton(part) for part in re.split("[・ ]", names.ja)]
    return tuple(dict.fromkeys(sound for sound in sounds if sound))


def _parts(names: Names) -> tuple[str, ...]:
    return tuple(fold(part) for part in names.en.split())


def _named(
    sentence: str, names: Names, country: str | None, source: Language, target: Language, *, person: bool
) -> list[Term]:
    found = []
    full, surname = _form(names, source), _surname(names, source, country) if person else ""
    short = _surname(names, target, country) if person else ""
    patterns = [(pattern_of(full, source), True)] + ([(pattern_of(surname, source), False)] if len(surname) > 1 else [])
    taken: list[tuple[int, int]] = []
    for pattern, whole in patterns:
        for match in pattern.finditer(sentence):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                form = _form(names, target)
                term = Term(*match.span(), form, short, _spoken(names), whole, person, country, written=match.group())
                found.append(term)
    return found


def pattern_of(form: str, language: Language) -> re.Pattern[str]:
    """Return what finds a form in any case."""
    if language == "ja":
        parts = [re.escape(part) for part in form.split("・")]
        return re.compile("[・･=＝ ]?".join(parts))
    words = []
    for word in form.split():
        stem = re.sub(r"(?:ий|ый|ой|ая|[аяйьоеу])$", "", word) if language == "ru" and len(word) > 3 else word
        words.append(re.escape(stem) + (_FOREIGN_ENDING["ru"] if language == "ru" else ""))
    return re.compile(rf"(?<!\w){'[ -]'.join(words)}(?!\w)", re.IGNORECASE if form.islower() else 0)


def _has_given_name(name: NameMention, sentence: str) -> bool:
    """Whether all words of a name are of whom the gazetteer knows, not only the family name of a stranger."""
    spoken = [skeleton(part) for part in re.split(r"[\s・]+", sentence[name.start : name.end])]
    known = _spoken(name.known[0].names)
    return len(spoken) == 1 or all(any(one_name(sound, one) for one in known) for sound in spoken if sound)


def _known(name: NameMention, sentence: str, source: Language, target: Language, keys: Set[RoleKey]) -> Term:
    person = name.known[0]
    written = sentence[name.start : name.end]
    surname = person.surname(source)
    wants_full = len(re.split(r"[・\s]+", written)) > 1 or (source == "ja" and fold(written) == fold(person.names.ja))
    short = person.surname(target)
    if source == "ja" and not surname:
        wants_full = written == person.names.ja
    several = len(name.known) > 1
    return Term(
        start=name.start,
        end=name.end,
        full=short if several else _form(person.names, target),
        short=short,
        spoken=_spoken(person.names),
        wants_full=wants_full,
        person=True,
        country=person.country,
        sure=name.sure and not name.evidence,
        latin=_parts(person.names),
        by_sound=wants_full or any(tell_apart(name.known, key, None) for key in keys),
        accepted=(_form(person.names, target), *_aliases(target).get(person.id, ())) if wants_full else (),
    )


@cache
def _aliases(language: Language) -> dict[str, list[str]]:
    return {row["id"]: variants(row[f"aliases_{language}"]) for row in table("persons")}


def _is_one_form(name: NameMention, target: Language) -> bool:
    """Whether all who can be meant are called alike: 安倍 is Абэ, the father as the son."""
    surnames = {person.surname(target) for person in name.known}
    return len(name.known) == 1 or (len(surnames) == 1 and "" not in surnames)


def one_name(sound: str, spoken: str) -> bool:
    """A Russian ending may add one consonant: Лавровым."""
    return alike(sound, spoken) or (len(spoken) > SHORTEST_SOUND and sound[:-1] == spoken)
