"""Topics and words on the running bot: understood, listed, removed, bounded, and what they do to a digest."""

import pytest

from bot.digest.topics import MAX_TOPIC_CHARACTERS
from bot.digest.understanding import MAX_AT_ONCE
from bot_live.digest_stories import LONG, serve_feed, stored
from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
from botapi.chats import Message
from summarizer.article import LANGUAGES, Language

LAVROV = "Russian Foreign Minister Sergei Lavrov arrives in Cairo for talks"
TENNIS = "Tennis final in Melbourne ends after five hours"
GAS = "Gas prices in Europe fall to the lowest level of the year"
FLOOD = "Flood in Spain destroys three bridges near Valencia"


async def subscribed(person: Person, site: NewsSite, name: str, *headlines: str) -> Message:
    person.send_text(f"/subscribe {serve_feed(site, name, *headlines)}")
    return await person.wait_for(lambda m: "d1:now:" in str(m.buttons), LONG)


async def listed(person: Person) -> Message:
    """Open the list of topics in a new message."""
    last = person.messages[-1].message_id
    person.send_text("/topics")
    return await person.wait_for(lambda m: m.message_id > last and "d1:go:follow" in str(m.buttons), LONG)


@pytest.mark.parametrize("written", ["Lavrov", "Лаврова", "ラブロフ"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_person_is_understood_in_three_scripts_and_the_bot_says_so(
    bot: BotProcess, server: BotApiServer, site: NewsSite, language: Language, written: str
) -> None:
    kim = server.person("Kim", language)
    await subscribed(kim, site, f"follow-{language}", LAVROV)
    kim.send_text(f"/follow {written}")
    said = await kim.wait_for_text("Sergey Lavrov", LONG)
    assert "Сергей Лавров" in said.text
    assert "セルゲイ・ラブロフ" in said.text
    assert written in said.text


async def test_what_is_followed_comes_first_and_what_is_muted_never_whatever_the_script(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim, lee = server.person("Kim", "en"), server.person("Lee", "en")
    menu = await subscribed(kim, site, "ranked", GAS, TENNIS, LAVROV)
    kim.send_text("/follow ラブロフ")
    await kim.wait_for_text("person: Sergey Lavrov", LONG)
    kim.send_text("/mute tennis")
    await kim.wait_for_text("tennis — a word", LONG)
    kim.press(menu, "d1:now:")
    digest = await kim.wait_for_text(GAS, LONG)
    assert digest.text.index("Lavrov") < digest.text.index(GAS)
    assert TENNIS not in digest.text
    other = await subscribed(lee, site, "ranked", GAS, TENNIS, LAVROV)
    lee.send_text("/mute Лавров")
    await lee.wait_for_text("person: Sergey Lavrov", LONG)
    lee.press(other, "d1:now:")
    digest = await lee.wait_for_text(TENNIS, LONG)
    assert "Lavrov" not in digest.text


async def test_words_bring_stories_in_or_keep_them_out(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    menu = await subscribed(kim, site, "words", GAS, TENNIS, FLOOD)
    kim.send_text("/include price, bridge")
    await kim.wait_for_text("Only stories with one of these words", LONG)
    kim.send_text("/exclude Valencia")
    await kim.wait_for_text("Stories with one of these words are left out", LONG)
    kim.press(menu, "d1:now:")
    digest = await kim.wait_for_text(GAS, LONG)
    assert TENNIS not in digest.text
    assert FLOOD not in digest.text


async def test_each_entry_has_a_button_that_removes_it(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    await subscribed(kim, site, "removed", LAVROV)
    kim.send_text("/follow Lavrov, NATO, Kyoto, peace treaty")
    said = await kim.wait_for_text("organisation: NATO", LONG)
    assert "place: Kyoto" in said.text
    assert "kind of agreement: peace treaty" in said.text
    kim.send_text("/mute Lavrov")
    moved = await kim.wait_for_text("Moved here from the other list: Lavrov", LONG)
    assert "🔇" in moved.text
    board = await listed(kim)
    kim.press(board, "✖ ⭐ NATO")
    await kim.world.bell.until(lambda: "✖ ⭐ NATO" not in board.labels or None, LONG)
    kim.press(board, "✖ 🔇 Lavrov")
    await kim.world.bell.until(lambda: "✖ 🔇 Lavrov" not in board.labels or None, LONG)
    found = await stored(bot.folder, kim.id)
    assert found is not None
    assert [topic.label for topic in found.wanted.follow] == ["Kyoto", "peace treaty"]
    assert found.wanted.mute == ()


@pytest.mark.parametrize("command", ["/follow", "/mute", "/include", "/exclude"])
async def test_a_command_with_nothing_behind_it_explains_and_takes_the_next_message(
    bot: BotProcess, server: BotApiServer, site: NewsSite, command: str
) -> None:
    kim = server.person("Kim", "en")
    await subscribed(kim, site, "asked", LAVROV)
    kim.send_text(command)
    await kim.wait_for_text(f"For example: {command}", LONG)
    kim.send_text("earthquakes in Iceland, volcano, eruption of the century")
    await kim.wait_for_text("eruption of the century", LONG)
    found = await stored(bot.folder, kim.id)
    assert found is not None
    assert len(getattr(found.wanted, command[1:])) == 3
    kim.send_text("volcano")
    await kim.wait_for_text("There is no link or text to sum up", LONG)


async def test_without_a_digest_the_set_up_is_offered(bot: BotProcess, server: BotApiServer) -> None:
    kim = server.person("Kim", "en")
    for command in ("/follow Lavrov", "/topics", "/unsubscribe"):
        kim.send_text(command)
        await kim.wait_for(lambda m: "d1:setup:" in str(m.buttons), LONG)
    assert await stored(bot.folder, kim.id) is None


async def test_hostile_and_needless_topics_are_refused_one_by_one(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    await subscribed(kim, site, "hostile", LAVROV)
    long = "x" * (MAX_TOPIC_CHARACTERS + 1)
    kim.send_text(f"/exclude the, 🎾, {long}, <b>&{{0}}, <b>&{{0}}, fine")
    said = await kim.wait_for_text("fine", LONG)
    assert "the: this word is in nearly every article" in said.text
    assert "🎾: there is no word" in said.text
    assert f"longer than {MAX_TOPIC_CHARACTERS} characters" in said.text
    found = await stored(bot.folder, kim.id)
    assert found is not None
    assert found.wanted.exclude == ("<b>&{0}", "fine")
    kim.send_text("/exclude FINE")
    await kim.wait_for_text("already on the list", LONG)
    kim.send_text("/mute " + ", ".join(f"subject{number}" for number in range(MAX_AT_ONCE + 2)))
    await kim.wait_for_text("too many", LONG)
    found = await stored(bot.folder, kim.id)
    assert found is not None
    assert len(found.wanted.mute) == MAX_AT_ONCE
    kim.send_text("/mute , . !")
    await kim.wait_for_text("For example: /mute", LONG)


async def test_topics_outlast_a_list_of_feeds_and_a_change_of_everything_else(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    await subscribed(kim, site, "outlast", LAVROV)
    kim.send_text("/follow Lavrov")
    await kim.wait_for_text("Sergey Lavrov", LONG)
    outline = f'<outline text="x" xmlUrl="{serve_feed(site, "outlast-two", GAS)}"/>'
    kim.send_document("feeds.opml", f"<opml><body>{outline}</body></opml>".encode(), "text/x-opml")
    await kim.wait_for_text("1 feed was added", LONG)
    kim.send_text("/digest 6:15")
    menu = await kim.wait_for(lambda m: "🕗 06:15" in m.labels, LONG)
    assert "⭐ Followed: Lavrov" in menu.text
    assert "⭐ Topics and words (1)" in menu.labels
    kim.press(menu, "d1:active:0")
    await kim.wait_for(lambda m: "d1:active:1" in str(m.buttons), LONG)
    found = await stored(bot.folder, kim.id)
    assert found is not None
    assert [topic.value for topic in found.wanted.follow] == ["sergey-lavrov"]
    assert len(found.feeds) == 2


async def test_in_a_group_only_admins_change_topics(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim, boss = server.person("Kim", "en"), server.person("Boss", "en")
    group = server.group("News", (kim,), admins=(boss,))
    boss.send_text(f"/subscribe {serve_feed(site, 'group-topics', LAVROV)}", to=group)
    await group.wait_for(lambda m: "d1:now:" in str(m.buttons), LONG)
    kim.send_text("/mute Lavrov", to=group)
    await group.wait_for_text("Only admins", LONG)
    boss.send_text("/mute", to=group)
    question = await group.wait_for_text("For example: /mute", LONG)
    assert "as a reply to this message" in question.text
    boss.reply(question, "Lavrov")
    await group.wait_for_text("Sergey Lavrov", LONG)
    found = await stored(bot.folder, group.chat.id)
    assert found is not None
    assert [topic.label for topic in found.wanted.mute] == ["Lavrov"]


async def test_the_commands_are_in_the_menu_and_in_the_help(bot: BotProcess, server: BotApiServer) -> None:
    kim = server.person("Kim", "en")
    kim.send_text("/help")
    said = await kim.wait_for_text("How to use this bot", LONG)
    await server.world.bell.until(lambda: len(server.world.commands) >= 4 or None, LONG)
    for command in ("digest", "subscribe", "unsubscribe", "topics", "follow", "mute", "include", "exclude"):
        assert f"/{command} — " in said.text
        for names in server.world.commands.values():
            assert command in {entry["command"] for entry in names}


async def test_topics_on_lines_of_their_own_are_several_and_for_a_channel_its_name_comes_first(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss = server.person("Boss", "en")
    await subscribed(boss, site, "lines", LAVROV)
    boss.send_text("/follow\nLavrov\nKyoto")
    await boss.wait_for_text("place: Kyoto", LONG)
    found = await stored(bot.folder, boss.id)
    assert found is not None
    assert [topic.label for topic in found.wanted.follow] == ["Lavrov", "Kyoto"]
    channel = server.channel("Topics", (boss,), username="topics_channel")
    boss.send_text(f"/subscribe @topics_channel {serve_feed(site, 'channel-topics', LAVROV)}")
    await boss.wait_for_text("Gazette channel-topics", LONG)
    boss.send_text("/mute @topics_channel tennis, NATO")
    await boss.wait_for_text("organisation: NATO", LONG)
    found = await stored(bot.folder, channel.chat.id)
    assert found is not None
    assert [topic.label for topic in found.wanted.mute] == ["tennis", "NATO"]
