"""Buttons of channels: those under a digest lead into the reader's own chat with the bot, and do not fill the channel.

What is set up for a channel is set up in the private chat of an admin, by the same buttons as one's own digest; there,
each carries in front of what it does for which channel (``for_channel``).
"""

from collections.abc import Sequence

from telegram import (
    ChatAdministratorRights,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
)

from bot.callbacks import MAX_BYTES, DigestAction, base62, from_base62
from bot.i18n import translator
from bot.ids import number_of_brief
from bot.keyboards import MAX_LABEL_CHARACTERS, button
from bot.rendering.harmless import shortened
from bot.store.digests_places import DigestPlace
from summarizer.article import Language

PREFIX = "h1"
"""Family and version of the callback data of a channel's button: ``h1:<channel>:<data>``."""
BRIEF_LINK, CALENDAR_LINK = "b-", "c-"
"""How the parameter of a link to the bot begins: https://core.telegram.org/bots/features#deep-linking"""
CHOICE = 1
"""Names the button that chooses a channel, in the answer to it."""
_BRIEFS_PER_ROW = 5
_NO_RIGHTS = (False,) * 11
"""Rights that the Bot API wants named and that are not needed, from anonymity to deleting stories."""


def channel_digest_keyboard(
    channel_id: int, briefs: Sequence[tuple[int, str]], username: str, language: Language, *, calendar: bool
) -> InlineKeyboardMarkup | None:
    """Return links to the full brief of each story, and to the calendar; None if there is nothing to tap.

    Args:
        channel_id: Telegram's.
        briefs: number of the story in the digest (1-based), and id of its brief.
        username: the bot's, without ``@``.
        language: of the words.
        calendar: whether there are events to come.
    """
    address = f"https://t.me/{username}?start="
    links = [
        InlineKeyboardButton(f"📄 {number}", url=f"{address}{BRIEF_LINK}{base62(number_of_brief(brief_id))}")
        for number, brief_id in briefs
    ]
    rows = [links[start : start + _BRIEFS_PER_ROW] for start in range(0, len(links), _BRIEFS_PER_ROW)]
    if calendar:
        words = "📅 " + translator(language).gettext("Calendar")
        rows.append([InlineKeyboardButton(words, url=f"{address}{CALENDAR_LINK}{base62(-channel_id)}")])
    return InlineKeyboardMarkup(rows) if rows else None


def channel_request_keyboard(language: Language) -> ReplyKeyboardMarkup:
    """Return a button by which somebody chooses one of the channels that they run; Telegram adds the bot if need be."""
    rights = ChatAdministratorRights(*_NO_RIGHTS, can_post_messages=True)
    wanted = KeyboardButtonRequestChat(
        CHOICE,
        chat_is_channel=True,
        user_administrator_rights=rights,
        bot_administrator_rights=rights,
        request_title=True,
    )
    label = translator(language).gettext("Choose a channel")
    return ReplyKeyboardMarkup(
        [[KeyboardButton(label, request_chat=wanted)]], resize_keyboard=True, one_time_keyboard=True
    )


def channels_keyboard(places: Sequence[DigestPlace]) -> InlineKeyboardMarkup | None:
    """Return a button for each channel, which shows its digest; None without any."""
    rows = [
        [_for(button(shortened(place.title, MAX_LABEL_CHARACTERS) or "…", DigestAction("show")), place.chat_id)]
        for place in places
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def for_channel(keyboard: InlineKeyboardMarkup | None, channel_id: int) -> InlineKeyboardMarkup | None:
    """Return a keyboard whose buttons say for which channel they are.

    Args:
        keyboard: of a digest; what a button carries may have 50 bytes.
        channel_id: Telegram's, negative.
    """
    if keyboard is None:
        return None
    return InlineKeyboardMarkup([[_for(one, channel_id) for one in row] for row in keyboard.inline_keyboard])


def channel_of(data: object) -> tuple[int, str] | None:
    """Return channel and callback data of a channel's button, or None if it is another, forged or damaged."""
    if not isinstance(data, str) or not data.startswith(f"{PREFIX}:"):
        return None
    _, digits, rest = (*data.split(":", 2), "", "")[:3]
    number = from_base62(digits)
    return None if number is None or not rest else (-number, rest)


def _for(one: InlineKeyboardButton, channel_id: int) -> InlineKeyboardButton:
    if not isinstance(one.callback_data, str):
        return one
    data = f"{PREFIX}:{base62(-channel_id)}:{one.callback_data}"
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"not a button that can be written for a channel: {one.callback_data}")
    return InlineKeyboardButton(one.text, callback_data=data)
