"""Lines of a text: what is layout, what is code, and what are sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.article import Language
from summarizer.language.sentences import ends_as_sentence, split

_FENCE = re.compile(r"\s*(?:```|~~~)")
_MARK = re.compile(
    r"\s*(?:(?:[-*+•·▪◦‣–—・■□◆◇●○▼▽◎※]|\#{1,6}|>+|\d{1,3}[.)．）]|[(（]\d{1,3}[)）])(?:\s+|(?=[^\W\d_])))*\s*"
    r"(?:\[[ xX]\]\s+|\[\^[\w-]+\]:\s+)?"
)
_REFERENCE = re.compile(r"\s*\[[^\]^][^\]]*\]:\s+\S+")
"""Where a link leads that a Markdown text names elsewhere."""
_CELL_ENDS = re.compile(r"\s*\|\s*|\t+")
_OTHER_SCRIPT = re.compile(
    r"(?<=[a-zа-яё][.!?])\s+(?=[「『]?[ぁ-ヺ一-鿿])|(?<=[。！？])\s*(?=[«“\"]?[A-ZА-ЯЁ][A-Za-zА-яЁё]*\s)"
    r"|(?<=[A-Za-z][.!?])\s+(?=[«]?[А-ЯЁ])|(?<=[а-яё][.!?])\s+(?=[“\"]?[A-Z][a-z]+\s)"
)
"""Where a sentence of another language begins, which the rules of one language do not see."""
_FRONT_MATTER = "---"
_FRONT_MATTER_KEY = re.compile(r"[\w-]+\s*:|\s|#|$")
_FRONT_MATTER_LINES = 100
"""Lines in which the front matter of a page (YAML) has ended."""
_WRAPPED_FROM = 50
"""Columns from which a line that does not end a sentence is taken for one that was wrapped; mail wraps at 72."""
_WRAP_SLACK = 0.75
"""Share of the longest line of its block that a wrapped line has at least."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several that one wrapped line was.

    Attributes:
        mark: indentation and bullet, number, quotation or heading mark.
        sentences: in order; empty for a line without any.
        end: white space and line feed at its end, or all of a line that is kept as it is.
    """

    mark: str
    sentences: tuple[str, ...]
    end: str


def lines_of(text: str, language: Language) -> Iterator[Line]:
    """Yield the lines of a text in order.

    Fenced code comes out as it is. Lines of a paragraph that were wrapped to a width become one line.

    Args:
        text: any.
        language: of its sentences.
    """
    lines = text.splitlines(keepends=True)
    front = _front_matter(lines)
    yield from (Line("", (), line) for line in lines[:front])
    fenced = False
    for line in _unwrapped(lines[front:], language):
        fence = bool(_FENCE.match(line))
        if fence or fenced or not line.strip() or _REFERENCE.match(line):
            fenced ^= fence
            yield Line("", (), line)
        elif _has_cells(line):
            yield from _cells(line, language)
        else:
            yield _line(line, language)


def _line(line: str, language: Language) -> Line:
    body = line.rstrip()
    found = _MARK.match(body)
    mark = found.group() if found and found.end() < len(body) else ""
    rest = body[len(mark) :]
    sentences = (part for start, end in split(rest, language) for part in _OTHER_SCRIPT.split(rest[start:end]))
    return Line(mark, tuple(sentences), line[len(body) :])


def _front_matter(lines: list[str]) -> int:
    """Return how many lines at the beginning are a page's own data, which programs read."""
    if not lines or lines[0].rstrip() != _FRONT_MATTER:
        return 0
    for number, line in enumerate(lines[1:_FRONT_MATTER_LINES], start=1):
        if line.rstrip() == _FRONT_MATTER:
            return number + 1 if number > 1 else 0
        if not _FRONT_MATTER_KEY.match(line):
            return 0
    return 0


def _has_cells(line: str) -> bool:
    """Whether a line is a row of a table: between bars, or parted by tabs."""
    bare = line.strip()
    return (bare.startswith("|") and bare.count("|") > 1) or "\t" in bare


def _cells(line: str, language: Language) -> Iterator[Line]:
    body = line.rstrip()
    at = 0
    for match in _CELL_ENDS.finditer(body):
        yield replace(_line(body[at : match.start()], language), end=match.group())
        at = match.end()
    yield replace(_line(body[at:], language), end=line[max(at, len(body)) :]) if body[at:] else Line("", (), line[at:])


def _unwrapped(lines: list[str], language: Language) -> Iterator[str]:
    held, width, fenced = "", 0, False
    widths = _block_widths(lines)
    for number, line in enumerate(lines):
        fenced ^= bool(_FENCE.match(line))
        if not held:
            width = widths[number] if not fenced else 0
        body = line.rstrip()
        length = len(body)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        held += body.lstrip() if held else line.rstrip()
        goes_on = not fenced and width >= _wrapped_from(language) and length >= width * _WRAP_SLACK
        if goes_on and following.strip() and not _is_marked(following) and not ends_as_sentence(body):
            held += "" if language == "ja" else " "
            continue
        yield held + line[len(body) :]
        held = ""


def _wrapped_from(language: Language) -> int:
    return _WRAPPED_FROM // 2 if language == "ja" else _WRAPPED_FROM


def _block_widths(lines: list[str]) -> list[int]:
    """Return for each line the longest of its block from there on, or 0 where it cannot be told from verse and lists.

    That is where another line is much shorter, the last one left out.
    """
    widths = [0] * len(lines)
    longest, shortest, last = 0, 0, 0
    for number in range(len(lines) - 1, -1, -1):
        length = len(lines[number].rstrip())
        if not length:
            longest = 0
            continue
        if not longest:
            longest, shortest, last = length, 0, number
            continue
        longest, shortest = max(longest, length), min(shortest, length) if number + 1 < last else length
        widths[number] = longest if shortest >= longest * _WRAP_SLACK else 0
    return widths


def _is_marked(line: str) -> bool:
    found = _MARK.match(line)
    starts = bool(found and found.group().strip()) or line[:1].isspace()
    return starts or bool(_FENCE.match(line)) or _has_cells(line)
