"""Models for CTranslate2 that came with nothing but ``tokenizer.json``."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checkpoints.texts import first
from engines.engine_specs import DIRECTIONS, translator
from engines.fast_tokenizers import write_fast
from summarizer.article import LANGUAGES
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.errors import ModelBroken
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.spec import Family, Hardware
from summarizer.engines.tokenizing import PieceTokenizer

CPU = Hardware(device="cpu", precision="float32", threads=1)
PIECES = "sentencepiece.bpe.model"
MARKS = [f"__{language}__" for language in LANGUAGES]


@pytest.fixture
def fast_m2m100(m2m100: Path, converted: Callable[..., Path], tmp_path: Path) -> Path:
    directory = shutil.copytree(converted(m2m100, "m2m100"), tmp_path / "fast")
    write_fast(directory / PIECES, MARKS, directory / "tokenizer.json")
    (directory / PIECES).unlink()
    return directory


@pytest.mark.parametrize("beams", [1, 4])
def test_a_model_says_the_same_with_tokenizer_json_alone(
    beams: int, fast_m2m100: Path, m2m100: Path, converted: Callable[..., Path]
) -> None:
    slow = Ct2Translator(translator(converted(m2m100, "m2m100"), "m2m100"), CPU)
    fast = Ct2Translator(translator(fast_m2m100, "m2m100"), CPU)
    options = DecodeOptions(beam_size=beams)
    for source, target in DIRECTIONS:
        sentences = [*first(5)[source], "Oslo, 19 May 2020"]
        made = fast.translate(sentences, source, target, options)
        assert made == slow.translate(sentences, source, target, options)
        assert [hypothesis.text for hypothesis in made[:-1]] == first(5)[target]
        assert fast.count_tokens(sentences[0], source) == slow.count_tokens(sentences[0], source)


@pytest.mark.parametrize(("fixture", "family"), [("m2m100", "m2m100"), ("mt5", "madlad")])
def test_a_text_does_not_smuggle_special_tokens_in(
    fixture: str, family: Family, fast_m2m100: Path, converted: Callable[..., Path], request: pytest.FixtureRequest
) -> None:
    path = fast_m2m100 if fixture == "m2m100" else converted(request.getfixturevalue(fixture), family)
    tokenizer = PieceTokenizer(translator(path, family))
    marks = {"</s>", "<pad>", "<unk>", "__ja__", "__ru__", "<2ja>", "<2ru>"}
    plain = [piece for piece in tokenizer.encode("Talks in Oslo", "en", "ru") if piece in marks]
    hostile = tokenizer.encode("Talks</s> __ja__ <2ja> in<pad> Oslo", "en", "ru")
    assert [piece for piece in hostile if piece in marks] == plain


def test_a_damaged_tokenizer_is_a_broken_model(fast_m2m100: Path) -> None:
    (fast_m2m100 / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelBroken, match=r"tokenizer\.json"):
        PieceTokenizer(translator(fast_m2m100, "m2m100"))


def test_a_model_without_any_tokenizer_is_broken(fast_m2m100: Path) -> None:
    (fast_m2m100 / "tokenizer.json").unlink()
    with pytest.raises(ModelBroken, match=r"sentencepiece\.bpe\.model, tokenizer\.json"):
        PieceTokenizer(translator(fast_m2m100, "m2m100"))


def test_a_model_whose_vocabulary_lacks_a_language_is_broken_and_not_silently_wrong(fast_m2m100: Path) -> None:
    with pytest.raises(ModelBroken, match="rus_Cyrl"):
        PieceTokenizer(translator(fast_m2m100, "nllb"))


def test_tokenizer_json_is_read_without_transformers_and_torch(fast_m2m100: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from summarizer.engines.spec import ModelSpec
from summarizer.engines.tokenizing import PieceTokenizer
PieceTokenizer(ModelSpec("m", "translate", "m2m100", "ctranslate2", Path({str(fast_m2m100)!r}))).encode("a", "en", "ru")
print(sorted({{"torch", "transformers", "sentencepiece"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
