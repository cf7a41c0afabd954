"""What a pull refuses, what the hub refuses it, and how each is told to people."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.entries import ENTRY
from models.loopback_hub import Fault, LoopbackHub
from summarizer.engines.errors import ModelBroken, UnsafeModel
from summarizer.models import errors
from summarizer.models.hub import HubRepository
from summarizer.models.order import Order
from summarizer.models.pull import pull
from summarizer.models.store import ModelStore

Orders = Callable[..., Order]


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


def test_a_time_that_the_hub_names_as_a_date_is_understood(
    hub: LoopbackHub, order: Orders, store: ModelStore, waited: list[float]
) -> None:
    past, far = "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2099 07:28:00 GMT"
    hub.faults = [Fault("/revision/main", status=429, headers={"Retry-After": past})]
    pull(order(), store)
    assert waited == [1]
    hub.faults = [Fault("/revision/main", status=429, headers={"Retry-After": far})]
    with pytest.raises(errors.HubBusy):
        pull(order(), store, force=True)


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
