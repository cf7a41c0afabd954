"""Addresses of sources as people write them, and which of them are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.addresses import address_key, addresses_in, host_of


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("example.com", ["https://example.com"]),
        ("  «example.com/rss».", ["https://example.com/rss"]),
        ("http://example.com:8080/feed?x=1", ["http://example.com:8080/feed?x=1"]),
        ("пример.испытание/новости", ["https://пример.испытание/новости"]),
        ("例え。テスト", ["https://例え.テスト"]),
        ("ｎｅｗｓ．example.jp", ["https://news.example.jp"]),
        ("feed://example.com/rss", ["https://example.com/rss"]),
        ("feed:https://example.com/rss", ["https://example.com/rss"]),
        ("@example_channel", ["https://t.me/example_channel"]),
        ("t.me/example_channel", ["https://t.me/example_channel"]),
        ("one.example, two.example\nthree.example", [f"https://{name}.example" for name in ("one", "two", "three")]),
        ("one.example、two.example", ["https://one.example", "https://two.example"]),
        ("one.example one.example", ["https://one.example"]),
        ("192.0.2.7/feed", ["https://192.0.2.7/feed"]),
    ],
)
def test_addresses_are_found_however_they_are_written(written: str, found: list[str]) -> None:
    assert addresses_in(written) == found


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Reuters",
        "7.30",
        "somebody@example.com",
        "my news: example.com",
        "...",
        "a..b",
        "@me",
        "1.2",
        "@a/b",
        "/rss",
    ],
)
def test_what_is_no_address_alone_is_none(written: str) -> None:
    assert addresses_in(written) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.Example.com/feed/", "http://example.com/feed"),
        ("https://example.com:443/feed#top", "https://example.com/feed"),
        ("https://пример.рф/rss", "https://xn--e1afmkfd.xn--p1ai/rss"),
        ("https://t.me/Example_News", "https://t.me/s/example_news"),
        ("https://telegram.me/example_news/15", "t.me/example_news"),
        ("https://example.com.", "https://example.com/"),
    ],
)
def test_addresses_that_lead_to_one_feed_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a", "https://example.com/b"),
        ("https://example.com/?feed=a", "https://example.com/?feed=b"),
        ("https://news.example.com/feed", "https://example.com/feed"),
        ("https://example.com/Feed", "https://example.com/feed"),
        ("https://example.com:8080/feed", "https://example.com/feed"),
    ],
)
def test_addresses_of_different_feeds_have_different_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_the_host_of_an_address_is_that_of_its_site() -> None:
    assert host_of("https://www.example.com?x=1") == host_of("http://example.com/feed") == "example.com"


@given(st.text(max_size=40))
def test_no_text_raises(written: str) -> None:
    for url in addresses_in(written):
        assert url.startswith(("https://", "http://", "HTTP", "Http", "hTTP", "htTP")) or "://" in url
    assert isinstance(address_key(written), str)
