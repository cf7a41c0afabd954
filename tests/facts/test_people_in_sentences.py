"""Single sentences of all three languages: who of the gazetteer is meant, and who only has such a name.

``people_sentences.tsv`` has a sentence a line with the ids of the known people in it (``id:country`` where the country
matters, ``?Name`` for somebody unknown, in English); all written before the code was run on them.
"""

from datetime import date
from pathlib import Path

import pytest

from summarizer.article import Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.gazetteer import known_people
from summarizer.facts.people import find_people
from summarizer.facts.records import Person

SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "people_sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
KNOWN_MISSES = frozenset(
    {
        # “Mr” and a house may be anybody's, but the politicians are called so, too.
        "The bakery of Mr Milei is closed on Mondays.",
        "Дом Путина на Садовой снесли.",
        # Surnames are not spelt otherwise; Alexander and Aleksandar are two names.
        "Выступил Енс Столтенберг.",
        "Jens Stoltenburg spoke in Oslo.",
        "アレクサンドル・ブチッチ氏が演説した。",
        # A German surname without a country is spelt back by its letters.
        "Делегация прибыла с послом Томасом Лоренцем.",
    }
)


def people_of(text: str, language: Language) -> tuple[Person, ...]:
    article = Article(text, language, None, (Sentence(0, 0, len(text), text, 0),), None, date(2025, 11, 25))
    return find_people(article, annotate(article))[0]


def described(people: tuple[Person, ...], expected: set[str]) -> set[str]:
    """Return the people of a sentence in the terms in which the expected ones are written."""
    if any(each.startswith("?") for each in expected):
        return {"?" + person.names.en for person in people}
    known = {person.id for person in known_people()}
    told = any(":" in each for each in expected)
    return {f"{person.id}:{person.country}" if told else person.id for person in people if person.id in known}


@pytest.mark.parametrize(("language", "expected", "text"), SENTENCES, ids=[row[2] for row in SENTENCES])
def test_a_sentence_names_the_known_people_that_it_means_and_nobody_else(
    language: Language, expected: str, text: str, request: pytest.FixtureRequest
) -> None:
    if text in KNOWN_MISSES:
        request.applymarker(pytest.mark.xfail(strict=True))
    people = {each for each in expected.split("|") if each}
    assert described(people_of(text, language), people) == people


def test_known_misses_are_sentences_of_the_table() -> None:
    assert {row[2] for row in SENTENCES} >= KNOWN_MISSES
