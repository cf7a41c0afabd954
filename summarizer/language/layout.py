"""Which lines of a text are the article, and which are the page around it.

Pasted text brings navigation, photo captions and credits, bylines, time stamps, section headings and pointers to other
stories; extracted pages keep some of them. Told apart by general signs: a paragraph ends in a full stop or holds more
than one sentence; furniture does not, or begins with a marker of ``furniture.toml``, or is said twice. When in doubt a
line that is a full sentence is kept: a caption too many does less harm than a lost paragraph.
"""

import re
from dataclasses import dataclass

from summarizer.article import Dateline, Document, Language
from summarizer.language.captions import (
    SHORT_SENTENCE,
    Kind,
    drop_captions,
    drop_pictures,
    drop_repeated,
    is_title_sized,
    size,
)
from summarizer.language.clean import clean
from summarizer.language.dateline import find_dateline
from summarizer.language.furniture import furniture_kind, heads_related_list, without_inline
from summarizer.language.lines import logical_lines
from summarizer.language.numbering import paragraph_numbers
from summarizer.language.sentences import ends_as_sentence, split
from summarizer.language.threads import thread_numbers
from summarizer.language.titles import headline, same_words, split_glued_headline

LONG_LINE: dict[Language, int] = {"en": 200, "ru": 200, "ja": 90}
"""Characters from which a line within the article counts as a paragraph even without a full stop."""
DECK_SIZE: dict[Language, int] = {"en": 7, "ru": 5, "ja": 20}
"""Words (Japanese: characters) from which a line after the headline is its deck rather than a caption or byline."""
LONGEST_QUESTION: dict[Language, int] = {"en": 60, "ru": 60, "ja": 30}
"""Characters up to which a question on a line of its own, outside quotations, is a section heading."""
LINES_ABOVE = 8
"""Lines from the top in which a dateline glued to a headline or deck is looked for."""
LONGEST_TITLE: dict[Language, int] = {"en": 180, "ru": 180, "ja": 80}
"""Characters of a headline that ends in a question or exclamation mark; longer ones are paragraphs."""

LONGEST_POST: dict[Language, int] = {"en": 900, "ru": 900, "ja": 0}
"""Characters of a channel's post without its first line (Telegram's captions end at 1,024); an article has more. In
Japanese the first line of a post ends in a full stop, and headlines are worded otherwise than their articles."""
SAID_AGAIN = 0.5
"""Share of a headline's words that its article has again, at the least: of real ones in Russian 0.6 to 1."""
STEM = 4
"""Letters of a word that inflection leaves alone."""

_ITEM = re.compile(r"(?:[-–—•*·・◆◇▪●○■□✓]|\(?\d{1,2}[.)）]|[①-⑳])\s*\S")
_INSIDE_LINE = re.compile(r"(?<=\S\s)(?=[A-ZА-ЯЁ]{3})|(?<=.)(?=[【［])")
_HEADING_MARK = re.compile(r"[■□◆◇▼▽◎★☆]\s*\S")
_INTRODUCES = (":", "：", ";", "；", ",", "、")


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
    kinds = _kinds(lines, title, language, dateline_at, dateline_end)
    if title is None:
        title = _take_title(lines, kinds, language)
        if document.pasted and title is not None and dateline is None and _is_post(lines, kinds, language):
            kinds[0] = "body"
    deck = _take_deck(lines, kinds, language)
    numbers = thread_numbers(lines) | paragraph_numbers(lines, language)
    cut = numbers | ({dateline_at: dateline_end} if dateline else {})
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
        paragraphs += _is_paragraph(line, language)
        if paragraphs > 1:
            break
    return None, -1, 0


def _kinds(lines: list[str], title: str | None, language: Language, dateline_at: int, dateline_end: int) -> list[Kind]:
    kinds: list[Kind] = [_kind(line, title, language) for line in lines]
    if dateline_at >= 0:
        kinds[dateline_at] = "body" if dateline_end < len(lines[dateline_at]) else "dateline"
    drop_repeated(lines, kinds, language, titled=title is not None)
    _drop_outer_exclamations(lines, kinds, language)
    if title is None:
        _open_question_title(lines, kinds, language)
    drop_captions(lines, kinds, language)
    drop_pictures(lines, kinds, language)
    first = next((number for number, kind in enumerate(kinds) if kind == "body"), None)
    if first is None:
        _keep_unfinished(kinds)
    else:
        _settle_after(first, lines, kinds, language)
    return kinds


def _kind(line: str, title: str | None, language: Language) -> Kind:
    """Return what a line is by itself: ``other`` where only its place can tell."""
    if title is not None and same_words(line, title):
        return "title"
    furniture = furniture_kind(line, language)
    if furniture:
        return furniture
    return "body" if _is_paragraph(line, language) else "other"


def _is_paragraph(line: str, language: Language) -> bool:
    """Tell whether a line reads as a paragraph: it ends as a sentence does, or holds a whole sentence and more."""
    if ends_as_sentence(line):
        return True
    sentences = split(line, language)
    return len(sentences) > 1 and any(
        end - start > SHORT_SENTENCE[language] and ends_as_sentence(line[start:end]) for start, end in sentences[:-1]
    )


def _drop_outer_exclamations(lines: list[str], kinds: list[Kind], language: Language) -> None:
    bodies = [number for number, kind in enumerate(kinds) if kind == "body"]
    for number in {*bodies[:1], *bodies[-1:]}:
        if number in (0, len(lines) - 1) and len(lines[number]) <= SHORT_SENTENCE[language] and len(bodies) > 1:
            kinds[number] = "other"


def _open_question_title(lines: list[str], kinds: list[Kind], language: Language) -> None:
    """A first paragraph of one question or exclamation, before others, is the headline of a paste."""
    bodies = [number for number, kind in enumerate(kinds) if kind == "body"]
    if len(bodies) < 2 or "other" in kinds[: bodies[0]]:
        return
    line = lines[bodies[0]]
    if (
        line.endswith(("?", "!", "？", "！"))
        and len(line) <= LONGEST_TITLE[language]
        and len(split(line, language)) == 1
    ):
        kinds[bodies[0]] = "other"


def _keep_unfinished(kinds: list[Kind]) -> None:
    """In a text without any full sentence, its unmarked lines are the article; of several the first is the headline."""
    others = [number for number, kind in enumerate(kinds) if kind == "other"]
    for number in others[1:] if len(others) > 1 else others:
        kinds[number] = "body"


def _settle_after(first: int, lines: list[str], kinds: list[Kind], language: Language) -> None:
    """Tell list items and unfinished paragraphs from headings, from the first paragraph on."""
    before: Kind = "body"
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if kinds[number] == "other":
            kinds[number] = _unfinished(
                line, lines[number - 1], "".join(lines[number + 1 : number + 2]), before, language
            )
        if kinds[number] == "body" and _is_question_heading(line, language):
            kinds[number] = "heading"
        if kinds[number] == "body" and kinds[number - 1] == "item" and _ITEM.match(line):
            kinds[number] = "item"
        if kinds[number] == "related" and before != "related" and not heads_related_list(line):
            continue
        if kinds[number] != "item":
            before = kinds[number]


def _is_question_heading(line: str, language: Language) -> bool:
    asks = line.endswith(("?", "？")) and len(line) <= LONGEST_QUESTION[language] and len(split(line, language)) == 1
    return asks and not re.search(r"^[—–-]|[«»“”\"「」]|[:：]", line)


def _unfinished(line: str, previous: str, following: str, before: Kind, language: Language) -> Kind:
    if before == "related":
        return "related"
    if len(line) >= LONG_LINE[language] or (language == "ja" and line.endswith("」") and len(line) > DECK_SIZE["ja"]):
        return "body"
    if line.endswith(_INTRODUCES):
        return "item"
    if _HEADING_MARK.match(line) and line[0] not in (previous[:1], following[:1]):
        return "heading"
    if before == "body" and (_ITEM.match(line) or previous.endswith(_INTRODUCES)):
        return "item"
    return "heading"


def _take_title(lines: list[str], kinds: list[Kind], language: Language) -> str | None:
    """Choose the headline among the lines before the article and mark it; None if there is none."""
    end = next((number for number, kind in enumerate(kinds) if kind == "body"), len(kinds))
    candidates = [number for number in range(end) if kinds[number] == "other"]
    large = [number for number in candidates if is_title_sized(lines[number], language)]
    chosen = large[0] if large else max(candidates, key=lambda n: size(lines[n], language), default=None)
    if chosen is None:
        return None
    kinds[chosen] = "title"
    return headline(lines[chosen], None)


def _is_post(lines: list[str], kinds: list[Kind], language: Language) -> bool:
    """Tell whether a short text's first line is the news itself: a post in a channel, which does not say it again."""
    if kinds[:2] != ["title", "body"]:
        return False
    own = [line for line, kind in zip(lines, kinds, strict=True) if kind in ("body", "item")]
    title, body = lines[0], "".join(own)
    if not is_title_sized(title, language) or len(body) > LONGEST_POST[language]:
        return False
    if not any(_is_paragraph(line, language) for line in own):
        return False  # nothing but headings, of which the first is no more news than the others
    stems = [word[:STEM] for word in re.findall(r"\w+", title.casefold()) if len(word) >= STEM]
    return sum(stem in body.casefold() for stem in stems) < SAID_AGAIN * len(stems)


def _take_deck(lines: list[str], kinds: list[Kind], language: Language) -> str | None:
    end = next((number for number, kind in enumerate(kinds) if kind == "body"), len(kinds))
    after_title = kinds.index("title") + 1 if "title" in kinds[:end] else 0
    for number in range(after_title, end):
        if kinds[number] == "other" and size(lines[number], language) >= DECK_SIZE[language]:
            kinds[number] = "deck"
            return headline(lines[number], None)
    return None


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
