"""Sentences of a text with their offsets, for English, Russian and Japanese.

Own rules rather than ``sentencex`` 1.0: that splitter cuts a Japanese quotation from its verb (「…。」/と述べた), a
Russian one from its attribution («Едем!» / — сказал он) and «т. е.» from what it explains, without settings for it;
of the 68 cases of ``tests/language/test_sentences.py`` it splits 41 as wanted (English 22 of 28, Russian 11 of 22,
Japanese 8 of 18; the cases were written to be hard). The rules, in one pass over the candidates:

* A line feed always ends a sentence: layout has re-joined wrapped lines before.
* Quotations and brackets that are closed in the same line are not broken inside, so that a quotation keeps the words
  that say whose it is; only one longer than ``MAX_QUOTATION`` is broken, and its last part keeps the attribution.
* English and Russian: a full stop ends a sentence unless a small letter follows, or what stands before it is an
  initial or an abbreviation that goes on (``abbreviations.toml``).
* Japanese: 。！？ end a sentence, save before と, って, 、 and other words that carry a quotation on.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from summarizer.article import Language

MAX_QUOTATION: dict[Language, int] = {"en": 400, "ru": 400, "ja": 180}
"""Characters of a quotation or bracket up to which it is never broken: about 60 words, the longest that still reads as
one key point. Quotations of agency copy rarely exceed 300; raise it if points end inside quotations."""

_PAIRS = {'"': '"', "'": "'", "‘": "’", "«": "»", "“": "”", "„": "“”", "(": ")", "[": "]"}
_PAIRS_JA = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "〈": "〉",
    "《": "》",
    "【": "】",
    "“": "”",
    "〝": "〟",
    "［": "］",
    "｢": "｣",
}
_MARK = re.compile(
    "[" + re.escape("".join({*_PAIRS, *_PAIRS_JA, *"".join([*_PAIRS.values(), *_PAIRS_JA.values()])})) + "]"
)
_DEEPEST = 32  # open brackets remembered; more come only from hostile text
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]“]*(?:\[\d{1,3}\])*[.!?…]*(?=\s|$)|(?<=[^\W\d_]{2})[.!?](?=[A-ZА-ЯЁ][^\W\d_]+\s)")
_CLOSERS_JA = '」』）)】”〟〉》］｣"’'
_STOP_JA = re.compile(
    rf"(?:(?:[。！？｡]|(?<=[^\x00-\x7f])[!?]|[!?](?=[\s!?{_CLOSERS_JA}]|$)|(?<=[^\s\d\x00-\x7f])．(?!\d)|(?<=[^\x00-\x7f])\.(?=\s|$))(?:\s?[！？!?])*(?:\s?[{_CLOSERS_JA}])*)+(?:\s?[（(][^（）()。\n]{{1,20}}[）)](?![のはがをにで、]))?"
    r"|[…‥](?=\s|$)"
)
_LIST_MARK_JA = re.compile(
    r"(?<![、，やとはがにをでのもて：:（(「])[▽▼△◇◆■□◎](?![\d０-９%])|(?<=[。！？\s])[●○・★☆▲](?=\S)"
)
_CARRIES_ON_JA = re.compile(
    r"\s?(?:と|って|っていう|など|なんて|とか|に|の|を|が|は(?!い)|で(?!は|も)|も(?!う|ち|し)|や(?!は)|へ|から|まで|だ(?!か|が)|です|より|ほか|[、，,､。])"
)
_EXCLAIMED_ON_JA = re.compile(
    r"\s?(?:[、，,､]|って|という|といった|との|などと|と(?=[一-龥])|を|が(?![んっ])|は(?=[一-龥ァ-ヴ])|の(?=[一-龥ァ-ヴ]))"
)
_INITIAL = re.compile(r"(?:^|[\s(«\"“.\-])[A-ZА-ЯЁ]$")
_NEXT_WORD = re.compile(r"[\s\"'“‘«„(\[]*([^\W_][\w’'-]*)(\.?)")
_DASH = re.compile(r"\s*[—–-]+\s+(\S)")
_SAID = re.compile(
    r"\s(?:[A-Z][\w.’'-]*\s|the\s|[a-z]+\s){0,6}?(?:said|says|asked|asks|told|added|wrote|replied|tweeted|shouted)\b[^.!?\"“]{0,40}[.,]"
)
_ORDINAL = re.compile(r"^\W*\d{1,3}$")
_BRAND = re.compile(r"[a-z][A-Z]")
_SIGNATURE = re.compile(r"(?<=[。！？])\s*[（(][^（）()]{1,30}[）)]\s*$")
Span = tuple[int, int]


def split(text: str, language: Language) -> list[Span]:
    """Return the sentences of a text as offsets.

    Args:
        text: any length; lines are split independently.
        language: of the text.

    Returns:
        ``(start, end)`` pairs of Python string indexes, ascending, not overlapping. ``text[start:end]`` neither begins
        nor ends with white space, and every other character of the text is white space.
    """
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        start = 0
        content = line.group()
        for cut in (*_cuts(content, language), len(content)):
            piece = content[start:cut]
            stripped = piece.strip()
            if stripped:
                begin = line.start() + start + piece.index(stripped)
                spans.append((begin, begin + len(stripped)))
            start = cut
    return spans


def ends_as_sentence(text: str) -> bool:
    """Tell whether a text closes with a full stop, question or exclamation mark, before quotes or a signature."""
    bare = _SIGNATURE.sub("", text).rstrip(" \t\n\"'”’»)]“」』）】〟")
    return bare.endswith((".", "!", "?", "…", "。", "！", "？", "｡", "．"))


def _cuts(line: str, language: Language) -> Iterator[int]:
    """Yield the places where a sentence of the line ends and another begins, ascending."""
    if language == "ja":
        quoted = _closed_spans(line, _PAIRS_JA, MAX_QUOTATION["ja"])
        marks = {m.start() for m in _LIST_MARK_JA.finditer(line)} - {0}
        opened = {end: start for start, end in quoted}
        ends = {m.end() for m in _STOP_JA.finditer(line) if _ends_japanese(line, m, opened)}
        yield from sorted(cut for cut in ends | marks if not _inside(cut, quoted))
        return
    quoted = _closed_spans(line, _PAIRS, MAX_QUOTATION[language])
    start = 0
    for stop in _STOP.finditer(line):
        if not _inside(stop.end(), quoted) and _ends_sentence(line, start, stop, language):
            start = stop.end()
            yield start


def _inside(position: int, spans: list[Span]) -> bool:
    """Tell whether a position lies strictly inside one of the ascending, disjoint spans."""
    at = bisect_right(spans, (position, -1)) - 1
    return at >= 0 and spans[at][0] < position < spans[at][1]


def _closed_spans(line: str, pairs: dict[str, str], longest: int) -> list[Span]:
    """Return the outermost quotations and brackets that are closed within the line and at most ``longest`` long."""
    spans: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    for found in _MARK.finditer(line):
        position, mark = found.start(), found.group()
        depth = next((d for d in range(len(open_marks) - 1, -1, -1) if mark in open_marks[d][0]), None)
        if depth is not None and _may_close(line, position):
            begin = open_marks[depth][1]
            del open_marks[depth:]
            if position + 1 - begin <= longest:
                while spans and spans[-1][0] > begin:
                    spans.pop()
                spans.append((begin, position + 1))
        elif mark in pairs and _may_open(line, position):
            open_marks.append((pairs[mark], position))
            del open_marks[:-_DEEPEST]
    return spans


def _may_open(line: str, position: int) -> bool:
    """Tell whether a mark opens: straight ones only after a space or another opening mark."""
    if line[position] not in "\"'‘":
        return True
    before = line[position - 1] if position else " "
    return before.isspace() or before in "(«“‘\"'—–-["


def _may_close(line: str, position: int) -> bool:
    """Tell whether a mark closes: an apostrophe before a letter, or straight and after one, does not."""
    if line[position] not in "'’":
        return True
    before, after = line[position - 1 : position], line[position + 1 : position + 2]
    return not after.isalnum() and (line[position] == "’" or before in ".,!?…")


def _ends_japanese(line: str, stop: re.Match[str], opened: dict[int, int]) -> bool:
    mark, after = stop.group().rstrip(), stop.end()
    if mark[-1] in "」』" and line[after : after + 1] in ("「", "『"):
        # 首相は「やる！」「諦めない」と… is one sentence; 「はい。」「いいえ。」 are two.
        begin = opened.get(after, 0)
        return begin == 0 or line[begin - 1] in "。！？!?」』 \u3000"
    if mark[-1] in _CLOSERS_JA:
        return not _CARRIES_ON_JA.match(line, after)
    if mark[-1] in "！？!?":
        return not _EXCLAIMED_ON_JA.match(line, after)
    return True


def _ends_sentence(line: str, start: int, stop: re.Match[str], language: Language) -> bool:
    """Decide whether a full stop or other mark of an English or Russian line ends its sentence."""
    after = stop.end()
    if after >= len(line.rstrip()):
        return True
    word = _NEXT_WORD.match(line, after)
    following = word.group(1) if word else ""
    starts = _is_starter(word, language)
    if not line[after].isspace():
        return starts
    dash = _DASH.match(line, after)
    if dash:
        return not dash.group(1).islower()
    if following[:1].islower() and not _BRAND.match(following):
        return False
    marks = stop.group()
    if marks[0] != ".":
        return not (len(marks) > 1 and marks[-1] in '"”' and _SAID.match(line, after))
    if marks != ".":
        return True
    before = line[start : stop.start()]
    return not _goes_on(before, following, starts, language)


def _is_starter(word: re.Match[str] | None, language: Language) -> bool:
    """Tell whether a word begins sentences; ``A.`` is an initial, not the article."""
    if word is None:
        return False
    initial = len(word.group(1)) == 1 and word.group(2)
    return not initial and word.group(1)[:1].isupper() and word.group(1).lower() in _abbreviations(language).starters


def _goes_on(before: str, following: str, starts: bool, language: Language) -> bool:
    """Tell whether a single full stop after ``before`` belongs to an abbreviation, initial or list number."""
    if _ORDINAL.match(before):
        return True
    rules = _abbreviations(language)
    tail = before[-24:]
    if rules.after_digit.search(tail) or rules.unit.search(tail):
        return bool(rules.preamble.match(before))
    if _INITIAL.search(tail):
        return not starts
    if rules.never.search(tail):
        return True
    if rules.number.search(tail):
        return following[:1].isdigit()
    if rules.open.search(tail):
        return following[:1].isdigit() or not starts
    return False


class _Abbreviations:
    """The table of one language, compiled: each pattern matches at the end of the text before a full stop."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self.starters = frozenset(table["starters"])
        self.never = _ending_in(table["never"])
        self.number = _ending_in(table["number"])
        self.open = _ending_in(table["open"])
        self.unit = _ending_in(table["unit"])
        prepositions = "|".join(table["prepositions"]) or "(?!)"
        self.preamble = re.compile(rf"\W*(?:{prepositions})(?:\s\S+){{1,4}}$", re.IGNORECASE)
        units = "|".join(table.get("after_digit", ["(?!)"]))
        self.after_digit = re.compile(rf"[\dIVX]\s?(?:{units})$")


def _ending_in(entries: list[str]) -> re.Pattern[str]:
    spelled = (re.escape(entry).replace(r"\ ", r"\s?") for entry in entries)
    alternatives = "|".join(f"(?i:{entry})" if entry.islower() else entry for entry in spelled)
    return re.compile(rf"(?<![\w.])(?:{alternatives})$")


@cache
def _abbreviations(language: Language) -> _Abbreviations:
    tables = tomllib.loads(files("summarizer.language").joinpath("abbreviations.toml").read_text(encoding="utf-8"))
    return _Abbreviations(tables[language])
