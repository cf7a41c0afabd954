"""Feeds and subscription lists from local files."""

import sys
from pathlib import Path

from summarizer.errors import ConnectionFailed, NotAUrl, UnreadableFile
from summarizer.sources.address import MAX_SHOWN_LENGTH
from summarizer.sources.body import too_large, unpacked
from summarizer.sources.read import STANDARD_INPUT


def read_feed_file(name: str, max_bytes: int) -> bytes:
    """Return the bytes of a local file, decompressed if it is a gzip file.

    ``read_source`` takes only articles: it refuses XML by its type.

    Args:
        name: path as the user wrote it, or ``-`` for standard input.
        max_bytes: most bytes.

    Raises:
        NotAUrl: it looks like an address, of a kind that is not read.
        UnreadableFile: missing, not permitted, a directory, a damaged gzip file.
        TooLarge: more than ``max_bytes``.
    """
    shown = name[:MAX_SHOWN_LENGTH]
    if "://" in name or not name.strip():
        raise NotAUrl("no http(s) URL and no file", source=shown)
    content = _content(name, shown, max_bytes)
    if len(content) > max_bytes:
        raise too_large(max_bytes)
    try:
        return unpacked(content, max_bytes, shown)
    except ConnectionFailed as error:
        raise UnreadableFile("unreadable", shown, error.detail) from error


def _content(name: str, shown: str, max_bytes: int) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(max_bytes + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableFile("missing", shown) from error
    except PermissionError as error:
        raise UnreadableFile("not_permitted", shown) from error
    except IsADirectoryError as error:
        raise UnreadableFile("directory", shown) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile("unreadable", shown, str(error)) from error
