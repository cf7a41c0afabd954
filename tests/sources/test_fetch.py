"""Fetching: redirects, limits, types and what is sent."""

import asyncio
import gzip
import zlib

import pytest
from loopback import LoopbackServer, Reply
from pages import ENGLISH

from summarizer.errors import (
    AddressNotAllowed,
    ConfigurationError,
    ConnectionFailed,
    FetchTimeout,
    HttpStatusError,
    NotAnArticle,
    NotAUrl,
    TooLarge,
    TooManyRedirects,
    UnsupportedMediaType,
)
from summarizer.sources.fetch import FetchOptions, fetch
from summarizer.version import __version__

HTML = {"Content-Type": "text/html; charset=utf-8"}


def redirect(location: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": location})


def with_limits(server: LoopbackServer, **limits: float) -> FetchOptions:
    return FetchOptions(allow_hosts=frozenset({f"127.0.0.1:{server.port}"}), **limits)  # type: ignore[arg-type]


async def test_a_page_comes_back_whole_with_its_type_and_charset(server, options):
    url = server.html("/story", ENGLISH.html())
    resource = await fetch(url, options)
    assert resource.content.decode() == ENGLISH.html()
    assert (resource.media_type, resource.charset, resource.url) == ("text/html", "utf-8", url)


async def test_the_request_names_us_and_asks_only_for_encodings_that_are_decoded(server, options):
    await fetch(server.html("/story", "<p>text</p>"), options)
    headers = server.requests[0].headers
    assert headers["user-agent"] == f"svodka/{__version__} (+https://example.org/bot)"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in headers


async def test_a_user_agent_of_the_owner_is_sent_as_given(server):
    options = with_limits(server, user_agent="intranet-reader/2")
    await fetch(server.html("/story", "<p>text</p>"), options)
    assert server.requests[0].headers["user-agent"] == "intranet-reader/2"


def test_a_contact_that_would_split_the_header_is_refused():
    with pytest.raises(ConfigurationError):
        FetchOptions(contact="me\r\nX-Evil: 1")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_and_its_end_is_the_address(server, options, status):
    server.html("/end", "<p>the end</p>")
    url = server.serve("/start", redirect("/end?x=1#part", status))
    server.html("/end?x=1", "<p>the end</p>")
    resource = await fetch(url, options)
    assert resource.content == b"<p>the end</p>"
    assert resource.url == server.url("/end?x=1")


async def test_five_redirects_are_followed_and_six_are_not(server, options):
    for hop in range(6):
        server.serve(f"/{hop}", redirect(f"/{hop + 1}"))
    server.html("/6", "<p>end</p>")
    assert (await fetch(server.url("/1"), options)).content == b"<p>end</p>"
    with pytest.raises(TooManyRedirects) as caught:
        await fetch(server.url("/0"), options)
    assert caught.value.fields["redirects"] == 5
    assert "5" in caught.value.message("ja")


async def test_a_redirect_in_circles_ends(server, options):
    url = server.serve("/loop", redirect("/loop"))
    with pytest.raises(TooManyRedirects):
        await fetch(url, options)
    assert len(server.requests) == options.max_redirects + 1


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "//192.168.1.1/x",
    ],
)
async def test_a_redirect_to_a_private_address_is_refused(server, options, location):
    with pytest.raises(AddressNotAllowed):
        await fetch(server.serve("/start", redirect(location)), options)


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://example.com/x", "javascript:alert(1)", "data:text/html,x"]
)
async def test_a_redirect_out_of_the_web_is_refused(server, options, location):
    with pytest.raises(NotAUrl):
        await fetch(server.serve("/start", redirect(location)), options)


async def test_a_redirect_to_another_port_of_an_allowed_host_is_refused(server, options):
    with pytest.raises(AddressNotAllowed):
        await fetch(server.serve("/start", redirect(f"http://127.0.0.1:{server.port + 1}/")), options)


async def test_a_body_that_never_ends_runs_into_the_time_limit(server):
    url = server.serve("/slow", Reply(b"<p>begin", headers=HTML, hang=True))
    with pytest.raises(FetchTimeout) as caught:
        await fetch(url, with_limits(server, timeout_seconds=0.3))
    assert caught.value.fields == {"host": "127.0.0.1", "seconds": "0.3"}
    assert "0.3" in caught.value.message("en")


async def test_the_time_limit_covers_all_redirects_together(server):
    def page(request):
        number = int(request.path[1:])
        return Reply(b"", headers=HTML, hang=True) if number == 3 else redirect(f"/{number + 1}")

    for number in range(4):
        server.serve(f"/{number}", page)
    with pytest.raises(FetchTimeout):
        await fetch(server.url("/0"), with_limits(server, timeout_seconds=0.4))
    assert [request.path for request in server.requests] == ["/0", "/1", "/2", "/3"]


async def test_cancelling_a_fetch_is_not_turned_into_an_error_of_ours(server, options):
    url = server.serve("/slow", Reply(b"", headers=HTML, hang=True))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await fetch(url, options)


async def test_a_body_at_the_limit_is_read_and_one_byte_more_is_not(server):
    server.serve("/fits", Reply(b"x" * 1000, headers={"Content-Type": "text/plain"}))
    server.serve("/over", Reply(b"x" * 1001, headers={"Content-Type": "text/plain"}))
    options = with_limits(server, max_bytes=1000)
    assert len((await fetch(server.url("/fits"), options)).content) == 1000
    with pytest.raises(TooLarge):
        await fetch(server.url("/over"), options)


async def test_a_chunked_body_of_unknown_length_stops_at_the_limit(server):
    page = Reply(b"x" * 10_000, headers={"Content-Type": "text/plain"}, chunked=True, repeat=5_000)
    with pytest.raises(TooLarge):
        await fetch(server.serve("/endless", page), with_limits(server, max_bytes=100_000))
    assert server.sent_bytes < 20_000_000  # socket buffers, not the whole 50 MB


async def test_a_gzip_bomb_stops_at_the_limit(server, options):
    bomb = gzip.compress(b"\0" * 100_000_000, compresslevel=9)
    assert len(bomb) < 200_000
    url = server.serve("/bomb", Reply(bomb, headers={**HTML, "Content-Encoding": "gzip"}))
    with pytest.raises(TooLarge) as caught:
        await fetch(url, options)
    assert "5" in caught.value.message("ru")


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("gzip", lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:]) + b"\0\0"),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", lambda data: data),
    ],
)
async def test_compressed_bodies_are_read(server, options, encoding, compress):
    data = ENGLISH.html().encode()
    url = server.serve("/page", Reply(compress(data), headers={**HTML, "Content-Encoding": encoding}))
    assert (await fetch(url, options)).content == data


@pytest.mark.parametrize(
    "body", [b"not gzip at all", gzip.compress(b"<p>text</p>" * 99)[:-20]], ids=["none", "cut off"]
)
async def test_damaged_compression_is_a_failed_connection(server, options, body):
    url = server.serve("/page", Reply(body, headers={**HTML, "Content-Encoding": "gzip"}))
    with pytest.raises(ConnectionFailed):
        await fetch(url, options)


async def test_an_encoding_that_was_not_asked_for_is_refused(server, options):
    url = server.serve("/page", Reply(b"x", headers={**HTML, "Content-Encoding": "br"}))
    with pytest.raises(UnsupportedMediaType):
        await fetch(url, options)


async def test_a_declared_length_over_the_limit_is_refused_unread(server):
    url = server.serve("/page", Reply(b"<p>x", headers=HTML, content_length=10**9))
    with pytest.raises(TooLarge):
        await fetch(url, with_limits(server, max_bytes=1000))


async def test_fewer_bytes_than_declared_are_a_failed_connection(server, options):
    url = server.serve("/page", Reply(b"<p>x</p>", headers=HTML, content_length=5000))
    with pytest.raises(ConnectionFailed):
        await fetch(url, options)


async def test_more_bytes_than_declared_are_not_read(server, options):
    url = server.serve("/page", Reply(b"<p>x</p>" * 100, headers=HTML, content_length=8))
    assert (await fetch(url, options)).content == b"<p>x</p>"


@pytest.mark.parametrize("media_type", ["image/png", "application/json", "video/mp4", "application/zip", "text/css"])
async def test_other_types_are_refused_by_their_name(server, options, media_type):
    url = server.serve("/file", Reply(b"data", headers={"Content-Type": media_type}))
    with pytest.raises(UnsupportedMediaType) as caught:
        await fetch(url, options)
    assert media_type in caught.value.message("en")


@pytest.mark.parametrize(
    ("declared", "body", "expected"),
    [
        ("application/octet-stream", b"<!DOCTYPE html><p>x</p>", "text/html"),
        ("application/octet-stream", b"%PDF-1.4 ...", "application/pdf"),
        ("text/html", b"%PDF-1.4 ...", "application/pdf"),
        ("application/xhtml+xml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "text/html"),
        ("application/xml", b"<?xml version='1.0'?><html xmlns='x'><p/></html>", "text/html"),
        ('TEXT/HTML;Charset="UTF-8"', b"<p>x</p>", "text/html"),
        (None, b"<html><p>x</p></html>", "text/html"),
        (None, "Просто текст без разметки".encode(), "text/plain"),
        (None, "\ufeffТекст".encode("utf-16"), "text/plain"),
        ("text/markdown", b"# x", "text/markdown"),
    ],
)
async def test_the_type_is_found_where_the_header_does_not_tell(server, options, declared, body, expected):
    headers = {} if declared is None else {"Content-Type": declared}
    assert (await fetch(server.serve("/page", Reply(body, headers=headers)), options)).media_type == expected


@pytest.mark.parametrize("declared", ["text/html", "text/plain", "application/octet-stream", "application/xml"])
async def test_binary_data_is_refused_under_any_name(server, options, declared):
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4
    url = server.serve("/page", Reply(png, headers={"Content-Type": declared}))
    with pytest.raises(UnsupportedMediaType):
        await fetch(url, options)


async def test_a_missing_charset_is_none(server, options):
    url = server.serve("/page", Reply("<p>текст</p>".encode("windows-1251"), headers={"Content-Type": "text/html"}))
    assert (await fetch(url, options)).charset is None


@pytest.mark.parametrize("status", [400, 404, 410, 418, 500, 502])
async def test_an_error_status_is_an_error_with_its_number(server, options, status):
    with pytest.raises(HttpStatusError) as caught:
        await fetch(server.serve("/page", Reply(b"<h1>no</h1>", status, HTML)), options)
    assert caught.value.fields == {"host": "127.0.0.1", "status": status}


WALLS = {
    "bot_wall": (
        403,
        "<title>Just a moment...</title><h1>example.com</h1><p>Verify you are human by completing the action",
    ),
    "login": (401, "<title>Вход на сайт</title><form><input type=password><p>Забыли пароль?</p></form>"),
    "paywall": (402, "<title>ニュース</title><p>この記事は有料会員限定です。"),
    "consent": (
        503,
        "<title>Before you continue</title><p>We and our partners store and/or access information on a device",
    ),
}


@pytest.mark.parametrize("reason", WALLS)
async def test_a_refusal_that_explains_itself_is_named(server, options, reason):
    status, html = WALLS[reason]
    with pytest.raises(NotAnArticle) as caught:
        await fetch(server.serve("/page", Reply(html.encode(), status, HTML)), options)
    assert caught.value.reason == reason


async def test_a_refusal_without_a_word_is_its_status(server, options):
    for status in (401, 403, 429, 503):
        with pytest.raises(HttpStatusError):
            await fetch(server.serve("/page", Reply(b"<h1>Sorry</h1>", status, HTML)), options)


async def test_nobody_at_the_port_is_a_failed_connection(server):
    unused = server.port
    server_gone = FetchOptions(allow_hosts=frozenset({"127.0.0.1"}))
    with LoopbackServer() as other:
        unused = other.port
    with pytest.raises(ConnectionFailed):
        await fetch(f"http://127.0.0.1:{unused}/", server_gone)


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_an_answer_in_another_protocol_is_a_failed_connection(scheme):
    async def babble(_reader, writer):
        writer.write(b"220 smtp.example.org ready\r\n")
        writer.close()

    other = await asyncio.start_server(babble, "127.0.0.1", 0)
    port = other.sockets[0].getsockname()[1]
    async with other:
        with pytest.raises(ConnectionFailed):
            await fetch(f"{scheme}://127.0.0.1:{port}/", FetchOptions(allow_hosts=frozenset({"127.0.0.1"})))


async def test_proxies_of_the_environment_are_not_used(server, options, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert (await fetch(server.html("/story", "<p>direct</p>"), options)).content == b"<p>direct</p>"
