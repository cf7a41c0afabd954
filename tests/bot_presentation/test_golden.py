"""Whole messages, as a reader sees them: six articles in three languages each, compared with files to read."""

from pathlib import Path

import pytest

from bot.rendering.brief import render_brief, render_evidence
from bot.rendering.spans import MessageText
from summarizer.article import LANGUAGES

from .markup import checked, kinds
from .stories import GOLDEN, NAMES, UPDATE, freeze, story

CASES = [(name, language) for name in NAMES for language in LANGUAGES]


def compared(file: Path, parts: list[MessageText]) -> None:
    text = "\n\n=== next part ===\n\n".join(part.html for part in parts) + "\n"
    if UPDATE:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> None:
    for name in NAMES if UPDATE else ():
        freeze(name)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_brief_looks_as_in_the_file(name: str, language: str) -> None:
    parts = render_brief(story(name, language)["brief"])
    assert [set(kinds(part)[:2]) for part in parts] == [{"text_link", "bold"}], "one part, its headline bold and linked"
    compared(GOLDEN / f"{name}.{language}.html", parts)


@pytest.mark.parametrize("name", NAMES)
def test_evidence_looks_as_in_the_file(name: str) -> None:
    language = name.partition("-")[0]
    frozen = story(name, language)
    parts = render_evidence(frozen["brief"], frozen["sentences"])
    quotes = [kind for part in parts for kind in kinds(part) if kind == "expandable_blockquote"]
    assert len(quotes) == len(frozen["brief"]["points"])
    compared(GOLDEN / f"{name}.{language}.evidence.html", parts)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_brief_with_evidence_has_both(name: str, language: str) -> None:
    frozen = story(name, language)
    parts = render_brief(frozen["brief"], frozen["sentences"])
    plain = "\n".join(part.plain for part in parts)
    for part in parts:
        checked(part)
    for point in frozen["brief"]["points"]:
        assert all(frozen["sentences"][number] in plain for number in point["sentences"])
    assert all(person["name"] in plain for person in frozen["brief"]["facts"]["people"][:12])
