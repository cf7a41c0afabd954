"""Tries an installed model: does it load, and does it answer?"""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.self_test import headline

if TYPE_CHECKING:
    from summarizer.engines.spec import Hardware, ModelSpec

_TRANSLATED_TOKENS = 64
"""Most tokens of a headline's translation."""
_WRITTEN_TOKENS = 8
"""Tokens that a model which writes is asked for: enough to see that it answers, few for a large one on a CPU."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One model, tried.

    Attributes:
        model: its id.
        milliseconds: of loading it and translating a headline in each of its directions, or writing a few tokens;
            None if it was not tried or failed.
        problem: why it failed, for the log; empty if it did not.
    """

    model: str
    milliseconds: int | None = None
    problem: str = ""


def try_model(spec: "ModelSpec", hardware: "Hardware") -> Trial:
    """Load a model, let it translate a headline or write a few tokens after it, and free its memory.

    Args:
        spec: of an installed model.
        hardware: that it may use.
    """
    from summarizer.engines.errors import EngineError

    begun = time.perf_counter()
    try:
        if spec.task == "translate":
            _translate(spec, hardware)
        else:
            _write(spec, hardware)
    except (EngineError, ImportError, OSError) as error:
        return Trial(spec.id, problem=str(error) or type(error).__name__)
    return Trial(spec.id, round((time.perf_counter() - begun) * 1000))


def _translate(spec: "ModelSpec", hardware: "Hardware") -> None:
    from summarizer.engines.opening import open_translate
    from summarizer.engines.protocols import DecodeOptions

    engine = open_translate(spec, hardware)
    try:
        for source, target in spec.directions:
            engine.translate([headline(source)], source, target, DecodeOptions(max_output_tokens=_TRANSLATED_TOKENS))
    finally:
        engine.close()


def _write(spec: "ModelSpec", hardware: "Hardware") -> None:
    from summarizer.engines.opening import open_generate
    from summarizer.engines.protocols import GenerateOptions, Message

    engine = open_generate(spec, hardware)
    try:
        asked = Message("user", headline(spec.languages[0] if spec.languages else "en"))
        engine.generate([asked], GenerateOptions(max_output_tokens=_WRITTEN_TOKENS))
    finally:
        engine.close()
