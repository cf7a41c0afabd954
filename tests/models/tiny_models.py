"""Real models of a few kilobytes: CTranslate2 and safetensors, with random weights of the right shapes."""

from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece

WIDTH, HEADS, INNER = 16, 2, 32
SENTENCES = {
    "en": ["The minister signed the treaty in May.", "Talks will go on next week.", "The river fell by two metres."],
    "ru": [
        "Министр подписал договор в мае.",
        "Переговоры продолжатся на следующей неделе.",
        "Река опустилась на два метра.",
    ],
    "ja": ["大臣は五月に条約に署名した。", "協議は来週も続く。", "川の水位は二メートル下がった。"],
}


def tokenizer(path: Path, language: str) -> list[str]:
    """Train a sentencepiece model on the sentences of a language, write it, and return its pieces."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES[language]),
        model_prefix=str(path.with_suffix("")),
        vocab_size=60,
        model_type="char",
        hard_vocab_limit=False,
        minloglevel=3,
    )
    path.with_suffix(".vocab").unlink()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(path.with_suffix(".model")))
    return [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]


def quickmt(directory: Path, source: str = "en", target: str = "ru", seed: int = 1) -> Path:
    """Write a model as the quickmt repositories have it, and the folder with training weights that they carry."""
    from ctranslate2.specs import TransformerSpec  # brings torch along

    directory.mkdir(parents=True)
    vocabularies = [tokenizer(directory / "src.spm.model", source), tokenizer(directory / "tgt.spm.model", target)]
    spec = TransformerSpec.from_config((1, 1), HEADS)
    _fill(spec, [len(v) for v in vocabularies], np.random.default_rng(seed))
    spec.register_source_vocabulary(vocabularies[0])
    spec.register_target_vocabulary(vocabularies[1])
    spec.validate()
    spec.save(str(directory))
    (directory / "eole-model").mkdir()
    (directory / "eole-model" / "model.00.safetensors").write_bytes(b"\0" * 5000)
    (directory / "README.md").write_text("A card.\n", encoding="utf-8")
    return directory


def translates(directory: Path) -> bool:
    """Return whether CTranslate2 loads the model and decodes something."""
    found = ctranslate2.Translator(str(directory)).translate_batch(
        [["▁", "T"]], max_decoding_length=4, min_decoding_length=2
    )
    return len(found[0].hypotheses[0]) >= 2


def _fill(spec: Any, sizes: list[int], random: np.random.Generator) -> None:
    def weights(*shape: int) -> np.ndarray:
        return random.normal(0, 0.3, shape).astype(np.float32)

    def linear(layer: object, rows: int, columns: int) -> None:
        layer.weight, layer.bias = weights(rows, columns), weights(rows)

    def norm(layer: object) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(layer: object, fused: int) -> None:
        norm(layer.layer_norm)
        rows = {1: [3 * WIDTH, WIDTH], 2: [WIDTH, 2 * WIDTH, WIDTH]}[fused]
        for part, size in zip(layer.linear, rows, strict=True):
            linear(part, size, WIDTH)

    for side, size in ((spec.encoder, sizes[0]), (spec.decoder, sizes[1])):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = weights(size, WIDTH)
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, 1)
            if hasattr(layer, "attention"):
                attention(layer.attention, 2)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, INNER, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, INNER)
    linear(spec.decoder.projection, sizes[1], WIDTH)
