"""Claims in an article's own language: what its sentences carry, and what differs in one word, number, name or turn."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.article import Language
from summarizer.points.judging import Judge
from summarizer.points.written import Written

ARTICLES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "carrying.toml").read_text(encoding="utf-8"))[
    "articles"
]
CLAIMS = {
    kind: [pytest.param(a["language"], a["sentences"], claim) for a in ARTICLES for claim in a[kind]]
    for kind in ("carried", "not_carried")
}


def judged(read: Callable[..., Any], language: Language, sentences: list[str], claim: str) -> list[object]:
    article, _ = read(language, *sentences)
    every = tuple(range(len(sentences)))
    return [Judge(article.sentences, language).judge(Written(claim, cited)) for cited in ((), every[:4], every[4:])]


@pytest.mark.parametrize(("language", "sentences", "claim"), CLAIMS["carried"])
def test_a_claim_that_takes_over_a_clause_whole_is_carried(
    read: Callable[..., Any], language: Language, sentences: list[str], claim: str
) -> None:
    assert not any(isinstance(result, str) for result in judged(read, language, sentences, claim))


@pytest.mark.parametrize(("language", "sentences", "claim"), CLAIMS["not_carried"])
def test_a_claim_that_differs_in_one_thing_is_not_carried_whatever_it_cites(
    read: Callable[..., Any], language: Language, sentences: list[str], claim: str
) -> None:
    assert all(isinstance(result, str) for result in judged(read, language, sentences, claim))
