"""Quotas: so many uses in a window of time. A window begins with its first use, so nobody's ends at our midnight."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import case, delete, or_, select

from bot.store.database import Database
from bot.store.models import UsageRow


@dataclass(frozen=True, slots=True)
class Allowed:
    """The use is within the quota, and counted.

    Attributes:
        remaining: uses that are left.
        frees_up_at: when all of them are back.
    """

    remaining: int
    frees_up_at: datetime


@dataclass(frozen=True, slots=True)
class OverQuota:
    """The quota is used up; nothing was counted.

    Attributes:
        retry_at: when the next use is allowed.
    """

    retry_at: datetime


def user_subject(user_id: int) -> str:
    """Name a person as somebody who has a quota."""
    return f"user:{user_id}"


def chat_subject(chat_id: int) -> str:
    """Name a chat as something that has a quota."""
    return f"chat:{chat_id}"


def digest(subject: str) -> str:
    """Return what stands for a subject in the table: SHA-256, so that a row by itself names nobody."""
    return sha256(subject.encode()).hexdigest()


class Usage:
    """Counts uses, exactly, however many workers count at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, subject: str, limit: int, window: timedelta) -> Allowed | OverQuota:
        """Count one use, if there is one left.

        Args:
            subject: whose quota: ``user_subject``, ``chat_subject``. Each pair of subject and window is counted apart.
            limit: uses that a window allows, 1 or more.
            window: its length, in whole seconds; at least one.

        Raises:
            ValueError: limit or window is too small.
        """
        seconds = int(window.total_seconds())
        if limit < 1 or seconds < 1:
            raise ValueError("a quota needs at least one use and one second")
        now = self._database.now()
        over = UsageRow.frees_up_at <= now
        fresh = {"frees_up_at": now + timedelta(seconds=seconds), "used": 1}
        statement = (
            self._database.insert(UsageRow)
            .values(subject=digest(subject), window_seconds=seconds, **fresh)
            .on_conflict_do_update(
                index_elements=["subject", "window_seconds"],
                set_={
                    "used": case((over, 1), else_=UsageRow.used + 1),
                    "frees_up_at": case((over, fresh["frees_up_at"]), else_=UsageRow.frees_up_at),
                },
                where=or_(over, UsageRow.used < limit),
            )
            .returning(UsageRow.used, UsageRow.frees_up_at)
        )
        key = (UsageRow.subject == digest(subject), UsageRow.window_seconds == seconds)
        async with self._database.writing() as session:
            taken = (await session.execute(statement)).one_or_none()
            if taken is not None:
                return Allowed(remaining=limit - taken.used, frees_up_at=taken.frees_up_at)
            return OverQuota((await session.execute(select(UsageRow.frees_up_at).where(*key))).scalar_one())

    async def prune(self) -> int:
        """Delete counters whose window is over; return how many."""
        statement = delete(UsageRow).where(UsageRow.frees_up_at <= self._database.now()).returning(UsageRow.used)
        async with self._database.writing() as session:
            return len((await session.scalars(statement)).all())
