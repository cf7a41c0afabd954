"""The guard on pairs of our own: good translations pass, one changed item is found, and no text makes it raise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import LANGUAGES, Language
from summarizer.guard import check

SAME: list[dict[Language, str]] = [
    {
        "en": "Foreign Minister Sergey Lavrov met his Japanese counterpart Taro Kono in Moscow on January 14.",
        "ru": "Министр иностранных дел Сергей Лавров встретился в Москве 14 января с японским коллегой Таро Коно.",
        "ja": "セルゲイ・ラブロフ外相は1月14日、モスクワで日本の河野太郎外相と会談した。",
    },
    {
        "en": "Japan will lend Kazakhstan 300 million dollars.",
        "ru": "Япония предоставит Казахстану кредит в 300 млн долларов.",
        "ja": "日本はカザフスタンに3億ドルを貸し付ける。",
    },
    {
        "en": "The treaty was not signed in 2018.",
        "ru": "Договор не был подписан в 2018 году.",
        "ja": "条約は2018年に署名されなかった。",
    },
    {
        "en": "Inflation in Turkey rose to 12.5 percent in March.",
        "ru": "Инфляция в Турции в марте выросла до 12,5%.",
        "ja": "トルコのインフレ率は3月、12.5％に上昇した。",
    },
]
PAIRS = [(n, a, b) for n in range(len(SAME)) for a in LANGUAGES for b in LANGUAGES]
CHANGED: list[tuple[int, Language, str, str]] = [
    (
        0,
        "en",
        "Foreign Minister Sergey Lavrov met his Japanese counterpart Toshimitsu Motegi in Moscow on January 14.",
        "name",
    ),
    (
        0,
        "ru",
        "Министр иностранных дел Сергей Лавров встретился в Москве 15 января с японским коллегой Таро Коно.",
        "date",
    ),
    (1, "en", "Japan will lend Kazakhstan 300 billion dollars.", "number"),
    (1, "ru", "Китай предоставит Казахстану кредит в 300 млн долларов.", "country"),
    (1, "ja", "日本はカザフスタンに3万ドルを貸し付ける。", "number"),
    (2, "en", "The treaty was signed in 2018.", "negation"),
    (2, "ru", "Договор был подписан в 2018 году.", "negation"),
    (2, "ja", "条約は2019年に署名されなかった。", "date"),
    (3, "ja", "トルコのインフレ率は3月、15.2％に上昇した。", "number"),
    (3, "en", "Inflation in Russia rose to 12.5 percent in March.", "country"),
]


@pytest.mark.parametrize(("number", "source", "target"), PAIRS)
def test_a_good_translation_is_not_objected_to(number: int, source: Language, target: Language) -> None:
    story = SAME[number]
    assert [f for f in check([story[source]], story[target], source, target) if f.severity == "error"] == []


@pytest.mark.parametrize("source", LANGUAGES)
@pytest.mark.parametrize(("number", "target", "claim", "kind"), CHANGED)
def test_one_changed_item_is_found_from_every_language(
    number: int, target: Language, claim: str, kind: str, source: Language
) -> None:
    assert kind in {finding.kind for finding in check([SAME[number][source]], claim, source, target)}


def test_a_finding_points_at_the_words_and_says_it_in_three_languages() -> None:
    claim = "Japan will lend Kazakhstan 300 billion dollars."
    (finding,) = [f for f in check([SAME[1]["en"]], claim, "en", "en") if f.kind == "number" and f.span]
    assert finding.span is not None
    assert "300" in claim[slice(*finding.span)]
    assert len({finding.message(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_an_empty_claim_is_an_error() -> None:
    assert [f.code for f in check(["A sentence."], " ", "en", "ja")] == ["empty"]


@settings(max_examples=60, deadline=None)
@given(
    source=st.text(max_size=80), claim=st.text(max_size=80), a=st.sampled_from(LANGUAGES), b=st.sampled_from(LANGUAGES)
)
def test_no_text_makes_it_raise(source: str, claim: str, a: Language, b: Language) -> None:
    for finding in check([source], claim, a, b):
        assert finding.span is None or 0 <= finding.span[0] <= finding.span[1] <= len(claim)
