"""Physical lines of a paste made into the lines that their writer meant: wrapped paragraphs are joined again."""

import re

from summarizer.article import Language
from summarizer.language.dateline import find_dateline

WRAP_COLUMNS = 110
"""Lines up to this long can come from a wrapped text: mail and terminals wrap at 72 to 80, PDF columns at 40 to 100."""
FULL_LINE = 0.7
"""A wrapped line is filled at least to this part of the longest; the words that did not fit leave the rest."""
WRAPPED_SHARE = 0.75
"""Share of the lines, those before another line of the same block, that must be filled and end within a sentence."""
FEWEST_WRAPPED = 3
"""Lines that must look wrapped before anything is joined: two may be a headline and its second line."""

_FINISHED = re.compile(r"[.!?…。！？:：;][\"'”’»)\]」』）]*$")
_STARTS_ITEM = re.compile(r"(?:[-–—•*·・◆◇▪●■□▶]|\(?\d{1,2}[.)）])\s")
_HYPHEN = re.compile(r"[^\W\d_]-$")


def logical_lines(text: str, language: Language) -> list[str]:
    """Return the non-empty lines of a text, with hard-wrapped paragraphs joined.

    Args:
        text: cleaned text.
        language: Japanese is joined without a space.

    Returns:
        Lines without surrounding white space. If the text is not wrapped, exactly its own lines.
    """
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in re.split(r"\n\s*\n", text)]
    width = _wrap_width(blocks)
    if width is None:
        return [line for block in blocks for line in block]
    return [line for block in blocks for line in _join_block(block, width, language)]


def _wrap_width(blocks: list[list[str]]) -> int | None:
    """Return the length of the longest line if the text is hard-wrapped, else None."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < FEWEST_WRAPPED:
        return None
    width = max(len(line) for block in blocks for line in block)
    if width > WRAP_COLUMNS:
        return None
    wrapped = sum(len(line) >= FULL_LINE * width and not _FINISHED.search(line) for line in inner)
    filled = sum(len(line) >= FULL_LINE * width for line in inner)
    return (
        width
        if filled and wrapped >= max(FEWEST_WRAPPED, WRAPPED_SHARE * filled) and filled * 2 >= len(inner)
        else None
    )


def _join_block(block: list[str], width: int, language: Language) -> list[str]:
    joined: list[str] = []
    previous = ""
    for line in block:
        if joined and len(previous) >= FULL_LINE * width and not _begins(line, language):
            joined[-1] = _joined(joined[-1], line, language)
        else:
            joined.append(line)
        previous = line
    return joined


def _begins(line: str, language: Language) -> bool:
    """Tell whether a line begins a paragraph of its own whatever stands before it."""
    return bool(_STARTS_ITEM.match(line)) or find_dateline(line, language) is not None


def _joined(left: str, right: str, language: Language) -> str:
    """Join two halves of a paragraph; a hyphen at the line's end stays, for it may be the word's own."""
    close = _HYPHEN.search(left) or (language == "ja" and not (left[-1].isascii() and right[0].isascii()))
    return left + ("" if close else " ") + right
