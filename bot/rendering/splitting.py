"""Blocks packed into parts that Telegram takes, cut between blocks, and inside one only where it is too long by itself.

Limits: https://core.telegram.org/bots/api#sendmessage (1 to 4,096 characters after entities parsing, counted in UTF-16
code units) and https://core.telegram.org/api/entities (100 entities a message; more are dropped silently).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.rendering.harmless import SENTENCE_END, between_characters, is_blank
from bot.rendering.spans import Block, MessageText, Span, utf16_length, written

MAX_UNITS = 4096
MAX_ENTITIES = 100
MIN_PIECE_UNITS = 256
"""A block that must be cut anyway begins in the part before only if at least this much of it fits there (about two
sentences: less would be read as a remainder)."""


def parts(blocks: Iterable[Block], limit: int = MAX_UNITS) -> list[MessageText]:
    """Return the parts of an answer in order; empty if nothing in the blocks can be seen.

    Args:
        blocks: in order.
        limit: UTF-16 units of a part, at least 2.
    """
    pages: list[list[Span]] = [[]]
    for block in blocks:
        if is_blank(block.text):
            continue
        for piece in _pieces(block, pages[-1], limit):
            page = pages[-1]
            if page and not _fits(page, piece, limit):
                pages.append(page := [])
            page += [Span(piece.gap), *piece.spans] if page else piece.spans
    return [written(_trimmed(page)) for page in pages if not is_blank("".join(span.text for span in page))]


def single(blocks: Iterable[Block], limit: int = MAX_UNITS) -> MessageText:
    """Return the one part of an answer that is known to be short; what would be more than one part is cut off."""
    return parts(blocks, limit)[0]


def _trimmed(page: list[Span]) -> list[Span]:
    """Take white space off both ends: Telegram trims messages, and what it would take away is not sent."""
    while not page[-1].text.strip():
        page.pop()
    while not page[0].text.strip():
        page.pop(0)
    page[0] = replace(page[0], text=page[0].text.lstrip())
    return [*page[:-1], replace(page[-1], text=page[-1].text.rstrip())]


def _units(spans: Iterable[Span]) -> int:
    return sum(utf16_length(span.text) for span in spans)


def _fits(page: list[Span], block: Block, limit: int) -> bool:
    entities = sum(span.entities for span in (*page, *block.spans))
    return _units(page) + len(block.gap) + _units(block.spans) <= limit and entities <= MAX_ENTITIES


def _pieces(block: Block, page: list[Span], limit: int) -> Iterator[Block]:
    """Yield the block whole, or cut where it is longer than a part; the first piece fills up the current page."""
    if _units(block.spans) <= limit:
        yield block
        return
    room = limit - _units(page) - len(block.gap) if page else limit
    room = room if room >= MIN_PIECE_UNITS else limit
    taken: list[Span] = []
    for span in block.spans:
        rest = span.text
        while utf16_length(rest) > room:
            head, rest = _cut(rest, room)
            yield Block((*taken, *([replace(span, text=head)] if head else ())), block.gap)
            taken, room = [], limit
        if rest:
            taken.append(replace(span, text=rest))
            room -= utf16_length(rest)
        if room < 1:
            yield Block(tuple(taken), block.gap)
            taken, room = [], limit
    if taken:
        yield Block(tuple(taken), block.gap)


def _cut(text: str, room: int) -> tuple[str, str]:
    """Return the head that fits into ``room`` UTF-16 units, and the rest; white space at the cut goes."""
    end = len(text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore"))
    at = _break(text, end)
    return text[:at].rstrip(), text[at:].lstrip()


def _break(text: str, end: int) -> int:
    """Return where to cut at or before ``end``: after a sentence, at a space, between characters; the first that is."""
    earliest = end // 2
    sentences = [m.end() for m in SENTENCE_END.finditer(text, earliest, end) if m.end() < end]
    if sentences:
        return sentences[-1]
    space = max(text.rfind(" ", earliest, end), text.rfind("\n", earliest, end))
    if space > 0:
        return space
    return between_characters(text, end)
