"""Stories told three times, with the facts that a careful reader finds in them, and how a card is compared with them.

A story is a folder: ``en.txt``, ``ru.txt``, ``ja.txt`` as people paste them, and ``facts.toml``, written before any
code was run on the texts:

- ``split``: ``development``, or ``held-out``: never looked at while the rules are written. A story without it belongs
  to the development split, and lists only what must come out: what else does is not counted as wrong.
- ``published``: the day given to the reader; ``dated_in_full``: the languages whose text says it, year and all.
- ``people``, ``agreements``, ``events``: tables whose fields a fact of the card must have. A field that is left out is
  not compared; a list of values means any of them (``""`` stands for none), but ``actors``, ``participants`` and
  ``parties`` must all be there. People in no list have ``names`` instead of an ``id``: the card's name in the text's
  language must be that name or its last part. ``optional = true``: right when found and no fault when not.
- ``nothing_from``: words that are not, and do not name, an event or agreement.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.article import LANGUAGES, Article, Document, Language
from summarizer.brief import BriefOptions, make_brief
from summarizer.language.read_article import read_article

STORIES = Path(__file__).parent
SECTIONS = ("people", "agreements", "events")
SPLITS = ("development", "held-out")

Item = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """One story: where it lies, its split and its facts."""

    name: str
    split: str
    complete: bool
    published: date
    dated_in_full: frozenset[str]
    facts: dict[str, list[Item]]
    nothing_from: tuple[str, ...]

    def text(self, language: Language) -> str:
        return (STORIES / self.name / f"{language}.txt").read_text(encoding="utf-8")


@dataclass
class Comparison:
    """A section of a card against the gold.

    Attributes:
        expected: required facts.
        missing: required facts that the card does not hold.
        found: facts of the card.
        wrong: facts of the card that the gold does not hold, or holds once and the card twice.
        paired: gold facts with the fact of the card that each is found in.
    """

    expected: list[Item] = field(default_factory=list)
    missing: list[Item] = field(default_factory=list)
    found: list[Item] = field(default_factory=list)
    wrong: list[Item] = field(default_factory=list)
    paired: list[tuple[Item, Item]] = field(default_factory=list)


def stories(split: str | None = None) -> list[Story]:
    """Return the stories of one split, or all, by name."""
    found = [_story(path) for path in sorted(STORIES.glob("*/facts.toml"))]
    return [story for story in found if split in (None, story.split)]


def _story(path: Path) -> Story:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Story(
        name=path.parent.name,
        split=data.get("split", "development"),
        complete="split" in data,
        published=data["published"],
        dated_in_full=frozenset(data.get("dated_in_full", ())),
        facts={section: data[section] for section in SECTIONS},
        nothing_from=tuple(data["nothing_from"]),
    )


@cache
def article_of(name: str, language: Language) -> Article:
    """Return a telling of a story, read as pasted text."""
    story = _story(STORIES / name / "facts.toml")
    return read_article(Document(text=story.text(language), pasted=True), published=story.published)


def day_is_misread(story: Story, language: Language) -> bool:
    """Return whether the text, without the day given, leads to a wrong day, or to none where it says it in full."""
    read = read_article(Document(text=story.text(language), pasted=True)).published
    return read != story.published if read or language in story.dated_in_full else False


@cache
def card_of(name: str, language: Language, shown_in: Language | None = None) -> dict[str, list[Item]]:
    """Return the card of a telling, as JSON values."""
    brief = make_brief(article_of(name, language), BriefOptions(language=shown_in or language))
    card: dict[str, list[Item]] = brief.to_json()["facts"]
    return card


def compare(story: Story, language: Language, section: str, gold: Sequence[Item] | None = None) -> Comparison:
    """Return how a section of the card of one telling compares with the gold.

    Args:
        story: whose gold facts.
        language: of the telling.
        section: one of ``SECTIONS``.
        gold: instead of the story's own facts.
    """
    expected = story.facts[section] if gold is None else gold
    found = card_of(story.name, language)[section]
    pairs = paired(expected, found, language)
    return Comparison(
        expected=[item for item in expected if not item.get("optional")],
        missing=[item for i, item in enumerate(expected) if i not in pairs and not item.get("optional")],
        found=found if story.complete else [found[j] for j in pairs.values()],
        wrong=[item for j, item in enumerate(found) if j not in pairs.values()] if story.complete else [],
        paired=[(expected[i], found[j]) for i, j in pairs.items()],
    )


def paired(expected: Sequence[Item], found: Sequence[Item], language: Language) -> dict[int, int]:
    """Return the largest one-to-one assignment (Kuhn's augmenting paths), gold index to found index.

    Required facts choose first, so that an optional one never takes a find away from them.
    """
    holder: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in range(len(found)):
            if j not in tried and _fits(expected[i], found[j], language):
                tried.add(j)
                if j not in holder or place(holder[j], tried):
                    holder[j] = i
                    return True
        return False

    for i in sorted(range(len(expected)), key=lambda i: expected[i].get("optional", False)):
        place(i, set())
    return {i: j for j, i in holder.items()}


def _fits(gold: Item, found: Item, language: Language) -> bool:
    return all(_agrees(key, value, found, language) for key, value in gold.items() if key != "optional")


def _agrees(key: str, value: Any, found: Item, language: Language) -> bool:
    if key == "names":
        full, name = value[language], found["names"][language]
        return bool(name) and (name == full or name in full.replace("・", " ").split()[-1:])
    if key == "id" and "names" in found and found["id"] != value:
        return False
    if key in ("actors", "parties", "participants"):
        return set(value) <= set(found[key])
    accepted = value if isinstance(value, list) else [value]
    return (found[key] or "") in accepted


def without_fields(items: Sequence[Item], *fields: str) -> list[Item]:
    """Return gold facts that are compared by their other fields only."""
    return [{key: value for key, value in item.items() if key not in fields} for item in items]


def every_telling(split: str | None = None) -> list[tuple[Story, Language]]:
    """Return each story in each of its languages."""
    return [(story, language) for story in stories(split) for language in LANGUAGES]
