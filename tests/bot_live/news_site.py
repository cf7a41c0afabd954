"""A loopback news site: articles in three languages, and pages that are none. Counts who asks for what."""

import asyncio
from collections import Counter
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from botapi.signals import Bell

PUBLISHED = "2019-05-16"
REDIRECTS = (301, 302)
"""Status codes of pages whose text is the address that they lead to."""
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


class NewsSite:
    """Serves ``/<language>/<story>`` for the example articles, and whatever is added; ``async with`` starts it.

    Attributes:
        asked: how often each path was asked for.
        hold: while cleared, answers wait.
        bell: rings whenever a page is asked for.
    """

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.pages: dict[str, tuple[int, str]] = {}
        self.bell = Bell()
        self.hold = asyncio.Event()
        self.hold.set()
        self.port = 0
        self._server: HTTPServer | None = None

    def url(self, path: str) -> str:
        """Return the address of a path such as ``en/talks``."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def page(self, path: str) -> tuple[int, str]:
        """Return status and HTML of a path."""
        if path in self.pages:
            return self.pages[path]
        story, _, number = path.partition("-copy-")
        file = EXAMPLES / f"{story}.txt"
        if not file.is_file():
            return 404, "<html><body><h1>Not found</h1></body></html>"
        title, *paragraphs = file.read_text(encoding="utf-8").strip().split("\n\n")
        return 200, html_of(f"{title} {number}".strip(), paragraphs, path.partition("/")[0])

    async def __aenter__(self) -> "NewsSite":
        sockets = bind_sockets(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(Application([(r"/(.*)", _Page, {"site": self})]))
        self._server.add_sockets(sockets)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.hold.set()
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


def html_of(title: str, paragraphs: list[str], language: str) -> str:
    """Return an article as a page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta property="article:published_time" content="{PUBLISHED}T09:00:00Z"><title>{title}</title></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


class _Page(RequestHandler):
    def initialize(self, site: NewsSite) -> None:
        self.site = site

    async def get(self, path: str) -> None:
        self.site.asked[path] += 1
        self.site.bell.ring()
        await self.site.hold.wait()
        status, html = self.site.page(path)
        self.set_status(status)
        if status in REDIRECTS:
            self.set_header("Location", html)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(html)
