"""Outputs that are no translation; most of the Japanese cases are what users of translation servers report."""

import pytest

from summarizer.article import Language
from summarizer.translation.degenerate import failure_of
from summarizer.translation.repetition import loops
from summarizer.translation.scripts import is_chinese


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
        ("再試行のカウンタ = %d", "#" * 80, "looping"),
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


HARBOUR: dict[Language, str] = {
    "en": "The harbour said on Monday that the northern pier would close while the fishermen go to the old dock.",
    "ru": "Управление порта сообщило в понедельник, что северный причал закроют, а рыбаки перейдут на старую пристань.",
    "ja": "港湾局は月曜日、北の桟橋を閉鎖し、漁師は古い埠頭に移ると述べた。",
}


@pytest.mark.parametrize(
    "languages", [("en", "ru"), ("en", "ja"), ("ru", "en"), ("ru", "ja"), ("ja", "en"), ("ja", "ru")]
)
def test_a_human_translation_passes(languages: tuple[Language, Language]) -> None:
    source, target = languages
    assert failure_of(HARBOUR[source], HARBOUR[target], source, target) is None


@pytest.mark.parametrize(
    ("languages", "text", "failure"),
    [
        (("ja", "en"), "♪", "empty"),
        (("ja", "en"), "() () () () ()", "empty"),
        (("ja", "en"), "(Applause) (Applause)", "boilerplate"),
        (("en", "ja"), "(笑い声) (拍手)", "boilerplate"),
        (("en", "ja"), "ご視聴ありがとうございました。", "boilerplate"),
        (("en", "ja"), "字幕提供: 北の港", "boilerplate"),
        (("en", "ru"), "Продолжение следует...", "boilerplate"),
        (("en", "ru"), "Субтитры сделал Иван Петров", "boilerplate"),
        (("en", "ru"), "Материал из Википедии — свободной энциклопедии", "boilerplate"),
        (("ja", "en"), "External links", "boilerplate"),
        (("en", "ja"), "関連項目", "boilerplate"),
        (("ja", "en"), "Add to cart", "boilerplate"),
        (("ja", "en"), "Home | About us | Contact", "boilerplate"),
        (("ja", "en"), "Copyright © 2019 Northern Harbour Co. All rights reserved.", "boilerplate"),
        (("en", "ja"), "このサイトはクッキーを使用しています。詳しくはこちらをご覧ください。", "boilerplate"),
        (("en", "ru"), "Как языковая модель, я не могу этого сделать, но причал закроют в понедельник.", "boilerplate"),
        (("en", "ja"), "港務局週一表示，北碼頭將關閉，漁民將遷往舊碼頭。", "wrong_language"),
        (("en", "ja"), "港湾局は月曜日、北の舊碼頭を閉鎖し、漁師は移ると述べた。", "wrong_language"),
        (("en", "ja"), "港湾局は月曜日、北の桟橋を关闭し、漁師は移ると述べた。", "wrong_language"),
        (("en", "ru"), "Управление порта: the northern pier would close while the fishermen move.", "wrong_language"),
        (("en", "ja"), "港湾局は、northern pierをcloseし、fishermenはdockに移ると述べた。", "wrong_language"),
        (("ja", "ru"), "Управление порта: 北の桟橋 закроют, а рыбаки перейдут на пристань.", "wrong_language"),
        (("ru", "ja"), "港湾局は月曜日、северный причалを閉鎖し、漁師は移ると述べた。", "wrong_language"),
        (("ru", "en"), "Das Hafenamt teilte mit, dass der alte Pier am Montag geschlossen wird.", "wrong_language"),
        (("en", "ja"), "항만청은 월요일 북쪽 부두를 폐쇄한다고 밝혔다.", "wrong_language"),
        (("ja", "en"), "The port authority said so. The port authority said so. The pier closes on Monday.", "looping"),
        (("en", "ja"), "港湾局は月曜日、北の桟橋を閉鎖し、漁師は埠頭に移る、漁師は埠頭に移ると述べた。", "looping"),
        (("en", "ru"), "▁Управление▁порта▁сообщило▁в▁понедельник", "garbled"),
        (("en", "ja"), "⁇湾局は月曜日、北の桟橋を閉鎖し、漁師は古い埠頭に移ると述べた。", "garbled"),
        (("en", "ru"), "__ru__ Управление порта сообщило, что причал закроют.", "garbled"),
        (("ja", "en"), "The port.", "too_short"),
        (("en", "ru"), "Причал закроют в понедельник.", "too_short"),
    ],
)  # fmt: skip
def test_what_models_say_instead_of_a_translation_is_caught(
    languages: tuple[Language, Language], text: str, failure: str
) -> None:
    source, target = languages
    assert failure_of(HARBOUR[source], text, source, target) == failure


@pytest.mark.parametrize(
    ("source", "text", "languages"),
    [
        ("入学した", "enrolled enrolled enrolled", ("ja", "en")),
        ("おはよう", "Feedback", ("ja", "en")),
        ("2002年", "English", ("ja", "en")),
        ("Bill & Ted", "ログイン", ("en", "ja")),
    ],
)
def test_a_word_is_not_answered_with_a_button_or_thrice(
    source: str, text: str, languages: tuple[Language, Language]
) -> None:
    assert failure_of(source, text, *languages) in ("looping", "boilerplate")


@pytest.mark.parametrize(
    ("source", "text", "languages"),
    [
        ("Продолжение следует.", "To be continued.", ("ru", "en")),
        ("(拍手)", "(Applause)", ("ja", "en")),
        ("Все права защищены.", "All rights reserved.", ("ru", "en")),
        (
            "The site uses cookies, the court said.",
            "裁判所は、そのサイトがクッキーを使用していると述べた。",
            ("en", "ja"),
        ),
        ("Субтитры сделал Иван Петров.", "Subtitles by Ivan Petrov.", ("ru", "en")),
        ("Мир, мир, мир!", "Peace, peace, peace!", ("ru", "en")),
        ("きゃああああああああ！", "Kyaaaaaaaaaaaaaaaaaaa!", ("ja", "en")),
        ("誰もが、我々の将来と学問を語る。", "Everyone speaks of our future and of learning.", ("ja", "en")),
        ("Everyone speaks of the ad hoc committee.", "誰もがad hoc委員会の話をする。", ("en", "ja")),
        ("Sorry, I cannot help, said the mayor.", "申し訳ないが手伝えない、と市長は言った。", ("en", "ja")),
    ],
)
def test_what_the_source_says_itself_may_be_said(source: str, text: str, languages: tuple[Language, Language]) -> None:
    assert failure_of(source, text, *languages) is None
