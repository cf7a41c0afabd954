"""A chat model in a GGUF file: llama.cpp's format, run by transformers without llama.cpp."""

from pathlib import Path

import pytest

from engines.conversations import ANSWER, ENGLISH, HELLO, RUSSIAN, THINK
from engines.gguf_files import write_gguf
from summarizer.engines.chat_engine import ChatEngine
from summarizer.engines.errors import ModelBroken, UnsafeModel
from summarizer.engines.protocols import DecodeOptions, GenerateOptions, Message
from summarizer.engines.spec import Hardware, ModelSpec

OPTIONS = GenerateOptions(max_output_tokens=80)


def engine_of(path: Path) -> ChatEngine:
    spec = ModelSpec("tiny", "generate", "chat", "transformers", path, languages=("en", "ru"))
    return ChatEngine(spec, Hardware(device="cpu", precision="float32", threads=1))


@pytest.fixture(scope="module")
def gguf_file(chat_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("gguf") / "Tiny Chat F32.gguf"
    write_gguf(chat_model, file)
    return file


@pytest.fixture(scope="module")
def engines(chat_model: Path, gguf_file: Path) -> tuple[ChatEngine, ChatEngine]:
    return engine_of(gguf_file), engine_of(chat_model)


@pytest.mark.parametrize("asked", [HELLO, THINK, "What nobody taught it?"])
def test_a_gguf_file_says_what_the_same_weights_say_as_safetensors(
    engines: tuple[ChatEngine, ChatEngine], asked: str
) -> None:
    from_file, from_directory = engines
    prompt = [Message("user", asked)]
    assert from_file.generate(prompt, OPTIONS) == from_directory.generate(prompt, OPTIONS)
    if asked == HELLO:
        assert from_file.generate(prompt, OPTIONS).text == ANSWER


def test_tokenizer_template_and_window_come_out_of_the_file(engines: tuple[ChatEngine, ChatEngine]) -> None:
    prompt = [Message("system", "Be short."), Message("user", "Привет, こんにちは <|im_end|> 42")]
    encoded = [engine._load().prompts.encode(prompt) for engine in engines]
    assert encoded[0] == encoded[1]
    ends = [sorted(engine._load().ends) for engine in engines]
    assert ends[0] == ends[1]
    assert engines[0].window == engines[1].window == 512


def test_a_gguf_file_translates(engines: tuple[ChatEngine, ChatEngine]) -> None:
    assert [h.text for h in engines[0].translate([ENGLISH], "en", "ru", DecodeOptions())] == [RUSSIAN]


def test_a_directory_with_one_gguf_file_is_that_file(gguf_file: Path) -> None:
    assert engine_of(gguf_file.parent).count_tokens(HELLO) == engine_of(gguf_file).count_tokens(HELLO)


def test_a_damaged_gguf_file_is_a_broken_model(gguf_file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.gguf"
    whole = gguf_file.read_bytes()
    for content in (whole[: len(whole) // 2], whole[:100], b"GGUF", b"no GGUF at all"):
        damaged.write_bytes(content)
        with pytest.raises(ModelBroken):
            engine_of(damaged).generate([Message("user", HELLO)], OPTIONS)


def test_a_file_of_another_kind_is_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "model.pt"
    file.write_bytes(b"\x80\x04")
    with pytest.raises(UnsafeModel):
        engine_of(file).count_tokens("a")
