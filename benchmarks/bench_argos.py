"""Our engine against argos-translate on one checkpoint, in one run: the path that LibreTranslate's users have.

Runs with the Python that the variable SVODKA_BENCH_ARGOS names, or with this one if it has the package; argos-translate
wants an environment of its own, as it pins its dependencies: ``python -m venv argos && argos/bin/pip install
argostranslate``.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.table import Row

PYTHON = "SVODKA_BENCH_ARGOS"
SENTENCES_A_PARAGRAPH = 3
"""As articles of news agencies have them."""
METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "en",
    "from_name": "English",
    "to_code": "ru",
    "to_name": "Russian",
}


def python_with_argos() -> str | None:
    """Return the Python that has argos-translate; None if there is none."""
    named = os.environ.get(PYTHON)
    if named:
        return named
    return sys.executable if importlib.util.find_spec("argostranslate") else None


def write_package(directory: Path, checkpoint: Path, converted: Path) -> None:
    """Write a converted checkpoint as a package of argos-translate."""
    directory.mkdir()
    (directory / "metadata.json").write_text(json.dumps(METADATA), encoding="utf-8")
    shutil.copyfile(checkpoint / "source.spm", directory / "sentencepiece.model")
    (directory / "model").symlink_to(converted, target_is_directory=True)


@contextmanager
def argos(python: str, package: Path, sentences: list[str], threads: int, tokens: int) -> Iterator[Callable[[], float]]:
    """Yield what translates the sentences once, in paragraphs, by argos-translate, and returns the seconds it took."""
    step = SENTENCES_A_PARAGRAPH
    paragraphs = [sentences[begin : begin + step] for begin in range(0, len(sentences), step)]
    file = package / "paragraphs.json"
    file.write_text(json.dumps(paragraphs), encoding="utf-8")
    command = [
        python,
        str(Path(__file__).with_name("argos_side.py")),
        str(package),
        str(file),
        str(threads),
        str(tokens),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdin is not None
        assert process.stdout is not None
        requests, answers = process.stdin, process.stdout

        def once() -> float:
            requests.write("\n")
            requests.flush()
            return float(answers.readline())

        yield once
        requests.close()


def compare(
    ours: Callable[[], object], package: Path, sentences: list[str], threads: int, tokens: int, repeats: int
) -> list[Row]:
    """Return how many times faster ours is, each measured in turn and the best of each kept.

    Args:
        ours: translates the sentences once.
        package: of argos-translate, with the same model.
        sentences: that both translate.
        threads: of each.
        tokens: of each hypothesis.
        repeats: of each, after one to warm up.
    """
    import time

    python = python_with_argos()
    if python is None:
        return [Row("engines: against argos-translate", f"not measured: {PYTHON} names no Python that has it")]
    times: dict[str, list[float]] = {"ours": [], "argos": []}
    with argos(python, package, sentences, threads, tokens) as theirs:
        for _ in range(repeats + 1):
            times["argos"].append(theirs())
            begun = time.perf_counter()
            ours()
            times["ours"].append(time.perf_counter() - begun)
    best = {name: min(measured[1:]) for name, measured in times.items()}
    return [
        Row("engines: speed against argos-translate, beam 4", f"{best['argos'] / best['ours']:.1f}", "", None),
        Row("engines: sentences a second, ours / argos-translate, beam 4",
            f"{len(sentences) / best['ours']:.1f} / {len(sentences) / best['argos']:.1f}", "", None),
    ]  # fmt: skip
