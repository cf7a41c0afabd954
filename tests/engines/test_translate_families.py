"""Each family's model, taught sentences, says them through transformers and through CTranslate2, word for word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkpoints.texts import first, told
from engines.engine_specs import DIRECTIONS, translator
from summarizer.article import Language
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.seq2seq_engine import Seq2SeqTranslator
from summarizer.engines.spec import Family, Hardware

BEAMS = [1, 4]
CPU = Hardware(device="cpu", precision="float32", threads=1)
FAMILIES: list[tuple[str, Family]] = [("m2m100", "m2m100"), ("mt5", "madlad")]


@pytest.mark.parametrize("beams", BEAMS)
@pytest.mark.parametrize(("fixture", "family"), FAMILIES)
def test_one_model_of_all_directions_is_told_the_right_language_by_both_back_ends(
    fixture: str, family: Family, beams: int, converted: Callable[..., Path], request: pytest.FixtureRequest
) -> None:
    checkpoint: Path = request.getfixturevalue(fixture)
    engines = (
        Seq2SeqTranslator(translator(checkpoint, family, "transformers"), CPU),
        Ct2Translator(translator(converted(checkpoint, family), family), CPU),
    )
    known = first(5)
    for source, target in DIRECTIONS:
        for engine in engines:
            made = engine.translate(known[source], source, target, DecodeOptions(beam_size=beams))
            assert [hypothesis.text for hypothesis in made] == known[target], (source, target, type(engine))
            assert all(hypothesis.finished for hypothesis in made)


@pytest.mark.parametrize("beams", BEAMS)
@pytest.mark.parametrize(("source", "target"), [("en", "ja"), ("ru", "en")])
def test_a_marian_pair_says_the_whole_article_through_both_back_ends(
    source: Language,
    target: Language,
    beams: int,
    marian: Callable[[Language, Language], Path],
    converted: Callable[..., Path],
) -> None:
    checkpoint = marian(source, target)
    by_transformers = Seq2SeqTranslator(translator(checkpoint, "marian", "transformers"), CPU)
    by_ctranslate2 = Ct2Translator(translator(converted(checkpoint, "marian"), "marian"), CPU)
    options = DecodeOptions(beam_size=beams)
    one = by_transformers.translate(told()[source], source, target, options)
    other = by_ctranslate2.translate(told()[source], source, target, options)
    assert [hypothesis.text for hypothesis in one] == told()[target]
    assert [hypothesis.text for hypothesis in other] == told()[target]
    assert [hypothesis.score for hypothesis in one] == pytest.approx([h.score for h in other], abs=0.02)


def test_unknown_text_is_translated_alike_by_both_back_ends(
    marian: Callable[[Language, Language], Path], converted: Callable[..., Path]
) -> None:
    checkpoint = marian("en", "ru")
    text = ["Ferry passengers fear whaling.", "Oslo", "The ministers will visit the port of Osaka in 2020."]
    options = DecodeOptions(beam_size=1, max_output_tokens=24)
    one = Seq2SeqTranslator(translator(checkpoint, "marian", "transformers"), CPU)
    other = Ct2Translator(translator(converted(checkpoint, "marian"), "marian"), CPU)
    said = [[h.text for h in engine.translate(text, "en", "ru", options)] for engine in (one, other)]
    assert said[0] == said[1]


@pytest.mark.parametrize("precision", ["float32", "int8"])
def test_quickmt_gets_its_pieces_without_an_end_mark(quickmt_en_ru: Path, precision: str) -> None:
    engine = Ct2Translator(translator(quickmt_en_ru, "quickmt"), Hardware("cpu", precision))
    made = engine.translate(first(5)["en"], "en", "ru", DecodeOptions())
    assert [hypothesis.text for hypothesis in made] == first(5)["ru"]
