"""Foreign text made safe to show: what it says stays, what would break or disguise a message goes.

Removed: bidirectional controls (https://trojansource.codes: they reorder what follows them, our own words included),
control characters, invisible characters that carry hidden text. Replaced by U+FFFD: lone surrogates and noncharacters,
which are not UTF-8 and which the Bot API refuses. The joiners inside emoji and Indic words stay.
"""

import re
import unicodedata

MAX_MARKS = 4
"""Combining marks on one letter; the most that an orthography uses (Vietnamese, polytonic Greek, Hebrew points have 3)
and one more. Beyond that they are drawn over the lines above and below."""

_LINE_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls that are not white space
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional controls
    "\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb"  # invisible: zero-width spaces, operators, annotation
    "\U000e0000-\U000e007f]"  # tags: invisible ASCII
)
_NOT_TEXT = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
    + "]"
)
_MARKS = re.compile(
    f"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MAX_MARKS}}})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
SENTENCE_END = re.compile(r"(?:(?<=\w{4})\.|[!?…])[\"'”’»)\]]*(?=\s)|[。！？][」』）]*")
"""A full stop behind fewer letters may be that of an abbreviation: “Mr. Smith”, «в 2026 г. в Осло»."""
_BEFORE_ELLIPSIS = " ,;:–—-(«“「"
_JOINER = "\u200d"
_JOINED = frozenset(_JOINER + "\ufe0e\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400))))
"""Zero-width joiner, variation selectors and skin tones: a cut beside them breaks an emoji."""
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by category, but drawn as nothing."""


def harmless(text: str) -> str:
    """Return text on one line, without surrounding white space; runs of white space become one space."""
    return " ".join(_cleaned(text).split())


def harmless_lines(text: str) -> str:
    """Return text with its line breaks as newline characters, at most one empty line in a row, none at its ends."""
    lines = [" ".join(line.split()) for line in _cleaned(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def shortened(text: str, characters: int) -> str:
    """Return text on one line, where it has more than ``characters`` code points cut after a word, with an ellipsis."""
    line = harmless(text)
    if len(line) <= characters:
        return line
    end = characters - 1
    # Words longer than a third of it are cut, as is Japanese, which has no spaces.
    space = line.rfind(" ", end - end // 3, end + 1)
    return line[: space if space > 0 else between_characters(line, end)].rstrip(_BEFORE_ELLIPSIS) + "…"


def whole_sentences(text: str, characters: int) -> str:
    """Return text on one line; where it has more code points, the sentences that fit, or the first words of one."""
    line = harmless(text)
    if len(line) <= characters:
        return line
    ends = [match.end() for match in SENTENCE_END.finditer(line, characters // 3, characters + 1)]
    return line[: ends[-1]] if ends and ends[-1] <= characters else shortened(line, characters)


def between_characters(text: str, end: int) -> int:
    """Return the last place at or before ``end`` where a cut breaks no letter from its marks, and no emoji.

    Args:
        text: longer than ``end``.
        end: more than 0; where it stands if the whole half before it holds together.
    """
    at = end
    while at > end // 2 and (_is_attached(text[at]) or text[at - 1] == _JOINER):
        at -= 1
    return at if at > end // 2 else end


def is_blank(text: str) -> bool:
    """Return whether nothing of the text would be seen; Telegram refuses such a message."""
    return all(c in _BLANK_LETTERS or unicodedata.category(c)[0] in "ZCM" for c in text)


def _is_attached(character: str) -> bool:
    return character in _JOINED or unicodedata.category(character)[0] == "M"


def _cleaned(text: str) -> str:
    text = _NOT_TEXT.sub("\ufffd", _LINE_BREAKS.sub("\n", text))
    return _MARKS.sub(r"\1", _REMOVED.sub("", text))
