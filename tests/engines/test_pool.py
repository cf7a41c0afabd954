"""The models of a process: opened once, preferred in order, unloaded when idle or when memory is short."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from engines.phrasebook import Phrasebook, texts
from summarizer.article import Language
from summarizer.engines.pool import OVERHEAD, ModelPool
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.spec import Hardware, ModelSpec

OPTIONS = DecodeOptions()
MEGABYTE = 10**6


def spec(name: str, *directions: tuple[Language, Language], megabytes: int = 100) -> ModelSpec:
    return ModelSpec(name, "translate", "marian", "ctranslate2", directions=directions, size_bytes=megabytes * MEGABYTE)


class Opened:
    """Opens phrasebooks, and knows which."""

    def __init__(self) -> None:
        self.engines: dict[str, list[Phrasebook]] = {}
        self.now = 1000.0

    def __call__(self, spec: ModelSpec, hardware: Hardware) -> Phrasebook:
        engine = Phrasebook(spec.id)
        self.engines.setdefault(spec.id, []).append(engine)
        return engine

    def pool(self, *specs: ModelSpec, idle: float = 600.0, megabytes: int = 10**6) -> ModelPool:
        return ModelPool(
            specs,
            Hardware(),
            idle,
            round(megabytes * MEGABYTE * OVERHEAD),
            open_translator=self,
            clock=lambda: self.now,
        )


@pytest.fixture
def opened() -> Opened:
    return Opened()


@pytest.fixture
def pool(opened: Opened) -> Iterator[ModelPool]:
    pool = opened.pool(
        spec("en-ru", ("en", "ru")),
        spec("ru-en", ("ru", "en")),
        spec("many", ("en", "ru"), ("ru", "ja")),
        megabytes=250,
    )
    yield pool
    pool.close()


def ask(pool: ModelPool, source: Language, target: Language, which: int = 0) -> list[str]:
    return texts(pool.translators(source, target)[which].translate(["x"], source, target, OPTIONS))


def test_models_come_in_the_order_of_preference_and_none_is_loaded_by_asking(pool: ModelPool) -> None:
    assert [model.id for model in pool.translators("en", "ru")] == ["en-ru", "many"]
    assert [model.id for model in pool.translators("ru", "ja")] == ["many"]
    assert not pool.translators("ja", "en")
    assert not pool.generators("en")
    assert pool.loaded == ()


def test_many_who_ask_at_once_share_one_model(pool: ModelPool, opened: Opened) -> None:
    with ThreadPoolExecutor(16) as threads:
        made = list(threads.map(lambda _: ask(pool, "en", "ru"), range(64)))
    assert made == [["x en-ru"]] * 64
    assert len(opened.engines["en-ru"]) == 1
    assert pool.loaded == ("en-ru",)


def test_a_model_is_unloaded_after_its_idle_time_and_loads_again(pool: ModelPool, opened: Opened) -> None:
    ask(pool, "en", "ru")
    opened.now += 400
    ask(pool, "ru", "en")
    pool.sweep()
    assert pool.loaded == ("en-ru", "ru-en")
    opened.now += 300
    pool.sweep()
    assert pool.loaded == ("ru-en",)
    assert opened.engines["en-ru"][0].closed == 1
    assert ask(pool, "en", "ru") == ["x en-ru"]
    assert pool.loaded == ("en-ru", "ru-en")


def test_a_model_at_work_is_not_unloaded(pool: ModelPool, opened: Opened) -> None:
    model = pool.translators("en", "ru")[0]
    engine = opened.engines["en-ru"][0]
    engine.gate.clear()
    future = model.submit(["x"], "en", "ru", OPTIONS)
    assert engine.entered.acquire(timeout=30)
    opened.now += 10_000
    pool.sweep()
    assert engine.closed == 0
    engine.gate.set()
    assert texts(future.result(30)) == ["x en-ru"]


def test_the_model_asked_least_recently_makes_room(pool: ModelPool, opened: Opened) -> None:
    for source, target in (("en", "ru"), ("ru", "en"), ("en", "ru"), ("ru", "ja")):
        opened.now += 1
        ask(pool, source, target)
    assert pool.loaded == ("en-ru", "many")
    assert opened.engines["ru-en"][0].closed == 1


def test_a_model_larger_than_the_limit_is_loaded_alone(opened: Opened) -> None:
    pool = opened.pool(spec("small", ("en", "ru")), spec("huge", ("ru", "en"), megabytes=900), megabytes=500)
    ask(pool, "en", "ru")
    ask(pool, "ru", "en")
    assert pool.loaded == ("huge",)
    pool.close()


def test_without_an_idle_time_models_stay(opened: Opened) -> None:
    pool = opened.pool(spec("en-ru", ("en", "ru")), idle=0)
    ask(pool, "en", "ru")
    opened.now += 10**6
    pool.sweep()
    assert pool.loaded == ("en-ru",)
    pool.close()
    assert pool.loaded == ()
