"""Negation of a claim against that of its source, by counting.

Translators say "not" by other means (without, fail, 拒否, без), so a cue more or less on one side proves something only
where the other side has no such word.
"""

from collections.abc import Iterator, Sequence

from summarizer.guarding.findings import Finding, Severity, added, lost
from summarizer.guarding.polarity import Cue, Grade
from summarizer.guarding.reading import Reading


def compare_negation(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield a negation that the source does not carry, or one lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says.
    """
    said = [cue for source in sources for cue in source.cues]
    more, less = _of_grade(claim.cues, "hard"), _of_grade(said, "hard")
    if len(more) > len(less):
        severity: Severity = "warning" if less or _softer(said) else "error"
        yield added("negation", severity, (more[-1].start, more[-1].end), claim.text)
    elif len(more) < len(less) and complete:
        severity = "warning" if more or _softer(claim.cues) else "error"
        source = next(s for s in sources if _of_grade(s.cues, "hard"))
        cue = _of_grade(source.cues, "hard")[0]
        yield lost("negation", severity, (cue.start, cue.end), source.text)


def _of_grade(cues: Sequence[Cue], grade: Grade) -> list[Cue]:
    return [cue for cue in cues if cue.grade == grade]


def _softer(cues: Sequence[Cue]) -> bool:
    """Whether a word that can stand for a negation is there; one that only goes with a negation is none."""
    return any(cue.grade in ("strong", "weak") for cue in cues)
