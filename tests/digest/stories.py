"""Stories with their items, and how well a clustering finds them (B-cubed, Bagga and Baldwin 1998)."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.digest.items import Item, ReadItem

FOLDER = Path(__file__).parent


def stories(split: str) -> tuple[list[Item], dict[str, str]]:
    """Return the items of ``dev`` or ``held_out``, and the story of each by its key."""
    items, gold = [], {}
    with (FOLDER / f"stories_{split}.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]
    for number, (story, language, published, title, lead) in enumerate(rows):
        key = f"{number:03}"
        moment = datetime.fromisoformat(published)
        url = f"https://{language}.example/{number}"
        items.append(Item(key, f"https://{language}.example/feed", f"Site {language}", url, title, lead, moment))
        gold[key] = story
    return items, gold


def b_cubed(groups: Sequence[Sequence[ReadItem]], gold: dict[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    members: dict[str, set[str]] = defaultdict(set)
    for key, story in gold.items():
        members[story].add(key)
    precision = recall = 0.0
    for group in groups:
        keys = {read.item.key for read in group}
        for key in keys:
            right = len(keys & members[gold[key]])
            precision += right / len(keys)
            recall += right / len(members[gold[key]])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
