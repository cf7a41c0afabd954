"""People and groups: what the bot gets when they act, read by the real python-telegram-bot."""

import pytest
from telegram import Bot, Message, MessageEntity, MessageOriginChannel, Update
from telegram.constants import ChatMemberStatus

from . import BotApiServer, NothingCame


async def received(bot: Bot) -> list[Update]:
    """What waits for the bot; it is confirmed."""
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def received_message(bot: Bot) -> Message:
    message = (await received(bot))[-1].message
    assert message is not None
    return message


async def test_a_text_comes_with_its_sender_and_its_entities(server: BotApiServer, bot: Bot) -> None:
    boris = server.person("Борис", "ru")
    boris.send_text("😀 /brief@svodka_test_bot https://example.com/новости")
    message = await received_message(bot)
    assert message.from_user is not None
    assert (message.from_user.first_name, message.from_user.language_code, message.chat.type) == (
        "Борис",
        "ru",
        "private",
    )
    assert list(message.parse_entities().values()) == ["/brief@svodka_test_bot", "https://example.com/новости"]


async def test_a_person_may_have_no_language_and_write_links_under_words(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(language_code=None)
    alice.send_text("read", entities=[{"type": "text_link", "offset": 0, "length": 4, "url": "https://example.com/"}])
    message = await received_message(bot)
    assert message.from_user is not None
    assert message.from_user.language_code is None
    assert message.parse_entities([MessageEntity.TEXT_LINK]) == {message.entities[0]: "read"}


async def test_a_forwarded_post_says_where_it_comes_from(server: BotApiServer, bot: Bot) -> None:
    server.person().forward("Long news", origin="Press")
    message = await received_message(bot)
    assert isinstance(message.forward_origin, MessageOriginChannel)
    assert message.forward_origin.chat.title == "Press"


async def test_a_reply_carries_the_message_that_it_answers(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    first = alice.send_text("https://example.com/").message
    alice.reply(first, "/translate ja")
    message = await received_message(bot)
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "https://example.com/"


async def test_a_mention_in_a_topic(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    forum = server.group("Forum", (alice,), forum=True)
    topic = forum.topic("News")
    alice.mention("https://example.com/", to=forum, topic=topic)
    message = await received_message(bot)
    assert (message.message_thread_id, message.is_topic_message, message.chat.is_forum) == (topic.thread_id, True, True)
    assert message.parse_entities([MessageEntity.MENTION]) == {message.entities[0]: "@svodka_test_bot"}
    answer = await message.reply_text("Here")
    assert answer.message_thread_id == topic.thread_id
    alice.reply(forum.messages[0], "Thanks")
    assert (await received_message(bot)).message_thread_id == topic.thread_id


async def test_a_reply_in_an_ordinary_supergroup_has_a_thread_that_is_no_topic(server: BotApiServer, bot: Bot) -> None:
    alice = server.person()
    group = server.group(members=(alice,))
    first = alice.send_text("One", to=group).message
    alice.send_text("Two", to=group, reply_to=first)
    message = await received_message(bot)
    assert (message.message_thread_id, message.is_topic_message) == (first.message_id, None)


async def test_private_mode_hides_what_is_not_meant_for_the_bot() -> None:
    async with BotApiServer(privacy_mode=True) as server, Bot(server.token, base_url=server.base_url) as bot:
        alice = server.person()
        group = server.group(members=(alice,))
        ours = await bot.send_message(group.chat_id, "I am here")
        seen = [
            alice.send_text("just talking", to=group),
            alice.send_text("/brief", to=group),
            alice.mention("hello", to=group),
            alice.send_text("yes", to=group, reply_to=group.messages[0]),
        ]
        assert [sent.update_id is not None for sent in seen] == [False, True, True, True]
        group.set_bot("administrator")
        assert alice.send_text("just talking", to=group).update_id is not None
        assert ours.chat.id == group.chat_id
        assert (await bot.get_me()).can_read_all_group_messages is False


async def test_blocking_and_coming_back_are_told(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    alice.block()
    alice.unblock()
    changes = [update.my_chat_member for update in await received(bot)]
    statuses = [change.new_chat_member.status for change in changes if change is not None]
    assert statuses == [ChatMemberStatus.BANNED, ChatMemberStatus.MEMBER]
    assert (await bot.send_message(alice.chat_id, "Welcome back")).text == "Welcome back"


async def test_an_upgrade_is_told_in_both_groups(server: BotApiServer, bot: Bot) -> None:
    group = server.group(members=(server.person(),), basic=True)
    new = group.upgrade()
    old_message, new_message = [update.message for update in await received(bot)]
    assert old_message is not None
    assert new_message is not None
    assert (old_message.migrate_to_chat_id, new_message.migrate_from_chat_id) == (new.chat_id, group.chat_id)


async def test_other_bots_are_marked_as_bots(server: BotApiServer, bot: Bot) -> None:
    other = server.person("Other bot", None, is_bot=True)
    group = server.group(members=(other,))
    other.send_text("https://example.com/", to=group)
    message = await received_message(bot)
    assert message.from_user is not None
    assert message.from_user.is_bot


async def test_waiting_in_vain_says_what_came_instead(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    await bot.send_message(alice.chat_id, "Something else")
    with pytest.raises(NothingCame, match=r"no such message .*'Something else'"):
        await alice.wait_for_text("The brief", within=0.01)
    with pytest.raises(NothingCame, match="no call 1 of leaveChat"):
        await server.wait_for_call("leaveChat", within=0.01)


async def test_an_edit_that_comes_later_ends_the_waiting(server: BotApiServer, bot: Bot) -> None:
    alice = server.person(started=True)
    sent = await bot.send_message(alice.chat_id, "Reading…")
    assert await alice.wait_for_text("Reading") is alice.messages[0]
    await bot.edit_message_text("The brief", alice.chat_id, sent.message_id)
    seen = await alice.wait_for_text("The brief")
    assert [version.text for version in seen.versions] == ["Reading…", "The brief"]
    assert seen.versions[0].time <= seen.versions[1].time
