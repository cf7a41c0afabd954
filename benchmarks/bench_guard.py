"""Does the guard object to good translations, and find bad ones? ``python -m benchmarks.bench_guard``.

Each row of an aligned TSV (columns en, ru, ja) is a human translation in six directions. (a) How often does the guard
object to it with an error? (b) One thing of the translation is changed by rule (``guard_corruptions``): how often is
the change found, as an error, or at least as a finding that the translation as it was did not have?

The essays are one file, whose rows from ``HELD_OUT_FROM`` on were not looked at while the rules were written; the news
sentences (``--news``, in ``tests/guard``) are two files, written before the rules that they measure.
"""

import argparse
import csv
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

from benchmarks.guard_corruptions import Corruption, corruptions
from summarizer.article import LANGUAGES, Language
from summarizer.guard import Finding, check
from summarizer.guarding.reading import read

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "data" / "trilingual-dev.tsv"
NEWS = Path(__file__).parent.parent / "tests" / "guard"
HELD_OUT_FROM = 200
"""First row (from 0) of the held-out split."""

Row = dict[Language, str]


def judge(source: str, claim: str, source_lang: Language, target_lang: Language) -> tuple[Finding, ...]:
    """Judge a claim as a translation, which must say all that its source says."""
    return check([source], claim, source_lang, target_lang, complete=True)


def errors(findings: tuple[Finding, ...]) -> set[str]:
    return {f.kind for f in findings if f.severity == "error"}


def new_findings(result: tuple[Finding, ...], before: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings about a corruption that the translation as it was did not have."""
    known = Counter((f.code, f.severity, f.text) for f in before)
    found = []
    for finding in result:
        key = (finding.code, finding.severity, finding.text)
        if known[key]:
            known[key] -= 1
        else:
            found.append(finding)
    return found


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


@dataclass
class Tally:
    """How many corruptions of a kind were made, found as an error and noticed at all, by direction."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)

    def line(self, kind: str) -> str:
        """Return the row of the table."""
        made = self.made.total()
        shares = (self.found.total() / made, self.noticed.total() / made)
        each = ", ".join(f"{pair} {self.found[pair] / self.made[pair]:.0%}" for pair in sorted(self.made))
        return f"{kind:<18}{made:>6}{shares[0]:>10.1%}{shares[1]:>17.1%}   {each}"


def measure_corruptions(rows: list[Row], show: str | None) -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number, row in enumerate(rows):
        for target in LANGUAGES:
            for bad in corruptions(row[target], target):
                for source in (language for language in LANGUAGES if language != target):
                    result = judge(row[source], bad.text, source, target)
                    new = new_findings(result, judge(row[source], row[target], source, target))
                    tally, pair, error = tallies[bad.kind], f"{source}-{target}", bool(errors(tuple(new)))
                    tally.made[pair] += 1
                    tally.found[pair] += error
                    tally.noticed[pair] += bool(new)
                    if show == bad.kind and not error:
                        show_missed(number, source, target, row, bad, result)
    print(f"{'corruption':<18}{'made':>6}{'as error':>10}{'at least warned':>17}   as error, by direction")
    for kind in sorted(tallies):
        print(tallies[kind].line(kind))


def show_missed(
    number: int, source: Language, target: Language, row: Row, bad: Corruption, result: tuple[Finding, ...]
) -> None:
    print(number, source, target, [(f.code, f.severity, f.text) for f in result], row[source], bad.text, sep="\n   ")


def measure_speed(rows: list[Row]) -> None:
    """Processor time of pairs that were never read before, the language's words known (as in a running process)."""
    read.cache_clear()
    pairs = [(row[a], row[b], a, b) for row in rows for a, b in permutations(LANGUAGES, 2)]
    start = time.process_time()
    for source, claim, a, b in pairs:
        read.cache_clear()
        judge(source, claim, a, b)
    print(f"{1000 * (time.process_time() - start) / len(pairs):.2f} ms a pair")


def load(arguments: argparse.Namespace) -> list[Row]:
    path: Path = arguments.tsv
    if arguments.news:
        path = NEWS / f"news-{'held-out' if arguments.held_out else 'development'}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows: list[Row] = [{language: line[language] for language in LANGUAGES} for line in table]
    if arguments.news:
        return rows
    return rows[HELD_OUT_FROM:] if arguments.held_out else rows[:HELD_OUT_FROM]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tsv", nargs="?", type=Path, default=DEFAULT, help="the essays, or any aligned file like them")
    parser.add_argument("--news", action="store_true", help="measure on our own news sentences")
    parser.add_argument("--held-out", action="store_true", help="measure on the held-out rows only")
    parser.add_argument("--show", help="print the corruptions of this kind that were missed")
    arguments = parser.parse_args()
    rows = load(arguments)
    print(f"{len(rows)} rows ({'held out' if arguments.held_out else 'development'})")
    measure_objections(rows)
    measure_corruptions(rows, arguments.show)
    measure_speed(rows)


if __name__ == "__main__":
    main()
