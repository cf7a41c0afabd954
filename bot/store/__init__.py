"""Storage of the bot: SQLite by default, PostgreSQL for many workers.

``async with open_store(url) as store`` gives a Store with one repository for each kind of thing that is kept. Frozen
records come out; rows and sessions stay inside. Times are aware, in UTC.
"""

from bot.store.briefs import NOBODY, POINTS_BY_LENGTH, BriefKey, CachedBrief
from bot.store.broadcasts import Broadcast, Progress
from bot.store.chats import Chat, ChatKind
from bot.store.columns import clean_text
from bot.store.errors import NulInText, SchemaTooNew, StoreError, StoreUnavailable, UnsupportedDatabase
from bot.store.installation import Installation
from bot.store.requests import NewRequest, Request, RequestKind, RequestState
from bot.store.statistics import Statistics
from bot.store.store import Store, open_store
from bot.store.usage import Allowed, OverQuota, chat_subject, user_subject
from bot.store.users import User

__all__ = [
    "NOBODY",
    "POINTS_BY_LENGTH",
    "Allowed",
    "BriefKey",
    "Broadcast",
    "CachedBrief",
    "Chat",
    "ChatKind",
    "Installation",
    "NewRequest",
    "NulInText",
    "OverQuota",
    "Progress",
    "Request",
    "RequestKind",
    "RequestState",
    "SchemaTooNew",
    "Statistics",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "UnsupportedDatabase",
    "User",
    "chat_subject",
    "clean_text",
    "open_store",
    "user_subject",
]
