"""Offices that are held no more or not yet, and whose: nobody becomes a former president by a former aide."""

import pytest
from test_people import described, people_of

from summarizer.article import Language
from summarizer.facts.rendering.people import role_name

CASES: list[tuple[Language, str, set[str]]] = [
    ("en", "A former aide to President Marek Zielony of Poland spoke.", {"Marek Zielony: president PL"}),
    ("en", "The former bodyguard of Polish President Marek Zielony spoke.", {"Marek Zielony: president PL"}),
    ("en", "She sat next to Polish President Marek Zielony.", {"Marek Zielony: president PL"}),
    ("en", "Poland's prime minister-designate Marek Zielony spoke.", {"Marek Zielony: prime_minister PL former"}),
    ("en", "Poland's next prime minister, Marek Zielony, spoke.", {"Marek Zielony: prime_minister PL former"}),
    ("ru", "Бывший советник президента Польши Марека Завадского выступил.", {"Марек Завадский: president PL"}),
    ("ru", "Экс-премьер Польши Марек Завадский выступил.", {"Марек Завадский: prime_minister PL former"}),
    ("ru", "Бывший польский министр обороны Марек Завадский ушёл.", {"Марек Завадский: defense_minister PL former"}),
    ("ru", "Избранный президент Польши Марек Завадский выступил.", {"Марек Завадский: president PL former"}),
    ("ja", "ポーランドのザバツキ次期大統領は語った。", {"ザバツキ: president PL former"}),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_an_office_is_held_unless_its_own_word_says_otherwise(
    language: Language, text: str, expected: set[str]
) -> None:
    assert described(language, text) == expected


def test_a_future_office_is_shown_as_a_future_one() -> None:
    (person,) = people_of("ja", "ポーランドのザバツキ次期大統領は語った。")
    assert person.incoming
    assert [role_name(person, language) for language in ("en", "ru", "ja")] == [
        "incoming Polish President",
        "будущий президент Польши",
        "次期ポーランド大統領",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Первый замглавы администрации президента РФ Сергей Ветров прилетел.", "deputy_chief_of_staff RU"),
        ("Полпред президента РФ Юрий Ветров прилетел.", "presidential_plenipotentiary RU"),
        ("Личный повар президента РФ Сергей Ветров прилетел.", "- -"),
        ("Вдова президента Польши Марека Завадского улетела.", "president PL"),
    ],
)
def test_the_president_of_whom_a_title_speaks_is_not_its_bearer(text: str, expected: str) -> None:
    (found,) = described("ru", text)
    assert found.endswith(f": {expected}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge named after Alexander Nevsky reopened."),
        ("en", "The St. Paul Saints won again."),
        ("en", "Houston, Dallas, Austin all voted."),
        ("en", "Shares of Morgan Stanley and Rolls-Royce fell."),
        ("ru", "Перекрыли улицу Адмирала Фокина и аэропорт имени Сергея Королёва."),
        ("ru", "Акции «Морган Стэнли» и «Роллс-Ройс» упали."),
        ("ja", "モルガン・スタンレーとロールス・ロイスの株価が下がった。"),
    ],
)
def test_things_that_are_called_like_people_are_nobody(language: Language, text: str) -> None:
    assert described(language, text) == set()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Rustem Umerov, the secretary of Ukraine's National Security and Defense Council, left.",
            "security_council_secretary UA",
        ),
        ("en", "The chief executive of Nordlys Shipping, Tomasz Wrona, left.", "chief_executive -"),
        ("en", "European Central Bank President Christine Lagarde spoke.", "central_bank_governor@ecb EU"),
        ("ru", "Управляющий Банка Кореи Чон Ый Хэ выступил.", "central_bank_governor@bank_of_korea KR"),
        ("ru", "Врио министра транспорта Польши Марек Завадский выступил.", "transport_minister PL"),
    ],
)
def test_an_office_belongs_to_what_its_title_names(language: Language, text: str, expected: str) -> None:
    (found,) = described(language, text)
    assert found.endswith(f": {expected}")


def test_one_office_is_told_before_a_row_of_japanese_names() -> None:
    found = described("ja", "外務副大臣には熊谷健太、国光文乃両氏を充てた。")
    assert found == {"熊谷健太: deputy_foreign_minister JP", "国光文乃: deputy_foreign_minister JP"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "ロシアのザバツキ大統領特別代表が到着した。", {"ザバツキ: special_envoy RU"}),
        ("ja", "ポーランドのザバツキ首相顧問が到着した。", {"ザバツキ: adviser PL"}),
        ("ja", "大島真駐英公使が出席した。", {"大島真: deputy_chief_of_mission JP"}),
        ("ja", "欧州連合（EU）のザバツキ大統領は語った。", {"ザバツキ: council_president@eu EU"}),
        (
            "ru",
            "Советник по внешней политике премьера Польши Марек Завадский прилетел.",
            {"Марек Завадский: adviser -"},
        ),
        ("ru", "Врио губернатора Курской области Пётр Ветров приехал.", {"Пётр Ветров: acting_governor RU"}),
        ("ru", "Фигуристка Алёна Костова-Ясная и тренер Пётр Ветров ушли.", {"Пётр Ветров: coach -"}),
        ("en", "Polish Energy Minister Prince Marek Zielony spoke.", {"Marek Zielony: energy_minister PL"}),
    ],
)
def test_an_office_beside_or_under_a_great_one_is_not_the_great_one(
    language: Language, text: str, expected: set[str]
) -> None:
    assert expected <= described(language, text)
