"""Pasted text that is not plain prose: mails, channel posts, data for machines."""

import json
from datetime import date

import pytest

from summarizer.article import Document, Resource
from summarizer.errors import UnsupportedMediaType
from summarizer.sources.extract import extract
from summarizer.sources.mail import open_mail
from summarizer.sources.metadata import clean_line
from summarizer.sources.raw_data import raw_data_type

STORY = [
    "The ferry to the northern islands will run every day from May, the harbour office said,",
    "after two winters in which storms kept it in port for weeks.",
    "Tickets will cost four euros. Islanders travel free of charge.",
]


def pasted(text: str) -> Document:
    return extract(Resource(text.encode(), "text/plain"))


@pytest.mark.parametrize(
    ("subject", "sent"),
    [("Subject: Fwd: Re: Ferry in May", "Date: Tue, 14 Jan 2025 23:30:00 -0500"), ("Тема: Ferry in May", "Дата: нет")],
)
def test_a_mail_gives_its_subject_its_quoted_text_and_no_signature(subject, sent):
    head = ["From: Ann <ann@example.org>", "To: Bo", sent, subject, "", "Bo, look at this.", ""]
    document = pasted("\n".join([*head, *(f"> {line}" for line in STORY), "", "-- ", "Ann"]))
    assert document.title == "Ferry in May"
    assert ">" not in document.text
    assert "look at this" not in document.text
    assert "Ann" not in document.text
    assert document.text.startswith(STORY[0])
    assert document.published == (date(2025, 1, 14) if sent.startswith("Date") else None)


def test_a_text_with_one_quoted_line_or_one_header_word_is_no_mail():
    lines = ["To: the readers of this page", *STORY, "> a line that somebody quoted"]
    assert open_mail(lines).lines == lines
    assert open_mail([]).lines == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("⚡️⚡️ Паром пойдёт в мае", "Паром пойдёт в мае"),
        ("🔹 Билет стоит четыре евро. 🔥🔥", "Билет стоит четыре евро."),
        ("1️⃣ First, the ferry", "First, the ferry"),
        ("🇯🇵 船は５月から毎日運航する。", "船は５月から毎日運航する。"),
        ("◆船は５月から", "◆船は５月から"),
        ("10 ferries * 2", "10 ferries * 2"),
        ("The ferry ❤️ the islands", "The ferry ❤️ the islands"),
        ("👉👉", None),
    ],
)
def test_emoji_around_a_line_go_and_those_inside_stay(line, wanted):
    assert clean_line(line) == wanted


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([{"id": number, "name": "ferry"} for number in range(20)], indent=1),
        "day,boat,seats\n" + "\n".join(f"{day},ferry {day},{day * 3}" for day in range(20)),
        "\n".join(f"{day}\tferry\t12.50" for day in range(20)),
    ],
    ids=["json", "csv", "tsv"],
)
def test_data_for_machines_is_named_as_such(data):
    with pytest.raises(UnsupportedMediaType, match="machines"):
        pasted(data)


@pytest.mark.parametrize(
    "text",
    [
        "[Harbour] The ferry runs [in May]",
        "\n".join(["The boats lie silent on the shore,", "the nets are dry and mended,"] * 8),
        "\n".join(f"In year {number}, the ferry ran." for number in range(20)),
        "a,b\nc,d",
    ],
    ids=["brackets", "poem", "prose", "too few rows"],
)
def test_text_for_people_is_no_data(text):
    assert raw_data_type(text) is None
