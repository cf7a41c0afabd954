"""Countries of a claim against those of its source, by ISO code: by name, capital, adjective or people."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summarizer.facts.place_names import city_country
from summarizer.guarding.findings import Finding, Severity, added, data, lost
from summarizer.guarding.reading import Reading

_LOOSE = frozenset({"EU", "UN"})
"""Bodies that are named by many paraphrases: Brussels, Europe, the Security Council."""


def _codes(reading: Reading) -> set[str]:
    codes = {p.country for p in reading.places if p.country}
    codes |= {c for p in reading.places if p.city and (c := city_country(p.city))}
    codes |= {r.country for r in reading.roles if r.country}
    for name in reading.names:
        codes |= {person.country for person in name.known}
    return codes


@cache
def _carriers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(pattern)) for code, pattern in data("countries")["carried_by"].items())


def _carried(reading: Reading) -> set[str]:
    """Countries that the text means without naming them."""
    lower = reading.text.lower()
    return {code for code, pattern in _carriers() if pattern.search(lower)}


def compare_countries(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield the countries and cities that the source does not carry, and the countries lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says.
    """
    said = set().union(*(_codes(source) | _carried(source) for source in sources))
    cities = {p.city for source in sources for p in source.places if p.city}
    for place in claim.places:
        span = (place.start, place.end)
        if place.country and place.country not in said:
            yield added("country", _severity(place.country), span, claim.text)
        elif place.city and place.city not in cities and cities and place.country:
            yield added("country", "warning", span, claim.text)
    if not complete:
        return
    own = _codes(claim)
    for source in sources:
        for place in source.places:
            if place.country and place.country not in own and place.country not in _LOOSE:
                own.add(place.country)
                yield lost("country", "warning", (place.start, place.end), source.text)


def _severity(country: str) -> Severity:
    return "warning" if country in _LOOSE else "error"
