"""The server: each request is put to a function that the test gives, which says what goes back, byte by byte."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What goes back.

    Attributes:
        status: of HTTP.
        body: bytes; the connection is closed after them.
        headers: beside those of the transport.
        declared: Content-Length, if it is to differ from the length of the body; the connection then breaks off.
        silent: nothing is answered until the server is closed.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    declared: int | None = None
    silent: bool = False


@dataclass(frozen=True)
class Asked:
    """A request as it came; names of headers in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def user(self) -> str:
        """The last message."""
        return str(self.body["messages"][-1]["content"])


Reply = Callable[[Asked], Answer]


def chat(text: str | None, finish: str | None = "stop", **message: Any) -> Answer:
    """Return a chat completion."""
    content = {"role": "assistant", "content": text, **message}
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny",
        "choices": [{"index": 0, "finish_reason": finish, "message": content}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16},
    }
    return Answer(body=json.dumps(completion).encode())


def streamed(pieces: Iterable[str], finish: str | None = "stop", *, done: bool = True, **answer: Any) -> Answer:
    """Return an event stream; without ``finish`` and ``done`` one that ends before the answer does."""
    deltas: list[tuple[dict[str, str], str | None]] = [({"content": piece}, None) for piece in pieces]
    if finish:
        deltas.append(({}, finish))
    events = [
        {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "tiny",
            "choices": [{"index": 0, "delta": delta, "finish_reason": end}],
        }
        for delta, end in deltas
    ]
    lines = [f"data: {json.dumps(event)}\n\n" for event in events] + ["data: [DONE]\n\n"] * done
    return Answer(body="".join(lines).encode(), headers={"Content-Type": "text/event-stream"}, **answer)


class LoopbackServer:
    """The server; ``asked`` holds every request in order."""

    def __init__(self, reply: Reply) -> None:
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                asked = Asked(
                    self.path,
                    {name.lower(): value for name, value in self.headers.items()},
                    json.loads(self.rfile.read(length) or b"{}"),
                )
                server.asked.append(asked)
                answer = reply(asked)
                if answer.silent:
                    server.closing.wait()
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.declared is not None:
                    self.send_header("Content-Length", str(answer.declared))
                self.end_headers()
                self.wfile.write(answer.body)
                self.close_connection = True

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """What a client sets as its base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def running(self) -> Iterator["LoopbackServer"]:
        """Serve until the block ends."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.closing.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()
