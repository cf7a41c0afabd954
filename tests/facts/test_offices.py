"""Offices of known people tell namesakes apart."""

from collections import Counter
from typing import get_args

import pytest

from summarizer.article import Language
from summarizer.facts.gazetteer import KnownPerson, gazetteer, known_people
from summarizer.facts.lexicons import table
from summarizer.facts.name_keys import fold
from summarizer.facts.offices import tell_apart
from summarizer.facts.records import RoleKey

EARLIEST = 1900
LATEST = 2030


def named(surname: str, language: Language) -> tuple[KnownPerson, ...]:
    return gazetteer(language).by_surname([fold(surname)])


def test_every_office_is_held_by_a_known_person() -> None:
    known = {person.id for person in known_people()}
    assert {row["id"] for row in table("offices")} - known == set()


def test_every_office_has_a_role_key_of_the_card() -> None:
    assert {row["key"] for row in table("offices")} <= set(get_args(RoleKey))


def test_no_office_ends_before_it_begins_and_years_are_years() -> None:
    for row in table("offices"):
        since, until = int(row["since"]), int(row["until"] or LATEST)
        assert EARLIEST <= since <= until <= LATEST, row


def test_no_office_is_listed_twice() -> None:
    rows = Counter((row["id"], row["key"], row["since"]) for row in table("offices"))
    assert [office for office, count in rows.items() if count > 1] == []


@pytest.mark.parametrize(
    ("language", "surname", "key", "year", "expected"),
    [
        ("en", "Bush", "president", 2003, "george-w-bush"),
        ("en", "Bush", "president", 1990, "george-h-w-bush"),
        ("en", "Li", "prime_minister", 2015, "li-keqiang"),
        ("en", "Li", "prime_minister", 2025, "li-qiang"),
        ("en", "Li", "prime_minister", 1995, "li-peng"),
        ("en", "Kim", "president", 1999, "kim-dae-jung"),
        ("en", "Kim", "president", 1994, None),  # Kim Young Sam, and Kim Il Sung until July
        ("en", "Lee", "president", 2010, "lee-myung-bak"),
        ("en", "Park", "president", 2015, "park-geun-hye"),
        ("en", "Wang", "foreign_minister", 2017, "wang-yi"),
        ("en", "Clinton", "foreign_minister", 2011, "hillary-clinton"),
        ("en", "Clinton", "president", 2024, "bill-clinton"),  # an article that speaks of the past
        ("en", "Johnson", "prime_minister", 2020, "boris-johnson"),
        ("en", "Rice", "foreign_minister", 2006, "condoleezza-rice"),
        ("en", "Kono", "foreign_minister", 2018, "taro-kono"),
        ("en", "Kono", "foreign_minister", 2000, "yohei-kono"),
        ("en", "Suzuki", "finance_minister", 2022, "shunichi-suzuki"),
        ("ru", "Иванов", "defense_minister", 2005, "sergey-ivanov"),
        ("ru", "Иванов", "foreign_minister", 2002, "igor-ivanov"),
        ("ru", "Патрушев", "minister", 2020, "dmitry-patrushev"),
        ("ru", "Алиев", "president", 2023, "ilham-aliyev"),
        ("ru", "Коидзуми", "prime_minister", 2004, "junichiro-koizumi"),
        ("ru", "Коидзуми", "defense_minister", 2025, "shinjiro-koizumi"),
        ("ru", "Фукуда", "prime_minister", 2008, "yasuo-fukuda"),
        ("ja", "ブッシュ", "president", 2003, "george-w-bush"),
        ("ja", "サルマン", "minister", 2022, "abdulaziz-bin-salman"),
    ],
)
def test_office_and_year_tell_who_is_meant(
    language: Language, surname: str, key: RoleKey, year: int, expected: str | None
) -> None:
    person = tell_apart(named(surname, language), key, year)
    assert (person.id if person else None) == expected


@pytest.mark.parametrize(
    ("surname", "reading", "key", "year", "expected"),
    [
        ("安倍", "アベ", "prime_minister", 2019, "shinzo-abe"),
        ("安倍", "アベ", "foreign_minister", 1984, "shintaro-abe"),
        ("田中", "タナカ", "foreign_minister", 2001, "makiko-tanaka"),
        ("田中", "タナカ", "prime_minister", 2024, "kakuei-tanaka"),
        ("岸", "キシ", "defense_minister", 2021, "nobuo-kishi"),
        ("鳩山", "ハトヤマ", "prime_minister", 2010, "yukio-hatoyama"),
        ("木原", "キハラ", "defense_minister", 2024, "minoru-kihara"),
        ("李", "リ", "prime_minister", 2015, "li-keqiang"),
        ("金", "キム", "president", 1999, "kim-dae-jung"),
    ],
)
def test_office_and_year_tell_japanese_and_chinese_namesakes_in_kanji(
    surname: str, reading: str, key: RoleKey, year: int, expected: str
) -> None:
    person = tell_apart(gazetteer("ja").by_kanji_surname(surname), key, year)
    assert person is not None
    assert person.id == expected


def test_a_surname_alone_in_a_year_of_many_office_holders_names_no_one() -> None:
    assert tell_apart(named("Kim", "en"), None, 2024) is None
