"""``svodka doctor`` on the Telegram bot: token, server, clock and database, against a real server and real files."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.check import Check
from bot.doctor import examine, report_lines
from bot.startup import Startup
from bot.store import open_store
from botapi import ApiError, BotApiServer
from svodka_process import svodka

LONG_AGO = "Wed, 01 Jan 2020 00:00:00 GMT"
UNKNOWN = "1234567:of-somebody-else-or-revoked-long-ago"
CLOSED = "http://127.0.0.1:1/bot"  # the port of TCPMUX, on which nothing listens


def startup(tmp_path: Path, **bot: str) -> Startup:
    environ = {"SVODKA_GENERAL__CACHE_DIR": str(tmp_path / "cache"), "SVODKA_BOT__DATABASE_URL": url(tmp_path)}
    return Startup(None, {**environ, **{f"SVODKA_BOT__{name}": value for name, value in bot.items()}}, ())


def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.db'}"


async def checks(found: Startup) -> dict[str, Check]:
    """Look from another thread, as the server that is asked runs in this one."""
    return {check.code: check for check in await asyncio.to_thread(examine, found, self_test=False)}


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


async def test_without_a_token_it_says_how_to_get_one_and_fails_nothing(tmp_path: Path) -> None:
    found = await checks(startup(tmp_path))
    lines = "\n".join(report_lines(list(found.values()), "en"))
    assert found["bot_token"].state == "absent"
    assert "@BotFather" in lines
    assert "SVODKA_BOT__TOKEN" in lines
    assert not {"database", "clock"} & set(found)
    assert "All that is needed works." in lines


async def test_a_health_check_does_not_ask_telegram(tmp_path: Path) -> None:
    environ = startup(tmp_path, TOKEN=UNKNOWN, BASE_URL=CLOSED)
    found = {check.code: check for check in examine(environ, self_test=False, network=False)}
    assert any(code.startswith("database") for code in found)
    assert not {"bot_token", "bot_server", "clock"} & set(found)


async def test_a_token_that_telegram_knows_is_confirmed_with_the_bots_name(
    tmp_path: Path, server: BotApiServer
) -> None:
    found = await checks(startup(tmp_path, TOKEN=server.token, BASE_URL=server.base_url))
    assert found["bot_token"].state == "ok"
    assert found["bot_token"].values["username"] == server.world.bot.username
    assert found["clock"].state == "ok"
    assert found["database_new"].state == "ok"
    assert found["database_room"].values["folder"] == str(tmp_path)
    assert [call.method for call in server.calls] == ["getMe"], "no webhook is touched, no update taken"
    assert not (tmp_path / "bot.db").exists(), "it only looks"


async def test_the_token_may_come_from_a_file(tmp_path: Path, server: BotApiServer) -> None:
    file = tmp_path / "token"
    file.write_text(server.token + "\n")
    found = await checks(startup(tmp_path, TOKEN_FILE=str(file), BASE_URL=server.base_url))
    assert found["bot_token"].state == "ok"
    found = await checks(startup(tmp_path, TOKEN_FILE=str(tmp_path / "none"), BASE_URL=server.base_url))
    assert found["bot_token_file"].state == "missing"


async def test_a_token_that_telegram_refuses_is_missing_and_never_shown(tmp_path: Path, server: BotApiServer) -> None:
    found = await checks(startup(tmp_path, TOKEN=UNKNOWN, BASE_URL=server.base_url))
    assert found["bot_token"].state == "missing"
    assert UNKNOWN not in "\n".join(report_lines(list(found.values()), "en"))


async def test_a_server_that_does_not_answer_is_told_from_a_wrong_token(tmp_path: Path, server: BotApiServer) -> None:
    found = await checks(startup(tmp_path, TOKEN=server.token, BASE_URL=CLOSED))
    assert found["bot_server"].state == "missing"
    assert found["bot_server"].values == {"server": "127.0.0.1:1", "reason": "ConnectError"}
    assert server.token not in "\n".join(report_lines(list(found.values()), "en"))
    server.faults.refuse(ApiError(502, "Bad Gateway"), "getMe")
    found = await checks(startup(tmp_path, TOKEN=server.token, BASE_URL=server.base_url))
    assert found["bot_server"].values["reason"] == "HTTP 502"
    server.faults.malformed("getMe")
    found = await checks(startup(tmp_path, TOKEN=server.token, BASE_URL=server.base_url))
    assert found["bot_server"].state == "missing"


async def test_a_clock_that_is_years_off_is_a_warning(tmp_path: Path) -> None:
    async with in_the_past() as base_url:
        found = await checks(startup(tmp_path, TOKEN=UNKNOWN, BASE_URL=base_url))
    assert found["bot_token"].state == "ok"
    assert found["clock"].state == "absent"
    assert int(found["clock"].values["seconds"]) > 365 * 86_400


async def test_a_database_of_this_version_is_opened_and_a_file_that_is_none_is_missing(
    tmp_path: Path, server: BotApiServer
) -> None:
    found = startup(tmp_path, TOKEN=server.token, BASE_URL=server.base_url)
    async with open_store(url(tmp_path)):
        assert (await checks(found))["database"].state == "ok", "also beside a bot that runs"
    with revision(tmp_path, "UPDATE alembic_version SET version_num = '9999'"):
        newer = (await checks(found))["database"]
    assert newer.state == "missing"
    assert "newer version" in str(newer.values["problem"])
    with revision(tmp_path, "DELETE FROM alembic_version"):
        assert (await checks(found))["database_old"].state == "absent"
    (tmp_path / "bot.db").write_bytes(b"no database at all, but a page long. " * 200)
    assert (await checks(found))["database"].state == "missing"


async def test_a_database_url_that_cannot_be_used_is_missing(tmp_path: Path, server: BotApiServer) -> None:
    found = startup(tmp_path, TOKEN=server.token, BASE_URL=server.base_url, DATABASE_URL="mysql://root:secret@db/x")
    checked = (await checks(found))["database"]
    assert checked.state == "missing"
    assert "secret" not in str(checked.values)


async def test_the_command_passes_with_a_good_token_and_fails_with_a_bad_one(
    tmp_path: Path, server: BotApiServer
) -> None:
    extra = {"SVODKA_BOT__TOKEN": server.token, "SVODKA_BOT__BASE_URL": server.base_url}
    done = await asyncio.to_thread(svodka, tmp_path, "doctor", extra=extra)
    assert done.returncode == 0, done.stdout.decode()
    assert f"@{server.world.bot.username}" in done.stdout.decode()
    extra["SVODKA_BOT__TOKEN"] = UNKNOWN
    done = await asyncio.to_thread(svodka, tmp_path, "doctor", "--lang", "ja", extra=extra)
    assert done.returncode == 1
    assert "✗ ボットのトークン" in done.stdout.decode()


class _Past(RequestHandler):
    def get(self) -> None:
        self.set_header("Date", LONG_AGO)
        self.finish({"ok": True, "result": {"id": 1234567, "is_bot": True, "first_name": "P", "username": "past_bot"}})


@asynccontextmanager
async def in_the_past() -> AsyncIterator[str]:
    """Serve a Bot API whose clock stands still."""
    sockets = bind_sockets(0, "127.0.0.1")
    running = HTTPServer(Application([(r"/bot[^/]+/getMe", _Past)], log_function=lambda handler: None))
    running.add_sockets(sockets)
    try:
        yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}/bot"
    finally:
        running.stop()
        await running.close_all_connections()


@contextmanager
def revision(tmp_path: Path, statement: str) -> Iterator[None]:
    """Change what the database says of its schema."""
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        connection.execute(statement)
        connection.commit()
    yield
