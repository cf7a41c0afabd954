"""Briefs that take several messages: they change together with the language, and shrink again."""

import re
from pathlib import Path

from bot_live.news_site import EXAMPLES, NewsSite, html_of
from bot_live.process import BotProcess
from botapi import ApiError, BotApiServer, Person

LONG = 30.0
TEXT_UNITS = 4096


def long_winded() -> list[str]:
    """Return paragraphs whose sentences are so long that their quotations fill more than one message."""
    paragraphs = (EXAMPLES / "en" / "talks.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    winding = ", and, as the ministers and their delegations repeated at length to everybody who asked them" * 2
    return [re.sub(r"\.(\s|$)", rf"{winding}.\1", paragraph) for paragraph in paragraphs]


async def long_brief(person: Person, site: NewsSite) -> None:
    site.pages["en/winding"] = (200, html_of("Japan, Kazakhstan talk at length", long_winded(), "en"))
    person.send_text(site.url("en/winding"))
    brief = await person.wait_for(lambda m: m.buttons, LONG)
    while "➕ More points" in brief.labels:
        versions = len(brief.versions)
        person.press(brief, "➕ More points")
        await person.wait_for(lambda m, known=versions: len(m.versions) > known, LONG)
    person.press(brief, "🔎 Evidence")
    await person.wait_for(lambda _: len(person.messages) > 1, LONG)


async def test_the_later_messages_of_a_long_brief_change_and_go_with_the_first(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    await long_brief(kim, site)
    assert all(len(message.text.encode("utf-16-le")) // 2 <= TEXT_UNITS for message in kim.messages)
    first, count = kim.messages[0], len(kim.messages)
    await kim.answer_to(kim.press(first, "RU"), LONG)
    await kim.wait_for(lambda _: "✓ RU" in first.labels, LONG)
    await server.wait_until_quiet()
    assert len(kim.messages) <= count
    await kim.answer_to(kim.press(first, "🔎 Hide evidence"), LONG)
    await kim.wait_for(lambda _: len(kim.messages) == 1, LONG)


async def test_where_messages_cannot_be_deleted_surplus_ones_are_emptied(site: NewsSite, tmp_path: Path) -> None:
    async with BotApiServer() as server, BotProcess(server, tmp_path):
        server.faults.refuse(ApiError(404, "Not Found"), "deleteMessage", times=100)
        kim = server.person("Kim", "en")
        await long_brief(kim, site)
        await kim.answer_to(kim.press(kim.messages[0], "🔎 Hide evidence"), LONG)
        await kim.wait_for(lambda _: {message.text for message in kim.messages[1:]} == {"↑"}, LONG)
