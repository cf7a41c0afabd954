"""What can go wrong with a model.

SvodkaError
 └─ EngineError
     ├─ PackageMissing          an extra of ours is not installed
     ├─ ModelMissing            no model for what was asked
     ├─ ModelBroken             its files are damaged, incomplete or of a kind that we do not know
     ├─ UnsafeModel             its files would run code when loaded
     ├─ OutOfMemory
     ├─ PromptTooLong
     ├─ EngineBusy              too many wait already
     └─ RemoteFailed            a server did not answer, or not as it should

Sentences for people are in ``summarizer/messages.toml``.
"""

from typing import Literal

from summarizer.article import Language
from summarizer.errors import SvodkaError, message


class EngineError(SvodkaError):
    """A model could not do its work."""

    code = "engine_error"


class PackageMissing(EngineError):
    """A Python package of one of our extras is not installed. Fields: ``package``, ``extra``."""

    code = "package_missing"


class ModelMissing(EngineError):
    """No model is there for what was asked. Fields: ``what``, ``command``, ``megabytes``.

    Args:
        source: language, for a translation.
        target: language wanted; None where text is to be written, not translated.
        command: that gets a model.
        megabytes: that it downloads.
    """

    code = "model_missing"

    def __init__(self, source: Language | None, target: Language | None, command: str, megabytes: int) -> None:
        super().__init__(f"{source}-{target}", command=command, megabytes=megabytes)
        self.source = source
        self.target = target

    def message(self, language: Language = "en") -> str:
        """Return the sentence, with the languages called by their names."""
        if self.source is None or self.target is None:
            return message(f"{self.code}.generate", language, **self.fields)
        from babel import Locale

        names = Locale.parse(language).languages
        return message(self.code, language, source=names[self.source], target=names[self.target], **self.fields)


class ModelBroken(EngineError):
    """A model's files cannot be used. Field: ``model``; the reason goes to the log."""

    code = "model_broken"


class UnsafeModel(EngineError):
    """A model has only files that would run code when loaded. Fields: ``model``, ``file``."""

    code = "model_unsafe"


class OutOfMemory(EngineError):
    """The model does not fit into memory. Field: ``model``.

    Args:
        detail: for the log.
        model: its name.
        loading: whether it was its weights that found no room: no smaller batch helps then.
    """

    code = "out_of_memory"

    def __init__(self, detail: str = "", *, model: str, loading: bool = False) -> None:
        super().__init__(detail, model=model)
        self.loading = loading


class PromptTooLong(EngineError):
    """The text does not fit the model's window. Fields: ``model``, ``tokens``, ``maximum``."""

    code = "prompt_too_long"


class EngineBusy(EngineError):
    """So many wait for the model that one more would wait too long."""

    code = "engine_busy"
    permanent = False


Reason = Literal[
    "unreachable", "timed_out", "unauthorized", "not_found", "rate_limited", "refused", "server_error", "bad_answer"
]


class RemoteFailed(EngineError):
    """A model server did not do its work. Fields: ``host``, ``status`` (0 if there was no answer).

    Args:
        reason: a key ``remote_failed.<reason>`` of the catalogue.
        host: of the server, with its port.
        status: of HTTP, or 0.
        detail: for the log; never a key or a text.
    """

    code = "remote_failed"

    def __init__(self, reason: Reason, host: str, status: int = 0, detail: str = "") -> None:
        super().__init__(detail or reason, host=host, status=status)
        self.reason = reason

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed later."""
        return self.reason in ("unreachable", "timed_out", "rate_limited", "server_error")

    def message(self, language: Language = "en") -> str:
        """Return the sentence that says what the server did and what to do."""
        return message(f"{self.code}.{self.reason}", language, **self.fields)
