"""Encodings as found in the wild: declared rightly, wrongly or not at all; long and short."""

import pytest
from charset_normalizer import from_bytes
from hypothesis import given
from hypothesis import strategies as st
from pages import ENGLISH, JAPANESE, RUSSIAN

from summarizer.sources.decode import codec_of, decode, detect_encoding

CYRILLIC = ("windows-1251", "koi8-r", "cp866", "iso-8859-5")
JAPANESE_LEGACY = ("cp932", "euc_jp", "iso2022_jp")
UTF16 = ("utf-16-le", "utf-16-be", "utf-16", "utf-8", "utf-8-sig")

RUSSIAN_LINES = (
    "Новости дня",
    "Курс рубля вырос",
    "Министры обсудили торговлю",
    "Хоккей: сборная вышла в финал",
    "В Твери открыли мост через Волгу",
    "Съезд учёных пройдёт в июне",
    RUSSIAN.title,
    *RUSSIAN.paragraphs,
)
JAPANESE_LINES = (
    "日銀、利上げ見送り",
    "首相が訪米へ",
    "東京の新型車両を公開",
    "サッカー日本代表が勝利",
    "米価が上昇",
    JAPANESE.title,
    *JAPANESE.paragraphs,
)


def legacy(text: str) -> str:
    """Return the text without characters that the old Cyrillic encodings lack."""
    return text.replace("«", '"').replace("»", '"').replace("—", "-")


@pytest.mark.parametrize("encoding", CYRILLIC)
@pytest.mark.parametrize("text", [legacy(line) for line in RUSSIAN_LINES])
def test_a_russian_line_without_declaration_is_read(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", JAPANESE_LEGACY)
@pytest.mark.parametrize("text", JAPANESE_LINES)
def test_a_japanese_line_without_declaration_is_read(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", UTF16)
@pytest.mark.parametrize(
    "text", [RUSSIAN.html(), JAPANESE.html(), ENGLISH.html(), *RUSSIAN.paragraphs, *JAPANESE.paragraphs]
)
def test_unicode_encodings_are_read_with_and_without_mark(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "utf-8", "us-ascii", "shift_jis", "koi8-r", "euc-kr", "utf-16", "klingon", ""]
)
@pytest.mark.parametrize("text", [legacy(RUSSIAN.title), legacy(RUSSIAN.paragraphs[0]), legacy(RUSSIAN.html())])
def test_windows_1251_under_a_wrong_name_is_read(text, declared):
    assert decode(text.encode("windows-1251"), declared) == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "euc-jp", "shift_jis", "windows-1251", "gb2312"])
@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
@pytest.mark.parametrize("text", [JAPANESE.paragraphs[0], JAPANESE.html()])
def test_japanese_under_a_wrong_name_is_read(text, encoding, declared):
    assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize("declared", ["windows-1251", "shift_jis", "iso-8859-1", "koi8-r"])
def test_utf_8_under_a_wrong_name_is_read(declared):
    for text in (RUSSIAN.paragraphs[0], JAPANESE.paragraphs[0], ENGLISH.paragraphs[2]):
        assert decode(text.encode(), declared) == text


def test_header_and_meta_may_contradict_each_other():
    text = legacy(RUSSIAN.html(charset="windows-1251"))
    assert decode(text.encode("windows-1251"), "utf-8") == text
    assert decode(text.encode("koi8-r"), "koi8-r") == text
    assert decode(text.encode(), "koi8-r") == text


def test_a_declaration_settles_what_the_bytes_leave_open():
    assert decode("Łódź".encode("cp1250"), "windows-1250") == "Łódź"
    assert decode("Київ, Ізюм".encode("koi8-u"), "koi8-u") == "Київ, Ізюм"


def test_other_languages_keep_their_declared_encoding():
    chinese = "中国外交部发言人星期二表示，双方就贸易问题举行了会谈，并同意继续对话。"
    korean = "한국 정부는 화요일 양국이 무역 문제에 대해 회담을 열었다고 밝혔다."
    assert decode(chinese.encode("gb18030"), "gb2312") == chinese
    assert decode(korean.encode("cp949"), "euc-kr") == korean


def test_western_text_is_read_as_windows_1252():
    for text in ("The café’s owner, Zoë, said “no” – twice.", ENGLISH.paragraphs[2], "It’s a £5 fine"):
        assert decode(text.encode("cp1252")) == text
        assert decode(text.encode("cp1252"), "iso-8859-1") == text


def test_one_broken_byte_does_not_turn_utf_8_into_another_encoding():
    data = RUSSIAN.html().encode()
    broken = data[:-300] + b"\xff" + data[-300:]
    assert detect_encoding(broken, "utf-8") == "utf-8"
    assert decode(broken).count("\ufffd") == 1
    cut = RUSSIAN.paragraphs[0].encode()[:81]
    assert decode(cut).startswith("Новый причал")


def test_labels_of_the_web_are_known_and_codecs_that_are_no_encodings_are_not():
    known = {
        "Windows-1251": "windows-1251",
        "x-sjis": "cp932",
        "SHIFT_JIS": "cp932",
        "latin1": "windows-1252",
        "euc-jp": "euc_jp",
    }
    assert {label: codec_of(label) for label in known} == known
    for label in ("base64", "rot13", "zip", "idna", "unicode_escape", "no such", "\x00", None, ""):
        assert codec_of(label) is None


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "shift_jis", "iso-2022-jp", "base64", "gb2312"])
)
def test_any_bytes_can_be_decoded(content, declared):
    assert isinstance(decode(content, declared), str)


@given(st.text(max_size=80))
def test_utf_8_of_any_text_without_controls_comes_back(text):
    clean = "".join(c for c in text if c.isprintable())
    assert decode(clean.encode()) == clean.removeprefix("\ufeff")


def test_short_legacy_text_is_read_better_than_by_charset_normalizer():
    samples = [(legacy(t), e) for t in RUSSIAN_LINES for e in CYRILLIC] + [
        (t, e) for t in JAPANESE_LINES for e in JAPANESE_LEGACY
    ]
    ours = sum(decode(text.encode(encoding)) == text for text, encoding in samples)
    theirs = sum(str(from_bytes(text.encode(encoding)).best()) == text for text, encoding in samples)
    assert ours == len(samples)
    assert theirs < ours
