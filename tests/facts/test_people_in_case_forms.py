"""Every case form of the names of known people in Russian leads back to them."""

from itertools import pairwise

import pytest

from summarizer.facts.gazetteer import KnownPerson, gazetteer, known_people
from summarizer.facts.naming.likeness import is_misspelt, is_same_given_name
from summarizer.facts.naming.russian_case import nominative
from summarizer.facts.naming.russian_runs import forms, given_names
from summarizer.language.words import russian_morphology, words

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def declined(part: str, tag: str) -> list[str]:
    """Return the forms of a name that the dictionary has as a man's, or nothing."""
    for parse in russian_morphology().parse(part):
        if parse.is_known and tag in parse.tag and {"nomn", "sing"} in parse.tag and parse.tag.gender == "masc":
            inflected = [parse.inflect({case, "sing"}) for case in CASES]
            return [form.word.capitalize() for form in inflected if form is not None]
    return []


def test_a_known_man_is_found_in_every_case_of_his_name() -> None:
    missed = []
    for person in known_people()[::5]:
        parts = person.names.ru.split()
        if len(parts) != 2:
            continue
        for given, surname in zip(declined(parts[0], "Name"), declined(parts[1], "Surn"), strict=False):
            read = words(f"{given} {surname}", "ru")
            found = gazetteer("ru").by_full_name([forms(word) for word in read])
            missed += [f"{given} {surname}"] if found is None or found.id != person.id else []
    assert missed == []


@pytest.mark.parametrize("case", ["Мерца", "Мерцу", "Мерцем", "Мерце"])
def test_a_surname_that_no_dictionary_has_is_found_in_its_cases(case: str) -> None:
    given = {"Мерца": "Фридриха", "Мерцу": "Фридриху", "Мерцем": "Фридрихом", "Мерце": "Фридрихе"}[case]
    found = gazetteer("ru").by_full_name([forms(word) for word in words(f"{given} {case}", "ru")])
    assert found is not None
    assert found.id == "friedrich-merz"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Иваном Кравцем", "Иван Кравец"),
        ("Олегом Стрельцом", "Олег Стрелец"),
        ("Михаилом Донцом", "Михаил Донец"),
        ("Вольфгангом Моцем", "Вольфганг Моц"),
        ("Лукасом Ритцем", "Лукас Ритц"),
        ("Петером Эльцером", "Петер Эльцер"),
    ],
)
def test_an_unknown_surname_in_the_instrumental_gets_the_likelier_nominative(written: str, expected: str) -> None:
    assert nominative(written.split(), given_names()) == expected


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_no_two_known_people_of_one_surname_have_given_names_that_are_taken_for_one(language: str) -> None:
    def key(person: KnownPerson) -> tuple[str, str]:
        return person.surname(language), person.names.in_language(language)  # type: ignore[arg-type]

    alike = []
    people = sorted((p for p in known_people() if p.surname(language)), key=key)  # type: ignore[arg-type]
    for one, other in pairwise(people):
        if one.country in ("CN", "KR", "KP", "TW", "HK", "SG", "MO", "VN") or key(one)[0] != key(other)[0]:
            continue
        given = [p.names.in_language(language).replace("・", " ").split()[0].casefold() for p in (one, other)]  # type: ignore[arg-type]
        same = is_same_given_name(*given, language) or is_misspelt(*given, language)  # type: ignore[call-arg, arg-type]
        alike += [(one.id, other.id)] if given[0] != given[1] and same else []
    assert alike == []
