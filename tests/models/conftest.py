"""The loopback hub with tiny real models, an empty store, and how to order from it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.entries import ENTRY
from models.loopback_hub import LoopbackHub
from models.tiny_models import quickmt
from summarizer.models.catalogue import Catalogue, Entry
from summarizer.models.hub import HubRepository
from summarizer.models.order import Order
from summarizer.models.store import ModelStore


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a model as the quickmt repositories have it."""
    return quickmt(tmp_path_factory.mktemp("tiny") / "quickmt-en-ru")


@pytest.fixture
def hub(model: Path) -> Iterator[LoopbackHub]:
    """A hub with that model under ``quickmt/quickmt-en-ru``."""
    with LoopbackHub() as server:
        server.add("quickmt/quickmt-en-ru", model)
        yield server


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """An empty store, which knows that model."""
    return ModelStore(tmp_path / "models", Catalogue({ENTRY.id: ENTRY}, {"small": (ENTRY.id,)}))


@pytest.fixture
def waited() -> list[float]:
    """How many seconds each pause between two tries would have taken."""
    return []


@pytest.fixture
def order(hub: LoopbackHub, waited: list[float]) -> Callable[..., Order]:
    """Return an order for the model on the hub, or for another entry."""

    def make(entry: Entry = ENTRY, revision: str = "", consent: str = "", **more: object) -> Order:
        revision = revision or entry.revision
        return Order(
            id=entry.id,
            source=HubRepository(entry.repository, revision, endpoint=hub.url, pause=waited.append, **more),
            describe=lambda _: entry,
            revision=revision,
            files=entry.files,
            sha256=entry.sha256,
            consent=consent,
        )

    return make
