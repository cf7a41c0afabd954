"""Making: from what was asked for to kept briefs and translations. Who does it is told apart from who asks.

``bot.briefing`` and ``bot.translating`` ask: they look things up, and let all who want the same wait for one making of
it. ``LocalMaking`` does the work, in the bot's process or in a worker's (``bot.worker``); to have workers do it,
``bot.handed_out`` stands in its place.
"""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from bot.brief_worker import MadeBriefs, brief_resource, brief_text
from bot.errors import TooHard
from bot.model_desk import ModelDesk, TextInOtherWords
from bot.model_process import ModelProcess
from bot.store import NOBODY, BriefKey, CachedBrief, Store
from bot.web_address import clean_url
from bot.worker_pool import WorkerDied, WorkerPool
from bot.writing import EXTRACTIVE, Writing
from config.bot import Bot as BotSettings
from summarizer.article import Language, Resource
from summarizer.reading import ReadingSettings

WORKER_IDLE_SECONDS = 600.0
MODELS_IDLE_SECONDS = 1800.0
"""Models unload sooner (``models.idle_minutes``); this frees the dictionaries as well."""

Kept = dict[Language, str]
"""The ids of one article's briefs by language."""
Notify = Callable[[], Coroutine[Any, Any, None]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The briefs of a page, and its canonical address, under which they are kept."""

    kept: Kept
    canonical: str


class Making(Protocol):
    """Makes things, and keeps them in the store."""

    async def page(self, address: str, on_read: Notify) -> KeptPage:
        """Fetch a page and brief it.

        Args:
            address: http or https.
            on_read: called once the bytes are there and summing up begins.

        Raises:
            SourceError, ArticleError: as for the library.
            TooHard: see there.
        """

    async def file(self, resource: Resource, owner_id: int, on_read: Notify) -> Kept:
        """Brief a file that somebody sent; raises as for a page."""

    async def text(self, text: str, owner_id: int) -> Kept:
        """Brief a text that somebody sent.

        Raises:
            ArticleError: as for the library.
            TooHard: see there.
        """

    async def reword(self, cached: CachedBrief) -> CachedBrief:
        """Put headline and points of a brief into its language; it is returned as it was where that cannot be done."""

    async def translate(self, text: str, target: Language, owner_id: int) -> TextInOtherWords:
        """Translate a text that somebody sent.

        Raises:
            LanguageNotSupported, EngineError: see ``ModelDesk.translate``.
            TooHard: the process of the models died of it.
        """

    async def close(self) -> None:
        """End, whatever is under way."""


class LocalMaking:
    """Makes things in processes of its own; pages are fetched on the event loop, which only waits.

    Args:
        store: where briefs are kept.
        reading: how pages are fetched, and the models of the installation.
        pool: reads and sums up.
        process: serves a ``ModelDesk``.
        engine: of this installation (``engine_version``).
    """

    def __init__(
        self, store: Store, reading: ReadingSettings, pool: WorkerPool, process: ModelProcess, engine: str
    ) -> None:
        self._store = store
        self._reading = reading
        self._pool = pool
        self._process = process
        self._writing = Writing(reading.neural, process)
        self._engine = engine

    async def page(self, address: str, on_read: Notify) -> KeptPage:
        """See ``Making``."""
        resource = await self.fetched(address)
        await on_read()
        return await self.read(address, resource)

    async def fetched(self, address: str) -> Resource:
        """Fetch a page.

        Raises:
            SourceError: as for the library.
        """
        from summarizer.sources.fetch import fetch
        from summarizer.sources.page_cache import PageCache

        settings = self._reading
        cache = PageCache(settings.cache_dir, settings.cache_bytes) if settings.cache_dir else None
        return await fetch(address, settings.fetch, cache)

    async def read(self, address: str, resource: Resource) -> KeptPage:
        """Brief a page that has been fetched.

        Raises:
            ArticleError: as for the library.
            TooHard: see there.
        """
        made = await self._worked(brief_resource, resource)
        canonical = clean_url(made.article.url) if made.article.url else address
        return KeptPage(await self._keep(made, canonical, NOBODY), canonical)

    async def file(self, resource: Resource, owner_id: int, on_read: Notify) -> Kept:
        """See ``Making``."""
        await on_read()
        return await self._keep(await self._worked(brief_resource, resource), "", owner_id)

    async def text(self, text: str, owner_id: int) -> Kept:
        """See ``Making``."""
        return await self._keep(await self._worked(brief_text, text), "", owner_id)

    async def reword(self, cached: CachedBrief) -> CachedBrief:
        """See ``Making``."""
        stored = cached.brief
        try:
            brief = await self._process.call("reword", stored["brief"], stored["facts"], cached.sentences)
        except WorkerDied:
            _log.warning("not translated", extra={"brief": cached.id, "reason": "model process died"})
            return cached
        failed = any(notice["code"] == "translation_failed" for notice in brief["notices"])
        reworded = {**stored, "brief": brief, "reworded": not failed}
        return await self._store.briefs.put(cached.key, reworded, cached.sentences)

    async def translate(self, text: str, target: Language, owner_id: int) -> TextInOtherWords:
        """See ``Making``."""
        try:
            made: TextInOtherWords = await self._process.call("translate", text, target)
        except WorkerDied as error:
            raise TooHard("model process died") from error
        return made

    async def close(self) -> None:
        """See ``Making``."""
        self._pool.close()
        self._process.close()

    async def _worked(self, work: Callable[..., MadeBriefs], content: object) -> MadeBriefs:
        try:
            made = await self._pool.run(work, content, self._reading.glossary)
        except WorkerDied as error:
            raise TooHard("worker died") from error
        return await self._writing.written(made)

    async def _keep(self, made: MadeBriefs, canonical: str, owner_id: int) -> Kept:
        # What a model should have written and did not is kept where nobody finds it by its page: it is tried again.
        engine = EXTRACTIVE if self._writing.is_lacking(made) else self._engine
        sentences = made.sentences
        kept: Kept = {}
        for language, stored in made.briefs.items():
            key = BriefKey(canonical, made.content_hash, language, engine, owner_id=owner_id)
            kept[language] = (await self._store.briefs.put(key, stored, sentences)).id
        return kept


def make_here(
    settings: BotSettings, reading: ReadingSettings, store: Store, engine: str, lanes: int | None = None
) -> LocalMaking:
    """Return a making in processes that are started when they are first needed.

    Args:
        settings: the section ``bot``.
        reading: see ``LocalMaking``.
        store: where briefs are kept.
        engine: of this installation.
        lanes: processes that read and sum up; as the settings say where None.
    """
    pool = WorkerPool(lanes or settings.workers, settings.work_seconds, WORKER_IDLE_SECONDS)
    process = ModelProcess(ModelDesk, reading.neural, reading.glossary, idle_seconds=MODELS_IDLE_SECONDS)
    return LocalMaking(store, reading, pool, process, engine)
