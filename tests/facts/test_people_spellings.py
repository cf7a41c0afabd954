"""How a name is spelt: what the article says in brackets, all its Russian cases, characters, other bearers."""

from datetime import date

import pytest
from test_people import people_of

from summarizer.article import Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.names import name_forms
from summarizer.facts.naming.russian_paradigm import common_nominative
from summarizer.facts.people import find_people
from summarizer.facts.records import Names


def names_of(language: Language, *texts: str) -> list[Names]:
    return [person.names for person in people_of(language, *texts)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Ждали и Бадру Гунбу.", "Без Бадры Гунбы обошлось."), "Бадра Гунба"),
        (("Пришли без Бадры Гунбы.",), "Бадра Гунба"),
        (("С Уллой Ларсен мы встретились в Осло.", "Дом Уллы Ларсен стоит у моря."), "Улла Ларсен"),
        (("Об этом рассказал Марк Вендель.", "Письмо Марку Венделю вернули."), "Марк Вендель"),
        (("Министр культуры Дании Карин Мадсен ушла.", "Карин Мадсен заменит Ян Бек."), "Карин Мадсен"),
    ],
)
def test_a_russian_name_stands_in_the_nominative_that_explains_all_its_forms(
    texts: tuple[str, ...], expected: str
) -> None:
    assert expected in [name.ru for name in names_of("ru", *texts)]


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        ({("Бадру", "Гунбу"), ("Бадры", "Гунбы")}, "Бадра Гунба"),
        ({("Уллой", "Ларсен"), ("Уллы", "Ларсен")}, "Улла Ларсен"),
        ({("Борисом", "Ковачем"), ("Борису", "Ковачу")}, "Борис Ковач"),
        ({("Ольгой", "Сохарской"), ("Ольгу", "Сохарскую")}, "Ольга Сохарская"),
        ({("Бадру", "Гунбу")}, None),
    ],
)
def test_forms_of_a_name_have_one_nominative_in_common(surfaces: set[tuple[str, ...]], expected: str | None) -> None:
    assert common_nominative(surfaces, ()) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "Министр обороны Дании Улла Йенсенн (Ulla Jenssenn) прилетела в Осло.",
            ("Ulla Jenssenn", "Улла Йенсенн", None),
        ),
        (
            "en",
            "Danish Defense Minister Ulla Jenssenn (Улла Йенсенн) arrived.",
            ("Ulla Jenssenn", "Улла Йенсенн", None),
        ),
        (
            "ja",
            "分析官のウラ・イェンセン（Ulla Jenssenn）氏は語った。",
            ("Ulla Jenssenn", None, "ウラ・イェンセン"),
        ),
        ("ja", "元島民の角鹿泰司（つのか・やすし）さんは語った。", ("Yasushi Tsunoka", "Ясуси Цунока", "角鹿泰司")),
        ("ja", "韓国の李赫（イ・ヒョク）大使は語った。", ("Lee Hyuk", "Ли Хёк", "李赫")),
        ("ja", "韓国の姜由楨報道官は語った。", ("Kang Yu-jung", None, "姜由楨")),
        ("ja", "中国の鄭柵潔主任の後任に李成鋼商務次官が就いた。", ("Li Chenggang", "Ли Чэнган", "李成鋼")),
    ],
)
def test_what_the_article_says_of_a_spelling_is_taken(
    language: Language, text: str, expected: tuple[str | None, ...]
) -> None:
    found = [(n.en, n.ru, n.ja) for n in names_of(language, text)]
    assert any(all(e in (None, f) for e, f in zip(expected, forms, strict=True)) for forms in found), found


def test_a_spelling_that_the_article_gives_is_no_guess() -> None:
    (names,) = names_of("ru", "Министр обороны Дании Улла Йенсенн (Ulla Jenssenn) прилетела в Осло.")
    assert names.guessed == {"ja"}


@pytest.mark.parametrize(
    ("name", "language", "country", "english"),
    [
        ("Джон Миллер", "ru", "US", "John Miller"),
        ("Стив Харрис", "ru", "US", "Steve Harris"),
        ("ジェームズ・ミッチェル", "ja", "US", "James Mitchell"),
        ("デービッド・ロバーツ", "ja", "US", "David Roberts"),
    ],
)
def test_a_western_surname_is_spelt_back_as_most_of_its_bearers_spell_it(
    name: str, language: Language, country: str, english: str
) -> None:
    assert name_forms(name, language, country).en == english


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Lavrov said nothing new.", date(2026, 3, 2), ["sergey-lavrov"]),
        ("Kallas told reporters to wait.", date(2025, 5, 5), ["kaja-kallas"]),
        ("Smith said nothing new.", date(2026, 3, 2), []),
        ("Rice said nothing new.", date(2026, 3, 2), []),
        ("Zelonka said nothing new.", date(2026, 3, 2), []),
    ],
)
def test_a_rare_surname_beside_a_verb_of_saying_is_the_holder_of_an_office(
    text: str, published: date, expected: list[str]
) -> None:
    article = Article(text, "en", None, (Sentence(0, 0, len(text), text, 0),), None, published)
    assert [person.id for person in find_people(article, annotate(article))[0]] == expected
