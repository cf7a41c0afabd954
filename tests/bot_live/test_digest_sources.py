"""Sources of a digest on the running bot: written, forwarded, sent as a file, or where an article was meant."""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.digest.opml import ListedFeed, write_opml
from bot_live.digest_stories import LONG, serve_feed, stored
from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
from botapi.chats import Message

STORY = "Ministers of Norway and Japan agree on a fisheries agreement in Oslo"


async def menu_of(person: Person) -> Message:
    return await person.wait_for(lambda m: "d1:now:" in str(m.buttons), LONG)


async def feeds_of(bot: BotProcess, person: Person) -> int:
    found = await stored(bot.folder, person.id)
    return len(found.feeds) if found is not None else 0


async def begun(person: Person, button: str) -> Message:
    """Begin the set-up, and press a button of its first screen."""
    person.send_text("/digest")
    message = await person.wait_for(lambda m: "d1:setup:" in str(m.buttons), LONG)
    person.press(message, "d1:setup:")
    await person.wait_for(lambda m: button in str(m.buttons), LONG)
    person.press(message, button)
    await person.wait_for(lambda m: m is message and button not in str(m.buttons), LONG)
    return message


async def test_a_feed_that_is_sent_to_be_read_can_be_added_to_the_digest(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim, lee = server.person("Kim", "en"), server.person("Lee", "en")
    url = serve_feed(site, "plain", STORY)
    kim.send_text(url)
    refused = await kim.wait_for(lambda m: "➕ Add to my digest" in m.labels, LONG)
    kim.press(refused, "➕ Add to my digest")
    await kim.wait_for_text("Added to the digest: Gazette plain", LONG)
    await menu_of(kim)
    lee.send_text(url)
    other = await lee.wait_for(lambda m: "➕ Add to my digest" in m.labels, LONG)
    other.versions.append(refused.current)
    answer = await lee.answer_to(lee.press(other, "➕ Add to my digest"))
    assert "too old" in answer["text"], "the button of another chat"
    assert await feeds_of(bot, lee) == 0


async def test_the_front_page_of_a_news_site_is_offered_for_the_digest_as_well(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    url = serve_feed(site, "front", STORY)
    links = "".join(f'<li><a href="/news/{n}">{STORY}, part {n}</a></li>' for n in range(60))
    alternate = f'<link rel="alternate" type="application/rss+xml" href="{url}">'
    site.pages["frontpage"] = (200, f"<html><head>{alternate}</head><body><ul>{links}</ul></body></html>")
    kim.send_text(site.url("frontpage"))
    kim.press(await kim.wait_for(lambda m: "➕ Add to my digest" in m.labels, LONG), "➕ Add to my digest")
    await kim.wait_for_text("Added to the digest: Gazette front", LONG)


async def test_several_addresses_in_one_message_are_tried_and_each_is_told(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    one, two = serve_feed(site, "several-1", STORY), serve_feed(site, "several-2", STORY)
    kim.send_text(f"/subscribe {one} {two}\n{site.url('en/talks')}")
    told = await kim.wait_for_text("Gazette several-2", LONG)
    assert "✅ Gazette several-1" in told.text
    assert "⚠️ 127.0.0.1" in told.text
    await menu_of(kim)
    kim.send_text(f"/subscribe {one}#top {two}#top")
    await kim.wait_for_text("already in the digest", LONG)
    assert await feeds_of(bot, kim) == 2


async def only_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer a request with a feed; hang up on whoever begins to speak TLS."""
    if (await reader.readline()).startswith(b"GET"):
        rss = b"<rss version='2.0'><channel><title>Plain</title><item><title>News</title></item></channel></rss>"
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n" + rss)
        await writer.drain()
    writer.close()


async def test_an_address_that_is_written_without_a_scheme_may_be_of_a_site_that_has_only_http(
    bot: BotProcess, server: BotApiServer
) -> None:
    kim = server.person("Kim", "en")
    async with await asyncio.start_server(only_http, "127.0.0.1", 0) as plain:
        address = f"127.0.0.1:{plain.sockets[0].getsockname()[1]}/feed"
        kim.send_text(f"/subscribe https://{address}")
        await kim.wait_for_text("⚠️", LONG)
        kim.send_text(f"/subscribe {address}")
        await kim.wait_for_text("Added to the digest: Plain", LONG)


async def test_a_source_is_removed_by_its_name_and_one_that_is_not_there_is_no_dead_end(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    kim.send_text(f"/subscribe {serve_feed(site, 'north', STORY)} {serve_feed(site, 'south', STORY)}")
    await menu_of(kim)
    kim.send_text("/unsubscribe SOUTH")
    await kim.wait_for_text("Removed from the digest: Gazette south", LONG)
    kim.send_text("/unsubscribe Times")
    await kim.wait_for_text("not in the digest", LONG)
    await kim.wait_for(lambda m: "✖ Gazette north" in m.labels, LONG)


async def test_a_post_of_a_channel_that_is_forwarded_where_an_address_is_asked_for_is_a_source(
    bot: BotProcess, server: BotApiServer
) -> None:
    kim = server.person("Kim", "en")
    await begun(kim, "d1:go:link")
    channel = {"id": -1002000000777, "type": "channel", "title": "Closed <News>"}
    post = {"forward_origin": {"type": "channel", "date": 1764000000, "chat": channel, "message_id": 7}}
    kim.send_text("Tonight the ministers met.", extra=post)
    await kim.wait_for_text("“Closed <News>” is a private channel", LONG)
    channel["username"] = "svodka_no_such_channel"
    kim.send_text("Tonight the ministers met.", extra=post)
    await kim.wait_for_text("svodka_no_such_channel", LONG)


async def test_subscribe_in_answer_to_a_message_takes_the_channel_or_the_link_in_it(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim, boss = server.person("Kim", "en"), server.person("Boss", "en")
    group = server.group("News", (kim,), admins=(boss,))
    sent = kim.send_text(f"Look: {serve_feed(site, 'answered', STORY)}", to=group)
    boss.reply(sent.message, "/subscribe")
    await group.wait_for_text("Added to the digest: Gazette answered", LONG)
    post = kim.forward("Tonight the ministers met.", to=group)
    boss.reply(post.message, "/subscribe")
    await group.wait_for_text("is a private channel", LONG)


async def test_a_list_of_feeds_may_be_called_xml_and_any_file_is_one_where_a_list_is_asked_for(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim, lee = server.person("Kim", "en"), server.person("Lee", "en")
    listed = [ListedFeed(f"https://feed-{number}.example/rss", f"Feed {number}") for number in range(500)]
    content = write_opml(listed, "Mine", datetime.now(UTC))
    kim.send_document("export.xml", content, "text/xml")
    told = await kim.wait_for_text("50 feeds were added", LONG)
    assert "450 were left out: a digest has room for 50" in told.text
    await begun(lee, "d1:go:list")
    lee.send_document("feeds", content, "application/octet-stream")
    await lee.wait_for_text("50 feeds were added", LONG)


async def test_a_city_behind_settings_or_in_answer_to_its_question_sets_the_time_zone_and_the_digests(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    kim.send_text(f"/subscribe {serve_feed(site, 'zones', STORY)}")
    await menu_of(kim)
    kim.send_text("/settings Sapporo")
    settings = await kim.wait_for(lambda m: "Tokyo, UTC+9" in m.text and "s1:menu:zone" in str(m.buttons), LONG)
    found = await stored(bot.folder, kim.id)
    assert found is not None
    assert found.schedule.zone == "Asia/Tokyo"
    assert found.next_slot.astimezone(ZoneInfo("Asia/Tokyo")).hour == 8
    kim.press(settings, "s1:menu:zone")
    await kim.wait_for(lambda m: "s1:menu:place" in str(m.buttons), LONG)
    kim.send_text("Qwxyzzyville")
    await kim.wait_for_text("No city or time zone", LONG)
    kim.send_text("Yekaterinburg")
    await kim.wait_for(lambda m: "Yekaterinburg, UTC+5" in m.text and "s1:menu:zone" in str(m.buttons), LONG)
    kim.send_text("thank you")
    await kim.wait_for_text("There is no link or text", LONG)


async def test_a_place_that_is_sent_without_a_digest_is_offered_for_the_settings(
    bot: BotProcess, server: BotApiServer
) -> None:
    kim = server.person("Kim", "en")
    kim.send_service({"location": {"latitude": 35.68, "longitude": 139.69}})
    offer = await kim.wait_for(lambda m: "s1:zone:Asia/Tokyo" in str(m.buttons), LONG)
    kim.press(offer, "s1:zone:Asia/Tokyo")
    await kim.wait_for(lambda m: "Tokyo, UTC+9" in m.text and "s1:menu:zone" in str(m.buttons), LONG)
    kim.send_text("/settings")
    shown = await kim.wait_for(lambda m: m is not offer and "s1:menu:zone" in str(m.buttons), LONG)
    kim.press(shown, "s1:menu:zone")
    await kim.wait_for(lambda m: m is shown and "s1:menu:place" in str(m.buttons), LONG)
    kim.reply(shown, "Paris, France")
    await kim.wait_for(lambda m: "Paris, UTC" in m.text and "s1:menu:zone" in str(m.buttons), LONG)


async def test_to_forget_in_the_middle_of_a_set_up_leaves_buttons_that_say_so(
    bot: BotProcess, server: BotApiServer
) -> None:
    kim = server.person("Kim", "en")
    message = await begun(kim, "d1:go:link")
    kim.send_text("/forget")
    question = await kim.wait_for(lambda m: "Delete everything" in m.labels, LONG)
    kim.press(question, "Delete everything")
    await kim.wait_for_text("has been deleted", LONG)
    answer = await kim.answer_to(kim.press(message, "Back"))
    assert "/digest" in answer["text"]
    kim.send_text("thank you")
    await kim.wait_for_text("There is no link or text", LONG)
    assert await stored(bot.folder, kim.id) is None


async def test_two_admins_who_set_up_a_digest_at_once_each_answer_their_own_question(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss, chief, kim = (server.person(name, "en") for name in ("Boss", "Chief", "Kim"))
    group = server.group("News", (kim,), admins=(boss, chief))
    boss.send_text(f"/subscribe {serve_feed(site, 'both', STORY)}", to=group)
    one = await group.wait_for(lambda m: "d1:go:time" in str(m.buttons), LONG)
    chief.send_text("/digest", to=group)
    other = await group.wait_for(lambda m: m is not one and "d1:go:zone" in str(m.buttons), LONG)
    boss.press(one, "d1:go:time")
    await group.wait_for(lambda m: m is one and "d1:at:0900" in str(m.buttons), LONG)
    chief.press(other, "d1:go:zone")
    await group.wait_for(lambda m: m is other and "d1:zone:UTC" in str(m.buttons), LONG)
    boss.reply(one, "half past six")
    await group.wait_for(lambda m: "06:30" in m.text, LONG)
    kim.reply(other, "Paris, France")
    await group.wait_for_text("Only admins", LONG)
    chief.reply(other, "Sapporo")
    await group.wait_for(lambda m: "06:30" in m.text and "Tokyo" in m.text, LONG)


async def test_who_comes_back_is_told_that_the_digest_is_paused(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    kim.send_text(f"/subscribe {serve_feed(site, 'back', STORY)}")
    menu = await menu_of(kim)
    kim.press(menu, "d1:active:0")
    await kim.wait_for(lambda m: "d1:active:1" in str(m.buttons), LONG)
    kim.block()
    kim.unblock()
    kim.send_text("/start")
    told = await kim.wait_for_text("Your daily digest is paused", LONG)
    kim.press(told, "Resume")
    await kim.wait_for(lambda m: m is told and "d1:active:0" in str(m.buttons), LONG)
    found = await stored(bot.folder, kim.id)
    assert found is not None
    assert found.active
