"""What the owner switches while the bot runs: who may use it, and maintenance."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.models import AllowedUserRow, InstallationRow

_ROW = 1


@dataclass(frozen=True, slots=True)
class Installation:
    """The owner's switches.

    Attributes:
        allow_list: whether only those on the list are served; None if the owner has not said, so settings decide.
        allowed_user_ids: the list.
        maintenance: whether requests are turned away for now.
        maintenance_message: what people are told then; None for the usual sentence.
    """

    allow_list: bool | None = None
    allowed_user_ids: frozenset[int] = frozenset()
    maintenance: bool = False
    maintenance_message: str | None = None


class Installations:
    """The one installation that a database belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self) -> Installation:
        """Return how the switches stand."""
        async with self._database.reading() as session:
            allowed = frozenset(await session.scalars(select(AllowedUserRow.user_id)))
            row = await session.get(InstallationRow, _ROW)
            if row is None:
                return Installation(allowed_user_ids=allowed)
            return Installation(row.allow_list, allowed, row.maintenance, row.maintenance_message)

    async def set_allow_list(self, allow_list: bool | None) -> None:
        """Serve only those on the list, or all; None to let the settings decide."""
        await self._put(allow_list=allow_list)

    async def set_maintenance(self, maintenance: bool, message: str | None = None) -> None:
        """Turn requests away for now, or serve them again.

        Raises:
            NulInText: the message holds U+0000.
        """
        await self._put(maintenance=maintenance, maintenance_message=message)

    async def allow(self, user_id: int) -> None:
        """Put a person on the list; nothing happens if they are on it."""
        row = self._database.insert(AllowedUserRow).values(user_id=user_id, added_at=self._database.now())
        async with self._database.writing() as session:
            await session.execute(row.on_conflict_do_nothing(index_elements=["user_id"]))

    async def disallow(self, user_id: int) -> None:
        """Take a person off the list; nothing happens if they are not on it."""
        async with self._database.writing() as session:
            await session.execute(delete(AllowedUserRow).where(AllowedUserRow.user_id == user_id))

    async def _put(self, **changes: Any) -> None:
        new = {"id": _ROW, "allow_list": None, "maintenance": False, "maintenance_message": None, **changes}
        row = self._database.insert(InstallationRow).values(**new)
        async with self._database.writing() as session:
            await session.execute(row.on_conflict_do_update(index_elements=["id"], set_=changes))
