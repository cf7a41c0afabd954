"""Briefs and texts in other languages; what is translated once is kept. What translates is ``bot.making``."""

import asyncio

from bot.briefing import Briefing
from bot.flights import Flights
from bot.making import Making
from bot.model_desk import TextInOtherWords
from bot.store import CachedBrief
from summarizer.article import Language
from summarizer.neural import NeuralSettings


class Translating:
    """Puts kept briefs into their language, and translates texts.

    Args:
        settings: the models of the installation.
        making: translates.
        briefing: shows the briefs.
    """

    def __init__(self, settings: NeuralSettings, making: Making, briefing: Briefing) -> None:
        self._settings = settings
        self._making = making
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

    async def text(self, text: str, target: Language, owner_id: int) -> TextInOtherWords:
        """Translate a text that somebody sent.

        Raises:
            LanguageNotSupported, EngineError: see ``ModelDesk.translate``.
            TooHard: the process of the models died of it.
        """
        return await self._making.translate(text, target, owner_id)

    async def _reworded(self, cached: CachedBrief) -> CachedBrief:
        reworded = await self._making.reword(cached)
        self._briefing.show(reworded)
        return reworded
