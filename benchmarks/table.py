"""The rows that every benchmark hands to ``python -m benchmarks``, and how they are printed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        what: what was measured, on which texts.
        measured: the figure with its unit.
        goal: what was asked for; empty where nobody set a goal.
        met: whether the goal was met; None where there is none or where nothing could be measured.
    """

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """Return ``yes``, ``no`` or a dash."""
        return "—" if self.met is None else "yes" if self.met else "NO"


def print_table(rows: Sequence[Row]) -> None:
    """Print rows as a Markdown table with aligned columns."""
    cells = [("", "goal", "measured", "met?"), *((r.what, r.goal or "—", r.measured, r.verdict) for r in rows)]
    widths = [max(_width(row[n]) for row in cells) for n in range(4)]
    for number, row in enumerate(cells):
        print("| " + " | ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (w + 2) for w in widths) + "|")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
