"""SentencePiece models of a few sentences."""

import io
from pathlib import Path

import sentencepiece

VOCABULARY = 400


def train_pieces(path: Path, texts: list[str], vocabulary: int = VOCABULARY, **options: object) -> list[str]:
    """Write a unigram model and return its pieces, special ones included.

    ``hard_vocab_limit`` is off: so few sentences may not have that many pieces.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file, io.StringIO() as _:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=file,
            vocab_size=vocabulary,
            hard_vocab_limit=False,
            character_coverage=1.0,
            minloglevel=2,
            num_threads=1,
            **options,
        )
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
