"""What is kept of one person, all of it: to hand it out, and to forget it."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, true, update

from bot.store.database import Database
from bot.store.digests_models import DigestPlaceRow, SentStoryRow, SubscribedFeedRow, SubscriptionRow
from bot.store.models import (
    AllowedUserRow,
    Base,
    BriefRow,
    ChatRow,
    DeliveryRow,
    LaterPartsRow,
    RequestRow,
    UsageRow,
    UserRow,
)
from bot.store.usage import chat_subject, digest, user_subject
from bot.store.users import default_settings
from bot.store.work_models import WorkRow

Records = dict[str, list[dict[str, Any]]]


class Privacy:
    """Answers /export and /forget."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export_user(self, user_id: int) -> Records:
        """Return all that is kept of a person, by table; data for ``json.dumps``: moments in ISO 8601, bytes in base64.

        Texts in it are the person's own: hand it to nobody else.
        """
        async with self._database.reading() as session:
            return {
                table.__tablename__: [_plain(row) for row in await session.scalars(select(table).where(mine))]
                for table, mine in _mine(user_id)
            }

    async def forget_user(self, user_id: int) -> None:
        """Delete all that is kept of a person: settings, requests, briefs of their texts, their place on lists.

        Two things outlast it, or forgetting would be a way around them. A ban: as a row that holds the id, the ban and
        nothing else of the person. Quota counters until their windows are over: under a digest, not the id.
        """
        now = self._database.now()
        async with self._database.writing() as session:
            asked = update(DigestPlaceRow).where(DigestPlaceRow.asked_by == user_id)
            await session.execute(asked.values(asked_by=None))  # the digest of a group or channel is not the person's
            for table, mine in _mine(user_id):
                if table is not UsageRow:
                    spared = UserRow.banned if table is UserRow else ~true()
                    await session.execute(delete(table).where(mine, ~spared))
            blank = default_settings() | {"created_at": now, "last_seen_at": now}
            await session.execute(update(UserRow).where(UserRow.id == user_id).values(**blank))


def _mine(user_id: int) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Pair every table that says something of a person with the condition that finds their rows.

    A private chat has the id of the person (https://core.telegram.org/bots/api#chat).
    """
    subjects = [digest(user_subject(user_id)), digest(chat_subject(user_id))]
    return [
        (UserRow, UserRow.id == user_id),
        (ChatRow, ChatRow.id == user_id),
        (RequestRow, or_(RequestRow.user_id == user_id, RequestRow.chat_id == user_id)),
        (LaterPartsRow, LaterPartsRow.chat_id == user_id),
        (BriefRow, BriefRow.owner_id == user_id),
        (WorkRow, WorkRow.owner_id == user_id),
        (UsageRow, UsageRow.subject.in_(subjects)),
        (AllowedUserRow, AllowedUserRow.user_id == user_id),
        (DeliveryRow, DeliveryRow.chat_id == user_id),
        (SentStoryRow, SentStoryRow.chat_id == user_id),
        (SubscribedFeedRow, SubscribedFeedRow.chat_id == user_id),
        (DigestPlaceRow, or_(DigestPlaceRow.chat_id == user_id, DigestPlaceRow.asked_by == user_id)),
        (SubscriptionRow, SubscriptionRow.chat_id == user_id),
    ]


def _plain(row: Base) -> dict[str, Any]:
    return {column.key: _plain_value(getattr(row, column.key)) for column in row.__table__.columns}


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return b64encode(value).decode("ascii") if isinstance(value, bytes) else value
