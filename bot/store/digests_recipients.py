"""All that the making of one chat's digest asks the store, read in one go: a thousand digests are made in a minute."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.digest.ranking import SentStory
from bot.store.database import Database
from bot.store.digests_models import DigestPlaceRow, SentStoryRow, SubscribedFeedRow, SubscriptionRow
from bot.store.digests_places import DigestPlace, place_of
from bot.store.digests_sent import sent_of
from bot.store.digests_subscriptions import Subscription, subscription_of
from bot.store.models import ChatRow, UserRow


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
    statement = (
        select(SubscriptionRow, DigestPlaceRow, UserRow.banned, ChatRow.kind, SubscribedFeedRow.feed_id)
        .outerjoin(DigestPlaceRow, DigestPlaceRow.chat_id == SubscriptionRow.chat_id)
        .outerjoin(UserRow, UserRow.id == SubscriptionRow.chat_id)
        .outerjoin(ChatRow, ChatRow.id == SubscriptionRow.chat_id)
        .outerjoin(SubscribedFeedRow, SubscribedFeedRow.chat_id == SubscriptionRow.chat_id)
        .where(SubscriptionRow.chat_id == chat_id)
    )
    had = (
        select(SentStoryRow)
        .where(SentStoryRow.chat_id == chat_id, SentStoryRow.sent_at >= since)
        .order_by(SentStoryRow.sent_at, SentStoryRow.id)
    )
    async with database.reading() as session:
        found = (await session.execute(statement)).all()
        if not found:
            return None
        sent = tuple(sent_of(row) for row in await session.scalars(had))
    row, place, banned, kind, _ = found[0]
    feeds = sorted(feed for *_, feed in found if feed)
    return Recipient(subscription_of(row, feeds), place_of(chat_id, place), sent, bool(banned), kind)
