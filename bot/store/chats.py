"""Chats that the bot is in, and their settings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, update

from bot.store.database import Database
from bot.store.models import ChatRow, RequestRow
from summarizer.article import Language

ChatKind = Literal["private", "group", "supergroup", "channel"]


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that the bot is in.

    Attributes:
        id: Telegram's; a private chat's is the person's, a group's is negative.
        kind: as the Bot API calls it.
        auto_links: whether every link posted there is answered.
        language: of replies to all; None for each person's own.
        created_at: when the bot first saw it.
        active: False once the bot was blocked or removed.
    """

    id: int
    kind: ChatKind
    auto_links: bool
    language: Language | None
    created_at: datetime
    active: bool


class Chats:
    """The chats that the bot knows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: int) -> Chat | None:
        """Return a chat, or None if nothing is kept of it."""
        async with self._database.reading() as session:
            row = await session.get(ChatRow, chat_id)
            return None if row is None else chat_of(row)

    async def seen(self, chat_id: int, kind: ChatKind) -> Chat:
        """Note that something has come from a chat just now; it is active then."""
        new = {"id": chat_id, "auto_links": False, "language": None, "created_at": self._database.now()}
        changes = {"kind": kind, "active": True}
        statement = (
            self._database.insert(ChatRow)
            .values(**new, **changes)
            .on_conflict_do_update(index_elements=["id"], set_=changes)
            .returning(ChatRow)
        )
        async with self._database.writing() as session:
            return chat_of((await session.scalars(statement)).one())

    async def set_auto_links(self, chat_id: int, auto_links: bool) -> Chat | None:
        """Set whether every link is answered; return the chat, or None if it is unknown."""
        return await self._change(chat_id, auto_links=auto_links)

    async def set_language(self, chat_id: int, language: Language | None) -> Chat | None:
        """Set the language of replies; return the chat, or None if it is unknown."""
        return await self._change(chat_id, language=language)

    async def set_active(self, chat_id: int, active: bool) -> Chat | None:
        """Set whether the bot can write there; return the chat, or None if it is unknown."""
        return await self._change(chat_id, active=active)

    async def moved(self, old_id: int, new_id: int) -> None:
        """Follow a group that became a supergroup, with its settings and requests.

        Telegram gives the group a new id then: https://core.telegram.org/bots/api#message, ``migrate_to_chat_id``.
        """
        async with self._database.writing() as session:
            old = await session.get(ChatRow, old_id, with_for_update=True)
            if old is not None:
                await session.execute(delete(ChatRow).where(ChatRow.id == new_id))
                await session.execute(
                    update(ChatRow).where(ChatRow.id == old_id).values(id=new_id, kind="supergroup", active=True)
                )
            await session.execute(update(RequestRow).where(RequestRow.chat_id == old_id).values(chat_id=new_id))

    async def _change(self, chat_id: int, **changes: Any) -> Chat | None:
        statement = update(ChatRow).where(ChatRow.id == chat_id).values(**changes).returning(ChatRow)
        async with self._database.writing() as session:
            row = (await session.scalars(statement)).one_or_none()
            return None if row is None else chat_of(row)


def chat_of(row: ChatRow) -> Chat:
    """Return what a row says, as a record."""
    return Chat(
        id=row.id,
        kind=row.kind,  # type: ignore[arg-type]  # only this module writes it
        auto_links=row.auto_links,
        language=row.language,  # type: ignore[arg-type]  # only this module writes it
        created_at=row.created_at,
        active=row.active,
    )
