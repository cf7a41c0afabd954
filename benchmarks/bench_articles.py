"""Facts of whole stories: ``python -m benchmarks.bench_articles [--split development|held-out] [--failures]``.

Recall and precision of the card against the hand-written facts of ``tests/articles``, by section and language. A fact
is right when all that the gold says of it is right (``tests/articles/gold.py``); “people, named” leaves out office and
country, “events, kind” everything but the kind and the status. Optional facts count for neither side.
"""

import argparse
from collections.abc import Sequence

from benchmarks.table import Row
from summarizer.article import LANGUAGES, Language
from tests.articles.gold import (
    SECTIONS,
    SPLITS,
    Comparison,
    Item,
    Story,
    compare,
    day_is_misread,
    every_telling,
    stories,
    without_fields,
)

LOOSER: dict[str, tuple[str, tuple[str, ...]]] = {
    "people, named": ("people", ("role_key", "country")),
    "events, kind": ("events", ("date", "city", "country", "actors")),
}
"""Rows of the table that compare less of a fact: which section, which fields are left out."""


def measure(split: str, row: str, language: Language) -> list[tuple[Story, Comparison]]:
    """Return the comparisons of one row of the table, a story each."""
    section, left_out = LOOSER.get(row, (row, ()))
    return [
        (story, compare(story, language, section, without_fields(story.facts[section], *left_out)))
        for story in stories(split)
    ]


def counts(comparisons: Sequence[Comparison]) -> tuple[int, int, int, int]:
    """Return how many facts were expected, missing, found and wrong."""
    expected, missing, found, wrong = (
        sum(len(getattr(comparison, column)) for comparison in comparisons)
        for column in ("expected", "missing", "found", "wrong")
    )
    return expected, missing, found, wrong


def figures(comparisons: Sequence[Comparison]) -> str:
    """Return ``recall precision (right/expected, wrong/found)``."""
    expected, missing, found, wrong = counts(comparisons)
    recall = (expected - missing) / expected if expected else 1.0
    precision = (found - wrong) / found if found else 1.0
    return f"{recall:5.2f} {precision:5.2f} ({expected - missing:2}/{expected:2}, {wrong:2} wrong of {found:2})"


def rows() -> list[Row]:
    """Return recall and precision of each section, the three languages together, and misread days; a split each."""
    table = []
    for split in SPLITS:
        for row in (*SECTIONS, *LOOSER):
            cells = figures([c for language in LANGUAGES for _, c in measure(split, row, language)])
            table.append(Row(f"stories, {split}: {row}: recall, precision", cells.strip()))
        misread = [day_is_misread(story, language) for story, language in every_telling(split)]
        table.append(Row(f"stories, {split}: day of publication misread", f"{sum(misread)} of {len(misread)}"))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--failures", action="store_true", help="list what is missing and wrong (development only)")
    arguments = parser.parse_args()
    if arguments.failures and arguments.split == "held-out":
        parser.error("the held-out stories are measured, not looked into")
    for split in (arguments.split,) if arguments.split else SPLITS:
        print(f"\n{split}: {len(stories(split))} stories; recall, precision")
        for row in (*SECTIONS, *LOOSER):
            for language in LANGUAGES:
                print(f"  {row:14} {language}  {figures([c for _, c in measure(split, row, language)])}")
        misread = [day_is_misread(story, language) for story, language in every_telling(split)]
        print(f"  day of publication misread from the text alone: {sum(misread)} of {len(misread)}")
    if arguments.failures:
        _print_failures()


def _print_failures() -> None:
    for language in LANGUAGES:
        for section in SECTIONS:
            for story, comparison in measure("development", section, language):
                for verdict, items in (("missing", comparison.missing), ("wrong", comparison.wrong)):
                    for item in items:
                        print(f"{verdict:8} {language} {story.name} {section}: {_shown(item)}")


def _shown(item: Item) -> Item:
    return {key: value for key, value in item.items() if key not in ("names", "role", "guessed", "date_text")}


if __name__ == "__main__":
    main()
