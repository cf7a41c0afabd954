"""The numbers of a thread's posts, which are no words of the text: ``1/ …``, ``2/4 …``, ``(3/n) …``."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\(?(\d{1,2})\s?/\s?(?:\d{1,2}|n)?\)?[.:]?\s+(?=\S)", re.IGNORECASE)
LEAST_POSTS = 2
"""Numbered lines, counted on from 1, from which a text is a thread."""


def thread_numbers(lines: Sequence[str]) -> dict[int, int]:
    """Return where the text of each post begins: by the number of its line, the characters that its number takes.

    Args:
        lines: of a text. Unless numbers count on from 1 there is nothing in the answer.
    """
    found = {at: match for at, line in enumerate(lines) if (match := _NUMBER.match(line))}
    counted = [int(match[1]) for match in found.values()]
    if len(counted) < LEAST_POSTS or counted != list(range(1, len(counted) + 1)):
        return {}
    return {at: match.end() for at, match in found.items()}
