"""The server: started and stopped, and what a test asks of it.

Bound to 127.0.0.1 only, on a free port unless one is asked for.
"""

import re
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from .errors import ApiError
from .faults import Faults
from .http_face import NOT_FOUND, application
from .limits import SendingRates
from .people import Person, new_person
from .places import WAIT_SECONDS, Group, found_or_fail, new_channel, new_group
from .webhook import Webhook
from .world import TOKEN, Call, World

_TOKEN_SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]{35}")
_MAX_BODY_BYTES = 80 * 1024 * 1024


class BotApiServer:
    """A Bot API server on the loopback interface; ``async with`` starts and stops it.

    Args:
        token: the only one that is valid.
        minimal: know only the five methods of `methods.MINIMAL`, and serve no files.
        port: 0 for a free one.
        username: of the bot.
        privacy_mode: see `World`.
        rates: see `World`.
        strict_entities: see `World`.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        minimal: bool = False,
        port: int = 0,
        username: str = "svodka_test_bot",
        privacy_mode: bool = False,
        rates: SendingRates | None = None,
        strict_entities: bool = False,
    ) -> None:
        self.token = token
        self.minimal = minimal
        self.port = port
        self.world = World(username=username, privacy_mode=privacy_mode, rates=rates, strict_entities=strict_entities)
        self.webhook = Webhook(self.world.updates)
        self._http: HTTPServer | None = None

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """For python-telegram-bot's ``base_url``; the token follows."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """For python-telegram-bot's ``base_file_url``; the token follows."""
        return f"{self.url}/file/bot"

    @property
    def faults(self) -> Faults:
        """Misfortunes to inject."""
        return self.world.faults

    @property
    def calls(self) -> list[Call]:
        """Every request of the bot, in order of arrival."""
        return self.world.calls

    def calls_of(self, method: str) -> list[Call]:
        """Return the requests of one method."""
        return [call for call in self.world.calls if call.method.lower() == method.lower()]

    async def wait_for_call(self, method: str, *, count: int = 1, within: float = WAIT_SECONDS) -> Call:
        """Return the ``count``-th answered request of a method, as soon as there is one.

        Raises:
            NothingCame: not within ``within`` seconds.
        """

        def look() -> Call | None:
            done = [call for call in self.calls_of(method) if call.finished]
            return done[count - 1] if len(done) >= count else None

        return found_or_fail(self.world, await self.world.bell.until(look, within), f"call {count} of {method}")

    async def wait_until_quiet(self, *, within: float = WAIT_SECONDS) -> None:
        """Wait until the bot has confirmed every update and no request but getUpdates is under way.

        Raises:
            NothingCame: not within ``within`` seconds.
        """

        def look() -> bool | None:
            busy = [call for call in self.calls if not call.finished and call.method != "getUpdates"]
            return None if self.world.updates.pending or busy else True

        found_or_fail(self.world, await self.world.bell.until(look, within), "quiet")

    def person(self, name: str = "Alice", language_code: str | None = "en", **options: Any) -> Person:
        """Return a new person; see `people.new_person` for the options."""
        return new_person(self.world, name, language_code, **options)

    def group(self, title: str = "Readers", members: tuple[Person, ...] = (), **options: Any) -> Group:
        """Return a new group that the bot is in; see `places.new_group` for the options."""
        return new_group(self.world, title, members, **options)

    def channel(self, title: str = "News", admins: tuple[Person, ...] = (), **options: Any) -> Group:
        """Return a new channel; see `places.new_channel` for the options."""
        return new_channel(self.world, title, admins, **options)

    def replay(self, update_id: int) -> None:
        """Deliver an update once more under the same id."""
        self.world.updates.replay(update_id)

    async def start(self) -> "BotApiServer":
        """Listen; the port is known afterwards."""
        sockets = bind_sockets(self.port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self._http = HTTPServer(application(self), max_buffer_size=_MAX_BODY_BYTES)
        self._http.add_sockets(sockets)
        return self

    async def stop(self) -> None:
        """Close every connection."""
        self.faults.clear()
        await self.webhook.close()
        if self._http is not None:
            self._http.stop()
            await self._http.close_all_connections()
            self._http = None

    async def __aenter__(self) -> "BotApiServer":
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def check_token(self, token: str) -> None:
        """Refuse a wrong token: 401 for one of the right shape, 404 for others, as Telegram does.

        Raises:
            ApiError: the token is not the bot's.
        """
        if token != self.token:
            raise ApiError(401, "Unauthorized") if _TOKEN_SHAPE.fullmatch(token) else NOT_FOUND
