"""What a sequence-to-sequence model that CTranslate2 runs is given and what it said, by its family's conventions."""

import json
from collections.abc import Sequence
from pathlib import Path

from summarizer.article import Language
from summarizer.engines.errors import ModelBroken
from summarizer.engines.families import Conventions, conventions
from summarizer.engines.pieces import open_pieces
from summarizer.engines.spec import ModelSpec

_VOCABULARIES = ("source_vocabulary", "shared_vocabulary")
"""The first where the two languages have a vocabulary each, as CTranslate2 writes them."""


class PieceTokenizer:
    """The tokenizer of a sequence-to-sequence model.

    Args:
        spec: of the model; its directory holds the tokenizer's files.

    Raises:
        ModelBroken: a file is missing or damaged, or the vocabulary lacks a language that the model is to know.
        PackageMissing: sentencepiece or tokenizers is not installed.
    """

    def __init__(self, spec: ModelSpec) -> None:
        self._conventions: Conventions = conventions(spec.family)
        self._source = open_pieces(spec, self._conventions.source_model)
        names = self._conventions.target_model
        self._target = open_pieces(spec, names) if names else self._source
        vocabulary = _vocabulary(spec) if self._conventions.names_languages else frozenset()
        self._tags = frozenset(word for word in vocabulary if word.startswith(">>"))
        if vocabulary:
            _check_languages(spec, self._conventions, vocabulary)

    def encode(self, text: str, source: Language, target: Language) -> list[str]:
        """Return the pieces of a source sentence with the family's own tokens around them."""
        known = self._conventions
        before, after = known.fill(known.source_prefix, source, target), known.source_suffix
        tag = known.tag(target)
        tags = [tag] if tag in self._tags else []
        words = known.words(source, target)
        asked = self._source.encode_own(words) if words else []
        return [*before, *tags, *asked, *self._source.encode(text), *after]

    def target_prefix(self, source: Language, target: Language) -> list[str]:
        """Return what the hypothesis must begin with; may be empty."""
        return self._conventions.fill(self._conventions.target_prefix, source, target)

    def decode(self, pieces: Sequence[str], prefix: Sequence[str]) -> str:
        """Return the text of a hypothesis.

        Args:
            pieces: as the model gave them.
            prefix: that it was made to begin with.
        """
        text = pieces[len(prefix) :] if list(pieces[: len(prefix)]) == list(prefix) else pieces
        return self._target.decode(text, known=self._target is self._source)


def _vocabulary(spec: ModelSpec) -> frozenset[str]:
    """Return the words of a model's source vocabulary; none if it has no file of it."""
    files = [(spec.path or Path()) / f"{name}.{kind}" for name in _VOCABULARIES for kind in ("json", "txt")]
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        return frozenset()
    try:
        text = file.read_text(encoding="utf-8")
        return frozenset(json.loads(text) if file.suffix == ".json" else text.split("\n"))
    except ValueError as error:
        raise ModelBroken(f"{file.name}: {error}", model=spec.id) from error


def _check_languages(spec: ModelSpec, known: Conventions, vocabulary: frozenset[str]) -> None:
    """See to it that the tokens that name languages are in the vocabulary: CTranslate2 would take them for <unk>."""
    for source, target in spec.directions:
        needed = {*known.fill(known.source_prefix, source, target), *known.fill(known.target_prefix, source, target)}
        if missing := sorted(needed - vocabulary):
            raise ModelBroken(f"not in its vocabulary: {', '.join(missing)}", model=spec.id)
