"""Pulling a model from the hub: what is taken, verified and kept, and all that can go wrong on the way."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.entries import ENTRY
from models.loopback_hub import Fault, LoopbackHub
from models.tiny_models import translates
from summarizer.engines.errors import ModelBroken, UnsafeModel
from summarizer.models import errors
from summarizer.models.hub import HubRepository
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


def test_a_repository_without_a_file_that_is_needed_is_refused_by_name(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    del hub.repositories["quickmt/quickmt-en-ru"].files["model.bin"]
    with pytest.raises(errors.FileMissing):
        pull(order(), store)
    del hub.repositories["quickmt/quickmt-en-ru"].files["config.json"]
    with pytest.raises(errors.FileMissing):
        pull(order(), store)


def test_a_file_that_is_listed_but_not_there_is_an_error_of_the_hub(
    hub: LoopbackHub, order: Orders, store: ModelStore
) -> None:
    hub.faults = [Fault("model.bin", status=404, headers={"X-Error-Code": "EntryNotFound"})]
    with pytest.raises(errors.NotOnHub):
        pull(order(), store)


def test_a_repository_or_revision_that_does_not_exist_is_named(order: Orders, store: ModelStore) -> None:
    with pytest.raises(errors.NotOnHub) as caught:
        pull(order(replace(ENTRY, repository="nobody/nothing")), store)
    assert caught.value.fields["repository"] == "nobody/nothing"
    with pytest.raises(errors.NotOnHub) as caught:
        pull(order(revision="v9"), store)
    assert caught.value.fields["revision"] == "v9"


def test_a_branch_with_slashes_in_its_name_is_found(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    hub.repositories["quickmt/quickmt-en-ru"].revisions = {"refs/pr/3"}
    assert pull(order(revision="refs/pr/3"), store).revision == "refs/pr/3"


def test_a_hub_that_wants_a_token_says_so(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    hub.repositories["quickmt/quickmt-en-ru"].token = "secret"  # noqa: S105 - of the loopback hub
    with pytest.raises(errors.HubRefused):
        pull(order(), store)
    hub.repositories["quickmt/quickmt-en-ru"].gated = True
    with pytest.raises(errors.ModelGated) as caught:
        pull(order(), store)
    assert "quickmt/quickmt-en-ru" in caught.value.message("ja")


def test_a_hub_that_is_busy_is_given_the_time_that_it_asks_for(
    hub: LoopbackHub, order: Orders, store: ModelStore, waited: list[float]
) -> None:
    hub.faults = [
        Fault("/revision/main", status=429, headers={"Retry-After": "7"}),
        Fault("model.bin", status=429, headers={"Retry-After": "3"}),
        Fault("model.bin", status=503),
    ]
    pull(order(), store)
    assert waited == [7, 3, 2]


def test_a_hub_that_asks_for_too_much_time_is_left_alone_and_the_time_is_told(
    hub: LoopbackHub, order: Orders, store: ModelStore, waited: list[float]
) -> None:
    hub.faults = [Fault("/revision/main", status=429, headers={"Retry-After": "3600"})]
    with pytest.raises(errors.HubBusy) as caught:
        pull(order(), store)
    assert caught.value.fields["seconds"] == 3600
    assert waited == []


def test_a_hub_that_keeps_failing_is_given_up(
    hub: LoopbackHub, order: Orders, store: ModelStore, waited: list[float]
) -> None:
    hub.faults = [Fault("model.bin", status=502, times=99)]
    with pytest.raises(errors.HubFailed) as caught:
        pull(order(), store)
    assert caught.value.fields["status"] == 502
    assert waited == [1, 2, 4, 8]


def test_a_server_that_is_no_hub_is_told_apart(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    hub.faults = [Fault("/revision/main", status=200, headers={"Content-Type": "text/html"})]
    with pytest.raises(errors.HubFailed):
        pull(order(), store)


def test_file_names_that_lead_out_of_the_directory_are_refused(
    hub: LoopbackHub, order: Orders, store: ModelStore, tmp_path: Path
) -> None:
    hub.repositories["quickmt/quickmt-en-ru"].files["../../escaped.json"] = b"{}"
    with pytest.raises(errors.HubFailed):
        pull(order(replace(ENTRY, files=("*", "*/*"))), store)
    assert not list(tmp_path.rglob("escaped.json"))


def test_offline_nothing_is_asked(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    with pytest.raises(errors.HubOffline):
        pull(order(offline=True), store)
    assert hub.requests == []


def test_an_unreachable_hub_is_named(store: ModelStore, waited: list[float]) -> None:
    with LoopbackHub() as gone:
        source = HubRepository(ENTRY.repository, "main", endpoint=gone.url, pause=waited.append)
    with pytest.raises(errors.HubUnreachable) as caught:
        pull(Order(ENTRY.id, source, lambda _: ENTRY, "main"), store)
    assert gone.host in caught.value.message("ru")
    assert waited == [1, 2, 4, 8]


def test_a_licence_that_forbids_some_uses_wants_a_yes(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    with pytest.raises(errors.LicenceNotAccepted) as caught:
        pull(order(consent="CC-BY-NC-4.0"), store)
    assert "CC-BY-NC-4.0" in caught.value.message("en")
    assert hub.requests == []
    pull(order(consent="CC-BY-NC-4.0"), store, accept_licence=True)
    assert store.find(ENTRY.id)


def test_a_pickle_is_never_downloaded(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    files = hub.repositories["quickmt/quickmt-en-ru"].files
    files["pytorch_model.bin"], files["tokenization_own.py"] = b"\x80\x02}q\x00.", b"import os\n"
    assert "pytorch_model.bin" not in [r.name for r in pull(order(replace(ENTRY, files=("*",))), store).files]
    assert not hub.fetched(".py")
    del files["model.bin"]
    with pytest.raises(UnsafeModel) as caught:
        pull(order(), store, force=True)
    assert caught.value.fields["file"] == "pytorch_model.bin"


@pytest.mark.parametrize("head", [b"\x80\x02}q\x00.", b"PK\x03\x04archive/data.pkl", b""])
def test_a_pickle_under_the_name_of_ctranslate2_weights_is_seen_through(
    hub: LoopbackHub, order: Orders, store: ModelStore, head: bytes
) -> None:
    hub.repositories["quickmt/quickmt-en-ru"].files["model.bin"] = head
    with pytest.raises(UnsafeModel):
        pull(order(), store)
    assert store.installed() == []
    assert not store.partial(ENTRY.id).exists()


def test_weights_that_are_none_are_refused(hub: LoopbackHub, order: Orders, store: ModelStore) -> None:
    hub.repositories["quickmt/quickmt-en-ru"].files = {"model.safetensors": b"<html>", "config.json": b"{}"}
    with pytest.raises(ModelBroken):
        pull(order(replace(ENTRY, format="safetensors", files=())), store)


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
