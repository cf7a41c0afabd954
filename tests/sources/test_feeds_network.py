"""Feeds over a real server: conditional requests, redirects, refusals, discovery."""

import gzip
from datetime import UTC, datetime

import pytest
from loopback import LoopbackServer, Reply, Request

from summarizer.errors import AddressNotAllowed, FetchTimeout, TooLarge, TooManyRedirects
from summarizer.sources.feed_fetch import (
    MAX_RETRY_AFTER_SECONDS,
    FeedRefused,
    fetch_feed,
    retry_after,
)
from summarizer.sources.feed_search import find_feed
from summarizer.sources.feeds import FeedDamaged, FeedGone, FeedWalled, NoFeedFound, parse_feed
from summarizer.sources.fetch import FetchOptions

FEED = b'<rss version="2.0"><channel><title>Any</title><item><title>News</title></item></channel></rss>'
RSS = {"Content-Type": "application/rss+xml; charset=utf-8"}


def conditional(request: Request) -> Reply:
    if request.headers.get("if-none-match") == '"v1"':
        return Reply(status=304, headers={"ETag": '"v1"'})
    return Reply(FEED, headers={**RSS, "ETag": '"v1"', "Last-Modified": "Wed, 25 Nov 2026 05:00:00 GMT"})


async def test_a_feed_is_asked_for_again_only_if_it_has_changed(server, options):
    url = server.serve("/feed", conditional)
    first = await fetch_feed(url, options)
    assert [entry.title for entry in parse_feed(first.content, first.charset, first.url).entries] == ["News"]
    second = await fetch_feed(url, options, first.validators)
    assert (second.status, second.content, second.validators) == ("not_modified", b"", first.validators)
    assert server.requests[1].headers["if-modified-since"] == "Wed, 25 Nov 2026 05:00:00 GMT"


async def test_only_redirects_that_are_permanent_all_the_way_are_remembered(server, options):
    server.serve("/feed", Reply(FEED, headers=RSS))
    server.serve("/away", Reply(status=302, headers={"Location": "/feed"}))
    server.serve("/new", Reply(status=308, headers={"Location": "/feed"}))
    server.serve("/older", Reply(status=301, headers={"Location": "/away"}))
    url = server.serve("/old", Reply(status=301, headers={"Location": "/new"}))
    assert (await fetch_feed(url, options)).moved_to == server.url("/feed")
    assert (await fetch_feed(server.url("/away"), options)).moved_to is None
    assert (await fetch_feed(server.url("/older"), options)).moved_to == server.url("/away")


async def test_a_feed_that_is_gone_for_good_is_told_from_one_that_fails(server, options):
    with pytest.raises(FeedGone):
        await fetch_feed(server.serve("/gone", Reply(status=410)), options)
    busy = server.serve("/busy", Reply(status=503, headers={"Retry-After": "120"}))
    with pytest.raises(FeedRefused) as caught:
        await fetch_feed(busy, options)
    assert (caught.value.retry_after, caught.value.fields["status"]) == (120.0, 503)


async def test_the_rules_of_links_hold_for_feeds(server: LoopbackServer, options):
    with pytest.raises(AddressNotAllowed):
        await fetch_feed(server.serve("/feed", Reply(FEED, headers=RSS)), FetchOptions())
    with pytest.raises(AddressNotAllowed):
        await fetch_feed(server.serve("/in", Reply(status=301, headers={"Location": "http://10.0.0.1/"})), options)
    with pytest.raises(TooManyRedirects):
        await fetch_feed(server.serve("/loop", Reply(status=301, headers={"Location": "/loop"})), options)
    small = FetchOptions(allow_hosts=options.allow_hosts, max_bytes=50)
    with pytest.raises(TooLarge):
        await fetch_feed(server.url("/feed"), small)
    hasty = FetchOptions(allow_hosts=options.allow_hosts, timeout_seconds=0.2)
    with pytest.raises(FetchTimeout):
        await fetch_feed(server.serve("/slow", Reply(b"<rss>", hang=True)), hasty)


async def test_the_feed_of_a_page_is_found_by_its_link_or_at_a_usual_address(server, options):
    link = '<link rel="alternate" type="application/rss+xml" href="/named">'
    server.serve("/named", Reply(FEED, headers=RSS))
    page = server.html("/page", f"<html><head>{link}</head><body>news</body></html>")
    _, address = await find_feed(page, options)
    assert address == server.url("/named")
    bare = server.html("/bare", "<html><body>news</body></html>")
    with pytest.raises(NoFeedFound):
        await find_feed(bare, options)
    server.serve("/rss.xml", Reply(FEED, headers=RSS))
    assert (await find_feed(bare, options))[1] == server.url("/rss.xml")


def test_retry_after_is_seconds_or_a_date_and_has_a_bound():
    now = datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert retry_after({"retry-after": "60"}, now) == 60
    assert retry_after({"retry-after": "Wed, 25 Nov 2026 06:01:00 GMT"}, now) == 60
    assert retry_after({"retry-after": "Wed, 25 Nov 2020 06:01:00 GMT"}, now) == 0
    assert retry_after({"retry-after": "9999999999"}, now) == MAX_RETRY_AFTER_SECONDS
    assert retry_after({"retry-after": "soon"}, now) is None
    assert retry_after({}, now) is None


def feed(title: str, entries: int = 1) -> Reply:
    items = "".join(f"<item><title>{title} {n}</title></item>" for n in range(entries))
    return Reply(f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode(), headers=RSS)


async def found(url: str, options: FetchOptions) -> str:
    answer, _ = await find_feed(url, options)
    return parse_feed(answer.content, answer.charset, answer.url).title


def link(href: str, kind: str = "application/rss+xml", **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<link href="{href}" type="{kind}" rel="alternate"{written}>'


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (link("/comments/feed/", title="News » Comments Feed") + link("/main/", title="News"), "main"),
        (link("/c/", title="Лента комментариев") + link("/main/", title="Новости"), "main"),
        (link("/c/", title="コメントフィード") + link("/main/", "application/atom+xml", title="ニュース"), "main"),
        (link("/wp-json/wp/v2/pages/2", "application/json") + link("/main.rss", "text/xml"), "main"),
        (link("/wp-json/oembed", "text/xml+oembed") + link("/main.rss"), "main"),
        (link("/en/rss.xml", hreflang="en") + link("/main/", hreflang="ru"), "main"),
        (link("/en/rss.xml") + link("/ru/main/"), "main"),
        (link("/empty/") + link("/main/"), "main"),
        (link("/broken/") + link("/main/"), "main"),
        (link("/c/", title="Comments") + '</head><a href="/main.rss">RSS</a>', "main"),
        (link("/c/", title="Comments"), "c"),
        (link("/empty/"), "empty"),
        ('</head><body><a href="/lists/rss/">RSS</a>', "main"),
        ('</head><body><a href="feed:MAIN">RSS-лента</a>', "main"),
        ('<meta http-equiv="Refresh" content="0; URL=/main/">', "main"),
    ],
)
async def test_of_what_a_page_offers_the_news_are_chosen(server, options, head, wanted):
    for path in ("/main/", "/main.rss", "/ru/main/"):
        server.serve(path, feed("main"))
    server.serve("/comments/feed/", feed("comments"))
    server.serve("/c/", feed("c"))
    server.serve("/en/rss.xml", feed("en"))
    server.serve("/empty/", feed("empty", 0))
    server.serve("/broken/", Reply(b'<rss version="2.0"><channel><title>broken</title>', headers=RSS))
    server.html("/lists/rss/", '<ul><li><a href="/main.rss">World</a></li><li><a href="/c/">Sport</a></li></ul>')
    page = server.html(
        "/page",
        f'<html lang="ru"><head>{head.replace("MAIN", server.url("/main.rss"))}</head><body>новости</body></html>',
    )
    assert await found(page, options) == wanted


async def test_a_section_is_looked_at_before_the_whole_site_and_another_host_may_have_the_feed(server, options):
    section = server.html("/sport", "<html><body>sport</body></html>")
    server.serve("/feed", feed("site"))
    assert await found(section, options) == "site"
    server.serve("/sport/feed", feed("sport"))
    assert await found(section, options) == "sport"
    with LoopbackServer() as other:
        both = FetchOptions(allow_hosts=options.allow_hosts | {f"127.0.0.1:{other.port}"})
        head = link(other.serve("/rss", feed("elsewhere")))
        assert await found(server.html("/page", f"<html><head>{head}</head></html>"), both) == "elsewhere"


async def test_a_host_that_does_not_answer_is_not_asked_at_every_usual_address(server, options):
    with LoopbackServer() as silent:
        allowed = options.allow_hosts | {f"127.0.0.1:{silent.port}"}
        hasty = FetchOptions(allow_hosts=allowed, timeout_seconds=0.5)
        links = "".join(link(silent.serve(f"/{n}", Reply(hang=True))) for n in range(5))
        page = server.html("/page", f"<html><head>{links}</head></html>")
        server.serve("/feed", feed("main"))
        assert await found(page, hasty) == "main"
        assert len(silent.requests) == 1


async def test_a_wall_before_a_feed_is_named_and_a_site_that_speaks_of_cookies_is_none(server, options):
    wall = (
        "<html><head><title>Just a moment...</title></head><body>Checking your browser before accessing</body></html>"
    )
    with pytest.raises(FeedWalled):
        await find_feed(server.html("/rss", wall), options)
    links = "".join(f'<a href="/{n}">Story {n}</a>' for n in range(40))
    with pytest.raises(NoFeedFound):
        await find_feed(
            server.html("/site", f"<html><body>We use cookies. Accept all cookies.{links}</body></html>"), options
        )


async def test_a_damaged_feed_is_not_looked_for_elsewhere(server, options):
    server.serve("/feed", feed("main"))
    with pytest.raises(FeedDamaged):
        await find_feed(
            server.serve("/rss.xml", Reply(b'<rss version="2.0"><channel><title>A</title>', headers=RSS)), options
        )
    assert [request.path for request in server.requests] == ["/rss.xml"]


@pytest.mark.parametrize(
    "content_type", ["text/html; charset=utf-8", "text/plain", "application/octet-stream", "application/gzip", ""]
)
async def test_a_feed_is_one_whatever_its_type_says_and_may_be_a_gzip_file(server, options, content_type):
    body = gzip.compress(FEED) if "gzip" in content_type else FEED
    answer = await fetch_feed(server.serve("/feed", Reply(body, headers={"Content-Type": content_type})), options)
    assert [entry.title for entry in parse_feed(answer.content, answer.charset, answer.url).entries] == ["News"]
