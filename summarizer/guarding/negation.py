"""Negation of a claim against that of its source, by counting.

Translators say "not" by other means (without, fail, 拒否, без), so a cue more or less on one side proves something only
where the other side has no such word. Where it may have one, a difference is a warning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.guarding.findings import Finding, Severity, added, lost
from summarizer.guarding.polarity import Cue, Grade
from summarizer.guarding.reading import Reading

_EXCUSED = 1
"""Negations that weak cues of the other side may stand for. With more, whole sentences of "only" and "little" pass."""


@dataclass(frozen=True, slots=True)
class _Polarity:
    hard: int
    strong: int
    weak: int
    items: int

    @property
    def negations(self) -> int:
        return self.hard + self.strong

    def excess(self, other: "_Polarity") -> int:
        """Return how many hard negations there are here that no cue of the other side can account for."""
        return self.hard - other.hard - max(other.strong - self.strong, min(_EXCUSED, other.weak))


def _polarity(cues: Sequence[Cue]) -> _Polarity:
    def count(grade: Grade) -> int:
        return sum(cue.grade == grade for cue in cues)

    return _Polarity(count("hard"), count("strong"), count("weak"), count("item"))


def compare_negation(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield a negation that the source does not carry, or one lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says.
    """
    said, own = _polarity([cue for source in sources for cue in source.cues]), _polarity(claim.cues)
    if own.hard > said.hard:
        cue = [cue for cue in claim.cues if cue.grade == "hard"][-1]
        severity: Severity = "error" if own.excess(said) > 0 else "warning"
        yield added("negation", severity, (cue.start, cue.end), claim.text)
    elif own.items and not own.negations:
        item = next(cue for cue in claim.cues if cue.grade == "item")
        yield added("negation", "warning", (item.start, item.end), claim.text, "negation_broken")
    elif complete and said.negations and (own.hard < said.hard or own.negations < said.negations):
        source, cue = next((s, c) for s in sources for c in s.cues if c.grade in ("hard", "strong"))
        severity = "error" if own.hard < said.hard and said.excess(own) > 0 else "warning"
        yield lost("negation", severity, (cue.start, cue.end), source.text)
