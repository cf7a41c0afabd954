"""The further messages of briefs that take several: which they are, so that they change with the first."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete

from bot.store.database import Database
from bot.store.models import LaterPartsRow


class LaterParts:
    """All of them. Only ids are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, chat_id: int, message_id: int) -> list[int]:
        """Return the ids of the messages that continue a message, in order."""
        async with self._database.reading() as session:
            row = await session.get(LaterPartsRow, (chat_id, message_id))
            return list(row.part_ids) if row is not None else []

    async def put(self, chat_id: int, message_id: int, part_ids: Sequence[int]) -> None:
        """Note which messages continue a message; none is fine, too."""
        values = {"part_ids": list(part_ids), "changed_at": self._database.now()}
        async with self._database.writing() as session:
            await session.execute(
                self._database.insert(LaterPartsRow)
                .values(chat_id=chat_id, message_id=message_id, **values)
                .on_conflict_do_update(index_elements=["chat_id", "message_id"], set_=values)
            )

    async def prune(self, max_idle: timedelta) -> int:
        """Delete what was not changed for ``max_idle``; return how many rows."""
        idle = LaterPartsRow.changed_at < self._database.now() - max_idle
        async with self._database.writing() as session:
            found = await session.scalars(delete(LaterPartsRow).where(idle).returning(LaterPartsRow.message_id))
            return len(found.all())
