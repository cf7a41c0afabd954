"""Captions by their place: beside a credit, above the article, or said twice."""

import re
from typing import Literal

from summarizer.article import Language
from summarizer.language.furniture import describes_picture

Kind = Literal[
    "body", "item", "title", "deck", "heading", "caption", "credit", "nav", "share", "related", "byline", "timestamp",
    "dateline", "other",
]  # fmt: skip

SHORT_SENTENCE: dict[Language, int] = {"en": 12, "ru": 12, "ja": 7}
"""Characters up to which a first or last line is an exclamation of the page or its reader («Ого!», えっ！)."""
TITLE_SIZE: dict[Language, int] = {"en": 4, "ru": 4, "ja": 10}
"""Words (Japanese: characters) from which a line before the article is its headline rather than a rubric."""


def drop_repeated(lines: list[str], kinds: list[Kind], language: Language, *, titled: bool) -> None:
    """Mark captions that stand twice, or once more with their credit, and drop the second copy of a paragraph.

    Where there is no headline yet, the first line of its size is kept: pages say the headline twice as well.
    """
    keys = [re.sub(r"\W+", "", line).casefold() for line in lines]
    seen: set[str] = set()
    for number, (key, kind) in enumerate(zip(keys, kinds, strict=True)):
        neighbours = (keys[n] for n in (number - 1, number + 1) if 0 <= n < len(keys))
        if kind == "other" and not titled and is_title_sized(lines[number], language):
            titled = True
        elif (kind == "other" and any(_repeats(key, other) for other in neighbours)) or (
            kind == "body" and key in seen
        ):
            kinds[number] = "caption"
        seen.add(key)


def _repeats(key: str, other: str) -> bool:
    shorter, longer = sorted((key, other), key=len)
    return len(shorter) > SHORT_SENTENCE["en"] and shorter in longer


def drop_captions(lines: list[str], kinds: list[Kind], language: Language) -> None:
    """Mark a line beside a photo credit as its caption, between the headline and the first paragraph."""
    titled = False
    for number, kind in enumerate(kinds[:-1]):
        later = "body" in kinds[number + 1 :]
        after = number > 0 and kinds[number - 1] == "credit"
        before = kinds[number + 1] == "credit"
        if titled and ((kind == "other" and (before or after)) or (kind == "body" and before and later)):
            kinds[number] = "caption"
        elif kind == "body":
            return
        titled = titled or kind == "title" or (kind == "other" and is_title_sized(lines[number], language))


def drop_pictures(lines: list[str], kinds: list[Kind], language: Language) -> None:
    """Mark lines that say who stands where in a picture: above the article, or beside a credit or another caption."""
    bodies = [number for number, kind in enumerate(kinds) if kind == "body"]
    pictures = {number for number in bodies if describes_picture(lines[number], language)}
    top = next((number for number in bodies if number not in pictures), None)
    if top is None:
        return
    for number, kind in enumerate(kinds):
        beside = {"credit", "caption"} & {*kinds[max(0, number - 1) : number], *kinds[number + 1 : number + 2]}
        unfinished = kind == "other" and describes_picture(lines[number], language)
        if unfinished or (number in pictures and (number < top or beside)):
            kinds[number] = "caption"


def is_title_sized(line: str, language: Language) -> bool:
    """Tell whether a line is long enough for a headline."""
    return size(line, language) >= TITLE_SIZE[language]


def size(line: str, language: Language) -> int:
    """Return the words of a line; of a Japanese one, the characters."""
    return len(line) if language == "ja" else len(line.split())
