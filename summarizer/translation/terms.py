"""Names and glossary terms in a translation: in the target language's own form, whatever the model thinks of them.

A form may stand in any case, or as the family name alone. Where it is missing, the model's own rendering is looked for
by its sound and its company, and replaced; what cannot be found is asked for again with the term put into the source,
and at last told to the reader.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.facts.gazetteer import FAMILY_NAME_FIRST, fold
from summarizer.facts.names import Glossary, normalise
from summarizer.facts.records import Facts, Names
from summarizer.guarding.naming import NameMention
from summarizer.guarding.reading import read
from summarizer.guarding.sounds import alike, skeleton
from summarizer.translation.declension import case_of, declined

_SHORTEST_SURNAME = 2
"""Characters of a Japanese name that are its family name, for most."""
_SHORTEST_SOUND = 2
"""Consonant classes below which two names that sound alike prove nothing."""
_FOREIGN_ENDING = {"en": r"(?:['’]s?)?", "ru": "[а-яё]{0,3}", "ja": ""}
_RUNS = {
    "en": re.compile(r"(?:[A-Z][\w'’-]*)(?:\s+(?:[A-Z][\w'’-]*|al|bin|van|de|von))*"),
    "ru": re.compile(r"(?:[А-ЯЁA-Z][\w'’-]*)(?:\s+[А-ЯЁA-Z][\w'’-]*)*"),
    "ja": re.compile(r"[ァ-ヺー]+(?:[・･=＝\s][ァ-ヺー]+)*|[A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+)*"),
}
"""What a name can look like where a model has written it."""
_HAN = re.compile(r"[一-鿿々]")


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
        if target not in person.names.guessed or not _HAN.search(_form(person.names, target)):
            found += _named(sentence, person.names, person.country, source, target, person=True)
    for name in read(sentence, source).names:
        if name.known and _is_one_form(name, target):
            found.append(_known(name, sentence, source, target))
    kept: list[Term] = []
    for term in found:
        if not any(term.start < other.end and other.start < term.end for other in kept):
            kept.append(term)
    return sorted(kept, key=lambda term: term.start)


def missing(terms: Sequence[Term], text: str, target: Language) -> list[Term]:
    """Return the terms that a translation does not have in any form, each once."""
    return [term for term in _once(terms) if term.sure and not _is_there(term, text, target)]


def enforce(terms: Sequence[Term], text: str, target: Language) -> str:
    """Return a translation with the model's own renderings of terms replaced; what is not found stays missing.

    Args:
        terms: of the source sentence.
        text: what a model made of it.
        target: its language.
    """
    for term in _once(terms):
        if _is_there(term, text, target, exactly=True):
            continue
        span = _rendering(term, text, target, terms)
        if span:
            start, end = span
            text = text[:start] + _fitted(term, text[start:end], text[:start], target) + text[end:]
    return text


def substituted(terms: Sequence[Term], sentence: str) -> str:
    """Return the source sentence with its terms already in the target language's form, for a model that copies them."""
    for term in reversed(terms):
        sentence = sentence[: term.start] + term.shown + sentence[term.end :]
    return sentence


def _form(names: Names, language: Language) -> str:
    return normalise(names.in_language(language), language)


def _looks_personal(names: Names) -> bool:
    return all(word[:1].isupper() for word in names.en.split()) and len(names.en.split()) > 1


def _once(terms: Sequence[Term]) -> list[Term]:
    return list({term.full: term for term in sorted(terms, key=lambda term: term.sure)}.values())


def _surname(names: Names, language: Language, country: str | None) -> str:
    parts = re.split(r"[・\s]+", _form(names, language))
    if len(parts) == 1:
        return ""
    return parts[0] if country in FAMILY_NAME_FIRST else parts[-1]


def _spoken(names: Names) -> tuple[str, ...]:
    sounds: list[str] = []
    for language in ("en", "ru"):
        sounds += [skeleton(part) for part in names.in_language(language).split()]
    if not _HAN.search(names.ja):
        sounds += [skeleton(part) for part in re.split("[・ ]", names.ja)]
    return tuple(dict.fromkeys(sound for sound in sounds if sound))


def _named(
    sentence: str, names: Names, country: str | None, source: Language, target: Language, *, person: bool
) -> list[Term]:
    found = []
    full, surname = _form(names, source), _surname(names, source, country) if person else ""
    short = _surname(names, target, country) if person else ""
    patterns = [(_pattern(full, source), True)] + ([(_pattern(surname, source), False)] if len(surname) > 1 else [])
    taken: list[tuple[int, int]] = []
    for pattern, whole in patterns:
        for match in pattern.finditer(sentence):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                found.append(Term(*match.span(), _form(names, target), short, _spoken(names), whole, person, country))
    return found


def _pattern(form: str, language: Language) -> re.Pattern[str]:
    if language == "ja":
        parts = [re.escape(part) for part in form.split("・")]
        return re.compile("[・･=＝ ]?".join(parts))
    words = []
    for word in form.split():
        stem = re.sub(r"(?:ий|ый|ой|ая|[аяйьоеу])$", "", word) if language == "ru" and len(word) > 3 else word
        words.append(re.escape(stem) + (_FOREIGN_ENDING["ru"] if language == "ru" else ""))
    return re.compile(rf"(?<!\w){'[ -]'.join(words)}(?!\w)", re.IGNORECASE if form.islower() else 0)


def _known(name: NameMention, sentence: str, source: Language, target: Language) -> Term:
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
    )


def _is_one_form(name: NameMention, target: Language) -> bool:
    """Whether all who can be meant are called alike: 安倍 is Абэ, the father as the son."""
    surnames = {person.surname(target) for person in name.known}
    return len(name.known) == 1 or (len(surnames) == 1 and "" not in surnames)


def _is_there(term: Term, text: str, target: Language, *, exactly: bool = False) -> bool:
    """Whether a form of the term is there; if not ``exactly``, spellings that differ by habit (ヴ, ブ; э, е) count."""
    plain = normalise(text, target) if exactly else fold(normalise(text, target))
    forms = [form if exactly else fold(form) for form in (term.full, term.short) if form]
    if any(_pattern(form, target).search(plain) for form in forms):
        return True
    if target == "ru" and term.person:
        return any((form if exactly else fold(form)) in plain for form in declined(term.full, term.country).values())
    # 河野太郎 is 河野 from the second time on; where the family name ends is not known.
    unparted = target == "ja" and not term.short and term.person and bool(_HAN.search(term.full))
    return unparted and term.full[:_SHORTEST_SURNAME] in text


def _rendering(term: Term, text: str, target: Language, terms: Sequence[Term]) -> tuple[int, int] | None:
    """Return where a model has written the name in its own way, or None."""
    others = {sound for other in terms if other is not term and other.full != term.full for sound in other.spoken}
    best: tuple[int, tuple[int, int]] | None = None
    for run in _RUNS[target].finditer(text):
        words = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"[^\s・･=＝]+", run.group())]
        hits = [span for span in words if _sounds_like(term, text[slice(*span)], others)]
        if hits:
            span = (hits[0][0], hits[-1][1])
            if len(hits) < len(term.full.split()) and len(words) == len(re.split(r"[\s・]+", term.full)) > 1:
                span = (words[0][0], words[-1][1])
            if best is None or len(hits) > best[0]:
                best = (len(hits), span)
    return best[1] if best else None


def _sounds_like(term: Term, word: str, others: set[str]) -> bool:
    if fold(word) in {fold(part) for part in re.split("[ ・]", term.full)}:
        return True
    sound = skeleton(re.sub(r"['’]s?$", "", word))
    if len(sound) < _SHORTEST_SOUND or sound in others - set(term.spoken):
        return False
    return any(_one_name(sound, spoken) for spoken in term.spoken if len(spoken) >= _SHORTEST_SOUND)


def _one_name(sound: str, spoken: str) -> bool:
    """A Russian ending may add one consonant: Лавровым."""
    return alike(sound, spoken) or (len(spoken) > _SHORTEST_SOUND and sound[:-1] == spoken)


def _fitted(term: Term, written: str, before: str, target: Language) -> str:
    parts = len(re.split(r"[\s・･=＝]+", written))
    form = term.full if parts > 1 or not term.short else term.short
    if target == "en":
        possessive = re.search(r"['’]s?$", written)
        return form + (possessive.group() if possessive else "")
    if target == "ja" or not term.person:
        return form
    case = case_of(written, before)
    cases = declined(term.full, term.country)
    if case == "gent" and cases["nomn"][-1:] in "ая" and written[-1:] in "ая":
        case = "nomn"
    if form == term.full:
        return cases[case]
    index = term.full.split().index(term.short) if term.short in term.full.split() else -1
    return cases[case].split()[index]
