"""The same agreements in English, Russian and Japanese: news told three times, stages by sentence, names."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from test_agreements import missed, read, required_of

from summarizer.article import Article, Language, Sentence
from summarizer.facts.agreements import find_agreements
from summarizer.facts.annotation import annotate
from summarizer.facts.records import Agreement

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = get_args(Language)
STORIES: list[dict[str, Any]] = tomllib.loads((HERE / "agreement_news.toml").read_text(encoding="utf-8"))["story"]
FLOORS = {"development": (0.96, 0.96, 5), "held-out": (0.83, 0.92, 3)}
"""Recall and precision over the three languages, and stories with the same agreements in each, as last measured."""


def table(name: str) -> Iterator[dict[str, str]]:
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def of_sentence(text: str, language: Language) -> tuple[Agreement, ...]:
    return find_agreements(annotate(Article(text, language, None, (Sentence(0, 0, len(text), text, 0),))))


@pytest.mark.parametrize("row", list(table("agreement_stages.tsv")), ids=lambda row: row["en"][:60])
def test_an_agreement_has_come_as_far_in_each_language(row: dict[str, str]) -> None:
    for language in LANGUAGES:
        (agreement,) = of_sentence(row[language], language)
        assert (agreement.status or "-") == row["status"]


TELLS: dict[Language, str] = {
    "en": "Egypt and Norway signed {} in Oslo on Monday.",
    "ru": "Египет и Норвегия подписали в понедельник в Осло {}.",
    "ja": "エジプトとノルウェーは5日、オスロで{}に署名した。",
}


@pytest.mark.parametrize("row", list(table("agreement_kinds.tsv")), ids=lambda row: row["en"][:40])
def test_a_treaty_is_known_by_its_usual_names(row: dict[str, str]) -> None:
    for language in LANGUAGES:
        for name in filter(None, row[language].split("|")):
            (agreement,) = of_sentence(TELLS[language].format(name), language)
            assert (agreement.key, set(agreement.parties), agreement.status) == (row["key"], {"EG", "NO"}, "signed")


@pytest.mark.parametrize("split", list(FLOORS))
def test_news_told_in_three_languages_gives_what_an_editor_would_list(split: str) -> None:
    required = missing = found = wrong = same = 0
    for story in (s for s in STORIES if s["split"] == split):
        cards = []
        for language in LANGUAGES:
            free = list(read({"text": story[language], "published": story["published"]}))
            cards.append(sorted((a.key, a.status or "-", tuple(sorted(a.parties))) for a in free))
            found += len(free)
            required += required_of(story["agreements"])
            missing += len(missed(story["agreements"], free))
            wrong += len(free)
        same += all(card == cards[0] for card in cards)
    recall, precision, alike = FLOORS[split]
    assert (required - missing) / required >= recall
    assert (found - wrong) / found >= precision
    assert same >= alike
