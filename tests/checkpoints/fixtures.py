"""Fixtures: tiny real checkpoints, made when a test first asks for them.

``marian(source, target)`` is the directory of a Marian checkpoint for one direction between English and another language;
``m2m100`` that of one for all six directions, which knows the first FEW sentences; ``converted(directory, family)`` what
CTranslate2 makes of one, in float32; ``installed_specs`` the four Marian directions as they are after a pull.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkpoints.making import made
from checkpoints.texts import first, told
from summarizer.article import Language
from summarizer.engines.spec import Family, ModelSpec, Precision

FEW = 5
DIRECTIONS: tuple[tuple[Language, Language], ...] = (("en", "ja"), ("ja", "en"), ("en", "ru"), ("ru", "en"))


@pytest.fixture(scope="session")
def marian() -> Callable[[Language, Language], Path]:
    def directory(source: Language, target: Language) -> Path:
        from checkpoints.marian import make_marian

        return made(f"marian-{source}-{target}", lambda path: make_marian(path, told()[source], told()[target]))

    return directory


@pytest.fixture(scope="session")
def m2m100() -> Path:
    from checkpoints.m2m100 import make_m2m100

    return made("m2m100", lambda path: make_m2m100(path, first(FEW)))


@pytest.fixture(scope="session")
def converted() -> Callable[[Path, Family], Path]:
    def directory(checkpoint: Path, family: Family, precision: Precision = "float32") -> Path:
        from summarizer.engines.conversion import convert

        def make(path: Path) -> None:
            path.rmdir()
            convert(checkpoint, path, family, precision)

        return made(f"{checkpoint.name}-{precision}-ct2", make)

    return directory


@pytest.fixture(scope="session")
def installed_specs(
    marian: Callable[[Language, Language], Path], converted: Callable[[Path, Family], Path]
) -> list[ModelSpec]:
    return [
        ModelSpec(
            f"tiny-{source}-{target}",
            "translate",
            "marian",
            "ctranslate2",
            converted(marian(source, target), "marian"),
            ((source, target),),
        )
        for source, target in DIRECTIONS
    ]
