"""From a source to an Article, and what reading commands must know for it; bot and terminal both come here."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from summarizer.article import Article, Language
from summarizer.neural import NeuralSettings
from summarizer.sources.fetch import FetchOptions
from summarizer.sources.page_cache import DEFAULT_MAX_BYTES, PageCache


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """What start-up tells the reading commands; the library itself has only these defaults.

    Attributes:
        fetch: how pages are fetched.
        cache_dir: where fetched pages are kept; None for no cache.
        cache_bytes: most bytes of that cache.
        glossary: file with the user's own names, or None.
        language: of the brief where the reader does not say; None for the article's own.
        points: how many where the reader does not say; None to let the article's length decide.
        neural: the models of the installation.
    """

    fetch: FetchOptions = field(default_factory=FetchOptions)
    cache_dir: Path | None = None
    cache_bytes: int = DEFAULT_MAX_BYTES
    glossary: Path | None = None
    language: Language | None = None
    points: int | None = None
    neural: NeuralSettings = field(default_factory=NeuralSettings)


async def read(
    source: str, settings: ReadingSettings, published: date | None = None, stdin: BinaryIO | None = None
) -> Article:
    """Fetch or open a source and return the article in it.

    Args:
        source: an http(s) URL, the path of a file, or ``-``.
        settings: of the installation.
        published: the day of publication, if the reader knows it.
        stdin: what ``-`` reads; None for the process's own standard input.

    Raises:
        SourceError: the bytes cannot be had.
        ArticleError: there is no article in them that can be briefed.
    """
    from summarizer.language.read_article import read_article
    from summarizer.sources.extract import extract
    from summarizer.sources.read import read_source

    cache = PageCache(settings.cache_dir, settings.cache_bytes) if settings.cache_dir else None
    resource = await read_source(source, settings.fetch, cache, stdin)
    return read_article(extract(resource), published=published)
