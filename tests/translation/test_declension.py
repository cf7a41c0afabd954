"""Russian names in their cases."""

import pytest

from summarizer.translation.declension import case_of, declined


@pytest.mark.parametrize(
    ("name", "country", "forms"),
    [
        ("Сергей Лавров", "RU", "Сергея Лаврова|Сергею Лаврову|Сергея Лаврова|Сергеем Лавровым|Сергее Лаврове"),
        ("Мария Захарова", "RU", "Марии Захаровой|Марии Захаровой|Марию Захарову|Марией Захаровой|Марии Захаровой"),
        ("Таро Коно", "JP", "Таро Коно|Таро Коно|Таро Коно|Таро Коно|Таро Коно"),
        ("Юрий Вишневский", "UA", "Юрия Вишневского|Юрию Вишневскому|Юрия Вишневского|Юрием Вишневским|Юрии Вишневском"),  # noqa: E501
        ("Майк Помпео", "US", "Майка Помпео|Майку Помпео|Майка Помпео|Майком Помпео|Майке Помпео"),
    ],
)  # fmt: skip
def test_a_name_declines_as_grammar_has_it(name: str, country: str, forms: str) -> None:
    found = declined(name, country)
    assert "|".join(found[case] for case in ("gent", "datv", "accs", "ablt", "loct")) == forms


def test_the_preposition_tells_the_case() -> None:
    assert case_of("Лавлоф", "Он говорил с ") == "ablt"
    assert case_of("Лавлоф", "Он пришёл к ") == "datv"
    assert case_of("Лавлоф", "") == "nomn"
