"""Tiny checkpoints of the T5 kind, with tokenizers of their own: one translates, one sums up."""

from pathlib import Path
from typing import Any

import sentencepiece
import torch
from transformers import MT5Config, MT5ForConditionalGeneration, T5Tokenizer

from checkpoints.pieces import train_pieces
from checkpoints.teaching import IGNORED, padded, returns_all, teach

SEED = 20260518
VOCABULARY = 600
PAD, EOS, UNKNOWN = 0, 1, 2


def make_mt5(directory: Path, told: list[tuple[str, str]], marks: tuple[str, ...] = ()) -> None:
    """Write a checkpoint that turns the first text of each pair into the second.

    Args:
        directory: to write.
        told: pairs of a source, with its prefix, and what the model says to it.
        marks: words that are a piece each, such as MADLAD's ``<2ru>``.
    """
    torch.manual_seed(SEED)
    texts = [text for pair in told for text in pair]
    pieces = train_pieces(
        directory / "spiece.model",
        texts,
        VOCABULARY,
        pad_id=PAD,
        eos_id=EOS,
        unk_id=UNKNOWN,
        bos_id=-1,
        pad_piece="<pad>",
        user_defined_symbols=list(marks),
        max_sentence_length=20000,
        normalization_rule_name="identity",
    )
    scores = sentencepiece.SentencePieceProcessor(model_file=str(directory / "spiece.model"))
    tokenizer: Any = T5Tokenizer(
        vocab=[(piece, scores.get_score(number)) for number, piece in enumerate(pieces)],
        extra_ids=0,
        extra_special_tokens=list(marks),
    )
    model = MT5ForConditionalGeneration(_config(len(tokenizer)))
    with torch.no_grad():  # T5 starts with logits far from even, which takes long to unlearn
        model.shared.weight.normal_(0, 0.3)
        model.lm_head.weight.normal_(0, 0.05)
    sources, targets = ([pair[side] for pair in told] for side in (0, 1))
    batch = tokenizer(sources, return_tensors="pt", padding=True)
    inputs = {name: batch[name] for name in ("input_ids", "attention_mask")}
    labels = padded(tokenizer(targets).input_ids, IGNORED)
    teach(model, inputs, labels, lambda: returns_all(model, tokenizer, inputs, targets))
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)


def _config(size: int) -> MT5Config:
    return MT5Config(
        vocab_size=size,
        d_model=96,
        d_kv=24,
        d_ff=192,
        num_layers=1,
        num_decoder_layers=1,
        num_heads=4,
        dropout_rate=0.0,
        tie_word_embeddings=False,
        decoder_start_token_id=PAD,
        pad_token_id=PAD,
        eos_token_id=EOS,
    )
