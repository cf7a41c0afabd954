"""Counterparts: the same office, never of the same country, and under the name that it has there."""

import pytest

from summarizer.article import Document
from summarizer.brief import make_card
from summarizer.language.read_article import read_article

AROUND = {
    "en": "The weather was mild for the season. Shops were open and people walked along the river with their children.",
    "ru": "Погода была мягкой для этого времени года. Магазины работали, люди гуляли вдоль реки с детьми и собаками.",
}


def offices(sentence: str, language: str) -> dict[str, tuple[str | None, str | None]]:
    article = read_article(Document(f"{sentence}\n\n{AROUND[language]}", pasted=True))
    people = make_card(article).to_json()["facts"]["people"]
    return {person["id"]: (person["role_key"], person["country"]) for person in people}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Norwegian Foreign Minister Espen Barth Eide discussed ferries with his counterpart Sergei Lavrov.",
        ),
        ("ru", "Министр иностранных дел Норвегии Эспен Барт Эйде обсудил паромы с коллегой Сергеем Лавровым в Осло."),
    ],
)
def test_a_counterpart_whose_country_is_not_said_is_of_their_own(language: str, sentence: str) -> None:
    assert offices(sentence, language)["sergey-lavrov"] == ("foreign_minister", "RU")


def test_of_an_unknown_counterpart_no_country_is_told() -> None:
    found = offices("Finance Minister Satsuki Katayama met her counterpart Ulla Larsen in Oslo.", "en")
    assert found["ulla-larsen"] == (None, None)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "German Chancellor Friedrich Merz and his Italian counterpart Giorgia Meloni will hold talks in Rome."),
        ("ru", "Канцлер Германии Фридрих Мерц и его итальянская коллега Джорджа Мелони встретятся в Риме."),
    ],
)
def test_a_chancellors_counterpart_is_a_prime_minister_elsewhere(language: str, sentence: str) -> None:
    assert offices(sentence, language)["giorgia-meloni"] == ("prime_minister", "IT")
