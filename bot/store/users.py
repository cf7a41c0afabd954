"""People and their settings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.store.database import Database
from bot.store.models import UserRow
from summarizer.article import Language

DEFAULT_TIME_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class User:
    """A person who has used the bot.

    Attributes:
        id: Telegram's.
        language: of the interface; None to follow what Telegram says of the person.
        brief_language: of briefs; None to follow the interface's.
        points: how many a brief has, 1 to 10; None to let the article's length decide.
        evidence_always: whether each brief comes with its source sentences.
        time_zone: IANA name.
        created_at: first use.
        last_seen_at: last use.
        active: False once the person has blocked the bot.
        banned: True if the owner wants no requests from them.
    """

    id: int
    language: Language | None
    brief_language: Language | None
    points: int | None
    evidence_always: bool
    time_zone: str
    created_at: datetime
    last_seen_at: datetime
    active: bool
    banned: bool


def default_settings() -> dict[str, Any]:
    """Return the settings of a person who has chosen none, by column."""
    chosen = {"language": None, "brief_language": None, "points": None, "evidence_always": False}
    return {**chosen, "time_zone": DEFAULT_TIME_ZONE, "active": True}


class Users:
    """The people whom the bot knows. Setting something of an unknown person makes them known."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, user_id: int) -> User | None:
        """Return a person, or None if nothing is kept of them."""
        async with self._database.reading() as session:
            row = await session.get(UserRow, user_id)
            return None if row is None else user_of(row)

    async def get_all(self, user_ids: Collection[int]) -> dict[int, User]:
        """Return those of some people of whom something is kept, by id."""
        if not user_ids:
            return {}
        async with self._database.reading() as session:
            rows = await session.scalars(select(UserRow).where(UserRow.id.in_(user_ids)))
            return {row.id: user_of(row) for row in rows}

    async def seen(self, user_id: int) -> User:
        """Note that a person has used the bot just now, for the first time or again; they are active then."""
        return await self._put(user_id, last_seen_at=self._database.now(), active=True)

    async def set_language(self, user_id: int, language: Language | None) -> User:
        """Set the language of the interface; None to follow Telegram."""
        return await self._put(user_id, language=language)

    async def set_brief_language(self, user_id: int, language: Language | None) -> User:
        """Set the language of briefs; None to follow the interface's."""
        return await self._put(user_id, brief_language=language)

    async def set_points(self, user_id: int, points: int | None) -> User:
        """Set how many points a brief has.

        Raises:
            ValueError: neither None nor 1 to 10.
        """
        if points is not None and not 1 <= points <= 10:
            raise ValueError("points are 1 to 10")
        return await self._put(user_id, points=points)

    async def set_evidence_always(self, user_id: int, always: bool) -> User:
        """Set whether each brief comes with its source sentences."""
        return await self._put(user_id, evidence_always=always)

    async def set_time_zone(self, user_id: int, time_zone: str) -> User:
        """Set the IANA time zone; whether there is one of that name is for the caller to check."""
        return await self._put(user_id, time_zone=time_zone)

    async def set_active(self, user_id: int, active: bool) -> None:
        """Set whether a known person can be written to; nothing happens for an unknown one."""
        async with self._database.writing() as session:
            await session.execute(update(UserRow).where(UserRow.id == user_id).values(active=active))

    async def set_banned(self, user_id: int, banned: bool) -> User:
        """Set whether the owner wants no requests from a person, known or not."""
        return await self._put(user_id, banned=banned)

    async def banned(self) -> list[User]:
        """Return all who are banned, by id."""
        async with self._database.reading() as session:
            rows = await session.scalars(select(UserRow).where(UserRow.banned).order_by(UserRow.id))
            return [user_of(row) for row in rows]

    async def _put(self, user_id: int, **changes: Any) -> User:
        now = self._database.now()
        new = {"id": user_id, **default_settings(), "banned": False, "created_at": now, "last_seen_at": now, **changes}
        statement = (
            self._database.insert(UserRow)
            .values(**new)
            .on_conflict_do_update(index_elements=["id"], set_=changes)
            .returning(UserRow)
        )
        async with self._database.writing() as session:
            return user_of((await session.scalars(statement)).one())


def user_of(row: UserRow) -> User:
    """Return what a row says, as a record."""
    return User(
        id=row.id,
        language=row.language,  # type: ignore[arg-type]  # only this module writes it
        brief_language=row.brief_language,  # type: ignore[arg-type]  # only this module writes it
        points=row.points,
        evidence_always=row.evidence_always,
        time_zone=row.time_zone,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        active=row.active,
        banned=row.banned,
    )
