"""Doctor's trial of a model: each back end is opened, translates or writes, or says why it cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.model_trial import try_model
from engines.engine_specs import translator
from summarizer.article import LANGUAGES, Language
from summarizer.engines.spec import Backend, Hardware, ModelSpec

CPU = Hardware("cpu", "float32", threads=1)


@pytest.mark.parametrize("backend", ["ctranslate2", "transformers"])
def test_a_model_that_translates_is_tried_by_its_back_end(
    backend: Backend, marian: Callable[[Language, Language], Path], converted: Callable[..., Path]
) -> None:
    checkpoint = marian("en", "ru")
    path = checkpoint if backend == "transformers" else converted(checkpoint, "marian")
    tried = try_model(translator(path, "marian", backend, directions=(("en", "ru"),)), CPU)
    assert (tried.problem, tried.milliseconds is not None) == ("", True)


def test_a_model_that_writes_is_asked_for_a_few_tokens(mt5_summarizer: Path) -> None:
    tried = try_model(ModelSpec("s", "generate", "mt5", "transformers", mt5_summarizer, languages=LANGUAGES), CPU)
    assert (tried.problem, tried.milliseconds is not None) == ("", True)


@pytest.mark.parametrize(
    "spec",
    [
        ModelSpec("a", "generate", "chat", "transformers", Path("nowhere"), languages=("ru",)),
        ModelSpec("b", "generate", "mt5", "ctranslate2", Path("nowhere"), languages=("ru",)),
        ModelSpec("c", "translate", "marian", "transformers", Path("nowhere"), (("en", "ru"),)),
        ModelSpec("d", "translate", "marian", "openai", None, (("en", "ru"),)),
    ],
    ids=lambda spec: f"{spec.backend} {spec.family}",
)
def test_a_model_that_cannot_be_tried_says_why(spec: ModelSpec) -> None:
    tried = try_model(spec, CPU)
    assert tried.milliseconds is None
    assert tried.problem
