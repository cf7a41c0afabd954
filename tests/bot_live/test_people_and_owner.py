"""Settings, a person's own data, translation, groups, inline mode, and the owner's tools."""

import asyncio
import json

import pytest

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
from summarizer.article import LANGUAGES, Language

LONG = 20.0


def headline(story: str) -> str:
    return " ".join((EXAMPLES / f"{story}.txt").read_text(encoding="utf-8").splitlines()[0].split())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_settings_are_changed_by_taps_and_used_from_then_on(
    bot: BotProcess, server: BotApiServer, site: NewsSite, language: Language
) -> None:
    kim = server.person("Kim", language)
    kim.send_text("/settings")
    menu = await kim.wait_for(lambda m: m.buttons, LONG)
    kim.press(menu, "s1:menu:reply")
    await kim.wait_for(lambda m: any("日本語" in label for label in m.labels))
    kim.press(menu, "s1:reply:ja")
    await kim.wait_for(lambda m: "日本語" in m.text)
    kim.press(menu, "s1:menu:points")
    await kim.wait_for(lambda m: "3" in m.labels)
    kim.press(menu, "s1:points:3")
    await kim.wait_for(lambda m: "日本語" in m.text and "3" in m.text)
    kim.press(menu, "s1:evidence:1")
    await kim.wait_for(lambda m: "s1:evidence:0" in str(m.buttons))
    kim.press(menu, "s1:menu:zone")
    await kim.wait_for(lambda m: "s1:zone:Asia/Tokyo" in str(m.buttons))
    kim.press(menu, "s1:zone:Asia/Tokyo")
    await kim.wait_for(lambda m: "UTC+9" in m.text)
    kim.send_text(site.url("en/talks"))
    brief = await kim.wait_for(lambda m: "✓ JA" in m.labels, LONG)
    assert len(brief.spans("expandable_blockquote")) == 3
    kim.press(menu, "s1:menu:interface")
    await kim.wait_for(lambda m: "s1:interface:en" in str(m.buttons))
    kim.press(menu, "s1:interface:en")
    await kim.wait_for(lambda m: "Time zone" in m.text)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_help_and_privacy_speak_the_persons_language(
    bot: BotProcess, server: BotApiServer, language: Language
) -> None:
    kim = server.person("Kim", language)
    kim.send_text("/help")
    text = (await kim.wait_for_text("/translate", LONG)).text
    words = {"en": ("link", "What is stored"), "ru": ("ссылк", "хранится"), "ja": ("リンク", "保存")}[language]
    assert words[0] in text
    kim.send_text("/privacy")
    privacy = await kim.wait_for(lambda m: m.text != text)
    assert words[1] in privacy.text
    assert "/export" in privacy.text


async def test_export_sends_everything_and_forget_deletes_it_after_a_question(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    kim.send_text(site.url("en/talks"))
    await kim.wait_for_text(headline("en/talks"), LONG)
    kim.send_text("/export")
    first = await kim.wait_for(lambda m: m.document)
    assert first.document is not None
    stored = json.loads(server.world.files[first.document["file_id"]].data)
    assert stored["users"][0]["id"] == kim.id
    assert any(site.url("en/talks") in json.dumps(request) for request in stored["requests"])
    kim.send_text("/forget")
    question = await kim.wait_for_text("Delete everything stored about you")
    kim.press(question, "Cancel")
    await kim.wait_for_text("Nothing was changed")
    kim.send_text("/forget")
    question = await kim.wait_for_text("Delete everything stored about you")
    kim.press(question, "Delete everything")
    await kim.wait_for_text("has been deleted")
    kim.send_text("/export")
    second = await kim.wait_for(lambda m: m.document and m is not first)
    assert second.document is not None
    stored = json.loads(server.world.files[second.document["file_id"]].data)
    assert site.url("en/talks") not in json.dumps(stored)


@pytest.mark.parametrize(("language", "words"), [("en", "no translation model"), ("ru", "модел"), ("ja", "翻訳モデル")])
async def test_translate_says_that_there_is_no_model_and_never_pretends(
    bot: BotProcess, server: BotApiServer, language: Language, words: str
) -> None:
    kim = server.person("Kim", language)
    kim.send_text("/translate ja Good morning")
    await kim.wait_for_text(words, LONG)
    kim.send_text("/translate")
    await kim.wait_for_text("/translate ja")


async def test_the_owner_is_told_how_to_add_a_model(bot: BotProcess, owner: Person) -> None:
    owner.send_text("/translate Good morning")
    await owner.wait_for_text("svodka doctor", LONG)


async def test_a_group_is_answered_when_asked_and_only_then(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    group = server.group("Readers", (kim,))
    kim.send_text(f"Look: {site.url('en/flood')}", to=group)
    kim.send_text("Nice weather", to=group)
    kim.mention(site.url("en/talks"), to=group)
    brief = await group.wait_for_text(headline("en/talks"), LONG)
    assert brief.reply_to is not None
    link = kim.send_text(f"And this: {site.url('en/election')}", to=group)
    kim.reply(link.message, "/brief")
    await group.wait_for_text(headline("en/election"), LONG)
    assert len(group.messages) == 2


async def test_an_admin_can_have_every_link_read(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    boss, kim, machine = server.person("Boss", "ru"), server.person("Kim", "en"), server.person("Bot", is_bot=True)
    group = server.group("Readers", (kim, machine), admins=(boss,))
    group.set_bot("member")
    boss.send_text(f"/start@{server.world.bot.username}", to=group)
    greeting = await group.wait_for(lambda m: m.buttons, LONG)
    refusal = await kim.answer_to(kim.press(greeting, "g1:1"))
    assert "admins" in refusal["text"]
    boss.press(greeting, "g1:1")
    await group.wait_for(lambda m: "g1:0" in str(m.buttons))
    machine.send_text(site.url("en/flood"), to=group)
    kim.send_text(f"Look: {site.url('ja/chips')}", to=group)
    await group.wait_for_text(headline("ja/chips"), LONG)
    await server.wait_until_quiet()
    assert not [m for m in group.messages if headline("en/flood") in m.text]


async def test_answers_stay_in_their_topic(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    group = server.group("Forum", (kim,), forum=True)
    topic = group.topic("Politics")
    kim.mention(site.url("en/talks"), to=group, topic=topic)
    brief = await group.wait_for_text(headline("en/talks"), LONG)
    assert brief.thread_id == topic.thread_id


async def test_a_group_that_becomes_a_supergroup_keeps_its_settings(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    boss = server.person("Boss", "en")
    group = server.group("Small", (), admins=(boss,), basic=True)
    boss.send_text("/start", to=group)
    greeting = await group.wait_for(lambda m: m.buttons, LONG)
    boss.press(greeting, "g1:1")
    await group.wait_for(lambda m: "g1:0" in str(m.buttons))
    large = group.upgrade()
    await server.wait_until_quiet()
    boss.send_text(site.url("en/flood"), to=large)
    await large.wait_for_text(headline("en/flood"), LONG)


async def test_inline_mode_offers_the_cached_brief_and_prepares_others(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    hint = await kim.answer_to(kim.inline_query("hello"), LONG)
    assert hint["results"][0]["id"] == "hint"
    query = kim.inline_query(site.url("ru/summit-copy-inline"))
    offer = await kim.answer_to(query, LONG)
    assert offer["results"][0]["id"] == "prepare"
    message = kim.choose(query, "prepare")
    found = await server.world.bell.until(lambda: headline("ru/summit") in message.text or None, LONG)
    assert found, message.text
    again = await kim.answer_to(kim.inline_query(site.url("ru/summit-copy-inline")))
    assert again["results"][0]["id"] == "brief"
    kim.press(message, "JA")
    assert await server.world.bell.until(lambda: "✓ JA" in message.labels or None, LONG)


async def test_stats_are_the_owners_alone(bot: BotProcess, server: BotApiServer, owner: Person, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    kim.send_text("/stats")
    await kim.wait_for_text("Only the owner", LONG)
    kim.send_text(site.url("en/talks"))
    await kim.wait_for_text(headline("en/talks"), LONG)
    owner.send_text("/stats 1")
    stats = await owner.wait_for_text("Briefs")
    assert "From the cache" in stats.text


async def test_who_is_banned_is_turned_away_until_let_in(
    bot: BotProcess, server: BotApiServer, owner: Person, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    owner.send_text(f"/ban {kim.id}")
    await owner.wait_for_text(f"{kim.id} is banned", LONG)
    kim.send_text(site.url("en/talks"))
    await kim.wait_for_text("does not accept requests from you")
    owner.send_text(f"/unban {kim.id}")
    await owner.wait_for_text("no longer banned")
    kim.send_text(site.url("en/talks"))
    await kim.wait_for_text(headline("en/talks"), LONG)


async def test_the_allow_list_and_maintenance_can_be_switched(
    bot: BotProcess, server: BotApiServer, owner: Person, site: NewsSite
) -> None:
    kim, lee = server.person("Kim", "en"), server.person("Lee", "ru")
    try:
        owner.send_text(f"/allow {lee.id}")
        owner.send_text("/allowlist on")
        await owner.wait_for(
            lambda m: m.text == "Saved" and len([o for o in owner.messages if o.text == "Saved"]) > 1, LONG
        )
        kim.send_text(site.url("en/talks"))
        assert str(kim.id) in (await kim.wait_for_text("owner")).text
        lee.send_text(site.url("en/talks"))
        await lee.wait_for_text(headline("en/talks"), LONG)
        owner.send_text("/maintenance on Back at noon")
        await owner.wait_for_text("Maintenance mode is on")
        lee.send_text(site.url("en/talks"))
        await lee.wait_for_text("Back at noon")
    finally:
        owner.send_text("/allowlist off")
        owner.send_text("/maintenance off")
        await owner.wait_for_text("Maintenance mode is off")


async def test_a_broadcast_is_confirmed_and_reaches_everybody_but_those_who_blocked_the_bot(
    bot: BotProcess, server: BotApiServer, owner: Person, site: NewsSite
) -> None:
    people = [server.person(f"Reader {number}", "en") for number in range(3)]
    for person in people:
        person.send_text(site.url("en/talks"))
    await asyncio.gather(*(person.wait_for_text(headline("en/talks"), LONG) for person in people))
    people[0].user.blocked = True
    owner.send_text("/broadcast News & <more> on Monday")
    question = await owner.wait_for_text("Send this to", LONG)
    owner.press(question, "Send to everybody")
    await owner.wait_for_text("Sent to", LONG)
    for person in people[1:]:
        assert sum("News & <more> on Monday" in message.text for message in person.messages) == 1
    assert "blocked the bot" in (await owner.wait_for_text("Sent to")).text
