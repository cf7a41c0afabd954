"""Work that is handed out: what is to be made, and what came of it. Rows are short-lived.

In which order and by whom it is done is a matter of the queue (``bot.work_queue``), which knows ids only; what people
sent is here alone, and goes once the outcome is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from bot.store.database import Database
from bot.store.work_models import WorkRow
from summarizer.engines.priority import Priority


@dataclass(frozen=True, slots=True)
class BegunWork:
    """Something that a worker is to make.

    Attributes:
        asked: what, as the bot wrote it.
        priority: for whom.
        begun: how often it has been begun, this time included; more than once if workers died of it, or meanwhile.
    """

    asked: bytes
    priority: Priority
    begun: int


@dataclass(frozen=True, slots=True)
class WorkSeen:
    """How a piece of work stands; ``outcome`` is None until there is one."""

    is_read: bool
    outcome: bytes | None


class HandedWork:
    """All of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, work_id: str, owner_id: int, priority: Priority, asked: bytes) -> None:
        """Keep a piece of work.

        Args:
            work_id: new, 32 hexadecimal digits.
            owner_id: who sent what is in it, or NOBODY.
            priority: for whom it is done.
            asked: what is to be made.
        """
        values = {"id": work_id, "owner_id": owner_id, "priority": int(priority), "asked": asked}
        rest = {"begun": 0, "is_read": False, "outcome": None, "created_at": self._database.now()}
        async with self._database.writing() as session:
            await session.execute(insert(WorkRow).values(**values, **rest))

    async def begin(self, work_id: str) -> BegunWork | None:
        """Note that a worker begins; None if there is nothing to do: it is done, or nobody waits for it any more."""
        begun = (
            update(WorkRow)
            .where(WorkRow.id == work_id, WorkRow.outcome.is_(None))
            .values(begun=WorkRow.begun + 1)
            .returning(WorkRow.asked, WorkRow.priority, WorkRow.begun)
        )
        async with self._database.writing() as session:
            row = (await session.execute(begun)).one_or_none()
        return None if row is None else BegunWork(row.asked, Priority(row.priority), row.begun)

    async def go_on(self, work_id: str, asked: bytes) -> None:
        """Note what is to be made next of a page that has been fetched, unless nobody waits for it any more."""
        unfinished = WorkRow.id == work_id, WorkRow.outcome.is_(None)
        async with self._database.writing() as session:
            await session.execute(update(WorkRow).where(*unfinished).values(asked=asked, is_read=True, begun=0))

    async def set_read(self, work_id: str) -> None:
        """Note that the bytes are there, and summing up begins."""
        async with self._database.writing() as session:
            await session.execute(update(WorkRow).where(WorkRow.id == work_id).values(is_read=True))

    async def finish(self, work_id: str, outcome: bytes) -> None:
        """Keep what came of it, unless another worker was first or nobody waits for it any more."""
        unfinished = WorkRow.id == work_id, WorkRow.outcome.is_(None)
        async with self._database.writing() as session:
            await session.execute(update(WorkRow).where(*unfinished).values(outcome=outcome))

    async def look(self, work_ids: Sequence[str]) -> dict[str, WorkSeen]:
        """Return how some pieces of work stand; those that are no longer kept are left out."""
        columns = WorkRow.id, WorkRow.is_read, WorkRow.outcome
        async with self._database.reading() as session:
            rows = (await session.execute(select(*columns).where(WorkRow.id.in_(work_ids)))).all()
        return {row.id: WorkSeen(row.is_read, row.outcome) for row in rows}

    async def remove(self, work_ids: Sequence[str]) -> None:
        """Delete pieces of work whose outcome was taken."""
        async with self._database.writing() as session:
            await session.execute(delete(WorkRow).where(WorkRow.id.in_(work_ids)))

    async def clear(self) -> None:
        """Delete all: what a bot that is gone had waited for, nobody waits for."""
        async with self._database.writing() as session:
            await session.execute(delete(WorkRow))

    async def prune(self, max_age: timedelta) -> int:
        """Delete what was handed out longer ago than ``max_age``; return how many rows."""
        old = WorkRow.created_at < self._database.now() - max_age
        async with self._database.writing() as session:
            return len((await session.scalars(delete(WorkRow).where(old).returning(WorkRow.id))).all())
