"""Polite collecting: each feed once however many want it, few requests at a time, fewer still to one host."""

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.digest.entries import items_of
from bot.digest.feed_state import FIRST_BACK_OFF, FeedState, after_answer, after_failure
from bot.digest.items import Item
from summarizer.errors import SvodkaError
from summarizer.sources.feed_fetch import FeedRefused, fetch_feed
from summarizer.sources.feeds import parse_feed
from summarizer.sources.fetch import FetchOptions


@dataclass(frozen=True, slots=True)
class Politeness:
    """How much is asked of the network.

    Attributes:
        requests: at a time, over all hosts.
        host_pause_seconds: between the end of a request and the next to the same host; requests to one host never
            overlap.
        host_seconds: by the collector's clock, after which a host is asked for no further feed in a round; None for no
            such end.
    """

    requests: int = 8
    host_pause_seconds: float = 1.0
    host_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of one feed.

    Attributes:
        asked: its address as it was asked for, before redirects.
        state: to remember.
        items: entries, if the feed has changed.
        error: what went wrong, or None; also None where the site wants its host left alone for now (``waiting``).
        waiting: not asked, because another feed of the host was told to retry later, or because the host's time was up;
            then the state is as it was.
    """

    asked: str
    state: FeedState
    items: tuple[Item, ...] = ()
    error: SvodkaError | None = None
    waiting: bool = False


TOO_MANY_REQUESTS = 429
"""RFC 6585, section 4."""

_log = logging.getLogger(__name__)

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of collecting: requests at a time, and when each host's turn began."""

    at_a_time: asyncio.Semaphore
    began: dict[str, datetime]


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
        self._asked_last: dict[str, float] = {}
        self._resting: dict[str, datetime] = {}

    async def collect(self, states: Iterable[FeedState]) -> list[Collected]:
        """Fetch the feeds that are due; a feed that fails does not disturb the others.

        Args:
            states: of any feeds; of several for one address the first counts.
        """
        return list(await asyncio.gather(*self._turns(states)))

    async def as_they_come(self, states: Iterable[FeedState]) -> AsyncGenerator[Collected, None]:
        """Do as ``collect`` does, and give out what came of each feed at once: a host may have many, and be slow.

        Args:
            states: of any feeds, those to be asked first in front.
        """
        tasks = [asyncio.ensure_future(turn) for turn in self._turns(states)]
        try:
            for done in asyncio.as_completed(tasks):
                yield await done
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _turns(self, states: Iterable[FeedState]) -> list[Coroutine[None, None, Collected]]:
        due = {state.url: state for state in reversed(list(states)) if state.is_due(self._now())}
        round_ = _Round(asyncio.Semaphore(self._politeness.requests), {})
        return [self._in_turn(state, round_) for state in reversed(due.values())]

    async def _in_turn(self, state: FeedState, round_: _Round) -> Collected:
        host = _host(state.url)
        async with self._hosts[host]:
            rests_until = self._resting.get(host)
            if rests_until is not None and rests_until > self._now():
                return Collected(state.url, replace(state, next_attempt=rests_until), waiting=True)
            if self._is_up(round_.began.setdefault(host, self._now())):
                return Collected(state.url, state, waiting=True)
            await self._pause(host)
            async with round_.at_a_time:
                collected = await self._fetch(state, host)
            self._asked_last[host] = asyncio.get_running_loop().time()
            return collected

    def _is_up(self, began: datetime) -> bool:
        most = self._politeness.host_seconds
        return most is not None and self._now() - began >= timedelta(seconds=most)

    async def _pause(self, host: str) -> None:
        last = self._asked_last.get(host)
        if last is not None:
            left = last + self._politeness.host_pause_seconds - asyncio.get_running_loop().time()
            await asyncio.sleep(max(left, 0))

    async def _fetch(self, state: FeedState, host: str) -> Collected:
        try:
            answer = await fetch_feed(state.url, self._options, state.validators)
            if answer.status == "not_modified":
                return Collected(state.url, after_answer(state, answer, None, self._now()))
            now = self._now()
            feed = await asyncio.to_thread(parse_feed, answer.content, answer.charset, answer.url, now)
            items = await asyncio.to_thread(items_of, feed, answer.moved_to or state.url, now)
        except SvodkaError as error:
            return self._failed(state, host, error)
        except Exception as error:  # noqa: BLE001 - whatever one feed does, the others are read
            _log.exception("feed not read", extra={"host": host})
            return self._failed(state, host, SvodkaError(type(error).__name__))
        after = after_answer(state, answer, feed, now)
        return Collected(state.url, after, items)

    def _failed(self, state: FeedState, host: str, error: SvodkaError) -> Collected:
        if isinstance(error, FeedRefused) and (rest := _rest(error)) is not None:
            self._resting[host] = self._now() + rest
        return Collected(state.url, after_failure(state, error, self._now(), self._chance), error=error)


def _rest(error: FeedRefused) -> timedelta | None:
    """Return for how long a host that refused is left alone with all its feeds; None where only this one is."""
    if error.retry_after:
        return timedelta(seconds=error.retry_after)
    return FIRST_BACK_OFF if error.fields.get("status") == TOO_MANY_REQUESTS else None


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def recent(items: Sequence[Item], since: datetime) -> list[Item]:
    """Return the items published since a moment, one for each key, latest feed last."""
    return list({item.key: item for item in items if item.published >= since}.values())
