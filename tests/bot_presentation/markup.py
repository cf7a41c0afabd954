"""What Telegram would make of a part; every rendered message of the tests goes through here."""

from typing import Any

from bot.rendering.harmless import is_blank
from bot.rendering.spans import MessageText
from bot.rendering.splitting import MAX_ENTITIES
from botapi.entities_html import parse_html, utf16_length
from botapi.entities_plain import clean
from botapi.limits import RAW_TEXT_BYTES, TEXT_UNITS


def checked(part: MessageText) -> list[dict[str, Any]]:
    """Return the entities of a part, having asserted that Telegram takes it whole and unchanged."""
    text, entities = parse_html(part.html, strict=True)
    assert text == part.plain, "the plain twin has other words"
    assert clean(text).strip(" \n") == text, "Telegram would change the text"
    assert 1 <= utf16_length(text) <= TEXT_UNITS
    assert len(part.html.encode()) <= RAW_TEXT_BYTES
    assert len(entities) <= MAX_ENTITIES
    assert not is_blank(text)
    return entities


def kinds(part: MessageText) -> list[str]:
    """Return the kinds of a part's entities, in order."""
    return [entity["type"] for entity in checked(part)]
