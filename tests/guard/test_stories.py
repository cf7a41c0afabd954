"""The guard lets good translations of our own news sentences pass, in all six directions, and finds bad ones."""

import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from summarizer.article import LANGUAGES, Language
from summarizer.guard import Finding, check

STORIES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))[
    "story"
]
GOOD = [(story, a, b) for story in STORIES for a, b in permutations(LANGUAGES, 2)]
BAD = [
    (kind, text, story[source], source, target)
    for story in STORIES
    for kind, target, text in story["wrong"]
    for source in LANGUAGES
]


def errors(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in findings if f.severity == "error"]


def test_there_are_more_than_sixty_pairs() -> None:
    assert len(GOOD) > 60


@pytest.mark.parametrize(("story", "source", "target"), GOOD)
def test_a_good_translation_is_not_objected_to(story: dict[str, str], source: Language, target: Language) -> None:
    assert errors(check([story[source]], story[target], source, target)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", STORIES)
def test_a_sentence_says_what_it_says(story: dict[str, str], language: Language) -> None:
    assert check([story[language]], story[language], language, language) == ()


@pytest.mark.parametrize(("kind", "text", "original", "source", "target"), BAD)
def test_a_bad_translation_is_found(kind: str, text: str, original: str, source: Language, target: Language) -> None:
    found = [f for f in check([original], text, source, target) if f.kind == kind]
    assert found
    assert all(f.span is None or text[slice(*f.span)] == f.text for f in found)
    if kind not in ("negation", "role"):
        assert any(f.severity == "error" for f in found)
