"""Russian phrases in their cases."""

import pytest

from summarizer.translation.declension import Case
from summarizer.translation.inflection import case_and_number, phrase_in_case


@pytest.mark.parametrize(
    ("phrase", "case", "form"),
    [
        ("министр иностранных дел", "accs", "министра иностранных дел"),
        ("мирный договор", "ablt", "мирным договором"),
        ("Организация Объединенных Наций", "datv", "Организации Объединенных Наций"),
        ("Минские соглашения", "gent", "Минских соглашений"),
        ("Соединенные Штаты", "loct", "Соединенных Штатах"),
        ("премьер-министр", "gent", "премьер-министра"),
        ("НАТО", "gent", "НАТО"),
        ("Amnesty International", "gent", "Amnesty International"),
    ],
)
def test_the_head_and_its_adjectives_decline(phrase: str, case: Case, form: str) -> None:
    assert phrase_in_case(phrase, case) == form


@pytest.mark.parametrize(
    ("written", "before", "expected"),
    [
        ("мирного контракта", "Текст ", ("gent", "sing")),
        ("иностранные министры", "", ("nomn", "plur")),
        ("Japan", "Переговоры с ", ("ablt", "sing")),
        ("Japan", "министр ", ("gent", "sing")),
        ("Japan", "", ("nomn", "sing")),
        ("мирный контракт", "Ответ на ", ("accs", "sing")),
    ],
)
def test_the_case_is_told_by_the_words_and_the_preposition(
    written: str, before: str, expected: tuple[Case, str]
) -> None:
    assert case_and_number(written, before) == expected
