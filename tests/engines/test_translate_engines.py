"""What both engines owe their callers: order, limits, blank sentences, counting, errors that say what is wrong."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checkpoints.texts import told
from engines.engine_specs import translator
from summarizer.article import Language
from summarizer.engines.conversion import ORIGIN, convert
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.errors import ModelBroken, UnsafeModel
from summarizer.engines.lengths import batches
from summarizer.engines.opening import open_translate
from summarizer.engines.protocols import DecodeOptions, Translate
from summarizer.engines.seq2seq_engine import Seq2SeqTranslator
from summarizer.engines.spec import Backend, Hardware

CPU = Hardware(device="cpu", precision="float32", threads=1)


@pytest.fixture(params=["ctranslate2", "transformers"])
def engine(
    request: pytest.FixtureRequest, marian: Callable[[Language, Language], Path], converted: Callable[..., Path]
) -> Translate:
    backend: Backend = request.param
    checkpoint = marian("en", "ru")
    path = checkpoint if backend == "transformers" else converted(checkpoint, "marian")
    return open_translate(translator(path, "marian", backend, directions=(("en", "ru"),)), CPU)


def test_sentences_of_all_lengths_come_back_in_their_order_and_blank_ones_stay_blank(engine: Translate) -> None:
    english, russian = told()["en"], told()["ru"]
    sentences = ["", english[1], " ", *english, english[0], "\n"]
    made = engine.translate(sentences, "en", "ru", DecodeOptions())
    assert [hypothesis.text for hypothesis in made] == ["", russian[1], "", *russian, russian[0], ""]


def test_nothing_to_translate_gives_nothing(engine: Translate) -> None:
    assert engine.translate([], "en", "ru", DecodeOptions()) == []


def test_a_hypothesis_that_is_cut_off_says_so(engine: Translate) -> None:
    made = engine.translate([told()["en"][1]], "en", "ru", DecodeOptions(max_output_tokens=5))
    assert not made[0].finished
    assert told()["ru"][1].startswith(made[0].text)


def test_scores_are_means_of_logarithms(engine: Translate) -> None:
    for beams in (1, 4):
        made = engine.translate([told()["en"][1]], "en", "ru", DecodeOptions(beam_size=beams))
        assert made[0].score is not None
        assert -0.1 < made[0].score <= 0


def test_an_engine_says_what_it_supports_and_counts_what_a_model_sees(engine: Translate) -> None:
    assert engine.supports("en", "ru")
    assert not engine.supports("ru", "en")
    assert engine.max_source_tokens == 512
    assert engine.count_tokens("", "en") == 1
    assert engine.count_tokens(told()["en"][1], "en") > engine.count_tokens(told()["en"][0], "en") > 5


def test_an_engine_that_was_closed_works_again(engine: Translate) -> None:
    engine.translate(["Oslo"], "en", "ru", DecodeOptions(max_output_tokens=2))
    engine.close()
    assert engine.translate(told()["en"][:1], "en", "ru", DecodeOptions())[0].text == told()["ru"][0]


def test_an_engine_that_is_closed_while_it_works_finishes_its_work(engine: Translate) -> None:
    """The pool never does so; whoever closes an engine of his own may."""
    begun = threading.Event()

    def work() -> list[list[str]]:
        made = []
        for _ in range(2):
            begun.set()
            made.append([h.text for h in engine.translate(told()["en"][:2], "en", "ru", DecodeOptions(beam_size=1))])
        return made

    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(work)
        assert begun.wait(30)
        engine.close()
        assert future.result() == [told()["ru"][:2]] * 2


@pytest.mark.parametrize("kind", [Ct2Translator, Seq2SeqTranslator])
def test_an_empty_directory_is_a_broken_model(kind: type[Ct2Translator], tmp_path: Path) -> None:
    engine = kind(translator(tmp_path, "marian"), CPU)
    with pytest.raises(ModelBroken):
        engine.translate(["Oslo"], "en", "ru", DecodeOptions())


def test_a_damaged_model_is_a_broken_model(
    marian: Callable[[Language, Language], Path], converted: Callable[..., Path], tmp_path: Path
) -> None:
    directory = shutil.copytree(converted(marian("en", "ru"), "marian"), tmp_path / "model")
    whole = (directory / "model.bin").read_bytes()
    (directory / "model.bin").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelBroken):
        Ct2Translator(translator(directory, "marian"), CPU).translate(["Oslo"], "en", "ru", DecodeOptions())


def test_a_pickle_is_refused_by_the_conversion_and_by_the_engine(
    marian: Callable[[Language, Language], Path], tmp_path: Path
) -> None:
    directory = shutil.copytree(marian("en", "ru"), tmp_path / "model")
    (directory / "model.safetensors").rename(directory / "pytorch_model.bin")
    with pytest.raises(UnsafeModel):
        convert(directory, tmp_path / "converted", "marian")
    with pytest.raises(UnsafeModel):
        Seq2SeqTranslator(translator(directory, "marian", "transformers"), CPU).translate(
            ["Oslo"], "en", "ru", DecodeOptions()
        )


def test_a_conversion_that_fails_leaves_nothing(marian: Callable[[Language, Language], Path], tmp_path: Path) -> None:
    directory = shutil.copytree(marian("en", "ru"), tmp_path / "model")
    (directory / "model.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(ModelBroken):
        convert(directory, tmp_path / "converted", "marian")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_converted_model_says_what_it_was_made_of_and_runs_in_int8(
    marian: Callable[[Language, Language], Path], converted: Callable[..., Path]
) -> None:
    directory = converted(marian("en", "ja"), "marian", "int8")
    origin = json.loads((directory / ORIGIN).read_text(encoding="utf-8"))
    assert origin["family"] == "marian"
    assert set(origin["converted_with"]) == {"ctranslate2", "transformers"}
    made = Ct2Translator(translator(directory, "marian"), Hardware()).translate(
        told()["en"], "en", "ja", DecodeOptions()
    )
    assert [hypothesis.text for hypothesis in made] == told()["ja"]


def test_the_fast_path_needs_neither_torch_nor_transformers(
    marian: Callable[[Language, Language], Path], converted: Callable[..., Path]
) -> None:
    directory = converted(marian("en", "ru"), "marian")
    code = f"""
import sys
from pathlib import Path
from summarizer.engines.opening import open_translate
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.spec import Hardware, ModelSpec
spec = ModelSpec("m", "translate", "marian", "ctranslate2", Path({str(directory)!r}), (("en", "ru"),))
open_translate(spec, Hardware("cpu")).translate(["Oslo"], "en", "ru", DecodeOptions(max_output_tokens=2))
print(sorted({{"torch", "transformers"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_batches_hold_every_sentence_once_and_no_more_tokens_than_allowed() -> None:
    lengths = [3, 900, 14, 14, 0, 2, 300, 40]
    made = list(batches(lengths, tokens=600))
    assert sorted(index for batch in made for index in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 600 for batch in made)
