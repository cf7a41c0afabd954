"""A tiny Marian checkpoint for one direction, with tokenizers of its own."""

import json
from pathlib import Path
from typing import Any

import torch
from transformers import MarianConfig, MarianMTModel, MarianTokenizer

from checkpoints.pieces import train_pieces
from checkpoints.teaching import IGNORED, padded, returns_all, teach

SEED = 20260516


def make_marian(directory: Path, source: list[str], target: list[str], *, ended: bool = True) -> None:
    """Write a checkpoint that translates ``source`` into ``target``, sentence by sentence.

    Args:
        directory: to write.
        source: sentences.
        target: their translations.
        ended: whether the model is used to </s> after the source, as Marian's are and quickmt's are not.
    """
    torch.manual_seed(SEED)
    pieces = {}
    for name, texts in (("source", source), ("target", target)):
        pieces[name] = train_pieces(directory / f"{name}.spm", texts)
    words = ["</s>", "<unk>", *dict.fromkeys([*pieces["source"], *pieces["target"]]), "<pad>"]
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys(words))}
    (directory / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    tokenizer = MarianTokenizer(
        source_spm=str(directory / "source.spm"),
        target_spm=str(directory / "target.spm"),
        vocab=str(directory / "vocab.json"),
        source_lang="xx",
        target_lang="yy",
    )
    config = MarianConfig(
        vocab_size=len(vocabulary),
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
        max_position_embeddings=256,
        pad_token_id=vocabulary["<pad>"],
        eos_token_id=vocabulary["</s>"],
        decoder_start_token_id=vocabulary["<pad>"],
        forced_eos_token_id=None,
        scale_embedding=True,
        static_position_embeddings=True,
        add_bias_logits=False,
        normalize_embedding=False,
        share_encoder_decoder_embeddings=True,
    )
    model = MarianMTModel(config)
    rows: Any = tokenizer(source).input_ids
    rows = rows if ended else [row[:-1] for row in rows]
    inputs = {"input_ids": padded(rows, vocabulary["<pad>"]), "attention_mask": padded([[1] * len(r) for r in rows], 0)}
    labels = padded(tokenizer(text_target=target).input_ids, IGNORED)
    teach(model, inputs, labels, lambda: returns_all(model, tokenizer, inputs, target), vocabulary["<pad>"])
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
