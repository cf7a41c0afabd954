"""What runs a summarizer: transformers, or CTranslate2 with the tokenizer's file alone."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.engines.answers import without_tokens
from summarizer.engines.ctranslate2_loading import EOS, ctranslate2_failures, open_ctranslate2, patience_of
from summarizer.engines.errors import ModelBroken
from summarizer.engines.families import conventions
from summarizer.engines.pieces import open_pieces
from summarizer.engines.protocols import GenerateOptions
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.torch_loading import load_with, special_tokens, torch_failures

_VOCABULARY = "shared_vocabulary.json"


class TorchSummarizer:
    """A checkpoint run by transformers."""

    def __init__(self, spec: ModelSpec, hardware: Hardware) -> None:
        self._id = spec.id
        self._model, self._tokenizer = load_with("AutoModelForSeq2SeqLM", spec, hardware)
        self._special = special_tokens(self._tokenizer)

    def encode(self, text: str) -> list[int]:
        """Return the ids of a document."""
        plain = without_tokens(text, self._special)
        ids: list[int] = self._tokenizer(plain, truncation=False, verbose=False)["input_ids"]
        return ids

    def write(self, document: list[int], options: GenerateOptions) -> tuple[str, bool, int]:
        """Return the summary, whether it was finished, and its tokens."""
        import torch

        said = self._model.generation_config
        with torch_failures(self._id), torch.inference_mode():
            ids = torch.tensor([document], device=self._model.device)
            made = self._model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                num_beams=options.beam_size,
                no_repeat_ngram_size=options.no_repeat_ngram,
                max_new_tokens=options.max_output_tokens,
                max_length=None,
                min_length=min(said.min_length or 0, options.max_output_tokens),
                do_sample=False,
            )[0].tolist()
        ends = said.eos_token_id
        finished = made[-1] in (ends if isinstance(ends, list) else [ends])
        # The first token is the one that starts the decoder.
        return self._tokenizer.decode(made, skip_special_tokens=True), finished, len(made) - 1


class Ct2Summarizer:
    """A converted checkpoint."""

    def __init__(self, spec: ModelSpec, hardware: Hardware) -> None:
        self._id = spec.id
        self._pieces = _Documents(spec)
        self._model = open_ctranslate2(spec, hardware)

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a document."""
        return self._pieces.encode(text)

    def write(self, document: list[str], options: GenerateOptions) -> tuple[str, bool, int]:
        """Return the summary, whether it was finished, and its tokens."""
        said = self._pieces.said
        with ctranslate2_failures(self._id):
            result = self._model.translate_batch(
                [document],
                target_prefix=[list(said.beginning)] if said.beginning else None,
                beam_size=options.beam_size,
                patience=patience_of(options.beam_size),
                no_repeat_ngram_size=options.no_repeat_ngram,
                max_input_length=0,
                length_penalty=said.length_penalty,
                min_decoding_length=max(1, min(said.min_length, options.max_output_tokens)),
                max_decoding_length=options.max_output_tokens,
                return_end_token=True,
            )[0].hypotheses[0]
        return self._pieces.decode(result), bool(result) and result[-1] == EOS, len(result)


class _Documents:
    """The tokenizer of a converted summarizer."""

    def __init__(self, spec: ModelSpec) -> None:
        known = conventions(spec.family)
        self._suffix = known.source_suffix
        self._pieces = open_pieces(spec, known.source_model)
        self.said = decoding_of(spec)

    def encode(self, text: str) -> list[str]:
        whole = self._pieces.encode_document(text)
        return [*self._pieces.encode(text), *self._suffix] if whole is None else whole

    def decode(self, pieces: list[str]) -> str:
        return self._pieces.decode(pieces)


@dataclass(frozen=True, slots=True)
class Decoding:
    """What a checkpoint says of how it is decoded, of which CTranslate2 knows nothing.

    Attributes:
        beginning: tokens that a summary is made to begin with.
        length_penalty: exponent of the length by which scores are divided; above 1 for longer summaries.
        min_length: fewest tokens.
    """

    beginning: tuple[str, ...] = ()
    length_penalty: float = 1.0
    min_length: int = 0


def decoding_of(spec: ModelSpec) -> Decoding:
    """Return what ``generation_config.json`` of a converted checkpoint says.

    Raises:
        ModelBroken: its files are damaged, or a token is not in its vocabulary.
    """
    directory = spec.path or Path()
    try:
        said = _json(directory / "generation_config.json")
        names = ["forced_bos_token_id"]
        if _json(directory / "config.json").get("decoder_start_token", "") is None:  # as mBART's first models
            names.insert(0, "decoder_start_token_id")
        ids = [said[name] for name in names if said.get(name) is not None]
        words = json.loads((directory / _VOCABULARY).read_text(encoding="utf-8")) if ids else []
        penalty, shortest = said.get("length_penalty"), said.get("min_length")
        return Decoding(
            tuple(words[number] for number in ids), 1.0 if penalty is None else float(penalty), int(shortest or 0)
        )
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelBroken(str(error), model=spec.id) from error


def _json(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found
