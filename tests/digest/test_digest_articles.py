"""The articles behind the entries of feeds, over HTTP: fetched once, from another source if one fails, or not."""

import asyncio
import json
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from loopback import LoopbackServer, Reply

from bot.digest.briefer import MAX_ARTICLES_TRIED, StoryBriefer
from bot.digest.items import Item, ReadItem
from bot.digest.signature import read_items
from summarizer.brief_records import Brief
from summarizer.reading import ReadingSettings
from svodka_process import arguments, environment

TITLE = "Finland and Estonia agree on rail tunnel study"
LEAD = "Finland and Estonia signed an agreement in Tallinn on Monday on a study of a rail tunnel."
ONLY_IN_THE_ARTICLE = "under the Gulf of Finland"
FIRST = (
    "Finnish Transport Minister Lulu Ranne and her Estonian counterpart Kuldar Leis signed an agreement in Tallinn on "
    f"Monday on a study of a rail tunnel {ONLY_IN_THE_ARTICLE}."
)
PARAGRAPHS = (
    FIRST,
    "The tunnel would be 103 kilometres long and cost about 20 billion euros, the ministers said.",
    "The study of the tunnel is to be ready in 2028, and the two ministers will meet again in Helsinki in March.",
    "Ferries between Helsinki and Tallinn carry nine million passengers a year, and the crossing takes two hours.",
)
RUSSIAN = (
    "Финляндия и Эстония договорились об исследовании тоннеля",
    "Министры транспорта Финляндии и Эстонии подписали в понедельник в Таллине соглашение о тоннеле под заливом.",
    "Длина тоннеля составит 103 километра, а стоить он будет около 20 миллиардов евро.",
    "Исследование тоннеля должно быть готово в 2028 году, министры снова встретятся в Хельсинки в марте.",
)
WHEN = datetime(2026, 11, 23, 12, tzinfo=UTC)


def page(title: str, paragraphs: tuple[str, ...], language: str = "en", charset: str = "utf-8") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f'<head><meta charset="{charset}"><title>{title}</title></head>'
    return f'<!doctype html><html lang="{language}">{head}<body><article><h1>{title}</h1>{body}</article></body></html>'


def story(*urls: str | None, title: str = TITLE, lead: str = LEAD) -> list[ReadItem]:
    items = [Item(f"{n}", f"feed{n}", f"Site {n}", url, title, lead, WHEN) for n, url in enumerate(urls)]
    return read_items(items)


def points(brief: Brief | None) -> str:
    assert brief is not None
    return " ".join(point.source_text for point in brief.points)


def asked(server: LoopbackServer) -> Counter[str]:
    return Counter(request.path for request in server.requests)


@pytest.fixture
def briefer(options):
    return StoryBriefer(ReadingSettings(fetch=options))


def test_days_are_counted_where_the_entry_was_written_and_not_in_utc():
    late = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # in Tokyo it is the morning of the 25th
    lead = "茂木外相は25日、東京でフランスのバロ外相と会談した。両外相は経済安全保障での協力を確認した。"
    (read,) = read_items([Item("1", "feed", "Site", None, "日仏外相が会談", lead, late)])
    assert read.day.isoformat() == "2026-11-25"
    assert read.facts is not None
    assert [event.date for event in read.facts.events] == ["2026-11-25"]


async def test_a_story_is_briefed_from_its_article_and_not_from_the_few_words_of_the_feed(server, briefer):
    brief = await briefer.brief(story(server.html("/tunnel", page(TITLE, PARAGRAPHS))), "en")
    assert ONLY_IN_THE_ARTICLE in points(brief)
    assert brief.source.url == server.url("/tunnel")


async def test_the_article_is_fetched_once_for_all_languages_and_all_who_ask_at_the_same_time(server, briefer):
    told = story(server.html("/tunnel", page(TITLE, PARAGRAPHS)), server.html("/other", page(TITLE, PARAGRAPHS)))
    briefs = await asyncio.gather(*(briefer.brief(told, language) for language in ("en", "ru", "ja", "en")))
    assert all(brief is not None for brief in briefs)
    assert asked(server) == {"/tunnel": 1}


async def test_an_article_in_the_readers_language_is_taken_first_whatever_its_encoding(server, briefer):
    html = page(RUSSIAN[0], RUSSIAN[1:], "ru", "windows-1251").encode("windows-1251")
    russian = server.serve("/ru", Reply(html, headers={"Content-Type": "text/html"}))
    english = server.html("/en", page(TITLE, PARAGRAPHS))
    told = [*story(english), *story(russian, title=RUSSIAN[0], lead=RUSSIAN[0])]
    told[1] = replace(told[1], item=replace(told[1].item, key="ru"))
    brief = await briefer.brief(told, "ru")
    assert "под заливом" in points(brief)
    assert asked(server) == {"/ru": 1}


FAILURES = {
    "/gone": Reply(status=410),
    "/error": Reply(status=500),
    "/picture": Reply(b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "image/png"}),
    "/empty": Reply(b"<html><body></body></html>", headers={"Content-Type": "text/html"}),
    "/loop": Reply(status=302, headers={"Location": "/loop"}),
    "/endless": Reply(b"<p>words</p>" * 5_000, chunked=True, repeat=1_000, headers={"Content-Type": "text/html"}),
    "/inside": Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
}


@pytest.mark.parametrize("path", FAILURES)
async def test_if_an_article_cannot_be_had_that_of_another_source_is_taken(server, options, path):
    failing = server.serve(path, FAILURES[path])
    working = server.html("/tunnel", page(TITLE, PARAGRAPHS))
    briefer = StoryBriefer(ReadingSettings(fetch=replace(options, max_bytes=200_000)))
    assert ONLY_IN_THE_ARTICLE in points(await briefer.brief(story(failing, working), "en"))
    assert asked(server)["/tunnel"] == 1


async def test_after_a_few_failures_the_words_of_the_feed_are_briefed(server, briefer):
    paths = [server.serve(f"/gone{n}", Reply(status=404)) for n in range(MAX_ARTICLES_TRIED + 2)]
    brief = await briefer.brief(story(*paths), "en")
    assert LEAD in points(brief)
    assert len(server.requests) == MAX_ARTICLES_TRIED


async def test_an_entry_without_a_link_or_with_one_into_the_private_network_is_briefed_from_the_feed(server):
    server.html("/tunnel", page(TITLE, PARAGRAPHS))
    strict = StoryBriefer(ReadingSettings())
    for url in (None, server.url("/tunnel")):
        assert LEAD in points(await strict.brief(story(url), "en"))
    assert server.requests == []


async def test_without_articles_nothing_is_fetched(server, options):
    briefer = StoryBriefer(ReadingSettings(fetch=options), articles=False)
    assert LEAD in points(await briefer.brief(story(server.html("/tunnel", page(TITLE, PARAGRAPHS))), "en"))
    assert server.requests == []


@pytest.mark.parametrize("articles", [True, False])
def test_the_preview_reads_the_articles_of_a_feed_unless_told_not_to(server, tmp_path, articles):
    link = server.html("/tunnel", page(TITLE, PARAGRAPHS))
    when = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    told = f"<title>{TITLE}</title><link>{link}</link><description>{LEAD}</description><pubDate>{when}</pubDate>"
    feed = f"<rss version='2.0'><channel><title>News</title><item>{told}</item></channel></rss>".encode()
    url = server.serve("/feed", Reply(feed, headers={"Content-Type": "application/rss+xml"}))
    env = {**environment(tmp_path), "SVODKA_FETCH__ALLOW_HOSTS": json.dumps([f"127.0.0.1:{server.port}"])}
    words = arguments("digest", "preview", url, "--lang", "en", "--json", *([] if articles else ["--no-articles"]))
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", env=env, check=False)  # noqa: S603 - our own command
    assert done.returncode == 0, done.stderr
    shown = " ".join(point["text"] for point in json.loads(done.stdout)["stories"][0]["points"])
    assert (ONLY_IN_THE_ARTICLE in shown) is articles
    assert asked(server)["/tunnel"] == int(articles)
