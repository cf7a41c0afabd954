"""Agreements of single sentences: what is one, between whom, how far it has come; and much that only looks like one."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_agreements import missed

from summarizer.article import Article, Language, Sentence
from summarizer.facts.agreements import find_agreements
from summarizer.facts.annotation import annotate
from summarizer.facts.events import find_events
from summarizer.facts.people import find_people
from summarizer.facts.records import Agreement

TABLE = Path(__file__).parent / "agreement_sentences.tsv"
PUBLISHED = date(2025, 11, 25)


def rows() -> Iterator[Any]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        marks = pytest.mark.xfail(strict=True, reason="known miss") if row["known"] else ()
        expected = [cell for cell in row["agreements"].split(";") if cell]
        yield pytest.param(row["language"], row["text"], expected, id=row["text"][:60], marks=marks)


def agreements(text: str, language: Language) -> list[Agreement]:
    sentences, at = [], 0
    for line in text.split("|"):
        sentences.append(Sentence(len(sentences), at, at + len(line), line, 0))
        at += len(line) + 1
    article = Article(text.replace("|", "\n"), language, None, tuple(sentences))
    read = annotate(article)
    people, mentions = find_people(article, read)
    return list(find_agreements(read, people, mentions, find_events(read, people, mentions, PUBLISHED, None)))


@pytest.mark.parametrize(("language", "text", "expected"), list(rows()))
def test_a_sentence_gives_the_agreements_that_an_editor_would_list(
    language: Language, text: str, expected: list[str]
) -> None:
    free = agreements(text, language)
    assert missed(expected, free) == [], free
    assert free == []
