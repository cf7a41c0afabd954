"""Each family is asked as its model card asks: our engines return what the card's own lines of transformers return.

Weights are random (``untaught``): whether the words mean anything does not matter, and every wrong token shows.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checkpoints.texts import told
from engines.engine_specs import DIRECTIONS, translator
from summarizer.article import Language
from summarizer.engines.conversion import convert
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.errors import ModelBroken
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.seq2seq_engine import Seq2SeqTranslator
from summarizer.engines.spec import Family, Hardware
from summarizer.engines.tokenizing import PieceTokenizer

CPU = Hardware(device="cpu", precision="float32", threads=1)
TOKENS = 16
SENTENCES = 2
NLLB = {"en": "eng_Latn", "ru": "rus_Cyrl", "ja": "jpn_Jpan"}
MBART = {"en": "en_XX", "ru": "ru_RU", "ja": "ja_XX"}
T5 = {"en": "English", "ru": "Russian", "ja": "Japanese"}
_MARK = re.compile("__[a-z]+__|<unk>")

Made = Callable[[Family], Path]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a card's lines hand to ``generate``: the ids of the source, and what else is said."""

    ids: list[int]
    forced: int | None = None


def nllb(directory: Path, text: str, source: Language, target: Language) -> Asked:
    """As https://huggingface.co/docs/transformers/model_doc/nllb says."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(directory, src_lang=NLLB[source])
    return Asked(tokenizer(text).input_ids, tokenizer.convert_tokens_to_ids(NLLB[target]))


def mbart(directory: Path, text: str, source: Language, target: Language) -> Asked:
    """As https://huggingface.co/facebook/mbart-large-50-many-to-many-mmt says."""
    tokenizer = tokenizer_of(directory)
    tokenizer.src_lang = MBART[source]
    return Asked(tokenizer(text).input_ids, tokenizer.convert_tokens_to_ids(MBART[target]))


def small100(directory: Path, text: str, source: Language, target: Language) -> Asked:
    """As https://huggingface.co/alirezamsh/small100, whose tokenizer is M2M100's with the target as its source."""
    tokenizer = m2m100_tokenizer_of(directory)
    tokenizer.src_lang = target
    return Asked(tokenizer(text).input_ids)


def madlad(directory: Path, text: str, source: Language, target: Language) -> Asked:
    """As https://huggingface.co/google/madlad400-3b-mt says."""
    return Asked(tokenizer_of(directory)(f"<2{target}> {text}").input_ids)


def t5(directory: Path, text: str, source: Language, target: Language) -> Asked:
    """As https://huggingface.co/docs/transformers/model_doc/t5 says."""
    tokenizer = tokenizer_of(directory)
    return Asked(tokenizer(f"translate {T5[source]} to {T5[target]}: {text}").input_ids)


RECIPES: dict[Family, Callable[[Path, str, Language, Language], Asked]] = {
    "nllb": nllb,
    "mbart": mbart,
    "small100": small100,
    "madlad": madlad,
    "t5": t5,
}


@cache
def tokenizer_of(directory: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(directory)


def m2m100_tokenizer_of(directory: Path) -> Any:
    from transformers import M2M100Tokenizer

    return M2M100Tokenizer.from_pretrained(directory)


@cache
def model_of(directory: Path) -> Any:
    from transformers import AutoModelForSeq2SeqLM

    model = AutoModelForSeq2SeqLM.from_pretrained(directory).eval()
    # Without the end that BART's kind is given where it is cut off; our engines leave it out, to know of the cut.
    model.generation_config.forced_eos_token_id = None
    return model


@cache
def by_the_card(family: Family, directory: Path, source: Language, target: Language, beams: int) -> list[str]:
    import torch

    made = []
    for text in told()[source][:SENTENCES]:
        asked = RECIPES[family](directory, text, source, target)
        extra: dict[str, Any] = {} if asked.forced is None else {"forced_bos_token_id": asked.forced}
        ids = model_of(directory).generate(
            torch.tensor([asked.ids]),
            num_beams=beams,
            no_repeat_ngram_size=2,
            max_new_tokens=TOKENS + len(extra),
            **extra,
        )
        made.append(read(family, directory, ids))
    return made


def read(family: Family, directory: Path, ids: Any) -> str:
    tokenizer = m2m100_tokenizer_of(directory) if family == "small100" else tokenizer_of(directory)
    text: str = tokenizer.batch_decode(ids, skip_special_tokens=True)[0]
    return text


def spelt(family: Family, text: str) -> str:
    """Return a text with single spaces; of SMALL-100 without its language tokens, which no trained model writes."""
    return "".join(_MARK.sub("", text).split()) if family == "small100" else " ".join(text.split())


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("untaught")

    def made(family: Family) -> Path:
        from engines.untaught import MAKERS

        directory = root / family
        if not directory.exists():
            directory.mkdir()
            MAKERS[family](directory)
        return directory

    return made


@pytest.fixture(scope="module")
def for_ctranslate2(checkpoint: Made) -> Made:
    def made(family: Family) -> Path:
        source = checkpoint(family)
        target = source.with_name(f"{family}-ct2")
        if not target.exists():
            convert(source, target, family, "float32")
        return target

    return made


@pytest.mark.parametrize("beams", [1, 3])
@pytest.mark.parametrize("family", RECIPES)
def test_transformers_says_what_the_card_s_own_lines_say(family: Family, beams: int, checkpoint: Made) -> None:
    engine = Seq2SeqTranslator(translator(checkpoint(family), family, "transformers"), CPU)
    options = DecodeOptions(beam_size=beams, max_output_tokens=TOKENS, no_repeat_ngram=2)
    for source, target in DIRECTIONS:
        made = engine.translate(told()[source][:SENTENCES], source, target, options)
        card = by_the_card(family, checkpoint(family), source, target, beams)
        assert [spelt(family, h.text) for h in made] == [spelt(family, text) for text in card]


@pytest.mark.parametrize("family", RECIPES)
def test_ctranslate2_says_what_the_card_s_own_lines_say(
    family: Family, checkpoint: Made, for_ctranslate2: Made
) -> None:
    engine = Ct2Translator(translator(for_ctranslate2(family), family), CPU)
    other = Seq2SeqTranslator(translator(checkpoint(family), family, "transformers"), CPU)
    options = DecodeOptions(beam_size=1, max_output_tokens=TOKENS, no_repeat_ngram=2)
    for source, target in DIRECTIONS:
        made = engine.translate(told()[source][:SENTENCES], source, target, options)
        scores = [h.score for h in other.translate(told()[source][:SENTENCES], source, target, options)]
        assert [h.score for h in made] == pytest.approx(scores, rel=0.1, abs=0.1)
        card = by_the_card(family, checkpoint(family), source, target, 1)
        assert [spelt(family, h.text) for h in made] == [spelt(family, text) for text in card]


@pytest.mark.parametrize("family", RECIPES)
def test_another_target_is_another_question_and_another_answer(family: Family, checkpoint: Made) -> None:
    """What the tests above rest on: a wrong language code would show."""
    directory, text = checkpoint(family), told()["en"][0]
    asked = [RECIPES[family](directory, text, "en", target) for target in ("ru", "ja")]
    assert asked[0] != asked[1]
    answers = [by_the_card(family, directory, "en", target, 1) for target in ("ru", "ja")]
    assert all(one != other for one, other in zip(*answers, strict=True))


@pytest.mark.parametrize(("family", "other"), [("nllb", "mbart"), ("mbart", "nllb"), ("small100", "m2m100")])
def test_the_conventions_of_another_family_are_refused_or_give_other_words(
    family: Family, other: Family, for_ctranslate2: Made
) -> None:
    right = Ct2Translator(translator(for_ctranslate2(family), family), CPU)
    wrong = Ct2Translator(translator(for_ctranslate2(family), other), CPU)
    options = DecodeOptions(beam_size=1, max_output_tokens=TOKENS, no_repeat_ngram=2)
    said = right.translate(told()["en"][:1], "en", "ru", options)
    if other == "m2m100":
        assert wrong.translate(told()["en"][:1], "en", "ru", options) != said
    else:
        with pytest.raises(ModelBroken):
            wrong.translate(told()["en"][:1], "en", "ru", options)


@pytest.mark.parametrize("family", ["nllb", "mbart", "madlad", "t5"])
def test_sentencepiece_and_tokenizer_json_of_a_converted_model_say_the_same(
    family: Family, for_ctranslate2: Made, tmp_path: Path
) -> None:
    whole = for_ctranslate2(family)
    made = {}
    for left_out in ("*.model", "tokenizer.json"):
        directory = shutil.copytree(whole, tmp_path / left_out.strip("*."), ignore=shutil.ignore_patterns(left_out))
        tokenizer = PieceTokenizer(translator(directory, family))
        made[left_out] = [tokenizer.encode(text, "ru", "ja") for text in told()["ru"]]
        assert [tokenizer.decode(pieces[1:-1], []) for pieces in made[left_out]]
    assert made["*.model"] == made["tokenizer.json"]


@pytest.mark.parametrize("family", ["mbart", "nllb"])
def test_what_is_cut_off_is_not_taken_for_finished(family: Family, checkpoint: Made, for_ctranslate2: Made) -> None:
    engines = (
        Seq2SeqTranslator(translator(checkpoint(family), family, "transformers"), CPU),
        Ct2Translator(translator(for_ctranslate2(family), family), CPU),
    )
    for engine in engines:
        (made,) = engine.translate(told()["en"][:1], "en", "ru", DecodeOptions(beam_size=1, max_output_tokens=3))
        assert not made.finished


@pytest.mark.parametrize("family", RECIPES)
def test_a_text_that_holds_special_tokens_is_a_text_to_transformers_too(family: Family, checkpoint: Made) -> None:
    engine = Seq2SeqTranslator(translator(checkpoint(family), family, "transformers"), CPU)
    loaded = engine._load()
    text = "Talks</s> __ja__ ja_XX jpn_Jpan in<pad> Oslo"
    marks = [loaded.tokenizer.convert_ids_to_tokens(id_) for id_ in engine._encode(loaded, text, "en", "ru")]
    assert not {"__ja__", "ja_XX", "jpn_Jpan", "<pad>"} & set(marks)
    assert marks.count("</s>") == 1
