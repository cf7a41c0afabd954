"""A real checkpoint of Marian with random weights, as transformers writes it, of a few hundred kilobytes."""

import json
from pathlib import Path

from models.tiny_models import tokenizer


def marian(directory: Path) -> Path:
    """Write a checkpoint with safetensors, two sentencepiece models and a vocabulary."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    directory.mkdir(parents=True)
    trained = [*tokenizer(directory / "source.model", "en"), *tokenizer(directory / "target.model", "ru")]
    pieces = dict.fromkeys([*trained, "</s>", "<unk>", "<pad>"])
    for name in ("source", "target"):
        (directory / f"{name}.model").rename(directory / f"{name}.spm")
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    (directory / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (directory / "tokenizer_config.json").write_text('{"source_lang": "en", "target_lang": "ru"}', encoding="utf-8")
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=len(vocabulary),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        pad_token_id=vocabulary["<pad>"],
        eos_token_id=vocabulary["</s>"],
        forced_eos_token_id=vocabulary["</s>"],
        decoder_start_token_id=vocabulary["<pad>"],
    )
    MarianMTModel(config).save_pretrained(directory)
    return directory
