"""The tables of work that is handed out: what is to be made, and which processes make it."""

from datetime import datetime

from sqlalchemy import LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Word
from bot.store.models import ID_LENGTH, VERSION_LENGTH, WORD_LENGTH, Base


class WorkRow(Base):
    """Something to be made, from asking until the outcome was taken: seconds, so long as there are workers.

    ``asked`` may hold what somebody sent, so no row outlasts its use; ``outcome`` is empty until it is made.
    """

    __tablename__ = "work"

    id: Mapped[str] = mapped_column(Word(ID_LENGTH), primary_key=True)
    owner_id: Mapped[int] = mapped_column(index=True)
    priority: Mapped[int] = mapped_column(SmallInteger)
    asked: Mapped[bytes] = mapped_column(LargeBinary)
    begun: Mapped[int] = mapped_column(SmallInteger)
    is_read: Mapped[bool]
    outcome: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(index=True)


class WorkerRow(Base):
    """A process that makes things, or the bot that has them made; it says every few seconds that it is there."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(Word(ID_LENGTH), primary_key=True)
    role: Mapped[str] = mapped_column(Word(WORD_LENGTH))
    host: Mapped[str]
    version: Mapped[str] = mapped_column(Word(WORD_LENGTH))
    engine: Mapped[str] = mapped_column(Word(VERSION_LENGTH))
    processes: Mapped[int] = mapped_column(SmallInteger)
    seen_at: Mapped[datetime]
