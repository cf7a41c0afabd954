"""Whatever a model or a page hands over, the guard answers and never raises; its sentences exist in three languages."""

import re
import tomllib
from importlib.resources import files

import pytest

from summarizer.article import LANGUAGES, Language
from summarizer.guard import check
from summarizer.guarding.reading import LONGEST

HOSTILE = [
    "",
    " \n\t\u3000",
    "\ud800 said \udfff 5",
    "\x00" * 20,
    "👩‍👩‍👧‍👦🎉" * 50,
    "\U00017000\U00012345",
    "İSTANBUL’da İ" * 20,
    "9" * 5_000,
    "1/0 0/0 0分の3 1,2,3.4.5,,, 1.000.000",
    "million billion trillion hundred" * 100,
    "億億兆万千百十一" * 100,
    "не " * 2_000,
    "not n't no never " * 500,
    "ない" * 3_000,
    "﷽ ٣٤ १२ ①② Ⅷ ½ ²",
    "31 February 2019, 99.99.9999, 13月45日",
    "(" * 500 + ")" * 500,
    "{text} {0} %s",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_on_either_side_is_answered(text: str, language: Language) -> None:
    plain = "Japan lent 300 million dollars in 2018."
    for source, claim, a, b in (
        (text, plain, language, "en"),
        (plain, text, "en", language),
        (text, text, language, language),
    ):
        for finding in check([source], claim, a, b):  # type: ignore[arg-type]
            assert finding.severity in ("error", "warning")
            assert finding.span is None or 0 <= finding.span[0] <= finding.span[1] <= len(claim)
            assert all(finding.message(shown) for shown in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_huge_text_is_read_to_a_limit_and_says_so(language: Language) -> None:
    claim = "Япония 日本 Japan 5. " * LONGEST
    assert "too_long" in {f.code for f in check(["Japan 5."], claim, "en", language)}


def test_no_source_carries_nothing() -> None:
    assert [f.code for f in check([], "Japan lent 5 dollars.", "en", "en")] == ["empty"]


def test_a_point_may_take_its_facts_from_several_sentences() -> None:
    sources = ["Japan lent Kenya 300 million dollars.", "The treaty was signed in May 2018."]
    assert check(sources, "Japan lent Kenya 300 million dollars under a treaty of May 2018.", "en", "en") == ()


def test_a_summary_may_leave_things_out_that_a_translation_may_not() -> None:
    source = "Japan lent Kenya 300 million dollars in May 2018, of which 40 million went to the port of Mombasa alone."
    assert check([source], "Japan lent Kenya 300 million dollars.", "en", "en") == ()
    translation = (
        "В мае 2018 года Япония предоставила Кении 300 млн долларов, часть которых пошла одному только порту Момбаса."
    )
    assert "number_lost" in {f.code for f in check([source], translation, "en", "ru")}


def test_every_message_has_three_languages_and_the_same_fields() -> None:
    catalogue = tomllib.loads(files("summarizer.guarding").joinpath("messages.toml").read_text(encoding="utf-8"))
    for code, sentences in catalogue.items():
        assert set(sentences) == set(LANGUAGES), code
        assert len({frozenset(re.findall(r"{\w+}", s)) for s in sentences.values()}) == 1, code


@pytest.mark.parametrize(
    ("source", "claim", "a", "b"),
    [
        ("На первый взгляд, план прост.", "At first sight the plan is simple.", "ru", "en"),
        ("一方、一部の議員は反対した。", "Meanwhile some lawmakers were opposed.", "ja", "en"),
        ("The leaders of the G8 met.", "Лидеры «Большой восьмёрки» встретились.", "en", "ru"),
        (
            "It is one of the largest deals of the Second World War era.",
            "第二次世界大戦の時代で最大級の取引の一つだ。",
            "en",
            "ja",
        ),
        ("Прибыль выросла вдвое.", "利益は2倍に増えた。", "ru", "ja"),
        ("They will hold bilateral talks.", "二国間会談を行う。", "en", "ja"),
        ("He may not come back.", "彼は戻らないかもしれない。", "en", "ja"),
        ("Не менее 20 человек погибли.", "At least 20 people died.", "ru", "en"),
        ("政府は計画を見直さなければならない。", "The government must review the plan.", "ja", "en"),
        ("The firm refused to pay.", "Фирма отказалась платить.", "en", "ru"),
        ("The talks were held at 3 p.m.", "会談は15時に行われた。", "en", "ja"),
        ("Two-thirds of voters said yes.", "有権者の3分の2が賛成した。", "en", "ja"),
        ("3割の企業が赤字だ。", "Thirty percent of companies are in the red.", "ja", "en"),
        ("平成30年に署名された。", "It was signed in 2018.", "ja", "en"),
    ],
)
def test_habits_of_the_languages_are_no_differences(source: str, claim: str, a: Language, b: Language) -> None:
    assert check([source], claim, a, b) == ()
