"""``kill -9`` at any moment, then a restart: everybody is answered, and at most one message is repeated."""

import asyncio
import logging
import random
from pathlib import Path

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person

KILLS = 7
CHATS_PER_KILL = 5
LONG = 60.0


def chance() -> random.Random:
    """Return a source of chance whose seed is shown if the test fails."""
    seed = random.randrange(2**32)  # noqa: S311 - chance, not secrecy
    logging.getLogger(__name__).warning("seed %d", seed)
    return random.Random(seed)  # noqa: S311 - as above


async def answered(people: list[Person]) -> None:
    await asyncio.gather(*(person.wait_for(lambda m: m.buttons, LONG) for person in people))


def shown(people: list[Person]) -> list[list[list[str]]]:
    return [[[version.text[:40] for version in m.versions] for m in person.messages] for person in people]


async def test_after_a_kill_at_any_moment_everybody_is_answered_with_at_most_one_message_repeated(
    site: NewsSite, tmp_path: Path
) -> None:
    dice, stories = chance(), [f"en/{story.stem}" for story in EXAMPLES.glob("en/*.txt")]
    everybody: list[Person] = []
    async with BotApiServer() as server, BotProcess(server, tmp_path) as bot:
        for kill in range(KILLS):
            people = [server.person("Reader", ("en", "ru", "ja")[number % 3]) for number in range(CHATS_PER_KILL)]
            calls = len(server.calls)
            for person in people:
                person.send_text(site.url(f"{dice.choice(stories)}-copy-{kill}"))
            upon = calls + dice.randrange(1, 3 * CHATS_PER_KILL)
            await server.world.bell.until(lambda upon=upon: len(server.calls) >= upon or None, 2.0)
            await bot.kill()
            await bot.start()
            await answered(people)
            everybody += people
        await server.wait_until_quiet()
    assert server.world.updates.pending == []
    assert [messages for messages in shown(everybody) if len(messages) > 2] == []


async def test_kills_in_quick_succession_lose_nothing(site: NewsSite, tmp_path: Path) -> None:
    dice, kills = chance(), 4
    async with BotApiServer() as server:
        people = [server.person("Reader", "en") for _ in range(12)]
        for number, person in enumerate(people):
            person.send_text(site.url(f"en/talks-copy-{number % 4}"))
        bot = BotProcess(server, tmp_path)
        for _ in range(kills):
            await bot.start()
            upon = len(server.calls) + dice.randrange(2, 20)
            await server.world.bell.until(lambda upon=upon: len(server.calls) >= upon or None, 2.0)
            await bot.kill()
        async with bot:
            await answered(people)
    assert max(len(messages) for messages in shown(people)) <= 1 + kills


async def test_an_update_that_was_accepted_but_not_confirmed_is_not_answered_twice(
    site: NewsSite, tmp_path: Path
) -> None:
    async with BotApiServer() as server:
        kim = server.person("Kim", "en")
        held = server.faults.hold("sendMessage", chat_id=kim.id)
        bot = BotProcess(server, tmp_path)
        await bot.start()
        sent = kim.send_text(site.url("en/talks"))
        await server.world.bell.until(lambda: held.met or None, LONG)
        await bot.kill()
        assert sent.update_id is not None
        server.replay(sent.update_id)
        async with bot:
            await kim.wait_for(lambda m: m.buttons, LONG)
            kim.send_text("/help")
            await kim.wait_for_text("How to use", LONG)
        assert sum(bool(message.buttons) for message in kim.messages) == 1


async def test_commands_survive_a_kill_too(tmp_path: Path) -> None:
    async with BotApiServer() as server:
        kim = server.person("Kim", "ru")
        held = server.faults.hold("sendMessage", chat_id=kim.id)
        bot = BotProcess(server, tmp_path)
        await bot.start()
        kim.send_text("/help")
        await server.world.bell.until(lambda: held.met or None, LONG)
        await server.world.bell.until(lambda: not server.world.updates.pending or None, LONG)
        await bot.kill()
        async with bot:
            await kim.wait_for_text("/settings", LONG)


async def test_what_is_under_way_at_a_polite_end_is_finished_at_the_next_start(site: NewsSite, tmp_path: Path) -> None:
    async with BotApiServer() as server:
        people = [server.person("Reader", "en") for _ in range(5)]
        bot = BotProcess(server, tmp_path)
        site.hold.clear()
        await bot.start()
        for number, person in enumerate(people):
            person.send_text(site.url(f"en/flood-copy-{number}"))
        await asyncio.gather(*(person.wait_for_text("⏳", LONG) for person in people))
        await server.world.bell.until(lambda: not server.world.updates.pending or None, LONG)
        assert await bot.stop() == 0
        site.hold.set()
        async with bot:
            await answered(people)
        assert all(len(person.messages) == 1 for person in people)
        assert not [line for line in bot.log() if line["level"] == "error"]
