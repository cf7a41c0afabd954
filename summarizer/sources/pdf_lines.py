"""The lines of a PDF's page as they are set: where a larger gap, another size or an indent says that something begins.

A PDF has no paragraphs, only letters at places. pypdf tells the place and size of each run of text that it reads; what
stands beside a line of text is measured in its own size, so no unit of the page matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from summarizer.sources.unwrap import lines_of

if TYPE_CHECKING:
    from pypdf import PageObject

OTHER_SIZE = 0.12
"""Share by which sizes differ between body and heading; hinting and small capitals make up to a tenth."""
WIDE_GAP = 1.3
"""Times the usual distance of two lines, from which a gap parts paragraphs."""
INDENT = (0.7, 5.0)
"""Least and most of an indent, in sizes of the letters."""
IDEOGRAPHIC_SPACE = "\u3000"
"""With which a paragraph begins in Japanese print."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line; ``size``, ``left`` and ``height`` in units of the page, 0 for the size where they are not known."""

    text: str
    size: float = 0.0
    left: float = 0.0
    height: float = 0.0


def page_lines(page: "PageObject") -> list[str]:
    """Return the lines of a page, with an empty one where the way they are set shows a new paragraph.

    Args:
        page: of pypdf; whatever pypdf raises for a damaged one goes through.
    """
    lines = _lines(page)
    usual = _usual_distance(lines)
    apart = [False, *(_is_apart(above, line, usual) for above, line in pairwise(lines))]
    found: list[str] = []
    for number, line in enumerate(lines):
        around = lines[number - 1 : number + 2] if number else []
        if number and (apart[number] or line.text.startswith(IDEOGRAPHIC_SPACE) or _is_indented(around)):
            found.append("")
        found.append(line.text.strip())
    return found


def _lines(page: "PageObject") -> list[_Line]:
    lines: list[_Line] = []
    open_line: list[_Line] = []

    def close() -> None:
        text = "".join(run.text for run in open_line)
        if text.strip():
            first = max(open_line, key=lambda run: bool(run.text.strip()))
            size = max(run.size for run in open_line if run.text.strip())
            lines.append(_Line(text, size, first.left, first.height))
        open_line.clear()

    def visit(text: str, page_matrix: Sequence[float], matrix: Sequence[float], _font: Any, size: float) -> None:
        first, *others = list(lines_of(text.replace("\0", ""))) or [""]
        if first:
            open_line.append(_run(first, page_matrix, matrix, size))
        for other in others:  # where within the run a further line stands is not told
            close()
            if other:
                open_line.append(_Line(other))

    page.extract_text(visitor_text=visit)
    close()
    return lines


def _run(text: str, page_matrix: Sequence[float], matrix: Sequence[float], size: float) -> _Line:
    """Return a run of text in units of the page (ISO 32000-1, 8.3.3: points are rows, multiplied from the right)."""
    a, b, c, d, e, f = page_matrix
    x, y = matrix[4], matrix[5]
    scale = abs(matrix[3] * d + matrix[2] * b) or abs(matrix[0] * a)
    return _Line(text, abs(size) * scale, a * x + c * y + e, b * x + d * y + f)


def _usual_distance(lines: Sequence[_Line]) -> float:
    """Return how far lines of the same size stand from each other, in their sizes; 0 if that is not known."""
    distances = [(above.height - line.height) / line.size for above, line in pairwise(lines) if _follows(above, line)]
    return median(distances) if distances else 0.0


def _follows(above: _Line, line: _Line) -> bool:
    """Say whether two lines of one size stand under each other; a new column begins higher up."""
    same_size = above.size and line.size and abs(above.size - line.size) <= OTHER_SIZE * max(above.size, line.size)
    return bool(same_size) and above.height > line.height


def _is_apart(above: _Line, line: _Line, usual: float) -> bool:
    if not above.size or not line.size:
        return False
    if abs(above.size - line.size) > OTHER_SIZE * max(above.size, line.size):
        return True
    return bool(usual) and (above.height - line.height) / line.size > WIDE_GAP * usual


def _is_indented(around: Sequence[_Line]) -> bool:
    """Say whether the second of three lines begins further to the right than those above and below it."""
    if len(around) < 3 or not all(_follows(above, line) for above, line in pairwise(around)):
        return False
    above, line, below = around
    least, most = (share * line.size for share in INDENT)
    return least <= line.left - above.left <= most and least <= line.left - below.left <= most
