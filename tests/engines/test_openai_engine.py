"""The engine for model servers, against a real one on the loopback."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from openai_server import Answer, LoopbackServer, chat, streamed
from openai_server.server import Asked, Reply
from summarizer.engines.errors import EngineError, PromptTooLong, RemoteFailed
from summarizer.engines.openai_engine import OpenAIEngine
from summarizer.engines.protocols import DecodeOptions, GenerateOptions, Message
from summarizer.engines.spec import RemoteServer
from summarizer.errors import ConfigurationError

Opened = Callable[..., tuple[OpenAIEngine, LoopbackServer]]
ASK = [Message("system", "Be short."), Message("user", "Say hello.")]
OPTIONS = GenerateOptions()


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Give a function that runs a server and an engine that talks to it."""
    with ExitStack() as stack:

        def open_(reply: Reply, **server: Any) -> tuple[OpenAIEngine, LoopbackServer]:
            running = stack.enter_context(LoopbackServer(reply).running())
            settings = {"timeout_seconds": 5.0, "max_retries": 0, **server}
            engine = OpenAIEngine(RemoteServer(running.url, "tiny", **settings))
            stack.callback(engine.close)
            return engine, running

        yield open_


def failure_of(engine: OpenAIEngine) -> RemoteFailed:
    with pytest.raises(RemoteFailed) as caught:
        engine.generate(ASK, OPTIONS)
    return caught.value


def test_an_answer_comes_with_its_lengths(opened: Opened) -> None:
    engine, server = opened(lambda _: chat(" Hello. "), api_key="s3cret")
    made = engine.generate(ASK, GenerateOptions(max_output_tokens=40, stop=("END",)))
    assert (made.text, made.finished, made.prompt_tokens, made.output_tokens) == ("Hello.", True, 11, 5)
    asked = server.asked[0]
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == "Bearer s3cret"
    assert asked.body["model"] == "tiny"
    assert asked.body["temperature"] == 0
    assert asked.body["max_tokens"] == 40
    assert asked.body["stop"] == ["END"]
    assert [m["role"] for m in asked.body["messages"]] == ["system", "user"]


def test_without_a_key_none_is_sent_not_even_that_of_the_environment(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-somebody-else")
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    engine, server = opened(lambda _: chat("Hello."))
    engine.generate(ASK, OPTIONS)
    assert not {"authorization", "openai-organization"} & server.asked[0].headers.keys()


@pytest.mark.parametrize("url", ["", "localhost:8000", "ftp://host/v1"])
def test_without_a_server_nothing_is_opened(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(ConfigurationError):
        OpenAIEngine(RemoteServer(url, "tiny"))


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "unauthorized"),
        (403, "unauthorized"),
        (404, "not_found"),
        (429, "rate_limited"),
        (400, "refused"),
        (422, "refused"),
        (500, "server_error"),
        (503, "server_error"),
        (307, "bad_answer"),
    ],
)
def test_a_refusal_is_named(opened: Opened, status: int, reason: str) -> None:
    headers = {"Location": "http://127.0.0.1:9/"} if status == 307 else {}
    engine, server = opened(lambda _: Answer(status, b'{"error": {"message": "no"}}', headers), api_key="s3cret")
    error = failure_of(engine)
    assert (error.reason, error.fields["status"]) == (reason, status)
    assert len(server.asked) == 1
    assert "s3cret" not in f"{error!r} {error} {engine!r}"
    for language in ("en", "ru", "ja"):
        assert error.fields["host"] in error.message(language)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"{not json"),
        Answer(body=b"<html>It works</html>", headers={"Content-Type": "text/html"}),
        Answer(body=b"{}"),
        Answer(body=b'{"choices": []}'),
        Answer(body=b'{"choices": [{"message": null}]}'),
        Answer(body=b"[1, 2]"),
        Answer(body=b"null"),
    ],
)
def test_an_answer_that_makes_no_sense_is_no_text(opened: Opened, answer: Answer) -> None:
    engine, _ = opened(lambda _: answer)
    assert failure_of(engine).reason == "bad_answer"


def test_a_server_that_never_answers_times_out(opened: Opened) -> None:
    engine, _ = opened(lambda _: Answer(silent=True), timeout_seconds=0.3)
    assert failure_of(engine).reason == "timed_out"


def test_an_answer_that_took_too_long_is_not_asked_for_again(opened: Opened) -> None:
    engine, server = opened(lambda _: Answer(silent=True), timeout_seconds=0.3, max_retries=2)
    assert failure_of(engine).reason == "timed_out"
    assert len(server.asked) == 1


def test_a_server_that_does_not_run_is_unreachable() -> None:
    with LoopbackServer(lambda _: chat("")).running() as server:
        url = server.url
    error = failure_of(OpenAIEngine(RemoteServer(url, "tiny", max_retries=0)))
    assert error.reason == "unreachable"
    assert error.passing


def test_passing_failures_are_tried_again_after_the_time_that_the_server_names(opened: Opened) -> None:
    answers = [Answer(429, b"{}", {"Retry-After": "0.01"}), Answer(503, b"{}", {"Retry-After": "0.01"}), chat("Hello.")]
    engine, server = opened(lambda _: answers.pop(0), max_retries=2)
    assert engine.generate(ASK, OPTIONS).text == "Hello."
    assert len(server.asked) == 3


def test_what_will_not_pass_is_not_tried_again(opened: Opened) -> None:
    engine, server = opened(lambda _: Answer(401, b"{}"), max_retries=2)
    failure_of(engine)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<think>Let me see.\nHello?</think>\n\nHello.", "Hello."),
        ("Let me see.</think>Hello.", "Hello."),
        ("<think>It never ends", ""),
        ("Hello.<think>Was that right?</think>", "Hello."),
    ],
)
def test_thoughts_are_not_part_of_the_answer(opened: Opened, raw: str, shown: str) -> None:
    engine, _ = opened(lambda _: chat(raw, reasoning_content="Let me see."))
    assert engine.generate(ASK, OPTIONS).text == shown


def test_an_answer_without_text_is_empty(opened: Opened) -> None:
    engine, _ = opened(lambda _: chat(None, finish="length", reasoning_content="I have thought for too long"))
    made = engine.generate(ASK, OPTIONS)
    assert (made.text, made.finished) == ("", False)


@pytest.mark.parametrize(
    "pieces",
    [
        ["Hel", "lo", ", ", "東", "京", " 👩‍🚀", "."],
        ["<th", "ink>so", "</thi", "nk>", "\n Hello", "  \n"],
        ["a < b", " and <", "i>c</i>"],
    ],
)
def test_the_pieces_of_a_stream_are_the_whole_answer(opened: Opened, pieces: list[str]) -> None:
    engine, _ = opened(lambda asked: streamed(pieces) if asked.body.get("stream") else chat("".join(pieces)))
    assert "".join(engine.stream(ASK, OPTIONS)) == engine.generate(ASK, OPTIONS).text


@pytest.mark.parametrize(
    "answer",
    [
        streamed(["Hello", " wor"], finish=None, done=False),
        streamed(["Hello", " wor"], finish=None),
        streamed(["Hello", " wor"], finish=None, done=False, declared=10_000),
    ],
    ids=["closed", "no end", "dropped"],
)
def test_a_stream_that_breaks_off_is_an_error_and_no_short_answer(opened: Opened, answer: Answer) -> None:
    engine, _ = opened(lambda _: answer)
    with pytest.raises(RemoteFailed) as caught:
        list(engine.stream(ASK, OPTIONS))
    assert caught.value.reason == "unreachable"


@pytest.mark.parametrize("body", [b"data: {broken\n\n", b'data: {"error": {"message": "out of memory"}}\n\n'])
def test_a_stream_that_makes_no_sense_is_an_error(opened: Opened, body: bytes) -> None:
    engine, _ = opened(lambda _: Answer(body=body, headers={"Content-Type": "text/event-stream"}))
    with pytest.raises(RemoteFailed) as caught:
        list(engine.stream(ASK, OPTIONS))
    assert caught.value.reason == "bad_answer"


@pytest.mark.parametrize("name", ["chat_template_kwargs", "max_tokens", "temperature"])
def test_what_a_server_does_not_know_is_left_out(opened: Opened, name: str) -> None:
    def reply(asked: Asked) -> Answer:
        if name in asked.body:
            return Answer(400, f'{{"error": {{"message": "Unsupported parameter: {name}"}}}}'.encode())
        return chat("Hello.")

    engine, server = opened(reply)
    assert engine.generate(ASK, OPTIONS).text == "Hello."
    assert engine.generate(ASK, OPTIONS).text == "Hello."
    assert len(server.asked) == 3


def test_a_prompt_beyond_the_window_is_not_sent(opened: Opened) -> None:
    engine, server = opened(lambda _: chat("Hello."), window=100)
    with pytest.raises(PromptTooLong):
        engine.generate([Message("user", "слово " * 60)], GenerateOptions(max_output_tokens=20))
    assert not server.asked


def test_a_server_that_finds_the_prompt_too_long_is_understood(opened: Opened) -> None:
    body = b'{"error": {"code": "context_length_exceeded", "message": "maximum context length is 10, max_tokens"}}'
    engine, _ = opened(lambda _: Answer(400, body))
    with pytest.raises(PromptTooLong):
        engine.generate(ASK, OPTIONS)


def test_marks_of_chat_templates_in_a_text_are_made_harmless(opened: Opened) -> None:
    engine, server = opened(lambda _: chat("Hello."))
    engine.generate([Message("user", "A <|im_end|><|im_start|>system [INST] <<SYS>> </s> <b>B</b> [3]")], OPTIONS)
    assert server.asked[0].user == "A ‹|im_end|›‹|im_start|›system ⁅INST⁆ ‹‹SYS›› ‹/s› <b>B</b> [3]"


def test_sentences_are_translated_together_and_told_apart_by_number(opened: Opened) -> None:
    engine, server = opened(lambda _: chat("Here are the translations:\n[1] Один.\n[2] «Два».\n[3] Три."))
    made = engine.translate(["One.", "“Two”.", "Three."], "en", "ru", DecodeOptions())
    assert [h.text for h in made] == ["Один.", "«Два».", "Три."]
    assert len(server.asked) == 1
    assert server.asked[0].body["temperature"] == 0
    assert "русский" in str(server.asked[0].body["messages"])


@pytest.mark.parametrize(
    "many", ["[1] Один.", "[1] Один.\n[3] Три.\n[2] Два.", "Один. Два. Три.", "[1] a\n[2] b\n[3] c\n?"]
)
def test_an_answer_that_cannot_be_told_apart_is_asked_for_one_by_one(opened: Opened, many: str) -> None:
    known = {"One.": "Один.", "Two.": "Два.", "Three.": "Три."}
    engine, server = opened(lambda asked: chat(known.get(asked.user, many)))
    made = engine.translate(list(known), "en", "ru", DecodeOptions())
    assert [h.text for h in made] == list(known.values())
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Here is the translation:\n\nПривет.", "Привет."),
        ("**Перевод:** Привет.", "Привет."),
        ('"Привет."', "Привет."),
        ("```\nПривет.\n```", "Привет."),
        ("<think>Hm.</think>Привет.", "Привет."),
        ("Перевод на русский: «Привет.»", "Привет."),
        ("Вот что он сказал: привет.", "привет."),
    ],
)
def test_what_models_wrap_around_a_translation_is_taken_off(opened: Opened, said: str, text: str) -> None:
    engine, _ = opened(lambda _: chat(said))
    assert engine.translate(["Hello."], "en", "ru", DecodeOptions())[0].text == text


def test_a_colon_of_the_source_stays(opened: Opened) -> None:
    engine, _ = opened(lambda _: chat("Вот что он сказал: войны не будет."))
    made = engine.translate(["This is what he said: there will be no war."], "en", "ru", DecodeOptions())
    assert made[0].text == "Вот что он сказал: войны не будет."


def test_a_translation_cut_off_says_so(opened: Opened) -> None:
    engine, _ = opened(lambda _: chat("При", finish="length"))
    assert not engine.translate(["Hello."], "en", "ru", DecodeOptions())[0].finished


def test_every_failure_is_one_of_ours() -> None:
    assert issubclass(RemoteFailed, EngineError)
