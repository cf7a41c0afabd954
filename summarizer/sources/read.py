"""A source, as a user names it, to bytes: a URL, a file, or ``-`` for standard input."""

import asyncio
import re
import sys
from pathlib import Path
from typing import BinaryIO

from summarizer.article import Resource
from summarizer.errors import IsAFeed, NotAUrl, UnreadableFile
from summarizer.sources.address import MAX_SHOWN_LENGTH
from summarizer.sources.body import too_large
from summarizer.sources.feed_type import is_feed
from summarizer.sources.fetch import FetchOptions, fetch
from summarizer.sources.media_type import HTML, MARKDOWN, PDF, PLAIN, media_type_of
from summarizer.sources.page_cache import PageCache
from summarizer.sources.telegram_address import text_page

STANDARD_INPUT = "-"

_TYPES = {
    ".htm": HTML,
    ".html": HTML,
    ".markdown": MARKDOWN,
    ".md": MARKDOWN,
    ".pdf": PDF,
    ".txt": PLAIN,
    ".xhtml": HTML,
}
_WEB = re.compile(r"^\s*https?:", re.IGNORECASE)
_SCHEME = re.compile(r"^\s*[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_DOMAIN = re.compile(r"^(?:[\w-]+\.)+[a-z\u0400-\u04ff\u3040-\u9fff]{2,}(?:[:/?#]|$)", re.IGNORECASE)


async def read_source(
    source: str, options: FetchOptions, cache: PageCache | None = None, stdin: BinaryIO | None = None
) -> Resource:
    """Read the bytes of a source; ``options.max_bytes`` is the limit for each kind.

    Args:
        source: an http(s) URL, the path of a file, or ``-``.
        options: for fetching.
        cache: for fetching; None for no cache.
        stdin: what ``-`` reads; None for the process's own standard input.

    Raises:
        IsAFeed: it is one.
        NotAUrl: neither an http(s) URL nor a path.
        UnreadableFile: a path of something that is missing or cannot be read.
        TooLarge, UnsupportedMediaType: of a file or standard input.
        SourceError: any of ``fetch``'s.
    """
    if source == STANDARD_INPUT:
        content = await asyncio.to_thread(_read_stream, stdin or sys.stdin.buffer, options.max_bytes)
        return Resource(_no_feed(content, source), media_type_of(content))
    if _WEB.match(source) or text_page(source):
        return await fetch(source, options, cache)
    return await asyncio.to_thread(_read_file, source, options.max_bytes)


def _read_stream(stream: BinaryIO, limit: int) -> bytes:
    """Read to the end or one byte past the limit; a pipe may give less than asked for at a time."""
    chunks: list[bytes] = []
    left = limit + 1
    while left > 0 and (chunk := stream.read(left)):
        chunks.append(chunk)
        left -= len(chunk)
    if left <= 0:
        raise too_large(limit)
    return b"".join(chunks)


def _read_file(source: str, limit: int) -> Resource:
    if not source.strip():
        raise _not_a_url(source)
    path = Path(source)
    try:
        with path.open("rb") as file:
            content = _read_stream(file, limit)
    except FileNotFoundError as error:
        raise _missing(source) from error
    except (OSError, ValueError) as error:
        if _is_no_path(source):
            raise _not_a_url(source) from error
        raise UnreadableFile(_reason(error), _shown(source), str(error)) from error
    declared = _TYPES.get(path.suffix.lower(), "")
    if declared == PDF and not content.startswith(b"%PDF-"):
        raise UnreadableFile("damaged_pdf", _shown(source), "no PDF header")
    return Resource(_no_feed(content, source), media_type_of(content, declared))


def _no_feed(content: bytes, source: str) -> bytes:
    if is_feed(content):
        raise IsAFeed(source)
    return content


def _reason(error: OSError | ValueError) -> str:
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    return "unreadable"


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (PermissionError, "not_permitted"),
    (IsADirectoryError, "directory"),
    (NotADirectoryError, "missing"),
    (ValueError, "not_a_path"),
)


def _missing(source: str) -> NotAUrl | UnreadableFile:
    if _is_no_path(source):
        return _not_a_url(source)
    looks_like_path = "/" in source or "\\" in source or Path(source).suffix.lower() in _TYPES
    return UnreadableFile("missing", _shown(source)) if looks_like_path else _not_a_url(source)


def _is_no_path(source: str) -> bool:
    """Tell addresses of other kinds and pasted text from paths."""
    if _SCHEME.match(source) or "\n" in source or "\0" in source or len(source) > MAX_SHOWN_LENGTH * 2:
        return True
    head = source.partition("/")[0]
    return bool(_DOMAIN.match(source)) and Path(head).suffix.lower() not in _TYPES


def _not_a_url(source: str) -> NotAUrl:
    return NotAUrl("no http(s) URL and no file", source=_shown(source))


def _shown(source: str) -> str:
    source = " ".join(source.replace("\0", "").split())
    return source if len(source) <= MAX_SHOWN_LENGTH else source[: MAX_SHOWN_LENGTH - 1] + "…"
