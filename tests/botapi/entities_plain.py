r"""Text as Telegram stores it: cleaned, trimmed, with the entities that it finds by itself.

Sources: https://core.telegram.org/bots/api#messageentity for the kinds; cleaning follows TDLib (control characters
become spaces, ``\r`` and U+2028..U+202E go, white space around the text goes).
"""

import json
import re
from typing import Any

from .entities_html import parse_html, utf16_length
from .errors import bad_request
from .limits import RAW_TEXT_BYTES
from .links import checked_link

Json = dict[str, Any]

_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e]")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+|(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|info|ru|jp|io|eu|uk)\b(?:/[^\s<>\"«»]*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w/@])@[A-Za-z0-9_]{4,32}\b)"
    r"|(?P<bot_command>(?<![\w/<])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_CLOSED = {"code", "pre", "text_link", "text_mention", "custom_emoji"}  # nothing is looked for inside these


def clean(text: str) -> str:
    """Return a text without the characters that Telegram removes; may change its length."""
    return _CONTROL.sub(" ", _REMOVED.sub("", text))


def _unit_map(text: str) -> list[int]:
    """Return the UTF-16 offset of every character, and of the end."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if character > "\uffff" else 1))
    return offsets


def find_entities(text: str) -> list[Json]:
    """Return the links, addresses, mentions, commands and hashtags that Telegram marks in a plain text."""
    units = _unit_map(text)
    found = []
    for match in _FOUND.finditer(text):
        start, end = match.span()
        kind = str(match.lastgroup)
        if kind == "url":
            end = start + len(match[0].rstrip(".,;:!?)»'"))
            if checked_link(text[start:end]) is None:
                continue
        found.append({"type": kind, "offset": units[start], "length": units[end] - units[start]})
    return found


def _overlaps(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _moved_offsets(text: str) -> dict[int, int]:
    """Return where every UTF-16 offset of a text lies after cleaning."""
    if clean(text) == text:
        return {offset: offset for offset in _unit_map(text)}
    old, new, moved = 0, 0, {0: 0}
    for character in text:
        old += utf16_length(character)
        new += utf16_length(clean(character))
        moved[old] = new
    return moved


def _finish(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Clean and trim a text, and move its entities with it."""
    cleaned = clean(text)
    trimmed = cleaned.strip(" \n")
    if not entities:
        return trimmed, []
    moved = _moved_offsets(text)
    lead = utf16_length(cleaned) - utf16_length(cleaned.lstrip(" \n"))
    last = utf16_length(trimmed)
    result = []
    for entity in entities:
        start = moved.get(entity["offset"])
        end = moved.get(entity["offset"] + entity["length"])
        if start is None or end is None:
            raise bad_request("can't parse entities: entity beyond the text or inside a character")
        start, end = max(0, start - lead), min(last, end - lead)
        if end > start:
            result.append({**entity, "offset": start, "length": end - start})
    return trimmed, result


def formatted_text(text: str, parse_mode: str, entities: list[Json], *, strict: bool = False) -> tuple[str, list[Json]]:
    """Return a text and all of its entities as Telegram stores them.

    Args:
        text: what the bot sent.
        parse_mode: "" or "HTML" in any case; MarkdownV2 is not played, and refused aloud.
        entities: MessageEntity objects that were sent instead of a parse mode.
        strict: see `parse_html`.

    Raises:
        ApiError: 400 for markup that Telegram refuses.
    """
    if len(text.encode()) > RAW_TEXT_BYTES:
        raise bad_request("text is too long")
    if parse_mode and parse_mode.lower() != "html":
        raise bad_request(f"unsupported parse_mode {json.dumps(parse_mode)} (this test server knows HTML only)")
    text, entities = parse_html(text, strict=strict) if parse_mode else (text, entities)
    text, entities = _finish(text, entities)
    closed = [entity for entity in entities if entity["type"] in _CLOSED]
    found = [new for new in find_entities(text) if not any(_overlaps(new, old) for old in closed)]
    return text, sorted([*entities, *found], key=lambda entity: (entity["offset"], -entity["length"]))
