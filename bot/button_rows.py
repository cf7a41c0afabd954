"""Rows of buttons that a phone can show."""

import unicodedata
from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton

ROW_COLUMNS = 40
"""Of a row of buttons on a phone (a Japanese letter or an emoji has two), which share it evenly."""
_WIDE = frozenset("WF")
"""East Asian widths of two columns: https://www.unicode.org/reports/tr11/"""

Row = list[InlineKeyboardButton]


def fitted(rows: Iterable[Sequence[InlineKeyboardButton]]) -> list[Row]:
    """Return rows of buttons; one with a label that is too wide for its share of the row becomes a row for each."""
    found: list[Row] = []
    for row in rows:
        fits = all(columns(one.text) <= ROW_COLUMNS // len(row) for one in row)
        found += [list(row)] if fits else [[one] for one in row]
    return found


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(0 if unicodedata.category(c)[0] == "M" else 1 + (unicodedata.east_asian_width(c) in _WIDE) for c in text)
