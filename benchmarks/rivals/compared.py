"""Our engine against argos-translate (what LibreTranslate runs) and EasyNMT on one checkpoint, in one run.

Each wants an environment of its own, as they pin what they need; a variable names its Python:

    python -m venv argos && argos/bin/pip install argostranslate
    SVODKA_BENCH_ARGOS=argos/bin/python SVODKA_BENCH_EASYNMT=easynmt/bin/python python -m benchmarks.bench_engines
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import Row

SENTENCES_A_PARAGRAPH = 3
"""As articles of news agencies have them."""
_ARGOS = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "en",
    "from_name": "English",
    "to_code": "ru",
    "to_name": "Russian",
}
_EASYNMT = {"model_class": "easynmt.models.OpusMT", "model_args": {}, "lang_pairs": ["en-ru"]}


@dataclass(frozen=True, slots=True)
class Rival:
    """A translator: its name, the script that runs it, and the variable that names its Python."""

    name: str
    script: str
    variable: str

    @property
    def python(self) -> str | None:
        """The Python that has it; None if nobody named one."""
        return os.environ.get(self.variable)


RIVALS = (
    Rival("argos-translate", "argos.py", "SVODKA_BENCH_ARGOS"),
    Rival("EasyNMT", "easy_nmt.py", "SVODKA_BENCH_EASYNMT"),
)


def write_models(directory: Path, checkpoint: Path, converted: Path, sentences: Sequence[str]) -> None:
    """Write a checkpoint as a package of argos-translate and as a model of EasyNMT, and the sentences beside it."""
    (directory / "Helsinki-NLP").mkdir(parents=True)
    (directory / "Helsinki-NLP" / "opus-mt-en-ru").symlink_to(checkpoint, target_is_directory=True)
    (directory / "easynmt.json").write_text(json.dumps(_EASYNMT), encoding="utf-8")
    (directory / "metadata.json").write_text(json.dumps(_ARGOS), encoding="utf-8")
    shutil.copyfile(checkpoint / "source.spm", directory / "sentencepiece.model")
    (directory / "model").symlink_to(converted, target_is_directory=True)
    step = SENTENCES_A_PARAGRAPH
    paragraphs = [sentences[begin : begin + step] for begin in range(0, len(sentences), step)]
    (directory / "paragraphs.json").write_text(json.dumps(paragraphs), encoding="utf-8")


@contextmanager
def started(rival: Rival, python: str, directory: Path, threads: int, tokens: int) -> Iterator[Callable[[], float]]:
    """Yield what has a rival translate the sentences once, and returns the seconds that it took."""
    script = Path(__file__).with_name(rival.script)
    command = [python, str(script), str(directory), str(threads), str(tokens)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdin is not None
        assert process.stdout is not None
        requests, answers = process.stdin, process.stdout

        def once() -> float:
            requests.write("\n")
            requests.flush()
            return float(answers.readline())

        try:
            yield once
        finally:
            requests.close()


def compare(
    ours: Callable[[], object], directory: Path, sentences: int, *, threads: int, tokens: int, repeats: int
) -> list[Row]:
    """Return how many times faster ours is than each, all measured in turn and the best time of each kept.

    Args:
        ours: translates the sentences once.
        directory: that ``write_models`` wrote.
        sentences: how many there are.
        threads: of each.
        tokens: of each hypothesis.
        repeats: of each, after one to warm up.
    """
    times: dict[str, list[float]] = {}
    with ExitStack() as stack:
        tasks = {
            rival.name: stack.enter_context(started(rival, rival.python, directory, threads, tokens))
            for rival in RIVALS
            if rival.python
        }
        if tasks:
            tasks["ours"] = _timed(ours)
        for _ in range(repeats + 1):
            for name, task in tasks.items():
                times.setdefault(name, []).append(task())
    return [row for rival in RIVALS for row in _rows(rival, times, sentences)]


def _timed(task: Callable[[], object]) -> Callable[[], float]:
    def once() -> float:
        begun = time.perf_counter()
        task()
        return time.perf_counter() - begun

    return once


def _rows(rival: Rival, times: Mapping[str, Sequence[float]], sentences: int) -> Iterator[Row]:
    what = f"engines: speed against {rival.name}, beam 4 (sentences a second)"
    if rival.name not in times:
        yield Row(what, f"not measured: {rival.variable} names no Python that has it")
        return
    best, ours = min(times[rival.name][1:]), min(times["ours"][1:])
    yield Row(what, f"{best / ours:.1f} ({sentences / ours:.1f} / {sentences / best:.1f})")
