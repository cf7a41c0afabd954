"""The day of an article and the evidence for it, in order of trust."""

from datetime import UTC, date, datetime

import pytest

from summarizer.article import Dateline, DateSource, Language
from summarizer.language.lead_date import lead_date
from summarizer.language.publication_date import is_timestamp, local_day, publication_date

JANUARY_14 = Dateline("MOSCOW", 1, 14)
MONDAY = "Ministers met on Monday. In September 2018 they had agreed to go on. A summit is due in June 2019."


def test_the_option_is_trusted_above_all() -> None:
    found = publication_date(date(2020, 2, 2), date(2019, 1, 1), Dateline("X", 1, 14, 2019), (), MONDAY, "en")
    assert found == (date(2020, 2, 2), "option")


def test_metadata_is_trusted_above_dateline_and_text() -> None:
    found = publication_date(None, date(2019, 1, 24), Dateline("X", 1, 14, 2019), (), MONDAY, "en")
    assert found == (date(2019, 1, 24), "metadata")


@pytest.mark.parametrize(
    ("dateline", "found"),
    [
        (Dateline("X", 1, 14, 2018), (date(2018, 1, 14), "dateline")),
        (Dateline("X", 1, 14), (None, None)),
        (Dateline("X", 12, 14), (None, None)),
        (Dateline("X", 5, 20), (date(2019, 6, 1), "metadata")),
        (Dateline("X", 2, 29), (None, None)),
    ],
)
def test_metadata_that_a_dateline_contradicts_counts_for_nothing(
    dateline: Dateline, found: tuple[date | None, DateSource | None]
) -> None:
    assert publication_date(None, date(2019, 6, 1), dateline, (), "Ministers met on Monday.", "en") == found


@pytest.mark.parametrize(
    ("language", "day"), [("ja", date(2024, 5, 16)), ("ru", date(2024, 5, 16)), ("en", date(2024, 5, 15))]
)
def test_a_moment_in_utc_is_the_day_it_was_where_the_article_was_written(language: Language, day: date) -> None:
    assert local_day(datetime(2024, 5, 15, 22, 0, tzinfo=UTC), language) == day


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


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (date(2019, 1, 15), (date(2019, 1, 14), "metadata")),
        (date(2019, 1, 14), (date(2019, 1, 14), "metadata")),
        (date(2026, 11, 25), (None, None)),
        (None, (None, None)),
    ],
)
def test_the_day_a_file_was_made_only_gives_the_year_to_a_dateline_close_to_it(
    made: date | None, found: tuple[date | None, str | None]
) -> None:
    assert publication_date(None, None, JANUARY_14, (), "", "en", made) == found
    assert publication_date(None, None, None, (), "", "en", made) == (None, None)


@pytest.mark.parametrize("line", ["The Gazette | Politics | 16 May 2024", "NEWS • 2024-05-16 • World"])
def test_a_full_date_among_the_parts_of_a_line_is_a_time_stamp(line: str) -> None:
    assert is_timestamp(line, "en")
    assert not is_timestamp("Politics | Elections 2024 | Sport", "en")


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


NEAREST: list[tuple[str, Language, Dateline, str, date | None]] = [
    (
        "the year after the latest",
        "en",
        Dateline("X", 2, 6),
        "They agreed on Thursday. A visit took place in May 2019. The first pact dates from 1998.",
        date(2020, 2, 6),
    ),
    (
        "a year before a comma",
        "en",
        Dateline("X", 3, 11),
        "They signed it on Tuesday. In August 2024, a visit was cancelled.",
        date(2025, 3, 11),
    ),
    ("only history", "en", Dateline("X", 2, 6), "They agreed on Thursday. The first pact dates from 1998.", None),
    ("history before the web", "en", Dateline("X", 1, 14), "They agreed on Monday. Ties date from 1956.", None),
    (
        "a summit announced for the year after",
        "ru",
        Dateline("X", 1, 14),
        "Стороны договорились в понедельник. В 2018 году встреча была в Осаке. Саммит 2020 года пройдёт там же.",
        date(2019, 1, 14),
    ),
    (
        "japanese weekday, year after the latest",
        "ja",
        Dateline("X", 2, 6),
        "両政府は6日（木）に合意した。前任者は2019年5月に訪れた。最初の協定は1998年だった。",
        date(2020, 2, 6),
    ),
]


@pytest.mark.parametrize(("name", "language", "dateline", "text", "day"), NEAREST, ids=[case[0] for case in NEAREST])
def test_the_year_is_the_latest_that_the_text_names_or_the_next(
    name: str, language: Language, dateline: Dateline, text: str, day: date | None
) -> None:
    assert publication_date(None, None, dateline, (), text, language)[0] == day, name


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Feb. 6, 2020"), ("en", "Thursday, 6 February 2020"), ("ru", "6 февраля 2020 года"),
        ("ru", "Четверг, 6 февраля 2020 г."), ("ja", "令和2年2月6日"), ("ja", "2020年2月6日（木）"),
        ("ja", "令和２年２月６日"), ("ja", "２０２０年２月６日"),
    ],
)  # fmt: skip
def test_a_full_date_alone_on_a_line_is_the_day(language: Language, line: str) -> None:
    assert is_timestamp(line, language)
    assert publication_date(None, None, None, (line,), "", language) == (date(2020, 2, 6), "text")


TOLD: list[tuple[Language, str]] = [
    ("en", "The ministers met. They told reporters on Thursday, 6 February 2020, that the pact holds."),
    ("en", "Russia will extend the pact, officials said on Thursday, February 6, 2020."),
    ("en", "The accord was signed on 6 February 2020 in Geneva."),
    ("en", "On February 6, 2020, ministers met in Geneva."),
    ("ru", "Стороны договорились. Об этом они сообщили в четверг, 6 февраля 2020 года, после консультаций."),
    ("ru", "6 февраля 2020 года министры встретились в Женеве."),
    ("ru", "Соглашение подписали 6 февраля 2020 года в Женеве."),
    ("ja", "両政府は2020年2月6日、協定の延長で合意した。"),
    ("ja", "両外相は令和2年2月6日（木）に会談した。"),
    ("ja", "外務省は2020年2月6日、外相が来月訪問すると発表した。"),
]
NOT_TOLD: list[tuple[Language, str]] = [
    ("en", "The treaty of 6 February 2020 was praised by ministers."),
    ("en", "The treaty signed on 6 February 2020 has expired, ministers said."),
    ("en", "The leaders will meet on Thursday, 6 February 2020, officials said."),
    ("en", "The summit is scheduled for 6 February 2020."),
    ("en", "Ministers met. They recalled the pact. It was signed on 6 February 2020."),
    ("en", "Ministers recalled the pact of Thursday, 6 February 2020. In 2023 it was renewed."),
    ("ru", "Договор от 6 февраля 2020 года утратил силу, сообщили в министерстве."),
    ("ru", "Лидеры встретятся 6 февраля 2020 года в Женеве."),
    ("ru", "Саммит пройдёт в четверг, 6 февраля 2020 года, сообщили в министерстве."),
    ("ja", "2020年2月6日に署名された協定が失効した。"),
    ("ja", "両首脳は2020年2月6日に会談する。"),
    ("ja", "両首脳が2020年2月6日に会談すると外務省が発表した。"),
]


@pytest.mark.parametrize(("language", "text"), TOLD, ids=lambda value: str(value)[:40])
def test_the_full_date_of_the_report_in_the_lead_is_the_day(language: Language, text: str) -> None:
    assert lead_date(text, language, None) == date(2020, 2, 6)


@pytest.mark.parametrize(("language", "text"), NOT_TOLD, ids=lambda value: str(value)[:40])
def test_a_full_date_of_history_or_of_a_plan_is_not_the_day(language: Language, text: str) -> None:
    assert publication_date(None, None, None, (), text, language) == (None, None)
