"""What runs a summarizer: transformers, or CTranslate2 with the tokenizer's file alone."""

import json
from pathlib import Path

from summarizer.engines.answers import without_tokens
from summarizer.engines.ctranslate2_loading import EOS, ctranslate2_failures, open_ctranslate2, patience_of
from summarizer.engines.errors import ModelBroken
from summarizer.engines.families import conventions
from summarizer.engines.pieces import open_pieces
from summarizer.engines.protocols import GenerateOptions
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.torch_loading import load_with, special_tokens, torch_failures

VOCABULARY = "shared_vocabulary.json"


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

        with torch_failures(self._id), torch.inference_mode():
            ids = torch.tensor([document], device=self._model.device)
            made = self._model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                num_beams=options.beam_size,
                no_repeat_ngram_size=options.no_repeat_ngram,
                max_new_tokens=options.max_output_tokens,
                max_length=None,
                min_length=0,
                do_sample=False,
            )[0].tolist()
        ends = self._model.generation_config.eos_token_id
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
        prefix = self._pieces.forced
        with ctranslate2_failures(self._id):
            result = self._model.translate_batch(
                [document],
                target_prefix=[prefix] if prefix else None,
                beam_size=options.beam_size,
                patience=patience_of(options.beam_size),
                no_repeat_ngram_size=options.no_repeat_ngram,
                max_input_length=0,
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
        self.forced = forced_beginning(spec)

    def encode(self, text: str) -> list[str]:
        whole = self._pieces.encode_document(text)
        return [*self._pieces.encode(text), *self._suffix] if whole is None else whole

    def decode(self, pieces: list[str]) -> str:
        return self._pieces.decode(pieces)


def forced_beginning(spec: ModelSpec) -> list[str]:
    """Return the token that a converted checkpoint forces at the beginning, which CTranslate2 does not know of.

    Raises:
        ModelBroken: its files are damaged, or the token is not in its vocabulary.
    """
    directory = spec.path or Path()
    settings = directory / "generation_config.json"
    try:
        said = json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
        number = said.get("forced_bos_token_id")
        if number is None:
            return []
        words: list[str] = json.loads((directory / VOCABULARY).read_text(encoding="utf-8"))
        return [words[number]]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelBroken(str(error), model=spec.id) from error
