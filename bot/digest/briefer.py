"""One brief a story and language, however many subscribers get it."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bot.digest.analysis import in_analysis_thread
from bot.digest.items import ReadItem
from bot.digest.reading_order import reading_order
from bot.digest.signature import article_of
from summarizer.article import Article, Language, Resource
from summarizer.errors import SvodkaError
from summarizer.reading import ReadingSettings

if TYPE_CHECKING:
    from summarizer.brief_records import Brief, Draft
    from summarizer.neural import Neural

STORY_POINTS = 2
MAX_ARTICLES_TRIED = 3
"""Articles of a story that are asked for until one can be read; then the feed's own text is briefed."""
KEPT_DRAFTS = 500


class Briefer(Protocol):
    """Makes the brief of a story."""

    async def brief(
        self, items: Sequence[ReadItem], language: Language, newest: frozenset[str] = frozenset()
    ) -> "Brief | None":
        """Return the brief of a story in a language; None if there is no text in it that can be briefed."""
        ...


@dataclass(slots=True)
class _Kept:
    lock: asyncio.Lock
    drafts: "dict[Language, Draft | None]"
    briefs: "dict[Language, Brief | None]"


class StoryBriefer:
    """Reads one article of the story, the first that can be had in ``reading_order``, and briefs it.

    Args:
        settings: of reading.
        articles: whether articles are fetched; otherwise the feeds' own texts are briefed.
        models: put headline and points into the reader's language, or None.
    """

    def __init__(self, settings: ReadingSettings, *, articles: bool = True, models: "Neural | None" = None) -> None:
        self._settings = settings
        self._articles = articles
        self._models = models
        self._kept: OrderedDict[tuple[frozenset[str], frozenset[str]], _Kept] = OrderedDict()

    async def brief(
        self, items: Sequence[ReadItem], language: Language, newest: frozenset[str] = frozenset()
    ) -> "Brief | None":
        """Return the brief of a story in a language, made once for the same items; None if nothing can be briefed.

        Args:
            items: of the story.
            language: of the reader.
            newest: keys of the items to read before others: those with what is new in an update.
        """
        kept = self._of((frozenset(read.item.key for read in items), newest))
        async with kept.lock:
            if language not in kept.briefs:
                kept.briefs[language] = await self._make(kept, items, language, newest)
            return kept.briefs[language]

    def _of(self, story: tuple[frozenset[str], frozenset[str]]) -> _Kept:
        kept = self._kept.setdefault(story, _Kept(asyncio.Lock(), {}, {}))
        self._kept.move_to_end(story)
        if len(self._kept) > KEPT_DRAFTS:
            self._kept.popitem(last=False)
        return kept

    async def _make(
        self, kept: _Kept, items: Sequence[ReadItem], language: Language, newest: frozenset[str]
    ) -> "Brief | None":
        from summarizer.brief import finish

        told_in = {read.signature.language for read in items}
        wanted: Language = language if language in told_in else _commonest(items)
        if wanted not in kept.drafts:
            ordered = reading_order([read for read in items if read.signature.language], wanted, newest)
            kept.drafts[wanted] = await self._draft(ordered)
        draft = kept.drafts[wanted]
        return await in_analysis_thread(finish, draft, language, self._models) if draft is not None else None

    async def _draft(self, items: Sequence[ReadItem]) -> "Draft | None":
        for read in items[:MAX_ARTICLES_TRIED] if self._articles else ():
            article = await self._article(read)
            if article is not None:
                return await in_analysis_thread(_drafted, article)
        for read in items:
            article = await in_analysis_thread(article_of, read.item)
            if article is not None:
                own = replace(article, url=read.item.url, site=read.item.source)
                return await in_analysis_thread(_drafted, own)
        return None

    async def _article(self, read: ReadItem) -> Article | None:
        from summarizer.sources.page_cache import PageCache
        from summarizer.sources.read import read_source

        if read.item.url is None:
            return None
        settings = self._settings
        cache = PageCache(settings.cache_dir, settings.cache_bytes) if settings.cache_dir else None
        try:
            page = await read_source(read.item.url, settings.fetch, cache)
            return await in_analysis_thread(_article_in, page, read.day)
        except SvodkaError:
            return None  # another source of the story tells it, or the feed's own text does


def _article_in(page: Resource, day: date) -> Article:
    from summarizer.language.read_article import read_article
    from summarizer.sources.extract import extract

    return read_article(extract(page), published=day)


def _drafted(article: Article) -> "Draft":
    from summarizer.brief import BriefOptions, make_draft

    return make_draft(article, BriefOptions(points=STORY_POINTS))


def _commonest(items: Sequence[ReadItem]) -> Language:
    languages = [read.signature.language for read in items if read.signature.language]
    return max(languages, key=languages.count) if languages else "en"
