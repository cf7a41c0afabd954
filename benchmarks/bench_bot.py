"""How fast the bot answers, through the loopback Bot API server: placeholders, cached briefs, memory.

    python -m benchmarks.bench_bot [--chats 300]

Both processes share the machine, and the server, which is written in Python too, takes part of the time. "At once": all
chats write in the same moment. "One by one": each waits for the answer before the next writes, which is what one
person waits on an idle bot.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from bot_live.news_site import NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer

LONG = 120.0
ONE_BY_ONE = 50


def shares(seconds: list[float]) -> str:
    """Return p50, p95 and p99 in milliseconds."""
    ordered = sorted(seconds)
    return "  ".join(
        f"p{share} {1000 * ordered[min(len(ordered) - 1, int(share / 100 * len(ordered)))]:7.1f} ms"
        for share in (50, 95, 99)
    )


def megabytes(pid: int) -> float:
    """Return the resident memory of a process."""
    return int(Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0]) / 1000


async def at_once(server: BotApiServer, chats: int, url: str) -> tuple[list[float], list[float]]:
    """Let many chats ask in the same moment; return seconds to placeholder and to brief, by the server's clock.

    One watcher looks at all chats: the server wakes every watcher at every call, and hundreds would cost too much.
    """
    people = [server.person("Reader", "en") for _ in range(chats)]
    began = time.monotonic()
    for person in people:
        person.send_text(url)
    left = list(people)

    def all_answered() -> bool | None:
        while left and left[-1].messages and left[-1].messages[-1].buttons:
            left.pop()
        return None if left else True

    await server.world.bell.until(all_answered, LONG)
    versions = [person.messages[0].versions for person in people]
    return [first.time - began for first, *_ in versions], [last.time - began for *_, last in versions]


async def one_by_one(server: BotApiServer, url: str) -> tuple[list[float], list[float]]:
    """Let chats ask one after another."""
    placeholders, briefs = [], []
    for _ in range(ONE_BY_ONE):
        first, second = await at_once(server, 1, url)
        placeholders += first
        briefs += second
    return placeholders, briefs


def show(name: str, seconds: list[float]) -> None:
    """Print a row."""
    total = sum(seconds) if "one by one" in name else max(seconds)
    print(f"{name:42} {len(seconds) / total:7.1f}/s  {shares(seconds)}")


async def main(chats: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server, NewsSite() as site, BotProcess(server, Path(folder)) as bot:
            kim = server.person("Kim", "en")
            kim.send_text("/help")
            await kim.wait_for_text("How to use", LONG)
            print(f"memory, idle, nothing read yet            {megabytes(bot.pid):7.1f} MB")
            await at_once(server, 1, site.url("en/talks"))
            placeholders, briefs = await one_by_one(server, site.url("en/talks"))
            show("placeholder, one by one", placeholders)
            show("cached brief, one by one", briefs)
            placeholders, briefs = await at_once(server, chats, site.url("en/talks"))
            show(f"placeholder, {chats} chats at once", placeholders)
            show(f"cached brief, {chats} chats at once", briefs)
            print(f"memory, after that                        {megabytes(bot.pid):7.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--chats", type=int, default=300)
    asyncio.run(main(parser.parse_args().chats))
