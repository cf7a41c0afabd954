"""``svodka digest preview`` as people run it: a process, real feeds, exit codes."""

import gzip
import json
import subprocess
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pytest
import telegram_pages
from loopback import LoopbackServer, Reply
from stories import stories

from bot.digest.preview import web_feed
from svodka_process import arguments, environment

WEEK = timedelta(days=7)
RSS = {"Content-Type": "application/rss+xml; charset=utf-8"}


def feed(language: str, encoding: str = "utf-8", further: str = "") -> bytes:
    """Return the development stories of a language as if they were of this week, the days of the week kept."""
    written = stories("dev")[0]
    age = datetime.now(UTC) - max(item.published for item in written)
    items = further + "".join(
        f"<item><title>{escape(item.title)}</title><description>{escape(item.lead)}</description>"
        f"<pubDate>{format_datetime(item.published + age // WEEK * WEEK)}</pubDate></item>"
        for item in written
        if item.source == f"Site {language}"
    )
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>News {language}</title>'
    return f"{head}{items}</channel></rss>".encode(encoding)


@pytest.fixture
def run(server: LoopbackServer, tmp_path: Path):
    def run(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        env = {**environment(tmp_path), "SVODKA_FETCH__ALLOW_HOSTS": json.dumps([f"127.0.0.1:{server.port}"])}
        return subprocess.run(  # noqa: S603 - our own command
            arguments("digest", "preview", *words),
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=env,
            check=False,
        )

    return run


def test_feeds_of_three_languages_give_one_digest_and_a_failing_one_is_named(run, server, tmp_path):
    saved = tmp_path / "saved.xml"
    saved.write_bytes(feed("ja", "shift_jis"))
    day = datetime.now(UTC) + timedelta(days=20)
    visit = f"Chancellor Friedrich Merz will visit Warsaw on {day:%d %B %Y}."
    coming = f"<item><title>Merz to visit Warsaw</title><description>{visit}</description></item>"
    english = server.serve("/en", Reply(feed("en", further=coming), headers=RSS))
    server.serve("/ru", Reply(feed("ru", "windows-1251"), headers={"Content-Type": "text/xml"}))
    site = server.html("/site", '<head><link rel="alternate" type="application/rss+xml" href="/ru"></head>')
    gone = server.serve("/gone", Reply(status=410))
    done = run(english, site, str(saved), gone, "--lang", "ru", "--json", "--follow", "茂木敏充")
    assert done.returncode == 0, done.stderr
    assert gone in done.stderr
    assert "удалена навсегда" in done.stderr
    found = json.loads(done.stdout)
    assert [(f["title"], f["error"]) for f in found["feeds"]] == [
        ("News en", None),
        ("News ru", None),
        ("News ja", None),
        ("", "feed_gone"),
    ]
    first = found["stories"][0]
    assert (first["headline_language"], len(first["sources"])) == ("ru", 3)
    assert "Мотэги" in first["facts_line"]
    assert len(found["stories"]) == 5
    assert f"{day:%Y-%m-%d}" in [entry["date"] for entry in found["calendar"]]


def test_if_no_feed_can_be_read_the_command_fails(run, server, tmp_path):
    broken = tmp_path / "broken.xml"
    broken.write_text("no feed")
    done = run(server.url("/none"), str(broken), str(tmp_path / "missing.xml"), "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert all(name in done.stderr for name in ("/none", "broken.xml", "missing.xml"))
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_told_from_failure(run):
    assert run().returncode == 2
    assert run("feed.xml", "--lang", "xx").returncode == 2
    assert run("feed.xml", "--stories", "0").returncode == 2


def test_a_pipe_gets_plain_lines_with_the_addresses_of_the_sources(run, tmp_path):
    saved = tmp_path / "saved.xml"
    saved.write_bytes(
        b'<rss version="2.0"><channel><title>A</title><item><title>Ten ships sail from Oslo to Bergen</title>'
        b"<link>https://unreachable.invalid/ships</link></item></channel></rss>"
    )
    done = run(str(saved), "--lang", "en", "--no-articles")
    assert done.returncode == 0, done.stderr
    assert "1. Ten ships sail from Oslo to Bergen" in done.stdout
    assert "A: https://unreachable.invalid/ships" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_channel_of_telegram_and_a_pipe_are_feeds_and_a_feed_is_no_article(run, server, tmp_path):
    talks = "Lavrov meets Eide in Oslo<br/><br/>Russian Foreign Minister Sergey Lavrov met Espen Barth Eide in Oslo."
    channel = server.html("/s/harbour", telegram_pages.channel(telegram_pages.message("harbour/2", talks)))
    whole = server.serve("/whole", Reply(gzip.compress(feed("en")), headers={"Content-Type": "application/gzip"}))
    cut_off = server.serve("/cut", Reply(feed("en")[:150], headers=RSS))
    done = run(channel, whole, cut_off, "-", "--lang", "en", "--no-articles", "--json", stdin=feed("en").decode())
    assert done.returncode == 0, done.stderr
    found = [(f["feed"], f["title"], f["error"]) for f in json.loads(done.stdout)["feeds"]]
    assert found == [
        (channel, "Harbour News", None),
        (whole, "News en", None),
        (cut_off, "", "feed_damaged"),
        ("-", "News en", None),
    ]
    assert "https://t.me/harbour/2" in done.stdout
    assert "arrived cut off" in done.stderr


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("@harbour", "https://t.me/harbour"),
        ("t.me/harbour", "https://t.me/harbour"),
        (" https://news.example/rss ", "https://news.example/rss"),
        ("news.example", "https://news.example"),
        ("feed.xml", None),
        ("./news.example", None),
        ("-", None),
        ("x" * 5000, None),
    ],
)
def test_what_names_a_feed_is_an_address_or_a_file(name, address):
    assert web_feed(name) == address
