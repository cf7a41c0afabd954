"""A ``tokenizer.json`` that says what a SentencePiece model says."""

from pathlib import Path

from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers

_CONTROL, _UNKNOWN = 3, 2


def write_fast(pieces: Path, special: list[str], target: Path) -> None:
    """Write it.

    Args:
        pieces: file of a unigram model of SentencePiece.
        special: tokens that it does not have.
        target: file to write.
    """
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(pieces.read_bytes())
    unknown = next(number for number, piece in enumerate(model.pieces) if piece.type == _UNKNOWN)
    fast = Tokenizer(models.Unigram([(piece.piece, piece.score) for piece in model.pieces], unk_id=unknown))
    fast.normalizer = normalizers.Sequence(
        [
            *([normalizers.Precompiled(charsmap)] if (charsmap := model.normalizer_spec.precompiled_charsmap) else []),
            normalizers.Replace(" ", "▁"),
        ]
    )
    fast.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    fast.decoder = decoders.Metaspace(prepend_scheme="always")
    control = [piece.piece for piece in model.pieces if piece.type in (_CONTROL, _UNKNOWN)]
    fast.add_special_tokens([AddedToken(token, special=True) for token in (*control, *special)])
    fast.save(str(target))
