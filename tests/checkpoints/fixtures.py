"""Fixtures: tiny real checkpoints, made when a test first asks for them.

``marian(source, target)`` is the directory of a Marian checkpoint for one direction from or into English, which knows
the whole article; ``m2m100`` and ``mt5`` (with MADLAD's prefix) those of one for all six directions, which know the
first FEW sentences; ``mt5_summarizer`` that of one which turns ``texts.document`` into ``texts.summary``;
``quickmt_en_ru`` a directory in CTranslate2's format as the quickmt repositories have it. ``converted(directory,
family)`` is what CTranslate2 makes of a checkpoint, in float32; ``installed_specs`` the four Marian directions as they
are after a pull.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkpoints.making import made
from checkpoints.texts import document, first, summary, told
from summarizer.article import LANGUAGES, Language
from summarizer.engines.spec import Family, ModelSpec, Precision

FEW = 5
DIRECTIONS: tuple[tuple[Language, Language], ...] = (("en", "ja"), ("ja", "en"), ("en", "ru"), ("ru", "en"))


@pytest.fixture(scope="session")
def marian() -> Callable[[Language, Language], Path]:
    def directory(source: Language, target: Language) -> Path:
        def make(path: Path) -> None:
            from checkpoints.marian import make_marian

            make_marian(path, told()[source], told()[target])

        return made(f"marian-{source}-{target}", make)

    return directory


@pytest.fixture(scope="session")
def quickmt_en_ru() -> Path:
    def make(path: Path) -> None:
        from checkpoints.quickmt import make_quickmt

        make_quickmt(path, first(FEW)["en"], first(FEW)["ru"])

    return made("quickmt-en-ru", make)


@pytest.fixture(scope="session")
def m2m100() -> Path:
    def make(path: Path) -> None:
        from checkpoints.m2m100 import make_m2m100

        make_m2m100(path, first(FEW))

    return made("m2m100", make)


@pytest.fixture(scope="session")
def mt5() -> Path:
    def make(path: Path) -> None:
        from checkpoints.mt5 import make_mt5

        rows = [
            (f"<2{b}> {text}", translation)
            for a, sentences in first(FEW).items()
            for b, translations in first(FEW).items()
            for text, translation in zip(sentences, translations, strict=True)
            if a != b
        ]
        make_mt5(path, rows, tuple(f"<2{language}>" for language in LANGUAGES))

    return made("mt5", make)


@pytest.fixture(scope="session")
def mt5_summarizer() -> Path:
    def make(path: Path) -> None:
        from checkpoints.mt5 import make_mt5

        make_mt5(path, [(document(language), summary(language)) for language in LANGUAGES])

    return made("mt5-summarizer", make)


@pytest.fixture(scope="session")
def converted() -> Callable[[Path, Family], Path]:
    def directory(checkpoint: Path, family: Family, precision: Precision = "float32") -> Path:
        def make(path: Path) -> None:
            from summarizer.engines.conversion import convert

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
