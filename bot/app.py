"""The bot as a process: its parts put together, started, and ended in order.

Only getMe must succeed at the start. A server that does not know deleteWebhook or setMyCommands answers 404, which
python-telegram-bot takes for a wrong token (``InvalidToken``); after getMe has succeeded it is not.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from telegram import BotCommand, Update
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, Application, BaseUpdateProcessor, ExtBot
from telegram.request import HTTPXRequest

from bot.answering import Answering, Quotas
from bot.briefing import Briefing
from bot.delivery import Delivery, persistently
from bot.handlers import ALLOWED_UPDATES, register
from bot.handlers.about import BRIEF_DAYS, RETENTION_DAYS
from bot.handlers.owner import send_broadcast
from bot.inbox import Inbox
from bot.jobs import Jobs
from bot.rendering.conversation import command_descriptions
from bot.runtime import Present, Runtime, Switches, install
from bot.startup import Startup, reading_settings
from bot.store import Store, open_store
from bot.store.database import utc_now
from bot.worker_pool import WorkerPool
from config.errors import SettingsError
from config.settings import Settings
from summarizer.article import LANGUAGES
from summarizer.reading import ReadingSettings

AT_ONCE = 256
"""Updates dealt with at once; most of that time is waiting for Telegram."""
CONNECTIONS = 32
"""To the Bot API. It also bounds how many messages may be on the wire, not known to have arrived, at a crash."""
POLL_SECONDS = 30
CALL_SECONDS = 30.0
WORKER_IDLE_SECONDS = 600.0
PRUNE_SECONDS = 3600.0
MAX_BRIEFS = 100_000
"""Some 20 KB each with its sentences: at most about 2 GB."""
GROUP_CALLS_PER_MINUTE = 20  # https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this

App = Application[Any, Any, Any, Any, Any, Any]

_log = logging.getLogger(__name__)


class StoringBot(ExtBot[Any]):
    """A bot that stores updates as they come, and to which a missing deleteWebhook is no obstacle."""

    __slots__ = ("_inbox",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._inbox: Inbox | None = None

    def store_in(self, inbox: Inbox) -> None:
        """Store updates there from now on."""
        self._inbox = inbox

    async def delete_webhook(self, *args: Any, **kwargs: Any) -> bool:
        """Delete the webhook, where the server has such a thing."""
        try:
            return await super().delete_webhook(*args, **kwargs)
        except InvalidToken:
            _log.info("server knows no webhooks")
            return True

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """Get updates, and store them before anybody sees them."""
        updates = await super().get_updates(*args, **kwargs)
        if self._inbox is not None:
            await self._inbox.accept(updates)
        return updates


class SendingLimiter(AIORateLimiter):
    """Telegram's limits count messages sent; edits and answers to taps only wait while it has told the bot to wait."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make a call when its time has come."""
        counted = data if endpoint.startswith(("send", "copy", "forward")) else {}
        return await super().process_request(callback, args, kwargs, endpoint, counted, rate_limit_args)


class OneByOneInAChat(BaseUpdateProcessor):
    """Deals with the updates of one chat in their order, and with those of many chats at once."""

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self._chats: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        """Wait for the chat's turn, then process."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        lock, waiting = self._chats.get(chat.id, (asyncio.Lock(), 0))
        self._chats[chat.id] = (lock, waiting + 1)
        try:
            async with lock:
                await coroutine
        finally:
            lock, waiting = self._chats.pop(chat.id)
            if waiting > 1:
                self._chats[chat.id] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """Do nothing."""


async def run(settings: Settings, reading: ReadingSettings, database_url: str, token: str) -> None:
    """Run the bot until SIGINT or SIGTERM.

    Args:
        settings: of the installation.
        reading: how pages are fetched.
        database_url: of the store.
        token: of the bot.

    Raises:
        SettingsError: Telegram does not take the token, or a setting needs another.
        StoreError: the database cannot be used.
        TelegramError: the Bot API server does not answer.
    """
    _check_webhook(settings)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with open_store(database_url) as store, _running(settings, reading, database_url, token, store) as runtime:
        _log.info("ready", extra={"bot": runtime.username, "mode": settings.bot.mode})
        await stopped.wait()
        _log.info("ending")


@asynccontextmanager
async def _running(
    settings: Settings, reading: ReadingSettings, database_url: str, token: str, store: Store
) -> AsyncIterator[Runtime]:
    bot = _bot(settings, token)
    await _connect(bot)
    pool = WorkerPool(settings.bot.workers, settings.bot.work_seconds, WORKER_IDLE_SECONDS)
    runtime = _runtime(settings, reading, database_url, store, bot, pool)
    application: App = (
        Application.builder().bot(bot).update_queue(runtime.inbox).concurrent_updates(OneByOneInAChat(AT_ONCE)).build()
    )
    bot.store_in(runtime.inbox)
    install(application, runtime)
    register(application)
    async with application:
        await runtime.jobs.launch()
        await application.start()
        try:
            await _take_up(runtime, bot)
            await _listen(application, settings)
            runtime.in_background(_register_commands(bot), "commands")
            runtime.in_background(_prune_for_ever(runtime), "prune")
            yield runtime
        finally:
            if application.updater is not None and application.updater.running:
                await application.updater.stop()
            await _end(runtime.background)
            await application.stop()
            await runtime.jobs.close()
            pool.close()


def _bot(settings: Settings, token: str) -> StoringBot:
    calls = settings.bot.calls_per_second
    limiter = SendingLimiter(calls, 1, GROUP_CALLS_PER_MINUTE if calls else 0, 60)
    return StoringBot(
        token,
        base_url=settings.bot.base_url,
        base_file_url=settings.bot.base_file_url,
        request=_http(CONNECTIONS),
        get_updates_request=_http(1),
        rate_limiter=limiter,
    )


def _http(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connections,
        read_timeout=CALL_SECONDS,
        write_timeout=CALL_SECONDS,
        connect_timeout=CALL_SECONDS,
        pool_timeout=None,  # whoever waits for a connection waits; giving up would only mean to queue again
    )


async def _connect(bot: StoringBot) -> None:
    """Ask who the bot is, until the server answers; a token that it refuses is a setting to be mended."""
    try:
        await persistently(bot.initialize)
    except InvalidToken as error:
        raise SettingsError(
            "bad_value",
            "bot.token",
            origin="bot.token",
            value="…",
            example="110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        ) from error


def _runtime(
    settings: Settings, reading: ReadingSettings, database_url: str, store: Store, bot: StoringBot, pool: WorkerPool
) -> Runtime:
    delivery = Delivery(bot, store)
    briefing = Briefing(store, pool, reading, delivery.fetch_file)
    quotas = Quotas(settings.bot.briefs_per_user, settings.bot.briefs_per_chat, frozenset(settings.bot.owners))
    answering = Answering(bot, store, delivery, briefing, quotas, utc_now)
    return Runtime(
        settings=settings.bot,
        store=store,
        delivery=delivery,
        briefing=briefing,
        answering=answering,
        jobs=Jobs(database_url, answering),
        inbox=Inbox(store, bot.id, bot.username),
        bot_id=bot.id,
        username=bot.username,
        now=utc_now,
        present=Present(),
        switches=Switches(store),
    )


async def _take_up(runtime: Runtime, bot: StoringBot) -> None:
    """Take up what an earlier process accepted and did not finish."""
    left = await runtime.store.requests.unanswered()
    if left:
        _log.info("taking up", extra={"requests": len(left)})
    for request in left:
        if not await runtime.jobs.settle(request.id):
            await runtime.inbox.put_again(request, Update.de_json(request.payload["update"], bot))
    for broadcast in await runtime.store.broadcasts.unfinished():
        runtime.in_background(send_broadcast(runtime, broadcast.id, None), "broadcast")


async def _listen(application: App, settings: Settings) -> None:
    updater, chosen = application.updater, settings.bot
    if updater is None:
        raise RuntimeError("the application was built without an updater")
    if chosen.mode == "polling":
        await updater.start_polling(
            timeout=timedelta(seconds=POLL_SECONDS), allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1
        )
        return
    await updater.start_webhook(
        listen=chosen.webhook_listen,
        port=chosen.webhook_port,
        url_path=_path_of(chosen.webhook_url),
        webhook_url=chosen.webhook_url,
        secret_token=chosen.webhook_secret.get_secret_value(),
        allowed_updates=ALLOWED_UPDATES,
        bootstrap_retries=-1,
    )


def _path_of(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).path.strip("/")


def _check_webhook(settings: Settings) -> None:
    chosen = settings.bot
    if chosen.mode != "webhook":
        return
    if not chosen.webhook_url:
        example = 'webhook_url = "https://bot.example.org/svodka"'
        raise SettingsError("bad_value", "bot.webhook_url", origin="bot.mode", value='""', example=example)
    if not chosen.webhook_secret.get_secret_value():
        example = 'webhook_secret = "a-long-random-word-of-yours"'
        raise SettingsError("bad_value", "bot.webhook_secret", origin="bot.mode", value='""', example=example)


async def _register_commands(bot: StoringBot) -> None:
    """Tell Telegram the commands in three languages; a server that refuses leaves the bot without a menu, no more."""
    for language_code, language in (("", "en"), *((code, code) for code in LANGUAGES)):
        commands = [BotCommand(name, words) for name, words in command_descriptions(language)]
        try:
            await bot.set_my_commands(commands, language_code=language_code or None)
        except (RetryAfter, NetworkError, TelegramError) as error:
            _log.info("commands not registered", extra={"reason": error.message})
            return


async def _prune_for_ever(runtime: Runtime) -> None:
    """Delete now and then what need not be kept."""
    while True:
        before = utc_now() - timedelta(days=RETENTION_DAYS)
        await runtime.jobs.prune(before)
        pruned = await runtime.store.requests.prune(before)
        briefs = await runtime.store.briefs.prune(timedelta(days=BRIEF_DAYS), MAX_BRIEFS)
        await runtime.store.usage.prune()
        _log.info("pruned", extra={"requests": pruned, "briefs": briefs})
        await asyncio.sleep(PRUNE_SECONDS)


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    for task in list(tasks):
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def token_of(settings: Settings) -> str:
    """Return the bot's token: the setting, else what the file that is named holds.

    Raises:
        SettingsError: there is none, or the file cannot be read.
    """
    chosen = settings.bot
    token = chosen.token.get_secret_value().strip()
    if not token and chosen.token_file is not None:
        try:
            token = chosen.token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise SettingsError("unreadable", str(chosen.token_file), reason=str(reason)) from error
    if not token:
        example = "SVODKA_BOT__TOKEN=110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
        raise SettingsError("bad_value", "bot.token", origin="SVODKA_BOT__TOKEN", value='""', example=example)
    return token


def database_url_of(settings: Settings) -> str:
    """Return the URL of the store: the setting, else an SQLite file in the system's place for a user's data."""
    from platformdirs import user_data_path

    chosen = settings.bot.database_url.get_secret_value()
    if chosen:
        return chosen
    folder: Path = user_data_path("svodka", appauthor=False)
    return f"sqlite:///{folder / 'svodka.db'}"


def main(startup: Startup) -> None:
    """Run the bot with the settings in force; ``svodka bot``.

    Args:
        startup: how the command was called.

    Raises:
        SettingsError, StoreError: the bot cannot start with these settings.
    """
    from bot.logging_setup import set_up_logging

    settings = startup.load().settings
    set_up_logging(settings.bot.log_level)
    asyncio.run(run(settings, reading_settings(settings), database_url_of(settings), token_of(settings)))
