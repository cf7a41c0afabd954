"""Fixtures: tiny real checkpoints, made when a test first asks for them.

``marian(source, target)`` is the directory of a Marian checkpoint for one direction from or into English; ``m2m100``
that of one for all six directions, which knows the first FEW sentences; ``converted(directory, family)`` what
CTranslate2 makes of one, in float32; ``installed_specs`` the four Marian directions as they are after a pull.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkpoints import cache


@pytest.fixture(scope="session")
def marian_en_ja() -> Path:
    return cache.checkpoint("marian-en-ja")


@pytest.fixture(scope="session")
def marian_ja_en() -> Path:
    return cache.checkpoint("marian-ja-en")


@pytest.fixture(scope="session")
def marian_en_ru() -> Path:
    return cache.checkpoint("marian-en-ru")


@pytest.fixture(scope="session")
def marian_ru_en() -> Path:
    return cache.checkpoint("marian-ru-en")


@pytest.fixture(scope="session")
def quickmt_en_ru() -> Path:
    return cache.checkpoint("quickmt-en-ru")


@pytest.fixture(scope="session")
def m2m100() -> Path:
    return cache.checkpoint("m2m100")


@pytest.fixture(scope="session")
def mt5() -> Path:
    return cache.checkpoint("mt5")


@pytest.fixture(scope="session")
def mt5_summarizer() -> Path:
    return cache.checkpoint("mt5-summarizer")


@pytest.fixture(scope="session")
def converted() -> Callable[..., Path]:
    """Return ``converted(name, family, precision="float32")``; names as in ``builders.BUILDERS``."""
    return cache.converted
