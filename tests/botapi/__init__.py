"""A loopback Telegram Bot API server for tests: real HTTP, Telegram's rules, and people who use the bot.

    async with BotApiServer() as server:
        alice = server.person("Alice", "en")
        alice.send_text("/start")
        greeting = await alice.wait_for_text("Hello")

The rules are those of https://core.telegram.org/bots/api; every module names its sections. What is not played:
MarkdownV2, photos and other media, payments, business, stickers, posts of people in channels.
"""

from .chats import Message, Topic, User, Version
from .entities_html import parse_html, utf16_length
from .errors import ApiError, NothingCame
from .faults import Fault, Faults
from .limits import SendingRates
from .people import Person
from .places import Group, Incoming
from .server import BotApiServer
from .world import TOKEN, Call, Query

__all__ = [
    "TOKEN",
    "ApiError",
    "BotApiServer",
    "Call",
    "Fault",
    "Faults",
    "Group",
    "Incoming",
    "Message",
    "NothingCame",
    "Person",
    "Query",
    "SendingRates",
    "Topic",
    "User",
    "Version",
    "parse_html",
    "utf16_length",
]
