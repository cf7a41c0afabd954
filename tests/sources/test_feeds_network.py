"""Feeds over a real server: conditional requests, redirects, refusals, discovery."""

from datetime import UTC, datetime

import pytest
from loopback import LoopbackServer, Reply, Request

from summarizer.errors import AddressNotAllowed, FetchTimeout, TooLarge, TooManyRedirects
from summarizer.sources.feed_fetch import (
    MAX_RETRY_AFTER_SECONDS,
    FeedRefused,
    fetch_feed,
    find_feed,
    retry_after,
)
from summarizer.sources.feeds import FeedGone, NoFeedFound, parse_feed
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
