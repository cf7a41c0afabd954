"""The bot with translation models: real, tiny, and taught an article of our own."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot_live.news_site import NewsSite, html_of
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
from checkpoints.texts import article, told
from summarizer.article import Language
from summarizer.models.describing import Said
from summarizer.models.order import order_from_directory
from summarizer.models.pull import pull
from summarizer.models.store import ModelStore

LONG = 60.0
"""A model process starts, and loads dictionaries and two models."""
PATH = "ferry"


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def translating(
    marian: Callable[[Language, Language], Path], site: NewsSite, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotApiServer]:
    """A Telegram whose bot translates from English into Japanese and Russian, and from Japanese into English."""
    store = ModelStore(tmp_path_factory.mktemp("models"))
    for source, target in (("en", "ja"), ("en", "ru"), ("ja", "en")):
        said = Said(family="marian", directions=(f"{source}-{target}",))
        pull(order_from_directory(marian(source, target), said), store)
    title, *paragraphs = article("en").split("\n\n")
    site.pages[PATH] = (200, html_of(title, paragraphs, "en"))
    folder = tmp_path_factory.mktemp("translating")
    async with (
        BotApiServer() as server,
        BotProcess(server, folder, SVODKA_MODELS__DIRECTORY=str(store.directory), SVODKA_MODELS__THREADS="1") as _,
    ):
        yield server


async def brief_of(person: Person, site: NewsSite) -> str:
    person.send_text(site.url(PATH))
    return (await person.wait_for(lambda m: m.buttons, LONG)).text


async def test_headline_and_points_come_in_the_readers_language(translating: BotApiServer, site: NewsSite) -> None:
    kim = translating.person("Kim", "ja")
    text = await brief_of(kim, site)
    headline, *_ = told()["ja"]
    assert headline in text
    assert "ハルボルセン首相は火曜日、ノルウェーと日本がベルゲンと大阪を結ぶフェリー航路を開設する" in text
    assert "Norway" not in text


async def test_a_language_button_translates_on_demand_and_for_all(translating: BotApiServer, site: NewsSite) -> None:
    kim = translating.person("Kim", "en")
    assert told()["en"][0] in await brief_of(kim, site)
    kim.press(kim.messages[0], "RU")
    await kim.wait_for(lambda m: told()["ru"][0] in m.text and "✓ RU" in m.labels, LONG)
    lee = translating.person("Lee", "ru")
    assert told()["ru"][0] in await brief_of(lee, site)


async def test_translate_answers_with_the_translation_of_what_it_replies_to(translating: BotApiServer) -> None:
    kim = translating.person("Kim", "en")
    kim.send_text(f"/translate ja {told()['en'][11]}")
    answer = await kim.wait_for(lambda m: told()["ja"][11] in m.text, LONG)
    assert answer.versions[0].text.startswith("⏳")
    assert "EN" in answer.text.upper()
    lee = translating.person("Lee", "ja")
    lee.send_text(f"/translate {told()['en'][10]}")
    await lee.wait_for(lambda m: "3月に東京を訪問" in m.text, LONG)


async def test_a_text_too_short_to_sum_up_is_offered_for_translation(translating: BotApiServer) -> None:
    kim = translating.person("Kim", "en")
    kim.send_text(told()["en"][11])
    offer = await kim.wait_for(lambda m: m.buttons, LONG)
    kim.press(offer, "Translate into Russian")
    await kim.wait_for(lambda m: told()["ru"][11] in m.text, LONG)


async def test_a_direction_without_a_model_is_named(translating: BotApiServer) -> None:
    kim = translating.person("Kim", "en")
    kim.send_text(f"/translate {told()['ru'][11]}")
    answer = await kim.wait_for(lambda m: "Russian" in m.text, LONG)
    assert "svodka models pull" in answer.text


async def test_a_forwarded_post_can_be_translated_whole(translating: BotApiServer) -> None:
    kim = translating.person("Kim", "en")
    kim.forward(article("en"))
    brief = await kim.wait_for(lambda m: "Translate into Russian" in m.labels, LONG)
    kim.press(brief, "Translate into Russian")
    whole = await kim.wait_for(lambda m: told()["ru"][7] in m.text and m is not brief, LONG)
    assert told()["ru"][11] in whole.text
    assert told()["en"][0] in brief.text
