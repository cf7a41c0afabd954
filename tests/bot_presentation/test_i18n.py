"""The right language, the right plural form, numbers and times as the language writes them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.i18n import format_number, interface_language, translator
from bot.rendering.moments import coming, moment, zone_label
from bot.rendering.preferences import points_in_words
from summarizer.article import Language

NOW = datetime(2026, 1, 14, 6, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "chosen", "language"),
    [
        ("ru", None, "ru"), ("ru-RU", None, "ru"), ("RU", None, "ru"), ("ja", None, "ja"), ("ja_JP", None, "ja"),
        ("en-GB", None, "en"), ("uk", None, "en"), ("be", None, "en"), ("kk", None, "en"), ("de", None, "en"),
        ("", None, "en"), (None, None, "en"), ("rue", None, "en"), ("ru", "ja", "ja"), ("ja", "en", "en"),
        ("ru", "", "ru"), ("ja", "xx", "ja"),
    ],
)  # fmt: skip
def test_the_own_setting_comes_before_telegrams_language(code: str | None, chosen: str | None, language: str) -> None:
    assert interface_language(code, chosen) == language


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 тезис"), (2, "2 тезиса"), (4, "4 тезиса"), (5, "5 тезисов"), (10, "10 тезисов"), (11, "11 тезисов"),
     (12, "12 тезисов"), (21, "21 тезис"), (22, "22 тезиса"), (111, "111 тезисов"), (1001, "1\u00a0001 тезис")],
)  # fmt: skip
def test_russian_plurals(number: int, words: str) -> None:
    assert points_in_words(number, "ru") == words


def test_english_and_japanese_plurals() -> None:
    assert [points_in_words(n, "en") for n in (1, 2)] == ["1 point", "2 points"]
    assert [points_in_words(n, "ja") for n in (1, 2)] == ["1 項目", "2 項目"]


def test_a_message_that_no_catalogue_has_is_said_in_english() -> None:
    unknown = "A message that was never {done}"
    assert translator("ja").gettext(unknown, done="written") == "A message that was never written"


def test_braces_in_a_field_are_only_text() -> None:
    assert translator("en").gettext("Hello, {name}!", name="{0} {name}") == "Hello, {0} {name}!"


@pytest.mark.parametrize(
    ("language", "today", "other_day"),
    [("en", "15:05", "14 January, 15:05"), ("ru", "15:05", "14 января, 15:05"), ("ja", "15:05", "1月14日 15:05")],
)
def test_times_are_in_the_readers_zone_and_say_the_day_only_if_it_is_another(
    language: Language, today: str, other_day: str
) -> None:
    assert moment(NOW, "Asia/Tokyo", language, NOW) == today
    assert moment(NOW, "Asia/Tokyo", language, datetime(2026, 1, 13, 14, 59, tzinfo=UTC)) == other_day


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("today, 15:05", "tomorrow, 15:05", "Friday 16 January, 15:05")),
        ("ru", ("сегодня, 15:05", "завтра, 15:05", "пятница, 16 января, 15:05")),
        ("ja", ("今日 15:05", "明日 15:05", "1月16日（金） 15:05")),
    ],
)
def test_a_time_to_come_is_said_by_its_day(language: Language, said: tuple[str, ...]) -> None:
    days = [NOW + timedelta(days=number) for number in range(3)]
    assert tuple(coming(day, "Asia/Tokyo", language, NOW) for day in days) == said


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Asia/Tokyo", "Tokyo, UTC+9"),
        ("Europe/London", "London, UTC"),
        ("Etc/GMT-9", "UTC+9"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, UTC-3"),
        ("America/New_York", "New York, UTC-5"),
        ("Asia/Kolkata", "Kolkata, UTC+5:30"),
        ("UTC", "UTC"),
    ],
)
def test_zones_are_said_with_their_distance_from_utc(name: str, label: str) -> None:
    assert zone_label(name, "en", NOW) == label
    assert zone_label("Asia/Tokyo", "ru", NOW) == "Токио, UTC+9"
    assert zone_label("Europe/Kyiv", "ru", NOW) == "Киев, UTC+2"
    assert zone_label("America/Argentina/Buenos_Aires", "ja", NOW) == "ブエノスアイレス UTC-3"
    assert zone_label("Asia/Tokyo", "ja", NOW) == "東京 UTC+9"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "x\0y"])
def test_a_zone_that_does_not_exist_is_utc(name: str) -> None:
    assert moment(NOW, name, "en", NOW) == "06:05"
    assert zone_label(name, "en", NOW) == "UTC"


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert [format_number(1234.5, code) for code in ("en", "ru", "ja")] == ["1,234.5", "1\u00a0234,5", "1,234.5"]
