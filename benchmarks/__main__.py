"""All benchmarks, one after the other, in one table of goal and measurement: ``python -m benchmarks [NAME ...]``.

``python -m benchmarks --list`` names them. Each also runs alone, with more detail: ``python -m benchmarks.bench_NAME``.
What the figures do not show is in ``docs/measurements.md``.
"""

import argparse
import importlib
import logging
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.table import Row, print_table

BENCHMARKS = (
    "startup", "memory", "pipeline", "points", "reading", "agreement", "precision", "articles", "engines", "digest",
)  # fmt: skip
"""In this order: those in processes of their own first, then those that are timed."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these, such as: startup pipeline")
    parser.add_argument("--list", action="store_true", help="name the benchmarks and stop")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    if options.list:
        print(*BENCHMARKS, sep="\n")
        return
    # Warnings of trafilatura and of our own fallbacks would stand between the figures.
    logging.disable(logging.WARNING)
    rows: list[Row] = []
    for name in options.names or BENCHMARKS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"benchmarks.bench_{name}").rows()
    print(_circumstances(), end="\n\n")
    print_table(rows)
    print(f"\n{sum(r.met is True for r in rows)} goals met, {sum(r.met is False for r in rows)} not met.")


def _circumstances() -> str:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores, load of the last 1, 5 and 15 minutes: {load}"
    )


if __name__ == "__main__":
    main()
