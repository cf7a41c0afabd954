"""Requests: what people asked for, kept from before it is acknowledged until it is answered.

accepted ─ set_placeholders ▶ answering ─┬▶ answered
    ├──────────────┬─────────────────────┼▶ failed        the person was told what went wrong
    │              └─────────────────────┴▶ abandoned     nobody to tell: the bot was blocked, the chat is gone
    └▶ done        a command or button that needed no work: not counted, and what it said is not kept
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import ColumnElement, bindparam, delete, or_, select, update

from bot.store.database import Database
from bot.store.models import ID_LENGTH, RequestRow
from summarizer.article import Language

RequestKind = Literal["link", "text", "file", "translate", "button", "command"]
RequestState = Literal["accepted", "answering", "answered", "failed", "abandoned", "done"]

UNFINISHED: tuple[RequestState, ...] = ("accepted", "answering")
_ID = re.compile(rf"[0-9a-f]{{{ID_LENGTH}}}")
_MILLISECONDS_PER_SECOND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request as it comes from an update.

    Attributes:
        update_id: Telegram's number of the update. After a quiet week numbering starts anew at random, and another
            bot or server on the same database has its own, so an update is told apart by ``origin``, too.
        origin: what else identifies the update, at most 64 characters, such as the message's date or the callback
            query's id.
        chat_id: where to answer.
        kind: what sort of work it is.
        payload: JSON data that the work needs.
        language: of the answer.
        message_thread_id: the topic to answer in, or None.
        user_id: who asked, or None where Telegram does not say (channels, anonymous admins).
        message_id: the message to reply to, or None.
    """

    update_id: int
    chat_id: int
    kind: RequestKind
    payload: Any
    language: Language
    origin: str = ""
    message_thread_id: int | None = None
    user_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(NewRequest):
    """A request that was accepted.

    Attributes:
        id: 32 hexadecimal digits.
        state: see the module.
        placeholder_message_id: the message that is edited until it is the answer, or None.
        error_code: why it failed, or None.
        from_cache: whether the answer was ready before it was asked for.
        created_at: when it was accepted.
        answered_at: when it was answered, or None.
        latency_ms: milliseconds between the two, or None.
    """

    id: str
    state: RequestState
    placeholder_message_id: int | None
    error_code: str | None
    from_cache: bool
    created_at: datetime
    answered_at: datetime | None
    latency_ms: int | None


class Requests:
    """All requests. Every change of state happens at most once, however many workers try."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def accept(self, new: NewRequest) -> Request | None:
        """Keep a request; return it, or None if its update was accepted before.

        Raises:
            NulInText: the payload holds U+0000.
        """
        accepted = await self.accept_all([new])
        return accepted[0] if accepted else None

    async def accept_all(self, new: Sequence[NewRequest]) -> list[Request]:
        """Keep the requests of a batch of updates, in one transaction; return those that were not accepted before.

        Raises:
            NulInText: a payload holds U+0000.
        """
        if not new:
            return []
        now = self._database.now()
        fresh = {"state": "accepted", "from_cache": False, "created_at": now}
        statement = (
            self._database.insert(RequestRow)
            .values([asdict(one) | {"id": uuid4().hex, **fresh} for one in new])
            .on_conflict_do_nothing(index_elements=["update_id", "origin"])
            .returning(RequestRow)
        )
        async with self._database.writing() as session:
            return requests_of((await session.scalars(statement)).all())

    async def join(self, request_id: str, payload: Any, others: Sequence[str]) -> None:
        """Give a request another payload, and note that others are dealt with in it; all or nothing.

        Raises:
            NulInText: the payload holds U+0000.
        """
        done = {"state": "done", "payload": {}}
        async with self._database.writing() as session:
            await session.execute(_unless_finished(request_id, {"payload": payload}))
            for other in others:
                await session.execute(_unless_finished(other, done))

    async def get(self, request_id: str) -> Request | None:
        """Return a request, or None if there is none of that id (any more)."""
        if not _ID.fullmatch(request_id):  # callback data can be forged
            return None
        async with self._database.reading() as session:
            row = await session.get(RequestRow, request_id)
            return None if row is None else request_of(row)

    async def set_placeholders(self, placeholders: Sequence[tuple[str, int]]) -> None:
        """Note the messages that will become the answers of several requests, in one transaction.

        Args:
            placeholders: the request's id and the message's.
        """
        if not placeholders:
            return
        table = RequestRow.__table__
        statement = (
            update(RequestRow)
            .where(table.c.id == bindparam("request"), or_(*(table.c.state == state for state in UNFINISHED)))
            .values(state="answering", placeholder_message_id=bindparam("message"))
        )
        rows = [{"request": request_id, "message": message_id} for request_id, message_id in placeholders]
        async with self._database.writing() as session:
            await (await session.connection()).execute(statement, rows)

    async def mark_answered(self, request_id: str, *, from_cache: bool = False) -> bool:
        """Note that the answer was delivered; False if the request was finished before, or is gone."""
        now = self._database.now()
        async with self._database.writing() as session:
            created_at = await session.scalar(select(RequestRow.created_at).where(RequestRow.id == request_id))
            if created_at is None:
                return False
            latency_ms = round((now - created_at).total_seconds() * _MILLISECONDS_PER_SECOND)
            changes = {"state": "answered", "answered_at": now, "latency_ms": latency_ms, "from_cache": from_cache}
            changed = await session.scalar(_unless_finished(request_id, changes))
            return changed is not None

    async def mark_failed(self, request_id: str, error_code: str) -> bool:
        """Note that the person was told of an error; False if the request was finished before, or is gone."""
        return await self._change(request_id, state="failed", error_code=error_code)

    async def abandon(self, request_id: str, error_code: str) -> bool:
        """Note that nobody can be answered any more; False if the request was finished before, or is gone."""
        return await self._change(request_id, state="abandoned", error_code=error_code)

    async def mark_done(self, request_id: str) -> bool:
        """Note that a command or button was dealt with on the spot; False if it was finished before, or is gone."""
        return await self._change(request_id, state="done", payload={})

    async def unanswered(self) -> list[Request]:
        """Return what is still to be answered, oldest first: the work of a restart."""
        return await self._list(RequestRow.state.in_(UNFINISHED))

    async def by_user(self, user_id: int) -> list[Request]:
        """Return all that a person asked for, oldest first."""
        return await self._list(RequestRow.user_id == user_id)

    async def prune(self, before: datetime) -> int:
        """Delete finished requests that were accepted before a moment; return how many.

        Telegram keeps an update for 24 hours (https://core.telegram.org/bots/api#getting-updates): those older than
        two days cannot come again, and need not be kept to recognise them.
        """
        finished = RequestRow.state.not_in(UNFINISHED)
        statement = delete(RequestRow).where(RequestRow.created_at < before, finished).returning(RequestRow.id)
        async with self._database.writing() as session:
            return len((await session.scalars(statement)).all())

    async def _list(self, condition: ColumnElement[bool]) -> list[Request]:
        statement = select(RequestRow).where(condition).order_by(RequestRow.created_at, RequestRow.update_id)
        async with self._database.reading() as session:
            return requests_of((await session.scalars(statement)).all())

    async def _change(self, request_id: str, **changes: Any) -> bool:
        async with self._database.writing() as session:
            return await session.scalar(_unless_finished(request_id, changes)) is not None


def _unless_finished(request_id: str, changes: dict[str, Any]) -> Any:
    unfinished = RequestRow.state.in_(UNFINISHED)
    return update(RequestRow).where(RequestRow.id == request_id, unfinished).values(**changes).returning(RequestRow.id)


def requests_of(rows: Sequence[RequestRow]) -> list[Request]:
    """Return what rows say, as records."""
    return [request_of(row) for row in rows]


def request_of(row: RequestRow) -> Request:
    """Return what a row says, as a record."""
    return Request(**{name: getattr(row, name) for name in Request.__dataclass_fields__})
