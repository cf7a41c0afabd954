"""Summarizers, with a tiny mT5 that was taught to sum up an article in three languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkpoints.texts import document, summary
from summarizer.article import LANGUAGES, Language
from summarizer.engines.errors import ModelBroken, PromptTooLong
from summarizer.engines.protocols import GenerateOptions, Message
from summarizer.engines.spec import Backend, Family, Hardware, ModelSpec, Precision
from summarizer.engines.summarizer_engine import SummarizerEngine

Open = Callable[..., SummarizerEngine]
BACKENDS: tuple[Backend, ...] = ("transformers", "ctranslate2")
OPTIONS = GenerateOptions(max_output_tokens=84)


@pytest.fixture(scope="session")
def open_summarizer(mt5_summarizer: Path, converted: Callable[[Path, Family], Path]) -> Open:
    def open_(backend: Backend, window: int = 2048) -> SummarizerEngine:
        path = mt5_summarizer if backend == "transformers" else converted(mt5_summarizer, "mt5")
        precision: Precision = "float32"
        spec = ModelSpec(
            "tiny-sum",
            "generate",
            "mt5",
            backend,
            path,
            (),
            LANGUAGES,
            window,
            120,
            {"beam_size": 4, "no_repeat_ngram": 0},
        )
        return SummarizerEngine(spec, Hardware("cpu", precision, 1))

    return open_


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_summed_up(open_summarizer: Open, backend: Backend, language: Language) -> None:
    engine = open_summarizer(backend)
    made = engine.generate([Message("user", document(language))], GenerateOptions(max_output_tokens=120))
    assert (made.text, made.finished) == (summary(language), True)
    assert made.prompt_tokens == engine.count_tokens(document(language))


@pytest.mark.parametrize("backend", BACKENDS)
def test_line_breaks_and_runs_of_spaces_count_as_one_space(open_summarizer: Open, backend: Backend) -> None:
    engine = open_summarizer(backend)
    spread = document("en").replace(". ", ".\n\n   ")
    options = GenerateOptions(max_output_tokens=120)
    assert engine.generate([Message("user", spread)], options).text == summary("en")
    assert list(engine.stream([Message("user", spread)], options)) == [summary("en")]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_document_beyond_the_window_is_refused_and_not_cut(open_summarizer: Open, backend: Backend) -> None:
    with pytest.raises(PromptTooLong):
        open_summarizer(backend, window=10).generate([Message("user", document("en"))], OPTIONS)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_summary_that_was_cut_off_says_so(open_summarizer: Open, backend: Backend) -> None:
    made = open_summarizer(backend).generate([Message("user", document("ru"))], GenerateOptions(max_output_tokens=3))
    assert not made.finished


def test_both_backends_count_alike(open_summarizer: Open) -> None:
    counts = {open_summarizer(backend).count_tokens(document("ja")) for backend in BACKENDS}
    assert len(counts) == 1


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_directory_without_a_model_is_named_so(tmp_path: Path, backend: Backend) -> None:
    spec = ModelSpec("none", "generate", "mt5", backend, tmp_path, languages=LANGUAGES)
    with pytest.raises(ModelBroken):
        SummarizerEngine(spec, Hardware("cpu")).count_tokens("a")
