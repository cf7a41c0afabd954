"""The country of a Japanese article's host is that of the capital, where nobody else can be meant."""

import pytest

from summarizer.article import Article, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.people import find_people


def countries(text: str) -> dict[str, str | None]:
    """Return the country of everyone in an article, a sentence a line, by Japanese name."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    told = tuple(
        Sentence(i, at, at + len(line), line, 0) for i, (at, line) in enumerate(zip(starts, lines, strict=True))
    )
    article = Article(text, "ja", None, told)
    return {person.names.ja: person.country for person in find_people(article, annotate(article))[0]}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("日本の森外相は14日、カザフスタンの首都アスタナでセリクバエフ外相と会談した。", "セリクバエフ", "KZ"),
        ("日本の森外相は、ノルウェーの首都オスロで14日、ハルボルセン国防相と会談した。", "ハルボルセン", "NO"),
    ],
)
def test_whom_a_guest_meets_in_a_capital_is_of_that_country(text: str, name: str, country: str) -> None:
    assert countries(text)[name] == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("カザフスタンの首都アスタナで14日、セリクバエフ外相が演説した。", "セリクバエフ"),
        ("日本の森外相は14日、国際会議の開かれたカザフスタンの首都アスタナでメノン外相と会談した。", "メノン"),
        (
            "メノン外相は13日、出発した。\n日本の森外相は14日、カザフスタンの首都アスタナでメノン外相と会談した。",
            "メノン",
        ),
        ("カザフスタンのアフメトフ首相は14日、カザフスタンの首都アスタナでメノン外相と会談した。", "メノン"),
        ("日本の森外相は14日、カザフスタンの首都アスタナを出発し、メノン外相と会談した。", "メノン"),
    ],
)
def test_a_country_that_may_be_another_is_left_open(text: str, name: str) -> None:
    assert countries(text)[name] is None


def test_a_country_that_the_article_tells_is_kept() -> None:
    told = "日本の森外相は14日、カザフスタンの首都アスタナでメノン外相と会談した。\nインドのメノン外相は帰国した。"
    assert countries(told)["メノン"] == "IN"
