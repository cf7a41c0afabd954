"""An article as a prompt: numbered sentences between marks that the article cannot contain."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import Language
from summarizer.engines.protocols import Message

MARK_DIGITS = 16
"""Hexadecimal digits of the mark: 64 bits of a digest of the very text that it encloses, so no text can hold it."""


@dataclass(frozen=True, slots=True)
class Material:
    """A sentence that a point may rest on.

    Attributes:
        number: what the model cites.
        text: what it reads.
        sentences: numbers of the article's sentences that the text stands for: itself, or those of a point.
    """

    number: int
    text: str
    sentences: tuple[int, ...]


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("summarizer.points").joinpath("prompts", f"{name}.toml").read_text(encoding="utf-8"))


def prompt_for(material: Sequence[Material], count: int, language: Language) -> list[Message]:
    """Return the prompt that asks for ``count`` points about the material."""
    words = _table(language)
    sentences = "\n".join(f"[{item.number}] {item.text}" for item in material)
    marker = f"==={hashlib.sha256(sentences.encode()).hexdigest()[:MARK_DIGITS]}==="
    filled = (
        words[role].replace("{count}", str(count)).replace("{marker}", marker).replace("{sentences}", sentences)
        for role in ("system", "user")
    )
    return [Message("system", next(filled)), Message("user", next(filled))]


def instructions(language: Language) -> tuple[str, ...]:
    """Return the sentences of the prompt itself, which no point may consist of."""
    words = _table(language)
    lines = "\n".join((words["system"], words["user"])).split("\n")
    return tuple(line for line in lines if line.strip() and not line.startswith("{"))


def chunks(material: Sequence[Material], budget: int, count_tokens: Callable[[str], int]) -> Iterator[list[Material]]:
    """Cut material into runs that fit a number of tokens, about equally long.

    Args:
        material: in order.
        budget: most tokens of a run, the numbers included.
        count_tokens: of a text.

    Yields:
        Runs that together hold all of the material; what alone is too long is cut into pieces of the same number.
    """
    fitting = [sized for item in material for sized in _pieces(item, budget, count_tokens)]
    total = sum(size for _, size in fitting)
    share = total / max(1, -(-total // max(1, budget)))
    run: list[Material] = []
    used = 0
    for item, size in fitting:
        if run and (used + size > budget or used + size / 2 > share):
            yield run
            run, used = [], 0
        run.append(item)
        used += size
    if run:
        yield run


def _pieces(item: Material, budget: int, count_tokens: Callable[[str], int]) -> Iterator[tuple[Material, int]]:
    """Yield an item, or its halves, their halves …, each with its tokens, until they fit."""
    size = count_tokens(f"[{item.number}] {item.text}\n") + 1
    if size <= budget or len(item.text) < 2:
        yield item, size
        return
    middle = len(item.text) // 2
    space = item.text.find(" ", middle)
    cut = space if middle <= space < len(item.text) - 1 else middle
    for text in (item.text[:cut].strip(), item.text[cut:].strip()):
        yield from _pieces(replace(item, text=text), budget, count_tokens)
