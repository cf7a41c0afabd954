"""Polite collecting: each feed once however many want it, few requests at a time, fewer still to one host."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.digest.feed_state import FeedState, after_answer, after_failure
from bot.digest.items import Item, item_key
from summarizer.errors import SvodkaError
from summarizer.sources.feed_fetch import FeedRefused, fetch_feed
from summarizer.sources.feeds import Feed, parse_feed
from summarizer.sources.fetch import FetchOptions


@dataclass(frozen=True, slots=True)
class Politeness:
    """How much is asked of the network.

    Attributes:
        requests: at a time, over all hosts.
        host_pause_seconds: between the end of a request and the next to the same host; requests to one host never
            overlap.
    """

    requests: int = 8
    host_pause_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of one feed.

    Attributes:
        asked: its address as it was asked for, before redirects.
        state: to remember.
        items: entries, if the feed has changed.
        error: what went wrong, or None; also None where the site wants its host left alone for now (``waiting``).
        waiting: not asked, because another feed of the host was told to retry later.
    """

    asked: str
    state: FeedState
    items: tuple[Item, ...] = ()
    error: SvodkaError | None = None
    waiting: bool = False


Now = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Collector:
    """Fetches feeds. One object serves all subscribers; what it learns goes back as ``FeedState``.

    Args:
        options: network rules, the same as for links.
        politeness: limits.
        now: the clock.
        chance: for jitter.
    """

    def __init__(
        self,
        options: FetchOptions,
        politeness: Politeness | None = None,
        now: Now = utc_now,
        chance: random.Random | None = None,
    ) -> None:
        self._options = options
        self._politeness = politeness or Politeness()
        self._now = now
        self._chance = chance or random.Random()  # noqa: S311 - spreads load, keeps no secret
        self._hosts: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._left: Counter[str] = Counter()
        self._resting: dict[str, datetime] = {}

    async def collect(self, states: Iterable[FeedState]) -> list[Collected]:
        """Fetch the feeds that are due; a feed that fails does not disturb the others.

        Args:
            states: of any feeds; of several for one address the first counts.
        """
        due = {state.url: state for state in reversed(list(states)) if state.is_due(self._now())}
        self._left.update(_host(url) for url in due)
        at_a_time = asyncio.Semaphore(self._politeness.requests)
        return list(await asyncio.gather(*(self._in_turn(state, at_a_time) for state in reversed(due.values()))))

    async def _in_turn(self, state: FeedState, at_a_time: asyncio.Semaphore) -> Collected:
        host = _host(state.url)
        async with self._hosts[host]:
            rests_until = self._resting.get(host)
            if rests_until is not None and rests_until > self._now():
                self._left[host] -= 1
                return Collected(state.url, replace(state, next_attempt=rests_until), waiting=True)
            async with at_a_time:
                collected = await self._fetch(state, host)
            self._left[host] -= 1
            if self._left[host] > 0:
                await asyncio.sleep(self._politeness.host_pause_seconds)
            return collected

    async def _fetch(self, state: FeedState, host: str) -> Collected:
        try:
            answer = await fetch_feed(state.url, self._options, state.validators)
            if answer.status == "not_modified":
                return Collected(state.url, after_answer(state, answer, "", self._now()))
            now = self._now()
            feed = await asyncio.to_thread(parse_feed, answer.content, answer.charset, answer.url, now)
        except SvodkaError as error:
            return self._failed(state, host, error)
        after = after_answer(state, answer, feed.title, now)
        return Collected(state.url, after, items_of(feed, after.url, now))

    def _failed(self, state: FeedState, host: str, error: SvodkaError) -> Collected:
        if isinstance(error, FeedRefused) and error.retry_after:
            self._resting[host] = self._now() + timedelta(seconds=error.retry_after)
        return Collected(state.url, after_failure(state, error, self._now(), self._chance), error=error)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def items_of(feed: Feed, address: str, now: datetime) -> tuple[Item, ...]:
    """Return the entries of a feed as items.

    Args:
        feed: parsed.
        address: of the feed.
        now: stands for the date of entries that have none.
    """
    host = (urlsplit(feed.url or address).hostname or address).removeprefix("www.")
    source = feed.title or host
    return tuple(
        Item(
            key=item_key(address, entry.id, entry.url),
            feed=address,
            source=source,
            url=entry.url,
            title=entry.title or entry.summary[:200],
            lead=entry.summary if entry.title else "",
            published=min(entry.when or now, now),
        )
        for entry in feed.entries
    )


def recent(items: Sequence[Item], since: datetime) -> list[Item]:
    """Return the items published since a moment, one for each key, latest feed last."""
    return list({item.key: item for item in items if item.published >= since}.values())
