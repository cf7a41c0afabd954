"""Agreements of stories that are told in three languages, against cards written by hand."""

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from summarizer.article import Article, Document, Language, Sentence
from summarizer.facts.agreements import find_agreements
from summarizer.facts.annotation import annotate
from summarizer.facts.events import find_events
from summarizer.facts.lexicons import entries
from summarizer.facts.people import find_people
from summarizer.facts.records import Agreement, AgreementKey
from summarizer.language.read_article import read_article

STORIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "agreement_stories.toml").read_text(encoding="utf-8")
)["story"]
PARAGRAPHS: list[dict[str, Any]] = [
    paragraph | {"source": path.stem}
    for path in sorted(Path(__file__).parent.glob("agreement_[pd]*.toml"))
    for paragraph in tomllib.loads(path.read_text(encoding="utf-8"))["paragraph"]
]
FLOORS = {
    ("agreement_paragraphs", "development"): (0.96, 0.96),
    ("agreement_paragraphs", "held-out"): (0.86, 0.91),
    ("agreement_dispatches", "development"): (0.86, 0.95),
    ("agreement_dispatches_held_out", "held-out"): (0.85, 0.91),
}
"""Recall and precision over the paragraphs of a file and split, as last measured."""


def agreements(text: str, language: Language = "en") -> tuple[Agreement, ...]:
    lines = text.strip().splitlines()
    sentences, at = [], 0
    for line in lines:
        sentences.append(Sentence(len(sentences), at, at + len(line), line, 0))
        at += len(line) + 1
    return find_agreements(annotate(Article("\n".join(lines), language, None, tuple(sentences))))


def row(agreement: Agreement) -> str:
    cells = (agreement.key, agreement.status, ",".join(agreement.parties), agreement.title)
    return " ".join(cell or "-" for cell in cells)


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
@pytest.mark.parametrize("story", STORIES, ids=lambda s: s["name"])
def test_a_story_gives_the_same_agreements_in_each_language(story: dict[str, Any], language: Language) -> None:
    assert sorted(map(row, agreements(story[language], language))) == sorted(story["agreements"])


@pytest.mark.parametrize("key", [k for k, e in entries("agreements").items() if e["key"] != "none"])
def test_each_entry_is_found_by_its_own_phrases(key: str) -> None:
    entry = entries("agreements")[key]
    assert entry["key"] in get_args(AgreementKey)
    assert all(entry["names"][language] for language in ("en", "ru", "ja"))
    for phrase in entry["en"][:1]:
        if not entry.get("weak"):
            found = agreements(f"Japan and Norway signed the {phrase} on Monday.")
            assert key in {a.title for a in found} or entry.get("parties")
    assert entry["ja"]


def test_mentions_of_one_treaty_make_one_agreement() -> None:
    (treaty,) = agreements(
        "Russia and Japan are discussing a peace treaty.\n"
        "The Russian-Japanese peace treaty has been on the agenda for decades.\n"
        "Work on the peace treaty continues."
    )
    assert treaty.sentences == (0, 1, 2)
    assert treaty.parties == ("RU", "JP")
    assert treaty.status == "negotiated"


def test_the_same_kind_between_other_parties_is_another_agreement() -> None:
    found = agreements(
        "The tax treaty between Japan and Spain took effect on Monday.\nA tax treaty between Chile and Peru was signed."
    )
    assert [row(a) for a in found] == [
        "tax_agreement in_force JP,ES tax_agreement",
        "tax_agreement signed CL,PE tax_agreement",
    ]


def read(paragraph: dict[str, Any]) -> tuple[Agreement, ...]:
    article = read_article(Document(text=paragraph["text"], pasted=True), published=paragraph["published"])
    sentences = annotate(article)
    people, mentions = find_people(article, sentences)
    events = find_events(sentences, people, mentions, article.published, article.dateline)
    return find_agreements(sentences, people, mentions, events)


def fits(expected: str, agreement: Agreement) -> bool:
    keys, statuses, parties = (cell.split("/") for cell in expected.lstrip("?").split(" ", 2))
    bound = {"*" if "*" in p else "" if p == "-" else ",".join(sorted(p.split(","))) for p in parties}
    return (
        agreement.key in keys
        and ("*" in statuses or (agreement.status or "-") in statuses)
        and ("*" in bound or ",".join(sorted(agreement.parties)) in bound)
    )


def missed(wanted: list[str], free: list[Agreement]) -> list[str]:
    """Return what is wanted and not among the agreements found, from which what is found, or may be, is taken."""
    missing = []
    for expected in sorted(wanted, key=lambda e: e.startswith("?")):
        hit = next((a for a in free if fits(expected, a)), None)
        if hit is not None:
            free.remove(hit)
        elif not expected.startswith("?"):
            missing.append(expected)
    return missing


def required_of(wanted: list[str]) -> int:
    return sum(not expected.startswith("?") for expected in wanted)


@pytest.mark.parametrize(("source", "split"), list(FLOORS))
def test_agreements_of_paragraphs_do_not_fall_below_their_floors(source: str, split: str) -> None:
    required = missing = found = wrong = 0
    for paragraph in (p for p in PARAGRAPHS if (p["source"], p["split"]) == (source, split)):
        free = list(read(paragraph))
        found += len(free)
        required += required_of(paragraph["agreements"])
        missing += len(missed(paragraph["agreements"], free))
        wrong += len(free)
    recall, precision = FLOORS[source, split]
    assert (required - missing) / required >= recall
    assert (found - wrong) / found >= precision
