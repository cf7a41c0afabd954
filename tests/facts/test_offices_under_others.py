"""Offices in someone's government belong to who serves in it; names with initials and generations."""

from typing import Any

import pytest
from test_people import described

SERVING: list[tuple[Any, str, str, set[str]]] = [
    (
        "ru",
        "Анна Ветрова занимала пост министра финансов в правительстве Роберта Каллахана с 2001 года.",
        "Анна Ветрова: finance_minister - former",
        {"finance_minister"},
    ),
    (
        "ru",
        "Анна Ветрова, министр финансов в кабинете Марека Завадского, умерла.",
        "Анна Ветрова: finance_minister -",
        {"finance_minister"},
    ),
    (
        "ru",
        "Министр финансов в правительстве Марека Завадского Анна Ветрова умерла.",
        "Анна Ветрова: finance_minister -",
        {"finance_minister"},
    ),
    (
        "en",
        "Robert Callahan was finance minister in the government of Marek Zielony of Poland.",
        "Robert Callahan: finance_minister - former",
        {"finance_minister"},
    ),
    (
        "en",
        "Robert Callahan, defense secretary in the first Trump administration, died on Monday.",
        "Robert Callahan: defense_minister US former",
        {"defense_minister"},
    ),
    (
        "en",
        "Robert Callahan, a deputy finance minister in the government of Boris Johnson, died on Monday.",
        "Robert Callahan: deputy_finance_minister GB",
        {"deputy_finance_minister"},
    ),
    (
        "ja",
        "メルケル政権で財務相を務めたハンス・ウェーバー氏が死去した。",
        "ハンス・ウェーバー: finance_minister - former",
        {"finance_minister"},
    ),
    (
        "ja",
        "第1次トランプ政権の国防長官、ロバート・キャラハン氏が死去した。",
        "ロバート・キャラハン: defense_minister US former",
        {"defense_minister"},
    ),
]


@pytest.mark.parametrize(("language", "text", "expected", "titles"), SERVING, ids=[c[1][:40] for c in SERVING])
def test_an_office_in_a_government_is_that_of_who_serves_in_it(
    language: Any, text: str, expected: str, titles: set[str]
) -> None:
    found = described(language, text)
    assert expected in found
    holders = [d for d in found if any(f": {title} " in d for title in titles)]
    assert len(holders) == len(titles)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "А.Ю.Ветров, министр обороны Норвегии, прибыл в Осло.", "А. Ю. Ветров: defense_minister NO"),
        ("ru", "И.Ветров, посол Норвегии, прибыл в Осло.", "И. Ветров: ambassador NO"),
        ("ru", "У. И. Ветров, посол Норвегии, прибыл в Осло.", "У. И. Ветров: ambassador NO"),
        ("ru", "С.В.Лавров прибыл в Осло.", "Сергей Лавров: - RU"),
        ("en", "I.I. Vetrov, defense minister of Norway, arrived in Oslo.", "I.I. Vetrov: defense_minister NO"),
        ("en", "A. Vetrov, the Norwegian ambassador, arrived in Oslo.", "A. Vetrov: ambassador NO"),
        ("en", "Talks with A.Vetrov, the Norwegian ambassador, went on.", "A. Vetrov: ambassador NO"),
        ("en", "S.V. Lavrov arrived in Oslo.", "Sergey Lavrov: - RU"),
        ("ru", "Умер Джордж Буш — старший.", "Джордж Буш-старший: - US"),
    ],
)
def test_initials_and_generations_belong_to_the_name(language: Any, text: str, expected: str) -> None:
    assert expected in described(language, text)


def test_a_minister_under_a_president_is_not_the_president() -> None:
    found = described("ru", "Ветров был министром обороны при президенте Петре Ложкине.")
    assert not any("Ложкин: defense_minister" in person for person in found)


def test_a_representative_at_an_organisation_serves_under_nobody() -> None:
    found = described("ru", "Постоянный представитель Норвегии при ООН Ингрид Халворсен прибыла в Осло.")
    assert found == {"Ингрид Халворсен: permanent_representative NO"}


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        (
            "ru",
            ["Министр обороны в правительстве Завадского Игорь Ветров умер."],
            {"Игорь Ветров: defense_minister -"},
        ),
        ("ru", ["Александр Викторович, когда пройдут переговоры?"], set()),
        (
            "ru",
            ["Президент Норвегии Алан Гагов прибыл в Осло.", "А.Э.Гагов принял министра."],
            {"Алан Гагов: president NO"},
        ),
        (
            "en",
            ["Norwegian Fisheries Minister Ingrid Halvorsen arrived in Oslo."],
            {"Ingrid Halvorsen: fisheries_minister NO"},
        ),
        ("ja", ["北海道の鈴木直道知事は会見した。"], {"鈴木直道: governor JP"}),
    ],
)
def test_people_of_an_interview_and_a_press_release(language: Any, texts: list[str], expected: set[str]) -> None:
    assert described(language, *texts) == expected
