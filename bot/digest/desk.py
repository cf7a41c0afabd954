"""Subscriptions as people change them: feeds found, added and removed, and how the digest is wanted."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Literal

from bot.digest.addresses import address_key
from bot.digest.dialogue import SETUP_SCREENS, Dialogue
from bot.digest.entries import items_of
from bot.digest.feed_state import FeedState, after_answer
from bot.digest.opml import ListedFeed
from bot.digest.schedule import Schedule
from bot.digest.topics import Preferences
from bot.store import Store
from bot.store.digests_subscriptions import Subscription
from summarizer.article import Language
from summarizer.sources.feed_search import find_feed
from summarizer.sources.feeds import parse_feed
from summarizer.sources.fetch import FetchOptions

FIRST_TIME = time(8)
MAX_FEEDS = 50
"""Of one chat; a digest of more is better made of fewer, better ones, and each is fetched every half an hour."""


Subscribed = Literal["added", "present", "full"]
"""What came of adding a feed: it is new, it was there (by another spelling, perhaps), or there were MAX_FEEDS."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What a new subscription takes over from the person: language and IANA name of their zone."""

    language: Language
    zone: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What came of a list of feeds: how many were added, were there before, and were too many."""

    added: int
    present: int
    left_out: int


class DigestDesk:
    """Changes subscriptions.

    Args:
        store: where they are.
        options: network rules, the same as for links.
    """

    def __init__(self, store: Store, options: FetchOptions) -> None:
        self._store = store
        self._options = options
        self.moved: dict[str, str] = {}
        """Present addresses of feeds by those that have led to them, so far as ``feeds`` has come upon them."""

    async def find(self, url: str) -> tuple[str, FeedState]:
        """Look for the feed at an address, or the one that the page there offers, and keep it with its entries.

        Args:
            url: http or https.

        Returns:
            The feed's id and state.

        Raises:
            SourceError: it cannot be had, or there is none.
        """
        answer, address = await find_feed(url, self._options)
        now = self._store.database.now()
        feed = await asyncio.to_thread(parse_feed, answer.content, answer.charset, answer.url, now)
        formerly = (url,) if url != address else ()
        state = after_answer(FeedState(address, formerly=formerly), answer, feed, now)
        feed_id = await self._store.feeds.add(state)
        return await self._store.feeds.update(feed_id, state, items_of(feed, state.url, now)), state

    async def subscribe(self, chat_id: int, feed_id: str, habits: Habits) -> Subscribed:
        """Add a feed to a chat's digest, which is made if there is none.

        One that is there under another spelling of its address stays, unless it fails: then this one takes its place.
        """
        subscription = await self._made(chat_id, habits)
        present, new = await self.feeds(subscription), await self._store.feeds.get(feed_id)
        twin = next((pair for pair in present if pair[0] == feed_id or (new and _is_one(pair[1], new))), None)
        if twin is not None and (twin[0] == feed_id or not twin[1].failures):
            return "present"
        if twin is None and len(present) >= MAX_FEEDS:
            return "full"
        await self._store.subscriptions.add_feed(chat_id, feed_id)
        if twin is not None:
            await self._store.subscriptions.remove_feed(chat_id, twin[0])
        return "added"

    async def subscribe_to_list(self, chat_id: int, feeds: Iterable[ListedFeed], habits: Habits) -> Listed:
        """Add the feeds of a list, which are fetched with the others; return how many."""
        subscription = await self._made(chat_id, habits)
        present = {address_key(state.url) for _, state in await self.feeds(subscription)}
        added, known, left_out = 0, 0, 0
        for feed in feeds:
            key = address_key(feed.url)
            if key in present:
                known += 1
                continue
            if len(present) >= MAX_FEEDS:
                left_out += 1
                continue
            feed_id = await self._store.feeds.add(FeedState(feed.url, feed.title))
            await self._store.subscriptions.add_feed(chat_id, feed_id)
            present.add(key)
            added += 1
        return Listed(added, known, left_out)

    async def begin(self, chat_id: int, habits: Habits) -> Subscription:
        """Begin the set-up of a digest, which is paused until it is finished; one that is there is left as it is."""
        present = await self._store.subscriptions.get(chat_id)
        if present is not None:
            return present
        schedule, dialogue = Schedule(FIRST_TIME, habits.zone), Dialogue(setting_up=True, screen=SETUP_SCREENS[0])
        return await self._store.subscriptions.put(chat_id, Preferences(habits.language), schedule, dialogue=dialogue)

    async def remove(self, chat_id: int, feed_id: str) -> bool:
        """Remove a feed; with the last one the digest ends, but not its set-up. Returns whether it is still there."""
        await self._store.subscriptions.remove_feed(chat_id, feed_id)
        left = await self._store.subscriptions.get(chat_id)
        if left is not None and not left.feeds and not left.dialogue.setting_up:
            await self._store.subscriptions.remove(chat_id)
            return False
        return left is not None

    async def change(
        self,
        subscription: Subscription,
        *,
        wanted: Preferences | None = None,
        schedule: Schedule | None = None,
        active: bool | None = None,
        dialogue: Dialogue | None = None,
    ) -> Subscription:
        """Change what is given of a digest, and nothing else; one that is paused stays so. Returns it as it is then."""
        changed = await self._store.subscriptions.change(
            subscription.chat_id, wanted=wanted, schedule=schedule, active=active, dialogue=dialogue
        )
        return changed or subscription

    async def feeds(self, subscription: Subscription) -> list[tuple[str, FeedState]]:
        """Return the feeds of a digest with their ids, by title."""
        found = [(feed_id, await self._store.feeds.get(feed_id)) for feed_id in subscription.feeds]
        known = [(feed_id, state) for feed_id, state in found if state is not None]
        self.moved.update((former, state.url) for _, state in known for former in state.formerly)
        return sorted(known, key=lambda pair: (pair[1].title.casefold(), pair[1].url))

    async def _made(self, chat_id: int, habits: Habits) -> Subscription:
        subscription = await self._store.subscriptions.get(chat_id)
        if subscription is not None:
            return subscription
        schedule = Schedule(FIRST_TIME, habits.zone)
        return await self._store.subscriptions.put(chat_id, Preferences(habits.language), schedule)


def _is_one(one: FeedState, other: FeedState) -> bool:
    return address_key(one.url) == address_key(other.url)
