"""Rows of what chats have had."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.digest.ranking import SentStory
from bot.store.digests_models import SentStoryRow


async def remember(session: AsyncSession, chat_id: int, stories: Sequence[SentStory]) -> None:
    """Remember what a chat has had, in a transaction that is open.

    Args:
        session: of that transaction.
        chat_id: of a chat with a subscription.
        stories: that were sent.
    """
    rows = [
        {
            "id": uuid4().hex,
            "chat_id": chat_id,
            "items": sorted(story.items),
            "facts": sorted(story.facts),
            "sent_at": story.sent_at,
        }
        for story in stories
    ]
    if rows:
        await session.execute(insert(SentStoryRow.__table__), rows)  # type: ignore[arg-type]  # a table, as it is declared


def sent_of(row: SentStoryRow) -> SentStory:
    """Return what a row says, as a record."""
    return SentStory(frozenset(row.items), frozenset(row.facts), row.sent_at)
