"""Many at once: each gets their own answer, one article is read once, heavy work keeps nobody from a placeholder."""

from collections.abc import Callable
from pathlib import Path

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person

CHATS = 200
LONG = 40.0


async def until_all(server: BotApiServer, people: list[Person], done: Callable[[Person], object]) -> None:
    """Wait until something holds of everybody; one watcher for all, as each is woken by every call of the bot."""
    left = list(people)

    def nobody_left() -> bool | None:
        while left and done(left[-1]):
            left.pop()
        return None if left else True

    assert await server.world.bell.until(nobody_left, LONG), f"{len(left)} wait"


def begun(person: Person) -> bool:
    return bool(person.messages)


def answered(person: Person) -> bool:
    return any(not message.text.startswith("⏳") for message in person.messages)


async def test_two_hundred_chats_at_once_each_get_their_own_answer(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    stories = [f"{story.parent.name}/{story.stem}-copy-200" for story in EXAMPLES.glob("*/*.txt")]
    people = [server.person(f"Reader {number}", ("en", "ru", "ja")[number % 3]) for number in range(CHATS)]
    asked = {}
    for number, person in enumerate(people):
        asked[person.id] = stories[number % len(stories)]
        person.send_text(site.url(asked[person.id]))
    await until_all(server, people, answered)
    assert all(titled(asked[person.id]) in person.messages[0].text for person in people)
    assert all(len(person.messages) == 1 for person in people)
    assert all(site.asked[story] == 1 for story in stories)


def titled(path: str) -> str:
    """Return the headline that the news site gives to a copy of a story."""
    story, _, number = path.partition("-copy-")
    lines = (EXAMPLES / f"{story}.txt").read_text(encoding="utf-8").splitlines()
    return " ".join(f"{lines[0]} {number}".split())


async def test_a_link_from_a_hundred_chats_is_fetched_once(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    people = [server.person(f"Reader {number}", ("en", "ru", "ja")[number % 3]) for number in range(100)]
    site.hold.clear()
    for number, person in enumerate(people):
        person.send_text(site.url(f"en/talks-copy-1000?utm_source=reader{number}#top"))
    await until_all(server, people, begun)
    site.hold.set()
    await until_all(server, people, answered)
    assert all("1000" in person.messages[0].text for person in people)
    assert site.asked["en/talks-copy-1000"] == 1


async def test_heavy_work_keeps_nobody_from_a_placeholder(bot: BotProcess, server: BotApiServer) -> None:
    heavy = [server.person("Heavy", "ru") for _ in range(6)]
    stories = [story.read_text(encoding="utf-8").split("\n\n")[1:] for story in EXAMPLES.glob("ru/*.txt")]
    everything = "\n\n".join(paragraph for story in stories for paragraph in story)
    for number, person in enumerate(heavy):
        person.send_document("long.txt", f"Всё вместе {number}\n\n{everything}\n\nКонец {number}.".encode())
    await until_all(server, heavy, begun)
    light = [server.person("Light", "en") for _ in range(20)]
    for person in light:
        person.send_text("/brief " + (EXAMPLES / "en" / "flood.txt").read_text(encoding="utf-8")[:1500])
    await until_all(server, light, begun)
    waiting = [person for person in heavy if not answered(person)]
    assert waiting, "the long articles were answered first, so they held nobody up"
    await until_all(server, [*heavy, *light], answered)


async def test_an_idle_bot_stays_under_two_hundred_megabytes(server: BotApiServer, tmp_path: Path) -> None:
    async with BotApiServer() as own, BotProcess(own, tmp_path, fresh=True) as bot:
        kim = own.person("Kim", "en")
        kim.send_text("/help")
        await kim.wait_for_text("How to use this bot", LONG)
        assert resident_kilobytes(bot.pid) < 200_000


def resident_kilobytes(pid: int) -> int:
    """Return the memory of a process; 0 where the system has no /proc."""
    status = Path(f"/proc/{pid}/status")
    return int(status.read_text().partition("VmRSS:")[2].split()[0]) if status.exists() else 0
