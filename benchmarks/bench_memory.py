"""Peak memory of one brief in each language: ``python -m benchmarks.bench_memory``.

``svodka brief PAGE.html --lang OTHER --json`` in a fresh process each, of an example article set in a page, so that
reading HTML counts too. The process tells its own high-water mark at the end (VmHWM, proc_pid_status(5)): its parent's
would include what the parent had before.
"""

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Row, print_table

GOAL = 400  # MB, resident
OTHER = {"en": "ja", "ru": "en", "ja": "ru"}
"""The language the card is asked in; another than the article's, so that both languages' tables are loaded."""


def peak_of(page: Path, language: str) -> int:
    """Return the peak of a fresh process that briefs a page, in MB (10^6 bytes)."""
    command = [sys.executable, "-m", "benchmarks.bench_memory", "--brief", str(page), "--lang", language]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    return int(done.stdout)


def peaks() -> Iterator[tuple[str, str, int]]:
    """Yield language, article and peak in MB of every example article."""
    from benchmarks.bench_pipeline import ARTICLES, page

    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(ARTICLES.glob("*/*.txt")):
            language = path.parent.name
            file = Path(folder) / f"{language}-{path.stem}.html"
            file.write_bytes(page(path).content)
            yield language, path.stem, peak_of(file, OTHER[language])


def rows() -> list[Row]:
    """Return the highest peak of each language."""
    highest: dict[str, int] = {}
    for language, _, peak in peaks():
        highest[language] = max(peak, highest.get(language, 0))
    return [
        Row(f"memory: peak of one brief, {language} -> {OTHER[language]}", f"{peak} MB", f"< {GOAL} MB", peak < GOAL)
        for language, peak in highest.items()
    ]


def _brief(page: str, language: str) -> None:
    from bot.cli import main as svodka
    from bot.self_test import peak_megabytes

    sys.argv = ["svodka", "brief", page, "--lang", language, "--json"]
    brief = io.StringIO()
    # A failure prints no brief.
    with contextlib.redirect_stdout(brief), contextlib.suppress(SystemExit):
        svodka()
    assert '"schema"' in brief.getvalue(), "no brief was printed"
    print(peak_megabytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brief", metavar="PAGE", help=argparse.SUPPRESS)
    parser.add_argument("--lang", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.brief:
        _brief(arguments.brief, arguments.lang)
        return
    print_table([Row(f"{lang} {name}", f"{mb} MB", f"< {GOAL} MB", mb < GOAL) for lang, name, mb in peaks()])


if __name__ == "__main__":
    main()
