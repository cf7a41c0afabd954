"""Does the guard object to good translations, and find bad ones? ``python -m benchmarks.bench_guard [--held-out]``.

Each row of an aligned TSV (columns en, ru, ja) is a human translation in six directions. (a) How often does the guard
object to it with an error? (b) One thing of the translation is changed by rule (``guard_corruptions``): how often is
the change found, as an error, or at least as a finding that the translation as it was did not have? Rows from
``HELD_OUT_FROM`` on were not looked at while the rules were written.
"""

import argparse
import csv
import time
from collections import Counter, defaultdict
from itertools import permutations
from pathlib import Path

from benchmarks.guard_corruptions import Corruption, corruptions
from summarizer.article import LANGUAGES, Language
from summarizer.guard import Finding, check
from summarizer.guarding.reading import read

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "data" / "trilingual-dev.tsv"
HELD_OUT_FROM = 200
"""First row (from 0) of the held-out split."""

Row = dict[Language, str]


def judge(source: str, claim: str, source_lang: Language, target_lang: Language) -> tuple[Finding, ...]:
    """Judge a claim as a translation, which must say all that its source says."""
    return check([source], claim, source_lang, target_lang, complete=True)


def errors(findings: tuple[Finding, ...]) -> set[str]:
    return {f.kind for f in findings if f.severity == "error"}


def counted(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((f.code, f.severity) for f in findings)


def measure_objections(rows: list[Row]) -> None:
    kinds: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    directions: Counter[tuple[Language, Language]] = Counter()
    for row in rows:
        for source, target in permutations(LANGUAGES, 2):
            findings = judge(row[source], row[target], source, target)
            directions[source, target] += bool(errors(findings))
            kinds.update(errors(findings))
            warned.update({f.kind for f in findings if f.severity == "warning"})
    total = len(rows) * len(directions)
    print(f"objections to human translations: {sum(directions.values()) / total:.1%} of {total}")
    print("  by direction  ", ", ".join(f"{a}-{b} {n / len(rows):.1%}" for (a, b), n in directions.items()))
    print("  errors by kind", ", ".join(f"{kind} {n / total:.1%}" for kind, n in kinds.most_common()))
    print("  warnings      ", ", ".join(f"{kind} {n / total:.1%}" for kind, n in warned.most_common()))


def measure_corruptions(rows: list[Row], show: str | None) -> None:
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    by_target: dict[str, Counter[str]] = defaultdict(Counter)
    for number, row in enumerate(rows):
        for target in LANGUAGES:
            for bad in corruptions(row[target], target):
                for source in set(LANGUAGES) - {target}:
                    result = judge(row[source], bad.text, source, target)
                    before = judge(row[source], row[target], source, target)
                    made[bad.kind] += 1
                    by_target[target][bad.kind] += 1
                    error = bool(counted(result) - counted(before)) and bool(errors(result))
                    found[bad.kind] += error
                    by_target[target][f"{bad.kind} found"] += error
                    noticed[bad.kind] += error or bool(counted(result) - counted(before))
                    if show == bad.kind and not error:
                        show_missed(number, source, target, row, bad, result)
    print(f"{'corruption':<18}{'made':>6}{'as error':>10}{'at least warned':>17}   as error, by target language")
    for kind in made:
        each = ", ".join(
            f"{target} {by_target[target][f'{kind} found'] / max(1, by_target[target][kind]):.0%}"
            for target in LANGUAGES
        )
        print(f"{kind:<18}{made[kind]:>6}{found[kind] / made[kind]:>10.1%}{noticed[kind] / made[kind]:>17.1%}   {each}")


def show_missed(
    number: int, source: Language, target: Language, row: Row, bad: Corruption, result: tuple[Finding, ...]
) -> None:
    print(number, source, target, [(f.code, f.severity, f.text) for f in result], row[source], bad.text, sep="\n   ")


def measure_speed(rows: list[Row]) -> None:
    """Pairs that were never read before, with the words of the language known (as in a running process)."""
    read.cache_clear()
    pairs = [(row[a], row[b], a, b) for row in rows for a, b in permutations(LANGUAGES, 2)]
    start = time.perf_counter()
    for source, claim, a, b in pairs:
        read.cache_clear()
        judge(source, claim, a, b)
    print(f"{1000 * (time.perf_counter() - start) / len(pairs):.2f} ms a pair")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tsv", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--held-out", action="store_true", help="measure on the held-out rows only")
    parser.add_argument("--show", help="print the corruptions of this kind that were missed")
    arguments = parser.parse_args()
    with arguments.tsv.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows: list[Row] = [{language: line[language] for language in LANGUAGES} for line in table]
    rows = rows[HELD_OUT_FROM:] if arguments.held_out else rows[:HELD_OUT_FROM]
    print(f"{len(rows)} rows ({'held out' if arguments.held_out else 'development'})")
    measure_objections(rows)
    measure_corruptions(rows, arguments.show)
    measure_speed(rows)


if __name__ == "__main__":
    main()
