"""The owner's messages to all, with what became of each copy, so that a restart goes on and nobody gets one twice.

A copy is claimed, in a transaction of its own, before it is sent. If the process dies between the two, nobody knows
whether it arrived: it stays claimed, and is not sent again.

    pending ─ claim ─▶ claimed ─┬▶ sent
        ▲────── release ──┘     └▶ failed
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import uuid4

from sqlalchemy import Select, Update, func, insert, literal, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from bot.store.database import Database
from bot.store.models import BroadcastRow, ChatRow, DeliveryRow, UserRow

BroadcastState = Literal["draft", "sending", "done", "cancelled"]
DeliveryState = Literal["pending", "claimed", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message to all.

    Attributes:
        id: 32 hexadecimal digits.
        text: as the owner wrote it.
        state: draft until confirmed; done once no copy is pending.
        created_at: when it was written.
        finished_at: when it was done or cancelled, or None.
    """

    id: str
    text: str
    state: BroadcastState
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many copies are in which state."""

    pending: int = 0
    claimed: int = 0
    sent: int = 0
    failed: int = 0


class Broadcasts:
    """All broadcasts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, text: str) -> Broadcast:
        """Keep a message that the owner has yet to confirm.

        Raises:
            NulInText: the text holds U+0000.
        """
        row = BroadcastRow(id=uuid4().hex, text=text, state="draft", created_at=self._database.now())
        async with self._database.writing() as session:
            session.add(row)
            await session.flush()
            await session.refresh(row)
            return _broadcast_of(row)

    async def get(self, broadcast_id: str) -> Broadcast | None:
        """Return a broadcast, or None if there is none of that id."""
        async with self._database.reading() as session:
            row = await session.get(BroadcastRow, broadcast_id)
            return None if row is None else _broadcast_of(row)

    async def count_recipients(self) -> int:
        """Return how many would get a message now: active private chats of people who are not banned."""
        async with self._database.reading() as session:
            return await session.scalar(select(func.count()).select_from(_recipients().subquery())) or 0

    async def start(self, broadcast_id: str) -> bool:
        """Confirm a draft and list its recipients; False if it was no draft, as when the owner presses twice."""
        async with self._database.writing() as session:
            if not await session.scalar(self._move(broadcast_id, "draft", "sending")):
                return False
            columns = (
                literal(broadcast_id),
                literal("pending"),
                literal(self._database.now(), BroadcastRow.created_at.type),
            )
            rows = _recipients().add_columns(*columns)
            names = ["chat_id", "broadcast_id", "state", "changed_at"]
            await session.execute(insert(DeliveryRow).from_select(names, rows))
            return True

    async def cancel(self, broadcast_id: str) -> bool:
        """Send no more copies; False if it was neither draft nor sending."""
        async with self._database.writing() as session:
            draft = await session.scalar(self._move(broadcast_id, "draft", "cancelled"))
            return bool(draft or await session.scalar(self._move(broadcast_id, "sending", "cancelled")))

    async def unfinished(self) -> list[Broadcast]:
        """Return what is being sent, oldest first: the work of a restart."""
        statement = select(BroadcastRow).where(BroadcastRow.state == "sending").order_by(BroadcastRow.created_at)
        async with self._database.reading() as session:
            return [_broadcast_of(row) for row in await session.scalars(statement)]

    async def claim(self, broadcast_id: str) -> int | None:
        """Claim a copy to send, for this caller alone.

        Returns:
            The chat to send it to; None if none is pending, whereupon the broadcast is done, or it was cancelled.
        """
        sending = select(BroadcastRow.id).where(BroadcastRow.id == broadcast_id, BroadcastRow.state == "sending")
        pending = (
            _pending(broadcast_id)
            .where(sending.exists())
            .order_by(DeliveryRow.chat_id)
            .limit(1)
            .with_for_update(skip_locked=True, of=DeliveryRow)
            .scalar_subquery()
        )
        statement = (
            update(DeliveryRow)
            .where(DeliveryRow.broadcast_id == broadcast_id, DeliveryRow.chat_id == pending)
            .values(state="claimed", changed_at=self._database.now())
            .returning(DeliveryRow.chat_id)
        )
        async with self._database.writing() as session:
            chat_id = await session.scalar(statement)
            if chat_id is None:
                await session.execute(_locked(broadcast_id))
                await session.execute(
                    self._move(broadcast_id, "sending", "done").where(~_pending(broadcast_id).exists())
                )
            return chat_id

    async def mark_sent(self, broadcast_id: str, chat_id: int) -> None:
        """Note that a claimed copy has arrived."""
        await self._settle(broadcast_id, chat_id, "sent")

    async def mark_failed(self, broadcast_id: str, chat_id: int, error_code: str) -> None:
        """Note that a claimed copy was refused for good."""
        await self._settle(broadcast_id, chat_id, "failed", error_code)

    async def release(self, broadcast_id: str, chat_id: int) -> None:
        """Give a claimed copy back that has certainly not arrived, as when Telegram says to retry later.

        A broadcast that another sender found done meanwhile is being sent again.
        """
        async with self._database.writing() as session:
            await session.execute(_locked(broadcast_id))
            await session.execute(self._settled(broadcast_id, chat_id, "pending"))
            await session.execute(self._move(broadcast_id, "done", "sending"))

    async def progress(self, broadcast_id: str) -> Progress:
        """Count the copies; all are 0 before the start."""
        statement = (
            select(DeliveryRow.state, func.count())
            .where(DeliveryRow.broadcast_id == broadcast_id)
            .group_by(DeliveryRow.state)
        )
        async with self._database.reading() as session:
            return Progress(**dict((await session.execute(statement)).all()))

    def _move(self, broadcast_id: str, old: BroadcastState, new: BroadcastState) -> ReturningUpdate[str]:
        finished_at = self._database.now() if new in ("done", "cancelled") else None
        return (
            update(BroadcastRow)
            .where(BroadcastRow.id == broadcast_id, BroadcastRow.state == old)
            .values(state=new, finished_at=finished_at)
            .returning(BroadcastRow.id)
        )

    async def _settle(
        self, broadcast_id: str, chat_id: int, state: DeliveryState, error_code: str | None = None
    ) -> None:
        async with self._database.writing() as session:
            await session.execute(self._settled(broadcast_id, chat_id, state, error_code))

    def _settled(self, broadcast_id: str, chat_id: int, state: DeliveryState, error_code: str | None = None) -> Update:
        return (
            update(DeliveryRow)
            .where(DeliveryRow.broadcast_id == broadcast_id, DeliveryRow.chat_id == chat_id)
            .where(DeliveryRow.state == "claimed")
            .values(state=state, error_code=error_code, changed_at=self._database.now())
        )


def _locked(broadcast_id: str) -> Select[str]:
    """Select the broadcast's row for update: who finds it done and who gives a copy back take turns."""
    return select(BroadcastRow.id).where(BroadcastRow.id == broadcast_id).with_for_update()


def _pending(broadcast_id: str) -> Select[int]:
    return select(DeliveryRow.chat_id).where(DeliveryRow.broadcast_id == broadcast_id, DeliveryRow.state == "pending")


def _recipients() -> Select[int]:
    banned = select(UserRow.id).where(UserRow.banned)
    return select(ChatRow.id).where(ChatRow.kind == "private", ChatRow.active, ChatRow.id.not_in(banned))


def _broadcast_of(row: BroadcastRow) -> Broadcast:
    return Broadcast(
        id=row.id,
        text=row.text,
        state=row.state,  # type: ignore[arg-type]  # only this module writes it
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
