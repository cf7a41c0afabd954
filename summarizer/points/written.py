"""What a model wrote, read line by line: points with the numbers that they cite, and what is no point at all."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.article import Language
from summarizer.engines.answers import bare
from summarizer.errors import LanguageNotSupported
from summarizer.language.detect import detect
from summarizer.points.structured import entries

LONGEST = {"en": 420, "ru": 460, "ja": 220}
"""Characters of a point beyond which it is an essay: about twice a long sentence of news."""
LONGEST_LINE = 2000
"""Characters of a line beyond which the rest is not read; what is longer is no point in any case."""
MOST_LINES = 60
"""Lines of an answer that are read: six times the most points that can be asked for."""
LOOP_SHARE = 0.5
"""Share of a text's n-grams that repeat earlier ones, from which it is looping; prose has under 0.1."""
LOOP_GRAM = {"en": 3, "ru": 3, "ja": 6}
"""Words, in Japanese characters, of an n-gram."""
LOOP_FROM = 12
"""n-grams below which nothing is called a loop."""
COPIED_FROM = {"en": 40, "ru": 40, "ja": 20}
"""Characters of the prompt's own words in a row that make a line a copy of the prompt."""
WIDEST_SPAN = 10
"""Sentences that ``[3-9]`` may stand for."""

_LABEL = "sentences?|sent|sources?|refs?|s|предложени[ея]|предл|источники?|文|出典|№|and|и|と"
_CITED = re.compile(rf"[\[［【(（]((?:{_LABEL}|[\d\s,、，;；.#^–—~〜～†-])+)[\]］】)）]", re.IGNORECASE)
_SPAN = re.compile(r"(?<!\d)(?:(\d{1,4})\s*[–—~〜～-]\s*\D?(\d{1,4})|(\d{1,4}))(?!\d)")
# A number is a bullet only if no digit follows: "1.5 million", "10、11日" and "-5 degrees" begin with what they say.
_BULLET = re.compile(
    r"^\s*(?:(?:[-–—•・●○◦▪]+|\*(?!\*))(?!\d)"
    r"|\d{1,2}[.)．、](?!\d)|[\[［(（]\d{1,2}[\]］)）]|[①-⑳]"
    r"|(?:(?:key )?point|тезис|пункт|要点|ポイント)\s*№?\d{1,2}\s*[:：.)])\s*",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*\*|__|^#+\s*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|</?(?:li|ul|ol|p|b|i|em|strong|br)\s*/?>")
_END = re.compile(r"([.!?。！？…])\s*([.。]?)\s*$")
_ENDED = re.compile(r"[.!?。！？…][\"»”」』]?$|[\]］】]$")
_ENDS_OPEN = re.compile(r"[,、，:：;；(（\[［「『«“–—-]\s*$")
_NEXT_POINT = re.compile(
    r"(?<=[.!?。！？\]］】])(\s*[\[［【][^\[\]［］【】]{1,40}[\]］】][.。]?)\s*(?=[^\s\[［【.。,;])"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A point as a model wrote it; ``cited`` are the numbers that it names at the end, perhaps wrong ones."""

    text: str
    cited: tuple[int, ...]


def read_points(answer: str, *, finished: bool) -> list[Written]:
    """Return the points of an answer, one a line; what comes before the first bullet, if there are bullets, is none.

    Args:
        answer: of a chat model; JSON is understood too.
        finished: False if it was cut off: its last line is then left out.
    """
    structured = entries(answer)
    if structured is not None:
        found = [(_read(text[:LONGEST_LINE]), cited) for text, cited in structured[:MOST_LINES]]
        return [Written(point.text, point.cited or cited) for point, cited in found if point.text]
    lines = [line[:LONGEST_LINE] for line in answer.splitlines() if line.strip()]
    if not finished:
        lines = lines[:-1]
    text = bare("\n".join(lines))
    lines = [line for line in text.splitlines() if line.strip(" `\t")]
    if any(_BULLET.match(line) for line in lines):
        lines = list(_bulleted(lines))
    points = (_read(one) for line in lines[:MOST_LINES] for one in _parted(line))
    return [point for point in points if point.text]


def _bulleted(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines with bullets, each with what was broken off it: its end, or its numbers alone on a line."""
    current: str | None = None
    for line in lines:
        if _BULLET.match(line) and not _is_citation(line):
            if current is not None:
                yield current
            current = line
        elif current is not None and (_is_citation(line) or not _ENDED.search(current.rstrip())):
            current = f"{current.rstrip()} {line.strip()}"
    if current is not None:
        yield current


def _is_citation(line: str) -> bool:
    return bool(re.search(r"\d", line)) and not _CITED.sub("", line).strip(" .。,;")


def _parted(line: str) -> list[str]:
    """Return the points of a line: one ends where sentences are cited and more follows."""
    return _NEXT_POINT.sub(lambda cited: f"{cited[1]}\n", line).splitlines()


def _read(line: str) -> Written:
    text, cited = line, list[int]()
    while (bullet := _BULLET.match(text)) and len(cited) < WIDEST_SPAN:
        if bullet[0].strip()[:1] in ("[", "［"):  # the sentence's own number put first
            cited += _numbers(bullet[0])
        text = text[bullet.end() :]
    text = _MARKUP.sub("", text).strip()
    while (groups := [m for m in _CITED.finditer(text) if re.search(r"\d", m[1])]) and _at_end(text, groups[-1]):
        group = groups[-1]
        cited += _numbers(group[1])
        text = f"{text[: group.start()].rstrip()}{text[group.end() :].strip()}"
        text = _END.sub(r"\1", text)
    text = text.strip().rstrip(",;、") if cited else text.strip()
    return Written(text if re.search(r"\w", text) else "", tuple(sorted(set(cited))))


def _at_end(text: str, group: re.Match[str]) -> bool:
    """Say whether brackets are a citation: (2024) is one only after everything else."""
    rest = text[group.end() :].strip()
    return rest in ("", ".", "。", ";", ",") and (group[0][0] in "[［【" or bool(_END.search(text[: group.start()])))


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for span in _SPAN.finditer(text):
        if span[3]:
            found.append(int(span[3]))
        elif 0 <= int(span[2]) - int(span[1]) < WIDEST_SPAN:
            found += range(int(span[1]), int(span[2]) + 1)
    return found


def degenerate(text: str, language: Language, prompt: Sequence[str]) -> str | None:
    """Return why a text cannot be a point, whatever the article says.

    Args:
        text: of the point.
        language: that it should be in.
        prompt: the sentences of the prompt.

    Returns:
        ``too_long``, ``looping``, ``unfinished``, ``prompt_copied`` or ``wrong_language``; None for a text that may be
        one.
    """
    if len(text) > LONGEST[language]:
        return "too_long"
    if is_looping(text, language):
        return "looping"
    if _is_unfinished(text, language):
        return "unfinished"
    size = COPIED_FROM[language]
    whole = "\n".join(prompt)
    if any(text[i : i + size] in whole for i in range(max(1, len(text) - size + 1))):
        return "prompt_copied"
    try:
        return None if detect(text) == language else "wrong_language"
    except LanguageNotSupported:
        return "wrong_language"


def _is_unfinished(text: str, language: Language) -> bool:
    """Say whether a text breaks off: at an opening mark, or without a full stop after a word that wants another."""
    if _ENDS_OPEN.search(text):
        return True
    if not text or _ENDED.search(text):
        return False
    wanting = _endings()[language].split()
    return text[-1] in wanting if language == "ja" else text.split()[-1].casefold() in wanting


@cache
def _endings() -> dict[str, Any]:
    table = files("summarizer.points").joinpath("prompts", "endings.toml").read_text(encoding="utf-8")
    endings: dict[str, Any] = tomllib.loads(table)
    return endings


def is_looping(text: str, language: Language) -> bool:
    """Say whether a text repeats itself."""
    units: Sequence[str] = text if language == "ja" else text.lower().split()
    size = LOOP_GRAM[language]
    grams = Counter(tuple(units[i : i + size]) for i in range(len(units) - size + 1))
    total = grams.total()
    return total >= LOOP_FROM and (total - len(grams)) / total >= LOOP_SHARE
