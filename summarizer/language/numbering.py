"""The numbers of an official text's paragraphs, which are no words of it: ``1　…``, ``（1）…``, ``2. …``, ``3) …``."""

import re
from collections.abc import Iterator, Sequence

from summarizer.article import Language

_NUMBER_JA = re.compile(
    r"[\s　]*(?:(?P<plain>\d{1,2})(?:[.．][\s　]*|[\s　]+)(?=[^\W\d_])(?![月日年時分人件円億万カヶか])"
    r"|[（(](?P<bracket>\d{1,2})[）)][\s　]*(?=\S)|(?P<circle>[①-⑳])[\s　]*(?=\S))"
)
_NUMBER = re.compile(r"\s*(?:(?P<plain>\d{1,2})\.|(?P<bracket>\d{1,2})\))\s+(?=[«\"“„]?[A-ZА-ЯЁ])")
LEAST_PARAGRAPHS = 2
"""Numbered lines, counted on from 1, from which numbers are those of paragraphs."""


def paragraph_numbers(lines: Sequence[str], language: Language) -> dict[int, int]:
    """Return where the text of each numbered paragraph begins: by its line, the characters that the number takes.

    Args:
        lines: of a text. Each way of writing numbers counts for itself, and may begin again: （1） under 1 and under 2.
        language: of the text.
    """
    found: dict[int, int] = {}
    runs: dict[str, list[tuple[int, int]]] = {}
    for at, style, number, end in _numbered(lines, language):
        run = runs.setdefault(style, [])
        if number == 1:
            run.clear()
        if number != len(run) + 1:
            continue
        run.append((at, end))
        if len(run) >= LEAST_PARAGRAPHS:
            found.update(run)
    return found


def _numbered(lines: Sequence[str], language: Language) -> Iterator[tuple[int, str, int, int]]:
    pattern = _NUMBER_JA if language == "ja" else _NUMBER
    for at, line in enumerate(lines):
        match = pattern.match(line)
        if match is not None and match.lastgroup is not None:
            written = match[match.lastgroup]
            number = ord(written) - ord("①") + 1 if match.lastgroup == "circle" else int(written)
            yield at, match.lastgroup, number, match.end()
