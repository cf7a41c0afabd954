"""Pulling from a directory: copied, verified, described by its own files, converted where it has to be."""

import json
import shutil
from pathlib import Path

import pytest

from models.tiny_marian import marian
from models.tiny_models import translates
from summarizer.engines.errors import UnsafeModel
from summarizer.engines.spec import Family
from summarizer.models import errors
from summarizer.models.describing import Said, describer, id_of
from summarizer.models.order import order_from_directory
from summarizer.models.pull import pull
from summarizer.models.store import ModelStore


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of Marian, English to Russian by its name."""
    return marian(tmp_path_factory.mktemp("checkpoints") / "opus-mt-en-ru")


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_a_checkpoint_is_converted_when_it_is_pulled_and_runs_without_its_source(
    checkpoint: Path, store: ModelStore, tmp_path: Path
) -> None:
    source = shutil.copytree(checkpoint, tmp_path / "opus-mt-en-ru")
    (source / "LICENSE").write_text("Do as you like.\n")
    manifest = pull(order_from_directory(source, Said(licence="Apache-2.0")), store)
    shutil.rmtree(source)
    assert (manifest.family, manifest.directions, manifest.backend) == ("marian", ("en-ru",), "ctranslate2")
    assert set(manifest.converted_by) == {"ctranslate2", "transformers", "torch"}
    assert manifest.precision == "int8"
    names = {record.name for record in manifest.files}
    assert {"model.bin", "source.spm", "target.spm", "LICENSE"} <= names
    assert "model.safetensors" not in names, "the weights are there once"
    assert translates(store.path(manifest.id))
    assert store.verify(manifest.id) == []
    assert not store.partial(manifest.id).exists()


def test_a_checkpoint_is_left_as_it_is_on_request(checkpoint: Path, store: ModelStore) -> None:
    manifest = pull(order_from_directory(checkpoint, Said(convert=False)), store)
    assert manifest.backend == "transformers"
    assert "model.safetensors" in {record.name for record in manifest.files}
    assert manifest.converted_by == {}


def test_a_copy_does_not_change_with_what_it_was_copied_from(model: Path, store: ModelStore, tmp_path: Path) -> None:
    source = shutil.copytree(model, tmp_path / "quickmt-en-ru")
    pull(order_from_directory(source, Said()), store)
    (source / "config.json").write_text("{}")
    assert store.verify("quickmt-en-ru") == []


def test_a_gguf_file_is_a_chat_model_and_its_path_is_the_file(store: ModelStore, tmp_path: Path) -> None:
    file = tmp_path / "Qwen2.5-0.5B Q4.gguf"
    file.write_bytes(b"GGUF" + bytes(100))
    (tmp_path / "other.bin").write_bytes(b"not of this model")
    manifest = pull(order_from_directory(file, Said(licence="Apache-2.0")), store)
    (spec,) = store.installed()
    assert (spec.family, spec.task, spec.backend) == ("chat", "generate", "transformers")
    assert spec.path == store.path(manifest.id) / "Qwen2.5-0.5B Q4.gguf"
    assert spec.languages == ("en", "ru", "ja")


def test_of_several_gguf_models_one_has_to_be_named(store: ModelStore, tmp_path: Path) -> None:
    for name in ("chat-Q4_K_M", "chat-Q8_0-00001-of-00002", "chat-Q8_0-00002-of-00002"):
        (tmp_path / f"{name}.gguf").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(errors.SeveralModels) as caught:
        pull(order_from_directory(tmp_path, Said()), store)
    assert caught.value.fields["files"] == "chat-Q4_K_M.gguf, chat-Q8_0.gguf"
    manifest = pull(order_from_directory(tmp_path, Said(), ("*Q8_0*.gguf",)), store)
    assert manifest.weights == "chat-Q8_0-00001-of-00002.gguf"
    assert len(manifest.files) == 2


@pytest.mark.parametrize("name", ["nothing", "empty", "texts", "pickles"])
def test_what_is_no_model_is_refused(store: ModelStore, tmp_path: Path, name: str) -> None:
    directory = tmp_path / name
    if name != "nothing":
        directory.mkdir()
    if name == "texts":
        (directory / "notes.txt").write_text("no model")
    if name == "pickles":
        (directory / "config.json").write_text("{}")
        (directory / "pytorch_model.bin").write_bytes(b"\x80\x02}q\x00.")
    with pytest.raises(UnsafeModel if name == "pickles" else errors.NotAModel):
        pull(order_from_directory(directory, Said()), store)
    assert store.names() == []


@pytest.mark.parametrize(
    ("files", "name", "family", "directions"),
    [
        ({"config.json": {"model_type": "marian"}}, "opus-mt-ja-en", "marian", 1),
        ({"config.json": {"model_type": "m2m_100"}}, "m2m100_418M", "m2m100", 6),
        (
            {"config.json": {"model_type": "m2m_100"}, "tokenizer_config.json": {"tokenizer_class": "NllbTokenizer"}},
            *("nllb-200-distilled-600M", "nllb", 6),
        ),
        ({"config.json": {"model_type": "t5"}, "tokenizer.json": {"<2ru>": 5}}, "madlad400-3b-mt", "madlad", 6),
        ({"config.json": {"model_type": "mt5"}}, "mT5_multilingual_XLSum", "mt5", 0),
        ({"config.json": {"model_type": "bart"}}, "bart-large-cnn", "bart", 0),
        ({"config.json": {"model_type": "qwen3"}, "tokenizer_config.json": {"chat_template": "…"}}, "q", "chat", 0),
        ({"config.json": {"model_type": "gemma3"}, "chat_template.json": {}}, "gemma-3-4b-it", "chat", 0),
    ],
)
def test_a_model_is_described_by_its_own_files(
    tmp_path: Path, files: dict[str, object], name: str, family: Family, directions: int
) -> None:
    for file, content in files.items():
        (tmp_path / file).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"")
    entry = describer("id", name, Said())(tmp_path)
    assert (entry.family, len(entry.directions)) == (family, directions)
    assert entry.task == ("translate" if directions else "generate")
    assert entry.convert == bool(directions)


def test_what_cannot_be_told_is_asked_for_and_what_the_user_says_holds(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "config.json").write_text('{"model_type": "marian"}')
    with pytest.raises(errors.UnknownFamily):
        describer("id", "my-model", Said())(tmp_path)
    entry = describer("id", "my-model", Said("nllb", ("ja-ru",), convert=False))(tmp_path)
    assert (entry.family, entry.directions, entry.convert) == ("nllb", ("ja-ru",), False)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Helsinki-NLP/opus-mt-en-ru", "opus-mt-en-ru"),
        ("/srv/models/My Model/", "my-model"),
        ("Qwen2.5 (Q4).gguf", "qwen2.5-q4"),
        ("модель", "model"),
    ],
)
def test_an_id_is_made_of_the_last_part_of_a_name(name: str, id_: str) -> None:
    assert id_of(name) == id_


def test_a_full_disk_is_told_beforehand(model: Path, store: ModelStore, tmp_path: Path) -> None:
    source = shutil.copytree(model, tmp_path / "quickmt-en-ru")
    with (source / "model.bin").open("r+b") as weights:
        weights.truncate(shutil.disk_usage(tmp_path).free + 1)  # takes no room itself: it is a hole
    with pytest.raises(errors.DiskFull) as caught:
        pull(order_from_directory(source, Said()), store)
    assert caught.value.fields["megabytes"] > caught.value.fields["free"]
    assert "models.directory" in caught.value.message("en")


def test_a_store_that_cannot_be_made_is_an_error_of_its_own(model: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    with pytest.raises(errors.StoreUnwritable):
        pull(order_from_directory(model, Said()), ModelStore(tmp_path / "file" / "models"))
