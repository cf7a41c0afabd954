"""Which processes work together: the bot and its workers, on any number of machines.

Who was seen when is told by the clock of the database, since those of several machines may differ.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, func, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.columns import Moment
from bot.store.database import Database
from bot.store.work_models import WorkerRow

Role = Literal["bot", "worker"]

SILENT_SECONDS = 8.0
"""After which a process counts as dead: four beats, so that a second of swapping or a slow query kills nobody."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A process.

    Attributes:
        id: of it; a new one each time that a worker starts.
        role: a bot hands work out, a worker does it.
        host: name of its machine.
        version: of Svodka.
        engine: what tells apart work of others (``bot.work_queue.version_of``).
        processes: that read and sum up articles; 0 for a bot.
    """

    id: str
    role: Role
    host: str
    version: str
    engine: str
    processes: int


@dataclass(frozen=True, slots=True)
class SeenWorker:
    """A process, and for how many seconds nothing was heard of it, at ``seen_at`` the last time."""

    worker: Worker
    seen_at: datetime
    silent_seconds: float

    @property
    def is_silent(self) -> bool:
        """Whether it counts as dead."""
        return self.silent_seconds > SILENT_SECONDS


class Workers:
    """All of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def beat(self, worker: Worker) -> None:
        """Note that a process is there."""
        async with self._database.writing() as session:
            told = {**asdict(worker), "seen_at": await _now(session)}
            statement = self._database.insert(WorkerRow).values(**told)
            await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=told))

    async def all(self) -> list[SeenWorker]:
        """Return those that have not ended, or died and nobody has taken over from them; last seen first."""
        async with self._database.reading() as session:
            now = await _now(session)
            rows = (await session.scalars(select(WorkerRow).order_by(WorkerRow.seen_at.desc()))).all()
        return [SeenWorker(_worker(row), row.seen_at, (now - row.seen_at).total_seconds()) for row in rows]

    async def claim(self, seen: SeenWorker) -> bool:
        """Say whether the caller is the one to take over from a silent process; to others it is silent no longer.

        Whoever claims it may die as well: then it falls silent again, and somebody else claims it.
        """
        async with self._database.writing() as session:
            unchanged = WorkerRow.id == seen.worker.id, WorkerRow.seen_at == seen.seen_at
            claimed = update(WorkerRow).where(*unchanged).values(seen_at=await _now(session)).returning(WorkerRow.id)
            return (await session.scalars(claimed)).one_or_none() is not None

    async def remove(self, worker_id: str) -> None:
        """Forget a process that has ended."""
        async with self._database.writing() as session:
            await session.execute(delete(WorkerRow).where(WorkerRow.id == worker_id))


async def _now(session: AsyncSession) -> datetime:
    now: datetime = (await session.scalars(select(type_coerce(func.now(), Moment())))).one()
    return now


def _worker(row: WorkerRow) -> Worker:
    role: Role = "bot" if row.role == "bot" else "worker"
    return Worker(row.id, role, row.host, row.version, row.engine, row.processes)
