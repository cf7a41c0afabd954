"""The first sign that something is happening: sent before any other work, for everybody who waits for one.

Work that has begun keeps processor and database busy, and 200 people who write in the same second would wait for each
other's briefs before they are told that theirs has been begun. So placeholders go first, for at most a moment.
"""

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from datetime import datetime

from telegram.error import TelegramError

from bot.delivery import Address, Delivery
from bot.errors import MethodUnavailable, Unreachable
from bot.rendering.progress import placeholder
from bot.store import Request, Store

PRECEDENCE_SECONDS = 1.5
"""How long work that has begun waits at most for placeholders that are not yet sent."""

_log = logging.getLogger(__name__)


def address_of(request: Request) -> Address:
    """Return where the answer to a request goes: in groups, as a reply to it."""
    reply_to = request.message_id if request.chat_id < 0 else None
    return Address(request.chat_id, request.message_thread_id, reply_to)


class Placeholders:
    """Sends placeholders and remembers their numbers.

    Args:
        store: where they are remembered.
        delivery: to Telegram.
        since: when this process began, aware. Requests of before may have a placeholder of which nothing is known;
            they get no second one.
    """

    def __init__(self, store: Store, delivery: Delivery, since: datetime) -> None:
        self._store = store
        self._delivery = delivery
        self._since = since
        self._under_way = 0
        self._none_under_way = asyncio.Event()
        self._none_under_way.set()
        self._sent: list[tuple[str, int, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def show(self, request: Request) -> None:
        """Tell the person that something is happening; whatever hinders that does not hinder the answer."""
        if request.placeholder_message_id is not None or request.created_at < self._since:
            return
        try:
            with self._precedence():
                message_id = await self._delivery.send_soon(
                    address_of(request), placeholder("reading", request.language)
                )
            await self._remember(request.id, message_id)
        except Unreachable as error:
            await self._store.requests.abandon(request.id, error.code)
        except (MethodUnavailable, TelegramError) as error:
            _log.warning("no placeholder", extra={"request": request.id, "reason": str(error)})

    async def give_way(self) -> None:
        """Wait until nobody waits for a placeholder, but no longer than PRECEDENCE_SECONDS."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._none_under_way.wait(), PRECEDENCE_SECONDS)

    @contextlib.contextmanager
    def _precedence(self) -> Iterator[None]:
        self._under_way += 1
        self._none_under_way.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._none_under_way.set()

    async def _remember(self, request_id: str, message_id: int) -> None:
        """Write a number to the store, together with those that come while an earlier lot is being written."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sent.append((request_id, message_id, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write(), name="placeholders")
        await written

    async def _write(self) -> None:
        while self._sent:
            lot, self._sent = self._sent, []
            try:
                await self._store.requests.set_placeholders([(request_id, number) for request_id, number, _ in lot])
            except Exception as error:  # noqa: BLE001 - handed to those who wait for it
                for _, _, written in lot:
                    if not written.done():
                        written.set_exception(error)
            else:
                for _, _, written in lot:
                    if not written.done():
                        written.set_result(None)
