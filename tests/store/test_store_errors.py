"""Databases that cannot be used are refused with one clear sentence; secrets and texts stay out of it."""

import asyncio
import tomllib
from importlib.resources import files

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import bot.store
from bot.store import NewRequest, StoreUnavailable, UnsupportedDatabase, open_store
from bot.store.errors import StoreError
from bot.store.models import AllowedUserRow


@pytest.mark.parametrize(
    "url",
    [
        "",
        "svodka.db",
        "mysql://u:hunter2@host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+asyncpg://h/d",
        "://",
        "sqlite:///file:x?mode=memory&uri=true",
        "postgresql://h:port/d",
    ],
)
async def test_other_databases_are_refused_with_a_sentence_that_keeps_the_password(url):
    with pytest.raises(UnsupportedDatabase) as caught:
        async with open_store(url):
            pass
    for language in ("en", "ru", "ja"):
        assert "sqlite:///svodka.db" in caught.value.message(language)
        assert "hunter2" not in caught.value.message(language)


@pytest.mark.parametrize("host", ["127.0.0.1:1", "/nowhere"])
async def test_a_server_that_is_not_there_is_unavailable(host):
    url = (
        "postgresql://svodka:hunter2@/x?host=/nowhere" if host == "/nowhere" else f"postgres://svodka:hunter2@{host}/x"
    )
    with pytest.raises(StoreUnavailable) as caught:
        async with open_store(url):
            pass
    assert caught.value.permanent is False
    assert "hunter2" not in caught.value.detail


async def test_a_file_that_is_no_database_is_unavailable_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and no database at all. " * 50)
    with pytest.raises(StoreUnavailable):
        async with open_store(f"sqlite:///{path}"):
            pass
    assert path.read_text().startswith("These are notes")


async def test_a_folder_that_cannot_be_created_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UnsupportedDatabase, match="unsupported") as caught:
        async with open_store(f"sqlite:///{tmp_path / 'file' / 'svodka.db'}"):
            pass
    assert str(tmp_path / "file") in caught.value.message("en")


async def test_writers_that_are_cancelled_leave_the_database_to_the_others(store):
    writers = [asyncio.create_task(store.users.seen(number)) for number in range(30)]
    for turns in range(30):
        await asyncio.sleep(0)
        writers[turns].cancel()
    await asyncio.gather(*writers, return_exceptions=True)
    assert (await store.users.seen(99)).id == 99


async def test_a_server_that_goes_away_is_unavailable_and_used_again_when_it_is_back(postgres_url, clock):
    async with open_store(postgres_url, clock) as store:
        await store.users.seen(1)
        with pytest.raises(StoreUnavailable):
            async with store.database.writing() as session:
                await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert (await store.users.seen(1)).id == 1


async def test_the_check_passes_on_a_database_that_works(store):
    await store.check()


async def test_mistakes_of_ours_are_not_called_an_outage(store):
    with pytest.raises(IntegrityError):
        async with store.database.writing() as session:
            await session.execute(text("INSERT INTO allowed_users (user_id) VALUES (1)"))


async def test_an_error_does_not_show_what_was_to_be_stored(store, clock):
    new = NewRequest(update_id=2**70, chat_id=1, kind="text", payload={"text": "hunter2"}, language="en")
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one is the driver's affair
        await store.requests.accept(new)
    assert "hunter2" not in str(caught.value)


async def _write_and_fail(store):
    async with store.database.writing() as session:
        session.add(AllowedUserRow(user_id=1, added_at=store.database.now()))
        await session.flush()
        raise RuntimeError


async def test_a_failed_write_is_rolled_back_whole(store):
    with pytest.raises(RuntimeError):
        await _write_and_fail(store)
    assert (await store.installation.get()).allowed_user_ids == frozenset()


async def test_a_moment_without_a_time_zone_is_refused(store, clock):
    clock.moment = clock.moment.replace(tzinfo=None)
    with pytest.raises(Exception, match="time zone"):
        await store.users.seen(1)


def test_every_error_has_its_sentence_in_three_languages():
    messages = tomllib.loads(files("bot.store").joinpath("messages.toml").read_text(encoding="utf-8"))
    assert {error.code for error in [StoreError, *StoreError.__subclasses__()]} == set(messages)
    assert all(set(sentences) == {"en", "ru", "ja"} for sentences in messages.values())


def test_the_public_face_is_what_it_says():
    assert all(hasattr(bot.store, name) for name in bot.store.__all__)
    assert sorted(bot.store.__all__, key=str.lower) == sorted(set(bot.store.__all__), key=str.lower)
