"""What each family's model is given, token by token, against transformers' own tokenizer of the same pieces."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checkpoints.texts import told
from engines.engine_specs import DIRECTIONS, translator
from engines.tiny_tokenizers import MARKS, SPECIAL, m2m100, mbart, nllb, numbered, pieces_in, t5
from summarizer.article import Language
from summarizer.engines.errors import ModelBroken
from summarizer.engines.families import conventions
from summarizer.engines.spec import Family
from summarizer.engines.tokenizing import PieceTokenizer

TOLD_APART: list[tuple[Family, Callable[[Path], Any], dict[Language, str]]] = [
    ("m2m100", m2m100, {"en": "en", "ru": "ru", "ja": "ja"}),
    ("nllb", nllb, {"en": "eng_Latn", "ru": "rus_Cyrl", "ja": "jpn_Jpan"}),
    ("mbart", mbart, {"en": "en_XX", "ru": "ru_RU", "ja": "ja_XX"}),
]


@pytest.mark.parametrize(("family", "make", "codes"), TOLD_APART, ids=[family for family, _, _ in TOLD_APART])
def test_a_family_that_forces_the_target_is_given_what_its_own_tokenizer_gives(
    family: Family, make: Callable[[Path], Any], codes: dict[Language, str], tmp_path: Path
) -> None:
    theirs, ours = make(tmp_path), PieceTokenizer(translator(tmp_path, family))
    for source, target in DIRECTIONS:
        for text in told()[source]:
            # What the translation pipeline hands to the model.
            languages = {"src_lang": codes[source], "tgt_lang": codes[target]}
            inputs = theirs._build_translation_inputs(text, return_tensors=None, **languages)
            assert ours.encode(text, source, target) == theirs.convert_ids_to_tokens(inputs["input_ids"])
        forced = theirs.convert_ids_to_tokens(inputs["forced_bos_token_id"])
        assert ours.target_prefix(source, target) == [forced]
        assert forced not in SPECIAL


@pytest.mark.parametrize(("family", "make", "codes"), TOLD_APART, ids=[family for family, _, _ in TOLD_APART])
def test_what_such_a_model_says_is_read_without_its_marks(
    family: Family, make: Callable[[Path], Any], codes: dict[Language, str], tmp_path: Path
) -> None:
    theirs, ours = make(tmp_path), PieceTokenizer(translator(tmp_path, family))
    prefix = ours.target_prefix("en", "ru")
    for text in told()["ru"]:
        said = [*prefix, *theirs.tokenize(text), "</s>"]
        assert ours.decode(said, prefix) == text


def test_small100_is_told_the_target_where_m2m100_is_told_the_source(tmp_path: Path) -> None:
    theirs, ours = m2m100(tmp_path), PieceTokenizer(translator(tmp_path, "small100"))
    for source, target in DIRECTIONS:
        theirs.src_lang = target  # as the model card's tokenizer does: its prefix is the target's
        for text in told()[source]:
            assert ours.encode(text, source, target) == theirs.convert_ids_to_tokens(theirs(text).input_ids)
        assert ours.target_prefix(source, target) == []


@pytest.mark.parametrize("marks_are_special", [False, True])
@pytest.mark.parametrize(
    ("family", "prefixes"),
    [
        ("madlad", {"en": "<2en> ", "ru": "<2ru> ", "ja": "<2ja> "}),
        ("t5", {"en": "translate {} to English: ", "ru": "translate {} to Russian: "}),
        ("mt5", {"en": "", "ru": "", "ja": ""}),
    ],
)
def test_the_t5_families_are_told_the_target_in_words(
    family: Family, prefixes: dict[Language, str], marks_are_special: bool, tmp_path: Path
) -> None:
    theirs = t5(tmp_path, MARKS if marks_are_special else ())
    if marks_are_special:  # only tokenizer.json knows of it
        theirs.backend_tokenizer.save(str(tmp_path / "tokenizer.json"))
    ours = PieceTokenizer(translator(tmp_path, family))
    names = {"en": "English", "ru": "Russian", "ja": "Japanese"}
    for source, target in DIRECTIONS:
        if target in prefixes:
            text = told()[source][0]
            wanted = theirs(prefixes[target].format(names[source]) + text).input_ids
            assert ours.encode(text, source, target) == theirs.convert_ids_to_tokens(wanted)
            assert ours.target_prefix(source, target) == []


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
@pytest.mark.parametrize("file", ["shared_vocabulary.json", "source_vocabulary.json"])
def test_a_marian_of_many_targets_is_told_which_one_and_one_of_a_single_target_is_not(
    file: str, tmp_path: Path
) -> None:
    from transformers import MarianTokenizer

    vocabulary = numbered(pieces_in(tmp_path, "source.spm"))
    pieces_in(tmp_path, "target.spm")
    vocabulary[">>rus<<"] = len(vocabulary)
    (tmp_path / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    (tmp_path / file).write_text(json.dumps(list(vocabulary)), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("source.spm", "target.spm", "vocab.json")]
    theirs, ours = MarianTokenizer(*files), PieceTokenizer(translator(tmp_path, "marian"))
    for text in told()["en"]:
        given = theirs.convert_ids_to_tokens(theirs(f">>rus<< {text}").input_ids)
        assert ours.encode(text, "en", "ru") == given
        assert given[0] == ">>rus<<"
        assert ours.encode(text, "en", "ja") == given[1:]


def test_a_vocabulary_that_is_no_json_is_a_broken_model(tmp_path: Path) -> None:
    pieces_in(tmp_path, "source.spm")
    pieces_in(tmp_path, "target.spm")
    (tmp_path / "shared_vocabulary.json").write_text("[", encoding="utf-8")
    with pytest.raises(ModelBroken):
        PieceTokenizer(translator(tmp_path, "marian"))


def test_no_family_names_two_languages_alike() -> None:
    for family in ("marian", "quickmt", "m2m100", "nllb", "small100", "madlad", "t5", "mt5", "mbart"):
        assert len(set(conventions(family).codes.values())) == 3
