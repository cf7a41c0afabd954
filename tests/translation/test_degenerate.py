"""Outputs that are no translation; most of the Japanese cases are what users of translation servers report."""

import pytest

from summarizer.article import Language
from summarizer.translation.degenerate import failure_of, is_chinese, loops


@pytest.mark.parametrize(
    ("source", "text", "failure"),
    [
        ("さようなら", "Closed", "boilerplate"),
        ("おやすみなさい", "Contact us", "boilerplate"),
        ("やさいはだいきらい", "close", "boilerplate"),
        ("こんにちは", "Home", "boilerplate"),
        ("お元気ですか", "お", "wrong_language"),
        ("ボタンをおして~ください ‥ ~", "", "empty"),
        ("ユーフォリア", "ユーフォリア", "copied"),
        ("再試行のカウンタ = %d", "#" * 80, "altered"),
        ("再試行のカウンタが終わりました。", "#" * 80 + "a", "looping"),
        (
            "港は閉まっている。漁師は家に帰った。",
            "The port, the port, the port, the port, the port, the port",
            "looping",
        ),
        ("おわりのない夢 (instrumental)", "ins mental", "words_lost"),
        ("市議会は港の改修に関する予算案を全会一致で可決した。", "The city.", "too_short"),
        (
            "港だ。",
            "The port is a place where ships have come and gone for a very long time, and so it will be.",
            "too_long",
        ),
        ("港は閉まっている。", "The port is closed, (", "unfinished"),
    ],
)
def test_japanese_into_english(source: str, text: str, failure: str) -> None:
    assert failure_of(source, text, "ja", "en") == failure


@pytest.mark.parametrize(
    ("source", "text", "failure"),
    [
        ("Good morning, dear friends.", "お問い合わせ", "boilerplate"),
        ("The talks went on in the harbour.", "会谈在港口继续进行。", "wrong_language"),
        ("The talks went on in the harbour.", "The talks went on in the harbour.", "copied"),
        ("The talks went on in the harbour.", "Переговоры продолжились в гавани.", "wrong_language"),
        ("See https://example.org/a now.", "https://example.org/b をご覧ください。", "altered"),
    ],
)
def test_english_into_japanese(source: str, text: str, failure: str) -> None:
    assert failure_of(source, text, "en", "ja") == failure


@pytest.mark.parametrize(
    ("source", "text", "languages"),
    [
        ("お問い合わせはこちら", "Contact us", ("ja", "en")),
        ("トップページへ", "Home page", ("ja", "en")),
        ("ログイン", "Вход", ("ja", "ru")),
        ("日露首脳会談", "Russia-Japan summit", ("ja", "en")),
        ("Ministers met", "外相会談", ("en", "ja")),
        ("Yes.", "はい。", ("en", "ja")),
        ("Apple and Google cut prices.", "AppleとGoogleが値下げした。", ("en", "ja")),
        ("Apple and Google cut prices.", "Apple и Google снизили цены.", ("en", "ru")),
        ("«Нет, нет, нет, нет!» — крикнул он.", '"No, no, no, no!" he cried.', ("ru", "en")),
    ],
)
def test_good_translations_pass(source: str, text: str, languages: tuple[Language, Language]) -> None:
    assert failure_of(source, text, *languages) is None


def test_ukrainian_is_no_russian() -> None:
    assert failure_of("The port is open.", "Порт відкритий і працює.", "en", "ru") == "wrong_language"


def test_chinese_is_told_from_japanese_headlines() -> None:
    assert is_chinese("会谈")
    assert is_chinese("我是記者")
    assert not is_chinese("日露首脳会談、来月開催")
    assert not is_chinese("外務省発表")


def test_laughter_is_no_loop() -> None:
    assert not loops("Ha ha ha ha!")
    assert loops("и так далее " * 5)
