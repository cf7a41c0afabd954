"""How many found facts are right, by eye: ``python -m benchmarks.bench_precision [--unjudged]``.

The facts found in single sentences of the aligned corpus are looked up in ``precision_rows.toml``, where a reader
judged each one by its sentence: countries in every fourth row of the development split (50 rows); people, dates,
agreements and events in those and in all 200. What the code finds today and nobody judged yet is counted apart, never
as right; ``--unjudged`` prints it, so that it can be judged. Recall is not measured here.
"""

import argparse
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bench_agreement import DEFAULT, PUBLISHED, read
from benchmarks.table import Row
from summarizer.article import LANGUAGES, Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.card import find_facts
from summarizer.facts.dates import resolve
from summarizer.facts.records import Person

JUDGEMENTS = Path(__file__).with_name("precision_rows.toml")
STEP = 4
"""Every fourth row is in the sample."""
VERDICTS = ("right", "implied", "misspelt", "wrong")
"""implied: a country that only an organisation of it stands for; misspelt: the right person, with a name that the rules
put into another script otherwise than that language's press does."""
KINDS = ("country", "person", "date", "agreement", "event")

Fact = tuple[int, str, str]
"""Row, kind, value."""


def facts_of(number: int, text: str, language: Language) -> set[Fact]:
    """Return what is found in one sentence."""
    article = Article(text, language, None, (Sentence(0, 0, len(text), text, 0),), published=PUBLISHED)
    sentences = annotate(article)
    card = find_facts(article, sentences)
    found = {(number, "person", person_value(p)) for p in card.people}
    found |= {(number, "country", p.country) for s in sentences for p in s.places if p.country}
    days = {resolve(m.expression, PUBLISHED, None) for s in sentences for m in s.dates}
    found |= {(number, "date", day) for day in days if day}
    found |= {(number, "agreement", _value(a.title, "-".join(a.parties) or None, a.status)) for a in card.agreements}
    return found | {
        (number, "event", _value(e.kind, e.status, e.date, *e.actors, *e.participants, e.country, e.city))
        for e in card.events
    }


def person_value(person: Person) -> str:
    """Return id, office, country and the names, as ``precision_rows.toml`` has them."""
    office = f"former {person.title}" if person.former else person.title
    return _value(person.id, office, person.country, person.names.en, person.names.ru, person.names.ja)


def _value(*parts: str | None) -> str:
    return " | ".join(part or "-" for part in parts)


def judgements() -> dict[tuple[Language, Fact], str]:
    """Return the verdict on every judged fact of each language."""
    verdicts: dict[tuple[Language, Fact], str] = {}
    for entry in tomllib.loads(JUDGEMENTS.read_text(encoding="utf-8"))["facts"]:
        for verdict in VERDICTS:
            for language in entry.get(verdict, "").split():
                verdicts[language, (entry["row"], entry["kind"], entry["value"])] = verdict
    return verdicts


def found_facts() -> Iterator[tuple[Language, Fact]]:
    """Yield every fact of the development split; countries of the sample only."""
    for number, line in enumerate(read(DEFAULT, held_out=False)):
        for language in LANGUAGES:
            for fact in sorted(facts_of(number, line[language], language)):
                if fact[1] != "country" or number % STEP == 0:
                    yield language, fact


def figures(verdicts: Sequence[str]) -> str:
    """Return the share that is right without reserve, and the counts."""
    counts = Counter(verdicts)
    judged = len(verdicts) - counts["unjudged"]
    share = f"{counts['right'] / judged:.2f}" if judged else "—"
    rest = "".join(f", {counts[v]} {v}" for v in ("implied", "misspelt", "wrong", "unjudged") if counts[v])
    return f"{share} ({counts['right']} right{rest})"


def rows() -> list[Row]:
    """Return precision by kind and language, on the sample and, but for countries, on the whole split."""
    if not DEFAULT.exists():
        return [Row("precision by eye", "corpus not at hand")]
    verdicts = judgements()
    groups: dict[tuple[str, str], dict[Language, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language, fact in found_facts():
        verdict = verdicts.get((language, fact), "unjudged")
        groups["all 200 rows", fact[1]][language].append(verdict)
        if fact[0] % STEP == 0:
            groups["50 rows", fact[1]][language].append(verdict)
    return [
        Row(
            f"precision by eye, {rows}, {kind}",
            "; ".join(f"{lang} {figures(groups[rows, kind][lang])}" for lang in LANGUAGES),
        )
        for rows, kinds in (("50 rows", KINDS), ("all 200 rows", KINDS[1:]))
        for kind in kinds
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unjudged", action="store_true", help="print what was found and not judged yet")
    arguments = parser.parse_args()
    for row in rows():
        print(f"{row.what}: {row.measured}")
    if arguments.unjudged:
        verdicts = judgements()
        for language, fact in found_facts():
            if (language, fact) not in verdicts:
                print(language, *fact)


if __name__ == "__main__":
    main()
