"""What each line of a text is: by its own words first, then by its place among the others."""

import re

from summarizer.article import Language
from summarizer.language.captions import SHORT_SENTENCE, Kind, drop_captions, drop_pictures, drop_repeated
from summarizer.language.furniture import furniture_kind, heads_related_list
from summarizer.language.sentences import ends_as_sentence, split
from summarizer.language.titles import LONGEST_TITLE, same_words

LONG_LINE: dict[Language, int] = {"en": 200, "ru": 200, "ja": 90}
"""Characters from which a line within the article counts as a paragraph even without a full stop."""
LONG_QUOTATION = 20
"""Characters above which a Japanese line that ends in a quotation counts as a paragraph."""
LONGEST_QUESTION: dict[Language, int] = {"en": 60, "ru": 60, "ja": 30}
"""Characters up to which a question on a line of its own, outside quotations, is a section heading."""

_ITEM = re.compile(r"(?:[-–—•*·・◆◇▪●○■□✓]|\(?\d{1,2}[.)）]|[①-⑳])\s*\S")
_HEADING_MARK = re.compile(r"[■□◆◇▼▽◎★☆]\s*\S")
_INTRODUCES = (":", "：", ";", "；", ",", "、")


def kinds_of_lines(lines: list[str], title: str | None, language: Language, begin: tuple[int, int]) -> list[Kind]:
    """Return what each line is; ``other`` above the article where only a headline or deck can be.

    Args:
        lines: of a text.
        title: the headline where the page gives it, else None.
        language: of the text.
        begin: number of the line with the dateline, and the offset in it where the story begins; (-1, 0) without one.
    """
    kinds: list[Kind] = [_kind(line, title, language) for line in lines]
    dateline_at, dateline_end = begin
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


def is_paragraph(line: str, language: Language) -> bool:
    """Tell whether a line reads as a paragraph: it ends as a sentence does, or holds a whole sentence and more."""
    if ends_as_sentence(line):
        return True
    sentences = split(line, language)
    return len(sentences) > 1 and any(
        end - start > SHORT_SENTENCE[language] and ends_as_sentence(line[start:end]) for start, end in sentences[:-1]
    )


def _kind(line: str, title: str | None, language: Language) -> Kind:
    """Return what a line is by itself: ``other`` where only its place can tell."""
    if title is not None and same_words(line, title):
        return "title"
    furniture = furniture_kind(line, language)
    if furniture:
        return furniture
    return "body" if is_paragraph(line, language) else "other"


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
    if len(line) >= LONG_LINE[language] or (language == "ja" and line.endswith("」") and len(line) > LONG_QUOTATION):
        return "body"
    if line.endswith(_INTRODUCES):
        return "item"
    if _HEADING_MARK.match(line) and line[0] not in (previous[:1], following[:1]):
        return "heading"
    if before == "body" and (_ITEM.match(line) or previous.endswith(_INTRODUCES)):
        return "item"
    return "heading"
