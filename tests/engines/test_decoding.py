"""Who decides how a translation is searched for: the caller, and where he is silent the model's card."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checkpoints.texts import told
from engines.engine_specs import translator
from summarizer.article import Language
from summarizer.engines.decoding import decided
from summarizer.engines.opening import open_translate
from summarizer.engines.protocols import MAX_BEAM_SIZE, DecodeOptions
from summarizer.engines.spec import Backend, Hardware, ModelSpec
from summarizer.translation.attempts import attempts
from summarizer.translation.records import Route
from summarizer.translation.routes import Way

CARD: dict[str, int | float] = {"beam_size": 5, "no_repeat_ngram": 3, "repetition_penalty": 1.2}


def spec(**decoding: float) -> ModelSpec:
    return ModelSpec("m", "translate", "marian", "ctranslate2", decoding=decoding)


def test_the_card_decides_where_the_caller_says_nothing() -> None:
    assert decided(DecodeOptions(), spec(**CARD)) == DecodeOptions(5, None, 3, 1.2)
    assert decided(DecodeOptions(), spec()) == DecodeOptions()
    assert decided(DecodeOptions(max_output_tokens=7), spec(beam_size=5)) == DecodeOptions(5, 7)


def test_what_the_caller_says_outranks_the_card() -> None:
    wanted = DecodeOptions(beam_size=1, no_repeat_ngram=4, repetition_penalty=1.1)
    assert decided(wanted, spec(**CARD)) == wanted
    assert decided(DecodeOptions(beam_size=2), spec(**CARD)) == DecodeOptions(2, None, 3, 1.2)


def test_a_second_attempt_searches_wider_than_the_card() -> None:
    first, second, *_ = [attempt.options for attempt in attempts([Way(Route(("en", "ru")), ())], DecodeOptions())]
    assert decided(second, spec(**CARD)).beam_size > decided(first, spec(**CARD)).beam_size


@pytest.mark.parametrize(("said", "taken"), [(0, 1), (-3, 1), (1000, MAX_BEAM_SIZE)])
def test_a_beam_size_out_of_range_is_brought_into_it(said: int, taken: int) -> None:
    assert decided(DecodeOptions(), spec(beam_size=said)).beam_size == taken


@pytest.mark.parametrize("backend", ["ctranslate2", "transformers"])
def test_engines_search_as_the_card_says(
    backend: Backend, marian: Callable[[Language, Language], Path], converted: Callable[..., Path]
) -> None:
    checkpoint = marian("en", "ru")
    path = checkpoint if backend == "transformers" else converted(checkpoint, "marian")
    cpu = Hardware("cpu", "float32", threads=1)
    greedy = DecodeOptions(beam_size=1)
    plain = open_translate(translator(path, "marian", backend), cpu)
    by_card = open_translate(translator(path, "marian", backend, decoding={"no_repeat_ngram": 1}), cpu)
    said = [
        [hypothesis.text for hypothesis in engine.translate(told()["en"][:1], "en", "ru", options)]
        for engine, options in ((plain, greedy), (plain, replace(greedy, no_repeat_ngram=1)), (by_card, greedy))
    ]
    assert said[0] == told()["ru"][:1]
    assert said[1] != said[0]
    assert said[2] == said[1]
