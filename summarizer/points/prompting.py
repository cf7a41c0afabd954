"""An article as a prompt: numbered sentences between marks that the article cannot contain; orders in it left out."""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import Language
from summarizer.engines.answers import neutralise
from summarizer.engines.protocols import Message

MARK_DIGITS = 16
"""Hexadecimal digits of the mark: 64 bits of a digest of the very text that it encloses, so no text can hold it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]+")
"""Control, zero-width, direction and tag characters, in which orders are hidden from people."""


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


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _table("orders")["patterns"]), re.IGNORECASE)


def gives_orders(text: str) -> bool:
    """Say whether a sentence speaks to a language model, or carries marks of its chat template.

    A heuristic that spares work; that nothing unsupported is shown rests on the judging of points, not on this.
    """
    visible = _CONTROL.sub("", text)
    return bool(_orders().search(visible)) or neutralise(visible) != visible


def readable(text: str) -> str:
    """Return a sentence as a model may read it: on one line, without invisible characters or marks of templates."""
    return neutralise(" ".join(_CONTROL.sub(" ", text).split()))


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
    """Cut material into runs that fit a number of tokens, about equally long; what alone is too long is left out."""
    sizes = [count_tokens(f"[{item.number}] {item.text}\n") + 1 for item in material]
    fitting = [(item, size) for item, size in zip(material, sizes, strict=True) if size <= budget]
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
