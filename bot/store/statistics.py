"""Figures for the owner: how much the bot is used, how fast it answers, what fails."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import ColumnExpressionArgument, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.database import Database
from bot.store.models import BriefRow, ChatRow, RequestRow, UserRow

_MEDIAN = 0.50
_SLOW = 0.95


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of now, and of a period.

    Attributes:
        users: people known now.
        banned_users: those of them who are banned.
        chats: chats where the bot can write now.
        cached_briefs: briefs kept now.
        active_users: people who were last seen in the period or later.
        requests: accepted in the period; the following are of these.
        answered: with a brief or translation.
        cache_hits: answered with what was ready before.
        unanswered: not finished yet.
        failures: how many ended with which error code, abandoned ones included.
        latency_p50_ms: median of milliseconds from acceptance to answer; None without answers.
        latency_p95_ms: 95th percentile of the same. Both by nearest rank: a value that was measured.
    """

    users: int
    banned_users: int
    chats: int
    cached_briefs: int
    active_users: int
    requests: int
    answered: int
    cache_hits: int
    unanswered: int
    failures: dict[str, int]
    latency_p50_ms: int | None
    latency_p95_ms: int | None


class StatisticsOfAll:
    """Computes the figures."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def since(self, start: datetime) -> Statistics:
        """Return the figures of now and of the period from ``start`` until now."""
        async with self._database.reading() as session:
            states = await _by_state(session, start)
            answered = states.get("answered", 0)
            return Statistics(
                users=await _count(session, UserRow.id),
                banned_users=await _count(session, UserRow.id, UserRow.banned),
                chats=await _count(session, ChatRow.id, ChatRow.active),
                cached_briefs=await _count(session, BriefRow.id),
                active_users=await _count(session, UserRow.id, UserRow.last_seen_at >= start),
                requests=sum(states.values()),
                answered=answered,
                cache_hits=await _count(session, RequestRow.id, RequestRow.created_at >= start, RequestRow.from_cache),
                unanswered=states.get("accepted", 0) + states.get("answering", 0),
                failures=await _failures(session, start),
                latency_p50_ms=await _percentile(session, start, answered, _MEDIAN),
                latency_p95_ms=await _percentile(session, start, answered, _SLOW),
            )


async def _count(session: AsyncSession, column: Any, *conditions: ColumnExpressionArgument[bool]) -> int:
    return await session.scalar(select(func.count(column)).where(*conditions)) or 0


async def _by_state(session: AsyncSession, start: datetime) -> dict[str, int]:
    counted = (RequestRow.created_at >= start, RequestRow.state != "done")
    statement = select(RequestRow.state, func.count()).where(*counted).group_by(RequestRow.state)
    return dict((await session.execute(statement)).all())


async def _failures(session: AsyncSession, start: datetime) -> dict[str, int]:
    code = RequestRow.error_code
    period = (RequestRow.created_at >= start, code.is_not(None))
    statement = select(code, func.count()).where(*period).group_by(code).order_by(func.count().desc(), code)
    return {str(code): count for code, count in await session.execute(statement)}


async def _percentile(session: AsyncSession, start: datetime, answered: int, share: float) -> int | None:
    if not answered:
        return None
    period = (RequestRow.created_at >= start, RequestRow.latency_ms.is_not(None))
    rank = ceil(share * answered)
    ordered = select(RequestRow.latency_ms).where(*period).order_by(RequestRow.latency_ms)
    return await session.scalar(ordered.offset(rank - 1).limit(1))
