"""The loopback server and options that allow it, for all tests of sources."""

from collections.abc import Iterator

import pytest
from loopback import LoopbackServer

from summarizer.sources.fetch import FetchOptions


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


@pytest.fixture
def options(server: LoopbackServer) -> FetchOptions:
    """Options that allow the loopback server and nothing else that is private."""
    return FetchOptions(allow_hosts=frozenset({f"127.0.0.1:{server.port}"}), contact="https://example.org/bot")
