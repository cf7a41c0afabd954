"""The loopback news server of tests/sources, for digests."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "sources"))

from loopback import LoopbackServer

from summarizer.sources.fetch import FetchOptions


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


@pytest.fixture
def options(server: LoopbackServer) -> FetchOptions:
    """Options that allow the loopback server and nothing else that is private."""
    return FetchOptions(allow_hosts=frozenset({f"127.0.0.1:{server.port}"}))
