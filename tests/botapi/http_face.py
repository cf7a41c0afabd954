"""The HTTP face: Bot API requests, file downloads, and the control address for tests in another process.

Built on Tornado, which the bot itself needs for its webhook, so that tests need no package of their own for it.
"""

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

from tornado.httputil import HTTPServerRequest
from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler

from . import asking, receiving, sending  # noqa: F401 - they enter their methods into the table
from .arguments import Arguments, Upload
from .control import Control
from .errors import ApiError, NothingCame
from .faults import Fault
from .methods import Request, find
from .world import Call

if TYPE_CHECKING:
    from .server import BotApiServer

NOT_FOUND = ApiError(404, "Not Found")


def application(server: "BotApiServer") -> Application:
    """Return the server's addresses."""
    routes: list[Any] = [
        (r"/bot([^/]+)/([^/]*)", _MethodHandler, {"server": server}),
        (r"/file/bot([^/]+)/(.+)", _FileHandler, {"server": server}),
        (r"/control/([a-z_]+)", _ControlHandler, {"control": Control(server)}),
        (r".*", _NothingHere),
    ]
    return Application(routes, log_function=lambda handler: None)  # requests are in ``calls``


class _NothingHere(RequestHandler):
    def prepare(self) -> None:
        self.set_status(404)
        self.finish(NOT_FOUND.body())


class _MethodHandler(RequestHandler):
    """``/bot<token>/<method>``."""

    def initialize(self, server: "BotApiServer") -> None:
        self.server = server
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def on_connection_close(self) -> None:
        if not self.gone.done():
            self.gone.set_result(None)

    async def get(self, token: str, name: str) -> None:
        await self._answer(token, name)

    async def post(self, token: str, name: str) -> None:
        await self._answer(token, name)

    async def _answer(self, token: str, name: str) -> None:
        found = find(name, minimal=self.server.minimal)
        call = Call(found[0] if found else name, {})
        self.server.world.calls.append(call)
        self.server.world.bell.ring()
        try:
            self.server.check_token(token)
            if found is None:
                raise NOT_FOUND
            arguments = read_arguments(self.request)
            call.arguments = arguments.values
            await self._serve(call, found[1], arguments)
        except ApiError as error:
            call.status, call.description = error.code, error.description
            self.set_status(error.code)
            await self._write(error.body())
        finally:
            call.finished = time.monotonic()
            self.server.world.bell.ring()

    async def _serve(self, call: Call, function: Any, arguments: Arguments) -> None:
        fault = self.server.faults.take(call.method, call.chat_id)
        if fault is not None and fault.kind == "drop_before":
            self._cut()
            return
        if fault is not None:
            await fault.delay()
        call.result = await function(Request(self.server.world, self.server.webhook, arguments, self.gone))
        await self._finish_call(call, fault)

    async def _finish_call(self, call: Call, fault: Fault | None) -> None:
        if fault is not None and fault.kind == "drop_after":
            self._cut()
            return
        call.status = 200
        if fault is not None and fault.kind == "malformed":
            await self._write("<html><body>Bad gateway</body></html>")
        else:
            await self._write({"ok": True, "result": call.result})

    def _cut(self) -> None:
        self.detach().close()

    async def _write(self, body: dict[str, Any] | str) -> None:
        self.set_header("Content-Type", "application/json" if isinstance(body, dict) else "text/html")
        if self.gone.done():
            return
        try:
            await self.finish(json.dumps(body) if isinstance(body, dict) else body)
        except StreamClosedError:  # the client has gone meanwhile, which `on_connection_close` has noted
            self.on_connection_close()


def read_arguments(request: HTTPServerRequest) -> Arguments:
    """Return the arguments of a request from its query string and its body.

    Raises:
        ApiError: 400 for what cannot be read.
    """
    arguments = Arguments()
    for name, values in request.arguments.items():
        arguments.add(name, values[-1])
    if request.headers.get("Content-Type", "").startswith("application/json") and request.body:
        arguments.add_json(request.body)
    for name, files in request.files.items():
        file = files[-1]
        arguments.uploads[name] = Upload(file.filename, file.body, file.content_type)
    return arguments


class _FileHandler(RequestHandler):
    """``/file/bot<token>/<file_path>``."""

    def initialize(self, server: "BotApiServer") -> None:
        self.server = server

    async def get(self, token: str, path: str) -> None:
        try:
            self.server.check_token(token)
            found = [file for file in self.server.world.files.values() if file.path == path]
            if self.server.minimal or not found:
                raise NOT_FOUND
        except ApiError as error:
            self.set_status(error.code)
            await self.finish(error.body())
            return
        self.set_header("Content-Type", "application/octet-stream")
        await self.finish(found[0].data)


class _ControlHandler(RequestHandler):
    """``/control/<action>``: a JSON object in, a JSON value out."""

    def initialize(self, control: Control) -> None:
        self.control = control

    async def post(self, action: str) -> None:
        try:
            options = json.loads(self.request.body or b"{}")
            result: Any = {"ok": True, "result": await self.control.run(action, options)}
        except (ApiError, LookupError, NothingCame, TypeError, ValueError) as error:
            self.set_status(400)
            result = {"ok": False, "error": f"{type(error).__name__}: {error}"}
        await self.finish(result)
