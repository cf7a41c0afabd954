"""Channels: admins alone write, and the bot is told what it may."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from . import BotApiServer


async def test_a_bot_that_may_post_posts_in_the_name_of_the_channel(server: BotApiServer, bot: Bot) -> None:
    boss = server.person("Boss")
    channel = server.channel("News", (boss,), username="news_daily")
    sent = await bot.send_message("@news_daily", "news")
    assert (sent.chat.id, sent.from_user, sent.sender_chat) == (channel.chat_id, None, sent.chat)
    member = await bot.get_chat_member(channel.chat_id, bot.id)
    assert member.can_post_messages  # type: ignore[union-attr]
    assert (await bot.get_chat_member(channel.chat_id, boss.id)).status == "creator"


async def test_a_bot_without_the_right_or_outside_cannot_post(server: BotApiServer, bot: Bot) -> None:
    channel = server.channel("News", (server.person("Boss"),))
    channel.set_posting(False)
    with pytest.raises(BadRequest, match=r"(?i)need administrator rights"):
        await bot.send_message(channel.chat_id, "news")
    channel.set_bot("kicked")
    with pytest.raises(Forbidden, match="kicked from the channel"):
        await bot.send_message(channel.chat_id, "news")


async def test_who_runs_a_channel_can_choose_it_for_the_bot(server: BotApiServer, bot: Bot) -> None:
    boss = server.person("Boss")
    channel = server.channel("News", (boss,))
    boss.share_channel(channel, 7)
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.chat_shared is not None
    assert (update.message.chat_shared.request_id, update.message.chat_shared.chat_id) == (7, channel.chat_id)
