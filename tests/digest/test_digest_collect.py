"""Polite collecting over a real server: one request a feed, conditional ones, back-off, redirects, refusals."""

import asyncio
import random
import threading
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

import pytest
from loopback import LoopbackServer, Reply

from bot.digest.collect import Collector, Politeness
from bot.digest.feed_state import FIRST_BACK_OFF, LONGEST_BACK_OFF, NORMAL_INTERVAL, TELL_AFTER, FeedState
from summarizer.sources.feed_fetch import Validators
from summarizer.sources.feeds import NotAFeed
from summarizer.sources.fetch import FetchOptions

RSS = {"Content-Type": "application/rss+xml"}
FEED = b'<rss version="2.0"><channel><title>Any</title><item><title>News</title></item></channel></rss>'
QUICK = Politeness(host_pause_seconds=0.0)


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 25, 6, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


def collector(options, clock) -> Collector:
    return Collector(options, QUICK, clock, random.Random(1))  # noqa: S311 - jitter


async def test_a_feed_is_fetched_once_however_many_want_it_and_then_only_if_it_changed(server, options):
    clock = Clock()
    url = server.serve("/feed", lambda r: Reply(status=304) if "if-none-match" in r.headers
                       else Reply(FEED, headers={**RSS, "ETag": '"1"'}))  # fmt: skip
    (first,) = await collector(options, clock).collect([FeedState(url)] * 1000)
    assert [item.title for item in first.items] == ["News"]
    assert first.state.next_attempt == clock.moment + NORMAL_INTERVAL
    assert await collector(options, clock).collect([first.state]) == []
    clock.moment += NORMAL_INTERVAL
    (second,) = await collector(options, clock).collect([first.state])
    assert (second.items, second.error, second.state.title) == ((), None, "Any")
    assert len(server.requests) == 2


async def test_a_failing_feed_is_asked_at_growing_intervals_and_told_of_once(server, options):
    clock = Clock()
    state = FeedState(server.serve("/feed", Reply(status=500)))
    pauses = []
    while not state.is_to_be_told(clock.moment):
        (result,) = await collector(options, clock).collect([state])
        state = result.state
        pauses.append(state.next_attempt - clock.moment)
        clock.moment = state.next_attempt
    assert FIRST_BACK_OFF * 0.9 <= pauses[0] <= FIRST_BACK_OFF * 1.1
    assert all(pause <= LONGEST_BACK_OFF * 1.1 for pause in pauses)
    assert pauses == sorted(pauses[:6]) + pauses[6:]
    assert clock.moment - state.failing_since >= TELL_AFTER
    server.serve("/feed", Reply(FEED, headers=RSS))
    (result,) = await collector(options, clock).collect([state])
    assert (result.state.failures, result.state.failing_since, result.state.last_error) == (0, None, None)


async def test_gone_is_for_good_and_a_permanent_redirect_is_remembered(server, options):
    clock = Clock()
    gone = server.serve("/gone", Reply(status=410))
    old = server.serve("/old", Reply(status=301, headers={"Location": "/new"}))
    new = server.serve("/new", Reply(FEED, headers=RSS))
    results = {r.asked: r for r in await collector(options, clock).collect([FeedState(gone), FeedState(old)])}
    clock.moment += timedelta(days=365)
    assert results[gone].state.gone
    assert not results[gone].state.is_due(clock.moment)
    assert results[gone].state.is_to_be_told(clock.moment)
    assert results[old].state.url == new
    assert results[old].state.formerly == (old,)


async def test_a_host_that_asks_for_patience_is_left_alone_with_all_its_feeds(server, options):
    clock = Clock()
    busy = server.serve("/a", Reply(status=429, headers={"Retry-After": "7200"}))
    other = server.serve("/b", Reply(FEED, headers=RSS))
    first, second = await collector(options, clock).collect([FeedState(busy), FeedState(other)])
    assert first.state.next_attempt == clock.moment + timedelta(hours=2)
    assert second.waiting
    assert second.state.next_attempt == clock.moment + timedelta(hours=2)
    assert second.state.failures == 0
    assert [request.path for request in server.requests] == ["/a"]


async def test_requests_to_one_host_never_overlap(server, options):
    busy, overlapped = threading.Lock(), []

    def page(_: object) -> Reply:
        overlapped.append(not busy.acquire(blocking=False))
        busy.release()
        return Reply(FEED, headers=RSS)

    urls = [server.serve(f"/{n}", page) for n in range(20)]
    results = await collector(options, Clock()).collect(FeedState(url) for url in urls)
    assert [r.error for r in results] == [None] * 20
    assert not any(overlapped)


async def test_one_feed_that_is_none_does_not_disturb_the_others(server, options):
    page = server.html("/page", "<p>no feed</p>")
    good = server.serve("/good", Reply(FEED, headers=RSS))
    results = {r.asked: r for r in await collector(options, Clock()).collect([FeedState(page), FeedState(good)])}
    assert isinstance(results[page].error, NotAFeed)
    assert len(results[good].items) == 1


def validated(body: bytes) -> Reply:
    return Reply(body, headers={**RSS, "ETag": '"1"', "Last-Modified": "Wed, 25 Nov 2026 05:00:00 GMT"})


async def test_a_feed_that_broke_off_is_used_as_far_as_it_came_and_asked_for_again_as_a_whole(server, options):
    clock = Clock()
    url = server.serve("/feed", validated(FEED[: FEED.index(b"</channel>")] + b"<item><title>Half a ti"))
    (first,) = await collector(options, clock).collect([FeedState(url)])
    assert [item.title for item in first.items] == ["News"]
    assert (first.state.failures, first.state.validators) == (0, Validators())
    server.serve("/feed", validated(FEED))
    clock.moment = first.state.next_attempt
    (second,) = await collector(options, clock).collect([first.state])
    assert not {"if-none-match", "if-modified-since"} & set(server.requests[-1].headers)
    assert second.state.validators == Validators('"1"', "Wed, 25 Nov 2026 05:00:00 GMT")


@pytest.mark.parametrize(
    "body",
    [b"", FEED[: FEED.index(b"<item>")], b"<html><body>Service unavailable</body></html>", b'<rss version="2.0">'],
)
async def test_a_feed_without_its_entries_is_a_failure_and_keeps_what_was_known(server, options, body):
    clock = Clock()
    before = FeedState(server.serve("/feed", validated(body)), "Any", Validators('"0"'), last_success=clock.moment)
    (result,) = await collector(options, clock).collect([before])
    assert (result.state.failures, result.state.failing_since) == (1, clock.moment)
    assert (result.state.validators, result.state.title, result.state.last_success) == (
        Validators('"0"'),
        "Any",
        clock.moment,
    )


async def test_a_whole_feed_without_entries_is_no_failure(server, options):
    url = server.serve("/feed", validated(b'<rss version="2.0"><channel><title>Quiet</title></channel></rss>'))
    (result,) = await collector(options, Clock()).collect([FeedState(url)])
    assert (result.error, result.items, result.state.title) == (None, (), "Quiet")


async def test_a_host_of_many_feeds_has_its_time_in_each_round_and_the_others_their_turn_in_the_next(server, options):
    clock = Clock()

    def slow(_: object) -> Reply:
        clock.moment += timedelta(seconds=10)
        return Reply(FEED, headers=RSS)

    states = [FeedState(server.serve(f"/{n}", slow)) for n in range(10)]
    polite = Politeness(host_pause_seconds=0.0, host_seconds=30)
    one = Collector(options, polite, clock, random.Random(1))  # noqa: S311 - jitter
    rounds = []
    while any(state.is_due(clock.moment) for state in states):
        results = [result async for result in one.as_they_come(states)]
        after = {result.asked: result.state for result in results}
        rounds.append(len([result for result in results if not result.waiting]))
        assert all(result.state in states for result in results if result.waiting)
        states = [after.get(state.url, state) for state in states]
    assert rounds == [3, 3, 3, 1]
    assert [request.path for request in server.requests] == [f"/{n}" for n in range(10)]


async def test_what_comes_early_is_given_out_before_a_slow_host_has_answered(server, options):
    with LoopbackServer() as slow:
        asked = threading.Event()

        def held(_: object) -> Reply:
            asked.set()
            return Reply(b"<rss>", hang=True)

        allowed = FetchOptions(allow_hosts=options.allow_hosts | {f"127.0.0.1:{slow.port}"}, timeout_seconds=60)
        states = [FeedState(slow.serve("/held", held)), FeedState(server.serve("/quick", Reply(FEED, headers=RSS)))]
        async with aclosing(Collector(allowed, QUICK, Clock()).as_they_come(states)) as answers:
            first = await anext(answers)
            assert first.asked == states[1].url
            await asyncio.to_thread(asked.wait)


async def test_too_many_requests_without_a_word_on_when_to_return_rest_the_host(server, options):
    clock = Clock()
    busy = server.serve("/a", Reply(status=429))
    other = server.serve("/b", Reply(FEED, headers=RSS))
    _, second = await collector(options, clock).collect([FeedState(busy), FeedState(other)])
    assert (second.waiting, second.state.next_attempt) == (True, clock.moment + FIRST_BACK_OFF)
