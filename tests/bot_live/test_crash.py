"""``kill -9`` at any moment, then a restart: everybody is answered, and at most one message is repeated."""

import asyncio
import random
from pathlib import Path

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person

KILLS = 12
CHATS = 60
LONG = 60.0


def done(person: Person) -> bool:
    return any(message.buttons for message in person.messages)


async def test_nobody_is_left_without_an_answer_however_often_the_bot_is_killed(site: NewsSite, tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)  # shown only if the test fails, to run it again
    chance = random.Random(seed)
    stories = [f"{story.parent.name}/{story.stem}-crash-{seed}" for story in EXAMPLES.glob("*/*.txt")]
    async with BotApiServer() as server:
        people = [server.person(f"Reader {number}", ("en", "ru", "ja")[number % 3]) for number in range(CHATS)]
        bot = BotProcess(server, tmp_path)
        for kill in range(KILLS):
            for person in people[kill * CHATS // KILLS : (kill + 1) * CHATS // KILLS]:
                person.send_text(site.url(chance.choice(stories).replace("-crash-", "-copy-")))
            before = len(server.calls)
            await bot.start()
            wanted = before + chance.randrange(2, 40)  # die upon some call of the bot, whichever it is
            await server.world.bell.until(lambda enough=wanted: len(server.calls) >= enough or None, 4.0)
            await bot.kill()
        await bot.start()
        try:
            await asyncio.gather(*(person.wait_for(lambda m: m.buttons, LONG) for person in people))
            await server.wait_until_quiet()
        finally:
            await bot.kill()
    assert all(done(person) for person in people)
    assert server.world.updates.pending == []
    answers = [sum(bool(message.buttons) for message in person.messages) for person in people]
    assert max(answers) <= 2
    assert sum(answers) <= CHATS + KILLS
    assert max(len(person.messages) for person in people) <= 2


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
