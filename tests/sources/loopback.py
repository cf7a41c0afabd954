"""A real HTTP server on the loopback interface that plays news sites, well-behaved and hostile ones."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """What the server sends; ``raw`` parts are written as they are, with a pause forever after them if ``hang``."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_length: int | None = None
    chunked: bool = False
    repeat: int = 1
    hang: bool = False

    def head(self) -> bytes:
        headers = {"Connection": "close", **self.headers}
        if self.chunked:
            headers["Transfer-Encoding"] = "chunked"
        elif not self.hang:
            headers["Content-Length"] = str(len(self.body) if self.content_length is None else self.content_length)
        lines = [f"HTTP/1.1 {self.status} Status", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


Page = Reply | Callable[[Request], Reply]


class LoopbackServer:
    """Serves replies by path and remembers the requests."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []
        self.sent_bytes = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "LoopbackServer":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, page: Page) -> str:
        self.pages[path] = page
        return self.url(path)

    def html(self, path: str, html: str, **headers: str) -> str:
        sent = {"Content-Type": "text/html; charset=utf-8", **{n.replace("_", "-"): v for n, v in headers.items()}}
        return self.serve(path, Reply(html.encode(), headers=sent))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        # No more is accepted; but a connection whose acceptance is under way when a server is closed is lost unclosed.
        for listening in server.sockets:
            self._loop.remove_reader(listening.fileno())
        # Every handler ends by itself: its client has gone, or it waited for this moment.
        while handlers := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(handlers)
        server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            request = Request(
                path=head[0].split(" ")[1],
                headers={name.lower(): value.strip() for name, _, value in (x.partition(":") for x in head[1:] if x)},
            )
            self.requests.append(request)
            page = self.pages.get(request.path, Reply(b"no such page", 404, {"Content-Type": "text/plain"}))
            await self._send(page if isinstance(page, Reply) else page(request), writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # a client that has read enough hangs up; that is what some tests are about
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _send(self, reply: Reply, writer: asyncio.StreamWriter) -> None:
        writer.write(reply.head())
        for _ in range(reply.repeat):
            part = b"%x\r\n%b\r\n" % (len(reply.body), reply.body) if reply.chunked else reply.body
            writer.write(part)
            await writer.drain()
            self.sent_bytes += len(part)
        if reply.chunked:
            writer.write(b"0\r\n\r\n")
        await writer.drain()
        if reply.hang:
            await self._stop.wait()
