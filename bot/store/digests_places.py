"""Where the digest of a chat goes, who asked for it there, and how its delivery stands.

A delivery that fails gives its slot back (``put_off``), to be begun again later as another attempt; one that is too
late is noted as folded, so that the next digest can say so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from bot.store.database import Database
from bot.store.digests_models import DigestPlaceRow, SubscriptionRow


@dataclass(frozen=True, slots=True)
class DigestPlace:
    """How the delivery to a chat stands.

    Attributes:
        chat_id: Telegram's.
        title: of a channel, for those who run it; else empty.
        asked_by: who made the subscription, in a group or for a channel; None where unknown, or in a private chat.
        thread_id: the topic of a forum that it goes to, or None.
        coming_message_id: the message that was sent to show a digest and does not show it yet, or None.
        coming_for: the digest that it was sent for.
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


class DigestPlaces:
    """The places of all subscriptions; of a chat without one, nothing is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: int) -> DigestPlace:
        """Return what is known of a chat."""
        async with self._database.reading() as session:
            row = await session.get(DigestPlaceRow, chat_id)
            return DigestPlace(chat_id) if row is None else _place(row)

    async def of_asker(self, user_id: int) -> list[DigestPlace]:
        """Return the places for which somebody asked, by title."""
        statement = select(DigestPlaceRow).where(DigestPlaceRow.asked_by == user_id)
        async with self._database.reading() as session:
            found = [_place(row) for row in await session.scalars(statement)]
        return sorted(found, key=lambda place: (place.title.casefold(), place.chat_id))

    async def settle(self, chat_id: int, asked_by: int | None, thread_id: int | None, title: str = "") -> None:
        """Note where a digest goes and who asked for it."""
        await self._set(chat_id, asked_by=asked_by, thread_id=thread_id, title=title)

    async def leave_topic(self, chat_id: int) -> bool:
        """Send digests to the chat itself from now on; False if that was so before."""
        in_topic = (DigestPlaceRow.chat_id == chat_id, DigestPlaceRow.thread_id.is_not(None))
        statement = update(DigestPlaceRow).where(*in_topic).values(thread_id=None).returning(DigestPlaceRow.chat_id)
        async with self._database.writing() as session:
            return bool(await session.scalar(statement))

    async def comes(self, chat_id: int, message_id: int, occasion: str) -> None:
        """Note the message that a digest will be in, and which digest."""
        await self._set(chat_id, coming_message_id=message_id, coming_for=occasion)

    async def has_come(self, chat_id: int) -> None:
        """Note that the message shows its digest."""
        await self._set(chat_id, coming_message_id=None, coming_for=None)

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

    async def delivered(self, chat_id: int) -> None:
        """Note that a digest has arrived: failures and folded slots are over."""
        await self._set(chat_id, failures=0, folded=None)

    async def _set(self, chat_id: int, **values: Any) -> None:
        new = {"title": "", "failures": 0} | values | {"chat_id": chat_id}
        statement = self._database.insert(DigestPlaceRow).values(**new)
        async with self._database.writing() as session:
            if await session.get(SubscriptionRow, chat_id) is not None:
                await session.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_=values))


def _place(row: DigestPlaceRow) -> DigestPlace:
    return DigestPlace(
        row.chat_id,
        row.title,
        row.asked_by,
        row.thread_id,
        row.coming_message_id,
        row.coming_for,
        row.failures,
        row.folded,
    )
