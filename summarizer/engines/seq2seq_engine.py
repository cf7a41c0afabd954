"""Translation by transformers (extra ``neural``): any sequence-to-sequence family, with the same conventions."""

import gc
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.article import Language
from summarizer.engines.answers import without_tokens
from summarizer.engines.decoding import decided
from summarizer.engines.families import conventions
from summarizer.engines.lengths import batches, output_limit
from summarizer.engines.protocols import DecodeOptions, Hypothesis
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.torch_loading import free_gpu, load_with, special_tokens, torch_failures


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Any
    tokenizer: Any
    special: tuple[str, ...]
    marks: frozenset[str]

    def ids(self, tokens: Sequence[str]) -> list[int]:
        return [self.tokenizer.convert_tokens_to_ids(token) for token in tokens]

    def text(self, ids: Sequence[int]) -> str:
        tokens = self.tokenizer.convert_ids_to_tokens(ids)
        plain = [id_ for id_, token in zip(ids, tokens, strict=True) if token not in self.marks]
        decoded: str = self.tokenizer.decode(plain, skip_special_tokens=True)
        return decoded.strip()


class Seq2SeqTranslator:
    """A translation model run by transformers. Loads when first used.

    Args:
        spec: of the model, with ``backend`` transformers; its directory has safetensors.
        hardware: that it may use.
    """

    def __init__(self, spec: ModelSpec, hardware: Hardware) -> None:
        self._spec = spec
        self._hardware = hardware
        self._pairs = frozenset(spec.directions)
        self._conventions = conventions(spec.family)
        self._lock = threading.RLock()
        self._loaded: _Loaded | None = None

    @property
    def id(self) -> str:
        """Id of the model."""
        return self._spec.id

    @property
    def max_source_tokens(self) -> int:
        """Most tokens of one source sentence."""
        return self._spec.max_source_tokens or self._conventions.positions

    def supports(self, source: Language, target: Language) -> bool:
        """Return whether the model translates this direction."""
        return (source, target) in self._pairs

    def count_tokens(self, text: str, source: Language) -> int:
        """Return how many tokens ``text`` is, special ones included."""
        target = next((b for a, b in self._spec.directions if a == source), source)
        with self._lock:  # a tokenizer of transformers serves one thread at a time
            return len(self._encode(self._load(), text, source, target))

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        """Translate sentences; see ``Translate``. Blank ones stay blank and do not reach the model."""
        options = decided(options, self._spec)
        told = [index for index, sentence in enumerate(sentences) if sentence.strip()]
        hypotheses = [Hypothesis("", 0.0, finished=True)] * len(sentences)
        if not told:
            return hypotheses
        with self._lock:
            loaded = self._load()
            rows = [self._encode(loaded, sentences[index], source, target) for index in told]
            forced = loaded.ids(self._conventions.fill(self._conventions.target_prefix, source, target))
            with torch_failures(self.id):
                for batch in batches([len(row) for row in rows]):
                    made = self._batch(loaded, [rows[number] for number in batch], forced, options)
                    for number, hypothesis in zip(batch, made, strict=True):
                        hypotheses[told[number]] = hypothesis
        return hypotheses

    def close(self) -> None:
        """Free the model's memory."""
        with self._lock:
            was_loaded = self._loaded is not None
            self._loaded = None
            gc.collect()
            if was_loaded:
                free_gpu()

    def _batch(
        self, loaded: _Loaded, rows: list[list[int]], forced: list[int], options: DecodeOptions
    ) -> list[Hypothesis]:
        import torch

        model, tokenizer = loaded.model, loaded.tokenizer
        limits = [output_limit(len(row), options, self._spec) for row in rows]
        width = max(map(len, rows))
        pad = tokenizer.pad_token_id
        inputs = torch.tensor([[*row, *[pad] * (width - len(row))] for row in rows], device=model.device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=model.device)
        with torch.inference_mode():
            made = model.generate(
                input_ids=inputs,
                attention_mask=mask,
                num_beams=options.beam_size,
                do_sample=False,
                max_new_tokens=max(limits) + len(forced),
                max_length=None,
                no_repeat_ngram_size=options.no_repeat_ngram,
                repetition_penalty=options.repetition_penalty,
                return_dict_in_generate=True,
                output_scores=True,
                **({"forced_bos_token_id": forced[0]} if forced else {}),
            )
            scores = _scores(model, made, tokenizer.pad_token_id)
        start = 1 + len(forced)
        ended = tokenizer.eos_token_id
        return [
            _hypothesis(loaded, ids.tolist()[start:], score, limit, ended)
            for ids, score, limit in zip(made.sequences, scores, limits, strict=True)
        ]

    def _encode(self, loaded: _Loaded, text: str, source: Language, target: Language) -> list[int]:
        known, tokenizer = self._conventions, loaded.tokenizer
        before = loaded.ids(known.fill(known.source_prefix, source, target))
        if tag := known.tag(target):
            # Asked by id: get_vocab() would copy the whole vocabulary for every sentence.
            before += [id_ for id_ in loaded.ids([tag]) if id_ != tokenizer.unk_token_id]
        if words := known.words(source, target):
            before += tokenizer(words, add_special_tokens=False).input_ids
        pieces = tokenizer(without_tokens(text, loaded.special), add_special_tokens=False).input_ids
        return [*before, *pieces, *loaded.ids(known.source_suffix)]

    def _load(self) -> _Loaded:
        if self._loaded is None:
            model, tokenizer = load_with("AutoModelForSeq2SeqLM", self._spec, self._hardware)
            special = special_tokens(tokenizer)
            self._loaded = _Loaded(model, tokenizer, special, frozenset(special))
        return self._loaded


def _hypothesis(loaded: _Loaded, ids: list[int], score: float, limit: int, ended: int) -> Hypothesis:
    end = ids.index(ended) if ended in ids else None
    finished = end is not None and end < limit
    text = loaded.text(ids[: limit if end is None else min(end, limit)])
    return Hypothesis(text, min(0.0, score), finished)


def _scores(model: Any, made: Any, pad: int) -> list[float]:
    """Return the mean log-probability of each hypothesis' tokens."""
    if getattr(made, "sequences_scores", None) is not None:
        found: list[float] = made.sequences_scores.tolist()
        return found
    steps = model.compute_transition_scores(made.sequences, made.scores, normalize_logits=True)
    tokens = made.sequences[:, -steps.shape[1] :] != pad
    total = steps.masked_fill(~tokens, 0.0).sum(dim=1)
    means: list[float] = (total / tokens.sum(dim=1).clamp(min=1)).tolist()
    return means
