"""One queue in front of a model: who is translated together, who goes first, who is turned away."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path

import pytest

from checkpoints.texts import told
from engines.engine_specs import translator
from engines.phrasebook import POISON, Phrasebook, texts
from summarizer.article import Language
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.errors import EngineBusy, EngineError, OutOfMemory
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.queue import BATCH_SENTENCES, PATIENCE_SECONDS, Priority, QueuedTranslator
from summarizer.engines.spec import Hardware

OPTIONS = DecodeOptions()


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def engine() -> Phrasebook:
    return Phrasebook()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(engine: Phrasebook, clock: Clock) -> Iterator[QueuedTranslator]:
    queue = QueuedTranslator(engine, wait_seconds=0.0, capacity=100, clock=clock)
    yield queue
    engine.gate.set()
    queue.close()


def occupy(queue: QueuedTranslator, engine: Phrasebook) -> None:
    """Have the engine at work on a sentence, so that what comes next waits."""
    engine.gate.clear()
    queue.submit(["first"], "en", "ja", OPTIONS)
    assert engine.entered.acquire(timeout=30)


def test_a_lone_caller_gets_hypotheses_in_order(queue: QueuedTranslator) -> None:
    assert texts(queue.translate(["b", "a"], "en", "ru", OPTIONS)) == ["b en-ru", "a en-ru"]
    assert queue.translate([], "en", "ru", OPTIONS) == []


def test_what_comes_while_the_model_works_is_translated_together(queue: QueuedTranslator, engine: Phrasebook) -> None:
    occupy(queue, engine)
    futures = [queue.submit([f"{number}", f"{number}!"], "en", "ru", OPTIONS) for number in range(8)]
    engine.gate.set()
    for number, future in enumerate(futures):
        assert texts(future.result(30)) == [f"{number} en-ru", f"{number}! en-ru"]
    assert [len(batch) for batch in engine.batches] == [1, 16]


def test_a_batch_has_one_direction_and_one_set_of_options(queue: QueuedTranslator, engine: Phrasebook) -> None:
    occupy(queue, engine)
    wide = DecodeOptions(beam_size=8)
    wanted = [("en", "ru", OPTIONS), ("en", "ja", OPTIONS), ("en", "ru", wide)] * 2
    futures = [queue.submit(["x"], source, target, options) for source, target, options in wanted]
    engine.gate.set()
    assert [texts(future.result(30))[0] for future in futures] == [f"x en-{target}" for _, target, _ in wanted]
    assert engine.groups[1:] == wanted[:3]
    assert [len(batch) for batch in engine.batches[1:]] == [2, 2, 2]


def test_a_long_request_goes_in_several_batches_and_others_come_between(
    queue: QueuedTranslator, engine: Phrasebook
) -> None:
    occupy(queue, engine)
    digest = queue.submit([str(n) for n in range(3 * BATCH_SENTENCES)], "en", "ru", OPTIONS)
    with pytest.raises(EngineBusy):
        queue.submit(["one more"], "en", "ru", OPTIONS)
    engine.gate.set()
    assert texts(digest.result(30)) == [f"{n} en-ru" for n in range(3 * BATCH_SENTENCES)]
    assert max(map(len, engine.batches)) == BATCH_SENTENCES


def test_people_go_before_digests(queue: QueuedTranslator, engine: Phrasebook) -> None:
    occupy(queue, engine)
    digest = queue.submit(["digest"], "en", "ru", OPTIONS, Priority.DIGEST)
    person = queue.submit(["person"], "en", "ja", OPTIONS)
    engine.gate.set()
    digest.result(30)
    person.result(30)
    assert engine.batches[1:] == [["person"], ["digest"]]


def test_a_digest_that_waited_long_is_no_longer_passed(
    queue: QueuedTranslator, engine: Phrasebook, clock: Clock
) -> None:
    occupy(queue, engine)
    digest = queue.submit(["digest"], "en", "ru", OPTIONS, Priority.DIGEST)
    clock.now += PATIENCE_SECONDS + 1
    person = queue.submit(["person"], "en", "ja", OPTIONS)
    engine.gate.set()
    digest.result(30)
    person.result(30)
    assert engine.batches[1:] == [["digest"], ["person"]]


def test_a_sentence_that_breaks_the_model_fails_its_own_request_only(
    queue: QueuedTranslator, engine: Phrasebook
) -> None:
    occupy(queue, engine)
    good = queue.submit(["good"], "en", "ru", OPTIONS)
    bad = queue.submit(["fine", POISON], "en", "ru", OPTIONS)
    late = queue.submit(["late"], "en", "ru", OPTIONS)
    engine.gate.set()
    assert texts(good.result(30)) == ["good en-ru"]
    assert texts(late.result(30)) == ["late en-ru"]
    with pytest.raises(EngineError, match=POISON):
        bad.result(30)
    assert texts(queue.translate(["after"], "en", "ru", OPTIONS)) == ["after en-ru"]


def test_a_batch_that_is_too_much_for_the_memory_is_halved_until_it_fits(
    queue: QueuedTranslator, engine: Phrasebook
) -> None:
    engine.room = 3
    occupy(queue, engine)
    one = queue.submit([f"{number}" for number in range(7)], "en", "ru", OPTIONS)
    other = queue.submit(["a", "b"], "en", "ru", OPTIONS)
    engine.gate.set()
    assert texts(one.result(30)) == [f"{number} en-ru" for number in range(7)]
    assert texts(other.result(30)) == ["a en-ru", "b en-ru"]
    assert [len(batch) for batch in engine.batches[1:]] == [9, 4, 2, 2, 5, 2, 3]


def test_a_model_that_does_not_fit_is_not_tried_again_with_fewer_sentences(
    queue: QueuedTranslator, engine: Phrasebook
) -> None:
    occupy(queue, engine)
    engine.room = 0
    waiting = [queue.submit(["a", "b"], "en", "ru", OPTIONS) for _ in range(3)]
    engine.gate.set()
    for future in waiting:
        with pytest.raises(OutOfMemory):
            future.result(30)
    assert [len(batch) for batch in engine.batches] == [1, 6]


def test_digests_may_fill_only_their_part_of_the_queue(queue: QueuedTranslator, engine: Phrasebook) -> None:
    occupy(queue, engine)
    queue.submit(["d"] * 50, "en", "ru", OPTIONS, Priority.DIGEST)
    with pytest.raises(EngineBusy):
        queue.submit(["d"], "en", "ru", OPTIONS, Priority.DIGEST)
    queue.submit(["p"] * 50, "en", "ru", OPTIONS)
    with pytest.raises(EngineBusy):
        queue.submit(["p"], "en", "ru", OPTIONS)


def test_a_cancelled_request_is_not_translated_and_makes_room(queue: QueuedTranslator, engine: Phrasebook) -> None:
    occupy(queue, engine)
    gone = queue.submit(["gone"] * 100, "en", "ru", OPTIONS)
    assert gone.cancel()
    stays = queue.submit(["stays"], "en", "ru", OPTIONS)
    engine.gate.set()
    assert texts(stays.result(30)) == ["stays en-ru"]
    assert engine.batches == [["first"], ["stays"]]


def test_closing_turns_those_who_wait_away_and_the_queue_works_again(
    queue: QueuedTranslator, engine: Phrasebook
) -> None:
    occupy(queue, engine)
    waiting = queue.submit(["waiting"], "en", "ru", OPTIONS)
    closing = threading.Thread(target=queue.close)
    closing.start()
    with pytest.raises(EngineBusy):
        waiting.result(30)
    engine.gate.set()
    closing.join(30)
    assert engine.closed == 1
    assert not queue.loaded
    assert texts(queue.translate(["again"], "en", "ru", OPTIONS)) == ["again en-ru"]


def test_many_threads_never_meet_in_the_model(queue: QueuedTranslator, engine: Phrasebook) -> None:
    def ask(number: int) -> list[str]:
        return texts(queue.translate([f"{number}"], "en", "ru", OPTIONS))

    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(ask, range(90))) == [[f"{number} en-ru"] for number in range(90)]
    assert engine.most_together == 1


def test_a_result_that_nobody_waits_for_any_more_hurts_nobody(queue: QueuedTranslator, engine: Phrasebook) -> None:
    engine.gate.clear()
    leaves = queue.submit(["leaves"], "en", "ru", OPTIONS)
    assert engine.entered.acquire(timeout=30)
    assert leaves.cancel()
    engine.gate.set()
    with pytest.raises(CancelledError):
        leaves.result(30)
    assert texts(queue.translate(["next"], "en", "ru", OPTIONS)) == ["next en-ru"]


def test_a_real_model_behind_a_queue_says_the_article_to_many_at_once(
    marian: Callable[[Language, Language], Path], converted: Callable[..., Path]
) -> None:
    path = converted(marian("en", "ru"), "marian")
    queue = QueuedTranslator(Ct2Translator(translator(path, "marian"), Hardware("cpu", "float32", threads=1)))
    with ThreadPoolExecutor(8) as threads:
        made = threads.map(lambda sentence: queue.translate([sentence], "en", "ru", OPTIONS), told()["en"] * 2)
        assert [texts(one)[0] for one in made] == told()["ru"] * 2
    queue.close()
