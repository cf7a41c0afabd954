"""The models of an installation, ready for a brief: who translates, who writes, and what to do where there is none.

Nothing is loaded before it is used. In a process that lives long, one object of this serves all briefs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarizer.article import Language
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.spec import Hardware, ModelSpec, RemoteServer

if TYPE_CHECKING:
    from summarizer.engines.openai_engine import OpenAIEngine
    from summarizer.engines.pool import ModelPool
    from summarizer.engines.protocols import Generate, Translate
    from summarizer.facts.names import Glossary
    from summarizer.translation.translator import Translator

PointsBy = Literal["extractive", "model"]


@dataclass(frozen=True, slots=True)
class NeuralSettings:
    """Which models there are, and what they may take. Can cross between processes.

    Attributes:
        directory: of the models, where ``advice`` looks what is missing; None where models play no part.
        catalogue: the user's own catalogue file, or None.
        translators: installed, the preferred one first.
        writers: likewise.
        wanted: ids that the settings name for translation, the preferred one first.
        hardware: that they may use.
        idle_seconds: after how long without work a model is unloaded; 0 for never.
        memory_bytes: most that loaded models may take together; 0 for half of the machine's.
        beam_size: of translation.
        points_by: who writes the points where the reader does not say.
        translation_server: a server that translates, asked before the models here; or None.
        points_server: a server that writes points, likewise.
    """

    directory: Path | None = None
    catalogue: Path | None = None
    translators: tuple[ModelSpec, ...] = ()
    writers: tuple[ModelSpec, ...] = ()
    wanted: tuple[str, ...] = ()
    hardware: Hardware = field(default_factory=Hardware)
    idle_seconds: float = 600.0
    memory_bytes: int = 0
    beam_size: int = 4
    points_by: PointsBy = "extractive"
    translation_server: RemoteServer | None = None
    points_server: RemoteServer | None = None

    def translates(self, source: Language, target: Language) -> bool:
        """Return whether there is a way between two languages, without loading anything."""
        if source == target:
            return False
        if self.translation_server is not None:
            return True
        pairs = {pair for spec in self.translators for pair in spec.directions}
        return (source, target) in pairs or {(source, "en"), ("en", target)} <= pairs

    def writes(self, language: Language) -> bool:
        """Return whether a model is to write about articles in a language, without loading anything."""
        return self.points_by == "model" and (
            self.points_server is not None or any(language in spec.languages for spec in self.writers)
        )


class Neural:
    """Translator and writers of an installation.

    Args:
        settings: of the installation.
        glossary: the user's own names, or None.
    """

    def __init__(self, settings: NeuralSettings, glossary: "Glossary | None" = None) -> None:
        self.settings = settings
        self._glossary = glossary
        self._pool: ModelPool | None = None
        self._translator: Translator | None = None
        self._remote: dict[RemoteServer, OpenAIEngine] = {}

    @property
    def translator(self) -> "Translator":
        """Who translates; it knows no route where there is no model."""
        if self._translator is None:
            from summarizer.translation.translator import Translator

            options = DecodeOptions(beam_size=self.settings.beam_size)
            self._translator = Translator(self._translators, self._glossary, options)
        return self._translator

    def writers(self, language: Language, points_by: PointsBy | None = None) -> "Sequence[Generate]":
        """Return the models that write points in a language, the preferred one first; none if nobody wants them.

        Args:
            language: of the article.
            points_by: what the reader said; None for the setting.
        """
        if (points_by or self.settings.points_by) != "model":
            return ()
        return (*self._servers(self.settings.points_server), *self._models().generators(language))

    def advice(self, source: Language | None, target: Language | None) -> tuple[str, int] | None:
        """Return the command that gets a missing model and the megabytes that it downloads; None if there is none.

        Args:
            source: language to translate from; None, like ``target``, for a model that writes.
            target: language to translate into.
        """
        if self.settings.directory is None:
            return None
        from summarizer.models.catalogue import load_catalogue
        from summarizer.models.choice import command_for
        from summarizer.models.store import ModelStore

        store = ModelStore(self.settings.directory, load_catalogue(self.settings.catalogue))
        return command_for(store, source, target, self.settings.wanted if source else ())

    def close(self) -> None:
        """Free what the models take."""
        if self._pool is not None:
            self._pool.close()
        for engine in self._remote.values():
            engine.close()

    def _translators(self, source: Language, target: Language) -> "Sequence[Translate]":
        remote = [one for one in self._servers(self.settings.translation_server) if one.supports(source, target)]
        return (*remote, *self._models().translators(source, target))

    def _servers(self, server: RemoteServer | None) -> "Sequence[OpenAIEngine]":
        if server is None:
            return ()
        from summarizer.engines.openai_engine import OpenAIEngine

        if server not in self._remote:
            self._remote[server] = OpenAIEngine(server)
        return (self._remote[server],)

    def _models(self) -> "ModelPool":
        if self._pool is None:
            from summarizer.engines.pool import ModelPool

            chosen = self.settings
            specs = (*chosen.translators, *chosen.writers)
            self._pool = ModelPool(specs, chosen.hardware, chosen.idle_seconds, chosen.memory_bytes)
        return self._pool
