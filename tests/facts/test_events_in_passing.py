"""Events told in passing: asides, possessives, purposes, calls, gatherings of ministers, what has no date or is off."""

from datetime import date

import pytest
from short_texts import FILLER, events_of

from summarizer.article import Document
from summarizer.brief import BriefOptions, make_card
from summarizer.language.read_article import read_article

PUBLISHED = date(2025, 10, 24)
"""A Friday."""
NORWAY, POLAND = "Norwegian Foreign Minister Ingrid Halvorsen", "Polish President Marek Zielony"
CASES: list[tuple[str, str, list[tuple[str, str | None, str]]]] = [
    # ---- asides about somebody
    ("en", f"{NORWAY}, who met {POLAND} in Oslo on Thursday, called for calm.", [("talks", "2025-10-23", "held")]),
    ("en", f"{POLAND}, who visited Kyiv on Monday, must decide soon.", [("visit", "2025-10-20", "held")]),
    (
        "ru",
        "Президент Польши Марек Завадский, который в четверг посетил Киев, призвал к миру.",
        [("visit", "2025-10-23", "held")],
    ),
    # ---- whose visit, behind a preposition
    ("en", f"They spoke about {POLAND}'s planned visit to Oslo in December.", [("visit", "2025-12", "planned")]),
    (
        "en",
        f"They made preparations for {POLAND}’s upcoming state visit to Oslo next week.",
        [("visit", None, "planned")],
    ),
    # ---- what somebody has come for
    (
        "en",
        f"{POLAND} arrived in Oslo on Friday for talks with {NORWAY}.",
        [("talks", "2025-10-24", "planned"), ("visit", "2025-10-24", "held")],
    ),
    (
        "ru",
        "Президент Польши Марек Завадский прибыл в Осло в пятницу на переговоры с премьером Норвегии Эриком Ольсеном.",
        [("talks", "2025-10-24", "planned"), ("visit", "2025-10-24", "held")],
    ),
    # ---- calls
    ("en", f"{NORWAY} spoke today with {POLAND}.", [("talks", "2025-10-24", "held")]),
    ("en", f"{NORWAY} spoke with {POLAND} on Monday.", [("talks", "2025-10-20", "held")]),
    ("en", f"{NORWAY} spoke with reporters on Monday.", []),
    # ---- no date, and off
    ("en", f"No date has been set for talks between {NORWAY} and {POLAND}.", []),
    ("en", "A planned summit in Budapest was called off.", [("summit", None, "cancelled")]),
    (
        "en",
        f"A summit between {NORWAY} and {POLAND} planned for Oslo was called off on Tuesday.",
        [("talks", None, "cancelled")],
    ),
    # ---- gatherings of ministers
    ("en", "The Group of 20 finance chiefs gather November 16-17.", [("other", "2025-11-16/2025-11-17", "planned")]),
    ("en", "G7 foreign ministers met in Evian on October 20.", [("other", "2025-10-20", "held")]),
    ("en", "NATO defense ministers meet in Brussels on Monday.", [("other", "2025-10-27", "planned")]),
    ("en", "G7 foreign ministers criticized the plan on Monday.", []),
    # ---- names that are words of status
    ("en", "Former British Prime Minister Theresa May visited Oslo on Monday.", [("visit", "2025-10-20", "held")]),
    (
        "ja",
        "ハルボルセン外相は24日、ザワツキ大統領との会談のためオスロに到着した。",
        [("talks", "2025-10-24", "planned")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[c[1][:50] for c in CASES])
def test_an_event_told_in_passing(language: str, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = [(e["kind"], e["date"], e["status"]) for e in events_of(text, language, PUBLISHED)]
    for kind, day, status in expected:
        assert any(e[0] == kind and e[2] == status and day in (None, e[1]) for e in found), found
    assert expected or not found
    assert len(found) <= 2


def test_a_call_is_named_one() -> None:
    text = f"{NORWAY} spoke today with {POLAND}.\n\n{FILLER['en']}"
    article = read_article(Document(text=text, pasted=True), published=PUBLISHED)
    (event,) = make_card(article, BriefOptions()).to_json()["facts"]["events"]
    assert event["title"] == "phone_call"
