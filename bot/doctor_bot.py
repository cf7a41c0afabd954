"""What ``svodka doctor`` looks at for the Telegram bot: packages, token, Bot API server, clock, database.

Nothing is changed: no webhook is touched, no update taken, no schema brought up to date. Sentences never hold the token
or a database's password.
"""

import asyncio
import shutil
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.check import Check, State
from bot.packages import lacking
from bot.startup import BYTES_PER_MEGABYTE
from config.settings import Settings
from summarizer.article import Language

if TYPE_CHECKING:
    import httpx
    from sqlalchemy import Connection

GET_ME_SECONDS = 5.0
"""getMe takes some 100 ms; who waits longer than this has no bot that people would call quick."""
MAX_CLOCK_SECONDS = 60
"""Days of quotas and "today" in the calendar bear a minute; TLS and the Bot API itself fail only at much more."""
MINIMUM_DATABASE_MEGABYTES = 500
"""A quarter of what the most briefs that are kept can take (``bot.app.MAX_BRIEFS``); months of use of a usual bot."""
_REFUSED = (401, 404)  # a wrong token, and one that is none: https://core.telegram.org/bots/api#making-requests


def examine_bot(settings: Settings, language: Language, *, network: bool) -> Iterator[Check]:
    """Look at what the bot and its workers need; without the packages or a token that is a matter of one line.

    Args:
        settings: in force.
        language: of sentences that come from elsewhere.
        network: whether to ask Telegram, and for workers on other machines.
    """
    if missing := lacking():
        yield Check("bot_packages", "absent", {"lacking": " ".join(missing)})
        return
    from bot.bot_settings import database_url_of

    hands_out = settings.bot.work_by == "workers"
    if settings.bot.token.get_secret_value().strip() or settings.bot.token_file is not None:
        yield from _token(settings, language, network=network)
    else:
        yield Check("bot_token", "absent")
        if not hands_out:  # else this may be the machine of a worker, which needs no token
            return
    yield from _database(database_url_of(settings), language, workers=hands_out and network)


def _token(settings: Settings, language: Language, *, network: bool) -> Iterator[Check]:
    from bot.bot_settings import token_of
    from config.errors import SettingsError

    try:
        token = token_of(settings)
    except SettingsError as error:
        yield Check("bot_token_file", "missing", {"problem": error.message(language)})
    else:
        yield from _telegram(settings.bot.base_url, token) if network else ()


def _telegram(base_url: str, token: str) -> Iterator[Check]:
    """Ask the Bot API server who the bot is, and what time it is."""
    import httpx

    server = urlsplit(base_url).netloc
    try:
        answer = httpx.get(f"{base_url}{token}/getMe", timeout=GET_ME_SECONDS)
        bot = _bot_in(answer)
    except (httpx.HTTPError, httpx.InvalidURL) as error:  # whose own words may hold the address, and so the token
        yield Check("bot_server", "missing", {"server": server, "reason": type(error).__name__})
        return
    if bot:
        yield Check("bot_token", "ok", {"username": str(bot.get("username", "")), "server": server})
    elif answer.status_code in _REFUSED:
        yield Check("bot_token", "missing", {"server": server})
    else:
        yield Check("bot_server", "missing", {"server": server, "reason": f"HTTP {answer.status_code}"})
    yield from _clock(answer.headers.get("Date", ""), server)


def _bot_in(answer: "httpx.Response") -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    found = body.get("result") if answer.is_success and isinstance(body, dict) else None
    return found if isinstance(found, dict) else {}


def _clock(date: str, server: str) -> Iterator[Check]:
    """Compare this machine's clock with the Date header of an answer, which counts whole seconds (RFC 9110, 6.6.1)."""
    try:
        off = round(time.time() - parsedate_to_datetime(date).timestamp())
    except ValueError:
        return
    state: State = "ok" if abs(off) <= MAX_CLOCK_SECONDS else "absent"
    yield Check("clock", state, {"seconds": abs(off), "server": server})


def _database(address: str, language: Language, *, workers: bool) -> Iterator[Check]:
    """Open the database as it is, and see whether it has room, and who is at work."""
    from bot.store.engines import parse_url
    from bot.store.errors import StoreError

    try:
        url = parse_url(address)
        shown = str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()
        file = Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
        if file is None or file.exists():
            yield from asyncio.run(_opened(address, shown, workers=workers))
        else:
            yield Check("database_new", "ok", {"database": shown})
    except StoreError as error:
        yield Check("database", "missing", {"problem": error.message(language)})
        return
    if file is not None:
        yield _room(file)


async def _opened(address: str, shown: str, *, workers: bool) -> list[Check]:
    from bot.doctor_workers import examine_workers
    from bot.store import open_store
    from bot.store.migrations import with_connection

    found: list[bool] = []
    await with_connection(address, lambda connection: found.append(_is_newest(connection)))
    if not found[0]:
        return [Check("database_old", "absent", {"database": shown})]
    async with open_store(address) as store:  # there is nothing to migrate, so this only opens
        await store.check()
        at_work = await examine_workers(store) if workers else []
    return [Check("database", "ok", {"database": shown}), *at_work]


def _is_newest(connection: "Connection") -> bool:
    """Say whether the schema is at the newest revision; False for an older one, or none.

    Raises:
        SchemaTooNew: its revision is not known here.
    """
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    from bot.store.errors import SchemaTooNew
    from bot.store.migrations import configuration

    scripts = ScriptDirectory.from_config(configuration(connection))
    current = MigrationContext.configure(connection).get_current_revision()
    try:
        known = current is None or scripts.get_revision(current) is not None
    except CommandError:
        known = False
    if not known:
        raise SchemaTooNew(database=connection.engine.url.render_as_string())
    return current == scripts.get_current_head()


def _room(file: Path) -> Check:
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free // BYTES_PER_MEGABYTE
    state: State = "ok" if free >= MINIMUM_DATABASE_MEGABYTES else "absent"
    return Check("database_room", state, {"folder": str(folder), "free": free})
