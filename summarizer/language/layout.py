"""Which lines of a text are the article, and which are the page around it.

Pasted text brings navigation, photo captions and credits, bylines, time stamps, section headings and pointers to other
stories; extracted pages keep some of them. Told apart by general signs: a paragraph ends in a full stop or holds more
than one sentence; furniture does not, or begins with a marker of ``furniture.toml``, or is said twice. When in doubt a
line that is a full sentence is kept: a caption too many does less harm than a lost paragraph.
"""

import re
from dataclasses import dataclass

from summarizer.article import Dateline, Document, Language
from summarizer.language.captions import SHORT_SENTENCE, Kind
from summarizer.language.clean import clean
from summarizer.language.dateline import find_dateline
from summarizer.language.furniture import without_inline
from summarizer.language.line_kinds import is_paragraph, kinds_of_lines
from summarizer.language.lines import logical_lines
from summarizer.language.numbering import numbers_before
from summarizer.language.opening import is_post, take_deck, take_title
from summarizer.language.sentences import ends_as_sentence
from summarizer.language.titles import LONGEST_TITLE, headline, split_glued_headline

LINES_ABOVE = 8
"""Lines from the top in which a dateline glued to a headline or deck is looked for."""

_INSIDE_LINE = re.compile(r"(?<=\S\s)(?=[A-ZА-ЯЁ]{3})|(?<=.)(?=[【［])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the article's own text: a paragraph, or what furniture inside it leaves of it.

    Attributes:
        start, end: offsets into ``Layout.text``.
        paragraph: 0-based number of the paragraph.
    """

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with every line put in its place.

    Attributes:
        text: the cleaned text, one logical line a line; what ``Article.text`` becomes.
        title: the headline without the name of the site, or None.
        deck: the line under the headline that sums it up, or None.
        dateline: as found at the beginning of the article, or None.
        passages: the article itself, in order, without the dateline.
        timestamps: lines that say when the page was published or updated.
        kinds: the kind of each line of ``text``.
    """

    text: str
    title: str | None
    deck: str | None
    dateline: Dateline | None
    passages: tuple[Passage, ...]
    timestamps: tuple[str, ...]
    kinds: tuple[Kind, ...]


def lay_out(document: Document, language: Language) -> Layout:
    """Tell the article's paragraphs from the furniture of its page.

    Args:
        document: as extracted or pasted; any text, the empty one too.
        language: of the document.

    Returns:
        The layout. It has passages whenever the text has anything but furniture.
    """
    lines = logical_lines(clean(document.text), language)
    if document.pasted:
        lines = split_glued_headline(lines, language)
    lines = _split_before_dateline(lines, language)
    title = headline(clean(document.title), document.site) if document.title else None
    dateline, dateline_at, dateline_end = _find_dateline(lines, language)
    kinds = kinds_of_lines(lines, title, language, (dateline_at, dateline_end))
    if title is None:
        title = take_title(lines, kinds, language)
        if document.pasted and title is not None and dateline is None and is_post(lines, kinds, language):
            kinds[0] = "body"
    deck = take_deck(lines, kinds, language)
    cut = numbers_before(lines, language) | ({dateline_at: dateline_end} if dateline else {})
    passages = _passages(lines, kinds, language, cut)
    return Layout(
        text="\n".join(lines),
        title=title,
        deck=deck,
        dateline=dateline,
        passages=tuple(passages),
        timestamps=tuple(line for line, kind in zip(lines, kinds, strict=True) if kind == "timestamp"),
        kinds=tuple(kinds),
    )


def _split_before_dateline(lines: list[str], language: Language) -> list[str]:
    """Return the lines with a headline or deck torn off that stands without a stop before an agency's dateline."""
    for number, line in enumerate(lines[:LINES_ABOVE]):
        if find_dateline(line, language):
            return lines
        for place in _INSIDE_LINE.finditer(line, 0, LONGEST_TITLE[language]):
            head, rest = line[: place.start()].rstrip(), line[place.start() :]
            found = None if ends_as_sentence(head) else find_dateline(rest, language)
            if found and found[0].agency and found[1] < len(rest):
                return [*lines[:number], head, rest, *lines[number + 1 :]]
    return lines


def _find_dateline(lines: list[str], language: Language) -> tuple[Dateline | None, int, int]:
    """Return the first dateline, its line and where the story begins; not looked for after the second paragraph."""
    paragraphs = 0
    for number, line in enumerate(lines):
        found = find_dateline(line, language)
        if found and (found[1] == len(line) or len(line) - found[1] >= SHORT_SENTENCE[language]):
            return found[0], number, found[1]
        paragraphs += is_paragraph(line, language)
        if paragraphs > 1:
            break
    return None, -1, 0


def _passages(lines: list[str], kinds: list[Kind], language: Language, cut: dict[int, int]) -> list[Passage]:
    passages: list[Passage] = []
    offset = paragraph = 0
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind in ("body", "item"):
            kept = without_inline(line, cut.get(number, 0), language, item=kind == "item")
            passages += [Passage(offset + start, offset + end, paragraph) for start, end in kept]
            paragraph += bool(kept)
        offset += len(line) + 1
    return passages
