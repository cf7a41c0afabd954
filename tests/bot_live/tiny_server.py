"""A Bot API server of the smallest kind: five methods, and updates with no more in them than a chat, a number, a text.

Apart from `botapi`, on purpose: it knows nothing of entities, dates, senders or long polls, and its misfortunes are the
bytes that go over the wire.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]
TOKEN = "42:tiny"  # noqa: S105 - nobody's


def response(status: int, body: bytes, kind: str = "application/json") -> bytes:
    """Return an HTTP response as bytes."""
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def refusal(status: int, description: str, **parameters: int) -> bytes:
    """Return a refusal in Telegram's form."""
    body: Json = {"ok": False, "error_code": status, "description": description}
    return response(status, json.dumps({**body, "parameters": parameters} if parameters else body).encode())


CUT_SHORT = response(200, b'{"ok": true, "result": {"message_id": 1}}')[:-9]
"""The head promises more than comes before the connection is closed."""


class TinyServer:
    """``async with`` starts it.

    Args:
        unknown: what a method that it does not know is answered with.

    Attributes:
        texts: chat id -> message id -> text.
        markups: chat id -> message id -> reply markup.
        answered: ids of the callback queries that were answered.
        misfortunes: method -> raw answers to its next calls, after which nothing was done.
    """

    def __init__(self, unknown: bytes = b"") -> None:
        self.unknown = unknown or refusal(404, "Not Found")
        self.texts: dict[int, dict[int, str]] = defaultdict(dict)
        self.markups: dict[int, dict[int, Json]] = defaultdict(dict)
        self.answered: set[str] = set()
        self.misfortunes: dict[str, deque[bytes]] = defaultdict(deque)
        self.calls: list[str] = []
        self.port = 0
        self._updates: list[Json] = []
        self._numbers = 0
        self._changed = asyncio.Condition()
        self._connections: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    def number(self) -> int:
        """Return a number that was not used before."""
        self._numbers += 1
        return self._numbers

    def push(self, **content: Any) -> None:
        """Send an update."""
        self._updates.append({"update_id": self.number(), **content})

    def say(self, chat_id: int, text: str) -> None:
        """Send a message with as little in it as can be."""
        self.push(message={"message_id": self.number(), "chat": {"id": chat_id}, "text": text})

    def press(self, chat_id: int, message_id: int, data: str) -> str:
        """Press a button; returns the id of the query."""
        query_id = f"q{self.number()}"
        message = {"message_id": message_id, "chat": {"id": chat_id}}
        self.push(callback_query={"id": query_id, "from": {"id": chat_id}, "message": message, "data": data})
        return query_id

    async def until(self, wanted: Callable[[], object], seconds: float = 30.0) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(wanted)

    def _do(self, method: str, given: dict[str, str]) -> Any:
        chat_id, text = int(given.get("chat_id", 0)), given.get("text", "")
        if method == "getMe":
            return {"id": 42, "is_bot": True, "first_name": "Tiny"}
        if method == "getUpdates":
            offset = int(given.get("offset", 0))
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
            return self._updates
        if method == "answerCallbackQuery":
            self.answered.add(given["callback_query_id"])
            return True
        message_id = self.number() if method == "sendMessage" else int(given["message_id"])
        self.texts[chat_id][message_id] = text
        self.markups[chat_id][message_id] = json.loads(given.get("reply_markup", "{}"))
        return {"message_id": message_id, "chat": {"id": chat_id}, "text": text}

    async def _answer(self, method: str, given: dict[str, str]) -> bytes:
        self.calls.append(method)
        if method not in ("getMe", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"):
            return self.unknown
        if self.misfortunes[method]:
            return self.misfortunes[method].popleft()
        async with self._changed:
            result = self._do(method, given)
            self._changed.notify_all()
        return response(200, json.dumps({"ok": True, "result": result}).encode())

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().split("\r\n")
                length = next((line for line in lines if line.lower().startswith("content-length:")), ":0")
                body = await reader.readexactly(int(length.partition(":")[2]))
                given = dict(parse_qsl(body.decode(), keep_blank_values=True))
                answer = await self._answer(lines[0].split()[1].rpartition("/")[2], given)
                writer.write(answer)
                await writer.drain()
                if answer == CUT_SHORT:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the bot has gone, as it may
        finally:
            writer.close()

    async def __aenter__(self) -> "TinyServer":
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    @property
    def token(self) -> str:
        """The only one; it is not looked at."""
        return TOKEN

    @property
    def base_url(self) -> str:
        """For the setting of that name."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """For the setting of that name; there are no files."""
        return f"http://127.0.0.1:{self.port}/file/bot"
