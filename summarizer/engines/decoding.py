"""Which search a translation gets: what the caller asked for, and where that is silent what the model's card says."""

from dataclasses import replace

from summarizer.engines.protocols import MAX_BEAM_SIZE, DecodeOptions
from summarizer.engines.spec import ModelSpec

_DEFAULTS = DecodeOptions()


def decided(options: DecodeOptions, spec: ModelSpec) -> DecodeOptions:
    """Return options in which the model's card fills what the caller left at its default.

    A field that differs from the default of ``DecodeOptions`` was chosen and outranks the card: the user's setting
    ``models.beam_size``, and the wider search of a second attempt. A setting that equals the default cannot be told
    from none, so ``beam_size = 4`` leaves a model at its card's 5; any other value holds.

    Args:
        options: of the caller.
        spec: of the model; of its ``decoding``, ``beam_size`` (brought into 1 to MAX_BEAM_SIZE), ``no_repeat_ngram``
            and ``repetition_penalty`` count here.
    """
    said = spec.decoding
    if not said:
        return options
    beams = min(max(1, int(said.get("beam_size", options.beam_size))), MAX_BEAM_SIZE)
    return replace(
        options,
        beam_size=beams if options.beam_size == _DEFAULTS.beam_size else options.beam_size,
        no_repeat_ngram=options.no_repeat_ngram or max(0, int(said.get("no_repeat_ngram", 0))),
        repetition_penalty=float(said.get("repetition_penalty", options.repetition_penalty))
        if options.repetition_penalty == _DEFAULTS.repetition_penalty
        else options.repetition_penalty,
    )
