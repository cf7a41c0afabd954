"""The parts of a running bot, as handlers get them."""

import math
import time
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.ext import Application, CallbackContext

from bot.answering import Answering
from bot.background import Background
from bot.briefing import Briefing
from bot.delivery import Delivery
from bot.digest.service import Digests
from bot.inbox import Inbox
from bot.jobs import Jobs
from bot.pieces import Pieces
from bot.placeholders import Placeholders
from bot.store import Installation, Request, Store
from bot.translating import Translating
from config.bot import Bot as BotSettings

_KEY = "runtime"


SWITCHES_SECONDS = 2.0
"""After how long another process's change of the owner's switches is seen here."""
PRESENT_SECONDS = 600.0
"""For how long a person who was noted as active is not noted again: /stats counts days."""


class Present:
    """Who was noted lately, so that not every message writes the same once more."""

    def __init__(self) -> None:
        self._since: dict[Hashable, float] = {}

    def is_news(self, who: Hashable) -> bool:
        """Say whether somebody was not noted lately; they are now."""
        now = time.monotonic()
        if now - self._since.get(who, -math.inf) < PRESENT_SECONDS:
            return False
        self._since.pop(who, None)
        self._since[who] = now
        while now - next(iter(self._since.values())) >= PRESENT_SECONDS:
            del self._since[next(iter(self._since))]
        return True

    def forget(self, user_id: int) -> None:
        """Forget that somebody was noted."""
        for who in [who for who in self._since if who == user_id or (isinstance(who, tuple) and user_id in who)]:
            del self._since[who]


class Switches:
    """The owner's switches, which every update asks for, read from the store every other second."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = Installation()
        self._until = -math.inf

    async def get(self) -> Installation:
        """Return how they stand."""
        if time.monotonic() >= self._until:
            self._known = await self._store.installation.get()
            self._until = time.monotonic() + SWITCHES_SECONDS
        return self._known

    def changed(self) -> None:
        """Read them again at the next question."""
        self._until = -math.inf


@dataclass(frozen=True, slots=True)
class Runtime:
    """The parts of a running bot.

    Attributes:
        settings: the section ``bot``.
        bot_id: Telegram's id of the bot.
        username: the bot's, without ``@``.
        now: returns the present moment, aware.
        present: who was noted as active lately.
        switches: what the owner has switched.
        background: work that nobody waits for.
    """

    settings: BotSettings
    store: Store
    delivery: Delivery
    briefing: Briefing
    digests: Digests
    translating: Translating
    answering: Answering
    jobs: Jobs
    placeholders: Placeholders
    pieces: Pieces
    inbox: Inbox
    bot_id: int
    username: str
    now: Callable[[], datetime]
    present: "Present"
    switches: "Switches"
    background: Background

    def in_background(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Let work run that nobody waits for; it ends with the bot."""
        self.background.start(work, name)

    async def begin(self, request: Request) -> None:
        """Show a placeholder for a request, then have a workflow answer it."""
        await self.placeholders.show(request)
        await self.placeholders.give_way()
        await self.jobs.begin(request.id)

    def is_owner(self, user_id: int | None) -> bool:
        """Say whether somebody is an owner of this bot."""
        return user_id in self.settings.owners


def install(application: "Application[Any, Any, Any, Any, Any, Any]", runtime: Runtime) -> None:
    """Make the parts known to the handlers of an application."""
    application.bot_data[_KEY] = runtime


def runtime_of(context: "CallbackContext[Any, Any, Any, Any]") -> Runtime:
    """Return the parts of the bot whose handler this is."""
    runtime: Runtime = context.application.bot_data[_KEY]
    return runtime
