"""All that the making of one chat's digest asks the store, read in one go: a thousand digests are made in a minute."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.digest.ranking import SentStory
from bot.store.database import Database
from bot.store.digests_models import DigestPlaceRow, SentStoryRow, SubscribedFeedRow, SubscriptionRow
from bot.store.digests_places import DigestPlace, place_of
from bot.store.digests_sent import sent_of
from bot.store.digests_subscriptions import Subscription, subscription_of
from bot.store.models import ChatRow, UserRow

_COMMA = ","
"""Between ids of feeds, which are hexadecimal."""
_MINE = SubscriptionRow.chat_id == bindparam("chat", type_=SubscriptionRow.chat_id.type)
_WHO = (
    select(
        SubscriptionRow.__table__,
        DigestPlaceRow.chat_id.label("place_of"),
        *(column for column in DigestPlaceRow.__table__.columns if column.key != "chat_id"),
        UserRow.banned,
        ChatRow.kind,
        select(func.aggregate_strings(SubscribedFeedRow.feed_id, _COMMA))
        .where(SubscribedFeedRow.chat_id == SubscriptionRow.chat_id)
        .scalar_subquery()
        .label("feeds"),
    )
    .outerjoin(DigestPlaceRow, DigestPlaceRow.chat_id == SubscriptionRow.chat_id)
    .outerjoin(UserRow, UserRow.id == SubscriptionRow.chat_id)
    .outerjoin(ChatRow, ChatRow.id == SubscriptionRow.chat_id)
    .where(_MINE)
)
_HAD = (
    select(SentStoryRow.items, SentStoryRow.facts, SentStoryRow.sent_at)
    .where(
        SentStoryRow.chat_id == bindparam("chat", type_=SentStoryRow.chat_id.type),
        SentStoryRow.sent_at >= bindparam("since", type_=SentStoryRow.sent_at.type),
    )
    .order_by(SentStoryRow.sent_at, SentStoryRow.id)
)
"""Statements are made once, and of columns instead of objects: else that takes several times what the database does."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a digest.

    Attributes:
        subscription: with its feeds.
        place: how the delivery stands.
        sent: what the chat has had since a moment, oldest first.
        banned: whether the owner wants nothing sent to this person.
        kind: of the chat, in Telegram's words; None where it is not known.
    """

    subscription: Subscription
    place: DigestPlace
    sent: tuple[SentStory, ...]
    banned: bool
    kind: str | None


async def recipient(database: Database, chat_id: int, since: datetime) -> Recipient | None:
    """Return who gets the digest of a chat, or None if it has no subscription.

    Args:
        database: of the store.
        chat_id: Telegram's.
        since: from which moment on what was sent is wanted.
    """
    given = {"chat": chat_id, "since": since}
    async with database.reading() as session:
        found: Any = (await session.execute(_WHO, given)).one_or_none()
        if found is None:
            return None
        had: Any = await session.execute(_HAD, given)
        sent = tuple(sent_of(row) for row in had)
    feeds = sorted(found.feeds.split(_COMMA)) if found.feeds else ()
    place = DigestPlace(chat_id) if found.place_of is None else place_of(chat_id, found)
    return Recipient(subscription_of(found, feeds), place, sent, bool(found.banned), found.kind)
