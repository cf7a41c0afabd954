"""Tries an installed model: does it load, and does it answer?"""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.self_test import headline

if TYPE_CHECKING:
    from summarizer.engines.protocols import Translate
    from summarizer.engines.spec import Hardware, ModelSpec


@dataclass(frozen=True, slots=True)
class Trial:
    """One model, tried.

    Attributes:
        model: its id.
        milliseconds: of loading it and translating a headline in each of its directions; None if there is no way to
            try it here.
        problem: why it failed, for the log; empty if it did not.
    """

    model: str
    milliseconds: int | None = None
    problem: str = ""


def try_model(spec: "ModelSpec", hardware: "Hardware") -> Trial:
    """Load a model, let it translate a headline, and free its memory.

    Args:
        spec: of an installed model.
        hardware: that it may use.
    """
    from summarizer.engines.errors import EngineError
    from summarizer.engines.protocols import DecodeOptions

    engine = _translator(spec, hardware)
    if engine is None:
        return Trial(spec.id)
    begun = time.perf_counter()
    try:
        for source, target in spec.directions:
            engine.translate([headline(source)], source, target, DecodeOptions(max_output_tokens=64))
    except (EngineError, ImportError, OSError) as error:
        return Trial(spec.id, problem=str(error) or type(error).__name__)
    finally:
        engine.close()
    return Trial(spec.id, round((time.perf_counter() - begun) * 1000))


def _translator(spec: "ModelSpec", hardware: "Hardware") -> "Translate | None":
    if spec.task != "translate" or spec.backend != "ctranslate2":
        return None
    from summarizer.engines.ctranslate2_engine import Ct2Translator

    return Ct2Translator(spec, hardware)
