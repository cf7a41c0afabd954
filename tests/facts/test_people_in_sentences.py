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
    """Return the people of an article, a sentence a line."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    read = tuple(Sentence(i, at, at + len(lines[i]), lines[i], 0) for i, at in enumerate(starts))
    article = Article(text, language, None, read, None, date(2025, 11, 25))
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


@pytest.mark.parametrize(
    ("language", "text", "office"),
    [
        ("en", "Macron arrived in Tokyo.\nThe French president will meet students.", ("president", "FR")),
        ("en", "Macron arrived in Tokyo.\nThe German president will meet students.", (None, "FR")),
        ("ru", "Си Цзиньпин прибыл в Сеул.\nПредседатель КНР проведёт переговоры.", ("president", "CN")),
        ("ja", "習近平氏はソウルに着いた。\n中国の国家主席は会談に臨む。", ("president", "CN")),
    ],
)
def test_an_office_told_a_sentence_later_is_that_of_who_is_known_to_hold_it(
    language: Language, text: str, office: tuple[str | None, str]
) -> None:
    person = people_of(text, language)[0]
    assert (person.title, person.country) == office


def test_who_competes_in_one_sentence_is_no_minister_in_the_next() -> None:
    text = "Лавров забил гол в первом тайме.\nТренер вручил Лаврову приз.\nЛавров сказал, что рад победе."
    assert "sergey-lavrov" not in {person.id for person in people_of(text, "ru")}


def test_a_hungarian_name_in_katakana_is_turned_round_in_the_other_languages() -> None:
    person = people_of("ハンガリーのナジ・ラースロー農業相は会見した。", "ja")[0]
    assert person.names.en.startswith("László ")
    assert person.names.ru.startswith("Ласло ")
    assert person.names.ja == "ナジ・ラースロー"


def test_known_misses_are_sentences_of_the_table() -> None:
    assert {row[2] for row in SENTENCES} >= KNOWN_MISSES
