"""Articles out of web pages: text, metadata, encodings, hostile input."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import ARTICLES, ENGLISH, JAPANESE, RUSSIAN, NewsPage

from summarizer.article import Document, Resource
from summarizer.errors import NotAnArticle
from summarizer.sources.extract import extract
from summarizer.sources.metadata import canonical_url, clean_title, valid_date

URL = "https://www.example.com/story?utm_source=x"


def html(content: str | bytes, charset: str | None = "utf-8", url: str | None = URL) -> Document:
    data = content if isinstance(content, bytes) else content.encode()
    return extract(Resource(data, "text/html", charset, url))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.language)
@pytest.mark.parametrize("json_ld", [True, False])
def test_an_article_comes_out_with_its_paragraphs_heading_and_metadata_and_nothing_else(article: NewsPage, json_ld):
    document = html(article.html(json_ld=json_ld))
    middle = len(article.paragraphs) // 2
    assert document.text.split("\n") == [*article.paragraphs[:middle], article.heading, *article.paragraphs[middle:]]
    assert document.title == article.title
    assert document.site == article.site
    assert document.author == article.author
    assert document.published == date.fromisoformat(article.published[:10])
    assert document.url == f"https://news.example.com/{article.language}/story-1"
    assert not document.pasted


@pytest.mark.parametrize("declared", ["right", "wrong header", "no header"])
@pytest.mark.parametrize(
    ("article", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
    ],
)
def test_a_page_in_a_legacy_encoding_comes_out_right(article: NewsPage, encoding, declared):
    content = article.html(charset=encoding).encode(encoding, "xmlcharrefreplace")
    charset = {"right": encoding, "wrong header": "utf-8", "no header": None}[declared]
    document = html(content, charset)
    assert document.title == article.title
    assert document.text.split("\n")[0] == article.paragraphs[0]


def test_utf_16_and_xhtml_pages_come_out_right():
    assert html(RUSSIAN.html().encode("utf-16"), None).title == RUSSIAN.title
    xhtml = '<?xml version="1.0" encoding="windows-1251"?>\n' + RUSSIAN.html(charset="windows-1251")
    assert html(xhtml.encode("windows-1251"), None).text.startswith(RUSSIAN.paragraphs[0])


def test_list_items_line_breaks_and_quotations_are_lines_of_their_own():
    items = "".join(
        f"<li>Point {word} of the plan concerns the harbour wall and its lights.</li>" for word in ("one", "two")
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH.paragraphs)
    page = (
        f"<html><head><title>Plan</title></head><body><article><h1>Plan</h1>{text}<ul>{items}</ul><p>First line of the"
        " statement.<br><br>Second <b>line</b> of the <a href='/x'>statement</a>.</p><blockquote><p>“Nothing will"
        " change,” he said.</p></blockquote></article></body></html>"
    )
    lines = html(page).text.split("\n")
    assert "Point one of the plan concerns the harbour wall and its lights." in lines
    assert "First line of the statement." in lines
    assert "Second line of the statement." in lines
    assert "“Nothing will change,” he said." in lines


def test_a_line_that_is_only_a_link_to_another_story_is_left_out():
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in ENGLISH.paragraphs)
    link = "<p><a href='/other'>Seven charts on the cod trade</a></p>"
    document = html(f"<html><body><article><h1>Cod</h1>{first}{link}{''.join(rest)}</article></body></html>")
    assert document.text.split("\n") == list(ENGLISH.paragraphs)


def test_cells_of_a_data_table_are_no_lines_but_prose_in_a_layout_table_is():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH.paragraphs)
    data = "<table><tr><td>Norway</td><td>412</td></tr><tr><td>Iceland</td><td>398</td></tr></table>"
    lines = html(f"<html><body><article><h1>Cod</h1>{text}{data}</article></body></html>").text.split("\n")
    assert lines[: len(ENGLISH.paragraphs)] == list(ENGLISH.paragraphs)
    assert "412" not in lines
    rows = "".join(f"<tr><td>{paragraph}</td></tr>" for paragraph in ENGLISH.paragraphs)
    assert ENGLISH.paragraphs[1] in html(f"<html><body><table>{rows}</table></body></html>").text.split("\n")


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Cod talks end | Harbour Times", "Harbour Times", "Cod talks end"),
        ("Cod talks end - World - Harbour Times", "Harbour Times", "Cod talks end - World"),
        ("Cod talks end – The Harbour Times", "Harbour Times", "Cod talks end"),
        ("外相が訪米 - 共同通信", "共同通信", "外相が訪米"),
        ("外相が訪米：みなと新報デジタル", "みなと新報デジタル", "外相が訪米"),
        ("外相が訪米（みなと新報）", "みなと新報", "外相が訪米"),
        ("外相が訪米|みなと新報", "みなと新報", "外相が訪米"),
        ("Министр прибыл — с визитом", "Листок", "Министр прибыл — с визитом"),
        ("Министр прибыл: Листок", "Листок", "Министр прибыл: Листок"),
        ("Министр прибыл — Приморский листок", "Приморский Листок", "Министр прибыл"),
        ("Cod talks end | example.com", None, "Cod talks end"),
        ("Cod - and capelin - talks end", "Harbour Times", "Cod - and capelin - talks end"),
        ("Harbour Times", "Harbour Times", "Harbour Times"),
        ("  Cod\n talks  ", None, "Cod talks"),
        ("", "Harbour Times", None),
        (None, None, None),
    ],
)
def test_the_name_of_the_site_is_dropped_from_a_title(title, site, expected):
    assert clean_title(title, site, url="https://www.example.com/x") == expected


def test_a_heading_that_the_title_begins_with_is_the_title():
    assert clean_title("Cod talks end - World | Times", None, ("Menu", "Cod talks end")) == "Cod talks end"
    assert clean_title("Cod talks ended badly", None, ("Cod talks",)) == "Cod talks ended badly"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-03-09", date(2021, 3, 9)),
        ("2021-03-10T23:00:00", date(2021, 3, 10)),
        ("2021-03-11", date(2021, 3, 11)),
        ("2021-03-12", None),
        ("1990-01-01", date(1990, 1, 1)),
        ("1989-12-31", None),
        ("1970-01-01", None),
        ("2021-02-30", None),
        ("March 9", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_of_publication_is_believed_only_where_it_is_possible(value, expected):
    assert valid_date(value, today=date(2021, 3, 10)) == expected


def test_a_page_dated_in_the_future_has_no_date():
    day = (date.today() + timedelta(days=40)).isoformat()  # noqa: DTZ011
    assert html(replace(ENGLISH, published=day).html()).published is None


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        ("https://news.example.com/a", "https://news.example.com/a"),
        ("http://127.0.0.1/a", URL),
        ("http://wiki.corp/a", URL),
        ("javascript:alert(1)", URL),
        ("https://user:pw@example.com/a", URL),
        ("https://www.example.com/", URL),
        ("/relative", URL),
        ("", URL),
        (None, URL),
    ],
)
def test_a_canonical_address_is_believed_only_where_it_is_public(claimed, expected):
    assert canonical_url(claimed, URL) == expected


def test_a_fragment_without_a_root_is_read():
    assert html("<p>" + "</p><p>".join(ENGLISH.paragraphs) + "</p>").text.split("\n") == list(ENGLISH.paragraphs)


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 10_000 + "text " * 300 + "</div>" * 10_000 + "</body></html>",
    "deep inline": "<p>" + "<b>" * 5_000 + "text " * 300,
    "unclosed": "<div><p><table><tr><td>" * 2_000,
    "huge attribute": f'<html><body><p title="{"x" * 3_000_000}">text</p></body></html>',
    "many attributes": "<p " + " ".join(f'a{i}="{i}"' for i in range(200_000)) + ">text</p>",
    "only script": "<html><script>while(1){}</script></html>",
    "broken JSON": '<html><script type="application/ld+json">' + '{"a":[' * 50_000 + "</script><p>x</p></html>",
    "entities": "<p>" + "&amp;lt;&#0;&#xD800;&#x10FFFF;&nosuch;" * 500 + "</p>",
    "title only": "<title>" + "word - " * 5_000 + "</title>",
    "frames": "<html><frameset><frame src='/a'></frameset></html>",
    "not html": "just some words that were called a page",
    "links": "<p>" + "<a href='/x'>link</a> " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_give_clean_lines_or_say_that_they_are_no_article(name):
    try:
        document = html(HOSTILE[name])
    except NotAnArticle:
        return
    assert all(line == " ".join(line.split()) for line in document.text.split("\n"))


def test_null_bytes_surrogates_and_invalid_bytes_do_not_cut_a_page():
    noisy = ENGLISH.html().replace("Under", "Un\0der\ufffe").encode()
    noisy = noisy.replace(b"Scientists", b"\xed\xa0\x80Scientists\x0b")
    document = html(noisy)
    assert "Under the arrangement" in document.text
    assert document.text.split("\n")[-1] == ENGLISH.paragraphs[-1]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<a",
                "href='/x'>",
                "</a>",
                "<br>",
                "<table><tr><td>",
                "<h1>",
                "Word",
                "Слово.",
                "文。",
                "\x00",
                "&",
                "&lt;",
                "<!--",
                "-->",
            ]
        )
    )
)
def test_any_soup_of_tags_gives_clean_lines_or_no_article(parts):
    try:
        document = html(" ".join(parts))
    except NotAnArticle:
        return
    assert document.text
    assert "<" not in document.text or "&lt;" in parts
