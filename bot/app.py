"""The bot as a process: its parts put together, started, and ended in order."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from telegram import BotCommand, Update
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import Application

from bot.answering import Answering
from bot.background import Background
from bot.bot_settings import check_webhook, database_url_of, token_of
from bot.briefing import Briefing
from bot.delivery import Delivery
from bot.digest.presets import presets
from bot.digest.service import make_digests
from bot.handed_out import handing_out
from bot.handlers import ALLOWED_UPDATES, register
from bot.handlers.owner import send_broadcast
from bot.inbox import Inbox
from bot.jobs import Jobs
from bot.making import WORKER_IDLE_SECONDS, Making, make_here
from bot.pieces import Pieces
from bot.placeholders import Placeholders
from bot.quotas import Quotas
from bot.rendering.conversation import command_descriptions
from bot.retention import prune_for_ever
from bot.runtime import Present, Runtime, Switches, install
from bot.startup import Startup, reading_settings
from bot.store import Store, open_store
from bot.store.database import utc_now
from bot.telegram_bot import OneByOneInAChat, StoringBot, connect, make_bot
from bot.translating import Translating
from bot.work_queue import check_database
from bot.writing import engine_of
from config.settings import Settings
from summarizer.article import LANGUAGES
from summarizer.reading import ReadingSettings

AT_ONCE = 256
"""Updates dealt with at once; most of that time is waiting for Telegram."""
POLL_SECONDS = 30

App = Application[Any, Any, Any, Any, Any, Any]

_log = logging.getLogger(__name__)


async def run(settings: Settings, reading: ReadingSettings, database_url: str, token: str) -> None:
    """Run the bot until SIGINT or SIGTERM.

    Args:
        settings: of the installation.
        reading: how pages are fetched.
        database_url: of the store.
        token: of the bot.

    Raises:
        SettingsError: Telegram does not take the token, or a setting needs another.
        NeedsPostgresql: work is to be handed out, on a database that cannot be shared.
        StoreError: the database cannot be used.
        ConfigurationError: the glossary cannot be read, or the file of presets is not sound.
        TelegramError: the Bot API server does not answer.
    """
    check_webhook(settings)
    presets(settings.bot.presets)
    if settings.bot.work_by == "workers":
        check_database(database_url)
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
    bot = make_bot(settings, token)
    await connect(bot)
    await store.work.clear()  # of an earlier process, which waits for it no more
    engine = engine_of(reading)
    async with _making(settings, reading, database_url, store, engine) as making:
        runtime = _runtime(settings, reading, database_url, store, bot, making, engine)
        async with _application(bot, runtime) as application:
            await runtime.jobs.launch()
            await application.start()
            try:
                await _take_up(runtime, bot)
                await _listen(application, settings)
                runtime.in_background(_register_commands(bot), "commands")
                runtime.in_background(prune_for_ever(store, runtime.jobs), "prune")
                runtime.in_background(runtime.digests.collect_for_ever(), "feeds")
                runtime.in_background(runtime.digests.send_for_ever(), "digests")
                yield runtime
            finally:
                if application.updater is not None and application.updater.running:
                    await application.updater.stop()
                await application.stop()  # before what it may wait for is cancelled
                await runtime.background.end()
                await runtime.jobs.close()
                runtime.digests.pool.close()


@asynccontextmanager
async def _making(
    settings: Settings, reading: ReadingSettings, database_url: str, store: Store, engine: str
) -> AsyncIterator[Making]:
    """Give what makes things: processes of this one, or workers."""
    if settings.bot.work_by == "workers":
        async with handing_out(store, database_url, engine) as handed_out:
            yield handed_out
        return
    here = make_here(settings.bot, reading, store, engine)
    try:
        yield here
    finally:
        await here.close()


def _application(bot: StoringBot, runtime: Runtime) -> App:
    application: App = (
        Application.builder().bot(bot).update_queue(runtime.inbox).concurrent_updates(OneByOneInAChat(AT_ONCE)).build()
    )
    bot.store_in(runtime.inbox)
    install(application, runtime)
    register(application)
    return application


def _runtime(
    settings: Settings,
    reading: ReadingSettings,
    database_url: str,
    store: Store,
    bot: StoringBot,
    making: Making,
    engine: str,
) -> Runtime:
    delivery = Delivery(bot, store)
    briefing = Briefing(store, making, delivery.fetch_file, reading.fetch.max_bytes, engine)
    translating = Translating(reading.neural, making, briefing)
    quotas = Quotas(settings.bot.briefs_per_user, settings.bot.briefs_per_chat, frozenset(settings.bot.owners))
    placeholders = Placeholders(store, delivery, utc_now())
    answering = Answering(bot, store, delivery, briefing, translating, placeholders, quotas, utc_now)
    jobs, background = Jobs(database_url, answering), Background()
    digests = make_digests(store, reading.fetch, delivery, briefing, translating, WORKER_IDLE_SECONDS)
    return Runtime(
        settings=settings.bot,
        store=store,
        delivery=delivery,
        briefing=briefing,
        digests=digests,
        translating=translating,
        answering=answering,
        jobs=jobs,
        placeholders=placeholders,
        pieces=Pieces(store, placeholders.show, jobs.begin, background.start),
        inbox=Inbox(store, bot.id, bot.username),
        bot_id=bot.id,
        username=bot.username,
        now=utc_now,
        present=Present(),
        switches=Switches(store),
        background=background,
    )


async def _take_up(runtime: Runtime, bot: StoringBot) -> None:
    """Take up what an earlier process accepted and did not finish."""
    left = await runtime.store.requests.unanswered()
    if left:
        _log.info("taking up", extra={"requests": len(left)})
    for request in left:
        state = await runtime.jobs.settle(request.id)
        if state == "untouched":
            await runtime.inbox.put_again(request, Update.de_json(request.payload["update"], bot))
        elif state == "hopeless":
            runtime.in_background(runtime.answering.give_up(request.id), "apology")
    await runtime.digests.deliveries.take_up()
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


async def _register_commands(bot: StoringBot) -> None:
    """Tell Telegram the commands in three languages; a server that refuses leaves the bot without a menu, no more."""
    for language_code, language in (("", "en"), *((code, code) for code in LANGUAGES)):
        commands = [BotCommand(name, words) for name, words in command_descriptions(language)]
        try:
            await bot.set_my_commands(commands, language_code=language_code or None)
        except (RetryAfter, NetworkError, TelegramError) as error:
            _log.info("commands not registered", extra={"reason": error.message})
            return


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
