"""The tables. Rows stay inside the store: repositories give out frozen records instead.

Ids of users and chats are Telegram's own: up to 52 significant bits, negative for groups
(https://core.telegram.org/bots/api#chat), hence BIGINT. There are no foreign keys to users or chats: a request may
come from somebody of whom nothing else is kept, and forgetting a person must not depend on an order of deletes.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, MetaData, SmallInteger, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.store.columns import CleanJson, CleanText, Moment, Word

ID_LENGTH = 32  # characters of a UUID written as hexadecimal digits
DIGEST_LENGTH = 64  # characters of SHA-256 written as hexadecimal digits
PUBLIC_ID_LENGTH = 11  # characters of 64 random bits in base64url, without padding
WORD_LENGTH = 64  # characters of the longest word that a column of kinds, states or error codes holds
TIME_ZONE_LENGTH = 64  # characters; the longest IANA name of 2025b has 38
VERSION_LENGTH = 200  # characters of an engine's version


class Base(DeclarativeBase):
    """All tables; constraints have names, so that later migrations can change them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, str: CleanText, int: BigInteger}  # noqa: RUF012 - SQLAlchemy's name and form


class UserRow(Base):
    """A person who has used the bot, with their settings."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("points BETWEEN 1 AND 10", name="points"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str | None] = mapped_column(Word(2))
    brief_language: Mapped[str | None] = mapped_column(Word(2))
    points: Mapped[int | None] = mapped_column(SmallInteger)
    evidence_always: Mapped[bool]
    time_zone: Mapped[str] = mapped_column(Word(TIME_ZONE_LENGTH))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(index=True)
    active: Mapped[bool]
    banned: Mapped[bool]


class ChatRow(Base):
    """A chat that the bot is in."""

    __tablename__ = "chats"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(Word(WORD_LENGTH))
    auto_links: Mapped[bool]
    language: Mapped[str | None] = mapped_column(Word(2))
    created_at: Mapped[datetime]
    active: Mapped[bool]


class RequestRow(Base):
    """Something that a person asked for, from acceptance to answer."""

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("update_id", "origin"),
        Index("ix_requests_state_created_at", "state", "created_at"),
    )

    id: Mapped[str] = mapped_column(Word(ID_LENGTH), primary_key=True)
    update_id: Mapped[int]
    origin: Mapped[str] = mapped_column(Word(DIGEST_LENGTH))
    chat_id: Mapped[int] = mapped_column(index=True)
    message_thread_id: Mapped[int | None]
    user_id: Mapped[int | None] = mapped_column(index=True)
    message_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(Word(WORD_LENGTH))
    payload: Mapped[Any] = mapped_column(CleanJson)
    language: Mapped[str] = mapped_column(Word(2))
    state: Mapped[str] = mapped_column(Word(WORD_LENGTH))
    placeholder_message_id: Mapped[int | None]
    error_code: Mapped[str | None] = mapped_column(Word(WORD_LENGTH))
    from_cache: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    latency_ms: Mapped[int | None]


class BriefRow(Base):
    """A brief that was made, with the sentences that it cites.

    A URL may be longer than an index entry of PostgreSQL can be (2,704 bytes), so its digest is what is indexed.
    """

    __tablename__ = "briefs"
    __table_args__ = (
        UniqueConstraint(
            "url_digest", "content_hash", "language", "engine_version", "points", "owner_id", name="uq_briefs_key"
        ),
    )

    id: Mapped[str] = mapped_column(Word(PUBLIC_ID_LENGTH), primary_key=True)
    canonical_url: Mapped[str]
    url_digest: Mapped[str] = mapped_column(Word(DIGEST_LENGTH))
    content_hash: Mapped[str] = mapped_column(Word(DIGEST_LENGTH))
    language: Mapped[str] = mapped_column(Word(2))
    engine_version: Mapped[str] = mapped_column(Word(VERSION_LENGTH))
    points: Mapped[int] = mapped_column(SmallInteger)
    owner_id: Mapped[int] = mapped_column(index=True)
    brief: Mapped[Any] = mapped_column(CleanJson)
    sentences: Mapped[Any] = mapped_column(CleanJson)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime] = mapped_column(index=True)
    hits: Mapped[int]


class LaterPartsRow(Base):
    """The messages that continue a message of a brief that takes several."""

    __tablename__ = "later_parts"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part_ids: Mapped[Any] = mapped_column(CleanJson)
    changed_at: Mapped[datetime] = mapped_column(index=True)


class UsageRow(Base):
    """How much of a quota is used. ``subject`` is a digest: the row does not say whose it is."""

    __tablename__ = "usage"

    subject: Mapped[str] = mapped_column(Word(DIGEST_LENGTH), primary_key=True)
    window_seconds: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    frees_up_at: Mapped[datetime] = mapped_column(index=True)
    used: Mapped[int]


class InstallationRow(Base):
    """What the owner has switched at run time; at most one row, with id 1."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    allow_list: Mapped[bool | None]
    maintenance: Mapped[bool]
    maintenance_message: Mapped[str | None]


class AllowedUserRow(Base):
    """A user on the owner's allow-list."""

    __tablename__ = "allowed_users"

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    added_at: Mapped[datetime]


class BroadcastRow(Base):
    """A message of the owner to all."""

    __tablename__ = "broadcasts"

    id: Mapped[str] = mapped_column(Word(ID_LENGTH), primary_key=True)
    text: Mapped[str]
    state: Mapped[str] = mapped_column(Word(WORD_LENGTH))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class DeliveryRow(Base):
    """One recipient of a broadcast."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_broadcast_id_state", "broadcast_id", "state"),)

    broadcast_id: Mapped[str] = mapped_column(ForeignKey("broadcasts.id", ondelete="CASCADE"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    state: Mapped[str] = mapped_column(Word(WORD_LENGTH))
    error_code: Mapped[str | None] = mapped_column(Word(WORD_LENGTH))
    changed_at: Mapped[datetime]
