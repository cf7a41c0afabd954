"""Points that a model gave as JSON although it was asked for lines: objects and lists found wherever they stand."""

import json
import re
from collections.abc import Iterator
from typing import Any

DEEPEST = 6
"""Levels of nesting that are looked into; an answer with points has two or three."""
MOST_TRIES = 200
"""Brackets of an answer at which a value is looked for: each costs a parse."""

_BEGINS = re.compile(r"\A\s*(?:```\w*\s*)?(?:\{\s*[\"}]|\[\s*[\"{\]])")
_NUMBERS = re.compile(r"[\s\d,;\[\]-]*\d[\s\d,;\[\]-]*")

Entry = tuple[str, tuple[int, ...]]


def entries(answer: str) -> list[Entry] | None:
    """Return the texts of a JSON answer, each with the numbers that stand beside it; None if it is no JSON.

    Args:
        answer: of a chat model; a fence around it and words after it do not matter, and of one that was cut off
            the whole entries are returned.
    """
    if not _BEGINS.match(answer):
        return None
    found: list[Entry] = []
    position = tries = 0
    while tries < MOST_TRIES and (opening := re.compile(r"[\[{]").search(answer, position)):
        tries += 1
        value, end = _decoded(answer, opening.start())
        found += _walk(value, DEEPEST)
        position = end
    return found or _strings(answer)


def _decoded(text: str, start: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):  # an integer of thousands of digits is a ValueError as well
        return None, start + 1


def _walk(value: Any, depth: int) -> Iterator[Entry]:
    if depth == 0:
        return
    if isinstance(value, str):
        yield from () if _NUMBERS.fullmatch(value) else ((value, ()),)
    elif isinstance(value, list):
        for element in value:
            yield from _walk(element, depth - 1)
    elif isinstance(value, dict):
        cited = tuple(_cited(list(value.values())))
        for element in value.values():
            if isinstance(element, str):
                yield from () if _NUMBERS.fullmatch(element) else ((element, cited),)
            else:
                yield from _walk(element, depth - 1)


def _cited(values: list[Any]) -> Iterator[int]:
    for value in values:
        if isinstance(value, int) and not isinstance(value, bool):
            yield value
        elif isinstance(value, list) and all(isinstance(one, int | str) for one in value):
            yield from _cited(value)
        elif isinstance(value, str) and _NUMBERS.fullmatch(value):
            yield from (int(digits) for digits in re.findall(r"\d{1,4}", value))


def _strings(answer: str) -> list[Entry]:
    """Return the whole strings of a list that was cut off."""
    return [(json.loads(found), ()) for found in re.findall(r'"(?:[^"\\\n]|\\["\\/nt])*"(?=\s*[,\]])', answer)]
