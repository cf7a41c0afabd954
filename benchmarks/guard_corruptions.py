"""Systematic corruptions of a sentence, one item each, for ``bench_guard``; the rules are in the TOML beside it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.article import Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.gazetteer import KnownPerson, known_people
from summarizer.facts.people import find_people
from summarizer.facts.place_names import countries
from summarizer.facts.places import find_places
from summarizer.language.words import words

_YEAR = re.compile(r"(?<![0-9])(?:1[6-9]|20)[0-9]{2}(?![0-9])")
_DIGITS = re.compile(r"(?<![0-9０-９.,])[0-9０-９]+(?![0-9０-９])")
_COUNTRIES = ("NO", "PT", "PE", "KE", "TH", "NZ", "EC", "GR")
"""Countries put in the place of another: real ones of which a text seldom speaks."""
_PEOPLE = ("olaf-scholz", "justin-trudeau", "jair-bolsonaro", "narendra-modi", "shinzo-abe", "sergey-lavrov")
"""People put in the place of another."""


@dataclass(frozen=True, slots=True)
class Corruption:
    """A sentence with one thing changed.

    Attributes:
        kind: number, date, name, country, negation dropped, negation added.
        text: the sentence as changed.
    """

    kind: str
    text: str


@cache
def _rules(language: Language) -> dict[str, Any]:
    path = Path(__file__).with_suffix(".toml")
    rules: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    return rules


def corruptions(text: str, language: Language) -> Iterator[Corruption]:
    """Yield every corruption that the rules can make of a sentence."""
    yield from _dates(text, language)
    yield from _numbers(text, language)
    yield from _names(text, language)
    yield from _countries(text, language)
    for name, kind in (("drop", "negation dropped"), ("add", "negation added")):
        for pattern, replacement in _rules(language)[name]:
            changed = re.sub(pattern, replacement, text, count=1)
            if changed != text:
                yield Corruption(kind, changed)
                break


def _dates(text: str, language: Language) -> Iterator[Corruption]:
    for match in _YEAR.finditer(text):
        yield Corruption("date", text[: match.start()] + str(int(match.group()) - 7) + text[match.end() :])
    rules = _rules(language)
    for name in ("months", "months_locative", "weekdays"):
        row = rules.get(name, [])
        for index, word in enumerate(row):
            other = row[(index + 4) % len(row)]
            boundary = r"(?<![0-9])" if language == "ja" else r"\b"
            end = "(?!間)" if language == "ja" else r"\b"
            changed = re.sub(f"{boundary}{word}{end}", other, text, count=1)
            # May is a verb too, and "second" is no weekday; only months in capitals count.
            if changed != text and not (
                word == "May" and not re.search(r"(?:[Ii]n|[Ll]ast|[Oo]n|of|,) May\b|May \d", text)
            ):
                yield Corruption("date", changed)


def _numbers(text: str, language: Language) -> Iterator[Corruption]:
    for match in _DIGITS.finditer(text):
        date_like = _YEAR.fullmatch(match.group()) or (language == "ja" and text[match.end() : match.end() + 1] == "月")
        if not date_like:
            value = int(match.group())
            yield Corruption("number", text[: match.start()] + str(value * 3 + 1) + text[match.end() :])
    rules = _rules(language)
    for pattern, replacement in rules["scales"]:
        changed = re.sub(pattern, replacement, text, count=1)
        if changed != text:
            yield Corruption("number", changed)
    counted = rules.get("counted", r"\b")
    boundary = "(?<![一二三四五六七八九十百千万])" if language == "ja" else r"\b"
    for name in ("cardinals", "cardinals_genitive"):
        row = rules.get(name, [])
        for index, word in enumerate(row):
            changed = re.sub(f"{boundary}{word}{counted}", row[(index + 3) % len(row)], text, count=1)
            if changed != text:
                yield Corruption("number", changed)


@cache
def _strangers() -> tuple[KnownPerson, ...]:
    return tuple(person for person in known_people() if person.id in _PEOPLE)


def _names(text: str, language: Language) -> Iterator[Corruption]:
    article = Article(text, language, None, (Sentence(0, 0, len(text), text, 0),))
    people, mentions = find_people(article, annotate(article))
    known = {person.id for person in known_people()}
    for number, mention in enumerate(m for m in mentions if m.person in known):
        person = next(p for p in people if p.id == mention.person)
        stranger = next(
            s for s in _strangers()[number:] + _strangers() if s.id != person.id and s.id not in {p.id for p in people}
        )
        written, name = text[mention.start : mention.end], person.names.in_language(language)
        full = name in written or len(written.split()) > 1 or "・" in written
        other = stranger.names.in_language(language) if full else stranger.surname(language)
        yield Corruption("name", text[: mention.start] + (other or stranger.names.ja) + text[mention.end :])


def _countries(text: str, language: Language) -> Iterator[Corruption]:
    found = find_places(text, words(text, language), language)
    codes = {p.country for p in found}
    strangers = [code for code in _COUNTRIES if code not in codes]
    for number, place in enumerate(found):
        if not place.country or place.city or place.organisation or place.country in ("EU", "UN"):
            continue
        row = countries()[strangers[number % len(strangers)]]
        cell = row.get(f"{language}_adjective" if place.form == "adjective" else language) or row[language]
        other = cell.split("|")[0]
        yield Corruption("country", text[: place.start] + other + text[place.end :])
