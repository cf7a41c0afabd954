"""A feed where an article was wanted: said so, whatever its type says, and nothing else is taken for one."""

from io import BytesIO

import pytest
from loopback import Reply

from summarizer.errors import IsAFeed, UnsupportedMediaType
from summarizer.sources.feed_type import is_feed
from summarizer.sources.fetch import fetch
from summarizer.sources.read import read_source

RSS = (
    b'<?xml version="1.0"?>\n<!-- by hand -->\n<?xml-stylesheet href="x"?><rss version="2.0"><channel></channel></rss>'
)
FEEDS = [
    RSS,
    b"\xef\xbb\xbf\n" + RSS,
    RSS.decode().encode("utf-16"),
    b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="0.91">',
    b'<feed xml:lang="ru" xmlns="http://www.w3.org/2005/Atom">',
    b'<feed version="0.3" xmlns="http://purl.org/atom/ns#">',
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
    b'{"title": "A", "version" : "https:\\/\\/jsonfeed.org\\/version\\/1.1", "items": []}',
]


@pytest.mark.parametrize("content", FEEDS)
@pytest.mark.parametrize(
    "declared", ["application/rss+xml", "text/xml", "application/json", "text/html; charset=utf-8", "text/plain", ""]
)
async def test_a_feed_is_told_from_an_article(server, options, content, declared):
    url = server.serve("/x", Reply(content, headers={"Content-Type": declared}))
    with pytest.raises(IsAFeed) as caught:
        await fetch(url, options)
    assert caught.value.source == url
    assert caught.value.fields["source"] == url


async def test_a_feed_in_a_file_or_a_pipe_is_told_too(tmp_path, options):
    saved = tmp_path / "my feed.xml"
    saved.write_bytes(RSS)
    with pytest.raises(IsAFeed) as caught:
        await read_source(str(saved), options)
    assert f"svodka digest preview '{saved}'" in caught.value.message_for_owner("ja")
    with pytest.raises(IsAFeed):
        await read_source("-", options, stdin=BytesIO(RSS))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"<html><body><pre>&lt;rss version='2.0'&gt;</pre></body></html>",
        b"<!DOCTYPE html><html><body><rss></body></html>",
        b"The tag <rss version='2.0'> begins a feed.",
        b'{"version": "1.0"}',
        b"<rdf:RDF xmlns:rdf='x'></rdf:RDF>",
        b"<feed>words</feed>",
        b"<!--" * 2000,
        b"<!-- a -->" * 2000,
        b"<?x" * 3000,
        b"<!DOCTYPE " * 900,
    ],
)
def test_nothing_else_is_a_feed(content):
    assert not is_feed(content)


async def test_other_data_is_refused_by_its_type_as_before(server, options):
    for declared in ("application/json", "text/xml"):
        url = server.serve("/x", Reply(b'{"version": "1.0"}', headers={"Content-Type": declared}))
        with pytest.raises(UnsupportedMediaType):
            await fetch(url, options)
