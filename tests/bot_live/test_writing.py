"""The bot where a model is to write the points: a loopback server that speaks the OpenAI protocol stands in for it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer
from openai_server.server import Answer, Asked, LoopbackServer, chat

LONG = 60.0
WRITTEN = "With all votes counted, Renewal took 24 of the 63 seats in the Althing. [2]"
SHOWN = WRITTEN.removesuffix(" [2]")
STORY = "en/election"


@dataclass
class Model:
    """What the server answers; ``out_of_order`` while it answers nothing."""

    out_of_order: bool = False
    prompts: list[str] = field(default_factory=list)

    def reply(self, asked: Asked) -> Answer:
        self.prompts.append(asked.user)
        return Answer(status=400, body=b'{"error": {"message": "no"}}') if self.out_of_order else chat(WRITTEN)


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


@pytest.fixture(scope="module")
def model_server(model: Model) -> Iterator[LoopbackServer]:
    with LoopbackServer(model.reply).running() as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def writing(
    model_server: LoopbackServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotApiServer]:
    folder: Path = tmp_path_factory.mktemp("writing")
    settings = {
        "SVODKA_MODELS__POINTS_BY": "model",
        "SVODKA_MODELS__SERVER_FOR": "points",
        "SVODKA_MODELS__SERVER_URL": model_server.url,
        "SVODKA_MODELS__SERVER_MODEL": "tiny",
    }
    async with BotApiServer() as server, BotProcess(server, folder, **settings):
        yield server


async def test_without_the_model_the_articles_own_sentences_are_shown_and_why_and_the_next_reader_has_it_tried_again(
    writing: BotApiServer, site: NewsSite, model: Model
) -> None:
    model.out_of_order = True
    kim = writing.person("Kim", "en")
    kim.send_text(site.url(STORY))
    shown = await kim.wait_for(lambda m: m.buttons, LONG)
    assert SHOWN not in shown.text
    assert "as no model could write them" in shown.text
    model.out_of_order = False
    lee = writing.person("Lee", "en")
    lee.send_text(site.url(STORY))
    assert SHOWN in (await lee.wait_for(lambda m: m.buttons, LONG)).text


async def test_the_model_is_asked_once_for_all_readers(writing: BotApiServer, site: NewsSite, model: Model) -> None:
    kim, lee = writing.person("Kim", "en"), writing.person("Lee", "ru")
    kim.send_text(site.url(STORY))
    assert SHOWN in (await kim.wait_for(lambda m: m.buttons, LONG)).text
    asked = len(model.prompts)
    lee.send_text(site.url(STORY))
    assert SHOWN in (await lee.wait_for(lambda m: m.buttons, LONG)).text
    assert len(model.prompts) == asked
