"""The server as a process of its own, steered through its control address."""

import base64
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import RetryAfter

ROOT = Path(__file__).parents[2]


@dataclass
class Remote:
    """A running server's addresses, and its control."""

    addresses: dict[str, str]
    client: httpx.AsyncClient

    async def __call__(self, action: str, **options: Any) -> Any:
        answer = await self.client.post(f"{self.addresses['url']}/control/{action}", json=options)
        body = answer.json()
        assert body["ok"], body
        return body["result"]


@pytest.fixture(scope="module")
def addresses() -> Iterator[dict[str, str]]:
    command = [sys.executable, "-m", "tests.botapi", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.terminate()
        assert process.wait(10) == 0


@pytest.fixture
async def remote(addresses: dict[str, str]) -> AsyncIterator[Remote]:
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        yield Remote(addresses, client)


@pytest.fixture
async def remote_bot(addresses: dict[str, str]) -> AsyncIterator[Bot]:
    async with Bot(addresses["token"], addresses["base_url"], addresses["base_file_url"]) as client:
        yield client


async def test_a_conversation_through_the_control_address(remote: Remote, remote_bot: Bot) -> None:
    alice = await remote("person", name="Alice", language_code="ja")
    sent = await remote("text", person=alice, text="Hello")
    assert (await remote("state"))["pending"] == [sent["update_id"]]
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("RU", callback_data="ru")]])
    answer = await remote_bot.send_message(alice, "Reading", reply_markup=markup)
    await remote_bot.edit_message_text("<b>Brief</b>", alice, answer.message_id, parse_mode="HTML", reply_markup=markup)
    [seen] = await remote("wait", chat_id=alice, contains="Brief")
    assert [version["text"] for version in seen["versions"]] == ["Reading", "Brief"]
    assert seen["entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    press = await remote("press", person=alice, message_id=seen["message_id"], button="RU")
    await remote_bot.answer_callback_query(press["query_id"], "Готово")
    assert (await remote("answer", query_id=press["query_id"]))["text"] == "Готово"
    await remote_bot.get_updates(offset=press["update_id"] + 1)
    assert await remote("state") == {"pending": [], "confirmed": press["update_id"]}
    await remote("replay", update_id=sent["update_id"])
    assert [update.update_id for update in await remote_bot.get_updates()] == [sent["update_id"]]
    assert [call["status"] for call in await remote("calls", method="sendMessage")] == [200]


async def test_files_groups_and_faults_through_the_control_address(remote: Remote, remote_bot: Bot) -> None:
    alice = await remote("person", name="Alice")
    group = await remote("group", title="Readers", members=[alice], admins=[alice])
    await remote("document", person=alice, name="a.txt", data=base64.b64encode(b"text").decode())
    await remote("text", person=alice, text="/brief", group=group)
    await remote(
        "fault", kind="refuse", method="sendMessage", code=429, description="Too Many", parameters={"retry_after": 3}
    )
    with pytest.raises(RetryAfter):
        await remote_bot.send_message(group, "Hello")
    await remote_bot.send_message(group, "Hello")
    assert [message["text"] for message in await remote("messages", chat_id=group)] == ["Hello"]
    documents = [
        update.message for update in await remote_bot.get_updates() if update.message and update.message.document
    ]
    assert documents[-1].document is not None
    file = await documents[-1].document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"text"
    assert await remote("block", person=alice) is not None
    assert (await remote("inline", person=alice, query="x"))["query_id"]


async def test_a_wrong_control_request_is_explained(remote: Remote) -> None:
    url = f"{remote.addresses['url']}/control"
    unknown = await remote.client.post(f"{url}/dance", json={})
    wrong = await remote.client.post(f"{url}/text", json={"person": 1, "text": "x"})
    late = await remote.client.post(f"{url}/wait", json={"chat_id": 1, "within": 0.01})
    assert [answer.status_code for answer in (unknown, wrong, late)] == [400, 400, 400]
    assert "NothingCame" in late.json()["error"]
