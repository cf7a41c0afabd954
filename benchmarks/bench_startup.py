"""Start-up against ``python -c pass``, and what is imported on the way: ``python -m benchmarks.bench_startup``."""

import subprocess
import sys
import time
from statistics import median

from benchmarks.table import Row

GOAL = 0.5  # seconds
FORBIDDEN = ("torch", "transformers", "spacy")
ROUNDS = 9
HEAVY = ("torch", "transformers", "spacy", "trafilatura", "sudachipy", "pymorphy3", "slovnet", "numpy", "lxml", "httpx")


def seconds(command: list[str]) -> float:
    """Return the median wall time of a command, in seconds, after one warm-up run."""
    found = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own commands
        found.append(time.perf_counter() - start)
    return median(found[1:])


def imported(statement: str) -> list[str]:
    """Return which heavy modules a statement imports."""
    code = f"import sys; {statement}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return list(eval(done.stdout))  # noqa: S307 - a list that we printed ourselves


def measure() -> dict[str, float]:
    """Return the seconds of each command."""
    return {
        "python -c pass": seconds([sys.executable, "-c", "pass"]),
        "import summarizer": seconds([sys.executable, "-c", "import summarizer"]),
        "svodka --help": seconds([sys.executable, "-m", "bot.cli", "--help"]),
    }


def rows() -> list[Row]:
    """Return start-up times and what is imported on the way."""
    found = measure()
    nothing = found["python -c pass"]
    loaded = sorted({*imported("import summarizer"), *imported("import bot.cli")} & set(FORBIDDEN))
    return [
        Row(
            f"start-up: {name}",
            f"{value * 1000:.0f} ms, {value / nothing:.1f} x",
            f"< {GOAL} s" if value is not nothing else "",
            value < GOAL if value is not nothing else None,
        )
        for name, value in found.items()
    ] + [Row("start-up: torch, transformers, spaCy imported", ", ".join(loaded) or "none", "none", not loaded)]


def main() -> None:
    found = measure()
    for name, value in found.items():
        print(f"{name:<20} {value * 1000:7.0f} ms {value / found['python -c pass']:6.1f} x")
    print("heavy modules after `import summarizer`:", imported("import summarizer") or "none")
    print("heavy modules after `import bot.cli`:   ", imported("import bot.cli") or "none")


if __name__ == "__main__":
    main()
