"""From what was asked for to a cached brief: looked up, else made once however many ask for it at the same time.

What makes it is ``bot.making``. Briefs are kept under the article's own (canonical) address; which addresses lead there
is remembered while the process runs.
"""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.asked import Asked, Attachment, Link, Text
from bot.flights import Flights
from bot.making import Kept, Making, Notify
from bot.store import BriefKey, CachedBrief, Store
from bot.web_address import clean_url
from summarizer.article import LANGUAGES, Language, Resource
from summarizer.errors import TooLarge

FRESH_FOR = timedelta(hours=6)
"""How old a page's brief may be to be shown without looking at the page again: news sites mend an article mostly within
its first hours, and readers share links to it for a day."""
MAX_LATELY = 64
"""Briefs held in memory: what many chats talk about at the same time, some 20 KB each."""
MAX_ALIASES = 10_000
"""Addresses remembered with where they lead; about 2 MB."""
TELEGRAM_FILE_BYTES = 20_000_000
"""What bots may download: https://core.telegram.org/bots/api#getfile"""
BYTES_PER_MEGABYTE = 1_000_000

FetchFile = Callable[[str], Coroutine[Any, Any, bytes]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A brief that can be shown.

    Attributes:
        brief_id: of the store.
        from_cache: whether it was there before it was asked for.
    """

    brief_id: str
    from_cache: bool


class Briefing:
    """Finds briefs, and has those made that are not there.

    Args:
        store: where briefs are kept.
        making: makes them.
        fetch_file: returns the bytes of a file that was sent, by its id.
        max_bytes: of a file that is read (``fetch.max_megabytes``).
        engine: of this installation (``engine_version``); briefs that another one made are not found.
    """

    def __init__(self, store: Store, making: Making, fetch_file: FetchFile, max_bytes: int, engine: str) -> None:
        self._store = store
        self._making = making
        self._fetch_file = fetch_file
        self._file_bytes = min(max_bytes, TELEGRAM_FILE_BYTES)
        self._engine = engine
        self._flights: Flights[Kept] = Flights()
        self._listeners: dict[str, list[Notify]] = {}
        self._canonical: dict[str, str] = {}
        self._lately: dict[str, CachedBrief] = {}

    async def brief(self, asked: Asked, language: Language, owner_id: int, on_read: Notify | None = None) -> Ready:
        """Return the brief of what was asked for, made if need be.

        Args:
            asked: a link, text or file.
            language: of the brief.
            owner_id: whose text or file it is; plays no part for a link.
            on_read: called once the bytes are there and summing up begins; not called if the brief is cached.

        Raises:
            SourceError, ArticleError: as for the library.
            TooHard: see there.
        """
        if isinstance(asked, Link):
            return await self._page(asked.url, language, on_read)
        if isinstance(asked, Text):
            content = asked.text
            flight = f"text:{owner_id}:{_digest(content)}"
            kept, joined = await self._once(flight, lambda: self._making.text(content, owner_id), on_read)
        else:
            flight = f"file:{owner_id}:{asked.file_id}"
            kept, joined = await self._once(flight, lambda: self._file(flight, asked, owner_id), on_read)
        return Ready(kept[language], from_cache=joined)

    async def get(self, brief_id: str) -> CachedBrief | None:
        """Return a brief by its id, from memory if it was shown lately; None if it is kept no more."""
        brief = self._lately.get(brief_id) or await self._store.briefs.get(brief_id)
        if brief is not None:
            self.show(brief)
        return brief

    async def in_language(self, brief: CachedBrief, language: Language) -> CachedBrief | None:
        """Return the same article's brief in another language, or None."""
        return brief if brief.key.language == language else await self._store.briefs.in_language(brief, language)

    async def cached_page(self, url: str, language: Language) -> CachedBrief | None:
        """Return the fresh brief of a page, or None if there is none; nothing is fetched."""
        address = clean_url(url)
        canonical = self._canonical.get(address, address)
        key = BriefKey(canonical, "", language, self._engine)
        oldest = self._store.database.now() - FRESH_FOR
        for brief in self._lately.values():
            if brief.key == replace(key, content_hash=brief.key.content_hash) and brief.created_at >= oldest:
                return brief
        found = await self._store.briefs.freshest(key, FRESH_FOR)
        if found is not None:
            self.show(found)
        return found

    def forget(self, user_id: int) -> None:
        """Forget what was made of somebody's texts."""
        for brief_id in [brief.id for brief in self._lately.values() if brief.key.owner_id == user_id]:
            del self._lately[brief_id]

    def show(self, brief: CachedBrief) -> None:
        """Hold a brief that is being shown, as it is now kept."""
        self._lately.pop(brief.id, None)
        self._lately[brief.id] = brief
        while len(self._lately) > MAX_LATELY:
            del self._lately[next(iter(self._lately))]

    async def _page(self, url: str, language: Language, on_read: Notify | None) -> Ready:
        cached = await self.cached_page(url, language)
        if cached is not None:
            return Ready(cached.id, from_cache=True)
        address = clean_url(url)
        kept, joined = await self._once(address, lambda: self._fetched(address), on_read)
        return Ready(kept[language], from_cache=joined)

    async def _once(
        self, flight: str, make: Callable[[], Coroutine[Any, Any, Kept]], on_read: Notify | None
    ) -> tuple[Kept, bool]:
        """Join the making of this if it is under way, else begin it; nobody's leaving stops it for the others."""
        if on_read is not None:
            self._listeners.setdefault(flight, []).append(on_read)
        task, joined = self._flights.join(flight, make, "brief")
        if not joined:
            task.add_done_callback(lambda done: self._landed(flight, done))
        return await asyncio.shield(task), joined

    def _landed(self, flight: str, task: asyncio.Task[Kept]) -> None:
        self._listeners.pop(flight, None)
        if task.cancelled() or task.exception() is not None:  # looked at here: all who waited may have gone
            return
        for brief_id in task.result().values():
            self._lately.pop(brief_id, None)  # it may have been made anew

    async def _read(self, flight: str) -> None:
        for notify in self._listeners.pop(flight, []):
            asyncio.create_task(notify(), name="stage")  # noqa: RUF006 - finished or not, nothing hangs on it

    async def _fetched(self, address: str) -> Kept:
        if (kept := await self._kept_meanwhile(address)) is not None:
            return kept
        page = await self._making.page(address, lambda: self._read(address))
        self._remember(address, page.canonical)
        return page.kept

    async def _kept_meanwhile(self, address: str) -> Kept | None:
        """Return what another flight stored between this one's look into the cache and its start."""
        kept: Kept = {}
        for language in LANGUAGES:
            brief = await self.cached_page(address, language)
            if brief is None:
                return None
            kept[language] = brief.id
        return kept

    async def _file(self, flight: str, file: Attachment, owner_id: int) -> Kept:
        from summarizer.sources.media_type import media_type_of, refuse_unreadable

        refuse_unreadable(file.media_type)
        limit = self._file_bytes
        if file.size > limit:
            raise TooLarge(megabytes=limit // BYTES_PER_MEGABYTE)
        content = await self._fetch_file(file.file_id)
        if len(content) > limit:
            raise TooLarge(megabytes=limit // BYTES_PER_MEGABYTE)
        resource = Resource(content, media_type_of(content, file.media_type))
        return await self._making.file(resource, owner_id, lambda: self._read(flight))

    def _remember(self, address: str, canonical: str) -> None:
        while len(self._canonical) >= MAX_ALIASES:
            del self._canonical[next(iter(self._canonical))]
        self._canonical[address] = canonical


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
