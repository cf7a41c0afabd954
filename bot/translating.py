"""Briefs and texts in other languages, by the process of the models; what is translated once is kept."""

import asyncio
import logging

from bot.briefing import Briefing
from bot.errors import TooHard
from bot.flights import Flights
from bot.model_desk import TextInOtherWords
from bot.model_process import ModelProcess
from bot.store import CachedBrief
from bot.worker_pool import WorkerDied
from summarizer.article import Language
from summarizer.neural import NeuralSettings

_log = logging.getLogger(__name__)


class Translating:
    """Puts kept briefs into their language, and translates texts.

    Args:
        settings: the models of the installation.
        process: serves a ``ModelDesk``.
        briefing: keeps the briefs.
    """

    def __init__(self, settings: NeuralSettings, process: ModelProcess, briefing: Briefing) -> None:
        self._settings = settings
        self._process = process
        self._briefing = briefing
        self._flights: Flights[CachedBrief] = Flights()

    @property
    def possible(self) -> bool:
        """Whether anything can be translated here."""
        return bool(self._settings.translators) or self._settings.translation_server is not None

    def is_wanted(self, cached: CachedBrief) -> bool:
        """Say whether a brief is not in its own language yet, and can be put into it."""
        brief = cached.brief["brief"]
        if "facts" not in cached.brief or cached.brief.get("reworded"):
            return False
        return self._settings.translates(brief["source"]["language"], cached.key.language)

    async def in_its_language(self, cached: CachedBrief) -> CachedBrief:
        """Return a brief with headline and points in its language, as far as that can be done; once for all who ask."""
        if not self.is_wanted(cached):
            return cached
        task, _ = self._flights.join(cached.id, lambda: self._reworded(cached), "translate")
        return await asyncio.shield(task)

    async def text(self, text: str, target: Language) -> TextInOtherWords:
        """Translate a text.

        Raises:
            LanguageNotSupported, EngineError: see ``ModelDesk.translate``.
            TooHard: the process of the models died of it.
        """
        try:
            made: TextInOtherWords = await self._process.call("translate", text, target)
        except WorkerDied as error:
            raise TooHard("model process died") from error
        return made

    async def _reworded(self, cached: CachedBrief) -> CachedBrief:
        stored = cached.brief
        try:
            brief = await self._process.call("reword", stored["brief"], stored["facts"], cached.sentences)
        except WorkerDied:
            _log.warning("not translated", extra={"brief": cached.id, "reason": "model process died"})
            return cached
        failed = any(notice["code"] == "translation_failed" for notice in brief["notices"])
        return await self._briefing.keep_again(cached, {**stored, "brief": brief, "reworded": not failed})
