"""Events that are only talked about, agreed on, asked for or awaited: they take nothing from the clause around them."""

from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from short_texts import events_of

PUBLISHED = date(2025, 11, 25)
"""A Tuesday."""
HELD_OUT_RECALL, HELD_OUT_PRECISION = 0.83, 0.92
"""As first measured: 15 of 18, 2 wrong of 26."""


def cases(name: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


CASES = cases("event_topics.tsv")


def events(text: str, language: str, published: date = PUBLISHED) -> list[dict[str, Any]]:
    return events_of(text, language, published)


def is_told(event: dict[str, Any], gold: str) -> bool:
    kind, status, day, place, who = gold.removeprefix("?").split("|")
    where = "/".join(filter(None, (event["country"], event["city"]))) or "-"
    sides = [*event["actors"], *event["participants"]]
    wanted = [] if who == "-" else who.split(",")
    return (
        event["kind"] == kind
        and event["status"] in status.split("/")
        and fnmatch(event["date"] or "-", day)
        and fnmatch(where, place)
        and (who == "*" or len(sides) == len(wanted))
        and all(any(fnmatch(side.lower(), f"*{one.lower()}*") for side in sides) for one in wanted)
    )


@pytest.mark.parametrize("case", CASES, ids=[case[1][:60] for case in CASES])
def test_a_topic_takes_nothing_from_the_clause_around_it(case: tuple[str, ...]) -> None:
    _, missing, wrong = judged(case)
    assert wrong == []
    assert missing == []


def judged(case: tuple[str, ...]) -> tuple[int, list[str], list[dict[str, Any]]]:
    """Return how many events the card holds, the required ones that it lacks, and the wrong ones that it holds."""
    language, sentence, told = case
    gold = [one.strip() for one in told.split(" ; ") if one.strip()]
    found, wrong = events(sentence, language), []
    for event in found:
        fitting = next((one for one in gold if is_told(event, one)), None)
        if fitting is None:
            wrong.append(event)
        else:
            gold.remove(fitting)
    return len(found), [one for one in gold if not one.startswith("?")], wrong


def test_held_out_sentences_do_not_fall_below_what_was_measured() -> None:
    told = [(case, *judged(case)) for case in cases("event_topics_held_out.tsv")]
    required = sum(1 for case, *_ in told for one in case[2].split(" ; ") if one and not one.startswith("?"))
    shown, missing, wrong = (
        sum(n for _, n, _, _ in told),
        sum(len(m) for _, _, m, _ in told),
        sum(len(w) for *_, w in told),
    )
    assert (required - missing) / required >= HELD_OUT_RECALL
    assert (shown - wrong) / shown >= HELD_OUT_PRECISION


def test_a_headline_with_the_first_day_does_not_hide_the_days_of_an_exercise() -> None:
    text = (
        "Japan and US to hold joint exercise in Hokkaido from December 1\n\n"
        "Japanese and US troops will hold a joint exercise in Hokkaido on December 1-12."
    )
    assert [event["date"] for event in events(text, "en")] == ["2025-12-01/2025-12-12"]


@pytest.mark.parametrize("published", [date(2025, 11, 25), date(2026, 11, 24)])
def test_what_leaders_are_to_discuss_at_a_summit_makes_it_no_summit_of_the_past(published: date) -> None:
    text = (
        "Саммит ЕС пройдёт в Брюсселе 17–18 декабря\n\n"
        "Лидеры стран ЕС обсудят помощь Украине на саммите в Брюсселе 17–18 декабря."
    )
    found = [(event["date"], event["status"]) for event in events(text, "ru", published)]
    assert found == [(f"{published.year}-12-17/{published.year}-12-18", "planned")]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Italy and Albania plan to sign a tax agreement before the end of the year."),
        ("ru", "Италия и Албания намерены подписать соглашение о налогах до конца года."),
        ("ja", "イタリアとアルバニアは年内に租税協定に署名する方針だ。"),
    ],
)
def test_a_signing_of_which_only_the_year_is_known_is_in_no_language_an_event(language: str, sentence: str) -> None:
    assert events(sentence, language) == []
