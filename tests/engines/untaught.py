"""Checkpoints of the real classes, with tokenizers of their own and with weights at random.

What they say means nothing, but it is always the same, and it changes with every token that they are given: so it shows
whether a model was asked as its card says. Weights are larger than a new model's, so that no two tokens are nearly as
likely as each other, and back ends that round differently still agree.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    M2M100Config,
    M2M100ForConditionalGeneration,
    MBartConfig,
    MBartForConditionalGeneration,
    MT5Config,
    MT5ForConditionalGeneration,
    T5Config,
    T5ForConditionalGeneration,
)

from engines.tiny_tokenizers import MARKS, bart, m2m100, mbart, nllb, t5

SEED = 20260519
DEVIATION = 0.5
MADE_UP = 8
_BART = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "max_position_embeddings": 256,
}
_T5 = {"d_model": 32, "d_kv": 16, "d_ff": 64, "num_layers": 2, "num_heads": 2, "decoder_start_token_id": 0}


def make_nllb(directory: Path) -> None:
    """As facebook/nllb-200-distilled-600M."""
    tokenizer = nllb(directory)
    _save(directory, tokenizer, M2M100ForConditionalGeneration(M2M100Config(vocab_size=len(tokenizer), **_BART)))


def make_mbart(directory: Path) -> None:
    """As facebook/mbart-large-50-many-to-many-mmt."""
    tokenizer = mbart(directory)
    config = MBartConfig(vocab_size=len(tokenizer), decoder_start_token_id=2, forced_eos_token_id=2, **_BART)
    _save(directory, tokenizer, MBartForConditionalGeneration(config))


def make_small100(directory: Path) -> None:
    """As alirezamsh/small100, whose tokenizer is a file of Python beside it, which is not there and is not run."""
    tokenizer = m2m100(directory)
    size = len(tokenizer) + len(tokenizer.lang_token_to_id) + MADE_UP
    _save(directory, tokenizer, M2M100ForConditionalGeneration(M2M100Config(vocab_size=size, **_BART)))
    settings = directory / "tokenizer_config.json"
    said = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps({**said, "tokenizer_class": "SMALL100Tokenizer"}), encoding="utf-8")


def make_madlad(directory: Path) -> None:
    """As google/madlad400-3b-mt."""
    tokenizer = t5(directory)
    config = T5Config(vocab_size=len(tokenizer), feed_forward_proj="gated-gelu", tie_word_embeddings=False, **_T5)
    _save(directory, tokenizer, T5ForConditionalGeneration(config))


def make_t5(directory: Path) -> None:
    """As google-t5/t5-small, with more languages."""
    tokenizer = t5(directory)
    _save(directory, tokenizer, T5ForConditionalGeneration(T5Config(vocab_size=len(tokenizer), **_T5)))


def make_mt5(directory: Path) -> None:
    """As csebuetnlp/mT5_multilingual_XLSum."""
    tokenizer = t5(directory, MARKS)
    _save(directory, tokenizer, MT5ForConditionalGeneration(MT5Config(vocab_size=len(tokenizer), **_T5)))


def make_bart(directory: Path) -> None:
    """As facebook/bart-large-cnn, whose configuration says how it is decoded."""
    tokenizer = bart(directory)
    config = BartConfig(vocab_size=len(tokenizer), forced_bos_token_id=0, forced_eos_token_id=2, **_BART)
    model = BartForConditionalGeneration(config)
    model.generation_config.update(
        forced_bos_token_id=0,
        num_beams=4,
        length_penalty=2.0,
        min_length=12,
        no_repeat_ngram_size=3,
        early_stopping=True,
    )
    _save(directory, tokenizer, model)


MAKERS: dict[str, Callable[[Path], None]] = {
    "nllb": make_nllb,
    "mbart": make_mbart,
    "small100": make_small100,
    "madlad": make_madlad,
    "t5": make_t5,
    "mt5": make_mt5,
    "bart": make_bart,
}


def _save(directory: Path, tokenizer: Any, model: Any) -> None:
    random = torch.Generator().manual_seed(SEED)
    for weights in model.parameters():
        if weights.dim() > 1:
            weights.data.normal_(0, DEVIATION, generator=random)
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
