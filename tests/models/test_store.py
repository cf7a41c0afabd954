"""The store: what is installed, in which order, what is broken, and what is recommended where nothing is."""

import shutil
from pathlib import Path

import pytest

from summarizer.models.catalogue import load_catalogue
from summarizer.models.choice import available, command_for
from summarizer.models.describing import Said
from summarizer.models.errors import StoreUnwritable, UnknownModel
from summarizer.models.fitting import Machine, this_machine
from summarizer.models.manifest import MANIFEST_NAME
from summarizer.models.order import order_from_directory
from summarizer.models.pull import pull
from summarizer.models.store import Fault, ModelStore


def fill(store: ModelStore, model: Path, tmp_path: Path, *ids: str) -> None:
    for id_ in ids:
        source = shutil.copytree(model, tmp_path / "sources" / id_)
        directions = tuple(d for d in ("en-ru", "ru-en", "en-ja", "ja-en", "ja-ru") if d in id_) or ("en-ru",)
        pull(order_from_directory(source, Said("quickmt", directions)), store)


@pytest.fixture
def shelf(tmp_path: Path) -> ModelStore:
    """An empty store with Svodka's own catalogue."""
    return ModelStore(tmp_path / "models")


def test_a_store_that_does_not_exist_is_empty(shelf: ModelStore) -> None:
    assert shelf.installed() == []
    assert shelf.names() == []


def test_models_stand_in_the_order_of_the_catalogue_and_ones_own_before_them(
    shelf: ModelStore, model: Path, tmp_path: Path
) -> None:
    fill(shelf, model, tmp_path, "opus-mt-ru-en", "quickmt-ru-en", "house-ru-en")
    assert [spec.id for spec in shelf.installed()] == ["house-ru-en", "quickmt-ru-en", "opus-mt-ru-en"]


def test_faults_are_named_by_file_and_kind(shelf: ModelStore, model: Path, tmp_path: Path) -> None:
    fill(shelf, model, tmp_path, "house-en-ru")
    path = shelf.path("house-en-ru")
    weights = path / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"!")
    (path / "config.json").unlink()
    (path / "src.spm.model").write_bytes(b"short")
    (path / "extra.safetensors").write_bytes(b"")
    faults = [Fault("extra.safetensors", "unexpected"), Fault("config.json", "missing")]
    assert shelf.verify("house-en-ru") == [*faults, Fault("model.bin", "checksum"), Fault("src.spm.model", "size")]
    assert shelf.verify("house-en-ru", quick=True) == [*faults, Fault("src.spm.model", "size")]
    with pytest.raises(UnknownModel):
        shelf.verify("house-ru-en")


def test_a_model_whose_manifest_is_broken_is_left_out_and_verify_tells(
    shelf: ModelStore, model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fill(shelf, model, tmp_path, "house-en-ru", "house-ru-en")
    (shelf.path("house-en-ru") / MANIFEST_NAME).write_text("{")
    assert [spec.id for spec in shelf.installed()] == ["house-ru-en"]
    assert "house-en-ru" in caplog.text
    assert shelf.verify("house-en-ru") == [Fault(MANIFEST_NAME, "manifest")]
    fill(shelf, model, tmp_path / "again", "house-en-ru")
    assert shelf.verify("house-en-ru") == []


def test_removing_frees_the_room_and_takes_along_what_a_cut_pull_left(
    shelf: ModelStore, model: Path, tmp_path: Path
) -> None:
    fill(shelf, model, tmp_path, "house-en-ru")
    left = shelf.partial("other-model") / "files"
    left.mkdir(parents=True)
    (left / "model.bin.part").write_bytes(bytes(1000))
    assert shelf.remove("house-en-ru") > 400_000
    assert shelf.remove("other-model") == 1000
    assert shelf.names() == []
    for name in ("house-en-ru", "..", ".partial", "sub/dir"):
        with pytest.raises(UnknownModel):
            shelf.remove(name)


def test_what_was_being_removed_by_a_process_that_died_goes_with_the_next_pull(
    shelf: ModelStore, model: Path, tmp_path: Path
) -> None:
    doomed = shelf.directory / ".partial" / "removed-1"
    doomed.mkdir(parents=True)
    (doomed / "model.bin").write_bytes(b"half")
    fill(shelf, model, tmp_path, "house-en-ru")
    assert not doomed.exists()


def test_a_store_that_is_a_file_is_an_error(tmp_path: Path, model: Path) -> None:
    (tmp_path / "models").write_text("no directory")
    with pytest.raises(StoreUnwritable):
        fill(ModelStore(tmp_path / "models"), model, tmp_path, "house-en-ru")


def test_models_are_available_by_task_and_in_the_order_of_the_settings(
    shelf: ModelStore, model: Path, tmp_path: Path
) -> None:
    fill(shelf, model, tmp_path, "quickmt-ru-en", "opus-mt-ru-en")
    assert [spec.id for spec in available(shelf, "translate")] == ["quickmt-ru-en", "opus-mt-ru-en"]
    wanted = ("opus-mt-ru-en", "not-installed", "quickmt-ru-en")
    assert [spec.id for spec in available(shelf, "translate", wanted)] == ["opus-mt-ru-en", "quickmt-ru-en"]
    assert available(shelf, "generate") == []


@pytest.mark.parametrize(
    ("source", "target", "command"),
    [
        ("en", "ja", "svodka models pull quickmt-en-ja"),
        ("ja", "ru", "svodka models pull quickmt-ja-en quickmt-en-ru"),
        ("ru", "ja", "svodka models pull quickmt-ru-en quickmt-en-ja"),
        (None, None, "svodka models pull qwen3-1.7b"),
    ],
)
def test_the_command_for_a_direction_names_the_models_and_their_size(
    shelf: ModelStore, source, target, command: str
) -> None:
    found, megabytes = command_for(shelf, source, target)
    assert found == command
    entries = load_catalogue().entries
    assert megabytes == sum(entries[id_].download_megabytes for id_ in command.split()[3:])


def test_the_command_does_not_name_what_is_installed(shelf: ModelStore, model: Path, tmp_path: Path) -> None:
    fill(shelf, model, tmp_path, "house-ja-en")
    assert command_for(shelf, "ja", "ru")[0] == "svodka models pull quickmt-en-ru"
    assert command_for(shelf, "ru", "en", ("opus-mt-ru-en",))[0] == "svodka models pull opus-mt-ru-en"


def test_a_model_fits_if_memory_disk_and_packages_do() -> None:
    entries = load_catalogue().entries
    machine = Machine(memory_megabytes=4000, free_disk_megabytes=3000, gpus=0, converts=False)
    assert machine.fit(entries["quickmt-en-ja"]) == "fits"
    assert machine.fit(entries["opus-mt-ru-en"]) == "neural"
    assert machine.fit(entries["qwen3-1.7b"]) == "neural"
    assert Machine(4000, 3000, None, True).fit(entries["quickmt-en-ja"]) == "models"
    machine = Machine(memory_megabytes=4000, free_disk_megabytes=300, gpus=0, converts=True)
    assert machine.fit(entries["quickmt-en-ja"]) == "disk"
    assert machine.fit(entries["quickmt-en-ja"], installed=True) == "fits"
    assert machine.fit(entries["qwen3-4b"]) == "memory"


def test_this_machine_has_memory_and_a_disk(tmp_path: Path) -> None:
    machine = this_machine(tmp_path / "not" / "yet")
    assert machine.memory_megabytes > 100
    assert machine.free_disk_megabytes > 0
    assert machine.converts
