"""A disk that fills up while a model arrives: a real one, of memory."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.entries import ENTRY
from models.loopback_hub import Fault, LoopbackHub
from summarizer.models.errors import DiskFull
from summarizer.models.order import Order
from summarizer.models.pull import RESERVE_BYTES, pull
from summarizer.models.store import ModelStore


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with a little more room than a pull wants to see beforehand."""
    place, mount = tmp_path / "disk", shutil.which("mount")
    place.mkdir()
    size = f"size={RESERVE_BYTES + 4_000_000}"
    command = [str(mount), "-t", "tmpfs", "-o", size, "tmpfs", str(place)]
    if not mount or subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("only root may mount; a limit on files is tested elsewhere for everybody")
    yield place
    subprocess.run(["umount", place], check=True)  # noqa: S603, S607


def test_a_disk_that_fills_up_on_the_way_is_a_sentence_and_the_next_pull_goes_on(
    small_disk: Path, hub: LoopbackHub, order: Callable[..., Order]
) -> None:
    filler = small_disk / "filler"

    def fill(offset: int) -> None:
        if offset >= 100_000 and not filler.exists():
            filler.write_bytes(bytes(shutil.disk_usage(small_disk).free))

    store = ModelStore(small_disk / "models")
    hub.faults = [Fault("src.spm.model", before_piece=fill)]
    with pytest.raises(DiskFull) as caught:
        pull(order(), store)
    assert caught.value.fields["free"] == 0
    assert store.installed() == []
    filler.unlink()
    hub.requests.clear()
    pull(order(), store)
    assert hub.fetched("src.spm.model")[0].headers["range"].startswith("bytes=")
    assert store.verify(ENTRY.id) == []


def test_a_disk_that_is_too_small_is_told_before_anything_is_fetched(
    small_disk: Path, hub: LoopbackHub, order: Callable[..., Order]
) -> None:
    (small_disk / "filler").write_bytes(bytes(10_000_000))
    with pytest.raises(DiskFull):
        pull(order(), ModelStore(small_disk / "models"))
    assert not hub.fetched()
