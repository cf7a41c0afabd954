"""What ``svodka translate`` is given: the text itself, a file, a page, a PDF or standard input, as text.

Nothing is left out for being no article: who asks for the translation of a short page wants all of it.
"""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from summarizer.article import Resource
    from summarizer.reading import ReadingSettings

_TEXT_FILES = frozenset({".txt", ".text", ".md", ".markdown", ".srt", ".csv", ".tsv", ""})
_FILES = frozenset({*_TEXT_FILES, ".htm", ".html", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub"}) - {""}
MOST_WORDS_OF_A_NAME = 4
"""Words of a file's name with spaces in it; a sentence that ends in one has more."""


def text_of(source: str, settings: "ReadingSettings") -> str:
    """Return the text of a source; of a page or PDF, title and text.

    Args:
        source: an http(s) URL, a path, ``-`` for standard input, or the text itself.
        settings: of the installation.

    Raises:
        SourceError: it cannot be had; also for what looks like the path of a file that is not there.
        ArticleError: a page without text of its own.
    """
    from summarizer.article import Resource
    from summarizer.errors import NotAUrl
    from summarizer.sources.decode import decode
    from summarizer.sources.media_type import HTML, PDF, media_type_of
    from summarizer.sources.page_cache import PageCache
    from summarizer.sources.read import read_source

    if source == "-":
        content = _standard_input(settings)
        kind = media_type_of(content)
        return _page_text(Resource(content, kind)) if kind in (HTML, PDF) else decode(content)
    if _is_literal(source):
        return source
    cache = PageCache(settings.cache_dir, settings.cache_bytes) if settings.cache_dir else None
    try:
        resource = asyncio.run(read_source(source, settings.fetch, cache))
    except NotAUrl:
        if _is_path(source):
            raise
        return source
    is_text = Path(source).suffix.lower() in _TEXT_FILES and not source.lower().startswith(("http:", "https:"))
    if is_text and media_type_of(resource.content) not in (HTML, PDF):
        return decode(resource.content)
    return _page_text(resource)


def _page_text(resource: "Resource") -> str:
    from summarizer.language.clean import clean
    from summarizer.sources.extract import extract

    document = extract(resource)
    return clean(f"{document.title}\n\n{document.text}\n" if document.title else f"{document.text}\n")


def _standard_input(settings: "ReadingSettings") -> bytes:
    from summarizer.notices import notice
    from summarizer.sources.body import too_large
    from summarizer.terminal import interface_language

    if sys.stdin.isatty():
        typer.echo(notice("text_awaited", settings.language or interface_language()).text, err=True)
    content = sys.stdin.buffer.read(settings.fetch.max_bytes + 1)
    if len(content) > settings.fetch.max_bytes:
        raise too_large(settings.fetch.max_bytes)
    return content


def _is_literal(source: str) -> bool:
    """Whether an argument is the text itself: it has lines, or several words, and is no file that exists."""
    if source.lower().startswith(("http:", "https:")):
        return False
    if "\n" in source:
        return True
    return not _exists(source) and not _is_path(source) and (" " in source.strip() or not source.isascii())


def _exists(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False


def _is_path(source: str) -> bool:
    """Whether an argument looks like a path or an address: one word with a slash or dot in it, or a file's ending."""
    bare = source.strip()
    ending = Path(bare).suffix.lower()
    if " " in bare:
        # «My notes.txt» is a file that is missing; "He works at Example.com" is a sentence.
        return ending in _FILES and len(bare.split()) <= MOST_WORDS_OF_A_NAME
    is_file_like = 1 < len(ending) <= len(".markdown") and ending[1:].isascii() and ending[1:].isalnum()
    return is_file_like or (("/" in bare or "\\" in bare) and bare.isascii())
