"""Offices of regions, cities, unrecognised states and sides: they are not the country's, nor the dateline's."""

from datetime import date
from typing import Any

import pytest

from summarizer.article import Document
from summarizer.brief import BriefOptions, make_card
from summarizer.language.read_article import read_article

FILLER = {
    "ru": "Погода в городе стоит мягкая. Многие жители гуляют вдоль реки с детьми и собаками, магазины открыты.",
    "en": "The weather in the city was mild. Many people walked along the river with their children and their dogs.",
    "ja": "町の天気は穏やかだった。市民の間では旅行への関心も高い。物価の上昇を心配する声も出ている。",
}

RUSSIAN = (
    "МОСКВА, 12 мая. /ТАСС/. Президент РФ Владимир Путин провёл совещание. Россия готовит форум. {} "
    "Форум пройдёт в России."
)
ENGLISH = (
    "MOSCOW, May 12 (Reuters) - Russian President Vladimir Putin held a meeting. Russia is preparing a forum. {} "
    "The forum will be in Russia."
)
"""Articles about Russia, whose officials need no country there."""
CASES: list[tuple[str, str, str, str | None, str | None]] = [
    ("ru", "Президент Абхазии Лаша Тарба прибыл на форум.", "Лаша Тарба", None, "президент Абхазии"),
    ("ru", "Абхазский министр обороны Инал Тарба прибыл на форум.", "Инал Тарба", None, "министр обороны Абхазии"),
    ("ru", "Глава непризнанной Приднестровской Молдавской Республики Вадим Ткач прибыл.", "Вадим Ткач", None, None),
    (
        "ru",
        "Президент непризнанной республики Сомалиленд Абди Халид прибыл.",
        "Абди Халид",
        None,
        "президент Сомалиленда",
    ),
    ("ru", "Глава Чечни Рустам Ветров прибыл на форум.", "Рустам Ветров", "RU", "глава Чечни"),
    (
        "ru",
        "Премьер-министр Онтарио Роберт Каллахан прибыл.",
        "Роберт Каллахан",
        "CA",
        "премьер-министр Онтарио",
    ),
    ("ru", "Мэр Осло Ингрид Халворсен прибыла на форум.", "Ингрид Халворсен", "NO", "мэр Осло"),
    ("ru", "Министр обороны Фракалии Пётр Ложкин прибыл на форум.", "Пётр Ложкин", None, "министр обороны"),
    (
        "ru",
        "Со стороны Норвегии текст подписала министр экономики Ингрид Халворсен.",
        "Ингрид Халворсен",
        "NO",
        None,
    ),
    ("ru", "С японской стороны документ подписал министр экономики Кэндзи Савада.", "Кэндзи Савада", "JP", None),
    ("en", "Abkhazian President Lasha Tarba arrived at the forum.", "Lasha Tarba", None, "President of Abkhazia"),
    (
        "en",
        "The leader of Georgia's breakaway Abkhazia, Ivan Tarba, came.",
        "Ivan Tarba",
        None,
        "leader of Abkhazia",
    ),
    ("en", "Turkish Cypriot leader Mehmet Aydin arrived.", "Mehmet Aydin", None, "leader of Northern Cyprus"),
    (
        "en",
        "Alberta Premier Robert Callahan arrived.",
        "Robert Callahan",
        "CA",
        "Prime Minister of Alberta",
    ),
    ("en", "London Mayor Robert Callahan arrived at the forum.", "Robert Callahan", "GB", "Mayor of London"),
    ("en", "Ruritanian Foreign Minister Robert Callahan arrived.", "Robert Callahan", None, "Foreign Minister"),
    ("en", "It was signed by Economy Minister Robert Callahan for Canada.", "Robert Callahan", "CA", None),
    ("ja", "アブハジアのタルバ大統領は12日、フォーラムに出席した。", "タルバ", None, "アブハジア大統領"),
    (
        "ja",
        "米カリフォルニア州のキャラハン知事は12日、出席した。",
        "キャラハン",
        "US",
        "カリフォルニア州知事",
    ),
    ("ja", "ノルウェー側はハルボルセン経済相が署名した。", "ハルボルセン", "NO", None),
]


def card_of(text: str, language: str) -> dict[str, Any]:
    """Return the facts of an article with a text, which is long enough to be read as one."""
    document = Document(text=text + "\n\n" + FILLER[language], pasted=True)
    facts: dict[str, Any] = make_card(read_article(document, published=date(2025, 5, 13)), BriefOptions()).to_json()[
        "facts"
    ]
    return facts


def person_named(card: dict[str, Any], name: str) -> dict[str, Any]:
    """Return someone of a card."""
    return next(p for p in card["people"] if p["name"] == name)


@pytest.mark.parametrize(("language", "text", "name", "country", "role"), CASES, ids=[c[1][:30] for c in CASES])
def test_an_office_of_a_part_or_a_side_is_not_the_country_of_the_article(
    language: str, text: str, name: str, country: str | None, role: str | None
) -> None:
    around = {"ru": RUSSIAN, "en": ENGLISH, "ja": "ロシアのプーチン大統領は12日、モスクワで会議を開いた。{}"}[language]
    person = person_named(card_of(around.format(text), language), name)
    assert person["country"] == country
    assert role is None or person["role"] == role


def test_the_office_of_a_region_has_its_key_only_where_the_region_calls_itself_a_state() -> None:
    text = "Президент Абхазии Лаша Тарба принял премьер-министра Онтарио Роберта Каллахана в Сухуме на этой неделе."
    card = card_of(text, "ru")
    assert person_named(card, "Лаша Тарба")["role_key"] == "president"
    assert person_named(card, "Роберт Каллахан")["role_key"] == "other"


def test_the_republic_is_the_unrecognised_state_spoken_of_before() -> None:
    text = "Абхазия готовит форум в Сухуме. Бывший президент республики Аслан Тарба от комментариев отказался."
    assert person_named(card_of(text, "ru"), "Аслан Тарба")["role"] == "бывший президент Абхазии"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Президент Абхазии Бадра Тарба прибыл в Москву.", "Бадра Тарба"),
        ("Путин встретился с президентом Абхазии Бадрой Тарбой.", "Бадра Тарба"),
        ("Министр экономики Абхазии Аслан Чания прибыл в Москву.", "Аслан Чания"),
        ("Переговоры с министром экономики Абхазии Асланом Чанией прошли в Москве.", "Аслан Чания"),
        ("По словам министра экономики Абхазии Аслана Чании, визит отменён.", "Аслан Чания"),
        ("Письмо передали министру обороны Абхазии Нестору Лакербаю.", "Нестор Лакербай"),
        ("Письмо передали министру обороны Украины Андрею Журбе.", "Андрей Журба"),
        ("Встреча с министром обороны Украины Андреем Журбой прошла в Киеве.", "Андрей Журба"),
        ("Министр обороны Украины Андрей Журба прибыл в Киев.", "Андрей Журба"),
        ("Путин принял министра обороны Украины Инала Аргунбу.", "Инал Аргунба"),
        ("Он представил министра экономики Кристину Каллахан.", "Кристина Каллахан"),
        ("Министр экономики Молдавии Майя Драгу прибыла в Бухарест.", "Майя Драгу"),
    ],
)
def test_the_given_name_or_the_office_shows_the_case_of_a_surname(text: str, name: str) -> None:
    assert name in [p["name"] for p in card_of(text, "ru")["people"]]
