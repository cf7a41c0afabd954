"""The sentences that the tiny models are taught: an article of our own in three languages, its headline first."""

import csv
from functools import cache
from pathlib import Path

from summarizer.article import LANGUAGES, Language

FILE = Path(__file__).parent / "sentences.tsv"


@cache
def told() -> dict[Language, list[str]]:
    """Return the sentences by language, aligned."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {language: [row[language] for row in rows] for language in LANGUAGES}


def first(count: int) -> dict[Language, list[str]]:
    """Return the first sentences by language."""
    return {language: sentences[:count] for language, sentences in told().items()}


def article(language: Language) -> str:
    """Return the article as text: headline, then its sentences in paragraphs of two."""
    headline, *sentences = told()[language]
    joint = "" if language == "ja" else " "
    pairs = [joint.join(sentences[number : number + 2]) for number in range(0, len(sentences), 2)]
    return "\n\n".join([headline, *pairs])


def document(language: Language) -> str:
    """Return what the summarizer is given: some of the article's sentences."""
    return ("" if language == "ja" else " ").join(told()[language][2:5])


def summary(language: Language) -> str:
    """Return what the summarizer makes of it."""
    return told()[language][0]
