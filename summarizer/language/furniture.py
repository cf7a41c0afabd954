"""Lines that say by themselves that they are not the article: markers, menus, credits, time stamps.

The words are in ``furniture.toml``.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from summarizer.article import Language
from summarizer.language.dateline import is_agency
from summarizer.language.publication_date import is_timestamp
from summarizer.language.sentences import Span, ends_as_sentence

Furniture = Literal["nav", "share", "related", "caption", "credit", "byline", "timestamp"]

MARKED_LINE: dict[Language, int] = {"en": 220, "ru": 220, "ja": 110}
"""Characters up to which a line that begins with a furniture marker is furniture; longer ones are paragraphs. Credits
with a full caption reach about 200."""
CAPTION_LINE: dict[Language, int] = {"en": 350, "ru": 350, "ja": 160}
"""Characters up to which a line that ends in a photo credit is a caption: two sentences and the credit."""
RELATED_HEADING = 30
"""Characters up to which a pointer to other stories is the heading of a list of them, not a pointer to a single one."""
SENTENCE_WORDS = 4
"""Words from which a line that ends in a full stop is a sentence in spite of a marker: "Home sales fell again."."""

_SURE = re.compile(
    r"\W*(?:(?:(?:read|see|watch) also|also read|read more|читайте также|смотрите также)\b"
    r"|copyright|all rights|все права|(?:additional )?(?:reporting|editing|writing) by|we use cookies)"
    r"|.*contributed to this",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"[^>›»|/]{2,30}(?:(?:\s*[>›»|]\s*|\s/\s)[^>›»|/]{2,40})+$")
_CREDIT_AT_END = re.compile(
    r"(?:©|\((?:[^()]*\b)?(?:Photo|Image|Фото|AP|Reuters|Getty)\b[^()]*\)"
    r"|\b(?:REUTERS|AP|AFP|EPA|EPA-EFE|TASS|ТАСС|Getty Images|AP Photo|Sputnik|РИА Новости)"
    r"\s?/\s?[A-ZА-Я][\w.’-]*(?:\s[A-ZА-Я][\w.’-]*){0,3})[^.!?]{0,60}$"
    r"|(?i:архивное фото|фото из архива|file photo|file picture|archive photo|資料写真)[.)）]?$"
)
_BULLET = re.compile(r"(?:[-*–]\s+|[•·・▪◆◇●■□✓]\s*)(?=\S)")
_DASH_BULLET = re.compile(r"—\s*(?=\S)")


def furniture_kind(line: str, language: Language) -> Furniture | None:
    """Return what part of a page a line is, or None if it may belong to the article.

    Args:
        line: without surrounding white space.
        language: of the article.
    """
    if len(line) <= CAPTION_LINE[language] and _credit_tail(language).search(line):
        return "caption" if _marker_at_start(line) is None else "credit"
    if len(line) > MARKED_LINE[language]:
        return None
    for kind, pattern in _markers().items():
        if pattern.match(line) and not _reads_as_sentence(line, kind, language):
            return kind
    if is_timestamp(line, language):
        return "timestamp"
    if is_agency(line):
        return "credit"
    if _CREDIT_AT_END.search(line):
        return "caption"
    if _is_menu(line) or (_BREADCRUMB.match(line) and not ends_as_sentence(line)):
        return "nav"
    return None


def describes_picture(line: str, language: Language) -> bool:
    """Tell whether a line points at people in a picture ("(left)", «(слева)», （右）) and reports nothing."""
    short = len(line) <= CAPTION_LINE[language]
    return short and bool(_caption_words(language)["side"].search(line)) and not _reports(line, language)


def heads_related_list(line: str) -> bool:
    """Tell whether a pointer to other stories (kind ``related``) stands over a list of them."""
    return len(line) <= RELATED_HEADING or line.endswith((":", "："))


def without_inline(line: str, begin: int, language: Language, *, item: bool) -> list[Span]:
    """Return what is left of a paragraph without bullets, photo notes and signatures inside it.

    Args:
        line: the paragraph.
        begin: offset to begin at, after the dateline.
        language: of the article.
        item: it is an item of a list, so that a leading dash is a bullet, not speech.
    """
    bullet = _BULLET.match(line, begin) or (_DASH_BULLET.match(line, begin) if item else None)
    begin = bullet.end() if bullet else begin
    gaps = [(found.start(), found.end()) for found in _inline(language).finditer(line, begin)]
    edges = [begin, *(edge for gap in gaps for edge in gap), len(line)]
    kept = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if line[start:end].strip()]
    return kept or [(begin, len(line))]


def _reads_as_sentence(line: str, kind: Furniture, language: Language) -> bool:
    """Tell whether a line with a marker is an English or Russian sentence that happens to begin so."""
    if language == "ja" or kind in ("share", "timestamp") or _SURE.match(line):
        return False
    return ends_as_sentence(line) and len(line.split()) >= SENTENCE_WORDS and not re.search("[:©/|]", line)


def _marker_at_start(line: str) -> re.Match[str] | None:
    return _markers()["credit"].match(line)


def _reports(line: str, language: Language) -> bool:
    return bool(_caption_words(language)["report"].search(line))


def _credit_tail(language: Language) -> re.Pattern[str]:
    return _caption_words(language)["credit_tail"]


@cache
def _caption_words(language: Language) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _data()["caption"][language].items()}


def _is_menu(line: str) -> bool:
    """Tell whether a line has no other words than names of sections."""
    words = re.finditer(r"\w+", line)
    return re.search(r"\w", line) is not None and all(word.group().casefold() in _menu() for word in words)


@cache
def _menu() -> frozenset[str]:
    return frozenset(_data()["menu"]["words"].split())


@cache
def _markers() -> dict[Furniture, re.Pattern[str]]:
    return {
        kind: re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
        for kind, patterns in _data()["markers"].items()
    }


@cache
def _inline(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _data()["inline"][language]))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.language").joinpath("furniture.toml").read_text(encoding="utf-8"))
