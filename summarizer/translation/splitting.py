"""Pieces of a sentence that go to a model by themselves: what must stay as it is, and clauses of what is too long."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarizer.article import Language
from summarizer.language.sentences import ends_as_sentence

JOINER: dict[Language, str] = {"en": " ", "ru": " ", "ja": ""}
"""What stands between two sentences or clauses of one paragraph."""

_EMOJI = (
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\U0001f300-\U0001faff\u2600-\u27bf]*"
)
LONGEST_WORD = 60
"""Characters without a space from which a run of letters and signs is data; the longest Russian words have 35."""
_URL_CHARACTER = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
PROTECTED = re.compile(
    rf"(?:https?://|www\.){_URL_CHARACTER}*[A-Za-z0-9/_=\-#&~]"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
    r"|(?<![\w@#/])@[A-Za-z0-9_]+|(?<![\w#&])[#＃][^\W\d_]\w*"
    r"|`[^`\n]+`|&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});|\[\^[\w-]+\]|(?<=\]\()[^()\s]+|%(?:\d+\$)?[sdif]\b|\$?\{\w*\}|</?[A-Za-z][^<>\n]*>"
    rf"|(?<![^\s|])[!-~А-яЁё]{{{LONGEST_WORD},}}(?![^\s|])"
    rf"|{_EMOJI}"
)
"""Addresses, mail addresses, @handles, #hashtags, code, HTML entities, marks of footnotes, targets of links, format
specifiers, tags, data without spaces, emoji."""
_EDGE = re.compile(r"[\s#*=~_\-–—|<>+•◆◇■□●○★☆▼▲]+")
_FULL_STOP = re.compile(r"[.。]\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_CLAUSE_ENDS: dict[Language, tuple[re.Pattern[str], ...]] = {
    "en": (
        re.compile(r"[.!?;:]\s+|\s[—–]\s+"),
        re.compile(r",\s+(?=(?:and|but|or|which|who|while|as|because|although|if|when|that|so|after|before)\b)"),
        re.compile(r",\s+"),
        re.compile(r"\s+(?=(?:and|but|or|that|which|who|while|because|when|after|before)\b)"),
        re.compile(r"\s+"),
    ),
    "ru": (
        re.compile(r"[.!?;:]\s+|\s[—–]\s+"),
        re.compile(r",\s+(?=(?:и|а|но|или|что|котор\w+|чтобы|если|когда|поскольку|потому|хотя|где|как)\b)"),
        re.compile(r",\s+"),
        re.compile(r"\s+(?=(?:и|или|но)\b)"),
        re.compile(r"\s+"),
    ),
    "ja": (
        re.compile(r"[。！？；]"),
        re.compile(r"(?:が|ので|から|けれど|ため|し|り|て|で|ば|と)、"),
        re.compile(r"、"),
        re.compile(r"(?<=[をにがはで])"),
        re.compile(r"(?<=.)"),
    ),
}
"""Where a sentence may be cut, the best places first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence.

    Attributes:
        text: with no white space around it, unless it is literal.
        literal: it is not translated and comes out as it is, white space included.
    """

    text: str
    literal: bool


def protected(text: str) -> list[str]:
    """Return what a translation must carry unchanged, in order."""
    return [match.group() for match in PROTECTED.finditer(text)]


def has_words(text: str) -> bool:
    """Whether there is anything to translate beside what is protected."""
    return bool(_LETTER.search(PROTECTED.sub(" ", text)))


def cut(
    sentence: str, source: Language, counted: Callable[[str], int], most: int, *, around: bool = False
) -> list[Piece]:
    """Cut a sentence into what a model may see and what it may not.

    Args:
        sentence: one.
        source: its language.
        counted: gives the tokens of a text.
        most: tokens of one piece.
        around: also cut at protected parts in the middle; otherwise only those at both ends are kept from the model.

    Returns:
        Pieces in order; literal ones joined with the others, clauses among them, give the sentence.
    """
    found: list[Piece] = []
    for piece in _apart(sentence) if around else _without_edges(sentence):
        if piece.literal:
            found.append(piece)
        else:
            found += [Piece(part, literal=False) for part in _clauses(piece.text, source, counted, most)]
    return found


def join(pieces: list[Piece], target: Language) -> str:
    """Put translated pieces together: literal ones as they are, clauses with what the language puts between them."""
    text, after_words = "", False
    for piece in pieces:
        text += (JOINER[target] if after_words and not piece.literal else "") + piece.text
        after_words = not piece.literal
    return text


def on_one_line(text: str, language: Language) -> str:
    """Return a model's answer without line feeds and white space at its ends; a sentence has one line."""
    return JOINER[language].join(line.strip() for line in text.splitlines() if line.strip())


def with_end(text: str, source: str, target: Language) -> str:
    """Return a translation closed by a full stop where its source is and the model forgot it."""
    closed = _FULL_STOP.search(source) and text and not ends_as_sentence(text) and text[-1].isalnum()
    return text + ("。" if target == "ja" else ".") if closed else text


def _without_edges(sentence: str) -> Iterator[Piece]:
    start, end = 0, len(sentence)
    while start < end and (match := _EDGE.match(sentence, start) or PROTECTED.match(sentence, start)):
        start = match.end()
    spans = [m.span() for m in PROTECTED.finditer(sentence, start)]
    while start < end:
        bare = len(sentence[start:end].rstrip(" \t\n#*=~_|")) + start
        if bare == end and spans and spans[-1][1] == end:
            bare = spans.pop()[0]
        if bare == end:
            break
        end = max(bare, start)
    parts = ((sentence[:start], True), (sentence[start:end], False), (sentence[end:], True))
    yield from (Piece(text, literal) for text, literal in parts if text)


def _apart(sentence: str) -> Iterator[Piece]:
    at = 0
    for match in (*PROTECTED.finditer(sentence), None):
        end = match.start() if match else len(sentence)
        between = sentence[at:end]
        if _LETTER.search(between):
            bare = between.strip()
            lead = len(between) - len(between.lstrip())
            yield from (Piece(t, True) for t in [between[:lead]] if t)
            yield Piece(bare, literal=False)
            yield from (Piece(t, True) for t in [between[lead + len(bare) :]] if t)
        elif between:
            yield Piece(between, literal=True)
        if match:
            yield Piece(match.group(), literal=True)
            at = match.end()


def _clauses(text: str, source: Language, counted: Callable[[str], int], most: int, level: int = 0) -> list[str]:
    if counted(text) <= most or level == len(_CLAUSE_ENDS[source]):
        return [text]
    parts: list[str] = []
    for part in _at_ends(text, _CLAUSE_ENDS[source][level]):
        parts += _clauses(part, source, counted, most, level + 1)
    glue = "" if source == "ja" else " "
    packed: list[str] = []
    for part in parts:
        longer = f"{packed[-1]}{glue}{part}" if packed else part
        if packed and counted(longer) <= most:
            packed[-1] = longer
        else:
            packed.append(part)
    return packed


def _at_ends(text: str, ends: re.Pattern[str]) -> list[str]:
    cuts = [0, *(m.end() for m in ends.finditer(text)), len(text)]
    return [part for a, b in pairwise(cuts) if (part := text[a:b].strip())]
