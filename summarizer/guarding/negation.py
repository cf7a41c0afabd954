"""Negation of a claim against that of its source, by counting.

Translators say "not" by other means (without, fail, 拒否, без), so a cue more or less on one side proves something only
where the other side has no such word.
"""

from collections.abc import Iterator, Sequence

from summarizer.guarding.findings import Finding, added, lost
from summarizer.guarding.polarity import Cue
from summarizer.guarding.reading import Reading


def compare_negation(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield a negation that the source does not carry, or one lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says.
    """
    said = [cue for source in sources for cue in source.cues]
    more, less = _hard(claim.cues), _hard(said)
    if len(more) > len(less):
        severity = "warning" if less or _soft(said) else "error"
        yield added("negation", severity, (more[-1].start, more[-1].end), claim.text)
    elif len(more) < len(less) and complete:
        severity = "warning" if more or _soft(claim.cues) else "error"
        source = next(s for s in sources if _hard(s.cues))
        cue = _hard(source.cues)[0]
        yield lost("negation", severity, (cue.start, cue.end), source.text)


def _hard(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.hard]


def _soft(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if not cue.hard]
