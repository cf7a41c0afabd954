"""Offices, agreements, organisations and countries that a model got wrong, put into the target language's own form.

Only three things are touched, and only where the translation has no right form: words left in the source's script
(«встреча с NATO»), known word-by-word renderings (``renderings.toml``: «иностранный министр»), and the office of one
country under the title that another has for it (ドイツ首相 as ``Prime Minister``). All else is the model's to word.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from summarizer.article import Language
from summarizer.language.phrases import Phrases
from summarizer.language.words import words
from summarizer.translation.concepts import Concept, absent, concepts_of, forms, same
from summarizer.translation.inflection import case_and_number, phrase_in_case
from summarizer.translation.terms import pattern_of

_SENTENCE_START = re.compile(r"^[\s«“\"(]*$")
_LENGTH = re.compile("[・ー]")
_SPACED: tuple[Language, ...] = ("en", "ru")


def mend(concepts: Sequence[Concept], text: str, target: Language) -> str:
    """Return a translation with what a model got wrong in its own form.

    Args:
        concepts: of the source sentence.
        text: what a model made of it.
        target: its language.
    """
    for concept in concepts:
        there = concepts_of(text, target)
        if _is_open(concept, concepts, there):
            span = _calque(concept, text, target) or _copy(concept, text, target)
        elif not absent(concept, there):
            span = _of_another_country(concept, concepts, there, target)
        else:
            span = None
        if span:
            text = _replaced(concept, text, span, target)
    return text


def lacking(concepts: Sequence[Concept], text: str, target: Language) -> list[Concept]:
    """Return what a translation should name, as its source does, and has no form of."""
    there = concepts_of(text, target)
    return [c for c in concepts if c.strict and _is_open(c, concepts, there) and not _is_written(c, text, target)]


def _is_open(concept: Concept, concepts: Sequence[Concept], there: Sequence[Concept]) -> bool:
    """Whether a translation has neither a concept nor what else its words may mean: the USMCA as body and as treaty."""
    meant = [other for other in concepts if other.start < concept.end and concept.start < other.end]
    return all(absent(other, there) for other in meant)


def _is_written(concept: Concept, text: str, target: Language) -> bool:
    """Whether a form is there that the finder passed over: in quotation marks, or with other long vowels."""
    if target == "ja":
        plain = _LENGTH.sub("", text)
        return any(_LENGTH.sub("", form) in plain for form in (concept.name(target), *forms(concept, target)))
    plain = text.casefold()
    named = (form.strip("«»").casefold() for form in (concept.name(target), *forms(concept, target)))
    return any(pattern_of(form, target).search(plain) for form in named)


@cache
def _renderings() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(files("summarizer.translation").joinpath("renderings.toml").read_text(encoding="utf-8"))


@cache
def _calques(kind: str, key: str, language: Language) -> Phrases[str] | None:
    listed = _renderings().get(kind, {}).get(key, {}).get(language)
    return Phrases(((phrase, key) for phrase in listed), language) if listed else None


def _calque(concept: Concept, text: str, target: Language) -> tuple[int, int] | None:
    keys = [f"{concept.key}@{concept.country}", concept.key] if concept.country else [concept.key]
    for key in keys:
        phrases = _calques(concept.kind, key, target)
        hits = phrases.find(words(text, target)) if phrases else []
        if hits:
            return hits[0].start, hits[0].end
    return None


def _copy(concept: Concept, text: str, target: Language) -> tuple[int, int] | None:
    """Return where the source's own words stand, if they are no right form in the target language too (NATO, G7)."""
    written = concept.written
    if len(written) < 2 or written in forms(concept, target) or (target == "ja" and "・" in written):
        return None
    article = "(?:[Tt]he )?" if target != "en" else ""
    # Not inside a longer name that stays in its script: Bank of Japan.
    edge = r"[A-Za-z]\s?" if written.isascii() else "[А-Яа-яЁё]"
    after = r"\s?[A-Za-z]" if written.isascii() else "[А-Яа-яЁё]"
    found = re.search(rf"(?<![A-Za-z])(?<!{edge.replace('?', '')}){article}{re.escape(written)}(?!{after})", text)
    return found.span() if found else None


def _of_another_country(
    concept: Concept, concepts: Sequence[Concept], there: Sequence[Concept], target: Language
) -> tuple[int, int] | None:
    """Return where the translation has the office under a title that its country does not have, or None."""
    if concept.kind != "role" or not concept.country:
        return None
    said = [other for other in there if same(concept, other)]
    if len(said) != 1 or said[0].country not in (None, concept.country):
        return None
    if sum(same(concept, other) for other in concepts) != 1:
        return None
    general = Concept("role", concept.key, 0, 0, "", None, role_key=concept.role_key)
    own, usual = concept.name(target), general.name(target)
    accepted = _renderings()["accepted"].get(f"{concept.key}@{concept.country}", {}).get(target, [])
    written = _lemmas(said[0].written, target)
    if own == usual or written != _lemmas(usual, target) or usual in accepted:
        return None
    return said[0].start, said[0].end


def _lemmas(text: str, language: Language) -> tuple[str, ...]:
    return tuple(word.lemma for word in words(text, language))


def _replaced(concept: Concept, text: str, span: tuple[int, int], target: Language) -> str:
    start, end = span
    before, written, after = text[:start], text[start:end], text[end:]
    name = _name(concept, written, target)
    if target == "ru":
        name = phrase_in_case(name, *case_and_number(written, before))
    if concept.kind == "role" and target == "en" and not _is_title(written, after):
        name = name.lower()
    if target in _SPACED:
        if _SENTENCE_START.search(before):
            name = name[:1].upper() + name[1:]
        before += " " if before[-1:].isalnum() else ""
        after = f" {after}" if after[:1].isalnum() else after
    elif not after[:1].isascii() or not after.strip():
        before, after = before.rstrip(" "), after.lstrip(" ")
    if target == "en":
        before = re.sub(r"\b([Aa])n? $", lambda m: m.group(1) + ("n " if name[:1] in "AEIOUaeiou" else " "), before)
    return before + name + after


def _name(concept: Concept, written: str, target: Language) -> str:
    """Return its own form: of an organisation that the model wrote out in words no abbreviation."""
    name = concept.name(target)
    if (
        concept.kind in ("organisation", "institution")
        and target != "ja"
        and " " in written
        and " " not in name
        and name.isupper()
    ):
        return next((form for form in sorted(forms(concept, target)) if " " in form and "ООН" not in form), name)
    return name


def _is_title(written: str, after: str) -> bool:
    """Whether an English office is written with capitals: where the model did so, or before a name."""
    if written.isascii():
        return written[:1].isupper()
    return bool(re.match(r"\s?[A-Z]", after))
