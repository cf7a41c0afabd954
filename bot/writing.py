"""Points that a model writes, where the owner wants that: in the process of the models, before a brief is kept."""

import hashlib
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.brief_worker import MadeBriefs
from bot.model_process import ModelProcess
from bot.worker_pool import WorkerDied
from summarizer.engines.spec import ModelSpec
from summarizer.neural import NeuralSettings
from summarizer.reading import ReadingSettings
from summarizer.version import __version__

if TYPE_CHECKING:
    from summarizer.facts.names import Glossary

EXTRACTIVE = f"extractive-{__version__}"
_FINGERPRINT_CHARACTERS = 16

_log = logging.getLogger(__name__)


class Writing:
    """Has the points of briefs written.

    Args:
        settings: the models of the installation.
        process: serves a ``ModelDesk``.
    """

    def __init__(self, settings: NeuralSettings, process: ModelProcess) -> None:
        self._settings = settings
        self._process = process

    def is_lacking(self, made: MadeBriefs) -> bool:
        """Say whether a model was to write the points of these briefs, and none did."""
        language = made.article.language
        return self._settings.writes(language) and made.briefs[language]["brief"]["engines"]["points"] == "extractive"

    async def written(self, made: MadeBriefs) -> MadeBriefs:
        """Return the briefs with points that a model wrote, or as they were if the process of the models died."""
        if not self._settings.writes(made.article.language):
            return made
        try:
            return replace(made, briefs=await self._process.call("write", made.article))
        except WorkerDied:
            _log.warning("not written", extra={"reason": "model process died"})
            return made


def engine_version(settings: NeuralSettings, glossary: "Glossary | None") -> str:
    """Return what tells briefs apart that other models, or another glossary, would have made otherwise.

    Args:
        settings: the models of the installation.
        glossary: the owner's own names, or None.
    """
    seen = [_identity(spec) for spec in (*settings.translators, *settings.writers)]
    seen += [f"{one.base_url} {one.model}" for one in (settings.translation_server, settings.points_server) if one]
    if glossary is not None:
        seen.append(repr(glossary.entries))
    if not seen:
        return EXTRACTIVE
    told = "\n".join([settings.points_by, str(settings.beam_size), *seen])
    return f"{EXTRACTIVE}+{hashlib.sha256(told.encode()).hexdigest()[:_FINGERPRINT_CHARACTERS]}"


def engine_of(reading: ReadingSettings) -> str:
    """Return the ``engine_version`` of an installation.

    Raises:
        ConfigurationError: the glossary cannot be read.
    """
    from summarizer.facts.names import load_glossary

    return engine_version(reading.neural, load_glossary(reading.glossary) if reading.glossary else None)


def _identity(spec: ModelSpec) -> str:
    return f"{spec.id} {spec.backend} {spec.size_bytes} {spec.directions} {spec.languages}"
