"""Lists of feeds."""

from datetime import UTC, datetime

import pytest

from bot.digest.opml import ListedFeed, read_opml, write_opml
from summarizer.sources.feeds import NotAFeed

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)


def test_a_list_comes_back_as_it_was_written():
    feeds = (ListedFeed("https://a.example/feed?x=1&y=2", "Новости & <мир>"), ListedFeed("https://b.example/", "港"))
    assert read_opml(write_opml(feeds, "Svodka", NOW)) == feeds


def test_lists_of_other_readers_are_read_with_their_folders_and_flaws():
    source = """<?xml version="1.0" encoding="windows-1251"?><opml version="1.0"><head/><body>
    <outline text="Мир & люди"><outline text="Лента" type="rss" xmlUrl="https://a.example/feed" htmlUrl="/x"/>
    <outline text="again" xmlurl="https://a.example/feed"/><outline text="bad" xmlUrl="javascript:alert(1)"/>
    <outline text="no address"/></outline></body></opml>"""
    assert read_opml(source.encode("windows-1251")) == (ListedFeed("https://a.example/feed", "Лента"),)


def test_a_hostile_list_reads_no_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/")
    source = f"""<!DOCTYPE opml [<!ENTITY x SYSTEM "{secret.as_uri()}">]><opml><body>
    <outline text="&x;" xmlUrl="https://a.example/"/></body></opml>"""
    (feed,) = read_opml(source.encode())
    assert "secret" not in feed.title


@pytest.mark.parametrize("source", [b"", b"words", b"<rss/>", b"<opml/>"])
def test_what_is_no_list_is_refused(source):
    with pytest.raises(NotAFeed):
        read_opml(source, "list.opml")
