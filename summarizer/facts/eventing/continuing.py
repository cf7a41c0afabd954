"""Time carried from one sentence to the next: "signed on Tuesday. The document was signed after talks between …"."""

from collections.abc import Sequence
from dataclasses import replace

from summarizer.facts.dates import bounds
from summarizer.facts.eventing.candidates import Candidate
from summarizer.facts.eventing.reading import SentenceReading
from summarizer.facts.status import clause_pattern

_CARRIED = frozenset({"talks", "signing"})
"""Kinds whose day is that of what the sentence before tells of the same people; a visit may be longer."""
_CARRYING = frozenset({"talks", "signing", "visit", "summit"})


def dated_by(candidate: Candidate, found: Sequence[Candidate], reading: SentenceReading) -> Candidate:
    """Return a candidate that was held, with the day of what the sentence before says was held by the same.

    Args:
        candidate: as its own sentence tells it.
        found: the candidates of the sentences before.
        reading: the candidate's sentence.
    """
    event, sentence = candidate.event, reading.sentence
    if not candidate.sure or event.status != "held" or event.kind not in _CARRIED or sentence.dates:
        return candidate
    if clause_pattern(f"other_time_{sentence.language}").search(sentence.text) is not None:
        return candidate
    before = [c for c in found if c.event.sentences[-1] == sentence.index - 1 and _carries(c, candidate, reading)]
    days = {c.event.date for c in before}
    if len(days) != 1:
        return candidate
    source = before[-1].event
    dated = replace(event, date=source.date, date_text=source.date_text, sentences=(*source.sentences, sentence.index))
    return replace(candidate, event=dated)


def _carries(earlier: Candidate, candidate: Candidate, reading: SentenceReading) -> bool:
    a, b = earlier.event, candidate.event
    if a.kind not in _CARRYING or a.status != "held" or a.date is None or not earlier.sure:
        return False
    first, last = bounds(a.date)
    if first != last or (a.city and b.city and a.city != b.city):
        return False
    one = {reading.people[x].country for x in a.actors} | set(a.participants)
    two = {reading.people[x].country for x in b.actors} | set(b.participants)
    return bool(two) and (one >= two or two >= one) and bool(one)
