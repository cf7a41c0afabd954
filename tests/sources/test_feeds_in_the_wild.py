"""Feeds as programs and people really write them: old formats, wrong declarations, odd dates, links that lead on."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from summarizer.sources.feed_dates import moment
from summarizer.sources.feeds import MAX_ENTRIES, Feed, FeedDamaged, NotAFeed, parse_feed

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
BASE = "https://feeds.example/world.xml"
ITEM = (
    "<item><title>Ferries sail</title><link>https://news.example/1</link>"
    "<description>Ten ferries sail.</description></item>"
)


def rss(*items: str, head: str = "<title>Any</title><link>https://news.example/</link>", declared: str = "") -> str:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'{declared}<rss version="2.0"><channel>{head}{body}</channel></rss>'


def read(text: str, encoding: str = "utf-8", charset: str | None = None) -> Feed:
    return parse_feed(text.encode(encoding), charset, BASE, NOW)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        (f'<rss version="0.91"><channel><title>A</title><language>en</language>{ITEM}</channel></rss>', "rss091u"),
        (f'<rss version="0.92"><channel><title>A</title>{ITEM}</channel></rss>', "rss092"),
        (
            f'<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>A</title>{ITEM}</channel></rss>',
            "rss20",
        ),
        (
            (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
                f'<channel rdf:about="https://news.example/"><title>A</title></channel>{ITEM}</rdf:RDF>'
            ),
            "rss10",
        ),
        (
            (
                '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>A</title><entry>'
                "<title>Ferries sail</title>"
                '<link rel="alternate" type="text/html" href="https://news.example/1"/><id>tag:news.example,2026:1</id>'
                "<summary>Ten ferries sail.</summary></entry></feed>"
            ),
            "atom03",
        ),
        (
            (
                '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry>'
                '<title type="text">Ferries sail</title>'
                '<link href="https://news.example/1"/><id>urn:1</id>'
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
                "<p>Ten <em>ferries</em> sail.</p></div></content></entry></feed>"
            ),
            "atom10",
        ),
        (
            (
                '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>A</atom:title><atom:entry>'
                '<atom:title>Ferries sail</atom:title><atom:link href="https://news.example/1"/><atom:id>urn:1</atom:id>'
                "<atom:summary>Ten ferries sail.</atom:summary></atom:entry></atom:feed>"
            ),
            "atom10",
        ),
        (
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1",
                    "title": "A",
                    "items": [
                        {
                            "id": "1",
                            "url": "https://news.example/1",
                            "title": "Ferries sail",
                            "content_text": "Ten ferries sail.",
                        }
                    ],
                }
            ),
            "json1",
        ),
    ],
)
def test_every_format_gives_the_same_entry(text, version):
    feed = read(text)
    assert [(e.title, e.url, e.summary) for e in feed.entries] == [
        ("Ferries sail", "https://news.example/1", "Ten ferries sail.")
    ]
    assert (feed.title, feed.format, feed.repaired) == ("A", version, False)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["", '<?xml version="1.0"?>', '<?xml version="1.1" encoding="UTF-8"?>',
                                      '<?xml version="1.0" encoding="iso-8859-1"?>'])  # fmt: skip
def test_russian_is_read_whatever_is_declared(encoding, declared):
    text = rss(
        "<title>Министры обсудили рыболовство в Осло</title><description>Переговоры длились три часа, сообщил "
        "журналистам министр иностранных дел.</description>",
        declared=declared,
    )
    (entry,) = read(text, encoding).entries
    assert entry.title == "Министры обсудили рыболовство в Осло"


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "utf-8", "utf-16", "iso2022_jp"])
@pytest.mark.parametrize("declared", ["", '<?xml version="1.0" encoding="UTF-8"?>'])
def test_japanese_is_read_whatever_is_declared(encoding, declared):
    text = rss(
        "<title>外相がオスロで会談、漁業をめぐり協議</title>"
        "<description>外相は記者団に対し、三時間にわたり会談したと述べた。</description>",
        declared=declared,
    )
    (entry,) = read(text, encoding).entries
    assert entry.title == "外相がオスロで会談、漁業をめぐり協議"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>/2026/a</link>", "https://news.example/2026/a"),
        ("<link>\n   https://news.example/a?x=1&amp;y=2\n</link>", "https://news.example/a?x=1&y=2"),
        ("<link>https://news.example/a?x=1&y=2</link>", "https://news.example/a?x=1&y=2"),
        ("<link><![CDATA[https://news.example/a]]></link>", "https://news.example/a"),
        ("<link>https://news.example/my story.html</link>", "https://news.example/my%20story.html"),
        ("<link>//news.example/a</link>", "https://news.example/a"),
        ("<guid>https://news.example/a</guid>", "https://news.example/a"),
        ('<guid isPermaLink="true">https://news.example/a</guid>', "https://news.example/a"),
        ('<guid isPermaLink="false">https://news.example/a</guid>', "https://news.example/a"),
        ("<guid>story-77</guid>", None),
        ('<guid isPermaLink="true">77</guid>', None),
        (
            '<link/><atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="https://news.example/a"/>',
            "https://news.example/a",
        ),
        (
            (
                "<link>https://counter.example/~r/1</link><feedburner:origLink xmlns:feedburner="
                '"http://rssnamespace.org/feedburner/ext/1.0">https://news.example/a</feedburner:origLink>'
            ),
            "https://news.example/a",
        ),
        (
            "<link>https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://news.example/a%3Fb%3D1&amp;ct=ga</link>",
            "https://news.example/a?b=1",
        ),
        (
            "<link>http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;url=https%3a%2f%2fnews.example%2fa&amp;c=1</link>",
            "https://news.example/a",
        ),
        (
            "<link>https://www.google.com/url?url=javascript:alert(1)</link>",
            "https://www.google.com/url?url=javascript:alert(1)",
        ),
        ('<enclosure url="https://news.example/a.mp3" type="audio/mpeg"/>', None),
    ],
)
def test_an_entry_links_to_its_article(link, url):
    (entry,) = read(rss(f"<title>A</title>{link}")).entries
    assert entry.url == url


def test_links_of_atom_are_relative_to_their_base_and_the_article_comes_before_other_links():
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://site.example/x/"><title>A</title>
    <entry xml:base="news/"><title>One</title><id>1</id><link href="one"/></entry>
    <entry><title>Two</title><id>2</id><link rel="self" href="self"/>
    <link rel="replies" type="text/html" href="replies"/>
    <link rel="alternate" type="text/html" href="two"/></entry>
    <entry><title>Three</title><id>not an address</id><link rel="related" href="https://other.example/3"/></entry></feed>"""
    assert [entry.url for entry in read(text).entries] == [
        "https://site.example/x/news/one",
        "https://site.example/x/two",
        "https://other.example/3",
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Wed, 25 Nov 2026 08:30:00 +0300", "2026-11-25T05:30"),
        ("25 Nov 2026 08:30 +03:00", "2026-11-25T05:30"),
        ("Wed,25 Nov 26 08:30:00 GMT", "2026-11-25T08:30"),
        ("Wed, 25 November 2026 08:30:00 UTC", "2026-11-25T08:30"),
        ("Wed, 25 Nov 2026 08:30:00 MSK", "2026-11-25T05:30"),
        ("Wed, 25 Nov 2026 08:30:00 JST", "2026-11-24T23:30"),
        ("Wed, 25 Nov 2026 08:30:00 EST", "2026-11-25T13:30"),
        ("Wed, 25 Nov 2026 08:30:00 GMT+3", "2026-11-25T05:30"),
        ("Wed, 25 Nov 2026 08:30:00 +0000 (UTC)", "2026-11-25T08:30"),
        ("Nov 25, 2026 8:30 PM", "2026-11-25T20:30"),
        ("Wednesday, November 25, 2026 at 12:05 am", "2026-11-25T00:05"),
        ("2026-11-25T08:30:15.123456+03:00", "2026-11-25T05:30:15"),
        ("2026-11-25T08:30:00Z", "2026-11-25T08:30"),
        ("2026-11-25 08:30:00", "2026-11-25T08:30"),
        ("2026-11-25", "2026-11-25T00:00"),
        ("2026/11/25 08:30", "2026-11-25T08:30"),
        ("25.11.2026 08:30", "2026-11-25T08:30"),
        ("Ср, 25 ноя 2026 08:30:00 +0300", "2026-11-25T05:30"),
        ("25 ноября 2026 г., 08:30 мск", "2026-11-25T05:30"),
        ("25 ноября 2026 в 08:30 (МСК)", "2026-11-25T05:30"),
        ("3 мая 2026 года", "2026-05-02T21:00"),
        ("ср., 25 нояб. 2026 г. 08:30 MSK", "2026-11-25T05:30"),
        ("Среда, 25 Ноября 2026 - 08:30", "2026-11-25T05:30"),
        ("2026年11月25日(水) 08:30 JST", "2026-11-24T23:30"),
        ("2026年11月25日 08時30分", "2026-11-24T23:30"),
        ("２０２６年１１月２５日　１８時３０分 JST", "2026-11-25T09:30"),
        ("令和8年11月25日 午後1時05分 JST", "2026-11-25T04:05"),
        ("2026年11月25日 25:10 JST", "2026-11-25T16:10"),
        ("1795595400", "2026-11-25T08:30"),
    ],
)
def test_dates_are_read_however_they_are_written(written, wanted):
    assert moment(written) == datetime.fromisoformat(wanted).replace(tzinfo=UTC)
    (entry,) = read(rss(f"<title>A</title><pubDate>{written}</pubDate>")).entries
    assert entry.published == datetime.fromisoformat(wanted).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written", "wanted"),
    [
        ("ru", "25 ноября 2026, 08:30", "2026-11-25T05:30"),
        ("ja", "2026年11月25日 08:30", "2026-11-24T23:30"),
        ("ja-JP", "2026-11-25T08:30:00", "2026-11-24T23:30"),
        ("en", "2026-11-25T08:30:00", "2026-11-25T08:30"),
        ("ru", "2026-11-25T08:30:00Z", "2026-11-25T08:30"),
    ],
)
def test_a_date_without_a_zone_is_of_the_country_of_the_feeds_language(language, written, wanted):
    head = f"<title>Any</title><link>https://news.example/</link><language>{language}</language>"
    (entry,) = read(rss(f"<title>A</title><pubDate>{written}</pubDate>", head=head)).entries
    assert entry.published == datetime.fromisoformat(wanted).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["", "soon", "31 Nov 2026", "25 Foo 2026 10:00", "2026-13-01", "10:00", "99999999999999", "x" * 500]
)
def test_what_is_no_date_is_none(written):
    assert moment(written) is None


@pytest.mark.parametrize(
    ("texts", "title", "summary"),
    [
        ("<title>AT&amp;amp;T &amp;amp;amp; Bell</title><description>A</description>", "AT&T & Bell", "A"),
        (
            (
                "<title>A</title><description>&amp;lt;p&amp;gt;Ten ferries&amp;lt;br/&amp;gt;sail.&amp;lt;/p&amp;gt;"
                "</description>"
            ),
            "A",
            "Ten ferries sail.",
        ),
        ("<title>How &amp;lt;html&amp;gt; began</title>", "How <html> began", ""),
        ("<title><![CDATA[<b>Bold</b> &amp; brave]]></title>", "Bold & brave", ""),
        ("<title>A</title><description><p>Ten <b>ferries</b> sail.</p></description>", "A", "Ten ferries sail."),
        (
            (
                "<title>A</title><description>Ten ferries sail to […]</description>"
                "<content:encoded><![CDATA[<p>Ten ferries sail to Bergen "
                "and back.</p>]]></content:encoded>"
            ),
            "A",
            "Ten ferries sail to Bergen and back.",
        ),
        (
            "<title>A</title><content:encoded><![CDATA[<p>Ten ferries sail to Bergen.</p>]]></content:encoded>",
            "A",
            "Ten ferries sail to Bergen.",
        ),
        (
            (
                "<title>Ferries sail</title><description>Ten ferries sail to Bergen. "
                "The post Ferries sail appeared first on News.</description>"
            ),
            "Ferries sail",
            "Ten ferries sail to Bergen.",
        ),
        (
            "<title>Паромы</title><description>Десять паромов вышли в море. Читать далее →</description>",
            "Паромы",
            "Десять паромов вышли в море.",
        ),
        (
            "<title>連絡船</title><description>連絡船十隻が出航した。続きを読む</description>",
            "連絡船",
            "連絡船十隻が出航した。",
        ),
        ("<title>Ferries sail</title><description>Ferries sail</description>", "Ferries sail", ""),
        (
            (
                "<title>Ferries sail - The Daily</title><source url='https://daily.example'>The Daily</source>"
                "<description>&lt;a href='x'&gt;Ferries "
                "sail&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font&gt;The Daily&lt;/font&gt;</description>"
            ),
            "Ferries sail",
            "",
        ),
        (
            "<media:title>Ferry</media:title><media:description>A ferry in the harbour.</media:description>",
            "Ferry",
            "A ferry in the harbour.",
        ),
        ("<title>The min\u00adis\u00adter\u200b &amp;shy;spoke</title>", "The minister spoke", ""),
        ("<title>A\x07 bell\x00</title><description>x&#1;y &&#1;#xD800;</description>", "A bell", "x y & #xD800;"),
    ],
)
def test_an_entry_has_the_words_of_its_news_and_no_others(texts, title, summary):
    (entry,) = read(rss(texts)).entries
    assert (entry.title, entry.summary) == (title, summary)


def test_what_feedparser_stumbles_over_costs_no_entry_or_is_a_damaged_feed():
    strange = '<a:b xmlns:a="x\u00a0y" a:c="1">c</a:b>'
    assert [entry.title for entry in read(rss(f"<title>A</title>{strange}")).entries] == ["A"]
    with pytest.raises(FeedDamaged):
        read('<rss version="2.0"><channel><item><link><item><item>')


def test_an_entry_that_was_taken_over_names_its_publication():
    (entry,) = read(rss("<title>Ferries sail</title><source url='https://daily.example'>The Daily</source>")).entries
    assert entry.source == "The Daily"


def test_prefixes_that_nobody_declares_are_understood_or_do_no_harm():
    item = (
        "<title>A</title><dc:date>2026-11-25T08:30:00Z</dc:date>"
        "<content:encoded><![CDATA[<p>Ten ferries.</p>]]></content:encoded><x:y>1</x:y>"
    )
    feed = read(rss(item))
    (entry,) = feed.entries
    assert (entry.summary, entry.when) == ("Ten ferries.", datetime(2026, 11, 25, 8, 30, tzinfo=UTC))
    many = "".join(f"<p{n}:x q{n}:y='1'>a</p{n}:x>" for n in range(200))
    assert [entry.title for entry in read(rss(f"<title z:z='1'>A</title>{many}")).entries] == ["A"]
    assert not feed.cut_off


@pytest.mark.parametrize(
    "junk",
    [
        "\n\n  ",
        "<br />\n<b>Warning</b>: mysql_connect() in <b>/www/rss.php</b> on line <b>3</b><br />\n",
        "<!-- cached -->\n",
        "\x00\ufeff",
    ],
)
@pytest.mark.parametrize("after", ["", "\n<!-- 0.3 s -->", "<script>count()</script>", "\x00\x00"])
def test_what_programs_write_around_a_feed_does_no_harm(junk, after):
    feed = read(junk + rss("<title>A</title>", declared='<?xml version="1.0" encoding="utf-8"?>') + after)
    assert [entry.title for entry in feed.entries] == ["A"]
    assert not feed.cut_off


@pytest.mark.parametrize("oldest_first", [True, False])
def test_of_a_long_feed_the_newest_entries_are_read_in_whichever_order_it_is(oldest_first):
    items = [
        f"<title>{n}</title><pubDate>{1 + n // 1440:02d} Nov 2026 {n // 60 % 24:02d}:{n % 60:02d} GMT</pubDate>"
        for n in range(1000)
    ]
    feed = read(rss(*(items if oldest_first else reversed(items))))
    assert {entry.title for entry in feed.entries} == {str(n) for n in range(1000 - MAX_ENTRIES, 1000)}


def test_entries_that_share_one_link_and_have_no_id_are_told_apart_by_their_words():
    items = [f"<title>{title}</title><link>https://news.example/</link>" for title in ("One", "Two", "One", "Three")]
    feed = read(rss(*items))
    assert [entry.title for entry in feed.entries] == ["One", "Two", "Three"]
    assert len({entry.id for entry in feed.entries}) == 3


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example/</link>',
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Minis',
        '<rss version="2.0"><channel><title>News</ti',
        '<rss version="2.0"',
        '<rss version="2.0"></rss>',
        "<rss/>",
        '<rss version="2.0"><channel></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><updated>2026-11-25T',
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            "<channel><title>A</title>"
        ),
        '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{"id": "1", "tit',
        '{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "title": "Ne',
        "",
        " \n",
        "<html><body><h1>503 Service Unavailable</h1></body></html>",
        '<?xml version="1.0"?><error><message>Too busy</message></error>',
    ],
)
def test_a_feed_that_came_without_its_entries_is_not_taken_for_an_empty_one(text):
    with pytest.raises((FeedDamaged, NotAFeed)):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        rss(),
        '<rss version="2.0"><channel><title>News</title><description/></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:1</id></feed>',
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            "<channel><title>A</title></channel></rdf:RDF>"
        ),
        '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}',
        rss(head="<title>Fish & chips</title>"),
    ],
)
def test_a_whole_feed_without_entries_is_sound(text):
    feed = read(text)
    assert (feed.entries, feed.cut_off) == ((), False)


@pytest.mark.parametrize("whole", [1, 2])
def test_of_a_feed_that_broke_off_the_whole_entries_are_used_and_half_of_one_is_not(whole):
    entries = "".join(
        f"<item><title>Story number {n}</title><link>https://news.example/{n}</link></item>" for n in range(whole)
    )
    feed = read(f'<rss version="2.0"><channel><title>News</title>{entries}<item><title>Minister resigns af')
    assert [entry.title for entry in feed.entries] == [f"Story number {n}" for n in range(whole)]
    assert feed.cut_off
    items = ",".join(json.dumps({"id": str(n), "title": f"Story number {n}"}) for n in range(whole))
    broken = read(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": ['
        + items
        + ', {"id": "9", "title": "Mini'
    )
    assert [entry.title for entry in broken.entries] == [f"Story number {n}" for n in range(whole)]
    assert broken.cut_off


def test_a_gzip_file_is_unpacked_whatever_its_name_and_bombs_are_not(tmp_path):
    from summarizer.errors import TooLarge, UnreadableFile
    from summarizer.sources.feed_files import read_feed_file

    saved = tmp_path / "feed.xml"
    saved.write_bytes(gzip.compress(rss("<title>A</title>").encode()))
    assert parse_feed(read_feed_file(str(saved), 10_000)).entries[0].title == "A"
    saved.write_bytes(gzip.compress(b" " * 100_000))
    with pytest.raises(TooLarge):
        read_feed_file(str(saved), 10_000)
    saved.write_bytes(gzip.compress(rss("<title>A</title>").encode())[:-20])
    with pytest.raises(UnreadableFile):
        read_feed_file(str(saved), 10_000)
