"""What is remembered of a feed between fetches, and how an answer or a failure changes it. No input, no output."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from summarizer.errors import SvodkaError
from summarizer.sources.feed_fetch import FeedAnswer, FeedRefused, Validators
from summarizer.sources.feeds import Feed, FeedGone

NORMAL_INTERVAL = timedelta(minutes=30)
"""Between two requests of a feed that answers; what RSS readers commonly keep to."""
FIRST_BACK_OFF = timedelta(minutes=15)
LONGEST_BACK_OFF = timedelta(hours=24)
"""A feed that fails for weeks is still asked once a day: sites come back."""
TELL_AFTER = timedelta(days=3)
"""Of failure without a success between, after which subscribers are told, once."""
JITTER = 0.1
"""Share of the back-off by which it varies, so that feeds that failed together do not return together."""
MAX_FORMER = 10
"""Former addresses that are remembered of a feed; few have had more than three."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed.

    Attributes:
        url: to ask, after all permanent redirects.
        title: as the feed calls itself; empty before the first success.
        validators: for conditional requests.
        next_attempt: not to be asked before; None for at once.
        failures: in a row.
        failing_since: of the first of them, or None.
        last_error: code of the last one, or None.
        last_success: or None.
        gone: the site said 410; it is not asked again.
        told: subscribers were told of the failure.
        formerly: addresses that have led to it, the latest last: it moved from there for good, or a page there offers
            it.
    """

    url: str
    title: str = ""
    validators: Validators = field(default_factory=Validators)
    next_attempt: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    last_error: str | None = None
    last_success: datetime | None = None
    gone: bool = False
    told: bool = False
    formerly: tuple[str, ...] = ()

    def is_due(self, now: datetime) -> bool:
        """Return whether it may be asked."""
        return not self.gone and (self.next_attempt is None or self.next_attempt <= now)

    def is_to_be_told(self, now: datetime) -> bool:
        """Return whether its subscribers should hear, once, that it fails."""
        if self.told:
            return False
        return self.gone or (self.failing_since is not None and now - self.failing_since >= TELL_AFTER)


def after_answer(state: FeedState, answer: FeedAnswer, feed: Feed | None, now: datetime) -> FeedState:
    """Return the state after an answer, new or not modified.

    Args:
        state: before.
        answer: of the site.
        feed: that was read, or None where nothing has changed. One that was cut off is asked for again as a whole.
        now: aware.
    """
    pause = max(NORMAL_INTERVAL, timedelta(seconds=answer.fresh_seconds))
    url = answer.moved_to or state.url
    return FeedState(
        url=url,
        title=(feed.title if feed else "") or state.title,
        validators=Validators() if feed is not None and feed.cut_off else answer.validators,
        next_attempt=now + pause,
        last_success=now,
        formerly=former_addresses((*state.formerly, state.url), url),
    )


def former_addresses(led_here: Iterable[str], url: str) -> tuple[str, ...]:
    """Return the addresses to remember of those that have led to a feed, each once, the latest last.

    Args:
        led_here: in order of time.
        url: of the feed now.
    """
    latest = dict.fromkeys(address for address in reversed(tuple(led_here)) if address != url)
    return tuple(reversed(tuple(latest)[:MAX_FORMER]))


def after_failure(state: FeedState, error: SvodkaError, now: datetime, chance: random.Random) -> FeedState:
    """Return the state after a failure.

    Args:
        state: before.
        error: what happened.
        now: aware.
        chance: for the jitter.
    """
    failures = state.failures + 1
    doubled = min(FIRST_BACK_OFF * 2 ** min(state.failures, 20), LONGEST_BACK_OFF)
    pause = doubled * (1 + chance.uniform(-JITTER, JITTER))
    if isinstance(error, FeedRefused) and error.retry_after is not None:
        pause = max(pause, timedelta(seconds=error.retry_after))
    return replace(
        state,
        next_attempt=now + pause,
        failures=failures,
        failing_since=state.failing_since or now,
        last_error=error.code,
        gone=state.gone or isinstance(error, FeedGone),
    )
