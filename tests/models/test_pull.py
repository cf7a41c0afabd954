"""Pulling a model from the hub: what is taken, verified and kept, and all that can go wrong on the way."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from models.entries import ENTRY
from models.loopback_hub import Fault, LoopbackHub
from models.tiny_models import translates
from summarizer.models import errors
from summarizer.models.order import Order
from summarizer.models.pull import pull
from summarizer.models.store import ModelStore
from summarizer.version import __version__

TAKEN = [
    "config.json",
    "model.bin",
    "source_vocabulary.json",
    "src.spm.model",
    "target_vocabulary.json",
    "tgt.spm.model",
]

Orders = Callable[..., Order]


def test_a_pulled_model_is_installed_with_its_commit_checksums_and_licence_and_runs(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    manifest = pull(order(), store)
    repository = hub.repositories["quickmt/quickmt-en-ru"]
    assert [record.name for record in manifest.files] == TAKEN, "training weights and the card stay where they are"
    for record in manifest.files:
        data = repository.files[record.name]
        assert (record.size, record.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (manifest.revision, manifest.commit) == ("main", repository.commit)
    (spec,) = store.installed()
    assert (spec.id, spec.directions, spec.licence) == ("quickmt-en-ru", (("en", "ru"),), "CC-BY-4.0")
    assert spec.path == store.path("quickmt-en-ru")
    assert spec.size_bytes == sum(record.size for record in manifest.files)
    assert translates(spec.path)
    assert not store.partial(ENTRY.id).exists()
    assert store.verify(ENTRY.id) == []


def test_nothing_is_told_to_the_hub_but_the_name_of_the_program(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    pull(order(), store)
    assert {request.headers["user-agent"] for request in hub.requests} == {f"svodka/{__version__}"}
    assert not any("authorization" in request.headers for request in hub.requests)


def test_a_model_that_is_there_is_not_asked_for_again_unless_by_force(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    first = pull(order(), store)
    asked = len(hub.requests)
    assert pull(order(), store) == first
    assert len(hub.requests) == asked
    pull(order(), store, force=True)
    assert len(hub.requests) > asked
    assert store.verify(ENTRY.id) == []


def test_a_cut_connection_is_gone_on_with_where_it_broke(
    hub: LoopbackHub, order: Orders, store: ModelStore, waited: list[float]
) -> None:
    hub.faults = [Fault("src.spm.model", cut=50_000)]
    pull(order(), store)
    assert [request.headers.get("range") for request in hub.fetched("src.spm.model")] == [None, "bytes=50000-"]
    assert waited == [1]
    assert store.verify(ENTRY.id) == []


def test_a_pull_that_gave_up_is_gone_on_with_by_the_next(
    hub: LoopbackHub, order: Orders, store: ModelStore, waited: list[float]
) -> None:
    hub.faults = [Fault("src.spm.model", cut=50_000), *(Fault("src.spm.model", cut=0) for _ in range(4))]
    with pytest.raises(errors.HubUnreachable) as caught:
        pull(order(), store)
    assert caught.value.fields["host"] == hub.host
    assert store.installed() == []
    assert waited == [1, 2, 4, 8]
    hub.requests.clear()
    pull(order(), store)
    assert [request.headers.get("range") for request in hub.fetched("src.spm.model")] == ["bytes=50000-"]
    assert not hub.fetched("config.json"), "what had arrived whole is not fetched again"
    assert store.verify(ENTRY.id) == []


def test_a_mirror_that_does_not_know_ranges_starts_the_file_again(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    hub.faults = [Fault("src.spm.model", cut=50_000), Fault("src.spm.model", ignore_range=True)]
    pull(order(), store)
    assert store.verify(ENTRY.id) == []


def test_what_arrived_of_another_commit_is_thrown_away(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    hub.faults = [Fault("tgt.spm.model", cut=0, times=9)]
    with pytest.raises(errors.HubUnreachable):
        pull(order(), store)
    hub.faults = []
    files = hub.repositories["quickmt/quickmt-en-ru"].files
    files["config.json"] = files["config.json"] + b"\n"
    manifest = pull(order(), store)
    assert manifest.commit == hub.repositories["quickmt/quickmt-en-ru"].commit
    assert (store.path(ENTRY.id) / "config.json").read_bytes() == files["config.json"]


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_a_file_whose_checksum_is_wrong_is_thrown_away_and_named(
    hub: LoopbackHub, order: Orders, store: ModelStore, name: str
) -> None:
    right = hub.repositories["quickmt/quickmt-en-ru"].files[name]
    hub.faults = [Fault(name, body=right[:-1] + b"!")]
    with pytest.raises(errors.DownloadDamaged) as caught:
        pull(order(), store)
    assert caught.value.fields == {"model": "quickmt-en-ru", "file": name}
    assert store.installed() == []
    assert not list(store.partial(ENTRY.id).rglob(f"{name}*"))
    pull(order(), store)
    assert store.verify(ENTRY.id) == []


def test_a_checksum_of_the_catalogue_outranks_what_the_hub_says(order: Orders, store: ModelStore) -> None:
    with pytest.raises(errors.DownloadDamaged):
        pull(order(replace(ENTRY, sha256={"model.bin": "0" * 64})), store)
    assert store.installed() == []


def test_bytes_left_of_another_file_do_not_spoil_the_download(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    commit = hub.repositories["quickmt/quickmt-en-ru"].commit
    left = store.partial(ENTRY.id) / commit
    left.mkdir(parents=True)
    (left / "src.spm.model.part").write_bytes(b"?" * 1000)
    (left / "tgt.spm.model").write_bytes(b"?" * 1000)
    pull(order(), store)
    assert store.verify(ENTRY.id) == []


def test_two_that_pull_the_same_model_wait_for_each_other(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold(_: int) -> None:
        begun.set()
        go_on.wait()

    hub.faults = [Fault("model.bin", before_piece=hold)]
    second_waits = threading.Event()
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(pull(order(), store)))]
    threads[0].start()
    begun.wait()
    progress = _Signals(second_waits)
    threads.append(threading.Thread(target=lambda: found.append(pull(order(), store, progress))))
    threads[1].start()
    second_waits.wait()
    go_on.set()
    for thread in threads:
        thread.join()
    assert found[0] == found[1]
    assert len(hub.fetched("model.bin")) == 1


class _Signals:
    """Progress that says when the waiting for the lock begins."""

    def __init__(self, waits: threading.Event) -> None:
        self._waits = waits

    def stage(self, model: str, stage: str, total_bytes: int) -> None:
        if stage == "waiting":
            self._waits.set()

    def advance(self, count: int) -> None:
        pass


def test_progress_counts_every_byte_once_even_when_some_come_again(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    class Counting:
        def __init__(self) -> None:
            self.stages: dict[str, list[int]] = {}

        def stage(self, model: str, stage: str, total_bytes: int) -> None:
            self.current = self.stages.setdefault(stage, [total_bytes, 0])

        def advance(self, count: int) -> None:
            self.current[1] += count

    hub.faults = [Fault("src.spm.model", cut=50_000), Fault("src.spm.model", ignore_range=True)]
    progress = Counting()
    pull(order(), store, progress)
    assert progress.stages["downloading"][0] == progress.stages["downloading"][1] > 0
    assert progress.stages["verifying"][0] == progress.stages["verifying"][1] > 0
