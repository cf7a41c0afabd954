"""What happens to a sentence that comes out wrong: each way of trying again, a server's failures, the cache."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import pytest

from openai_server import Answer, LoopbackServer, chat
from openai_server.server import Reply
from summarizer.article import Language
from summarizer.engines.errors import EngineError, RemoteFailed
from summarizer.engines.openai_engine import OpenAIEngine
from summarizer.engines.protocols import DecodeOptions, Hypothesis
from summarizer.engines.spec import RemoteServer
from summarizer.facts.names import Glossary
from summarizer.facts.records import Names
from summarizer.translation.cache import LONGEST_KEPT, TranslationCache
from summarizer.translation.records import Translated
from summarizer.translation.translator import Translator
from translation.made_engines import DeadServer, RuleEngine, models, table

EN = "The harbour will be closed for 12 days in April."
RU = "Гавань будет закрыта на 12 дней в апреле."
WRONG = "Гавань будет закрыта на 21 день в апреле."
RAIN, RAIN_RU = "It rains on the harbour.", "Над гаванью идёт дождь."
Opened = Callable[[Reply], tuple[OpenAIEngine, LoopbackServer]]


class Breaking(RuleEngine):
    """A model whose library breaks on one sentence, and with it on every batch that it is in."""

    def translate(
        self, sentences: Sequence[str], source: Language, target: Language, options: DecodeOptions
    ) -> list[Hypothesis]:
        if EN in sentences:
            raise EngineError("no position encodings beyond 256")
        return super().translate(sentences, source, target, options)


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Give a function that runs a server and an engine that talks to it."""
    with ExitStack() as stack:

        def open_(reply: Reply) -> tuple[OpenAIEngine, LoopbackServer]:
            running = stack.enter_context(LoopbackServer(reply).running())
            engine = OpenAIEngine(RemoteServer(running.url, "tiny", timeout_seconds=5.0, max_retries=0))
            stack.callback(engine.close)
            return engine, running

        yield open_


def test_a_server_that_gets_a_number_wrong_is_asked_again_and_then_the_model_at_home(opened: Opened) -> None:
    engine, server = opened(lambda _: chat(WRONG))
    home = RuleEngine("en", "ru", table({EN: RU}), "home")
    (made,) = Translator(models(engine, home)).translate_sentences([EN], "en", "ru")
    assert (made.text, made.models, made.status) == (RU, ("home",), "translated")
    assert len(server.asked) == 2


def test_a_server_that_gets_it_right_the_second_time_is_believed(opened: Opened) -> None:
    answers = iter([chat(WRONG), chat(RU)])
    engine, _ = opened(lambda _: next(answers))
    (made,) = Translator(models(engine)).translate_sentences([EN], "en", "ru")
    assert (made.text, made.models, made.status) == (RU, ("tiny",), "translated")


def test_a_server_that_is_always_wrong_leaves_the_original_with_the_reason(opened: Opened) -> None:
    engine, _ = opened(lambda _: chat(WRONG))
    (made,) = Translator(models(engine)).translate_sentences([EN], "en", "ru")
    assert (made.text, made.language, made.status) == (EN, "en", "untranslated")
    assert "21" in made.warnings[0]


@pytest.mark.parametrize("said", ["", "♪", "Ответ: " * 30, "I cannot help with that.", "以下是翻译：港口关闭12天。"])
def test_no_degenerate_answer_of_a_server_is_shown(opened: Opened, said: str) -> None:
    engine, _ = opened(lambda _: chat(said))
    (made,) = Translator(models(engine)).translate_sentences([EN], "en", "ru")
    assert (made.text, made.status) == (EN, "untranslated")


def test_a_wrong_direct_model_gives_way_to_the_route_through_english() -> None:
    ja = "港は4月に12日間閉鎖される。"
    direct = RuleEngine("ja", "ru", table({ja: WRONG}), "direct")
    to_english = RuleEngine("ja", "en", table({ja: EN}), "ja-en")
    from_english = RuleEngine("en", "ru", lambda s, _: RU if s == EN else WRONG, "en-ru")
    (made,) = Translator(models(direct, to_english, from_english)).translate_sentences([ja], "ja", "ru")
    assert (made.text, made.route, made.models) == (RU, ("ja", "en", "ru"), ("ja-en", "en-ru"))


def test_a_doubt_is_shown_with_its_warning_if_nobody_does_better() -> None:
    source = "The three ships will leave on Friday."
    said = "Корабли уйдут в пятницу."
    (made,) = Translator(models(RuleEngine("en", "ru", table({source: said})))).translate_sentences(
        [source], "en", "ru"
    )
    assert (made.text, made.status) == (said, "warned")
    assert made.warnings


def test_a_sentence_that_a_server_refuses_does_not_take_the_others_with_it(opened: Opened) -> None:
    def reply(asked: object) -> Answer:
        user = str(getattr(asked, "user", ""))
        return Answer(status=400, body=b"{}") if EN in user else chat(RAIN_RU)

    engine, _ = opened(reply)
    made = Translator(models(engine)).translate_sentences([EN, RAIN], "en", "ru")
    assert [one.status for one in made] == ["untranslated", "translated"]
    assert made[1].text == RAIN_RU


def test_a_sentence_on_which_a_model_breaks_does_not_take_the_others_with_it() -> None:
    engine = Breaking("en", "ru", table({RAIN: RAIN_RU}))
    made = Translator(models(engine)).translate_sentences([EN, RAIN], "en", "ru")
    assert [one.status for one in made] == ["untranslated", "translated"]


def test_a_server_that_refuses_everything_is_an_error_after_a_few_tries(opened: Opened) -> None:
    engine, server = opened(lambda _: Answer(status=400, body=b"{}"))
    with pytest.raises(RemoteFailed):
        Translator(models(engine)).translate_sentences([f"Ship {n} left." for n in range(20)], "en", "ru")
    assert len(server.asked) < 20


def test_a_dead_server_is_asked_once_and_then_after_the_others() -> None:
    dead, well = (
        DeadServer("en", "ru", table({}), "dead"),
        RuleEngine("en", "ru", table({EN: RU, RAIN: RAIN_RU}), "well"),
    )
    translator = Translator(models(dead, well))
    assert translator.translate_sentences([EN], "en", "ru")[0].text == RU
    assert translator.translate_sentences([RAIN], "en", "ru")[0].text == RAIN_RU
    assert dead.calls == 1


def test_what_another_model_made_while_the_server_was_away_is_not_kept() -> None:
    dead, well = DeadServer("en", "ru", table({}), "dead"), RuleEngine("en", "ru", table({EN: RU}), "well")
    translator = Translator(models(dead, well))
    translator.translate_sentences([EN], "en", "ru")
    translator.translate_sentences([EN], "en", "ru")
    assert well.asked == [EN, EN]


def test_the_cache_tells_models_and_terms_apart() -> None:
    cache = TranslationCache()
    source = "The Blue Harbour Fund helps fishermen."
    said = "Blue Harbour Fund помогает рыбакам."
    for russian in ("Фонд синей гавани", "Фонд голубой гавани"):
        glossary = Glossary(((Names("Blue Harbour Fund", russian, "青い港基金"), None),))
        engine = RuleEngine("en", "ru", table({source: said}))
        (made,) = Translator(models(engine), glossary, cache=cache).translate_sentences([source], "en", "ru")
        assert made.text == f"{russian} помогает рыбакам."
    for name, text in (("one", "Идёт дождь."), ("two", "Дождит.")):
        engine = RuleEngine("en", "ru", table({"It rains.": text}), name)
        (made,) = Translator(models(engine), cache=cache).translate_sentences(["It rains."], "en", "ru")
        assert made.text == text


def test_the_cache_is_bounded_and_forgets_what_was_unused_longest() -> None:
    def made(source: str) -> Translated:
        return Translated(source, source, "ru", ("en", "ru"), ("rules",), "translated")

    cache = TranslationCache(sentences=2)
    for name in ("a", "b"):
        cache.put(name, made(name))
    cache.get("a")
    cache.put("c", made("c"))
    cache.put("long", made("x" * (LONGEST_KEPT + 1)))
    assert [cache.get(name) is not None for name in ("a", "b", "c", "long")] == [True, False, True, False]


def test_a_sentence_that_failed_is_tried_again_when_asked_for_again() -> None:
    answers = iter([WRONG, WRONG, RU])
    engine = RuleEngine("en", "ru", lambda *_: next(answers))
    translator = Translator(models(engine))
    assert translator.translate_sentences([EN], "en", "ru")[0].status == "untranslated"
    assert translator.translate_sentences([EN], "en", "ru")[0].text == RU
