"""Calendar files: read back with an iCalendar parser, and never a wrong day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.calendar import has_dated_events, make_calendar
from summarizer.article import LANGUAGES, Language

from .stories import NASTY, URLS, event, hostile_briefs, with_events

MADE = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)


def entries(brief: dict[str, Any]) -> list[Event]:
    made = make_calendar(brief, MADE)
    assert made is not None
    parsed = Calendar.from_ical(made.content)
    assert isinstance(parsed, Calendar)
    assert parsed["VERSION"] == "2.0"
    assert parsed["PRODID"]
    found = [component for component in parsed.walk("VEVENT") if isinstance(component, Event)]
    assert len(found) == made.entries
    return found


@pytest.mark.parametrize(
    ("edtf", "first", "after_last"),
    [
        ("2019-06-14", date(2019, 6, 14), date(2019, 6, 15)),
        ("2019-06-28/2019-06-29", date(2019, 6, 28), date(2019, 6, 30)),
        ("2019-12-31", date(2019, 12, 31), date(2020, 1, 1)),
        ("2020-02-28/2020-03-01", date(2020, 2, 28), date(2020, 3, 2)),
        ("2020-02", date(2020, 2, 1), date(2020, 3, 1)),
        ("2019-12", date(2019, 12, 1), date(2020, 1, 1)),
        ("2019-06/2019-07", date(2019, 6, 1), date(2019, 8, 1)),
    ],
)
def test_entries_are_whole_days_and_end_the_day_after(edtf: str, first: date, after_last: date) -> None:
    (entry,) = entries(with_events(event(date=edtf)))
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert entry["DTEND"].params["VALUE"] == "DATE"
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (first, after_last)
    assert type(entry["DTSTART"].dt) is date
    assert entry["TRANSP"] == "TRANSPARENT"
    assert entry["DTSTAMP"].dt == MADE


@pytest.mark.parametrize(
    ("status", "shown"),
    [("held", "CONFIRMED"), ("planned", "TENTATIVE"), ("expected", "TENTATIVE"), ("cancelled", "CANCELLED")],
)
def test_the_status_is_that_of_the_event(status: str, shown: str) -> None:
    assert entries(with_events(event(status=status)))[0]["STATUS"] == shown


@pytest.mark.parametrize(("edtf", "fixed"), [("2024-06-14", True), ("2024-06-14/2024-06-15", True), ("2024-06", False)])
@pytest.mark.parametrize(
    ("language", "words"), [("en", "day not fixed"), ("ru", "день не назначен"), ("ja", "日付未定")]
)
def test_an_entry_over_a_month_says_that_its_day_is_not_fixed(
    edtf: str, fixed: bool, language: Language, words: str
) -> None:
    (entry,) = entries(with_events(event(date=edtf, status="held"), language=language))
    assert (words in entry["SUMMARY"]) is not fixed
    assert entry["STATUS"] == ("CONFIRMED" if fixed else "TENTATIVE")
    assert entry["SUMMARY"].params["LANGUAGE"] == language


@pytest.mark.parametrize(
    "left_out",
    [event(date=None), event(date="2019"), event(date="2019/2020"), event(date="2019-06/2020"), event(status="denied"),
     event(date="2019-02-30"), event(date="June"), event(date="9999-12-31")],
)  # fmt: skip
def test_events_without_a_month_and_denied_ones_are_left_out_and_counted(left_out: dict[str, Any]) -> None:
    assert make_calendar(with_events(left_out), MADE) is None
    assert not has_dated_events(with_events(left_out))
    made = make_calendar(with_events(left_out, event()), MADE)
    assert made is not None
    assert (made.entries, made.left_out, made.name) == (1, 1, "svodka-2024-06-14.ics")


def test_a_brief_without_events_has_no_calendar() -> None:
    assert make_calendar(with_events(), MADE) is None


def test_the_same_event_has_the_same_uid_in_every_language_and_every_event_its_own() -> None:
    events = [event(), event(), event(kind="talks"), event(date="2024-06-15")]
    uids = {}
    for language in LANGUAGES:
        brief = with_events(*[{**one, "text": language} for one in events], language=language)
        uids[language] = [str(entry["UID"]) for entry in entries(brief)]
    assert uids["en"] == uids["ru"] == uids["ja"]
    assert len(set(uids["en"])) == len(events)


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "Ivan Ivanov’s visit to Tokyo, 14 June 2024 (planned)", "Ivan Ivanov’s visit to Tokyo (planned)"),
        (
            "ru",
            "Визит Ивана Иванова в Токио, 14 июня 2024 г. (запланирован)",
            "Визит Ивана Иванова в Токио (запланирован)",
        ),
        ("ja", "イワノフ氏の東京訪問（2024年6月14日、予定）", "イワノフ氏の東京訪問（予定）"),
        ("ja", "イワノフ氏の東京訪問（2024年6月14日）", "イワノフ氏の東京訪問"),
    ],
)
def test_the_title_leaves_the_date_to_the_calendar(language: str, text: str, title: str) -> None:
    assert entries(with_events(event(text=text), language=language))[0]["SUMMARY"] == title


def test_the_description_has_headline_date_and_link() -> None:
    (entry,) = entries(with_events(event()))
    lines = str(entry["DESCRIPTION"]).split("\n")
    assert lines[0].startswith("Japan, Kazakhstan agree")
    assert lines[1:] == ["Date in the article: 14 June 2024", "https://news.example/a?id=1&x=2"]
    assert entry["URL"] == "https://news.example/a?id=1&x=2"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile_briefs(), URLS, NASTY)
def test_hostile_text_makes_no_broken_file(brief: dict[str, Any], url: str | None, title: str) -> None:
    brief["source"].update(url=url, title=title)
    brief["facts"]["events"].append(event(text=title))
    made = make_calendar(brief, MADE)
    assert made is not None
    lines = made.content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines), "RFC 5545, 3.1"
    assert len(entries(brief)) == len(brief["facts"]["events"])


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)), st.integers(0, 400))
def test_every_interval_comes_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    (entry,) = entries(with_events(event(date=f"{first.isoformat()}/{last.isoformat()}")))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt - timedelta(days=1)) == (first, last)
