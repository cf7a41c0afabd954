"""Do the three languages give the same facts? ``python -m benchmarks.bench_agreement [TSV] [--held-out]``.

Each row of an aligned TSV (columns en, ru, ja) is read three times, and the countries, people and dates found in each
pair of columns are compared: micro-averaged F1 over all rows. No annotation is needed, and none is used; what a
translator left out counts against us. Rows from ``HELD_OUT_FROM`` on were not looked at while the rules were written.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from benchmarks.table import Row
from summarizer.article import LANGUAGES, Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.dates import resolve
from summarizer.facts.people import find_people

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "data" / "trilingual-dev.tsv"
HELD_OUT_FROM = 200
"""First row (from 0) of the held-out split."""
PUBLISHED = date(2006, 6, 15)
"""A day in the middle of the years the corpus is from; “today” is left out: essays use it for “these days”."""

KINDS = ("countries", "people", "dates")
Found = dict[str, frozenset[str]]


def facts_of(text: str, language: Language) -> Found:
    """Return the countries, people and dates of one sentence as comparable strings."""
    article = Article(text, language, None, (Sentence(0, 0, len(text), text, 0),), published=PUBLISHED)
    sentences = annotate(article)
    people, _ = find_people(article, sentences)
    return {
        "countries": frozenset(p.country for s in sentences for p in s.places if p.country),
        "people": frozenset(p.id for p in people),
        "dates": frozenset(
            day
            for s in sentences
            for m in s.dates
            if (day := resolve(m.expression, PUBLISHED, None)) is not None and day != PUBLISHED.isoformat()
        ),
    }


def f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> tuple[float, int, int]:
    """Return the micro-averaged F1 of pairs of sets and how many items the first and the second sides hold."""
    shared = first = second = 0
    for a, b in pairs:
        shared += len(a & b)
        first += len(a)
        second += len(b)
    return (2 * shared / (first + second) if first + second else 1.0), first, second


def read(tsv: Path, *, held_out: bool) -> list[dict[str, str]]:
    """Return the rows of one split."""
    with tsv.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return lines[HELD_OUT_FROM:] if held_out else lines[:HELD_OUT_FROM]


def measure(lines: Sequence[dict[str, str]]) -> dict[Language, list[Found]]:
    """Return what is found in each line, by language."""
    return {language: [facts_of(line[language], language) for line in lines] for language in LANGUAGES}


def figures(found: dict[Language, list[Found]]) -> Iterator[tuple[str, Language, Language, float, int, int]]:
    """Yield kind, two languages, their F1 and how many items each holds."""
    for kind in KINDS:
        for a, b in combinations(LANGUAGES, 2):
            yield kind, a, b, *f1((x[kind], y[kind]) for x, y in zip(found[a], found[b], strict=True))


def rows() -> list[Row]:
    """Return the F1 of each kind, a split each; empty where the corpus is not at hand."""
    if not DEFAULT.exists():
        return [Row("agreement of the three languages", "corpus not at hand")]
    table = []
    for split in ("development", "held-out"):
        by_kind: dict[str, list[str]] = defaultdict(list)
        for kind, a, b, value, first, second in figures(measure(read(DEFAULT, held_out=split == "held-out"))):
            by_kind[kind].append(f"{a}-{b} {value:.2f} ({first}/{second})")
        table += [Row(f"agreement, {split}: F1 of {kind} (items)", ", ".join(cells)) for kind, cells in by_kind.items()]
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tsv", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--held-out", action="store_true", help="measure on the held-out rows only")
    parser.add_argument("--show", choices=KINDS, help="print rows that disagree")
    arguments = parser.parse_args()
    lines = read(arguments.tsv, held_out=arguments.held_out)
    found = measure(lines)
    print(f"{len(lines)} rows ({'held out' if arguments.held_out else 'development'})")
    for kind, a, b, value, first, second in figures(found):
        print(f"{a}-{b} {kind:<10} F1 {value:.3f}  ({first} in {a}, {second} in {b})")
    if arguments.show:
        _print_disagreements(lines, found, arguments.show)


def _print_disagreements(lines: Sequence[dict[str, str]], found: dict[Language, list[Found]], kind: str) -> None:
    for number, line in enumerate(lines):
        sets = {language: sorted(found[language][number][kind]) for language in LANGUAGES}
        if len({tuple(values) for values in sets.values()}) > 1:
            print(number, sets, *(line[language] for language in LANGUAGES), sep="\n   ")


if __name__ == "__main__":
    main()
