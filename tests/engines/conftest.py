"""The tiny chat model that several files of tests ask."""

from pathlib import Path

import pytest

from checkpoints.making import made
from engines.conversations import conversations


@pytest.fixture(scope="session")
def chat_model() -> Path:
    def make(directory: Path) -> None:
        from checkpoints.chat import make_chat

        make_chat(directory, conversations())

    return made("chat", make)
