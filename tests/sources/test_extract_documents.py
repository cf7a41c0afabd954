"""PDF, plain text and Markdown to lines: one paragraph, heading or list item each."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import JAPANESE, RUSSIAN
from pypdf import PdfReader, PdfWriter

from pdf_writer import Set, pdf_of
from summarizer.article import Document, Resource
from summarizer.errors import NotAnArticle, SvodkaError, UnreadableFile
from summarizer.sources.extract import extract


def pdf(content: bytes) -> Document:
    return extract(Resource(content, "application/pdf", url="https://example.com/a.pdf"))


def text(content: str, media_type: str = "text/plain") -> Document:
    return extract(Resource(content.encode(), media_type))


def wrapped(paragraph: str, width: int) -> list[str]:
    return [paragraph[i : i + width] for i in range(0, len(paragraph), width)]


def test_broken_lines_of_a_pdf_become_paragraphs_and_broken_words_whole():
    document = pdf(
        pdf_of(
            [
                [
                    "Harbour council approves budget",
                    "The harbour council approved next year's budget on Monday, the chair-",
                    "woman said. Members voted for it after four hours of debate about the",
                    "new breakwater.",
                    "The work is to begin in May. Fishing boats will use the northern basin",
                    "until the autumn, when the first part of the wall should be finished.",
                ]
            ],
            info="/Title (Budget approved) /Author (J. Smith) /CreationDate (D:20210315093000+01'00')",
        )
    )
    assert document.text.split("\n") == [
        "Harbour council approves budget",
        (
            "The harbour council approved next year's budget on Monday, the chairwoman said. Members voted for it"
            " after four"
            " hours of debate about the new breakwater."
        ),
        (
            "The work is to begin in May. Fishing boats will use the northern basin until the autumn, when the"
            " first part of the"
            " wall should be finished."
        ),
    ]
    assert (document.title, document.author, document.made) == ("Budget approved", "J. Smith", date(2021, 3, 15))
    assert document.published is None  # a file is made when somebody prints, be it years later
    assert document.pasted
    assert document.url == "https://example.com/a.pdf"


STORY = [
    "The council met in",
    "Riga on Monday and",
    "chose a new chair,",
    "Jean-",
    "Paul Ozols. Talks",
    "go on in May.",
]
NEXT = ["Members will vote", "again in June."]


def test_a_heading_in_larger_letters_is_a_paragraph_of_its_own_however_long_its_lines_are():
    heading = [Set("Baltic harbours agree on fees", 18, 24), Set("and on a common timetable", 18, 24)]
    document = pdf(pdf_of([["The Example Gazette and Mail", *heading, *STORY]]))
    assert document.text.split("\n")[1] == "Baltic harbours agree on fees and on a common timetable"


def test_a_gap_or_an_indent_begins_a_paragraph_and_a_short_line_does_not():
    joined = "The council met in Riga on Monday and chose a new chair, Jean-Paul Ozols. Talks go on in May."
    by_gaps = [Set(NEXT[0], down=28), NEXT[1]]
    document = pdf(pdf_of([[*STORY, *by_gaps, *by_gaps, *by_gaps]]))
    assert document.text.split("\n") == [joined, *[" ".join(NEXT)] * 3]
    by_indents = [Set(NEXT[0], indent=12), NEXT[1]]
    document = pdf(pdf_of([[*STORY, *by_indents, *by_indents, *by_indents]]))
    assert document.text.split("\n") == [joined, *[" ".join(NEXT)] * 3]


def test_a_russian_name_with_a_hyphen_broken_at_it_stays_one_name():
    document = pdf(
        pdf_of(
            [
                [
                    "Президент Казахстана Касым-",
                    "Жомарт Токаев прилетел на Ту-",
                    "154 в столицу Латвии, сооб-",
                    "щил МИД.",
                ]
            ]
        )
    )
    assert document.text == "Президент Казахстана Касым-Жомарт Токаев прилетел на Ту-154 в столицу Латвии, сообщил МИД."


def test_figures_in_broken_japanese_lines_get_no_spaces():
    document = pdf(pdf_of([["両国の外相は16", "日に会談し、NATO", "の拡大について3", "時間協議した。"]]))
    assert document.text == "両国の外相は16日に会談し、NATOの拡大について3時間協議した。"


def test_what_a_browser_prints_around_a_page_is_left_out():
    printed = ["11/25/26, 10:21 AM The council met in Riga", *STORY, "\ufb01le:///home/kim/a.html 1/2"]
    document = pdf(pdf_of([printed]))
    assert document.text.startswith("The council met in Riga on Monday")
    assert document.text.endswith("go on in May.")


def test_japanese_lines_of_a_pdf_are_joined_without_spaces():
    paragraph = JAPANESE.paragraphs[0]
    document = pdf(pdf_of([[JAPANESE.title, *wrapped(paragraph, 24)]]))
    assert document.text.split("\n")[-1] == paragraph
    assert document.text.startswith(JAPANESE.title)


def test_page_numbers_and_running_heads_are_left_out_and_paragraphs_go_on_over_pages():
    body = [wrapped(paragraph, 60) for paragraph in RUSSIAN.paragraphs[:3]]
    pages = [["Приморский листок, № 9", *lines, f"- {number} -"] for number, lines in enumerate(body, 1)]
    document = pdf(pdf_of(pages))
    assert "№ 9" not in document.text
    assert "- 2 -" not in document.text
    assert RUSSIAN.paragraphs[0].split()[0] in document.text


@pytest.mark.parametrize("name", ["Microsoft Word - report.docx", "Untitled", "budget_final.indd"])
def test_a_file_name_is_no_title(name):
    assert pdf(pdf_of([["The harbour council met."]], info=f"/Title ({name})")).title is None


def test_an_encrypted_pdf_is_unreadable_and_says_so():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([["Secret"]]))))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableFile) as caught:
        pdf(out.getvalue())
    assert "password" in caught.value.message("en")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", b"%PDF-" + bytes(range(256)) * 20]
)
def test_a_damaged_pdf_is_unreadable(content):
    with pytest.raises(UnreadableFile):
        pdf(content)


@settings(deadline=None)
@given(st.integers(9, 900), st.binary(min_size=1, max_size=40))
def test_a_pdf_with_damaged_bytes_gives_a_document_or_an_error_of_ours(offset, noise):
    good = pdf_of([["The harbour council approved the budget."]])
    try:
        document = pdf(good[:offset] + noise + good[offset + len(noise) :])
    except SvodkaError:
        return
    assert document.pasted


def test_a_pdf_without_text_is_empty():
    with pytest.raises(NotAnArticle) as caught:
        pdf(pdf_of([[]]))
    assert caught.value.reason == "empty"


def test_plain_text_keeps_its_lines_and_its_furniture():
    document = text("Home | World\r\n\r\nMOSCOW, January 14.\u2028First paragraph.\n\n\n  Second\u00a0paragraph.  \n")
    assert document.text == "Home | World\nMOSCOW, January 14.\nFirst paragraph.\nSecond paragraph."
    assert document.pasted
    assert (document.title, document.published, document.url) == (None, None, None)


def test_hard_wrapped_plain_text_becomes_paragraphs():
    document = text(
        "The harbour council approved next year's budget on Monday, the\n"
        "chairwoman said. Members voted for it after four hours of debate\n"
        "about the new breakwater.\n\n"
        "The work is to begin in May. Fishing boats will use the northern\n"
        "basin until the autumn, when the first part of the wall should\n"
        "be finished.\n"
    )
    assert document.text.count("\n") == 1
    assert "the chairwoman said" in document.text


@pytest.mark.parametrize("content", ["", "  \n\n\t", "\ufeff", "\0\0"])
def test_text_without_a_letter_is_empty(content):
    with pytest.raises(NotAnArticle) as caught:
        text(content)
    assert caught.value.reason == "empty"


MARKDOWN = """---
author: "Анна Ветрова"
date: 2020-09-17
draft: true
---
# Новый *научный* причал

Причал [открыли](https://example.com/x "подсказка") в **четверг**
во Владивостоке. ![фото](a.jpg)

Планы
-----

* первый `пункт`
* второй пункт,
  продолжение
1. третий

> Цитата губернатора.

```
код
```

***

Цена \\*не\\* названа; snake_case_name и 2*3*4 не тронуты.

[1]: https://example.com
"""


def test_markdown_loses_its_marks_and_keeps_its_text():
    document = text(MARKDOWN, "text/markdown")
    assert document.title == "Новый научный причал"
    assert (document.author, document.published) == ("Анна Ветрова", date(2020, 9, 17))
    assert document.text.split("\n") == [
        "Причал открыли в четверг во Владивостоке.",
        "Планы",
        "первый пункт",
        "второй пункт, продолжение",
        "третий",
        "Цитата губернатора.",
        "код",
        "Цена *не* названа; snake_case_name и 2*3*4 не тронуты.",
    ]
    assert document.pasted


def test_japanese_markdown_lines_are_joined_without_spaces():
    assert text("港町市は20日、\n夜間開館を発表した。", "text/markdown").text == "港町市は20日、夜間開館を発表した。"


@given(st.text(max_size=200), st.sampled_from(["text/plain", "text/markdown"]))
def test_any_text_gives_clean_lines_or_an_error_of_ours(content, media_type):
    try:
        document = extract(Resource(content.encode("utf-8", "replace"), media_type))
    except NotAnArticle:
        return
    lines = document.text.split("\n")
    assert lines == [" ".join(line.split()) for line in lines]
    assert all(lines)
