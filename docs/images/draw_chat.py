"""Draws the README's picture of a chat: ``python docs/images/draw_chat.py`` (needs the extra ``test`` and Chromium).

The real bot runs as a process against the loopback Bot API server and a loopback news site of ``tests/``. What it sent,
as HTML and buttons, is put into bubbles as it stands; only the style sheet is of this file.
"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bot_live.news_site import PUBLISHED, NewsSite  # noqa: E402 - found only now
from bot_live.process import BotProcess  # noqa: E402
from botapi import BotApiServer, Message, Person  # noqa: E402

TARGET = Path(__file__).with_name("chat.png")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
STORIES = ("en/talks", "ru/talks")
DAY = "2024-05-16"
"""On which the two example articles are set, instead of the day that the news site of the tests puts on every page."""
WIDTH = 1000  # CSS pixels
HEIGHT = 2400  # CSS pixels of the window to measure in, more than the chats need
SECONDS = 60.0
STYLE = """
body { margin: 0; padding: 18px; width: 964px; display: flex; gap: 18px; background: #d7e3ec; align-items: flex-start;
       font: 14px/1.42 "DejaVu Sans", "Noto Sans", "Noto Sans CJK JP", "Noto Color Emoji", sans-serif; color: #16202a; }
section { flex: 1 1 0; min-width: 0; display: flex; flex-direction: column; gap: 10px; }
.bubble { background: #fff; border-radius: 14px; padding: 9px 13px; white-space: pre-wrap; overflow-wrap: anywhere; }
.person { background: #e3f6cf; align-self: flex-end; max-width: 85%; }
.file { color: #1c6fae; }
.keys { display: flex; gap: 4px; margin-top: -6px; }
.keys span { flex: 1 1 0; background: #8aa3b5; color: #fff; border-radius: 8px; padding: 6px 4px; text-align: center;
             font-size: 13px; }
a { color: #1c6fae; text-decoration: none; }
blockquote { margin: 4px 0; padding: 3px 9px; border-left: 3px solid #5b9bd0; background: #eef5fb; border-radius: 5px; }
"""


async def chats() -> list[Person]:
    """Let two people talk to the bot; return them with all that was said."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server, NewsSite() as site, BotProcess(server, Path(folder)):
            kim, hanako = server.person("Kim", "en"), server.person("花子", "ja")
            for story in STORIES:
                status, html = site.page(story)
                site.pages[story] = (status, html.replace(PUBLISHED, DAY))
            kim.send_text(site.url(STORIES[0]))
            brief = await kim.wait_for(lambda message: message.buttons, SECONDS)
            kim.press(brief, "📅 Calendar")
            await kim.wait_for(lambda message: message.document, SECONDS)
            hanako.send_text(site.url(STORIES[1]))
            brief = await hanako.wait_for(lambda message: message.buttons, SECONDS)
            hanako.send_text("/translate ja The talks have ended.")
            await hanako.wait_for(lambda message: message is not brief, SECONDS)
            return [kim, hanako]


def bubble(message: Message) -> str:
    """Return a message as HTML, with what the bot wrote as it wrote it."""
    shown = message.current
    body = shown.markup if shown.parse_mode == "HTML" else escape(message.text)
    if message.document is not None:
        body = f'<span class="file">📄 {escape(message.document["file_name"])}</span>\n{body}'
    kind = "bot" if message.sender.is_bot else "person"
    rows = (shown.reply_markup or {}).get("inline_keyboard", [])
    keys = ("".join(f"<span>{escape(button['text'])}</span>" for button in row) for row in rows)
    return f'<div class="bubble {kind}">{body}</div>' + "".join(f'<div class="keys">{row}</div>' for row in keys)


def page(people: list[Person]) -> str:
    """Return the chats side by side."""
    columns = ("".join(map(bubble, person.chat.messages.values())) for person in people)
    body = "".join(f"<section>{column}</section>" for column in columns)
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{body}</body></html>'


def browse(html: str, *options: str) -> bytes:
    """Show a page in a browser without a window; returns what it prints.

    Raises:
        FileNotFoundError: there is no Chromium.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise FileNotFoundError("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chat.html"
        file.write_text(html, encoding="utf-8")
        fixed = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/profile")
        command = [browser, *fixed, *options, file.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout  # noqa: S603


def height_of(html: str) -> int:
    """Return how high a page is, in CSS pixels."""
    measured = html.replace(
        "</body>", "<script>document.title = 'height ' + document.body.getBoundingClientRect().height</script></body>"
    )
    dom = browse(measured, "--dump-dom", f"--window-size={WIDTH},{HEIGHT}").decode()
    return int(float(dom.partition("<title>height ")[2].partition("<")[0])) + 1


def main() -> None:
    """Write chat.png beside this file."""
    html = page(asyncio.run(chats()))
    browse(html, f"--screenshot={TARGET}", f"--window-size={WIDTH},{height_of(html)}")


if __name__ == "__main__":
    main()
