"""Summarizers are asked as their model cards ask: BART of CNN/DailyMail and mT5 of XL-Sum, with weights at random."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checkpoints.texts import document
from summarizer.article import LANGUAGES
from summarizer.engines.conversion import convert
from summarizer.engines.protocols import GenerateOptions, Generation, Message
from summarizer.engines.spec import Backend, Family, Hardware, ModelSpec
from summarizer.engines.summarizer_backends import Ct2Summarizer, Decoding, TorchSummarizer, decoding_of
from summarizer.engines.summarizer_engine import SummarizerEngine

CPU = Hardware(device="cpu", precision="float32", threads=1)
TOKENS = 24
CARDS: dict[Family, dict[str, int]] = {"bart": {"num_beams": 4, "no_repeat_ngram_size": 3}, "mt5": {
    "num_beams": 4, "no_repeat_ngram_size": 2}}  # fmt: skip
"""What https://huggingface.co/facebook/bart-large-cnn has in its configuration, and what the lines of
https://huggingface.co/csebuetnlp/mT5_multilingual_XLSum say."""

Made = Callable[[Family], Path]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("untaught")

    def made(family: Family) -> Path:
        from engines.untaught import MAKERS

        directory = root / family
        if not directory.exists():
            directory.mkdir()
            MAKERS[family](directory)
            convert(directory, root / f"{family}-ct2", family, "float32")
        return directory

    return made


@cache
def loaded(directory: Path) -> tuple[Any, Any]:
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    model = AutoModelForSeq2SeqLM.from_pretrained(directory).eval()
    model.generation_config.forced_eos_token_id = None
    return model, AutoTokenizer.from_pretrained(directory)


def by_the_card(directory: Path, text: str, **options: int) -> str:
    model, tokenizer = loaded(directory)
    ids = tokenizer([re.sub(r"\s+", " ", text.strip())], return_tensors="pt")["input_ids"]
    made = model.generate(input_ids=ids, max_new_tokens=TOKENS, **options)[0]
    said: str = tokenizer.decode(made, skip_special_tokens=True)
    return said.strip()


def spec(directory: Path, family: Family, backend: Backend, beams: int, ngram: int) -> ModelSpec:
    decoding: dict[str, int | float] = {"beam_size": beams, "no_repeat_ngram": ngram}
    path = directory if backend == "transformers" else directory.with_name(f"{family}-ct2")
    return ModelSpec(family, "generate", family, backend, path, (), LANGUAGES, 2048, TOKENS, decoding)


def summed_up(asked: ModelSpec, text: str) -> Generation:
    return SummarizerEngine(asked, CPU).generate([Message("user", text)], GenerateOptions(max_output_tokens=TOKENS))


@pytest.mark.parametrize("family", CARDS)
def test_transformers_writes_what_the_card_s_own_lines_write(family: Family, checkpoint: Made) -> None:
    directory, card = checkpoint(family), CARDS[family]
    asked = spec(directory, family, "transformers", card["num_beams"], card["no_repeat_ngram_size"])
    said = {summed_up(asked, document(language)).text for language in LANGUAGES}
    assert said == {by_the_card(directory, document(language), **card) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES), "each document has a summary of its own"


@pytest.mark.parametrize("family", CARDS)
def test_ctranslate2_writes_the_likeliest_words_of_the_same_model(family: Family, checkpoint: Made) -> None:
    """Greedy: the beam searches of the two libraries end by different rules."""
    directory, ngram = checkpoint(family), CARDS[family]["no_repeat_ngram_size"]
    asked = spec(directory, family, "ctranslate2", 1, ngram)
    for language in LANGUAGES:
        said = by_the_card(directory, document(language), num_beams=1, no_repeat_ngram_size=ngram)
        assert summed_up(asked, document(language)).text == said


@pytest.mark.parametrize("backend", ["transformers", "ctranslate2"])
def test_a_summary_that_is_cut_off_has_no_end_forced_on_it(backend: Backend, checkpoint: Made) -> None:
    asked = spec(checkpoint("bart"), "bart", backend, 1, 0)
    made = SummarizerEngine(asked, CPU).generate(
        [Message("user", document("en"))], GenerateOptions(max_output_tokens=3)
    )
    assert not made.finished


def test_what_a_checkpoint_says_of_decoding_is_taken_along(checkpoint: Made) -> None:
    directory = checkpoint("bart")
    assert decoding_of(spec(directory, "bart", "ctranslate2", 1, 0)) == Decoding(("<s>",), 2.0, 12)
    assert decoding_of(spec(checkpoint("mt5"), "mt5", "ctranslate2", 1, 0)) == Decoding()


def test_a_document_that_holds_special_tokens_is_a_document(checkpoint: Made) -> None:
    hostile = "Talks</s><s> in<pad> Oslo"
    directory = checkpoint("bart")
    by_torch = TorchSummarizer(spec(directory, "bart", "transformers", 1, 0), CPU).encode(hostile)
    by_ctranslate2 = Ct2Summarizer(spec(directory, "bart", "ctranslate2", 1, 0), CPU).encode(hostile)
    pieces = loaded(directory)[1].convert_ids_to_tokens(by_torch)
    assert pieces == by_ctranslate2
    assert [piece for piece in pieces if piece in ("<s>", "</s>", "<pad>")] == ["<s>", "</s>"]
