"""Lines back to paragraphs: for text whose lines were broken to fit a page."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_SENTENCE_END = re.compile(r"[.!?…。！？:：;；»”\"」』)）\]]\s*$")
_CONTINUES = re.compile(r"^[a-zа-яё,;.)\]»”]")
_HYPHENATED = re.compile(r"(?<=[a-zа-яё])[-\u00ad\u2010]$")
_COMPOUND = re.compile(r"\w[-\u2010]$")
_SMALL_START = re.compile(r"^[a-zа-яё]")
_DASHED = re.compile(r"^[–—]\s[a-zа-яё]")
_NAME_START = re.compile(r"^[A-ZА-ЯЁ\d]")
_WIDE = r"\u2e80-\u2fdf\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_WIDE_END = re.compile(rf"[{_WIDE}]$")
_WIDE_START = re.compile(rf"^[{_WIDE}]")
_WORD_END = re.compile(rf"[{_WIDE}A-Za-z\d]$")
_WORD_START = re.compile(rf"^[{_WIDE}A-Za-z\d]")
_LIST_ITEM = re.compile(r"^(?:[-–—•*・◆■●▪]\s|\d{1,2}[.)]\s)")

FULL_LINE_SHARE = 0.75  # of the usual line length; a shorter line ended because the paragraph or heading did
WRAPPED_SHARE = 0.5  # of the lines inside blocks that must stop in mid-sentence for a text to count as wrapped
MIN_WRAPPED_LINES = 4  # fewer lines do not show a pattern
MIN_SET_APART = 3  # blank lines, and their share of all lines, from which paragraphs are known to be parted by them
SET_APART_SHARE = 0.05
USUAL_QUANTILE = 0.8  # the usual full line: longer than most, not the one odd giant


def unwrap(lines: Iterable[str]) -> list[str]:
    """Join the lines of each paragraph; a blank line always ends one.

    Words broken with a hyphen are made whole, hyphens before a capital or a figure kept; Japanese lines are joined
    without a space.
    """
    stripped = [line.strip() for line in lines]
    full = FULL_LINE_SHARE * _usual_length(stripped)
    set_apart = stripped.count("") >= max(MIN_SET_APART, SET_APART_SHARE * len(stripped))
    paragraphs: list[str] = []
    is_open = False
    above = ""
    for line in stripped:
        if line and above and (_is_in_sentence(above, line) or (is_open and not _LIST_ITEM.match(line))):
            paragraphs[-1] = _join(paragraphs[-1], line)
        elif line:
            paragraphs.append(line)
        above = line
        is_open = bool(line) and (len(line) >= full or set_apart or _is_unfinished(line, full))
        if line and _SENTENCE_END.search(line) and len(line) < full:
            is_open = False
    return paragraphs


def is_wrapped(lines: list[str]) -> bool:
    """Tell whether the lines of a text are broken paragraphs: most stop in mid-sentence and go on in small letters."""
    inside = [(first.strip(), second.strip()) for first, second in pairwise(lines) if first.strip() and second.strip()]
    if len(inside) < MIN_WRAPPED_LINES:
        return False
    broken = sum(1 for first, second in inside if not _SENTENCE_END.search(first) and _goes_on(first, second))
    return broken >= WRAPPED_SHARE * len(inside)


def _is_in_sentence(above: str, line: str) -> bool:
    """Say whether a sentence goes on: a long word made the line above short, or a quotation ends (, — said …)."""
    if above.endswith(","):
        return True
    dashed = _DASHED.match(line) and not _LIST_ITEM.match(above)
    return bool(_SMALL_START.match(line) or dashed) and not _SENTENCE_END.search(above)


def _goes_on(first: str, second: str) -> bool:
    return bool(_CONTINUES.match(second) or (_WIDE_END.search(first) and _WIDE_START.match(second)))


def _is_unfinished(line: str, full: float) -> bool:
    return bool(_HYPHENATED.search(line)) and len(line) >= full / 2


def _usual_length(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(USUAL_QUANTILE * (len(lengths) - 1))] if lengths else 0


def _join(first: str, second: str) -> str:
    if _HYPHENATED.search(first) and _SMALL_START.match(second):
        return first[:-1] + second
    if _COMPOUND.search(first) and _NAME_START.match(second):
        return first + second  # Jean-Paul, Ту-154: such a hyphen is the word's own
    if _no_space_between(first, second):
        return first + second
    return f"{first} {second}"


def _no_space_between(first: str, second: str) -> bool:
    """Say whether Japanese goes on from one line to the next; figures and Latin words stand in it without spaces."""
    wide_end, wide_start = bool(_WIDE_END.search(first)), bool(_WIDE_START.match(second))
    if wide_end and wide_start:
        return True
    return (wide_end and bool(_WORD_START.match(second))) or (wide_start and bool(_WORD_END.search(first)))


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a text, whatever ends them, form feeds included."""
    yield from re.split(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]", text)
