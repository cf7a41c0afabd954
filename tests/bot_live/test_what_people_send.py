"""What people send: texts cut into pieces, albums, posts with links behind words, answers that ask nothing."""

from collections.abc import Collection
from pathlib import Path

from bot_live.news_site import EXAMPLES, NewsSite
from bot_live.process import BotProcess
from botapi import BotApiServer, Person

LONG = 30.0
PIECE = 3900
HEADLINE = "Japan, Kazakhstan agree"


def long_text() -> str:
    """Return an article of some 12,000 characters whose last sentence names Tilbury."""
    stories = [(EXAMPLES / "en" / f"{name}.txt").read_text(encoding="utf-8") for name in ("talks", "flood", "election")]
    body = "\n\n".join(part for story in stories for part in story.split("\n\n")[1:])
    return f"Talks and floods in one long report\n\n{body}\n\n{body[:3000]}\n\nThe last word was spoken in Tilbury."


def pieces_of(text: str) -> list[str]:
    """Cut a text as an app does: at the last line that fits."""
    pieces = []
    while len(text) > PIECE:
        cut = text.rfind("\n", PIECE // 2, PIECE)
        cut = cut if cut > 0 else text.rfind(" ", 0, PIECE)
        pieces.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*pieces, text]


async def settled(server: BotApiServer, person: Person, left: Collection[int] = ()) -> list[str]:
    """Ask for /help, which is answered after everything before it was taken in; return what else was said.

    Args:
        server: Telegram.
        person: who asks.
        left: ids of messages that may stay placeholders.
    """
    person.send_text("/help")
    await person.wait_for_text("How to use", LONG)
    await person.wait_for(
        lambda _: all(m.message_id in left or not m.text.startswith("⏳") for m in person.messages), LONG
    )
    return [message.text for message in person.messages if "How to use" not in message.text]


async def test_a_text_that_an_app_cut_into_pieces_is_one_article(bot: BotProcess, server: BotApiServer) -> None:
    kim = server.person("Kim", "en")
    pieces = pieces_of(long_text())
    assert len(pieces) > 2
    for piece in pieces:
        kim.send_text(piece)
    brief = await kim.wait_for(lambda m: m.buttons, LONG)
    kim.send_text("/export")
    export = (await kim.wait_for(lambda m: m.document, LONG)).document
    assert export is not None
    data = server.world.files[export["file_id"]].data.decode()
    assert "Tilbury" in data
    assert brief.text.startswith("Talks and floods")
    assert sum(bool(message.buttons) for message in kim.messages) == 1


async def test_pieces_are_put_together_after_a_kill_too(tmp_path: Path) -> None:
    async with BotApiServer() as server:
        kim = server.person("Kim", "en")
        bot = BotProcess(server, tmp_path)
        await bot.start()
        first, *others = pieces_of(long_text())
        kim.send_text(first)
        await server.world.bell.until(lambda: not server.world.updates.pending or None, LONG)
        await bot.kill()
        for piece in others:
            kim.send_text(piece)
        # The kill may have come between Telegram's having the placeholder and the bot's knowing it: then it stays one.
        before = {message.message_id for message in kim.messages}
        async with bot:
            await kim.wait_for(lambda m: m.buttons, LONG)
            texts = await settled(server, kim, before)
        assert len([text for text in texts if text.startswith("Talks and floods")]) == 1


async def test_long_texts_that_were_forwarded_are_articles_of_their_own(bot: BotProcess, server: BotApiServer) -> None:
    kim = server.person("Kim", "en")
    for name in ("talks", "flood"):
        kim.forward((EXAMPLES / "en" / f"{name}.txt").read_text(encoding="utf-8")[:PIECE])
    await kim.wait_for(lambda _: sum(bool(message.buttons) for message in kim.messages) == 2 or None, LONG)


async def test_an_album_is_answered_once_by_its_words(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    words = "Read it here"
    entity = {"type": "text_link", "offset": 5, "length": 2, "url": site.url("en/talks")}
    kim.send_service({"photo": photo, "media_group_id": "1", "caption": words, "caption_entities": [entity]})
    kim.send_service({"photo": photo, "media_group_id": "1"})
    kim.send_service({"photo": photo, "media_group_id": "1"})
    await kim.wait_for_text(HEADLINE, LONG)
    assert len(await settled(server, kim)) <= 2


async def test_of_a_channels_post_the_article_is_read_and_not_its_subscribe_button(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    text = "Subscribe to us. The article"
    subscribe = {"type": "text_link", "offset": 0, "length": 9, "url": "https://t.me/some_channel"}
    article = {"type": "text_link", "offset": 17, "length": 11, "url": site.url("en/talks")}
    kim.forward(text, entities=[subscribe, article])
    await kim.wait_for_text(HEADLINE, LONG)
    assert len(await settled(server, kim)) == 1


async def test_thanks_under_a_brief_do_not_bring_it_again(
    bot: BotProcess, server: BotApiServer, site: NewsSite
) -> None:
    kim = server.person("Kim", "en")
    kim.send_text(site.url("en/talks"))
    brief = await kim.wait_for(lambda m: m.buttons, LONG)
    kim.reply(brief, "Thank you!")
    assert sum(HEADLINE in text for text in await settled(server, kim)) == 1


async def test_an_edited_message_is_not_answered_twice(bot: BotProcess, server: BotApiServer, site: NewsSite) -> None:
    kim = server.person("Kim", "en")
    sent = kim.send_text(site.url("en/talks"))
    await kim.wait_for(lambda m: m.buttons, LONG)
    kim.edit(sent, site.url("en/flood"))
    assert len(await settled(server, kim)) == 1
