"""Where the digest of a chat goes, who asked for it there, and how its delivery stands.

A delivery that fails gives its slot back (``put_off``), to be begun again later as another attempt; one that is too
late is noted as folded, so that the next digest can say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Executable, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.ranking import SentStory
from bot.store.database import Database, Insert
from bot.store.digests_models import DigestPlaceRow, SubscriptionRow
from bot.store.digests_sent import remember

ALL = "all"
"""Stands for the number of a part once the whole of a digest has come."""
_TABLE = DigestPlaceRow.__table__


@dataclass(frozen=True, slots=True)
class DigestPlace:
    """How the delivery to a chat stands.

    Attributes:
        chat_id: Telegram's.
        title: of a channel, for those who run it; else empty.
        asked_by: who made the subscription, in a group or for a channel; None where unknown, or in a private chat.
        thread_id: the topic of a forum that it goes to, or None.
        coming_message_id: the message that was sent to show a part of a digest and does not show it yet, or None.
        coming_for: what was sent last: the digest's name, "/", and the number of the part (or ALL, once it has come).
        failures: of the present slot, in a row.
        folded: the slot that was too late, if the next digest has still to say so.
    """

    chat_id: int
    title: str = ""
    asked_by: int | None = None
    thread_id: int | None = None
    coming_message_id: int | None = None
    coming_for: str | None = None
    failures: int = 0
    folded: datetime | None = None

    def has_begun(self, occasion: str) -> bool:
        """Say whether something of a digest has been sent."""
        return self._part_of(occasion) is not None

    def has_all(self, occasion: str) -> bool:
        """Say whether the whole of a digest has come."""
        return self._part_of(occasion) == ALL

    def shows(self, occasion: str, part: int) -> bool:
        """Say whether a part of a digest has come."""
        last = self._part_of(occasion)
        if last is None or last == ALL:
            return last == ALL
        return part < int(last) or (part == int(last) and self.coming_message_id is None)

    def message_for(self, occasion: str, part: int) -> int | None:
        """Return the message that waits for a part of a digest, or None."""
        return self.coming_message_id if self.coming_for == f"{occasion}/{part}" else None

    def _part_of(self, occasion: str) -> str | None:
        name, _, part = (self.coming_for or "").rpartition("/")
        return part if name == occasion else None


class DigestPlaces:
    """The places of all subscriptions; of a chat without one, nothing is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements: dict[frozenset[str], Executable] = {}

    async def get(self, chat_id: int) -> DigestPlace:
        """Return what is known of a chat."""
        async with self._database.reading() as session:
            return place_of(chat_id, await session.get(DigestPlaceRow, chat_id))

    async def of_asker(self, user_id: int) -> list[DigestPlace]:
        """Return the places for which somebody asked, by title."""
        statement = select(DigestPlaceRow).where(DigestPlaceRow.asked_by == user_id)
        async with self._database.reading() as session:
            found = [place_of(row.chat_id, row) for row in await session.scalars(statement)]
        return sorted(found, key=lambda place: (place.title.casefold(), place.chat_id))

    async def of_occasion(self, occasion: str) -> int | None:
        """Return the chat to which something of a digest was sent, or None."""
        begun = DigestPlaceRow.coming_for.startswith(f"{occasion}/", autoescape=True)
        async with self._database.reading() as session:
            found = await session.scalars(select(DigestPlaceRow.chat_id).where(begun).limit(1))
            return found.first()

    async def settle(self, chat_id: int, asked_by: int | None, thread_id: int | None, title: str = "") -> None:
        """Note where a digest goes and who asked for it."""
        await self._set(chat_id, asked_by=asked_by, thread_id=thread_id, title=title)

    async def leave_topic(self, chat_id: int) -> bool:
        """Send digests to the chat itself from now on; False if that was so before."""
        in_topic = (DigestPlaceRow.chat_id == chat_id, DigestPlaceRow.thread_id.is_not(None))
        statement = update(DigestPlaceRow).where(*in_topic).values(thread_id=None).returning(DigestPlaceRow.chat_id)
        async with self._database.writing() as session:
            return bool(await session.scalar(statement))

    async def comes(self, chat_id: int, message_id: int, occasion: str, part: int) -> None:
        """Note the message that a part of a digest will be in."""
        await self._set(chat_id, coming_message_id=message_id, coming_for=f"{occasion}/{part}")

    async def shown(self, chat_id: int, occasion: str, part: int) -> None:
        """Note that a part of a digest has come, and others are to follow."""
        await self._set(chat_id, coming_message_id=None, coming_for=f"{occasion}/{part}")

    async def arrived(self, chat_id: int, occasion: str, sent: Sequence[SentStory]) -> None:
        """Note that the whole of a digest has come, and what was in it: failures and folded slots are over."""
        values = {"coming_message_id": None, "coming_for": f"{occasion}/{ALL}", "failures": 0, "folded": None}
        async with self._database.writing() as session:
            if await self._put(session, chat_id, values):
                await remember(session, chat_id, sent)

    async def put_off(self, chat_id: int, slot: datetime, pause: timedelta) -> None:
        """Give a slot back whose digest failed, to be looked at again after a pause; not if the schedule changed."""
        failures = (await self.get(chat_id)).failures + 1
        # Another moment each time: whoever is about to claim the slot by the former one must not.
        statement = (
            update(SubscriptionRow)
            .where(SubscriptionRow.chat_id == chat_id, SubscriptionRow.active, SubscriptionRow.dealt_with <= slot)
            .values(dealt_with=slot - timedelta(seconds=failures), next_slot=self._database.now() + pause)
        )
        async with self._database.writing() as session:
            await session.execute(statement)
        await self._set(chat_id, failures=failures)

    async def fold(self, chat_id: int, slot: datetime) -> None:
        """Note that a slot was too late, for the next digest to say; the first of several is kept."""
        known = await self.get(chat_id)
        await self._set(chat_id, folded=known.folded or slot, failures=0)

    async def _set(self, chat_id: int, **values: Any) -> None:
        async with self._database.writing() as session:
            await self._put(session, chat_id, values)

    async def _put(self, session: AsyncSession, chat_id: int, values: dict[str, Any]) -> bool:
        """Change a chat's place, in one statement; False if the chat has no subscription."""
        if (names := frozenset(values)) not in self._statements:
            self._statements[names] = _upsert(self._database.insert(_TABLE), names)
        new = {"title": "", "failures": 0} | values | {"chat_id": chat_id}
        result = await session.execute(self._statements[names], {f"new_{name}": new[name] for name in new})
        return bool(cast("CursorResult[Any]", result).rowcount)


def _upsert(insert: Insert, names: frozenset[str]) -> Executable:
    """Return the statement that sets some columns of a place, made once: to make it takes longer than to run it."""
    new = ["chat_id", *sorted(names | {"title", "failures"})]
    found = select(*(bindparam(f"new_{name}", type_=_TABLE.c[name].type) for name in new)).where(
        select(SubscriptionRow.chat_id).where(SubscriptionRow.chat_id == bindparam("new_chat_id")).exists()
    )
    statement = insert.from_select(new, found)
    changed = {name: statement.excluded[name] for name in sorted(names)}
    upsert = statement.on_conflict_do_update(index_elements=["chat_id"], set_=changed)
    return upsert.execution_options(preserve_rowcount=True)


def place_of(chat_id: int, row: DigestPlaceRow | None) -> DigestPlace:
    """Return what a row says, as a record."""
    if row is None:
        return DigestPlace(chat_id)
    return DigestPlace(
        chat_id,
        row.title,
        row.asked_by,
        row.thread_id,
        row.coming_message_id,
        row.coming_for,
        row.failures,
        row.folded,
    )
