"""In which precision a checkpoint is stored when it is converted at a pull, and who decides."""

from dataclasses import replace
from pathlib import Path

import ctranslate2
import pytest

from models.tiny_marian import marian
from models.tiny_models import translates
from summarizer.engines.spec import Hardware, Precision
from summarizer.models.catalogue import Entry
from summarizer.models.describing import Said
from summarizer.models.order import Order, order_from_directory
from summarizer.models.pull import pull
from summarizer.models.store import ModelStore

pytestmark = pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
CPU, GPU = Hardware(device="cpu"), Hardware(device="cuda")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return marian(tmp_path_factory.mktemp("checkpoints") / "opus-mt-en-ru")


def order(checkpoint: Path, asked: Precision = "auto", catalogued: Precision = "auto") -> Order:
    plain = order_from_directory(checkpoint, Said())

    def describe(directory: Path) -> Entry:
        return replace(plain.describe(directory), precision=catalogued)

    return replace(plain, describe=describe, precision=asked)


@pytest.mark.parametrize(("hardware", "precision"), [(CPU, "int8"), (GPU, "float16")])
def test_a_cpu_gets_int8_and_a_gpu_float16(
    hardware: Hardware, precision: Precision, checkpoint: Path, store: ModelStore
) -> None:
    manifest = pull(order(checkpoint), store, hardware=hardware)
    assert manifest.precision == precision
    assert ctranslate2.Translator(str(store.path(manifest.id)), compute_type="default").compute_type.startswith(
        {"int8": "int8", "float16": "float32"}[precision]  # a CPU has no float16, and takes it as float32
    )
    assert translates(store.path(manifest.id))


def test_float16_takes_half_of_float32_on_disk(checkpoint: Path, store: ModelStore) -> None:
    sizes = {}
    for precision in ("float16", "float32"):
        pull(order(checkpoint, precision), store)
        sizes[precision] = (store.path("opus-mt-en-ru") / "model.bin").stat().st_size
    assert 0.5 < sizes["float16"] / sizes["float32"] < 0.6


def test_the_settings_outrank_the_device(checkpoint: Path, store: ModelStore) -> None:
    assert pull(order(checkpoint), store, hardware=replace(CPU, precision="float32")).precision == "float32"


def test_the_catalogue_outranks_the_settings_and_the_order_both(checkpoint: Path, store: ModelStore) -> None:
    hardware = replace(CPU, precision="float32")
    assert pull(order(checkpoint, catalogued="float16"), store, hardware=hardware).precision == "float16"
    assert pull(order(checkpoint, "int8", "float16"), store, hardware=hardware).precision == "int8"


def test_a_model_that_is_there_in_another_precision_is_converted_anew_when_one_is_asked_for(
    checkpoint: Path, store: ModelStore
) -> None:
    assert pull(order(checkpoint), store, hardware=CPU).precision == "int8"
    assert pull(order(checkpoint), store, hardware=GPU).precision == "int8", "it is there, and nobody asked"
    assert pull(order(checkpoint, "float32"), store, hardware=CPU).precision == "float32"


def test_a_model_that_comes_converted_says_nothing_of_a_precision(model: Path, store: ModelStore) -> None:
    assert pull(order_from_directory(model, Said()), store, hardware=GPU).precision == "auto"
