"""A batch that is too much for the memory is translated in parts."""

import logging
from collections.abc import Sequence

from summarizer.article import Language
from summarizer.engines.errors import ModelBroken, OutOfMemory, PackageMissing, UnsafeModel
from summarizer.engines.protocols import DecodeOptions, Hypothesis, Translate

_log = logging.getLogger(__name__)


def translate_in_parts(
    engine: Translate, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
) -> list[Hypothesis]:
    """Translate sentences, by halves where there is no memory for all of them at once; see ``Translate``.

    Raises:
        OutOfMemory: there is none for a single sentence, or for the model itself.
        EngineError: anything else that the engine raises.
    """
    try:
        return engine.translate(sentences, source, target, options)
    except OutOfMemory as error:
        if len(sentences) == 1 or error.loading:
            raise
        _log.warning("%s: no memory for %d sentences at once, trying half", engine.id, len(sentences))
    middle = len(sentences) // 2
    halves = sentences[:middle], sentences[middle:]
    return [made for half in halves for made in translate_in_parts(engine, half, source, target, options)]


def is_hopeless(error: Exception) -> bool:
    """Return whether no smaller batch, and none of other sentences, avoids an error."""
    if isinstance(error, OutOfMemory):
        return error.loading
    return isinstance(error, ModelBroken | PackageMissing | UnsafeModel)
