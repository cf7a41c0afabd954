"""Numbers at the beginning of lines that are no words of the text: those of a thread's posts and of paragraphs.

Posts of a thread are numbered ``1/ …``, ``2/4 …``, ``(3/n) …``; paragraphs of an official text ``1　…``, ``（1）…``,
``2. …``, ``3) …``.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.article import Language

LEAST_NUMBERED = 2
"""Numbered lines, counted on from 1, from which a text is a thread, or has numbered paragraphs."""

_POST = re.compile(r"\(?(\d{1,2})\s?/\s?(?:\d{1,2}|n)?\)?[.:]?\s+(?=\S)", re.IGNORECASE)
_PARAGRAPH_JA = re.compile(
    r"[\s　]*(?:(?P<plain>\d{1,2})(?:[.．][\s　]*|[\s　]+)(?=[^\W\d_])(?![月日年時分人件円億万カヶか])"
    r"|[（(](?P<bracket>\d{1,2})[）)][\s　]*(?=\S)|(?P<circle>[①-⑳])[\s　]*(?=\S))"
)
_PARAGRAPH = re.compile(r"\s*(?:(?P<plain>\d{1,2})\.|(?P<bracket>\d{1,2})\))\s+(?=[«\"“„]?[A-ZА-ЯЁ])")


def numbers_before(lines: Sequence[str], language: Language) -> dict[int, int]:
    """Return where the text of each numbered post or paragraph begins: by its line, the characters of the number.

    Args:
        lines: of a text.
        language: of the text.
    """
    return _of_posts(lines) | _of_paragraphs(lines, language)


def _of_posts(lines: Sequence[str]) -> dict[int, int]:
    """All of them count on from 1, or they are fractions."""
    found = {at: match for at, line in enumerate(lines) if (match := _POST.match(line))}
    counted = [int(match[1]) for match in found.values()]
    if len(counted) < LEAST_NUMBERED or counted != list(range(1, len(counted) + 1)):
        return {}
    return {at: match.end() for at, match in found.items()}


def _of_paragraphs(lines: Sequence[str], language: Language) -> dict[int, int]:
    """Each way of writing numbers counts for itself, and may begin again: （1） under 1 and under 2."""
    found: dict[int, int] = {}
    runs: dict[str, list[tuple[int, int]]] = {}
    for at, style, number, end in _numbered_paragraphs(lines, language):
        run = runs.setdefault(style, [])
        if number == 1:
            run.clear()
        if number != len(run) + 1:
            continue
        run.append((at, end))
        if len(run) >= LEAST_NUMBERED:
            found.update(run)
    return found


def _numbered_paragraphs(lines: Sequence[str], language: Language) -> Iterator[tuple[int, str, int, int]]:
    pattern = _PARAGRAPH_JA if language == "ja" else _PARAGRAPH
    for at, line in enumerate(lines):
        match = pattern.match(line)
        if match is not None and match.lastgroup is not None:
            written = match[match.lastgroup]
            number = ord(written) - ord("①") + 1 if match.lastgroup == "circle" else int(written)
            yield at, match.lastgroup, number, match.end()
