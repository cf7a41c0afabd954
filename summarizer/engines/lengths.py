"""How much a translation model may write for a source, and which sentences share a batch."""

from collections.abc import Iterator, Sequence

from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.spec import ModelSpec

BATCH_TOKENS = 2048
"""Source tokens of one batch of sentences sorted by length, padding included; more is not faster on a CPU."""
OUTPUT_PER_SOURCE = 2.5
"""Most output tokens for one source token: from Japanese, whose pieces are words, into Russian, of several a word."""
OUTPUT_FLOOR = 32
"""Output tokens that even a source of one token may take."""


def output_limit(source_tokens: int, options: DecodeOptions, spec: ModelSpec) -> int:
    """Return how many tokens a hypothesis may have."""
    if options.max_output_tokens is not None:
        return options.max_output_tokens
    limit = OUTPUT_FLOOR + round(OUTPUT_PER_SOURCE * source_tokens)
    return min(limit, spec.max_output_tokens or limit)


def batches(lengths: Sequence[int], tokens: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Yield indexes of sentences, longest first, in batches of at most so many tokens, padding included."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > tokens:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
