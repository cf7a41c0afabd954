"""Links, texts, files, forwarded posts, and /brief: the work is handed to a workflow, which answers."""

from telegram import Message

from bot.asked import Text, asked_in, asked_of, links_of
from bot.handlers.turn import LATER, Turn
from bot.inbox import is_addressed
from bot.pieces import JOINED
from bot.rendering.refusals import refusal
from bot.store import ChatKind


async def on_message(turn: Turn) -> bool | None:
    """Deal with a message that is no command: in groups only if it is for the bot, or links are read unasked."""
    message = turn.message
    if message is None or message.new_chat_members or message.migrate_to_chat_id:
        return None
    addressed = turn.is_private or is_addressed(message, turn.runtime.bot_id, turn.runtime.username)
    if not addressed and not await _reads_links(turn):
        return None
    later = await _begin(turn, say_if_nothing=addressed)
    await note_presence(turn)
    return later


async def on_brief(turn: Turn) -> bool | None:
    """/brief: the text behind it, or the message that it answers."""
    later = await _begin(turn, say_if_nothing=True)
    await note_presence(turn)
    return later


async def note_presence(turn: Turn) -> None:
    """Note person and chat as active."""
    store, present = turn.runtime.store, turn.runtime.present
    if turn.user_id is not None and present.is_news(turn.user_id):
        await store.users.seen(turn.user_id)
    if turn.chat is not None and present.is_news((turn.user_id, turn.chat.id)):
        kind: ChatKind = turn.chat.type  # type: ignore[assignment]  # ChatType's members are these strings
        await store.chats.seen(turn.chat.id, kind)


async def _begin(turn: Turn, *, say_if_nothing: bool) -> bool | None:
    message, request = turn.message, turn.request
    if message is None or request is None:
        return None
    asked = asked_of(message)
    if turn.is_private and JOINED not in request.payload:
        text = asked[0].text if asked and isinstance(asked[0], Text) and asked_in(message) else ""
        if await turn.runtime.pieces.take(request, message, text or _tail(message)):
            return LATER
    if asked:
        await turn.runtime.begin(request)
        return LATER
    if say_if_nothing and not _is_told_already(turn, message):
        await turn.reply(refusal("nothing_to_read", turn.who.language))
    return None


def _tail(message: Message) -> str:
    """Return the words of a plain message, which may be too few to be read alone and yet end a longer text."""
    return message.text or "" if not (message.text or "").startswith("/") else ""


def _is_told_already(turn: Turn, message: Message) -> bool:
    """Say whether another picture of the same album was dealt with: only one of them carries the words."""
    album = message.media_group_id
    return album is not None and not turn.runtime.present.is_news(("album", album))


async def _reads_links(turn: Turn) -> bool:
    if turn.chat is None or turn.message is None or not links_of(turn.message):
        return False
    chat = await turn.runtime.store.chats.get(turn.chat.id)
    return chat is not None and chat.auto_links
