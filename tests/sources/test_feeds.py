"""Feeds of every format and encoding, and hostile ones, from bytes to entries."""

import json
from datetime import UTC, datetime

import pytest

from summarizer.sources.feed_discovery import feeds_in_page
from summarizer.sources.feeds import MAX_ENTRIES, MAX_SUMMARY_CHARACTERS, NotAFeed, parse_feed

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)
BASE = "https://news.example/feeds/world.xml"

RSS20 = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0"><channel><title>{title}</title><link>https://news.example/</link><language>ru-RU</language>
<item><title>{headline}</title><link>/2026/talks?id=7</link><guid isPermaLink="false">talks-7</guid>
<description>{text}</description><pubDate>Wed, 25 Nov 2026 08:30:00 +0300</pubDate></item>
</channel></rss>"""
RSS091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Harbour News</title><link>https://news.example/</link>
<item><title>Ferry &eacute;tudes resume</title><link>https://news.example/ferry</link></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>港のニュース</title>
<link>https://news.example/</link></channel><item rdf:about="https://news.example/1"><title>外相が会談</title>
<link>https://news.example/1</link><dc:date>2026-11-25T09:00:00+09:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">World &amp;amp; us</title>
<link href="https://news.example/"/><id>urn:feed</id><entry><title>Ministers meet</title><id>urn:entry:1</id>
<link rel="alternate" href="ministers"/><updated>2026-11-24T22:00:00Z</updated>
<summary type="html">&lt;p&gt;They met.&lt;/p&gt;
&lt;p&gt;They &lt;b&gt;spoke&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</summary>
</entry></feed>"""


def rss(*items: str) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>Any</title>{body}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("encoding", "headline", "text"),
    [
        ("windows-1251", "Переговоры министров", "Министры встретились в Осло."),
        ("koi8-r", "Переговоры министров", "Министры встретились в Осло."),
        ("Shift_JIS", "外相が会談", "外相はオスロで会談した。"),
        ("EUC-JP", "外相が会談", "外相はオスロで会談した。"),
        ("utf-8", "Ministers’ talks", "They met."),
    ],
)
@pytest.mark.parametrize("declared_by_http", [True, False])
def test_rss_is_read_in_the_encoding_that_it_declares(encoding, headline, text, declared_by_http):
    source = RSS20.format(encoding=encoding, title=headline, headline=headline, text=text).encode(encoding)
    feed = parse_feed(source, encoding if declared_by_http else None, BASE, NOW)
    (entry,) = feed.entries
    assert (feed.title, feed.language, feed.format, feed.repaired) == (headline, "ru", "rss20", False)
    assert (entry.id, entry.url, entry.title, entry.summary) == (
        "talks-7",
        "https://news.example/2026/talks?id=7",
        headline,
        text,
    )
    assert entry.published == datetime(2026, 11, 25, 5, 30, tzinfo=UTC)


def test_old_rss_with_its_document_type_and_html_entities_is_read():
    feed = parse_feed(RSS091.encode(), None, BASE, NOW)
    assert [(e.title, e.id, e.published) for e in feed.entries] == [
        ("Ferry études resume", "https://news.example/ferry", None)
    ]


def test_rdf_is_read_with_the_dates_of_dublin_core():
    (entry,) = parse_feed(RDF.encode(), None, BASE, NOW).entries
    assert (entry.title, entry.url, entry.when) == (
        "外相が会談",
        "https://news.example/1",
        datetime(2026, 11, 25, tzinfo=UTC),
    )


def test_atom_gives_plain_words_without_scripts_and_absolute_links():
    feed = parse_feed(ATOM.encode(), None, BASE, NOW)
    (entry,) = feed.entries
    assert (feed.title, feed.language) == ("World & us", "en")
    assert (entry.url, entry.summary) == ("https://news.example/feeds/ministers", "They met. They spoke.")
    assert entry.when == datetime(2026, 11, 24, 22, tzinfo=UTC)


def test_a_json_feed_is_read():
    source = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "language": "en-GB",
        "items": [
            {
                "id": 7,
                "url": "/seven",
                "title": "Ships <b>sail</b>",
                "content_html": "<p>Ten ships sail.</p>",
                "date_published": "2026-11-25T01:00:00+02:00",
                "authors": [{"name": "A. Writer"}],
                "tags": ["sea", None],
            },
            "no item",
            {"id": "empty"},
        ],
    }
    feed = parse_feed(json.dumps(source).encode(), None, BASE, NOW)
    (entry,) = feed.entries
    assert (feed.format, feed.language, entry.id, entry.url) == ("json1", "en", "7", "https://news.example/seven")
    assert (entry.title, entry.summary, entry.author) == ("Ships sail", "Ten ships sail.", "A. Writer")
    assert entry.published == datetime(2026, 11, 24, 23, tzinfo=UTC)


def test_broken_xml_is_mended():
    source = rss("<title>Bread & butter</title><description>A <b>bold tale</description>", "<title>Second</title>")
    feed = parse_feed(source, None, BASE, NOW)
    assert feed.repaired
    assert feed.entries[0].title == "Bread & butter"
    assert "Second" in [entry.title for entry in feed.entries]
    cut_off = parse_feed(source[: -len("</item></channel></rss>")], None, BASE, NOW)
    assert [entry.title for entry in cut_off.entries] == ["Bread & butter"]


@pytest.mark.parametrize(
    "source",
    [b"", b"   ", b"just words", b"<html><body>page</body></html>", b"{", b"[]", b'{"version": 1}', b"\x00\xff\x00",
     b'{"a":' * 100_000, b"<svg/>", b"<a>" * 1000],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_a_sentence(source):
    with pytest.raises(NotAFeed) as caught:
        parse_feed(source, None, BASE, NOW)
    assert BASE in caught.value.message("ja")


def test_entities_of_the_feed_are_neither_expanded_nor_loaded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    source = doctype.encode() + rss("<title>Laughs &l9; and &file; end</title>")
    (entry,) = parse_feed(source, None, BASE, NOW).entries
    assert "secret" not in entry.title
    assert "lol" not in entry.title
    assert entry.title.startswith("Laughs")


def test_a_giant_entry_is_cut_and_surplus_entries_are_left_out():
    giant = "word " * 400_000
    source = rss(f"<title>Giant</title><description>{giant}</description>", *["<title>x</title>"] * (MAX_ENTRIES * 3))
    feed = parse_feed(source, None, BASE, NOW)
    assert len(feed.entries[0].summary) <= MAX_SUMMARY_CHARACTERS
    assert len(feed.entries) <= MAX_ENTRIES


def test_deep_nesting_does_no_harm():
    source = rss("<title>Deep</title><description>" + "<div>" * 50_000 + "x" + "</div>" * 50_000 + "</description>")
    feed = parse_feed(source, None, BASE, NOW)
    assert [entry.title for entry in feed.entries] == ["Deep"]


@pytest.mark.parametrize(
    "written", ["Mon, 01 Jan 2035 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "31 Foo 2026", "yesterday", "0"]
)
def test_dates_that_cannot_be_are_no_dates(written):
    (entry,) = parse_feed(rss(f"<title>A</title><pubDate>{written}</pubDate>"), None, BASE, NOW).entries
    assert entry.published is None


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[bad", "https://a b/", "ftp://x/y"],
)
def test_links_that_are_not_of_the_web_are_dropped(link):
    (entry,) = parse_feed(rss(f"<title>A</title><link>{link}</link>"), None, BASE, NOW).entries
    assert entry.url is None


def test_an_entry_that_comes_twice_is_one_and_an_id_that_stands_for_two_articles_is_two():
    one = "<title>One</title><guid isPermaLink='false'>same</guid><link>https://a.example/1</link>"
    two = "<title>Two</title><guid isPermaLink='false'>same</guid><link>https://a.example/2</link>"
    feed = parse_feed(rss(one, one, two), None, BASE, NOW)
    assert [(entry.title, entry.id) for entry in feed.entries] == [("One", "same"), ("Two", "https://a.example/2")]


def test_the_feeds_of_a_page_are_found_with_those_of_comments_last():
    page = """<html><head><base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml"
    href="comments.xml" title="Comments"><link rel="ALTERNATE nofollow" type="application/atom+xml; charset=utf-8"
    href="atom.xml" title="News"><link rel="alternate" type="text/html" href="/m"><link rel="stylesheet" href="a.css">
    <link rel="alternate" type="application/rss+xml" href="javascript:void(0)"></head></html>"""
    found = feeds_in_page(page, BASE)
    assert [(link.url, link.title) for link in found] == [
        ("https://cdn.example/x/atom.xml", "News"),
        ("https://cdn.example/x/comments.xml", "Comments"),
    ]


@pytest.mark.parametrize(
    "middle",
    [
        b"<a " * 300_000,
        b"<b>" * 300_000,
        b"<b " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>",
        b"&a;&" * 300_000,
    ],
    ids=["half-open tags", "unclosed elements", "many attributes", "loose ampersands"],
)  # fmt: skip
def test_markup_made_to_cost_time_leaves_the_entry_as_it_is(middle):
    (entry,) = parse_feed(rss("<title>B</title><description>" + middle.decode() + "</description>"), now=NOW).entries
    assert entry.title == "B"
