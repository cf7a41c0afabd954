"""The tables dates_*.tsv hold, for a sentence of each language, the dates that must come out of it."""

from datetime import date
from pathlib import Path

import pytest

from summarizer.article import LANGUAGES, Language
from summarizer.facts.dates import DateMention, Direction, bounds, find_dates, format_date, is_edtf_level0, resolve
from summarizer.facts.dating.build import number
from summarizer.facts.dating.grammar import grammar

PUBLISHED = date(2019, 1, 14)
Row = tuple[Language, str, Direction | None, list[tuple[str, str]]]


def rows() -> list[Row]:
    found: list[Row] = []
    for language in LANGUAGES:
        table = Path(__file__).with_name(f"dates_{language}.tsv").read_text(encoding="utf-8")
        for line in table.splitlines():
            if line.startswith("#"):
                continue
            text, direction, dates = line.split("\t")
            expected = [tuple(pair.split(" = ")) for pair in dates.split("; ") if pair]
            found.append((language, text, None if direction == "-" else direction, expected))  # type: ignore[arg-type]
    return found


def only(text: str, language: Language) -> DateMention:
    (mention,) = find_dates(text, language)
    return mention


@pytest.mark.parametrize(("language", "text", "direction", "expected"), rows(), ids=lambda value: str(value)[:40])
def test_the_dates_of_a_sentence_are_read_and_resolved(
    language: Language, text: str, direction: Direction | None, expected: list[tuple[str, str]]
) -> None:
    mentions = find_dates(text, language)
    assert [(m.text, resolve(m.expression, PUBLISHED, direction)) for m in mentions] == expected


@pytest.mark.parametrize(("language", "text"), [row[:2] for row in rows()], ids=lambda value: str(value)[:40])
def test_the_shortcut_of_the_scanner_passes_over_no_date(language: Language, text: str) -> None:
    scanner = grammar(language).scanner
    for rule in grammar(language).rules:
        for place in range(len(text)):
            if rule.pattern.match(text, place):
                assert scanner.match(text, place), (rule.kind, rule.pattern.pattern[:80], text[place : place + 20])


@pytest.mark.parametrize(
    ("text", "language", "published", "direction", "expected"),
    [
        ("on 29 February", "en", date(2019, 1, 14), "future", "2020-02-29"),
        ("on 29 February", "en", date(2019, 1, 14), "past", "2016-02-29"),
        ("on 10 December", "en", date(2019, 1, 14), None, "2018-12-10"),
        ("on 10 February", "en", date(2019, 1, 14), None, "2019-02-10"),
        ("in December", "en", date(2019, 1, 14), None, "2018-12"),
        ("in July", "en", date(2019, 1, 16), None, "2019-07"),
        ("in January", "en", date(2019, 1, 14), "past", "2019-01"),
        ("in January", "en", date(2019, 1, 14), "future", "2019-01"),
        ("last January", "en", date(2019, 1, 14), None, "2018-01"),
        ("next January", "en", date(2019, 1, 14), None, "2020-01"),
        ("on Sunday", "en", date(2019, 1, 14), None, "2019-01-13"),
        ("last Monday", "en", date(2019, 1, 14), "past", "2019-01-07"),
        ("31日に", "ja", date(2019, 3, 1), "past", "2019-01-31"),
        ("31日に", "ja", date(2019, 4, 1), "future", "2019-05-31"),
        ("28日に", "ja", date(2019, 3, 2), None, "2019-02-28"),
        ("今週末に", "ja", date(2019, 1, 16), None, "2019-01-19/2019-01-20"),
        ("June 28-29", "en", date(2019, 6, 29), "future", "2019-06-28/2019-06-29"),
        ("June 28-29", "en", date(2019, 6, 30), "future", "2020-06-28/2020-06-29"),
        ("с 28 июня по 2 июля", "ru", date(2019, 7, 1), "past", "2019-06-28/2019-07-02"),
        ("30日から2日まで", "ja", date(2019, 4, 28), "future", "2019-04-30/2019-05-02"),
        ("next month", "en", date(2018, 12, 31), None, "2019-01"),
    ],
)
def test_what_the_words_leave_open_comes_from_the_day_of_publication(
    text: str, language: Language, published: date, direction: Direction | None, expected: str
) -> None:
    assert resolve(only(text, language).expression, published, direction) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("in June", "en", None), ("on Monday", "en", None), ("yesterday", "en", None), ("14日に", "ja", None),
        ("в прошлом году", "ru", None), ("14 января", "ru", None), ("in June 2019", "en", "2019-06"),
        ("令和元年に", "ja", "2019"), ("в 2018 году", "ru", "2018"),
    ],
)  # fmt: skip
def test_without_a_day_of_publication_nothing_is_guessed(text: str, language: Language, expected: str | None) -> None:
    assert resolve(only(text, language).expression, None) == expected


@pytest.mark.parametrize(
    ("text", "language", "context", "direction", "expected"),
    [
        ("同日、会見した。", "ja", "2018-09-10", None, "2018-09-10"),
        ("翌日、会見した。", "ja", "2018-09-10", None, "2018-09-11"),
        ("同年12月に署名した。", "ja", "2016-05", None, "2016-12"),
        ("同日、会見した。", "ja", "2018-09", None, None),
        ("同日、会見した。", "ja", None, None, None),
        ("On the next day they left.", "en", "2018-06-28/2018-06-29", None, "2018-06-30"),
        ("В тот же день они уехали.", "ru", "2018-06-28", None, "2018-06-28"),
        ("4 октября того же года", "ru", "2016-05-01", None, "2016-10-04"),
        ("同14日、会見した。", "ja", "2018-09-10", None, "2018-09-14"),
        ("they met in September", "en", "2016", "past", "2016-09"),
        ("they will meet in September", "en", "2016", "future", "2019-09"),
        ("через два дня они уехали", "ru", "2018-06-28", "past", "2018-06-30"),
        ("через два дня они уехали", "ru", None, "past", None),
    ],
)
def test_the_date_before_explains_the_same_day_and_its_like(
    text: str, language: Language, context: str | None, direction: Direction | None, expected: str | None
) -> None:
    assert resolve(only(text, language).expression, PUBLISHED, direction, context) == expected


@pytest.mark.parametrize(
    ("text", "language", "attributive"),
    [
        ("They rest on the 1956 declaration.", "en", True),
        ("They signed it in 1956 in Moscow.", "en", False),
        ("на основе декларации 1956 года", "ru", True),
        ("подписали её в 1956 году", "ru", False),
        ("об этом на сегодняшних переговорах", "ru", True),
        ("1956年の日ソ共同宣言を基礎に", "ja", True),
        ("1956年に署名した", "ja", False),
    ],
)
def test_a_year_that_names_a_document_is_marked(text: str, language: Language, attributive: bool) -> None:
    assert only(text, language).attributive is attributive


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("in force since 2001", "en", "since"),
        ("to be signed by June 2019", "en", "until"),
        ("signed in June 2019", "en", None),
        ("запрет действует с февраля", "ru", "since"),
        ("до конца года", "ru", "until"),
        ("в июне", "ru", None),
        ("2001年から続く", "ja", "since"),
        ("来月末までに決める", "ja", "until"),
        ("来月決める", "ja", None),
    ],
)
def test_a_date_that_ends_or_begins_a_longer_time_is_marked(text: str, language: Language, bound: str | None) -> None:
    assert only(text, language).bound == bound


@pytest.mark.parametrize("edtf", ["2019", "0001", "2019-06", "2020-02-29", "2019-06-28/2019-06-29", "2018/2019-06-01"])
def test_edtf_level_0_is_told(edtf: str) -> None:
    assert is_edtf_level0(edtf)


@pytest.mark.parametrize(
    "text",
    ["", "19", "2019-13", "2019-02-29", "2019-06-31", "2019-6-1", "2019/2018", "2019/", "/2019", "2019-06-XX", "201X",
     "2019?", "2019-21", "../2019", "2019-06-28/2019-06-29/2019", "２０１９", "2019\n"],
)  # fmt: skip
def test_what_is_not_edtf_level_0_is_told(text: str) -> None:
    assert not is_edtf_level0(text)


def test_the_bounds_of_a_month_are_its_first_and_last_day() -> None:
    assert bounds("2020-02") == (date(2020, 2, 1), date(2020, 2, 29))


def test_a_context_that_is_no_edtf_is_refused() -> None:
    with pytest.raises(ValueError, match="not an EDTF"):
        resolve(only("同日、", "ja").expression, PUBLISHED, context="yesterday")


@pytest.mark.parametrize(
    ("digits", "value"),
    [("14", 14), ("１４", 14), ("十四", 14), ("二十", 20), ("三十一", 31), ("二〇一九", 2019), ("元", 1), ("百", None)],
)
def test_a_number_is_read_in_arabic_full_width_and_kanji_digits(digits: str, value: int | None) -> None:
    assert number(digits) == value


@pytest.mark.parametrize(
    ("edtf", "en", "ru", "ja"),
    [
        ("2019-06-14", "14 June 2019", "14 июня 2019 г.", "2019年6月14日"),
        ("2019-06", "June 2019", "июнь 2019 г.", "2019年6月"),
        ("2019", "2019", "2019 г.", "2019年"),
        ("2019-06-28/2019-06-29", "28–29 June 2019", "28–29 июня 2019 г.", "2019年6月28日～29日"),
        ("2019-06-28/2019-07-02", "28 June – 2 July 2019", "28 июня – 2 июля 2019 г.", "2019年6月28日～7月2日"),
        ("2018/2019", "2018–2019", "2018–2019 гг.", "2018年～2019年"),
    ],
)
def test_dates_are_written_as_news_writes_them(edtf: str, en: str, ru: str, ja: str) -> None:
    assert (format_date(edtf, "en"), format_date(edtf, "ru"), format_date(edtf, "ja")) == (en, ru, ja)
