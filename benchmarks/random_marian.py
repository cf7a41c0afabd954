"""A Marian checkpoint of a real shape with random weights: what it says means nothing, how long it takes is real."""

import json
from pathlib import Path
from typing import Any

WIDTH, LAYERS, HEADS, INNER = 512, 6, 8, 2048
"""Marian base: https://huggingface.co/Helsinki-NLP/opus-mt-en-ru"""
VOCABULARY = 60_000
PIECES = 2_000
"""Real pieces, learnt from the sentences; words without a meaning fill the vocabulary."""


def write_checkpoint(directory: Path, sentences: list[str]) -> None:
    """Write a checkpoint that never says </s> of itself before it must."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    for name in ("source.spm", "target.spm"):
        with (directory / name).open("wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(sentences),
                model_writer=file,
                vocab_size=PIECES,
                hard_vocab_limit=False,
                minloglevel=2,
            )
    processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(directory / "source.spm"))
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    words = ["</s>", "<unk>", *(piece for piece in pieces if piece not in ("<s>", "</s>", "<unk>"))]
    words += [f"filler{number}" for number in range(VOCABULARY - len(words) - 1)] + ["<pad>"]
    vocabulary = {word: number for number, word in enumerate(words)}
    (directory / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    settings = {"tokenizer_class": "MarianTokenizer", "source_lang": "en", "target_lang": "ru", "pad_token": "<pad>"}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=VOCABULARY,
        d_model=WIDTH,
        encoder_layers=LAYERS,
        decoder_layers=LAYERS,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=INNER,
        decoder_ffn_dim=INNER,
        max_position_embeddings=512,
        pad_token_id=VOCABULARY - 1,
        eos_token_id=0,
        decoder_start_token_id=VOCABULARY - 1,
        forced_eos_token_id=None,
        scale_embedding=True,
        static_position_embeddings=True,
    )
    model = MarianMTModel(config)
    model.final_logits_bias[0, 0] = -1e4
    model.save_pretrained(directory)
