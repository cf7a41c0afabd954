"""What a model wrote, read line by line: points with the numbers that they cite, and what is no point at all."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.errors import LanguageNotSupported
from summarizer.language.detect import detect

LONGEST = {"en": 420, "ru": 460, "ja": 220}
"""Characters of a point beyond which it is an essay: about twice a long sentence of news."""
LOOP_SHARE = 0.5
"""Share of a text's n-grams that repeat earlier ones, from which it is looping; prose has under 0.1."""
LOOP_GRAM = {"en": 3, "ru": 3, "ja": 6}
"""Words, in Japanese characters, of an n-gram."""
LOOP_FROM = 12
"""n-grams below which nothing is called a loop."""
COPIED_FROM = {"en": 40, "ru": 40, "ja": 20}
"""Characters of the prompt's own words in a row that make a line a copy of the prompt."""

_CITED = re.compile(r"[\[［【(（]\s*((?:\d+|[,、，;\s–—~〜-]|and|и|と)+?)\s*[\]］】)）]")
_SPAN = re.compile(r"(\d+)\s*[–—~〜-]\s*(\d+)|(\d+)")
_BULLET = re.compile(r"^\s*(?:[-–—*•・●○◦▪]+|\d{1,2}[.)．、]|[\[［]\d{1,2}[\]］])\s*")
_EMPHASIS = re.compile(r"\*\*|__|^#+\s*|`")
_END = re.compile(r"([.!?。！？…])\s*([.。]?)\s*$")


@dataclass(frozen=True, slots=True)
class Written:
    """A point as a model wrote it; ``cited`` are the numbers that it names at the end, perhaps wrong ones."""

    text: str
    cited: tuple[int, ...]


def read_points(answer: str, *, finished: bool) -> list[Written]:
    """Return the points of an answer, one a line; what comes before the first bullet, if there are bullets, is none.

    Args:
        answer: of a chat model.
        finished: False if it was cut off: its last line is then left out.
    """
    lines = [line for line in answer.splitlines() if line.strip()]
    if not finished:
        lines = lines[:-1]
    if any(_BULLET.match(line) for line in lines):
        lines = [line for line in lines if _BULLET.match(line)]
    points = (_read(line) for line in lines)
    return [point for point in points if point.text]


def _read(line: str) -> Written:
    text = _EMPHASIS.sub("", _BULLET.sub("", line, count=1)).strip()
    cited: list[int] = []
    while (groups := list(_CITED.finditer(text))) and _at_end(text, groups[-1]):
        group = groups[-1]
        cited += _numbers(group[1])
        text = f"{text[: group.start()].rstrip()}{text[group.end() :].strip()}"
        text = _END.sub(r"\1", text)
    return Written(text.strip(), tuple(sorted(set(cited))))


def _at_end(text: str, group: re.Match[str]) -> bool:
    """Say whether brackets are a citation: (2024) is one only after everything else."""
    rest = text[group.end() :].strip()
    return rest in ("", ".", "。", ";", ",") and (group[0][0] in "[［【" or bool(_END.search(text[: group.start()])))


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for span in _SPAN.finditer(text):
        if span[3]:
            found.append(int(span[3]))
        elif 0 <= int(span[2]) - int(span[1]) < 10:
            found += range(int(span[1]), int(span[2]) + 1)
    return found


def degenerate(text: str, language: Language, prompt: Sequence[str]) -> str | None:
    """Return why a text cannot be a point, whatever the article says.

    Args:
        text: of the point.
        language: that it should be in.
        prompt: the sentences of the prompt.

    Returns:
        ``too_long``, ``looping``, ``prompt_copied`` or ``wrong_language``; None for a text that may be one.
    """
    if len(text) > LONGEST[language]:
        return "too_long"
    if is_looping(text, language):
        return "looping"
    size = COPIED_FROM[language]
    whole = "\n".join(prompt)
    if any(text[i : i + size] in whole for i in range(max(1, len(text) - size + 1))):
        return "prompt_copied"
    try:
        return None if detect(text) == language else "wrong_language"
    except LanguageNotSupported:
        return "wrong_language"


def is_looping(text: str, language: Language) -> bool:
    """Say whether a text repeats itself."""
    units: Sequence[str] = text if language == "ja" else text.lower().split()
    size = LOOP_GRAM[language]
    grams = Counter(tuple(units[i : i + size]) for i in range(len(units) - size + 1))
    total = grams.total()
    return total >= LOOP_FROM and (total - len(grams)) / total >= LOOP_SHARE
