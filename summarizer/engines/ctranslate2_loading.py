"""Models in CTranslate2's format, opened and asked: what those that translate and those that sum up share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarizer.engines.errors import EngineError, ModelBroken, OutOfMemory, PackageMissing
from summarizer.engines.hardware import ctranslate2_compute_type, ctranslate2_device, says_memory_is_short, threads_of
from summarizer.engines.spec import Hardware, ModelSpec

EOS = "</s>"
_PATIENCE = 2.0
"""Hypotheses that a beam search finishes, by its size, before it stops (arXiv:2204.05424). At 1.0 the search stops once
as many poor beginnings have ended a token early as there are beams, and the best hypothesis loses its full stop."""


def patience_of(beam_size: int) -> float:
    """Return how long a search of a beam size goes on; greedy search knows no patience."""
    return _PATIENCE if beam_size > 1 else 1.0


def open_ctranslate2(spec: ModelSpec, hardware: Hardware) -> Any:
    """Return a sequence-to-sequence model, loaded.

    Args:
        spec: of the model.
        hardware: that it may use.

    Raises:
        PackageMissing: ctranslate2 is not installed.
        ModelBroken: it cannot be loaded.
        OutOfMemory: there is too little memory for it.
    """
    try:
        import ctranslate2
    except ImportError as error:
        raise PackageMissing(package="ctranslate2", extra="models") from error
    path = spec.path or Path()
    if not ctranslate2.contains_model(str(path)):
        raise ModelBroken("no model.bin", model=spec.id)
    device = ctranslate2_device(hardware)
    try:
        return ctranslate2.Translator(
            str(path),
            device=device,
            compute_type=ctranslate2_compute_type(hardware, device),
            intra_threads=threads_of(hardware),
        )
    except (RuntimeError, ValueError, MemoryError) as error:
        raise _out_of_memory(error, spec.id, loading=True) or ModelBroken(str(error), model=spec.id) from error


@contextmanager
def ctranslate2_failures(model: str) -> Iterator[None]:
    """Turn errors of CTranslate2 while a model runs into ours."""
    try:
        yield
    except (RuntimeError, ValueError, MemoryError) as error:
        raise _out_of_memory(error, model) or EngineError(f"{model}: {error}") from error


def _out_of_memory(error: Exception, model: str, *, loading: bool = False) -> EngineError | None:
    """Return what an error means if it is one of memory: CTranslate2 has one class for all."""
    said = str(error)
    if isinstance(error, MemoryError) or says_memory_is_short(said):
        return OutOfMemory(said, model=model, loading=loading)
    return None
