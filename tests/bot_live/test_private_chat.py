"""A person and the bot: links, texts and files, the buttons under a brief, and what goes wrong, in three languages."""

import re

import pytest
from icalendar import Calendar

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Message, Person
from summarizer.article import LANGUAGES, Language

LONG = 20.0


def article(story: str) -> str:
    return (EXAMPLES / f"{story}.txt").read_text(encoding="utf-8")


def headline(story: str) -> str:
    return " ".join(article(story).splitlines()[0].split())


def points_in(message: Message) -> int:
    """Count the key points: bullets before the card, whose sections begin with bold words."""
    head = message.text
    for title in message.spans("bold")[1:]:
        head = head.partition(f"\n{title}\n")[0]
    return head.count("• ")


async def brief_for(person: Person, text: str, part: str) -> Message:
    person.send_text(text)
    return await person.wait_for(lambda m: part in m.text and m.buttons, LONG)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_start_greets_in_the_persons_language_and_an_example_button_gives_a_brief(
    bot: BotProcess, server: BotApiServer, language: Language
) -> None:
    kim = server.person("Kim", language)
    kim.send_text("/start")
    greeting = await kim.wait_for(lambda m: m.buttons, LONG)
    assert "Kim" in greeting.text
    assert len(greeting.labels) == len(LANGUAGES)
    kim.press(greeting, greeting.labels[0])
    brief = await kim.wait_for(lambda m: headline(f"{language}/talks") in m.text, LONG)
    assert f"✓ {language.upper()}" in brief.labels


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_link_is_answered_by_a_placeholder_that_becomes_the_brief(
    bot: BotProcess, server: BotApiServer, site: NewsSite, language: Language
) -> None:
    kim = server.person("Kim", language)
    story = {"en": "en/election", "ru": "ru/summit", "ja": "ja/election"}[language]
    brief = await brief_for(kim, site.url(story), headline(story))
    assert kim.messages == [brief]
    assert brief.versions[0].text.startswith("⏳")
    assert brief.spans("text_link") == [headline(story)]
    assert points_in(brief) >= 3
    assert brief.current.link_preview_options == {"is_disabled": True}


async def test_a_language_button_edits_the_brief_in_place_without_reading_again(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "ru")
    brief = await brief_for(kim, site.url("en/talks"), headline("en/talks"))
    asked = site.asked.total()
    kim.press(brief, "JA")
    await kim.wait_for(lambda m: "✓ JA" in m.labels)
    assert kim.messages == [brief]
    assert "如月" in brief.text or "キサラギ" in brief.text
    kim.press(brief, "EN")
    await kim.wait_for(lambda m: "✓ EN" in m.labels)
    assert "Japanese Foreign Minister" in brief.text
    query = kim.press(brief, "✓ EN")
    await kim.answer_to(query)
    assert site.asked.total() == asked


async def test_evidence_quotes_the_source_sentences_and_hides_them_again(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    brief = await brief_for(kim, site.url("en/flood"), headline("en/flood"))
    assert not brief.spans("expandable_blockquote")
    kim.press(brief, "🔎 Evidence")
    await kim.wait_for(lambda m: "🔎 Hide evidence" in m.labels)
    quotes = brief.spans("expandable_blockquote")
    assert len(quotes) == points_in(brief)
    assert all(quote.split(". ")[0].strip() in article("en/flood").replace("\n", " ") for quote in quotes)
    kim.press(brief, "🔎 Hide evidence")
    await kim.wait_for(lambda m: "🔎 Evidence" in m.labels)
    assert not brief.spans("expandable_blockquote")


async def test_more_and_fewer_points_are_one_tap_away(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    brief = await brief_for(kim, site.url("en/sanctions"), headline("en/sanctions"))
    usual = points_in(brief)
    kim.press(brief, "➕ More points")
    await kim.wait_for(lambda m: points_in(m) == usual + 2)
    kim.press(brief, "➖ Fewer points")
    await kim.wait_for(lambda m: points_in(m) == usual)
    kim.press(brief, "➖ Fewer points")
    await kim.wait_for(lambda m: points_in(m) == usual - 2)
    assert len(kim.messages) == 1


async def test_the_calendar_button_sends_the_dated_events(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    brief = await brief_for(kim, site.url("en/talks"), headline("en/talks"))
    kim.press(brief, "📅 Calendar")
    sent = await kim.wait_for(lambda m: m.document)
    assert sent.document is not None
    assert sent.document["file_name"].endswith(".ics")
    calendar = Calendar.from_ical(server.world.files[sent.document["file_id"]].data.decode())
    assert calendar.walk("VEVENT")


async def test_of_several_links_the_first_is_briefed_and_the_others_are_offered(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    kim.send_text(f"Read {site.url('en/talks')} and {site.url('en/flood')} and {site.url('ja/chips')}")
    await kim.wait_for_text(headline("en/talks"), LONG)
    offer = await kim.wait_for_text("There are 2 more")
    assert [label.rpartition("/")[2] for label in offer.labels] == ["flood", "chips"]
    kim.press(offer, offer.labels[1])
    await kim.wait_for_text(headline("ja/chips"), LONG)
    assert len(kim.messages) == 3


async def test_pasted_text_forwarded_posts_and_files_are_briefed(bot: BotProcess, server: BotApiServer) -> None:
    kim = server.person("Kim", "ru")
    kim.send_text(article("ru/treaty"))
    await kim.wait_for_text(headline("ru/treaty")[:40], LONG)
    kim.forward(article("en/election")[:3500])
    await kim.wait_for_text(headline("en/election")[:40], LONG)
    kim.send_document("note.txt", article("ja/typhoon").encode())
    await kim.wait_for_text(headline("ja/typhoon")[:12], LONG)
    title, *paragraphs = article("ru/key-rate").split("\n\n")
    page = f"<html><body><article><h1>{title}</h1>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article></body></html>"
    kim.send_document("page.html", page.encode(), "text/html")
    await kim.wait_for_text(headline("ru/key-rate")[:40], LONG)


SAID = {
    "dead": ("{site}nowhere/at-all", ("404", "404", "404")),
    "private": ("http://10.1.2.3/secret", ("public internet", "открытом интернете", "公開アドレス")),
    "not an article": ("{site}links", ("", "", "")),
    "short": ("This is only one short sentence, and no more than that.", ("too short", "короткий", "短")),
    "unknown language": (
        "Dit is een artikel in het Nederlands over het weer. " * 8,
        ("Dutch", "нидерландск", "オランダ"),
    ),
    "talk": ("hello", ("/brief", "/brief", "/brief")),
}


@pytest.mark.parametrize("case", SAID)
@pytest.mark.parametrize(("number", "language"), list(enumerate(LANGUAGES)))
async def test_what_cannot_be_briefed_is_answered_in_one_clear_sentence(
    bot: BotProcess, server: BotApiServer, site: NewsSite, case: str, number: int, language: Language
) -> None:
    site.pages["links"] = (200, "<html><body><ul>" + "<li><a href='/x'>A page</a></li>" * 40 + "</ul></body></html>")
    text, parts = SAID[case]
    kim = server.person("Kim", language)
    kim.send_text(text.format(site=site.url("")))
    answer = await kim.wait_for(lambda m: not m.text.startswith("⏳"), LONG)
    assert parts[number].lower() in answer.text.lower()
    assert len(kim.messages) == 1
    assert len(answer.text) < 300
    own_letters = {"en": r"[a-z]{3}", "ru": r"[а-я]{3}", "ja": r"[ぁ-ん]"}
    assert re.search(own_letters[language], answer.text)


async def test_a_file_that_is_too_big_or_no_text_is_refused(bot: BotProcess, server: BotApiServer) -> None:
    kim = server.person("Kim", "en")
    kim.send_document("book.txt", b"x", reported_size=50_000_000)
    await kim.wait_for_text("5", LONG)
    kim.send_document("song.mp3", b"ID3\x00\x01", "audio/mpeg")
    await kim.wait_for_text("audio/mpeg", LONG)


async def test_an_update_that_comes_twice_is_answered_once(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    sent = kim.send_text(site.url("en/talks"))
    await kim.wait_for_text(headline("en/talks"), LONG)
    assert sent.update_id is not None
    server.replay(sent.update_id)
    kim.send_text("/help")
    await kim.wait_for_text("How to use this bot")
    await server.wait_until_quiet()
    assert len(kim.messages) == 2


async def test_refused_markup_goes_out_plain(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    from botapi import ApiError

    kim = server.person("Kim", "en")
    server.faults.refuse(
        ApiError(400, "Bad Request: can't parse entities: nobody knows why"), "sendMessage", chat_id=kim.id
    )
    server.faults.refuse(ApiError(400, "Bad Request: can't parse entities"), "editMessageText", chat_id=kim.id, times=2)
    kim.send_text(site.url("en/flood"))
    brief = await kim.wait_for_text(headline("en/flood"), LONG)
    assert brief.current.parse_mode in ("", "HTML")
    assert "<b>" not in brief.text


async def test_flood_control_and_a_broken_network_only_delay_an_answer(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    server.faults.too_many(1, "sendMessage", chat_id=kim.id)
    server.faults.drop_before("sendMessage", chat_id=kim.id)
    server.faults.drop_after("editMessageText", chat_id=kim.id)
    server.faults.bad_gateway("editMessageText")
    kim.send_text(site.url("en/election"))
    await kim.wait_for_text(headline("en/election"), LONG)
    assert len(kim.messages) == 1


async def test_a_deleted_placeholder_does_not_lose_the_answer(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    site.hold.clear()
    kim.send_text(site.url("en/sanctions-copy-7"))
    placeholder = await kim.wait_for_text("⏳")
    placeholder.deleted = True
    site.hold.set()
    brief = await kim.wait_for_text(headline("en/sanctions"), LONG)
    assert brief is not placeholder


async def test_who_blocks_the_bot_is_left_alone(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim, lee = server.person("Kim", "en"), server.person("Lee", "en")
    site.hold.clear()
    kim.send_text(site.url("en/talks-copy-9"))
    await kim.wait_for_text("⏳")
    kim.user.blocked = True
    site.hold.set()
    refused = lambda: sum(c.chat_id == kim.id and c.status == 403 for c in server.calls)  # noqa: E731
    await server.world.bell.until(lambda: refused() >= 2 or None, LONG)  # the stage, then the answer
    await brief_for(lee, site.url("en/talks-copy-9"), headline("en/talks"))
    assert any(line["event"] == "unreachable" for line in bot.log())


async def test_a_button_that_nobody_knows_says_so(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    brief = await brief_for(kim, site.url("en/talks"), headline("en/talks"))
    for forged in ("b1:zzz:en0", "nonsense", "l1:0:0", "s1:points:99", "b9:1:en3"):
        payload = {"from": kim.user.as_json(), "chat_instance": "1", "data": forged, "message": brief.as_json()}
        answer = await kim.answer_to(server.world.ask("callback", payload))
        assert "too old" in answer["text"]


async def test_messages_of_other_bots_get_no_answer(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    machine, kim = server.person("Machine", "en", is_bot=True), server.person("Kim", "en")
    machine.send_text(site.url("en/talks"))
    await brief_for(kim, site.url("en/talks"), headline("en/talks"))
    assert not [call for call in server.calls if call.chat_id == machine.id]
