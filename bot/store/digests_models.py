"""The tables of digests: feeds and their items, who subscribes to what, what was sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import CleanJson, Word
from bot.store.models import DIGEST_LENGTH, ID_LENGTH, TIME_ZONE_LENGTH, WORD_LENGTH, Base

TIME_LENGTH = 5  # characters of ``07:30``


class FeedRow(Base):
    """A feed, once for all its subscribers. ``url_digest`` is indexed, since an address may be too long to be."""

    __tablename__ = "feeds"

    id: Mapped[str] = mapped_column(Word(ID_LENGTH), primary_key=True)
    url: Mapped[str]
    url_digest: Mapped[str] = mapped_column(Word(DIGEST_LENGTH), unique=True)
    title: Mapped[str]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    next_attempt: Mapped[datetime | None] = mapped_column(index=True)
    failures: Mapped[int]
    failing_since: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Word(WORD_LENGTH))
    last_success: Mapped[datetime | None]
    gone: Mapped[bool]
    told: Mapped[bool]
    formerly: Mapped[Any] = mapped_column(CleanJson)


class FeedItemRow(Base):
    """An entry of a feed; the same article in two feeds is one row a feed."""

    __tablename__ = "feed_items"

    feed_id: Mapped[str] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Word(ID_LENGTH), primary_key=True)
    source: Mapped[str]
    url: Mapped[str | None]
    title: Mapped[str]
    lead: Mapped[str]
    published: Mapped[datetime] = mapped_column(index=True)


class SubscriptionRow(Base):
    """The digest of a chat."""

    __tablename__ = "subscriptions"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(Word(2))
    at: Mapped[str] = mapped_column(Word(TIME_LENGTH))
    zone: Mapped[str] = mapped_column(Word(TIME_ZONE_LENGTH))
    days: Mapped[int] = mapped_column(SmallInteger)
    stories: Mapped[int] = mapped_column(SmallInteger)
    topics: Mapped[Any] = mapped_column(CleanJson)
    active: Mapped[bool]
    dealt_with: Mapped[datetime]
    next_slot: Mapped[datetime] = mapped_column(index=True)


class DigestPlaceRow(Base):
    """Where the digest of a chat goes, who asked for it, and how its delivery stands."""

    __tablename__ = "digest_places"

    chat_id: Mapped[int] = mapped_column(
        ForeignKey("subscriptions.chat_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    title: Mapped[str]
    asked_by: Mapped[int | None] = mapped_column(index=True)
    thread_id: Mapped[int | None]
    coming_message_id: Mapped[int | None]
    coming_for: Mapped[str | None]
    failures: Mapped[int]
    folded: Mapped[datetime | None]


class SubscribedFeedRow(Base):
    """A feed of a subscription."""

    __tablename__ = "subscribed_feeds"

    chat_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.chat_id", ondelete="CASCADE"), primary_key=True)
    feed_id: Mapped[str] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True, index=True)


class SentStoryRow(Base):
    """A story that a chat has had."""

    __tablename__ = "sent_stories"

    id: Mapped[str] = mapped_column(Word(ID_LENGTH), primary_key=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.chat_id", ondelete="CASCADE"), index=True)
    items: Mapped[Any] = mapped_column(CleanJson)
    facts: Mapped[Any] = mapped_column(CleanJson)
    sent_at: Mapped[datetime] = mapped_column(index=True)
