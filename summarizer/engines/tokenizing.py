"""Text to pieces and back for models that CTranslate2 runs, by SentencePiece and the family's conventions alone."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarizer.article import Language
from summarizer.engines.errors import ModelBroken, PackageMissing
from summarizer.engines.families import Conventions, conventions
from summarizer.engines.spec import ModelSpec

_VOCABULARIES = ("source_vocabulary.json", "shared_vocabulary.json")
"""The first where the two languages have a vocabulary each, as CTranslate2 writes them."""
_SPACE = "\u2581"
"""What SentencePiece writes for a space."""


class PieceTokenizer:
    """The tokenizer of a sequence-to-sequence model.

    Args:
        spec: of the model; its directory holds the SentencePiece files.

    Raises:
        ModelBroken: a file is missing or damaged.
        PackageMissing: sentencepiece is not installed.
    """

    def __init__(self, spec: ModelSpec) -> None:
        self._conventions: Conventions = conventions(spec.family)
        self._source = load_pieces(spec, self._conventions.source_model)
        names = self._conventions.target_model
        self._target = load_pieces(spec, names) if names else self._source
        self._tags = _tags(spec) if self._conventions.target_tag else frozenset()

    def encode(self, text: str, source: Language, target: Language) -> list[str]:
        """Return the pieces of a source sentence with the family's own tokens around them."""
        known = self._conventions
        pieces: list[str] = self._source.encode(known.prefixed(text, source, target), out_type=str)
        before, after = known.fill(known.source_prefix, source, target), known.source_suffix
        tag = known.tag(target)
        tags = [tag] if tag in self._tags else []
        return [*before, *tags, *pieces, *after]

    def target_prefix(self, source: Language, target: Language) -> list[str]:
        """Return what the hypothesis must begin with; may be empty."""
        return self._conventions.fill(self._conventions.target_prefix, source, target)

    def decode(self, pieces: Sequence[str], prefix: Sequence[str]) -> str:
        """Return the text of a hypothesis.

        Args:
            pieces: as the model gave them.
            prefix: that it was made to begin with.
        """
        text = list(pieces[len(prefix) :] if list(pieces[: len(prefix)]) == list(prefix) else pieces)
        plain = [piece for piece in text if not self._is_control(piece)]
        decoded: str = self._target.decode_pieces(plain)
        return decoded.replace(_SPACE, " ").strip()

    def _is_control(self, piece: str) -> bool:
        return piece in ("</s>", "<s>", "<pad>", "<unk>") or (piece.startswith("__") and piece.endswith("__"))


def _tags(spec: ModelSpec) -> frozenset[str]:
    """Return the words of a vocabulary that name a target language: models of one direction have none."""
    files = [(spec.path or Path()) / name for name in _VOCABULARIES]
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        return frozenset()
    try:
        words: list[str] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelBroken(f"{file.name}: {error}", model=spec.id) from error
    return frozenset(word for word in words if word.startswith(">>"))


def load_pieces(spec: ModelSpec, names: Sequence[str]) -> Any:
    """Return the SentencePiece model of a model.

    Args:
        spec: of the model.
        names: of its file, in the order in which they are looked for.

    Raises:
        ModelBroken: there is none of them, or it is damaged.
        PackageMissing: sentencepiece is not installed.
    """
    try:
        import sentencepiece
    except ImportError as error:
        raise PackageMissing(package="sentencepiece", extra="models") from error
    directory = spec.path or Path()
    file = next((directory / name for name in names if (directory / name).is_file()), None)
    if file is None:
        raise ModelBroken(f"none of {', '.join(names)} in the model's directory", model=spec.id)
    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(file))
    except (OSError, RuntimeError) as error:
        raise ModelBroken(f"{file.name}: {error}", model=spec.id) from error
