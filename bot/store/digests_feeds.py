"""Feeds, each once however many subscribe to it: their state between fetches, and their latest entries."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, exists, or_, select, update

from bot.digest.feed_state import FeedState, former_addresses
from bot.digest.items import Item
from bot.store.database import Database
from bot.store.digests_models import FeedItemRow, FeedRow, SubscribedFeedRow
from summarizer.sources.feed_fetch import Validators

SHELVED_SECONDS = 60.0
"""For how long entries that were read are not read again: another process may have collected newer ones."""
SHELVED_ENTRIES = 20_000
"""Entries held in memory, some 1.5 KB each: as many as ``bot.digest.choosing.KEPT_READS``."""


class Shelf:
    """Entries of feeds that were read lately, so that a thousand digests of the same minute do not each read them."""

    def __init__(self) -> None:
        self._feeds: OrderedDict[str, tuple[float, datetime, list[Item]]] = OrderedDict()
        self._entries = 0
        self.changes = 0
        """How often something was taken away: what was read before that is not to be put here after it."""

    def get(self, feed_id: str, since: datetime) -> list[Item] | None:
        """Return the entries of a feed since a moment, or None if they are to be read."""
        read, earliest, items = self._feeds.get(feed_id, (-SHELVED_SECONDS, since, []))
        if time.monotonic() - read >= SHELVED_SECONDS or earliest > since:
            return None
        return [item for item in items if item.published >= since]

    def put(self, feed_id: str, since: datetime, items: list[Item]) -> None:
        """Keep what was read of a feed."""
        self._drop(feed_id)
        self._feeds[feed_id] = (time.monotonic(), since, items)
        self._entries += len(items)
        while self._entries > SHELVED_ENTRIES:
            self._drop(next(iter(self._feeds)))

    def take_away(self, feed_id: str) -> None:
        """Forget a feed that has changed."""
        self.changes += 1
        self._drop(feed_id)

    def _drop(self, feed_id: str) -> None:
        if feed_id in self._feeds:
            self._entries -= len(self._feeds.pop(feed_id)[2])


class Feeds:
    """All feeds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shelf = Shelf()

    async def add(self, state: FeedState) -> str:
        """Keep a feed, if its address is new; return its id."""
        row = {"id": uuid4().hex, "url": state.url, "url_digest": url_digest(state.url), **_values(state)}
        async with self._database.writing() as session:
            await session.execute(self._database.insert(FeedRow).values(**row).on_conflict_do_nothing())
            found = await session.scalars(select(FeedRow.id).where(FeedRow.url_digest == row["url_digest"]))
            return found.one()  # inserted above, or there before

    async def get(self, feed_id: str) -> FeedState | None:
        """Return a feed's state, or None if there is none of that id."""
        async with self._database.reading() as session:
            row = await session.get(FeedRow, feed_id)
            return None if row is None else _state(row)

    async def due(self) -> dict[str, FeedState]:
        """Return by id the feeds to ask now: that somebody wants and whose time has come, the longest ago first."""
        now = self._database.now()
        # Looked up feed by feed: the list of all that are subscribed to would be read anew for every digest.
        statement = select(FeedRow).where(
            ~FeedRow.gone,
            or_(FeedRow.next_attempt.is_(None), FeedRow.next_attempt <= now),
            exists().where(SubscribedFeedRow.feed_id == FeedRow.id),
        )
        statement = statement.order_by(FeedRow.next_attempt.nulls_first(), FeedRow.id)
        async with self._database.reading() as session:
            return {row.id: _state(row) for row in await session.scalars(statement)}

    async def update(self, feed_id: str, state: FeedState, items: Iterable[Item] = ()) -> str:
        """Keep what a fetch has brought, in one transaction.

        Args:
            feed_id: of the feed.
            state: after the fetch. If its address has moved to that of another feed, the two become one.
            items: its entries; those that are known are brought up to date, but keep their moment of publication.

        Returns:
            The id of the feed, which is another where two became one.
        """
        asked, digest = feed_id, url_digest(state.url)
        async with self._database.writing() as session:
            other = await session.scalar(select(FeedRow.id).where(FeedRow.url_digest == digest, FeedRow.id != feed_id))
            rows_now = FeedRow.id.in_({feed_id, other or feed_id})
            before = [url for urls in await session.scalars(select(FeedRow.formerly).where(rows_now)) for url in urls]
            if other is not None:
                chats = select(SubscribedFeedRow.chat_id).where(SubscribedFeedRow.feed_id == feed_id)
                rows = [{"chat_id": chat_id, "feed_id": other} for chat_id in await session.scalars(chats)]
                if rows:
                    await session.execute(
                        self._database.insert(SubscribedFeedRow).values(rows).on_conflict_do_nothing()
                    )
                await session.execute(delete(FeedRow).where(FeedRow.id == feed_id))
                feed_id = other
            formerly = former_addresses((*before, *state.formerly), state.url)
            values = {"url": state.url, "url_digest": digest, **_values(replace(state, formerly=formerly))}
            await session.execute(update(FeedRow).where(FeedRow.id == feed_id).values(**values))
            for row in _distinct(items, feed_id):
                statement = self._database.insert(FeedItemRow).values(**row)
                changed = {name: row[name] for name in ("source", "url", "title", "lead")}
                await session.execute(statement.on_conflict_do_update(index_elements=["feed_id", "key"], set_=changed))
        self._shelf.take_away(asked)
        self._shelf.take_away(feed_id)
        return feed_id

    async def items(self, feed_ids: Collection[str], since: datetime) -> list[Item]:
        """Return the entries of feeds published since a moment, oldest first; at most SHELVED_SECONDS old."""
        found = {feed_id: self._shelf.get(feed_id, since) for feed_id in feed_ids}
        unread = [feed_id for feed_id, items in found.items() if items is None]
        if unread:
            changes, read = self._shelf.changes, await self._read(unread, since)
            for feed_id, items in read.items():
                if changes == self._shelf.changes:
                    self._shelf.put(feed_id, since, items)
            found |= read
        return sorted((i for items in found.values() for i in items or ()), key=lambda i: (i.published, i.key))

    async def _read(self, feed_ids: Collection[str], since: datetime) -> dict[str, list[Item]]:
        statement = (
            select(
                FeedItemRow.feed_id,
                FeedItemRow.key,
                FeedRow.url,
                FeedItemRow.source,
                FeedItemRow.url,
                FeedItemRow.title,
                FeedItemRow.lead,
                FeedItemRow.published,
            )
            .join(FeedRow, FeedRow.id == FeedItemRow.feed_id)
            .where(FeedItemRow.feed_id.in_(feed_ids), FeedItemRow.published >= since)
        )
        found: dict[str, list[Item]] = {feed_id: [] for feed_id in feed_ids}
        async with self._database.reading() as session:
            for row in (await session.execute(statement)).all():
                found[row[0]].append(Item(*row[1:]))
        return found

    async def prune(self, max_age: timedelta) -> int:
        """Delete entries older than ``max_age`` and feeds that nobody subscribes to; return how many entries."""
        old = FeedItemRow.published < self._database.now() - max_age
        unwanted = FeedRow.id.not_in(select(SubscribedFeedRow.feed_id))
        async with self._database.writing() as session:
            found = await session.scalars(delete(FeedItemRow).where(old).returning(FeedItemRow.key))
            count = len(found.all())
            await session.execute(delete(FeedRow).where(unwanted))
            return count


def url_digest(url: str) -> str:
    """Return what an address is found by."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def _values(state: FeedState) -> dict[str, Any]:
    names = ("title", "next_attempt", "failures", "failing_since", "last_error", "last_success", "gone", "told")
    validators = {"etag": state.validators.etag, "last_modified": state.validators.last_modified}
    return {name: getattr(state, name) for name in names} | validators | {"formerly": list(state.formerly)}


def _state(row: FeedRow) -> FeedState:
    return FeedState(
        url=row.url,
        title=row.title,
        validators=Validators(row.etag, row.last_modified),
        next_attempt=row.next_attempt,
        failures=row.failures,
        failing_since=row.failing_since,
        last_error=row.last_error,
        last_success=row.last_success,
        gone=row.gone,
        told=row.told,
        formerly=tuple(row.formerly),
    )


def _distinct(items: Iterable[Item], feed_id: str) -> list[dict[str, Any]]:
    names = ("key", "source", "url", "title", "lead", "published")
    found = {item.key: {name: getattr(item, name) for name in names} for item in items}
    return [{"feed_id": feed_id, **row} for _, row in sorted(found.items())]
