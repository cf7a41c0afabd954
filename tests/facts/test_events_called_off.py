"""What is called off, put off, decided against or did not take place: its status, and the day that it was to have."""

from datetime import date

import pytest
from short_texts import events_of

PUBLISHED = date(2026, 3, 12)
"""A Thursday."""
TALKS_EN = "Talks between Japanese Foreign Minister Toshimitsu Motegi and Polish President Karol Nawrocki"
TALKS_RU = "Переговоры главы МИД Японии Тосимицу Мотэги и президента Польши Кароля Навроцкого"
MOTEGI = "茂木敏充外相"


def events(text: str, language: str) -> list[tuple[str, str | None, str]]:
    found = events_of(text, language, PUBLISHED)
    return [(event["kind"], event["date"], event["status"]) for event in found]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", f"{TALKS_EN} scheduled for Friday in Warsaw were postponed.", "2026-03-13"),
        ("en", f"{TALKS_EN}, due on Monday in Warsaw, have been called off.", "2026-03-16"),
        ("en", f"{TALKS_EN} that were planned for Thursday in Warsaw have been cancelled.", "2026-03-12"),
        ("en", f"{TALKS_EN} scheduled for Wednesday in Warsaw were cancelled.", "2026-03-11"),
        ("en", f"{TALKS_EN} scheduled for Tuesday in Warsaw did not take place.", "2026-03-10"),
        ("ru", f"{TALKS_RU}, намеченные на пятницу, отложены.", "2026-03-13"),
        ("ru", f"{TALKS_RU}, запланированные на среду, не состоялись.", "2026-03-11"),
        ("ja", f"{MOTEGI}が金曜日にソウルで予定していた趙顕外相との会談は延期された。", "2026-03-13"),
        ("ja", f"{MOTEGI}が10日にソウルで予定していた趙顕外相との会談は中止された。", "2026-03-10"),
    ],
)
def test_the_day_of_what_is_called_off_is_to_come_unless_it_did_not_take_place(
    language: str, text: str, day: str
) -> None:
    assert events(text, language) == [("talks", day, "cancelled")]


def test_a_weekday_that_may_be_the_one_just_past_or_the_next_stays_open() -> None:
    assert events(f"{TALKS_EN} scheduled for Tuesday in Warsaw were postponed.", "en") == [("talks", None, "cancelled")]


@pytest.mark.parametrize(
    "end",
    ["を見送った", "を見送る方針を固めた", "を見送ることを決めた", "は見送られた", "を断念した", "を取りやめた"],
)
def test_what_is_decided_against_in_japanese_is_called_off_and_not_denied(end: str) -> None:
    found = events(f"{MOTEGI}は14日に予定していた韓国訪問{end}。", "ja")
    assert found == [("visit", "2026-03-14", "cancelled")]


def test_seeing_somebody_off_calls_nothing_off() -> None:
    found = events(f"{MOTEGI}は11日、ソウルで趙顕外相と会談した。空港で韓国の李在明大統領を見送った。", "ja")
    assert found == [("talks", "2026-03-11", "held")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Motegi cancelled a trip to the G7 summit in Evian on June 15, the Foreign Ministry in Tokyo said."),
        ("ru", "Мотэги отменил поездку на саммит G7, который пройдет в Эвиане 15 июня."),
        ("ja", f"{MOTEGI}は6月15日にエビアンで開かれるG7サミットへの出席を見送る。"),
    ],
)
def test_a_gathering_stands_though_somebody_does_not_go_there(language: str, text: str) -> None:
    assert all(kind != "summit" or status == "planned" for kind, _, status in events(text, language))
