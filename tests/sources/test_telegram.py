"""Telegram's public channels as feeds, their posts as articles."""

from datetime import UTC, date, datetime

import pytest
import telegram_pages as pages
from loopback import LoopbackServer, Reply

from summarizer.errors import IsAFeed, NotAnArticle
from summarizer.language.read_article import read_article
from summarizer.sources.extract import extract
from summarizer.sources.feed_search import find_feed
from summarizer.sources.feeds import Feed, parse_feed
from summarizer.sources.fetch import fetch
from summarizer.sources.telegram_address import feed_page, telegram_link, text_page
from summarizer.sources.telegram_page import ChannelNotReadable

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)
TALKS = (
    "⚡️ Министры иностранных дел России и Норвегии встретились в Осло<br/><br/>Переговоры шли три часа. Обсудили "
    "рыболовство в Баренцевом море и согласовали квоты на следующий год, сообщил журналистам министр."
)


def read(*messages: str) -> Feed:
    return parse_feed(pages.channel(*messages).encode(), "utf-8", "https://t.me/s/harbour", NOW)


@pytest.mark.parametrize(
    ("url", "channel", "post"),
    [
        ("https://t.me/harbour", "harbour", None),
        ("https://t.me/s/harbour?before=90", "harbour", None),
        ("t.me/Harbour_News", "Harbour_News", None),
        ("http://www.telegram.me/harbour/", "harbour", None),
        ("https://harbour.t.me", "harbour", None),
        ("https://harbour.t.me/12", "harbour", 12),
        ("https://t.me/harbour/123?single", "harbour", 123),
        ("https://t.me/s/harbour/123", "harbour", 123),
        ("https://t.me/harbour_chat/5/77?comment=3", "harbour_chat", 77),
        ("https://t.me/harbour/s/12", "harbour", None),
    ],
)
def test_links_into_channels_are_read_however_they_are_written(url, channel, post):
    link = telegram_link(url)
    assert link is not None
    assert (link.channel, link.post) == (channel, post)
    assert feed_page(url) == f"https://t.me/s/{channel}"


@pytest.mark.parametrize(
    "url",
    [
        "https://t.me/+AbCdEf",
        "https://t.me/joinchat/AbCd",
        "https://t.me/c/12/34",
        "https://t.me/",
        "https://t.me/addstickers/x",
        "https://example.org/harbour",
        "https://nott.me/harbour",
        "https://t.me.example/harbour",
        "https://t.me/abc",
        "http://[",
        "x",
    ],
)
def test_what_is_no_link_into_a_channel_is_left_alone(url):
    assert telegram_link(url) is None
    assert text_page(url) is None


def test_the_text_of_a_link_stands_on_another_page():
    assert text_page("https://t.me/harbour/123") == "https://t.me/harbour/123?embed=1&mode=tme"
    assert text_page("https://t.me/harbour") == "https://t.me/s/harbour"
    assert text_page("https://t.me/iv?url=https%3A%2F%2Fnews.example%2Fx&rhash=1") == "https://news.example/x"
    assert text_page("https://t.me/share/url?url=https://news.example/x&text=Read") == "https://news.example/x"
    assert text_page("https://t.me/share/url?url=file:///etc/passwd") is None
    assert text_page("https://news.example/x") is None


def test_a_channel_is_a_feed_with_the_newest_post_first():
    feed = read(
        pages.message("harbour/1", "A single line.", "2026-11-24T20:00:00+00:00"),
        pages.message("harbour/2", TALKS, "2026-11-25T08:30:00+03:00", more=pages.forwarded("Ocean Wire")),
    )
    assert (feed.title, feed.url, feed.format) == ("Harbour News", "https://t.me/harbour", "telegram")
    talks, line = feed.entries
    assert (talks.id, talks.url) == ("harbour/2", "https://t.me/harbour/2")
    assert talks.title == "Министры иностранных дел России и Норвегии встретились в Осло"
    assert talks.summary.startswith("Переговоры шли три часа.")
    assert (talks.published, talks.author) == (datetime(2026, 11, 25, 5, 30, tzinfo=UTC), "Ocean Wire")
    assert (line.title, line.summary) == ("A single line.", "")


def test_posts_without_words_of_their_own_are_left_out():
    feed = read(
        pages.message("harbour/1", more=pages.PHOTO),
        pages.message("harbour/2", more=pages.poll("Will the ferry run?")),
        pages.message("harbour/3", "Harbour News pinned «Timetable»", classes="service_message"),
        pages.message("harbour/4", "Buy boats at a discount today only", classes="tgme_widget_message_sponsored"),
        pages.message("harbour/5", "Лучшие лодки города по низкой цене! Реклама. ООО «Лодка», erid: 2VtzqwXyZ12"),
        pages.message("harbour/6", "Boats and more boats <a href='https://ad.example/?erid=2VtzqwXyZ12'>here</a>"),
        pages.message("harbour/7", "🔥🔥🔥"),
        pages.message("", "A message without an address is none"),
        pages.message("harbour/8", "The ferry to Bergen runs again.", more=pages.PHOTO + pages.VIDEO),
    )
    assert [entry.id for entry in feed.entries] == ["harbour/8"]
    assert feed.entries[0].published == datetime(2026, 11, 25, 5, 30, tzinfo=UTC)


def test_the_text_that_a_post_answers_is_not_its_own():
    feed = read(pages.message("harbour/9", "The ferry was late.", more=pages.reply("When does the ferry come?")))
    assert [(entry.title, entry.summary) for entry in feed.entries] == [("The ferry was late.", "")]


def test_a_text_in_a_text_is_read_once():
    hidden = '<a href="https://telegra.ph/x">\u200b</a>'
    nested = f'{hidden}<div class="tgme_widget_message_text js-message_text" dir="auto">The ferry came.</div>'
    assert [entry.title for entry in read(pages.message("harbour/9", nested)).entries] == ["The ferry came."]


def test_a_post_that_is_only_an_address_has_the_words_of_the_page_it_shows():
    shown = pages.preview("Ministers meet in Oslo", "They spoke of fish for three hours.")
    text = '<a href="https://news.example/x">https://news.example/x</a>'
    (entry,) = read(pages.message("harbour/3", text, more=shown)).entries
    assert (entry.title, entry.summary) == ("Ministers meet in Oslo", "They spoke of fish for three hours.")


def test_what_a_channel_writes_under_every_post_is_no_news():
    signed = "{}<br/><br/><a href='https://t.me/harbour'>Harbour News</a> | <a href='https://t.me/+x'>Chat</a>"
    tagged = "{}<br/><a href='?q=%23sea'>#sea</a> <a href='?q=%23fish'>#fish</a>"
    plain = "{}<br/>Write to us: editors at harbour point example"
    ferry, fish = "The ferry to Bergen runs again.", "Ten tons of fish were landed."
    one = read(pages.message("harbour/1", signed.format(ferry)), pages.message("harbour/2", tagged.format(fish)))
    assert [(entry.title, entry.summary) for entry in one.entries] == [(fish, ""), (ferry, "")]
    many = read(*(pages.message(f"harbour/{n}", plain.format(f"{ferry[:-1]} for day {n}.")) for n in range(3)))
    assert {entry.summary for entry in many.entries} == {""}
    few = read(*(pages.message(f"harbour/{n}", plain.format(ferry)) for n in range(2)))
    assert all("editors" in entry.summary for entry in few.entries)


def test_a_short_call_for_attention_goes_with_the_line_after_it():
    (entry,) = read(
        pages.message("harbour/1", "❗️Срочно<br/>В порту Осло остановлено движение паромов<br/>Причина — шторм.")
    ).entries
    assert (entry.title, entry.summary) == ("Срочно В порту Осло остановлено движение паромов", "Причина — шторм.")


def test_a_channel_without_posts_is_a_sound_feed_and_a_card_is_none():
    assert read().entries == ()
    for page in (pages.card(), pages.card("Closed club", "5 members"), pages.single(pages.message("harbour/1", TALKS))):
        with pytest.raises(ChannelNotReadable) as caught:
            parse_feed(page.encode(), "utf-8", "https://t.me/pilot", NOW)
        assert "t.me/" in caught.value.message("ru")


async def test_a_channel_is_found_and_fetched_like_any_feed(server: LoopbackServer, options):
    url = server.html("/s/harbour", pages.channel(pages.message("harbour/2", TALKS)))
    answer, address = await find_feed(url, options)
    assert address == url
    assert [entry.id for entry in parse_feed(answer.content, answer.charset, answer.url, NOW).entries] == ["harbour/2"]
    server.serve("/s/pilot", Reply(status=302, headers={"Location": "/pilot"}))
    server.html("/pilot", pages.card())
    with pytest.raises(ChannelNotReadable):
        await find_feed(server.url("/s/pilot"), options)


async def test_a_post_is_read_as_an_article_with_its_day_and_channel(server: LoopbackServer, options):
    url = server.html(
        "/harbour/2?embed=1&mode=tme", pages.single(pages.message("harbour/2", TALKS, "2026-11-24T22:30:00+00:00"))
    )
    document = extract(await fetch(url, options))
    assert (document.site, document.url, document.pasted) == ("Harbour News", "https://t.me/harbour/2", True)
    article = read_article(document)
    assert (article.language, article.published, article.published_from) == ("ru", date(2026, 11, 25), "metadata")
    assert article.title == "Министры иностранных дел России и Норвегии встретились в Осло"
    assert "квоты" in article.sentences[-1].text


async def test_pages_of_telegram_that_are_no_post_say_what_they_are(server: LoopbackServer, options):
    channel = server.html(
        "/s/harbour", pages.channel(pages.message("harbour/2", TALKS), pages.message("harbour/3", TALKS))
    )
    with pytest.raises(IsAFeed) as caught:
        extract(await fetch(channel, options))
    assert caught.value.source == "https://t.me/harbour"
    with pytest.raises(ChannelNotReadable):
        extract(await fetch(server.html("/pilot", pages.card()), options))
    missing = server.html("/x", pages.single('<div class="tgme_widget_message_error">Post not found</div>'))
    with pytest.raises(NotAnArticle, match="error"):
        extract(await fetch(missing, options))
    photo = server.html("/y", pages.single(pages.message("harbour/4", more=pages.PHOTO)))
    with pytest.raises(NotAnArticle):
        extract(await fetch(photo, options))


def test_an_article_that_shows_a_post_of_a_channel_stays_an_article():
    from summarizer.article import Resource

    paragraph = (
        "<p>The ministers of fisheries of both countries met in Oslo and agreed on quotas for the coming year.</p>"
    )
    text = f"<h1>Quotas agreed</h1>{paragraph * 9}{pages.message('harbour/2', TALKS)}"
    page = f"<html><body><article>{text}</article></body></html>".encode()
    document = extract(Resource(page, "text/html", "utf-8", "https://news.example/quotas"))
    assert document.title == "Quotas agreed"
    assert "coming year" in document.text
