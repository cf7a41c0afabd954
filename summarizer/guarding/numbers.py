"""Numbers of a claim against those of its source, by value: 2.5 million, 2,5 млн and 250万 are one."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from summarizer.guarding.findings import Finding, added, lost
from summarizer.guarding.quantities import Number
from summarizer.guarding.reading import Reading
from summarizer.guarding.when import calendar_numbers, is_calendar


def _in_date(number: Number, reading: Reading) -> bool:
    """Whether the number is part of a date, which is compared as one."""
    return any(d.start < number.end and number.start < d.end and is_calendar(d.expression) for d in reading.dates)


def _supporting(number: Number, sources: Sequence[Reading]) -> list[Number]:
    return [other for source in sources for other in source.numbers if other.values & number.values]


def _all_of_another_unit(number: Number, carriers: Sequence[Number]) -> bool:
    return bool(carriers) and all(c.unit not in (None, number.unit) for c in carriers)


def compare_numbers(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield the numbers that the source does not carry, those in another unit, and those lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says (a translation, no summary).
    """
    dated = frozenset().union(*(calendar_numbers(source) for source in sources))
    for number in claim.numbers:
        if number.strength == "hint" or _in_date(number, claim):
            continue
        span, carriers = (number.start, number.end), _supporting(number, sources)
        if not carriers and number.values & dated:
            continue
        if not carriers:
            yield added("number", "error" if number.strength == "sure" else "warning", span, claim.text)
        elif number.unit and _all_of_another_unit(number, [c for c in carriers if c.strength != "hint"]):
            yield added("number", "error", span, claim.text, "number_unit")
    yield from _repeated(sources, claim)
    if not complete:
        return
    carried: frozenset[Fraction] = frozenset().union(*(n.values for n in claim.numbers))
    for source in sources:
        for number in source.numbers:
            if number.strength == "sure" and not number.values & carried and not _in_date(number, source):
                yield lost("number", "warning", (number.start, number.end), source.text)


def _repeated(sources: Sequence[Reading], claim: Reading) -> Iterator[Finding]:
    """Yield a number that the claim gives again in the place of another one of the source, which it has lost."""
    given = [n for source in sources for n in source.numbers if n.strength == "sure" and not _in_date(n, source)]
    said = [n for n in claim.numbers if n.strength == "sure" and not _in_date(n, claim)]
    if not any(not _carried(n, claim.numbers) for n in given):
        return
    for index, number in enumerate(said):
        before = any(other.values == number.values for other in said[:index])
        if before and sum(bool(other.values & number.values) for other in given) == 1:
            yield added("number", "error", (number.start, number.end), claim.text)
            return


def _carried(number: Number, others: Sequence[Number]) -> bool:
    return any(number.values & other.values for other in others)
