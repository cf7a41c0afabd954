"""What runs a summarizer: transformers, or CTranslate2 with the tokenizer's file alone."""

import json
from pathlib import Path
from typing import Any

from summarizer.engines.ctranslate2_loading import EOS, ctranslate2_failures, open_ctranslate2, patience_of
from summarizer.engines.errors import ModelBroken, PackageMissing
from summarizer.engines.families import conventions
from summarizer.engines.protocols import GenerateOptions
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.tokenizing import load_pieces
from summarizer.engines.torch_loading import load_with, torch_failures


class TorchSummarizer:
    """A checkpoint run by transformers."""

    def __init__(self, spec: ModelSpec, hardware: Hardware) -> None:
        self._id = spec.id
        self._model, self._tokenizer = load_with("AutoModelForSeq2SeqLM", spec, hardware)

    def encode(self, text: str) -> list[int]:
        """Return the ids of a document."""
        ids: list[int] = self._tokenizer(text, truncation=False, verbose=False)["input_ids"]
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
        self._pieces = _Pieces(spec)
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


class _Pieces:
    """The tokenizer of a converted summarizer: ``tokenizer.json`` if it is there, else the SentencePiece model."""

    def __init__(self, spec: ModelSpec) -> None:
        directory = spec.path or Path()
        self._suffix = list(conventions(spec.family).source_suffix)
        self._fast: Any = None
        self._slow: Any = None
        try:
            if (directory / "tokenizer.json").is_file():
                from tokenizers import Tokenizer

                self._fast = Tokenizer.from_file(str(directory / "tokenizer.json"))
                self._fast.no_truncation()
                self._fast.no_padding()
            else:
                self._slow = load_pieces(spec, conventions(spec.family).source_model)
            self.forced = self._forced(directory)
        except ImportError as error:
            raise PackageMissing(package=error.name or "tokenizers", extra="models") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelBroken(str(error), model=spec.id) from error

    def encode(self, text: str) -> list[str]:
        if self._fast is not None:
            return list(self._fast.encode(text).tokens)
        return [*self._slow.encode(text, out_type=str), *self._suffix]

    def decode(self, pieces: list[str]) -> str:
        if self._fast is not None:
            ids = [number for piece in pieces if (number := self._fast.token_to_id(piece)) is not None]
            return str(self._fast.decode(ids, skip_special_tokens=True))
        return str(self._slow.decode_pieces([p for p in pieces if p not in (EOS, "<pad>")]))

    def _forced(self, directory: Path) -> list[str]:
        """Return the token that the checkpoint forces at the beginning, which CTranslate2 does not know of."""
        file = directory / "generation_config.json"
        number = json.loads(file.read_text(encoding="utf-8")).get("forced_bos_token_id") if file.is_file() else None
        piece = None if number is None or self._fast is None else self._fast.id_to_token(number)
        return [] if piece is None else [piece]
