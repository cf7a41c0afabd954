"""Text to pieces and back, by the tokenizer's file that a model came with: SentencePiece's, or ``tokenizer.json``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from summarizer.engines.answers import without_tokens
from summarizer.engines.errors import ModelBroken, PackageMissing
from summarizer.engines.spec import ModelSpec

_SPACE = "\u2581"
"""What SentencePiece writes for a space."""
_CONTROL = frozenset(("<s>", "</s>", "<pad>", "<unk>"))


class Pieces(Protocol):
    """A tokenizer, which knows no family: no tokens stand around what it encodes."""

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text of other people; nothing in it is taken for a special token."""
        ...

    def encode_own(self, text: str) -> list[str]:
        """Return the pieces of words that are ours, special tokens among them."""
        ...

    def encode_document(self, text: str) -> list[str] | None:
        """Return the pieces of a text with what the tokenizer itself puts around it; None if it puts nothing."""
        ...

    def decode(self, pieces: Sequence[str], *, known: bool = True) -> str:
        """Return the text of pieces, without special tokens.

        Args:
            pieces: of a model.
            known: whether a piece that this tokenizer does not have is no text either, such as one that names a
                language; False where source and target share a vocabulary but no tokenizer.
        """
        ...


class SentencePieces:
    """A SentencePiece model, which takes none of its control tokens for what they are in a text.

    Args:
        file: of the model.

    Raises:
        OSError, RuntimeError: it is missing or damaged.
    """

    def __init__(self, file: Path) -> None:
        import sentencepiece

        self._model: Any = sentencepiece.SentencePieceProcessor(model_file=str(file))

    def encode(self, text: str) -> list[str]:
        """See ``Pieces``."""
        pieces: list[str] = self._model.encode(text, out_type=str)
        return pieces

    encode_own = encode

    def encode_document(self, text: str) -> list[str] | None:
        """See ``Pieces``."""
        return None

    def decode(self, pieces: Sequence[str], *, known: bool = True) -> str:
        """See ``Pieces``."""
        unknown = self._model.unk_id()
        text = [p for p in pieces if p not in _CONTROL and not (known and self._model.piece_to_id(p) == unknown)]
        decoded: str = self._model.decode_pieces(text)
        return decoded.replace(_SPACE, " ").strip()


class FastPieces:
    """A tokenizer of the package ``tokenizers``, as every fast tokenizer of transformers writes it.

    Args:
        file: ``tokenizer.json``.

    Raises:
        ValueError: it is damaged.
    """

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(file))
        except Exception as error:  # the library knows no other class
            raise ValueError(str(error)) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        added = self._tokenizer.get_added_tokens_decoder().values()
        self._special = tuple(sorted((token.content for token in added if token.special), key=len, reverse=True))

    def encode(self, text: str) -> list[str]:
        """See ``Pieces``."""
        return list(self._tokenizer.encode(self._plain(text), add_special_tokens=False).tokens)

    def encode_own(self, text: str) -> list[str]:
        """See ``Pieces``."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def encode_document(self, text: str) -> list[str] | None:
        """See ``Pieces``."""
        return list(self._tokenizer.encode(self._plain(text), add_special_tokens=True).tokens)

    def decode(self, pieces: Sequence[str], *, known: bool = True) -> str:
        """See ``Pieces``; what it does not have, it cannot say."""
        ids = [number for piece in pieces if (number := self._tokenizer.token_to_id(piece)) is not None]
        return str(self._tokenizer.decode(ids, skip_special_tokens=True)).strip()

    def _plain(self, text: str) -> str:
        return without_tokens(text, self._special)


def open_pieces(spec: ModelSpec, names: Sequence[str]) -> Pieces:
    """Return the tokenizer of a model.

    Args:
        spec: of the model.
        names: of its file, in the order in which they are looked for.

    Raises:
        ModelBroken: there is none of them, or it is damaged.
        PackageMissing: the package that reads it is not installed.
    """
    directory = spec.path or Path()
    file = next((directory / name for name in names if (directory / name).is_file()), None)
    if file is None:
        raise ModelBroken(f"none of {', '.join(names)} in the model's directory", model=spec.id)
    try:
        return FastPieces(file) if file.suffix == ".json" else SentencePieces(file)
    except ImportError as error:
        raise PackageMissing(package=error.name or "tokenizers", extra="models") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise ModelBroken(f"{file.name}: {error}", model=spec.id) from error
