"""CTranslate2's converter, told what it no longer reads from checkpoints that transformers 5 wrote."""

import json
from pathlib import Path
from typing import Any

import transformers
from ctranslate2.converters import TransformersConverter

_NORMALIZES_FIRST = {"bart": False, "mbart": True}
"""Whether a layer normalizes before it attends, as the classes of transformers do whatever config.json says; the
converter looks for ``normalize_before`` there, which only checkpoints from fairseq have."""
_T5 = ("t5", "mt5", "umt5")
_VOCABULARY = "shared_vocabulary.json"


class CheckpointConverter(TransformersConverter):  # type: ignore[misc]  # CTranslate2 has no types
    """Converts a checkpoint of transformers; see ``TransformersConverter``.

    Args:
        source: directory of the checkpoint.
        tokenizer_class: of transformers.
        copy_files: names of files that go along.
        low_cpu_mem_usage: whether weights are read one after the other.
    """

    def __init__(self, source: str, tokenizer_class: str, *, copy_files: list[str], low_cpu_mem_usage: bool) -> None:
        super().__init__(source, copy_files=copy_files, low_cpu_mem_usage=low_cpu_mem_usage)
        self._tokenizer_class = tokenizer_class
        self._model: Any = None
        self._tokenizer: Any = None

    def load_model(self, model_class: Any, model_name_or_path: str, **kwargs: Any) -> Any:
        """Return the model, with what the converter looks for in its configuration."""
        self._model = super().load_model(model_class, model_name_or_path, **kwargs)
        config = self._model.config
        if config.model_type in _NORMALIZES_FIRST:
            config.normalize_before = _NORMALIZES_FIRST[config.model_type]
        if config.model_type in _T5:
            # Transformers 5 says of all of them that they are tied, and here whether logits are scaled, which the
            # converter takes for one thing: scaled without need, all words are nearly as likely in a beam search.
            config.tie_word_embeddings = bool(getattr(config, "scale_decoder_outputs", False))
        return self._model

    def load_tokenizer(self, tokenizer_class: Any, model_name_or_path: str, **kwargs: Any) -> Any:
        """Return the tokenizer; its class tells how an mBART's hypotheses begin, and it has to have a first token."""
        wanted = getattr(transformers, self._tokenizer_class)
        self._tokenizer = super().load_tokenizer(wanted, model_name_or_path, **kwargs)
        if self._tokenizer.bos_token is None and self._tokenizer.cls_token is not None:
            self._tokenizer.bos_token = self._tokenizer.cls_token
        if hasattr(self._tokenizer, "num_madeup_words"):
            del self._tokenizer.num_madeup_words  # then all that the tokenizer does not know is counted as made up
        if not getattr(self._model.config, "tokenizer_class", None):
            self._model.config.tokenizer_class = type(self._tokenizer).__name__
        return self._tokenizer

    def name_languages(self, converted: Path) -> None:
        """Put the language tokens of an M2M100 into the vocabulary that was written.

        The converter takes them from ``special_tokens_map.json``, which transformers 5 writes no longer, and calls them
        words without a meaning where it is missing.
        """
        languages: dict[str, int] = getattr(self._tokenizer, "lang_token_to_id", None) or {}
        if not languages:
            return
        file = converted / _VOCABULARY
        words: list[str] = json.loads(file.read_text(encoding="utf-8"))
        for token, number in languages.items():
            words[number] = token
        file.write_text(json.dumps(words, ensure_ascii=False, indent=2), encoding="utf-8")
