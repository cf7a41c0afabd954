"""Single articles of one language each, of agencies, ministries and papers: the card against an editor's.

Each file of ``dispatches`` holds a text of our own and the facts that were written down before the code was run on it
(fields as in ``tests/articles/gold.py``). Development dispatches are tested fact by fact, with the known misses in
``known_misses.txt`` as strict expected failures; held-out ones are only measured. A dispatch without a section is not
judged by it: the short ones named ``-events-`` have events only, those named ``-people-`` people only.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from articles.gold import SECTIONS, Item, paired
from summarizer.article import LANGUAGES, Document
from summarizer.brief import BriefOptions, make_brief
from summarizer.language.read_article import read_article

DISPATCHES = Path(__file__).parent / "dispatches"
KNOWN_MISSES = frozenset((DISPATCHES / "known_misses.txt").read_text(encoding="utf-8").splitlines())
HELD_OUT_FLOORS = {"people": (0.94, 0.93), "agreements": (0.80, 0.81), "events": (0.74, 0.85)}
"""Recall and precision over all held-out dispatches with whole cards, at first and as last measured."""
ONE_SECTION_FLOORS = {"people": (0.92, 0.95), "events": (0.85, 0.84)}
"""The same over the short held-out dispatches for which the facts of one section only were written down."""


@cache
def dispatches() -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(DISPATCHES.glob("*.toml"))}


def judged(name: str) -> list[str]:
    """Return the sections whose facts were written down."""
    return [section for section in SECTIONS if section in dispatches()[name]]


def names(split: str) -> list[str]:
    return [name for name, told in dispatches().items() if told["split"] == split]


@cache
def card(name: str, shown_in: str | None = None) -> dict[str, list[Item]]:
    told = dispatches()[name]
    article = read_article(Document(text=told["text"], pasted=True), published=told["published"])
    brief = make_brief(article, BriefOptions(language=shown_in or told["language"]))  # type: ignore[arg-type]
    facts: dict[str, list[Item]] = brief.to_json()["facts"]
    return facts


def compared(name: str, section: str) -> tuple[list[Item], list[Item], list[Item]]:
    """Return the required facts, those of them that the card lacks, and what the card holds that the gold does not."""
    told = dispatches()[name]
    gold, found = told[section], card(name)[section]
    pairs = paired(gold, found, told["language"])
    required = [item for item in gold if not item.get("optional")]
    missing = [item for i, item in enumerate(gold) if i not in pairs and not item.get("optional")]
    return required, missing, [item for j, item in enumerate(found) if j not in pairs.values()]


def label(section: str, item: Item) -> str:
    if section == "people":
        return str(item.get("id") or item["names"]["en"].lower().replace(" ", "-"))
    fields = (item.get(key) for key in ("key", "kind", "status", "date", "city", "country", "actors"))
    return "-".join("or".join(value) if isinstance(value, list) else value for value in fields if value)


def marked(identifier: str, *values: Any) -> Any:
    known = pytest.mark.xfail(strict=True, reason="in the list of known misses")
    return pytest.param(*values, id=identifier, marks=(known,) if identifier in KNOWN_MISSES else ())


def required_facts() -> Iterator[Any]:
    for name in names("development"):
        for section in judged(name):
            for item in dispatches()[name][section]:
                if not item.get("optional"):
                    yield marked(f"{name}: {label(section, item)}", name, section, item)


def sections() -> Iterator[Any]:
    for name in names("development"):
        for section in judged(name):
            yield marked(f"{name}: nothing else in {section}", name, section)


@pytest.mark.parametrize(("name", "section", "item"), list(required_facts()))
def test_the_card_of_a_dispatch_holds_the_fact(name: str, section: str, item: Item) -> None:
    assert item not in compared(name, section)[1], f"of {card(name)[section]}"


@pytest.mark.parametrize(("name", "section"), list(sections()))
def test_the_card_of_a_dispatch_holds_nothing_that_an_editor_would_strike_out(name: str, section: str) -> None:
    assert compared(name, section)[2] == []


@pytest.mark.parametrize("name", names("development"))
def test_the_card_of_a_dispatch_is_the_same_for_readers_of_all_languages(name: str) -> None:
    def bare(language: str) -> list[Any]:
        shown = card(name, language)
        return [
            [(p["id"], p["role_key"], p["country"], p["former"]) for p in shown["people"]],
            [(a["key"], a["parties"], a["status"]) for a in shown["agreements"]],
            [(e["kind"], e["date"], e["status"], e["actors"], e["city"]) for e in shown["events"]],
        ]

    assert all(bare(language) == bare("en") for language in LANGUAGES)


@pytest.mark.parametrize("section", SECTIONS)
def test_facts_of_the_held_out_dispatches_do_not_fall_below_their_floors(section: str) -> None:
    whole = [name for name in names("held-out") if judged(name) == list(SECTIONS)]
    assert_above(HELD_OUT_FLOORS[section], section, whole)


@pytest.mark.parametrize("section", ONE_SECTION_FLOORS)
def test_facts_of_the_short_held_out_dispatches_do_not_fall_below_their_floors(section: str) -> None:
    assert_above(ONE_SECTION_FLOORS[section], section, [n for n in names("held-out") if judged(n) == [section]])


def assert_above(floors: tuple[float, float], section: str, held_out: list[str]) -> None:
    told = [(compared(name, section), card(name)[section]) for name in held_out]
    required, missing, wrong = (sum(len(one[i]) for one, _ in told) for i in range(3))
    found = sum(len(own) for _, own in told)
    recall, precision = floors
    assert (required - missing) / required >= recall
    assert (found - wrong) / found >= precision
