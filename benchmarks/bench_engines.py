"""Speed of translation on one checkpoint, as ratios: ``python -m benchmarks.bench_engines [TSV]``.

A Marian of real shape with random weights (``random_marian``) that writes exactly OUTPUT tokens for each sentence of a
table with a column ``en`` (no table is part of the project). Our engine behind its queue, from text to text, against
CTranslate2 called directly on ready pieces and against transformers; each measured in turn, REPEATS times, the best
time of each kept: other work on the machine only makes them longer. Loading and the memory that it leaves resident are
those of int8 and of float32 weights in a process of its own each.
"""

import argparse
import csv
import importlib
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.random_marian import write_checkpoint
from benchmarks.rivals.compared import compare, write_models
from benchmarks.table import Row, print_table
from summarizer.engines.conversion import convert
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.hardware import threads_of
from summarizer.engines.lengths import BATCH_TOKENS
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.queue import QueuedTranslator
from summarizer.engines.seq2seq_engine import Seq2SeqTranslator
from summarizer.engines.spec import Backend, Hardware, ModelSpec, Precision
from summarizer.engines.tokenizing import PieceTokenizer

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "data" / "trilingual-dev.tsv"
SENTENCES = 64
OUTPUT = 24
REPEATS = 3
OPTIONS = DecodeOptions(beam_size=1, max_output_tokens=OUTPUT)
NEEDED = ("torch", "transformers", "ctranslate2", "sentencepiece")
DIRECT_GOAL, TRANSFORMERS_GOAL, BATCHING_GOAL = 0.95, 2.5, 3.0
CONCURRENT = (4, 16, 64)
Task = Callable[[], object]


def read(path: Path) -> list[str]:
    """Return English sentences of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["en"] for row in rows if row["en"].strip()]


def spec_of(directory: Path, backend: Backend) -> ModelSpec:
    return ModelSpec(directory.name, "translate", "marian", backend, directory, (("en", "ru"),))


def best_of(tasks: dict[str, Task]) -> dict[str, float]:
    """Return the shortest time of each task in seconds, measured in turn after one warm-up each."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(REPEATS + 1):
        for name, task in tasks.items():
            begun = time.perf_counter()
            task()
            if turn:
                times[name].append(time.perf_counter() - begun)
    return {name: min(measured) for name, measured in times.items()}


def direct(directory: Path, sentences: list[str]) -> Task:
    """Return CTranslate2 at its best, on pieces made beforehand and without text at the end."""
    import ctranslate2

    tokenizer = PieceTokenizer(spec_of(directory, "ctranslate2"))
    pieces = [tokenizer.encode(sentence, "en", "ru") for sentence in sentences]
    model = ctranslate2.Translator(str(directory), compute_type="int8", intra_threads=threads_of(Hardware()))

    def task() -> object:
        return model.translate_batch(
            pieces, beam_size=1, max_decoding_length=OUTPUT, max_batch_size=BATCH_TOKENS, batch_type="tokens"
        )

    return task


def throughput(checkpoint: Path, converted: Path, sentences: list[str]) -> list[Row]:
    """Compare our engine with CTranslate2 alone and with transformers."""
    queue = QueuedTranslator(Ct2Translator(spec_of(converted, "ctranslate2"), Hardware("cpu")))
    slow = Seq2SeqTranslator(spec_of(checkpoint, "transformers"), Hardware("cpu"))
    times = best_of(
        {
            "ours": lambda: queue.translate(sentences, "en", "ru", OPTIONS),
            "direct": direct(converted, sentences),
            "transformers": lambda: slow.translate(sentences, "en", "ru", OPTIONS),
            "transformers, one at a time": lambda: [slow.translate([s], "en", "ru", OPTIONS) for s in sentences[:16]],
        }
    )
    times["transformers, one at a time"] *= len(sentences) / 16
    ratio = {name: seconds / times["ours"] for name, seconds in times.items()}
    queue.close()
    slow.close()
    return [
        Row("engines: speed against CTranslate2 alone", f"{ratio['direct']:.2f}", f">= {DIRECT_GOAL}",
            ratio["direct"] >= DIRECT_GOAL),
        Row("engines: against transformers, batch 64", f"{ratio['transformers']:.1f}", f">= {TRANSFORMERS_GOAL}",
            ratio["transformers"] >= TRANSFORMERS_GOAL),
        Row("engines: against transformers, one at a time", f"{ratio['transformers, one at a time']:.1f}", "", None),
        Row("engines: sentences a second", f"{len(sentences) / times['ours']:.0f}", "", None),
    ]  # fmt: skip


def against_rivals(checkpoint: Path, converted: Path, sentences: list[str]) -> list[Row]:
    """Compare our engine with argos-translate and EasyNMT, at the beam size that ours and argos-translate's have."""
    queue = QueuedTranslator(Ct2Translator(spec_of(converted, "ctranslate2"), Hardware("cpu")))
    directory = converted.with_name("rivals")
    write_models(directory, checkpoint, converted, sentences)
    options, threads = DecodeOptions(max_output_tokens=OUTPUT), threads_of(Hardware())

    def ours() -> object:
        return queue.translate(sentences, "en", "ru", options)

    made = compare(ours, directory, len(sentences), threads=threads, tokens=OUTPUT, repeats=REPEATS)
    queue.close()
    return made


def batching(converted: Path, sentences: list[str]) -> list[Row]:
    """Compare many callers of one sentence each with callers that come one after the other."""
    queue = QueuedTranslator(Ct2Translator(spec_of(converted, "ctranslate2"), Hardware("cpu")))

    def ask(sentence: str) -> float:
        begun = time.perf_counter()
        queue.translate([sentence], "en", "ru", OPTIONS)
        return time.perf_counter() - begun

    def run(callers: int) -> tuple[float, list[float]]:
        begun = time.perf_counter()
        with ThreadPoolExecutor(callers) as threads:
            waits = list(threads.map(ask, sentences))
        return len(sentences) / (time.perf_counter() - begun), waits

    run(16)
    measured: dict[int, list[tuple[float, list[float]]]] = {callers: [] for callers in (1, *CONCURRENT)}
    for _ in range(REPEATS):
        for callers, results in measured.items():
            results.append(run(callers))
    queue.close()
    best = {callers: max(results) for callers, results in measured.items()}
    rows = []
    for callers in CONCURRENT:
        gain = best[callers][0] / best[1][0]
        p95 = statistics.quantiles(best[callers][1], n=20)[-1] * 1000
        goal = (f">= {BATCHING_GOAL}", gain >= BATCHING_GOAL) if callers == 16 else ("", None)
        rows.append(Row(f"engines: {callers} callers at once, throughput (p95)", f"{gain:.1f} ({p95:.0f} ms)", *goal))
    alone = statistics.quantiles(best[1][1], n=20)[-1] * 1000
    return [Row("engines: one caller at a time, p95", f"{alone:.0f} ms", "", None), *rows]


def loading(directories: dict[Precision, Path]) -> list[Row]:
    """Compare loading and resident memory of a model's precisions, each the best of REPEATS fresh processes."""
    seconds: dict[Precision, float] = {}
    megabytes: dict[Precision, float] = {}
    for precision, directory in directories.items():
        command = [sys.executable, "-m", "benchmarks.bench_engines", "--load", str(directory), precision]
        runs = [
            json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - ours
            for _ in range(REPEATS)
        ]
        seconds[precision] = min(run["seconds"] for run in runs)
        megabytes[precision] = min(run["megabytes"] for run in runs)
    return [
        Row(f"engines: {what}, int8 / float32 (ratio)",
            f"{by['int8']:{form}} / {by['float32']:{form}} {unit} ({by['int8'] / by['float32']:.2f})")
        for what, by, form, unit in (
            ("load and first sentence", seconds, ".2f", "s"),
            ("memory resident after it", megabytes, ".0f", "MB"),
        )
    ]  # fmt: skip


def load(directory: Path, precision: Precision) -> None:
    """Print what it takes to load a converted model and to translate a sentence, beyond a process that has it not."""
    import ctranslate2  # noqa: F401 - its own time and memory are not the model's

    process = importlib.import_module("psutil").Process()  # comes with accelerate; has no types of its own
    engine = Ct2Translator(spec_of(directory, "ctranslate2"), Hardware("cpu", precision))
    before, begun = process.memory_info().rss, time.perf_counter()
    engine.translate(["Loaded."], "en", "ru", DecodeOptions(beam_size=1, max_output_tokens=1))
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "megabytes": (process.memory_info().rss - before) / 10**6}))


def rows(path: Path = DEFAULT) -> list[Row]:
    """Return what was measured, or why nothing was."""
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        return [Row("engines", f"not measured: {', '.join(missing)} not installed")]
    if not path.exists():
        return [Row("engines", "not measured: table of sentences not at hand")]
    sentences = read(path)
    with tempfile.TemporaryDirectory() as folder:
        checkpoint, converted = Path(folder) / "checkpoint", Path(folder) / "converted"
        checkpoint.mkdir()
        write_checkpoint(checkpoint, sentences)
        convert(checkpoint, converted, "marian")
        exact = Path(folder) / "float32"
        convert(checkpoint, exact, "marian", "float32")
        measured = sentences[:SENTENCES]
        return [
            *loading({"int8": converted, "float32": exact}),
            *throughput(checkpoint, converted, measured),
            *against_rivals(checkpoint, converted, measured),
            *batching(converted, measured),
        ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_engines", description=__doc__)
    parser.add_argument("table", nargs="?", type=Path, default=DEFAULT, metavar="TSV")
    parser.add_argument("--load", nargs=2, metavar=("DIRECTORY", "PRECISION"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        load(Path(options.load[0]), options.load[1])
        return
    print_table(rows(options.table))


if __name__ == "__main__":
    main()
