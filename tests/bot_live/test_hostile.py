"""Hostile texts, files and pages through the running bot: everybody is answered, nobody waits for a page that hangs."""

from pathlib import Path
from textwrap import wrap

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person
from pdf_writer import pdf_of

LONG = 30.0
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        (
            "<b>bold <i>never closed & &amp; &#0; </b>",
            "<a href='javascript:alert(1)'>Lavrov</a>",
            "</blockquote></pre></code>",
            "\u202eright to left\u202c \u200fשלום\u200e \u2066isolated",
            "👩‍👩‍👧‍👦🏽🇯🇵 e\u0301\u0302\u0303\u0304",
            "\ud83d lone surrogate \udc00",
            "x" * 3000,
            "語" * 1500,
            "*_[]()~`>#+-=|{}.!\\ %s {0} {name}",
            "a\x00b\x07\x1b[31mred",
        )
    ),
)


LINE = 80
"""Characters of a line of a PDF."""


def story() -> list[str]:
    return (EXAMPLES / "en" / "flood.txt").read_text(encoding="utf-8").split("\n\n")


async def answer_to(person: Person) -> str:
    """Wait for a message that is no placeholder, and return its text."""
    return (await person.wait_for(lambda m: not m.text.startswith("⏳"), LONG)).text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile=HOSTILE)
async def test_any_text_among_news_is_answered(bot: BotProcess, server: BotApiServer, hostile: str) -> None:
    kim = server.person("Kim", "en")
    title, *paragraphs = story()
    kim.send_text("\n\n".join([f"{title} {hostile}"[:900], paragraphs[0], hostile[:900], *paragraphs[1:4]]))
    assert "Something went wrong" not in await answer_to(kim)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile=HOSTILE.filter(lambda text: bool(text.strip())))
async def test_any_text_alone_is_answered(bot: BotProcess, server: BotApiServer, hostile: str) -> None:
    kim = server.person("Kim", "ja")
    kim.send_text(hostile)
    assert await answer_to(kim)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile=HOSTILE)
async def test_a_page_with_any_title_and_paragraph_is_answered(
    bot: BotProcess, server: BotApiServer, site: NewsSite, hostile: str
) -> None:
    kim = server.person("Kim", "ru")
    path = f"hostile/{len(site.pages)}"
    title, *paragraphs = story()
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, hostile))
    page = f"<html><head><title>{hostile} {title}</title></head><body><article><h1>{title}</h1>{body}</article></body>"
    site.pages[path] = (200, page.encode("utf-8", "replace").decode())
    kim.send_text(site.url(path))
    assert await answer_to(kim)


async def test_a_pdf_that_was_sent_is_briefed_and_a_broken_one_is_named(bot: BotProcess, server: BotApiServer) -> None:
    kim = server.person("Kim", "en")
    kim.send_document(
        "flood.pdf",
        pdf_of([[line for paragraph in story() for line in [*wrap(paragraph, LINE), ""]]]),
        mime_type="application/pdf",
    )
    brief = await kim.wait_for(lambda m: m.buttons, LONG)
    assert story()[0].split()[0] in brief.text
    lee = server.person("Lee", "en")
    lee.send_document("broken.pdf", b"%PDF-1.7\nthis is no PDF", mime_type="application/pdf")
    assert "PDF" in await answer_to(lee)


async def test_pages_that_hang_keep_nobody_else_waiting(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    stuck = [server.person("Stuck", "en") for _ in range(12)]
    site.hold.clear()
    try:
        for number, person in enumerate(stuck):
            person.send_text(site.url(f"en/talks-copy-90{number}"))
        for person in stuck:
            await person.wait_for_text("⏳", LONG)
        kim = server.person("Kim", "en")
        kim.send_text("\n\n".join(story()))
        await kim.wait_for(lambda m: m.buttons, LONG)
        assert all(person.messages[0].text.startswith("⏳") for person in stuck)
    finally:
        site.hold.set()
    for person in stuck:
        await person.wait_for(lambda m: m.buttons, LONG)


async def test_a_broadcast_that_a_kill_cut_off_goes_on_and_repeats_at_most_one_copy(tmp_path: Path) -> None:
    async with BotApiServer() as server:
        owner = server.person("Olga", "en")
        people = [server.person(f"Reader {number}", "en") for number in range(6)]
        bot = BotProcess(server, tmp_path, SVODKA_BOT__OWNERS=str(owner.id))
        await bot.start()
        for person in people:
            person.send_text("\n\n".join(story()))
            await person.wait_for(lambda m: m.buttons, LONG)
        owner.send_text("/broadcast Maintenance at noon")
        question = await owner.wait_for_text("Send this to", LONG)
        held = server.faults.hold("sendMessage", chat_id=people[3].id)
        owner.press(question, "Send to everybody")
        await server.world.bell.until(lambda: held.met or None, LONG)
        await bot.kill()
        server.faults.clear()
        async with bot:
            for person in people:
                await person.wait_for_text("Maintenance at noon", LONG)
            await server.wait_until_quiet()
        copies = [sum("Maintenance at noon" in message.text for message in person.messages) for person in people]
        assert sorted(copies)[:-1] == [1] * (len(people) - 1)
