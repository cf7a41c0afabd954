"""One queue in front of a model that writes: who waits, who goes first, who is turned away."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from engines.scribe import POISON, Scribe
from summarizer.engines.errors import EngineBusy, EngineError, ModelBroken
from summarizer.engines.opening import open_generate
from summarizer.engines.protocols import GenerateOptions, Message
from summarizer.engines.queue import Priority
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.engines.turns import QueuedGenerator

OPTIONS = GenerateOptions()
CAPACITY = 3


class Clock:
    """Stands still, and tells when somebody looked at it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.looked = threading.Semaphore(0)

    def __call__(self) -> float:
        self.looked.release()
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine() -> Scribe:
    return Scribe()


@pytest.fixture
def queue(engine: Scribe, clock: Clock) -> Iterator[QueuedGenerator]:
    queue = QueuedGenerator(engine, capacity=CAPACITY, clock=clock)
    yield queue
    engine.gate.set()
    queue.close()


@pytest.fixture
def threads(engine: Scribe) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(16) as threads:
        yield threads
        engine.gate.set()


def ask(queue: QueuedGenerator, text: str, priority: Priority = Priority.INTERACTIVE) -> str:
    return queue.generate([Message("user", text)], OPTIONS, priority).text


def stream(queue: QueuedGenerator, text: str) -> Iterator[str]:
    return queue.stream([Message("user", text)], OPTIONS)


def occupy(queue: QueuedGenerator, engine: Scribe, threads: ThreadPoolExecutor) -> "Future[str]":
    """Have the engine at work on an answer, so that who comes next waits."""
    engine.gate.clear()
    first = threads.submit(ask, queue, "first")
    assert engine.entered.acquire(timeout=30)
    return first


def line_up(
    queue: QueuedGenerator, clock: Clock, threads: ThreadPoolExecutor, *callers: tuple[str, Priority]
) -> "list[Future[str]]":
    """Have callers wait in this order: each looks at the clock when it holds the queue's lock, until it waits."""
    while clock.looked.acquire(blocking=False):
        pass
    futures = []
    for text, priority in callers:
        futures.append(threads.submit(ask, queue, text, priority))
        assert clock.looked.acquire(timeout=30)
    return futures


def test_a_queue_is_the_model_that_stands_behind_it(queue: QueuedGenerator) -> None:
    assert (queue.id, queue.kind, queue.window) == ("scribe", "chat", 100)
    assert queue.supports("ru")
    assert not queue.supports("ja")
    assert queue.count_tokens("a b c") == 3
    assert not queue.loaded
    assert ask(queue, "a b") == "A B "
    assert "".join(stream(queue, "a b")) == "A B "
    assert queue.loaded


def test_many_callers_never_meet_in_the_model_and_each_gets_its_own_answer(engine: Scribe) -> None:
    queue = QueuedGenerator(engine, capacity=64)
    with ThreadPoolExecutor(16) as threads:
        made = list(threads.map(lambda number: ask(queue, f"n{number}"), range(60)))
    assert made == [f"N{number} " for number in range(60)]
    assert engine.most_together == 1
    queue.close()


def test_people_go_before_digests_and_equals_in_the_order_in_which_they_came(
    queue: QueuedGenerator, engine: Scribe, clock: Clock, threads: ThreadPoolExecutor
) -> None:
    occupy(queue, engine, threads)
    callers = [("digest", Priority.DIGEST), ("one", Priority.INTERACTIVE), ("two", Priority.INTERACTIVE)]
    futures = line_up(queue, clock, threads, *callers)
    engine.gate.set()
    assert [future.result(30) for future in futures] == ["DIGEST ", "ONE ", "TWO "]
    assert engine.answered == ["first", "one", "two", "digest"]


def test_one_more_than_may_wait_is_told_that_the_model_is_busy(
    queue: QueuedGenerator, engine: Scribe, clock: Clock, threads: ThreadPoolExecutor
) -> None:
    first = occupy(queue, engine, threads)
    futures = line_up(queue, clock, threads, *[(str(number), Priority.INTERACTIVE) for number in range(CAPACITY)])
    with pytest.raises(EngineBusy):
        ask(queue, "too many")
    with pytest.raises(EngineBusy):
        next(stream(queue, "too many"))
    engine.gate.set()
    assert [future.result(30) for future in (first, *futures)] == ["FIRST ", "0 ", "1 ", "2 "]
    assert ask(queue, "again") == "AGAIN "


def test_a_stream_keeps_its_turn_until_it_is_read_or_closed(
    queue: QueuedGenerator, engine: Scribe, clock: Clock, threads: ThreadPoolExecutor
) -> None:
    pieces = stream(queue, "a b c")
    assert next(pieces) == "A "
    (other,) = line_up(queue, clock, threads, ("other", Priority.INTERACTIVE))
    assert next(pieces) == "B "
    assert engine.answered == ["a b c"]
    pieces.close()
    assert other.result(30) == "OTHER "
    assert engine.most_together == 1


def test_an_answer_that_fails_ends_its_own_turn_only(queue: QueuedGenerator) -> None:
    with pytest.raises(EngineError, match=POISON):
        ask(queue, POISON)
    with pytest.raises(EngineError, match=POISON):
        list(stream(queue, POISON))
    assert ask(queue, "fine") == "FINE "


def test_closing_turns_those_who_wait_away_and_the_queue_works_again(
    queue: QueuedGenerator, engine: Scribe, clock: Clock, threads: ThreadPoolExecutor
) -> None:
    first = occupy(queue, engine, threads)
    futures = line_up(queue, clock, threads, ("one", Priority.INTERACTIVE), ("two", Priority.DIGEST))
    closing = threading.Thread(target=queue.close)
    closing.start()
    for future in futures:
        with pytest.raises(EngineBusy):
            future.result(30)
    assert engine.closed == 0
    engine.gate.set()
    closing.join(30)
    assert first.result(30) == "FIRST "
    assert (engine.closed, queue.loaded) == (1, False)
    assert ask(queue, "again") == "AGAIN "


def test_a_model_that_works_or_is_wanted_is_not_unloaded(
    queue: QueuedGenerator, engine: Scribe, clock: Clock, threads: ThreadPoolExecutor
) -> None:
    assert not queue.unload_if_idle()
    first = occupy(queue, engine, threads)
    assert not queue.unload_if_idle()
    engine.gate.set()
    first.result(30)
    assert not queue.unload_if_idle(since=clock.now - 1)
    assert queue.unload_if_idle(since=clock.now)
    assert (engine.closed, queue.loaded) == (1, False)


def test_room_is_made_before_each_loading_and_a_failure_to_make_it_ends_the_turn(engine: Scribe) -> None:
    room = iter([ModelBroken("no room"), None, None])
    made: list[int] = []

    def make_room() -> None:
        made.append(len(made))
        if error := next(room):
            raise error

    queue = QueuedGenerator(engine, make_room)
    with pytest.raises(ModelBroken):
        ask(queue, "one")
    assert not queue.loaded
    assert [ask(queue, "one"), ask(queue, "two")] == ["ONE ", "TWO "]
    assert len(made) == 2
    queue.close()
    assert ask(queue, "three") == "THREE "
    assert len(made) == 3


def test_a_real_model_behind_the_queue_is_opened_by_its_first_use_only(tmp_path: Path) -> None:
    spec = ModelSpec("gone", "generate", "chat", "transformers", tmp_path / "gone", languages=("en",))
    queue = QueuedGenerator(open_generate(spec, Hardware("cpu", threads=1)))
    assert queue.supports("en")
    with pytest.raises(ModelBroken):
        ask(queue, "one")
