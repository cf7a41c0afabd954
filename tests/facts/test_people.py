"""People, merged over an article: who is meant in which sentences. Single sentences: test_people_*."""

import pytest

from summarizer.article import Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.people import find_people
from summarizer.facts.records import Person


def people_of(language: Language, *texts: str) -> tuple[Person, ...]:
    """Return the people of an article with these sentences."""
    sentences, start = [], 0
    for index, text in enumerate(texts):
        sentences.append(Sentence(index, start, start + len(text), text, index))
        start += len(text) + 1
    article = Article("\n".join(texts), language, None, tuple(sentences))
    return find_people(article, annotate(article))[0]


def described(language: Language, *texts: str) -> set[str]:
    """Return ``name: title@organisation country former``, with ``-`` for what is not known."""
    return {describe(person, language) for person in people_of(language, *texts)}


def describe(person: Person, language: Language) -> str:
    organisation = f"@{person.organisation}" if person.organisation else ""
    former = " former" if person.former else ""
    return f"{person.names.in_language(language)}: {person.title or '-'}{organisation} {person.country or '-'}{former}"


MERGED: list[tuple[Language, tuple[str, ...], dict[str, tuple[int, ...]]]] = [
    (
        "en",
        (
            "Polish President Marek Zielony arrived in Oslo on Monday.",
            "Zielony said that the talks had gone well.",
            "Mr. Zielony will leave on Tuesday.",
            "The weather was fine.",
        ),
        {"Marek Zielony": (0, 1, 2)},
    ),
    (
        "en",
        (
            "Norwegian Foreign Minister Ingrid Halvorsen met Polish President Marek Zielony in Oslo.",
            "The Norwegian foreign minister praised the talks.",
            "The Polish president did not speak.",
        ),
        {"Ingrid Halvorsen": (0, 1), "Marek Zielony": (0, 2)},
    ),
    (
        "en",
        (
            "President Daniel Ortiz of Peru met Interior Minister Lucia Ortiz of Chile.",
            "Daniel Ortiz thanked her.",
        ),
        {"Daniel Ortiz": (0, 1), "Lucia Ortiz": (0,)},
    ),
    (
        "ru",
        (
            "Президент Польши Марек Завадский прибыл в Осло.",
            "Встреча с Завадским прошла успешно.",
            "По словам Завадского, стороны договорились.",
            "Погода была хорошая.",
        ),
        {"Марек Завадский": (0, 1, 2)},
    ),
    (
        "ru",
        (
            "Министр иностранных дел Норвегии Ингрид Халворсен встретилась с президентом Польши Мареком Завадским.",
            "Норвежский министр иностранных дел высоко оценила переговоры.",
            "Польский президент не выступал.",
        ),
        {"Ингрид Халворсен": (0, 1), "Марек Завадский": (0, 2)},
    ),
    (
        "ja",
        (
            "ノルウェーのイングリッド・ハルボルセン外相は14日、ポーランドのマレク・ザバツキ大統領と会談した。",
            "ハルボルセン氏は会談を評価した。",
            "ザバツキ大統領は発言しなかった。",
            "天気は良かった。",
        ),
        {"イングリッド・ハルボルセン": (0, 1), "マレク・ザバツキ": (0, 2)},
    ),
    (
        "ja",
        (
            "河野太郎外相は14日、モスクワに到着した。",
            "河野氏は記者団に会談への期待を述べた。",
            "河野外相は15日に帰国する。",
        ),
        {"河野太郎": (0, 1, 2)},
    ),
]


@pytest.mark.parametrize(("language", "texts", "expected"), MERGED)
def test_later_mentions_belong_to_the_person_named_first(
    language: Language, texts: tuple[str, ...], expected: dict[str, tuple[int, ...]]
) -> None:
    found = {p.names.in_language(language): p.sentences for p in people_of(language, *texts)}
    assert found == expected
