"""Translation by CTranslate2: the engine of the extra ``models``; fast on a CPU, needs neither torch nor transformers.

Tokens that the model adds by its family's conventions are added here, as CTranslate2 knows none of them.
"""

import gc
import threading
from collections.abc import Sequence
from typing import Any

from summarizer.article import Language
from summarizer.engines.ctranslate2_loading import EOS, ctranslate2_failures, open_ctranslate2, patience_of
from summarizer.engines.decoding import decided
from summarizer.engines.families import conventions
from summarizer.engines.lengths import BATCH_TOKENS, output_limit
from summarizer.engines.protocols import DecodeOptions, Hypothesis
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.tokenizing import PieceTokenizer


class Ct2Translator:
    """A translation model in CTranslate2's format. Loads when first used.

    Args:
        spec: of the model, with ``backend`` ctranslate2.
        hardware: that it may use.
    """

    def __init__(self, spec: ModelSpec, hardware: Hardware) -> None:
        self._spec = spec
        self._hardware = hardware
        self._pairs = frozenset(spec.directions)
        self._lock = threading.Lock()
        self._model: Any = None
        self._tokenizer: PieceTokenizer | None = None

    @property
    def id(self) -> str:
        """Id of the model."""
        return self._spec.id

    @property
    def max_source_tokens(self) -> int:
        """Most tokens of one source sentence."""
        return self._spec.max_source_tokens or conventions(self._spec.family).positions

    def supports(self, source: Language, target: Language) -> bool:
        """Return whether the model translates this direction."""
        return (source, target) in self._pairs

    def count_tokens(self, text: str, source: Language) -> int:
        """Return how many tokens ``text`` is, special ones included; the model itself need not be loaded for it."""
        target = next((b for a, b in self._spec.directions if a == source), source)
        return len(self._pieces().encode(text, source, target))

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        """Translate sentences; see ``Translate``. Blank ones stay blank and do not reach the model."""
        options = decided(options, self._spec)
        told = [index for index, sentence in enumerate(sentences) if sentence.strip()]
        hypotheses = [Hypothesis("", 0.0, finished=True)] * len(sentences)
        if not told:
            return hypotheses
        tokenizer = self._pieces()
        encoded = [tokenizer.encode(sentences[index], source, target) for index in told]
        prefix = tokenizer.target_prefix(source, target)
        limits = [output_limit(len(pieces), options, self._spec) for pieces in encoded]
        results = self._search(encoded, prefix, max(limits), options)
        for index, limit, result in zip(told, limits, results, strict=True):
            hypotheses[index] = _hypothesis(result, tokenizer, prefix, limit)
        return hypotheses

    def _search(self, encoded: list[list[str]], prefix: list[str], limit: int, options: DecodeOptions) -> list[Any]:
        with ctranslate2_failures(self._spec.id):
            found: list[Any] = self._load().translate_batch(
                encoded,
                target_prefix=[prefix] * len(encoded) if prefix else None,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=options.beam_size,
                patience=patience_of(options.beam_size),
                no_repeat_ngram_size=options.no_repeat_ngram,
                repetition_penalty=options.repetition_penalty,
                max_input_length=0,
                max_decoding_length=limit + len(prefix),
                return_scores=True,
                return_end_token=True,
            )
        return found

    def close(self) -> None:
        """Free the model's memory."""
        with self._lock:
            self._model = None
            self._tokenizer = None
        gc.collect()

    def _load(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = open_ctranslate2(self._spec, self._hardware)
            return self._model

    def _pieces(self) -> PieceTokenizer:
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = PieceTokenizer(self._spec)
            return self._tokenizer


def _hypothesis(result: Any, tokenizer: PieceTokenizer, prefix: list[str], limit: int) -> Hypothesis:
    """Return a result within the limit of its own source; the batch's is that of the longest."""
    pieces = result.hypotheses[0]
    text = pieces[: len(prefix) + limit]
    finished = bool(text) and text[-1] == EOS
    return Hypothesis(tokenizer.decode(text, prefix), min(0.0, float(result.scores[0])), finished)
