"""Who gets a digest, when, of which feeds; and what they have had. A chat has at most one subscription.

A slot is dealt with once: ``claim_all`` moves a subscription past it in one statement, if it has not changed since it
was read.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Select, bindparam, delete, func, select, update

from bot.digest.dialogue import NO_DIALOGUE, Dialogue, dialogue_of
from bot.digest.ranking import SentStory
from bot.digest.schedule import Schedule, next_slot
from bot.digest.topics import Preferences, Topic
from bot.store.database import Database
from bot.store.digests_models import DigestPlaceRow, SentStoryRow, SubscribedFeedRow, SubscriptionRow
from bot.store.digests_sent import sent_of


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest that a chat gets.

    Attributes:
        chat_id: Telegram's.
        wanted: what is in it.
        schedule: when it comes.
        feeds: ids of its feeds, sorted.
        active: False while paused.
        dealt_with: the last slot that was sent or folded, or when it was made or resumed.
        next_slot: the next one.
        dialogue: where people are in setting it up.
    """

    chat_id: int
    wanted: Preferences
    schedule: Schedule
    feeds: tuple[str, ...]
    active: bool
    dealt_with: datetime
    next_slot: datetime
    dialogue: Dialogue = NO_DIALOGUE


class Subscriptions:
    """All subscriptions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(
        self, chat_id: int, wanted: Preferences, schedule: Schedule, *, dialogue: Dialogue = NO_DIALOGUE
    ) -> Subscription:
        """Make a chat's subscription, or change it; its feeds and what it has had stay. In the set-up it is paused."""
        now = self._database.now()
        values = {
            "language": wanted.language, "stories": wanted.stories, "topics": _topics_json(wanted, dialogue),
            "at": schedule.at.strftime("%H:%M"), "zone": schedule.zone, "days": sum(1 << day for day in schedule.days),
            "active": not dialogue.setting_up, "dealt_with": now, "next_slot": next_slot(schedule, now),
        }  # fmt: skip
        statement = self._database.insert(SubscriptionRow).values(chat_id=chat_id, **values)
        async with self._database.writing() as session:
            await session.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_=values))
            row = await session.get_one(SubscriptionRow, chat_id, populate_existing=True)
            return subscription_of(row, sorted(await session.scalars(_feeds_of(chat_id))))

    async def get(self, chat_id: int) -> Subscription | None:
        """Return a chat's subscription, or None."""
        statement = (
            select(SubscriptionRow, SubscribedFeedRow.feed_id)
            .join(SubscribedFeedRow, SubscribedFeedRow.chat_id == SubscriptionRow.chat_id, isouter=True)
            .where(SubscriptionRow.chat_id == chat_id)
        )
        async with self._database.reading() as session:
            found = (await session.execute(statement)).all()
            return subscription_of(found[0][0], sorted(feed for _, feed in found if feed)) if found else None

    async def change(
        self,
        chat_id: int,
        *,
        wanted: Preferences | None = None,
        schedule: Schedule | None = None,
        active: bool | None = None,
        dialogue: Dialogue | None = None,
    ) -> Subscription | None:
        """Change what is given and nothing else; None if there is no subscription.

        A slot that has come is still to be dealt with afterwards, unless times change or a paused digest is resumed.
        """
        now = self._database.now()
        async with self._database.writing() as session:
            row = await session.get(SubscriptionRow, chat_id, with_for_update=True, populate_existing=True)
            if row is None:
                return None
            old = subscription_of(row, ())
            new_schedule, resumed = schedule or old.schedule, bool(active) and not old.active
            row.language, row.stories = (wanted or old.wanted).language, (wanted or old.wanted).stories
            row.topics = _topics_json(wanted or old.wanted, dialogue or old.dialogue)
            row.active = old.active if active is None else active
            if new_schedule != old.schedule or resumed:
                row.at, row.zone = new_schedule.at.strftime("%H:%M"), new_schedule.zone
                row.days = sum(1 << day for day in new_schedule.days)
                row.dealt_with, row.next_slot = now, next_slot(new_schedule, now)
            await session.flush()
            return subscription_of(row, sorted(await session.scalars(_feeds_of(chat_id))))

    async def remove(self, chat_id: int) -> None:
        """Forget a chat's subscription and what it has had."""
        async with self._database.writing() as session:
            await session.execute(delete(SubscriptionRow).where(SubscriptionRow.chat_id == chat_id))

    async def moved(self, old_id: int, new_id: int) -> None:
        """Follow a group that became a supergroup; if that has a digest of its own, it keeps its own."""
        async with self._database.writing() as session:
            row = await session.get(SubscriptionRow, old_id)
            if row is not None and await session.get(SubscriptionRow, new_id) is None:
                values = {column.key: getattr(row, column.key) for column in SubscriptionRow.__table__.columns}
                await session.execute(self._database.insert(SubscriptionRow).values(values | {"chat_id": new_id}))
                for table in (SubscribedFeedRow, SentStoryRow, DigestPlaceRow):
                    await session.execute(update(table).where(table.chat_id == old_id).values(chat_id=new_id))
            await session.execute(delete(SubscriptionRow).where(SubscriptionRow.chat_id == old_id))

    async def pause(self, chat_id: int) -> bool:
        """Send no digests until ``put``; False if there is no subscription."""
        statement = update(SubscriptionRow).where(SubscriptionRow.chat_id == chat_id).values(active=False)
        async with self._database.writing() as session:
            return bool(await session.scalar(statement.returning(SubscriptionRow.chat_id)))

    async def add_feed(self, chat_id: int, feed_id: str) -> None:
        """Subscribe to a feed, once."""
        statement = self._database.insert(SubscribedFeedRow).values(chat_id=chat_id, feed_id=feed_id)
        async with self._database.writing() as session:
            await session.execute(statement.on_conflict_do_nothing())

    async def remove_feed(self, chat_id: int, feed_id: str) -> None:
        """Unsubscribe from a feed."""
        mine = (SubscribedFeedRow.chat_id == chat_id, SubscribedFeedRow.feed_id == feed_id)
        async with self._database.writing() as session:
            await session.execute(delete(SubscribedFeedRow).where(*mine))

    async def of_feed(self, feed_id: str) -> list[int]:
        """Return the chats that subscribe to a feed."""
        statement = select(SubscribedFeedRow.chat_id).where(SubscribedFeedRow.feed_id == feed_id)
        async with self._database.reading() as session:
            return sorted(await session.scalars(statement))

    async def due(self, limit: int) -> list[tuple[Subscription, int]]:
        """Return whose slot has come (without their feeds), the longest overdue first, and how often it has failed."""
        statement = (
            select(SubscriptionRow, DigestPlaceRow.failures)
            .outerjoin(DigestPlaceRow, DigestPlaceRow.chat_id == SubscriptionRow.chat_id)
            .where(SubscriptionRow.active, SubscriptionRow.next_slot <= self._database.now())
            .order_by(SubscriptionRow.next_slot)  # and by nothing else: thousands of one slot would be sorted each time
            .limit(limit)
        )
        async with self._database.reading() as session:
            found = (await session.execute(statement)).all()
        return [(subscription_of(row, ()), failures or 0) for row, failures in found]

    async def coming(self, until: datetime, limit: int) -> list[int]:
        """Return some of the chats whose slot has not come and will have by a moment, by chance."""
        now = self._database.now()
        statement = (
            select(SubscriptionRow.chat_id)
            .where(SubscriptionRow.active, SubscriptionRow.next_slot > now, SubscriptionRow.next_slot <= until)
            .order_by(func.random())
            .limit(limit)
        )
        async with self._database.reading() as session:
            return list(await session.scalars(statement))

    async def claim_all(self, slots: Sequence[tuple[Subscription, datetime]]) -> None:
        """Deal with slots, in one transaction; not with one whose subscription has changed since it was read."""
        table = SubscriptionRow.__table__
        statement = (
            update(SubscriptionRow)
            .where(table.c.chat_id == bindparam("chat"), table.c.active, table.c.dealt_with == bindparam("before"))
            .values(dealt_with=bindparam("slot"), next_slot=bindparam("then"))
            .execution_options(synchronize_session=None)
        )
        rows = [
            {"chat": s.chat_id, "before": s.dealt_with, "slot": slot, "then": next_slot(s.schedule, slot)}
            for s, slot in slots
        ]
        if rows:
            async with self._database.writing() as session:
                await (await session.connection()).execute(statement, rows)

    async def sent(self, chat_id: int, since: datetime) -> list[SentStory]:
        """Return what a chat has had since a moment, oldest first."""
        statement = (
            select(SentStoryRow)
            .where(SentStoryRow.chat_id == chat_id, SentStoryRow.sent_at >= since)
            .order_by(SentStoryRow.sent_at, SentStoryRow.id)
        )
        async with self._database.reading() as session:
            return [sent_of(row) for row in await session.scalars(statement)]

    async def prune(self, max_age: timedelta) -> int:
        """Forget what was sent longer ago than ``max_age``; return how many stories."""
        old = SentStoryRow.sent_at < self._database.now() - max_age
        async with self._database.writing() as session:
            return len((await session.scalars(delete(SentStoryRow).where(old).returning(SentStoryRow.id))).all())


def _feeds_of(chat_id: int) -> Select[str]:
    return select(SubscribedFeedRow.feed_id).where(SubscribedFeedRow.chat_id == chat_id)


def _topics_json(wanted: Preferences, dialogue: Dialogue) -> dict[str, object]:
    return {
        "follow": [asdict(topic) for topic in wanted.follow],
        "mute": [asdict(topic) for topic in wanted.mute],
        "include": list(wanted.include),
        "exclude": list(wanted.exclude),
        "quiet": wanted.quiet,
        "dialogue": dialogue.to_json(),
    }


def subscription_of(row: SubscriptionRow, feeds: Sequence[str]) -> Subscription:
    """Return what a row and the ids of its feeds say, as a record."""
    topics = row.topics
    wanted = Preferences(
        language=row.language,  # type: ignore[arg-type]  # only this module writes it
        stories=row.stories,
        follow=tuple(Topic(**topic) for topic in topics["follow"]),
        mute=tuple(Topic(**topic) for topic in topics["mute"]),
        include=tuple(topics["include"]),
        exclude=tuple(topics["exclude"]),
        quiet=topics["quiet"],
    )
    days = frozenset(day for day in range(7) if row.days >> day & 1)
    schedule = Schedule(time.fromisoformat(row.at), row.zone, days)
    return Subscription(
        row.chat_id,
        wanted,
        schedule,
        tuple(feeds),
        row.active,
        row.dealt_with,
        row.next_slot,
        dialogue_of(topics.get("dialogue")),
    )
