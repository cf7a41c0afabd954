"""Terms in a translation: whether they are there, and the model's own renderings of them replaced.

A form may stand in any case, or as the family name alone. A rendering is found by its consonants and its letters.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from summarizer.article import Language
from summarizer.facts.name_keys import fold
from summarizer.facts.names import normalise
from summarizer.facts.transliteration.kana import kana_to_hepburn
from summarizer.facts.transliteration.russian import russian_to_latin
from summarizer.guarding.sounds import skeleton
from summarizer.translation.declension import case_of, declined
from summarizer.translation.inflection import case_and_number, phrase_in_case
from summarizer.translation.terms import HAN, SHORTEST_SOUND, Term, one_name, pattern_of

_SHORTEST_SURNAME = 2
"""Characters of a Japanese name that are its family name, for most."""
_LIKE_LETTERS = 0.6
"""Share of letters, romanised, that two spellings of one name have in common (Ratcliff and Obershelp's measure)."""
_RUNS = {
    "en": re.compile(r"(?:[A-Z][\w'’-]*)(?:\s+(?:[A-Z][\w'’-]*|al|bin|van|de|von))*"),
    "ru": re.compile(r"(?:[А-ЯЁA-Z][\w'’-]*)(?:\s+[А-ЯЁA-Z][\w'’-]*)*"),
    "ja": re.compile(r"[ァ-ヺー]+(?:[・･=＝\s][ァ-ヺー]+)*|[A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+)*"),
}
"""What a name can look like where a model has written it."""


def missing(terms: Sequence[Term], text: str, target: Language) -> list[Term]:
    """Return the terms that a translation does not have in any form, each once."""
    lost = (term for term in _once(terms) if term.sure and not _is_there(term, text, target))
    return [term for term in lost if not _is_accepted(term, text, target)]


def enforce(terms: Sequence[Term], text: str, target: Language) -> str:
    """Return a translation with the model's own renderings of terms replaced; what is not found stays missing.

    Args:
        terms: of the source sentence.
        text: what a model made of it.
        target: its language.
    """
    for term in _once(terms):
        if _is_accepted(term, text, target):
            continue
        there = _is_there(term, text, target, exactly=True)
        if there and not (term.wants_full and term.short):
            continue
        span = _rendering(term, text, target, terms) or _copied(term, text)
        if span and not (there and _is_short(text[slice(*span)])):
            start, end = span
            text = text[:start] + _fitted(term, text[start:end], text[:start], target) + text[end:]
    return text


def _once(terms: Sequence[Term]) -> list[Term]:
    return list({term.full: term for term in sorted(terms, key=lambda term: term.sure)}.values())


def _is_there(term: Term, text: str, target: Language, *, exactly: bool = False) -> bool:
    """Whether a form of the term is there; if not ``exactly``, spellings that differ by habit (ヴ, ブ; э, е) count."""
    plain = normalise(text, target) if exactly else fold(normalise(text, target))
    forms = [form if exactly else fold(form) for form in (term.full, term.short) if form]
    if any(pattern_of(form, target).search(plain) for form in forms):
        return True
    if target == "ru" and term.person:
        return any((form if exactly else fold(form)) in plain for form in declined(term.full, term.country).values())
    # 河野太郎 is 河野 from the second time on; where the family name ends is not known.
    unparted = target == "ja" and not term.short and term.person and bool(HAN.search(term.full))
    return unparted and term.full[:_SHORTEST_SURNAME] in text


def _is_accepted(term: Term, text: str, target: Language) -> bool:
    """Whether a full form stands there that is as right as the one to show."""
    plain = fold(normalise(text, target))
    forms = {fold(form) for full in term.accepted for form in _cases(full, term, target)}
    return any(
        re.search(rf"(?<!\w){re.escape(form)}(?!\w)", plain) if target != "ja" else form in plain for form in forms
    )


def _cases(name: str, term: Term, target: Language) -> set[str]:
    return set(declined(name, term.country).values()) if target == "ru" else {name}


def _is_short(written: str) -> bool:
    return len(re.split(r"[\s・･=＝]+", written)) == 1


def _rendering(term: Term, text: str, target: Language, terms: Sequence[Term]) -> tuple[int, int] | None:
    """Return where a model has written the name in its own way, or None.

    The family name must be among the words, or as many words as the name has, with one of them right.
    """
    others = {sound for other in terms if other.full != term.full for sound in other.spoken} - set(term.spoken)
    best: tuple[int, tuple[int, int]] | None = None
    parts = re.split(r"[\s・]+", term.full)
    whole = set(declined(term.full, term.country).values()) if term.person and target == "ru" else {term.full}
    if term.wants_full and any(form in text for form in whole):
        return None
    for run in _RUNS[target].finditer(text):
        words = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"[^\s・･=＝]+", run.group())]
        family = [span for span in words if _is_rendering(text[slice(*span)], term.short or term.full, term, others)]
        hits = [span for span in words if any(_is_rendering(text[slice(*span)], part, term, others) for part in parts)]
        if term.wants_full and hits and len(words) == len(parts) > 1:
            found = (len(parts), (words[0][0], words[-1][1]))
        elif family:
            found = (len(hits), (hits[0][0], hits[-1][1]))
        else:
            continue
        best = found if best is None or found[0] > best[0] else best
    return best[1] if best else None


def _copied(term: Term, text: str) -> tuple[int, int] | None:
    """Return where a model has left the source's own words for a term, or None."""
    if not term.written or term.person:
        return None
    found = re.search(rf"(?<![A-Za-zА-Яа-яЁё]){re.escape(term.written)}(?![A-Za-zА-Яа-яЁё])", text)
    return found.span() if found else None


def _is_rendering(word: str, form: str, term: Term, others: set[str]) -> bool:
    """Whether a word is one part of the name as another would spell it: by its consonants and by its letters."""
    if fold(word) == fold(form):
        return True
    if not term.by_sound:
        return False
    bare = re.sub(r"['’]s?$", "", word)
    sound, spoken = skeleton(bare), {skeleton(part) for part in form.replace("・", " ").split()}
    if HAN.search(form):
        # Its characters have no sound of their own; the other scripts' forms have.
        spoken, forms = set(term.spoken), [*term.latin]
    else:
        forms = (
            [_latin(one) for one in (*declined(form, term.country).values(), form)] if term.person else [_latin(form)]
        )
    if len(sound) < SHORTEST_SOUND or sound in others:
        return False
    if not any(one_name(sound, one) for one in spoken if len(one) >= SHORTEST_SOUND):
        return False
    return any(SequenceMatcher(None, _latin(bare), one).ratio() >= _LIKE_LETTERS for one in forms)


@lru_cache(4096)
def _latin(word: str) -> str:
    if re.search("[ぁ-ゖァ-ヺ]", word):
        return kana_to_hepburn(word).lower()
    return fold(russian_to_latin(word.lower()))


def _fitted(term: Term, written: str, before: str, target: Language) -> str:
    parts = len(re.split(r"[\s・･=＝]+", written))
    form = term.full if parts > 1 or not term.short else term.short
    if target == "en":
        possessive = re.search(r"['’]s?$", written)
        return form + (possessive.group() if possessive else "")
    if target == "ja":
        return form
    if not term.person:
        return phrase_in_case(form, *case_and_number(written, before))
    case = case_of(written, before)
    cases = declined(term.full, term.country)
    if case == "gent" and cases["nomn"][-1:] in "ая" and written[-1:] in "ая":
        case = "nomn"
    if form == term.full:
        return cases[case]
    index = term.full.split().index(term.short) if term.short in term.full.split() else -1
    return cases[case].split()[index]
