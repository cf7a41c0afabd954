"""Stories with their items, and how well a clustering finds them (B-cubed, Bagga and Baldwin 1998)."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.digest.items import Item, ReadItem

FOLDER = Path(__file__).parent


def stories(split: str) -> tuple[list[Item], dict[str, str]]:
    """Return the items of a file of stories, and the story of each by its key.

    A story may have chapters (``story/planned``, ``story/held``), which may stand together or apart.
    """
    items, gold = [], {}
    with (FOLDER / f"stories_{split}.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]
    for number, (story, language, published, title, lead, *outlet) in enumerate(rows):
        key = f"{number:03}"
        source = outlet[0] if outlet else f"Site {language}"
        host = f"{source.replace(' ', '-').lower()}.example" if outlet else f"{language}.example"
        url = f"https://{host}/{number}"
        items.append(Item(key, f"https://{host}/feed", source, url, title, lead, datetime.fromisoformat(published)))
        gold[key] = story
    return items, gold


def b_cubed(groups: Sequence[Sequence[ReadItem]], gold: dict[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1; chapters of one story apart cost no recall, together no precision."""
    chapters: dict[str, set[str]] = defaultdict(set)
    members: dict[str, set[str]] = defaultdict(set)
    for key, story in gold.items():
        chapters[story].add(key)
        members[_story(story)].add(key)
    precision = recall = 0.0
    for group in groups:
        keys = {read.item.key for read in group}
        for key in keys:
            precision += len(keys & members[_story(gold[key])]) / len(keys)
            recall += len(keys & chapters[gold[key]]) / len(chapters[gold[key]])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def told_twice(groups: Sequence[Sequence[ReadItem]], gold: dict[str, str]) -> list[str]:
    """Return the stories that a reader would see more than once."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for read in group:
            found[gold[read.item.key]].add(number)
    return sorted(story for story, numbers in found.items() if len(numbers) > 1)


def merged(groups: Sequence[Sequence[ReadItem]], gold: dict[str, str]) -> list[list[str]]:
    """Return the different stories of each group that has more than one: what a reader is told wrongly."""
    together = [sorted({_story(gold[read.item.key]) for read in group}) for group in groups]
    return [found for found in together if len(found) > 1]


def _story(label: str) -> str:
    return label.partition("/")[0]
