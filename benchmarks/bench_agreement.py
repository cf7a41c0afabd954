"""Do the three languages give the same facts? ``python -m benchmarks.bench_agreement [TSV] [--held-out]``.

Each row of an aligned TSV (columns en, ru, ja) is read three times, and the countries, people and dates found in each
pair of columns are compared: micro-averaged F1 over all rows. No annotation is needed, and none is used; what a
translator left out counts against us. Rows from ``HELD_OUT_FROM`` on were not looked at while the rules were written.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path

from summarizer.article import LANGUAGES, Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.dates import resolve
from summarizer.facts.people import find_people

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "data" / "trilingual-dev.tsv"
HELD_OUT_FROM = 200
"""First row (from 0) of the held-out split."""
PUBLISHED = date(2006, 6, 15)
"""A day in the middle of the years the corpus is from; “today” is left out: essays use it for “these days”."""

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


def f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> tuple[float, int]:
    """Return the micro-averaged F1 of pairs of sets and how many items the first sides hold."""
    shared = total = first = 0
    for a, b in pairs:
        shared += len(a & b)
        total += len(a) + len(b)
        first += len(a)
    return (2 * shared / total if total else 1.0), first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tsv", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--held-out", action="store_true", help="measure on the held-out rows only")
    parser.add_argument("--show", choices=["countries", "people", "dates"], help="print rows that disagree")
    arguments = parser.parse_args()
    with arguments.tsv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = rows[HELD_OUT_FROM:] if arguments.held_out else rows[:HELD_OUT_FROM]
    found: dict[Language, list[Found]] = defaultdict(list)
    for row in rows:
        for language in LANGUAGES:
            found[language].append(facts_of(row[language], language))
    print(f"{len(rows)} rows ({'held out' if arguments.held_out else 'development'})")
    for a, b in combinations(LANGUAGES, 2):
        for kind in ("countries", "people", "dates"):
            value, count = f1((x[kind], y[kind]) for x, y in zip(found[a], found[b], strict=True))
            print(f"{a}-{b} {kind:<10} F1 {value:.3f}  ({count} in {a})")
    if arguments.show:
        for number, row in enumerate(rows):
            sets = {language: found[language][number][arguments.show] for language in LANGUAGES}
            if len(set(sets.values())) > 1:
                print(
                    number,
                    {k: sorted(v) for k, v in sets.items()},
                    *(row[language] for language in LANGUAGES),
                    sep="\n   ",
                )


if __name__ == "__main__":
    main()
