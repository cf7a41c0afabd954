"""Language detection: the three languages from a headline on, and a name for every other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import LanguageNotSupported
from summarizer.language.detect import detect

SUPPORTED = [
    ("en", "Ministers hold talks on fishing rights"),
    ("en", "Kremlin rejects ultimatum"),
    ("en", "Premier visits Tokyo"),
    ("en", "RUSSIA AND JAPAN SIGN TAX TREATY"),
    ("en", "Russia And Japan Sign A Tax Treaty In Osaka"),
    ("en", "Haruko Mori (森春子) met Ivan Orlov (Иван Орлов) in Geneva."),
    ("en", "The minister, quoting Goethe, said that the talks with Herr Müller and Señor Núñez were naïve."),
    ("ru", "Министр прибыл в Токио"),
    ("ru", "Главы МИД проведут переговоры"),
    ("ru", "iPhone 13 Pro Max и Samsung Galaxy S21 Ultra подешевели"),
    ("ru", "Президент Украины Володимир Зеленський выступил перед депутатами с большой речью о мире и торговле."),
    ("ru", "Въ началѣ года министръ прибылъ въ столицу, чтобы вести переговоры."),
    ("ja", "日露外相会談、東京開催"),
    ("ja", "東京五輪延期決定"),
    ("ja", "米中首脳会談"),
    ("ja", "外相がモスクワ訪問へ"),
    ("ja", "ＥＵのような組織体による"),
    ("ja", "iPhone 13 Pro Maxの値下げを発表"),
]

OTHERS = [
    ("uk", "Міністр закордонних справ заявив, що переговори тривають."),
    ("uk", "Міністр зустрівся з послом"),
    ("bg", "Външният министър заяви, че преговорите ще продължат през следващата седмица."),
    ("bg", "Правителството прие бюджета"),
    ("be", "Міністр замежных спраў заявіў, што перамовы працягваюцца."),
    ("sr", "Министар спољних послова изјавио је да ће преговори бити настављени."),
    ("mk", "Министерот за надворешни работи изјави дека преговорите ќе продолжат."),
    ("kk", "Қазақстан президенті бүгін Мәскеуге барды."),
    ("mn", "Монгол Улсын Ерөнхийлөгч өнөөдөр Москвад айлчлав."),
    ("zh", "外交部发言人在例行记者会上表示，中方对此坚决反对，并将采取必要措施维护国家主权。"),
    ("zh", "外交部發言人在例行記者會上表示，中方對此堅決反對，並將採取必要措施維護國家主權。"),
    ("zh", "俄罗斯外长访问日本"),
    ("zh", "外交部：中方將採取必要措施"),
    ("ko", "러시아 외무장관이 일본을 방문했다"),
    ("de", "Der Außenminister ist nach Tokio gereist, um über den Vertrag zu sprechen."),
    ("fr", "Le ministre a déclaré que les pourparlers continuent à Genève."),
    ("es", "El ministro dijo que las conversaciones continúan en la capital."),
    ("it", "Il ministro ha detto che i colloqui continuano nella capitale."),
    ("pt", "O ministro disse que as negociações continuam e não há acordo."),
    ("nl", "De minister zei dat de besprekingen worden voortgezet en dat het goed gaat."),
    ("pl", "Minister powiedział, że rozmowy będą kontynuowane w stolicy."),
    ("tr", "Bakan, görüşmelerin bu hafta devam ettiğini ve bir anlaşma için çalıştıklarını söyledi."),
    ("ar", "وزير الخارجية الروسي يزور طوكيو"),
    ("el", "Ο υπουργός Εξωτερικών επισκέπτεται το Τόκιο"),
    ("unknown", ""),
    ("unknown", "12345 — 67.8 %"),
    ("unknown", "😀😀😀"),
    ("unknown", "\x00\x00\u200f"),
]

ENGLISH = (
    "The minister said that the talks will be held in Geneva next week. He added that the treaty is close to done."
)
RUSSIAN = "Министр заявил, что переговоры пройдут в Женеве на следующей неделе. Он добавил, что договор почти готов."
JAPANESE = "外相は来週ジュネーブで会談を開くと述べた。条約はほぼまとまっているとも付け加えたという。"
GERMAN = "Der Minister sagte, dass die Gespräche nächste Woche stattfinden werden und der Vertrag nicht mehr weit ist."


def answer(text: str) -> str:
    try:
        return detect(text)
    except LanguageNotSupported as refusal:
        return refusal.detected


@pytest.mark.parametrize(("language", "text"), SUPPORTED)
def test_short_text_in_a_supported_language_is_told(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_text_in_another_language_is_refused_by_name(language: str, text: str) -> None:
    with pytest.raises(LanguageNotSupported) as caught:
        detect(text)
    assert caught.value.detected == language


@pytest.mark.parametrize("halves", [(ENGLISH, RUSSIAN), (RUSSIAN, JAPANESE), (JAPANESE, ENGLISH), (ENGLISH, GERMAN)])
def test_text_that_is_half_one_language_and_half_another_is_mixed(halves: tuple[str, str]) -> None:
    with pytest.raises(LanguageNotSupported) as caught:
        detect("\n".join(halves))
    assert caught.value.detected == "mixed"


@pytest.mark.parametrize(
    ("language", "own", "other"), [("en", ENGLISH, RUSSIAN), ("ru", RUSSIAN, JAPANESE), ("ja", JAPANESE, ENGLISH)]
)
def test_an_article_with_one_sentence_in_another_language_is_not_mixed(language: str, own: str, other: str) -> None:
    assert detect(f"{own}\n{own}\n{own}\n{own}\n{other[:60]}") == language


def test_the_refusal_calls_the_language_by_its_name() -> None:
    with pytest.raises(LanguageNotSupported) as caught:
        detect(OTHERS[0][1])
    assert "Ukrainian" in caught.value.message("en")
    assert "украинский" in caught.value.message("ru")
    assert "ウクライナ語" in caught.value.message("ja")


@pytest.mark.parametrize("text", ["a" * 1_000_000, "日" * 300_000, "ы " * 500_000], ids=["latin", "han", "cyrillic"])
def test_a_megabyte_of_one_letter_gets_an_answer(text: str) -> None:
    assert answer(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_the_same_answer_twice(text: str) -> None:
    assert answer(text) == answer(text) != ""
