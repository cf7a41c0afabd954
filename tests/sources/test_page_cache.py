"""The page cache: conditional requests, what may be kept, limits, damage."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from loopback import Reply

from summarizer.errors import AddressNotAllowed, TooLarge
from summarizer.sources.fetch import FetchOptions, fetch
from summarizer.sources.page_cache import MAX_FRESH_SECONDS, CachedPage, PageCache, freshness_seconds, may_store

PAGE = CachedPage(b"<p>text</p>", "text/html", "utf-8", '"v1"', "Mon, 01 Mar 2021 10:00:00 GMT", 0.0)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def cache(tmp_path: Path) -> PageCache:
    return PageCache(tmp_path / "pages")


def entries(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "pages").glob("*"))


async def test_a_page_with_an_etag_is_asked_for_again_and_served_from_the_cache_on_304(server, options, cache):
    def page(request):
        known = request.headers.get("if-none-match") == '"v1"'
        return Reply(b"" if known else "<p>тело</p>".encode(), 304 if known else 200, {**HTML, "ETag": '"v1"'})

    url = server.serve("/story", page)
    first = await fetch(url, options, cache)
    second = await fetch(url, options, cache)
    assert first == second
    assert [request.headers.get("if-none-match") for request in server.requests] == [None, '"v1"']


async def test_a_page_with_a_date_is_asked_for_by_its_date(server, options, cache):
    def page(request):
        known = "if-modified-since" in request.headers
        return Reply(
            b"" if known else b"<p>x</p>", 304 if known else 200, {**HTML, "Last-Modified": PAGE.last_modified}
        )

    url = server.serve("/story", page)
    assert await fetch(url, options, cache) == await fetch(url, options, cache)
    assert server.requests[1].headers["if-modified-since"] == PAGE.last_modified


async def test_a_changed_page_replaces_the_old_one(server, options, cache):
    url = server.html("/story", "<p>old</p>", ETag='"1"')
    await fetch(url, options, cache)
    server.html("/story", "<p>new</p>", ETag='"2"')
    assert (await fetch(url, options, cache)).content == b"<p>new</p>"
    assert cache.load(url).etag == '"2"'


async def test_a_fresh_page_is_not_asked_for_at_all(server, options, cache):
    url = server.html("/story", "<p>x</p>", Cache_Control="max-age=600")
    assert await fetch(url, options, cache) == await fetch(url, options, cache)
    assert len(server.requests) == 1


@pytest.mark.parametrize("directive", ["no-store", "private, max-age=600", "max-age=0", "no-cache=x, no-store"])
async def test_a_page_that_must_not_be_kept_is_not(server, options, cache, tmp_path, directive):
    url = server.html("/story", "<p>x</p>", Cache_Control=directive)
    await fetch(url, options, cache)
    await fetch(url, options, cache)
    assert len(server.requests) == 2
    assert not (tmp_path / "pages").exists() or entries(tmp_path) == []


async def test_a_page_that_may_no_longer_be_kept_is_forgotten(server, options, cache):
    url = server.html("/story", "<p>x</p>", ETag='"1"')
    await fetch(url, options, cache)
    server.html("/story", "<p>y</p>", ETag='"2"', Cache_Control="no-store")
    await fetch(url, options, cache)
    assert cache.load(url) is None


async def test_errors_and_redirects_are_not_kept(server, options, cache, tmp_path):
    server.html("/end", "<p>x</p>", Cache_Control="max-age=600")
    url = server.serve("/start", Reply(status=301, headers={"Location": "/end", "Cache-Control": "max-age=600"}))
    for _ in range(2):
        assert (await fetch(url, options, cache)).url == server.url("/end")
    assert [request.path for request in server.requests] == ["/start", "/end", "/start"]
    assert len(entries(tmp_path)) == 1


async def test_a_kept_page_of_a_host_that_is_no_longer_allowed_is_not_served(server, options, cache):
    url = server.html("/story", "<p>intranet</p>", Cache_Control="max-age=600")
    await fetch(url, options, cache)
    with pytest.raises(AddressNotAllowed):
        await fetch(url, FetchOptions(), cache)


async def test_a_kept_page_over_a_limit_that_was_lowered_is_not_served(server, options, cache):
    url = server.html("/story", "<p>x</p>" * 100, Cache_Control="max-age=600")
    await fetch(url, options, cache)
    with pytest.raises(TooLarge):
        await fetch(url, FetchOptions(allow_hosts=options.allow_hosts, max_bytes=100), cache)


def test_what_was_stored_comes_back_and_other_urls_do_not(cache):
    cache.store("http://example.com/a", PAGE)
    assert cache.load("http://example.com/a") == PAGE
    assert cache.load("http://example.com/b") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[:-1],
        lambda raw: raw + b"x",
        lambda raw: raw.replace(b"text</p>", b"evil</p>"),
        lambda raw: b"\xff\xfe" + raw,
        lambda raw: raw.partition(b"\n")[2],
        lambda raw: b"[]\n",
        lambda raw: raw.replace(b'"etag"', b'"gate"'),
        lambda raw: raw.replace(b'"format": 1', b'"format": 9'),
    ],
)
def test_a_damaged_entry_counts_as_missing_and_is_removed(cache, tmp_path, damage):
    cache.store("http://example.com/a", PAGE)
    (path,) = entries(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.load("http://example.com/a") is None
    assert entries(tmp_path) == []


def test_the_number_of_entries_is_limited_and_the_oldest_go(tmp_path):
    cache = PageCache(tmp_path / "pages", max_entries=3)
    for number in range(5):
        cache.store(f"http://example.com/{number}", PAGE)
        for path in entries(tmp_path):
            stat = path.stat()
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - 10**9))
    assert [cache.load(f"http://example.com/{number}") is not None for number in range(5)] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_the_size_is_limited(tmp_path):
    cache = PageCache(tmp_path / "pages", max_bytes=10_000)
    for number in range(8):
        cache.store(f"http://example.com/{number}", replace(PAGE, content=b"x" * 3_000))
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 10_000
    cache.store("http://example.com/huge", replace(PAGE, content=b"x" * 20_000))
    assert cache.load("http://example.com/huge") is None
    assert cache.load("http://example.com/7") is not None


async def test_a_cache_that_cannot_be_written_costs_no_page(server, options, tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    url = server.html("/story", "<p>x</p>", ETag='"1"')
    resource = await fetch(url, options, PageCache(tmp_path / "file"))
    assert resource.content == b"<p>x</p>"
    assert "page cache" in caplog.text


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": "public, MAX-AGE=60, s-maxage=30"}, 30),
        ({"cache-control": "max-age=60", "age": "50"}, 10),
        ({"cache-control": "max-age=60", "age": "90"}, 0),
        ({"cache-control": "no-cache, max-age=60"}, 0),
        ({"cache-control": "max-age=99999999999999999999"}, MAX_FRESH_SECONDS),
        ({"cache-control": "max-age=-5"}, 0),
        ({"cache-control": 'max-age="60"'}, 60),
        ({"expires": "Mon, 01 Mar 2021 10:01:00 GMT", "date": "Mon, 01 Mar 2021 10:00:00 GMT"}, 60),
        ({"expires": "0", "date": "Mon, 01 Mar 2021 10:00:00 GMT"}, 0),
        ({"expires": "Mon, 01 Mar 2021 10:01:00 GMT", "cache-control": "max-age=5"}, 5),
    ],
)
def test_freshness_is_read_from_the_headers(headers, seconds):
    assert freshness_seconds(headers) == seconds


def test_a_page_that_varies_on_anything_is_not_stored():
    assert not may_store({"etag": '"1"', "vary": "*"})
    assert may_store({"etag": '"1"', "vary": "Accept-Encoding"})
    assert not may_store({})


def test_a_304_renews_the_freshness():
    renewed = PAGE.renewed({"cache-control": "max-age=60"})
    assert renewed.is_fresh
    assert renewed.fresh_until <= time.time() + 60
    assert not PAGE.is_fresh
