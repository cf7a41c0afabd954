"""Tokenizers of transformers' own classes, trained on the example article; loaded when made: most tests need none."""

import json
from pathlib import Path
from typing import Any

import sentencepiece

from checkpoints.pieces import train_pieces
from checkpoints.texts import told

VOCABULARY = 500
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
MARKS = ("<2en>", "<2ru>", "<2ja>")


def pieces_in(directory: Path, name: str, **options: object) -> list[tuple[str, float]]:
    """Train pieces on the example article and return them with their scores; what normalizes them is none's work."""
    every = [sentence for sentences in told().values() for sentence in sentences]
    every += [f"translate {a} to {b}: " for a, b in (("English", "Russian"), ("Russian", "Japanese"))]
    train_pieces(directory / name, every, VOCABULARY, normalization_rule_name="identity", **options)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(directory / name))
    return [(processor.id_to_piece(n), processor.get_score(n)) for n in range(processor.get_piece_size())]


def numbered(pieces: list[tuple[str, float]]) -> dict[str, int]:
    words = [*SPECIAL, *(piece for piece, _ in pieces if piece not in SPECIAL)]
    return {word: number for number, word in enumerate(words)}


def m2m100(directory: Path) -> Any:
    from transformers import M2M100Tokenizer

    vocabulary = numbered(pieces_in(directory, "sentencepiece.bpe.model"))
    (directory / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    return M2M100Tokenizer(str(directory / "vocab.json"), str(directory / "sentencepiece.bpe.model"))


def nllb(directory: Path) -> Any:
    from transformers import NllbTokenizer
    from transformers.tokenization_utils_sentencepiece import generate_merges

    vocabulary = numbered(pieces_in(directory, "sentencepiece.bpe.model", model_type="bpe"))
    return NllbTokenizer(vocab=vocabulary, merges=generate_merges(vocabulary))


def mbart(directory: Path) -> Any:
    from transformers import MBart50Tokenizer

    return MBart50Tokenizer(vocab=pieces_in(directory, "sentencepiece.bpe.model"))


def t5(directory: Path, special: tuple[str, ...] = ()) -> Any:
    from transformers import T5Tokenizer

    ids = {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1, "pad_piece": "<pad>"}
    pieces = pieces_in(directory, "spiece.model", user_defined_symbols=list(MARKS), **ids)
    return T5Tokenizer(vocab=pieces, extra_ids=0, additional_special_tokens=list(special) or None)


def bart(directory: Path) -> Any:
    from tokenizers import ByteLevelBPETokenizer
    from transformers import BartTokenizer

    trained = ByteLevelBPETokenizer()
    every = [sentence for sentences in told().values() for sentence in sentences]
    trained.train_from_iterator(
        every, vocab_size=VOCABULARY, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], show_progress=False
    )
    trained.save_model(str(directory))
    return BartTokenizer(vocab=str(directory / "vocab.json"), merges=str(directory / "merges.txt"))
