"""Names: normal form, ids, glossary, and the three display forms."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import LANGUAGES, Language
from summarizer.errors import ConfigurationError
from summarizer.facts.names import Glossary, load_glossary, match_key, name_forms, normalise, slug
from summarizer.facts.records import Names

NAME_CHARACTERS = "абвеёйАЯabcÇğıİßﬁ'’ʼ-–—・･＝ ガｶﾞゔァーＡ１河野々\u0301\u0308\u200b\u00a0.,«\t"


@pytest.mark.parametrize(
    ("written", "language", "plain"),
    [
        ("  Sergey   Lavrov ", "en", "Sergey Lavrov"),
        ("O’Brien", "en", "O'Brien"),
        ("Jean–Yves", "en", "Jean-Yves"),
        ("Ла́вров", "ru", "Лавров"),
        ("Горбачёв", "ru", "Горбачёв"),
        ("Сергей\u00a0Лавров", "ru", "Сергей Лавров"),
        ("Сергей", "ru", "Сергей"),
        ("ｾﾙｹﾞｲ･ﾗﾌﾞﾛﾌ", "ja", "セルゲイ・ラブロフ"),
        ("セルゲイ＝ラブロフ", "ja", "セルゲイ・ラブロフ"),
        ("セルゲイ ラブロフ", "ja", "セルゲイ・ラブロフ"),
        ("河野　太郎", "ja", "河野太郎"),
    ],
)
def test_a_name_has_one_normal_form(written: str, language: Language, plain: str) -> None:
    assert normalise(written, language) == plain


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=NAME_CHARACTERS, max_size=16) | st.text(max_size=16), st.sampled_from(LANGUAGES))
def test_normalising_twice_changes_nothing(name: str, language: Language) -> None:
    once = normalise(name, language)
    assert normalise(once, language) == once


def test_spellings_of_one_name_share_a_key() -> None:
    assert match_key("Горбачёв", "ru") == match_key("ГОРБАЧЕВ", "ru")
    assert match_key("Mevlüt Çavuşoğlu", "en") == match_key("Mevlut Cavusoglu", "en")
    assert match_key("セルゲイ・ラブロフ", "ja") == match_key("ｾﾙｹﾞｲ･ﾗﾌﾞﾛﾌ", "ja")
    assert match_key("ガ", "ja") != match_key("カ", "ja")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Sergey Lavrov", "sergey-lavrov"), ("Sergei Lavrov", "sergey-lavrov"), ("Xi Jinping", "xi-jinping"),
     ("Mevlüt Çavuşoğlu", "mevlut-cavusoglu"), ("Jean-Yves Le Drian", "jean-yves-le-drian"),
     ("Joe O'Brien Jr.", "joe-obrien-jr"),
     ("耿爽", "u803f-u723d"), ("Лавров", "lavrov"), ("", "unnamed"), ("!", "unnamed")],
)  # fmt: skip
def test_ids_are_ascii_and_do_not_depend_on_spelling(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_one_person_has_one_id_whatever_the_language_of_the_article() -> None:
    told = [name_forms("Taro Kono", "en", "JP"), name_forms("Таро Коно", "ru", "JP"),
            name_forms("河野太郎", "ja", "JP", "コウノ タロウ")]  # fmt: skip
    assert {slug(names) for names in told} == {"taro-kono"}
    assert {names.ru for names in told} == {"Таро Коно"}


@pytest.mark.parametrize(
    ("name", "language", "country", "forms"),
    [
        ("Sergey Lavrov", "en", "RU", ("Sergey Lavrov", "Сергей Лавров", "セルゲイ・ラブロフ")),
        ("Lavrov", "en", None, ("Lavrov", "Лавров", "ラブロフ")),
        ("Igor Morgulov", "en", None, ("Igor Morgulov", "Игорь Моргулов", "イーゴリ・モルグロフ")),
        ("Сергей Викторович Лавров", "ru", "RU", ("Sergey Lavrov", "Сергей Лавров", "セルゲイ・ラブロフ")),
        ("Лавров Сергей Викторович", "ru", None, ("Sergey Lavrov", "Сергей Лавров", "セルゲイ・ラブロフ")),
        ("С. В. Лавров", "ru", "RU", ("S. V. Lavrov", "С. В. Лавров", "S・V・ラブロフ")),
        ("KISHIDA Fumio", "en", "JP", ("Fumio Kishida", "Фумио Кисида", "キシダ・フミオ")),
        ("Kishida Fumio", "en", None, ("Fumio Kishida", "Фумио Кисида", "キシダ・フミオ")),
        ("Фумио Кисида", "ru", None, ("Fumio Kishida", "Фумио Кисида", "キシダ・フミオ")),
        ("Xi Jinping", "en", None, ("Xi Jinping", "Си Цзиньпин", "シー・ジンピン")),
        ("Moon Jae-in", "en", "KR", ("Moon Jae-in", "Мун Чжэ Ин", "ムン・ジェイン")),
        ("Kim Jong Un", "en", "KP", ("Kim Jong Un", "Ким Чен Ын", "キム・ジョンウン")),
        ("Joseph R. Biden", "en", "US", ("Joseph Biden", "Джозеф Байден", "ジョセフ・バイデン")),
        ("John Smith Jr.", "en", "US", ("John Smith Jr.", "Джон Смит младший", "ジョン・スミス・ジュニア")),
        ("Recep Tayyip Erdoğan", "en", "TR",
         ("Recep Tayyip Erdoğan", "Реджеп Тайип Эрдоган", "レジェップ・タイップ・エルドアン")),
        ("Abdel Fattah el-Sisi", "en", "EG",
         ("Abdel Fattah el-Sisi", "Абдель Фатта ас-Сиси", "アブデル・ファタ・シシ")),
        ("Дональд Туск", "ru", "PL", ("Donald Tusk", "Дональд Туск", "ドナルド・トゥスク")),
        ("Ben Wallace", "en", None, ("Ben Wallace", "Бен Уоллес", "ベン・ウォレス")),
        ("ペスコフ", "ja", "RU", ("Peskov", "Песков", "ペスコフ")),
    ],
)  # fmt: skip
def test_a_name_is_written_in_three_scripts(
    name: str, language: Language, country: str | None, forms: tuple[str, str, str]
) -> None:
    names = name_forms(name, language, country)
    assert (names.en, names.ru, names.ja) == forms
    assert names.guessed == frozenset(LANGUAGES) - {language}


def test_a_reading_without_a_space_is_split_at_a_known_given_name() -> None:
    assert name_forms("河野太郎", "ja", "JP", "コウノタロウ").en == "Taro Kono"
    assert name_forms("河野", "ja", "JP", "コウノ").ru == "Коно"


def test_characters_of_a_chinese_name_are_read_in_chinese_whatever_their_japanese_reading_and_are_marked() -> None:
    expected = Names("Geng Shuang", "Гэн Шуан", "耿爽", frozenset({"en", "ru"}))
    assert name_forms("耿爽", "ja", "CN") == expected
    assert name_forms("耿爽", "ja", "CN", reading="コウソウ") == expected


def test_characters_that_nothing_tells_how_to_read_stay_characters_and_are_marked() -> None:
    expected = Names("耿爽", "耿爽", "耿爽", frozenset({"en", "ru"}))
    assert name_forms("耿爽", "ja") == expected
    assert name_forms("耿爽", "ja", "KR") == expected


def test_a_glossary_beats_the_rules_and_is_no_guess(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("en\tru\tja\tcountry\n# ours\n\nJane Roe\tДжейн Роу\tジェーン・ロー\tus\n", encoding="utf-8")
    glossary = load_glossary(path)
    assert name_forms("Джейн Роу", "ru", "US", glossary=glossary) == Names("Jane Roe", "Джейн Роу", "ジェーン・ロー")
    assert glossary.find("jane  roe", "en") == Names("Jane Roe", "Джейн Роу", "ジェーン・ロー")
    assert glossary.find("Jane Roe", "en", "GB") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [("Jane Roe\tДжейн Роу\n", "line 1"), ("a\tб\tア\nJane\t\tジェーン\n", "line 2"), ("a\tб\tア\tUSA\n", "line 1")],
)
def test_a_bad_line_of_a_glossary_is_named(tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_glossary(path)
    assert line in raised.value.message("en")
    assert "names.tsv" in raised.value.message("ja")


def test_a_glossary_that_cannot_be_read_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        load_glossary(tmp_path / "missing.tsv")
    (tmp_path / "latin1.tsv").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ConfigurationError):
        load_glossary(tmp_path / "latin1.tsv")


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=NAME_CHARACTERS, max_size=24) | st.text(max_size=24),
    st.sampled_from(LANGUAGES),
    st.sampled_from([None, "RU", "JP", "CN", "KR", "US", "DE", "FR", "SA", "XX"]),
    st.none() | st.text(alphabet="コウノ タロー・", max_size=8),
)
def test_hostile_strings_give_three_forms_and_an_ascii_id(
    name: str, language: Language, country: str | None, reading: str | None
) -> None:
    names = name_forms(name, language, country, reading, Glossary())
    assert all(isinstance(names.in_language(each), str) for each in LANGUAGES)
    assert slug(names).isascii()
    assert slug(names)


def test_a_very_long_name_is_no_trouble() -> None:
    assert name_forms("Al-" * 5000 + "Smith", "en").ru
    assert name_forms("ー" * 20000, "ja").en == ""
