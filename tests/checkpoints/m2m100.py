"""A tiny M2M100 checkpoint that translates between all three languages, with a tokenizer of its own."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer

from checkpoints.pieces import train_pieces
from checkpoints.teaching import IGNORED, padded, teach

SEED = 20260517
VOCABULARY = 700
FORCED = 2
"""Tokens that a hypothesis begins with: </s> and the language."""
MADE_UP = 8
"""Words without a meaning at the end of every M2M100 vocabulary."""


def make_m2m100(directory: Path, told: Mapping[str, list[str]]) -> None:
    """Write a checkpoint that translates each sentence of ``told`` into the other languages."""
    torch.manual_seed(SEED)
    every = [sentence for sentences in told.values() for sentence in sentences]
    pieces = train_pieces(directory / "sentencepiece.bpe.model", every, VOCABULARY)
    words = ["<s>", "<pad>", "</s>", "<unk>", *(p for p in pieces if p not in ("<s>", "</s>", "<unk>"))]
    vocabulary = {word: number for number, word in enumerate(words)}
    (directory / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    tokenizer: Any = M2M100Tokenizer(
        vocab_file=str(directory / "vocab.json"), spm_file=str(directory / "sentencepiece.bpe.model")
    )
    size = len(vocabulary) + len(tokenizer.lang_code_to_id) + MADE_UP
    model = M2M100ForConditionalGeneration(_config(size))
    pairs = [(a, b) for a in told for b in told if a != b]
    rows = [(a, b, x, y) for a, b in pairs for x, y in zip(told[a], told[b], strict=True)]
    inputs = [_encoded(tokenizer, text, a) for a, _, text, _ in rows]
    # The decoder starts with </s> and the target's language, which is forced: nothing in the source tells it.
    labels = [_encoded(tokenizer, text, b) for _, b, _, text in rows]
    batch = {
        "input_ids": padded(inputs, tokenizer.pad_token_id),
        "attention_mask": padded([[1] * len(row) for row in inputs], 0),
        "decoder_input_ids": padded([[tokenizer.eos_token_id, *row[:-1]] for row in labels], tokenizer.pad_token_id),
    }

    def knows() -> bool:
        with torch.inference_mode():
            for a, b in pairs:
                tokenizer.src_lang = a
                encoded = tokenizer(told[a], return_tensors="pt", padding=True)
                for beams in (1, 4):
                    forced = tokenizer.get_lang_id(b)
                    made = model.generate(**encoded, forced_bos_token_id=forced, num_beams=beams, max_new_tokens=120)
                    if tokenizer.batch_decode(made[:, FORCED:], skip_special_tokens=True) != told[b]:
                        return False
        return True

    teach(model, batch, padded([[IGNORED, *row[1:]] for row in labels], IGNORED), knows)
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    _name_languages(directory, tokenizer)


def _config(size: int) -> M2M100Config:
    return M2M100Config(
        vocab_size=size,
        d_model=64,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        encoder_layerdrop=0.0,
        decoder_layerdrop=0.0,
        max_position_embeddings=256,
    )


def _encoded(tokenizer: Any, text: str, language: str) -> list[int]:
    tokenizer.src_lang = language
    ids: list[int] = tokenizer(text).input_ids
    return ids


def _name_languages(directory: Path, tokenizer: Any) -> None:
    """Write the file that real checkpoints have and CTranslate2's converter reads the language tokens from."""
    names = [f"__{code}__" for code in tokenizer.lang_code_to_id]
    special = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    text = json.dumps({**special, "additional_special_tokens": names})
    (directory / "special_tokens_map.json").write_text(text, encoding="utf-8")
    # As short as real ones are: what save_pretrained writes hides the language tokens from the converter.
    settings = {**special, "sep_token": "</s>", "tokenizer_class": "M2M100Tokenizer", "model_max_length": 1024}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
