"""The day of an article and the evidence for it, in order of trust."""

from datetime import date

import pytest

from summarizer.article import Dateline, DateSource, Language
from summarizer.language.publication_date import is_timestamp, publication_date

JANUARY_14 = Dateline("MOSCOW", 1, 14)
MONDAY = "Ministers met on Monday. In September 2018 they had agreed to go on. A summit is due in June 2019."


def test_the_option_is_trusted_above_all() -> None:
    found = publication_date(date(2020, 2, 2), date(2019, 1, 1), Dateline("X", 1, 14, 2019), (), MONDAY, "en")
    assert found == (date(2020, 2, 2), "option")


def test_metadata_is_trusted_above_dateline_and_text() -> None:
    found = publication_date(None, date(2019, 6, 1), Dateline("X", 1, 14, 2018), (), MONDAY, "en")
    assert found == (date(2019, 6, 1), "metadata")


@pytest.mark.parametrize(
    ("metadata", "dateline", "day"),
    [
        (date(2019, 1, 15), JANUARY_14, date(2019, 1, 14)),
        (date(2019, 1, 17), JANUARY_14, date(2019, 1, 14)),
        (date(2019, 1, 18), JANUARY_14, date(2019, 1, 18)),
        (date(2020, 1, 1), Dateline("X", 12, 31), date(2019, 12, 31)),
        (date(2019, 3, 1), Dateline("X", None, 28), date(2019, 2, 28)),
        (date(2019, 3, 1), Dateline("X"), date(2019, 3, 1)),
    ],
)
def test_the_day_of_filing_wins_over_the_page_when_they_are_close(
    metadata: date, dateline: Dateline, day: date
) -> None:
    assert publication_date(None, metadata, dateline, (), "", "en") == (day, "metadata")


def test_a_dateline_with_its_year_needs_no_other_evidence() -> None:
    assert publication_date(None, None, Dateline("X", 1, 14, 2019), (), "", "en") == (date(2019, 1, 14), "dateline")


def test_a_time_stamp_of_the_page_gives_the_year() -> None:
    found = publication_date(None, None, JANUARY_14, ("Updated 15 January 2019",), "In 2012 they met.", "en")
    assert found == (date(2019, 1, 14), "text")


YEARS: list[tuple[str, Language, Dateline, tuple[str, ...], str, date | None]] = [
    ("weekday agrees with the latest year", "en", JANUARY_14, (), MONDAY, date(2019, 1, 14)),
    (
        "weekday agrees with the year after",
        "en",
        JANUARY_14,
        (),
        "Ministers met on Monday. In 2018 they agreed.",
        date(2019, 1, 14),
    ),
    (
        "russian weekday",
        "ru",
        JANUARY_14,
        (),
        "Министры встретились в понедельник. В 2018 году они договорились.",
        date(2019, 1, 14),
    ),
    (
        "russian accusative",
        "ru",
        Dateline("X", 1, 16),
        (),
        "Министры встретились в среду. В 2018 году была встреча.",
        date(2019, 1, 16),
    ),
    ("japanese weekday", "ja", JANUARY_14, (), "外相は14日（月）に会談した。2018年に合意していた。", date(2019, 1, 14)),
    (
        "no weekday, past month of last year",
        "en",
        JANUARY_14,
        (),
        "Ministers met. In September 2018 they had agreed.",
        None,
    ),
    (
        "no weekday, case form",
        "ru",
        JANUARY_14,
        (),
        "Министры встретились. В сентябре 2018 года была встреча.",
        None,
    ),
    ("no weekday, this year", "en", JANUARY_14, (), "Ministers met. Trade grew since early 2019.", None),
    ("a goal is no evidence", "en", JANUARY_14, (), "Ministers met. Trade shall double by 2030.", None),
    (
        "a goal in Russian is no evidence",
        "ru",
        JANUARY_14,
        (),
        "Министры встретились. Торговля удвоится к 2030 году.",
        None,
    ),
    ("no year at all", "en", JANUARY_14, (), "Ministers met on Monday.", None),
    (
        "a stamp without a year",
        "ja",
        Dateline("X"),
        ("1/14(月) 18:30配信",),
        "外相が会談した。2018年に合意していた。",
        date(2019, 1, 14),
    ),
    (
        "no dateline, date in the lead",
        "en",
        Dateline("X"),
        (),
        "Ministers met on 14 January 2019. They left.",
        date(2019, 1, 14),
    ),
    (
        "no dateline, date in history",
        "en",
        Dateline("X"),
        (),
        "Ministers met. The pact dates from 14 January 2011.",
        None,
    ),
    ("no dateline, later year", "en", Dateline("X"), (), "The pact of 14 January 2011 ended. In 2018 it failed.", None),
    ("leap day", "en", Dateline("X", 2, 29), (), "Ministers met. In 2019 they had agreed.", None),
]


@pytest.mark.parametrize(
    ("name", "language", "dateline", "stamps", "text", "day"), YEARS, ids=[case[0] for case in YEARS]
)
def test_the_year_comes_from_the_articles_own_evidence(
    name: str, language: Language, dateline: Dateline, stamps: tuple[str, ...], text: str, day: date | None
) -> None:
    source: DateSource | None = "text" if day else None
    assert publication_date(None, None, dateline, stamps, text, language) == (day, source), name


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("en", "January 14, 2019 10:30 AM", True), ("en", "Mon, Jan 14, 2019", True), ("en", "2019-01-14", True),
        ("en", "Mr May left at 10:30", False), ("en", "12 Angry Men", False), ("en", "May 5 talks fail", False),
        ("ru", "14 января 2019 г., 12:30 МСК", True), ("ru", "14.01.2019", True), ("ru", "12 человек", False),
        ("ja", "2019年1月14日（月）10時30分", True), ("ja", "1/14(月) 10:30配信", True), ("ja", "14日に会談", False),
    ],
)  # fmt: skip
def test_a_line_of_nothing_but_date_and_time_is_a_time_stamp(language: Language, line: str, expected: bool) -> None:
    assert is_timestamp(line, language) is expected
