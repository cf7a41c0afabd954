"""How a sentence is tried: over which way, with which search, in which guise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.engines.protocols import MAX_BEAM_SIZE, DecodeOptions
from summarizer.translation.routes import Way

NO_REPEAT_NGRAM = 4
"""Tokens that may not come twice in a second attempt: enough against loops, and a name of four pieces may recur."""
MOST_ATTEMPTS = 5
"""A sentence that five attempts did not get right would rarely be saved by more, and each costs a decoding."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to try.

    Attributes:
        way: route and models.
        options: of the search.
        around: what must stay as it is is cut out, and what stands between is translated by itself.
        substituted: terms stand in the source in the target language's form.
    """

    way: Way
    options: DecodeOptions
    around: bool = False
    substituted: bool = False


def attempts(ways: Sequence[Way], options: DecodeOptions) -> Iterator[Attempt]:
    """Yield attempts, the plain one first: wider search, other models and routes, then terms put into the source.

    Args:
        ways: that lead to the target, the preferred one first; at least one.
        options: of the plain attempt.
    """
    wider = replace(options, beam_size=min(2 * options.beam_size, MAX_BEAM_SIZE), no_repeat_ngram=NO_REPEAT_NGRAM)
    first, *others = ways
    found = [Attempt(first, options), Attempt(first, wider, around=True)]
    found += [Attempt(way, options, around=True) for way in others]
    found = [*found[: MOST_ATTEMPTS - 1], Attempt(first, wider, around=True, substituted=True)]
    yield from found
