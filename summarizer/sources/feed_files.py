"""Feeds and subscription lists from local files."""

from pathlib import Path

from summarizer.errors import NotAUrl, UnreadableFile
from summarizer.sources.address import MAX_SHOWN_LENGTH
from summarizer.sources.body import too_large


def read_feed_file(name: str, max_bytes: int) -> bytes:
    """Return the bytes of a local file.

    ``read_source`` takes only articles: it refuses XML by its type.

    Args:
        name: path as the user wrote it.
        max_bytes: most bytes.

    Raises:
        NotAUrl: it looks like an address, of a kind that is not read.
        UnreadableFile: missing, not permitted, a directory.
        TooLarge: more than ``max_bytes``.
    """
    shown = name[:MAX_SHOWN_LENGTH]
    if "://" in name or not name.strip():
        raise NotAUrl("no http(s) URL and no file", source=shown)
    try:
        with Path(name).open("rb") as file:
            content = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableFile("missing", shown) from error
    except PermissionError as error:
        raise UnreadableFile("not_permitted", shown) from error
    except IsADirectoryError as error:
        raise UnreadableFile("directory", shown) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile("unreadable", shown, str(error)) from error
    if len(content) > max_bytes:
        raise too_large(max_bytes)
    return content
