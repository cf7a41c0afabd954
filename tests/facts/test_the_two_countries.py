"""“The two countries” means a pair only where no other pair competes for it."""

import pytest

from summarizer.article import Article, Language, Sentence
from summarizer.facts.agreement_pairs import pair_meant
from summarizer.facts.agreements import find_agreements
from summarizer.facts.annotation import AnnotatedSentence, annotate
from summarizer.facts.events import find_events
from summarizer.facts.people import find_people


def read(language: Language, text: str) -> tuple[Article, tuple[AnnotatedSentence, ...]]:
    """Return an article, a sentence a line, and its sentences."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    told = tuple(
        Sentence(i, at, at + len(line), line, 0) for i, (at, line) in enumerate(zip(starts, lines, strict=True))
    )
    article = Article(text, language, None, told)
    return article, tuple(annotate(article))


CONTESTED: list[tuple[Language, str]] = [
    (
        "en",
        (
            "Japanese Foreign Minister Mori and Indian External Affairs Minister Menon held talks in Delhi on Monday.\n"
            "France and Germany sent observers.\n"
            "The two countries signed a trade agreement on Tuesday."
        ),
    ),
    (
        "en",
        (
            "Chile and Peru are neighbours.\nKenya and Uganda have a common market.\n"
            "The two countries signed a trade agreement on Tuesday."
        ),
    ),
    (
        "en",
        (
            "Mori and Menon held talks on Monday.\nFrance and Germany sent observers.\n"
            "The two countries signed a trade agreement on Tuesday."
        ),
    ),
    (
        "ru",
        (
            "Япония и Индия провели переговоры в Дели в понедельник.\n"
            "Франция и Германия направили наблюдателей.\n"
            "Обе страны подписали торговое соглашение во вторник."
        ),
    ),
    (
        "ja",
        (
            "日本の森外相とインドのメノン外相は14日、デリーで会談した。\n"
            "フランスとドイツはオブザーバーを派遣した。\n"
            "両国は15日、貿易協定に署名した。"
        ),
    ),
]


@pytest.mark.parametrize(("language", "text"), CONTESTED)
def test_two_pairs_that_compete_leave_the_parties_open(language: Language, text: str) -> None:
    article, sentences = read(language, text)
    assert [a.parties for a in find_agreements(sentences)] == [()]
    people, mentions = find_people(article, sentences)
    signings = [e for e in find_events(sentences, people, mentions, None, None) if e.kind == "signing"]
    assert [e.participants for e in signings if e.participants] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "Japanese Foreign Minister Mori and Indian Finance Minister Menon held talks in Delhi on Monday.\n"
                "Observers from France were there.\n"
                "The two countries signed a trade agreement on Tuesday."
            ),
        ),
        (
            "en",
            (
                "Japan and India held talks in Oslo, Norway, on Monday.\n"
                "Trade between Japan and India has grown.\n"
                "The two countries signed a trade agreement on Tuesday."
            ),
        ),
        (
            "ru",
            "Япония и Индия провели переговоры в понедельник.\nОбе страны подписали торговое соглашение во вторник.",
        ),
        ("ja", "日本とインドは14日、会談した。\n両国は15日、貿易協定に署名した。"),
    ],
)
def test_the_pair_that_talked_is_meant_where_none_competes(language: Language, text: str) -> None:
    assert [set(a.parties) for a in find_agreements(read(language, text)[1])] == [{"JP", "IN"}]


def test_no_pair_is_meant_where_none_is_named() -> None:
    assert pair_meant(()) == ()
    assert pair_meant(read("en", "Japan held an election.")[1]) == ()
