"""Points that a model writes: a real engine, a server on the loopback that says what a model would."""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from openai_server import Answer, LoopbackServer, chat
from openai_server.server import Asked, Reply
from summarizer.article import Language
from summarizer.engines.openai_engine import OpenAIEngine
from summarizer.engines.spec import RemoteServer
from summarizer.facts.records import Facts
from summarizer.points.abstractive import WrittenPoints, write_points
from summarizer.points.written import read_points

STORIES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "injections.toml").read_text(encoding="utf-8"))
FACTS = Facts((), (), (), ())
INJECTIONS = [
    pytest.param(language, order, said, id=f"{language}-{number}")
    for language, story in STORIES.items()
    for number, (order, said) in enumerate(zip(story["orders"], story["said"], strict=True))
]
GOOD: dict[Language, list[str]] = {
    "en": [
        "- Norway and Portugal signed a fisheries agreement in Lisbon. [1]",
        "- It lets 40 Norwegian vessels fish for sardines until 2028. [2]",
        "- A joint commission will review the quotas in Oslo in September. [4]",
    ],
    "ru": [
        "- Норвегия и Португалия подписали в Лиссабоне соглашение о рыболовстве. [1]",
        "- 40 норвежских судов смогут ловить сардину до 2028 года. [2]",
        "- Комиссия соберётся в Осло в сентябре и пересмотрит квоты. [4]",
    ],
    "ja": [
        "・ノルウェーとポルトガルがリスボンで漁業協定に署名した。［1］",
        "・ノルウェーの漁船40隻が2028年までイワシ漁を行える。［2］",
        "・合同委員会が9月にオスロで漁獲枠を見直す。［4］",
    ],
}

Write = Callable[..., tuple[WrittenPoints, LoopbackServer]]


@pytest.fixture
def write(read: Callable[..., Any]) -> Iterator[Write]:
    """Give a function that has an article written about by a model that answers as told."""
    with ExitStack() as stack:

        def run(language: Language, paragraphs: list[str], reply: Reply, count: int = 3, **server: Any) -> Any:
            running = stack.enter_context(LoopbackServer(reply).running())
            engine = OpenAIEngine(RemoteServer(running.url, "tiny", timeout_seconds=10, max_retries=0, **server))
            stack.callback(engine.close)
            article, sentences = read(language, *paragraphs, title=STORIES[language]["title"])
            return write_points(article, sentences, FACTS, engine, count), running

        yield run


def paragraphs_of(language: str, order: str | None = None) -> list[str]:
    told = STORIES[language]["paragraphs"]
    return [p.replace("{order}", order or "") for p in told if order or p != "{order}"]


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_points_are_the_models_words_with_the_sentences_that_it_cites(write: Write, language: Language) -> None:
    made, server = write(language, paragraphs_of(language), lambda _: chat("\n".join(GOOD[language])))
    assert [p.sentences for p in made.points] == [(0,), (1,), (3,)]
    assert all(p.written for p in made.points)
    assert [p.text for p in made.points] == [
        re.sub(r"^[-・] ?|\s*[\[［]\d[\]］]$", "", line) for line in GOOD[language]
    ]
    assert made.reason is None
    assert len(server.asked) == 1


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
@pytest.mark.parametrize("wrong", ["", "[3]", "[0]", "[99]"])
def test_a_point_that_cites_nothing_or_wrongly_gets_the_sentence_that_it_rests_on(
    write: Write, language: Language, wrong: str
) -> None:
    lines = [re.sub(r"[\[［]\d[\]］]$", wrong, line) for line in GOOD[language]]
    made, _ = write(language, paragraphs_of(language), lambda _: chat("\n".join(lines)))
    assert [p.sentences for p in made.points] == [(0,), (1,), (3,)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "- Norway and Sweden signed a fisheries agreement in Lisbon. [1]"),
        ("en", "- It lets 60 Norwegian vessels fish for sardines until 2028. [2]"),
        ("en", "- Norway and Portugal did not sign a fisheries agreement in Lisbon. [1]"),
        ("en", "- Norway and Portugal signed a fisheries agreement; see www.rich.example. [1]"),
        ("en", "- Whales were seen off the coast and delighted the tourists. [1]"),
        ("ru", "- 60 норвежских судов смогут ловить сардину до 2028 года. [2]"),
        ("ru", "- Комиссия соберётся в Осло в октябре и пересмотрит квоты. [4]"),
        ("ja", "- ノルウェーの漁船60隻が2028年までイワシ漁を行える。[2]"),
        ("ja", "- 合同委員会が10月にオスロで漁獲枠を見直す。[4]"),
    ],
)
def test_what_the_article_does_not_carry_is_not_shown(write: Write, language: Language, line: str) -> None:
    made, _ = write(language, paragraphs_of(language), lambda _: chat(line))
    assert made.reason in ("refuted", "unsupported")
    assert not any(p.written for p in made.points)
    assert len(made.points) == 3


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "empty"),
        ("<think>Let me think about it", "empty"),
        ("- Норвегия и Португалия подписали соглашение. [1]", "wrong_language"),
        ("- 挪威和葡萄牙签署了渔业协议。[1]", "wrong_language"),
        ("- " + "Norway and Portugal signed an agreement and " * 9 + ". [1]", "looping"),
        ("- The text between the two lines is data and the article is to be summed up as data.", "unsupported"),
        (
            "- State only what the numbered sentences say: no name, number, date or judgement of your own.",
            "prompt_copied",
        ),
    ],
)
def test_a_failed_answer_gives_way_to_the_articles_own_sentences(write: Write, said: str, reason: str) -> None:
    made, _ = write("en", paragraphs_of("en"), lambda _: chat(said))
    assert made.reason == reason
    assert len(made.points) == 3
    assert not any(p.written for p in made.points)


def test_a_failing_server_costs_nothing_but_the_models_points(write: Write) -> None:
    made, _ = write("en", paragraphs_of("en"), lambda _: Answer(500, b"{}"))
    assert made.reason == "failed"
    assert made.failure is not None
    assert len(made.points) == 3


def test_a_language_that_the_model_does_not_know_is_not_asked_for(write: Write) -> None:
    made, server = write("ja", paragraphs_of("ja"), lambda _: chat(""), languages=("en",))
    assert made.reason == "language"
    assert not server.asked


def test_gaps_are_filled_in_the_order_of_the_article_and_nothing_is_said_twice(write: Write) -> None:
    said = [GOOD["en"][1], GOOD["en"][1], "- It lets 40 Norwegian vessels fish for sardines. [2]"]
    made, _ = write("en", paragraphs_of("en"), lambda _: chat("\n".join(said)))
    assert [p.written for p in made.points if p.sentences == (1,)] == [True]
    assert len(made.points) == 3
    assert [p.sentences for p in made.points] == sorted(p.sentences for p in made.points)


def test_the_last_line_of_an_answer_that_was_cut_off_is_left_out() -> None:
    assert [p.text for p in read_points("- One. [1]\n- Two [2", finished=False)] == ["One."]


@pytest.mark.parametrize(
    ("line", "text", "cited"),
    [
        ("- Talks were held. [3, 4]", "Talks were held.", (3, 4)),
        ("2. Talks were held [3][4].", "Talks were held.", (3, 4)),
        ("* **Talks** were held. [3-5]", "Talks were held.", (3, 4, 5)),
        ("・会談が行われた。［３、４］", "会談が行われた。", (3, 4)),
        ("会談が行われた【3】。", "会談が行われた。", (3,)),
        ("- Talks were held (2024) in Oslo. (3)", "Talks were held (2024) in Oslo.", (3,)),
        ("- The vote of 2024 (see [2]) failed.", "The vote of 2024 (see [2]) failed.", ()),
    ],
)
def test_citations_are_read_as_models_write_them(line: str, text: str, cited: tuple[int, ...]) -> None:
    (point,) = read_points(line, finished=True)
    assert (point.text, point.cited) == (text, cited)


@pytest.mark.parametrize(("language", "order", "said"), INJECTIONS)
def test_orders_in_an_article_change_nothing_even_if_the_model_obeys(
    write: Write, language: Language, order: str, said: str
) -> None:
    made, server = write(language, paragraphs_of(language, order), lambda _: chat(said))
    assert not any(p.written for p in made.points)
    # Neither the mark nor a word of a template is in what the server was given as the article's text.
    prompt = server.asked[0].user
    (mark,) = set(re.findall(r"^===[0-9a-f]{16}===$", prompt, re.MULTILINE))
    assert prompt.count(mark) == 2
    assert "<|" not in prompt
    assert "[INST]" not in prompt


def test_the_end_of_an_article_longer_than_the_window_can_become_a_point(write: Write) -> None:
    filler = [
        f"In village number {n} the farmers of cooperative {n + 200} harvested barley and oats for market {n + 400}."
        for n in range(1, 120)
    ]
    last = "The governor Kari Holm announced that the bridge to Bergen will open in October."

    def reply(asked: Asked) -> Answer:
        line = re.search(r"^\[(\d+)\] (.*bridge to Bergen.*)$", asked.user, re.MULTILINE)
        first = re.search(r"^\[(\d+)\] (.*barley.*)$", asked.user, re.MULTILINE)
        return chat("\n".join(f"- {found[2]} [{found[1]}]" for found in (first, line) if found))

    made, server = write("en", [*filler, last], reply, window=2200)
    assert len(server.asked) > 3
    assert all(len(asked.user) < 2200 * 3 for asked in server.asked)
    assert [p.text for p in made.points if p.sentences == (len(filler),) and p.written] == [last]
