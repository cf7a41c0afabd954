"""Digests of channels, set up by an admin in their own chat with the bot; and whose and in which topic a digest is.

A channel is chosen by a button of Telegram's (``KeyboardButtonRequestChat``), which offers the channels that somebody
runs and makes the bot an admin there, or named: ``/subscribe @channel URL``. From then on everything is as for one's
own digest, by a turn whose address is the channel while its answers stay in the private chat.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Chat, ChatMember, ChatMemberAdministrator, InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.callbacks import DigestAction, from_base62, parse_callback
from bot.channel_keyboards import (
    BRIEF_LINK,
    CALENDAR_LINK,
    channel_of,
    channel_request_keyboard,
    channels_keyboard,
    for_channel,
)
from bot.delivery import Address
from bot.errors import MethodUnavailable, Unreachable
from bot.handlers import about, buttons, digest_answers, groups
from bot.handlers.digest_taps import on_digest_action
from bot.handlers.turn import Turn, Work
from bot.rendering import channels as words
from bot.rendering.refusals import refusal
from bot.rendering.spans import MessageText

_INSIDE = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED})
_DIGEST_BUTTON = "d1:"


@dataclass(frozen=True, slots=True)
class ChannelTurn(Turn):
    """A turn of an admin, in private, about the digest of a channel; that they are one was checked.

    Attributes:
        channel_id: Telegram's.
        title: of the channel.
    """

    channel_id: int = 0
    title: str = ""

    @property
    def is_private(self) -> bool:
        """False: the digest is the channel's."""
        return False

    @property
    def address(self) -> Address:
        """The channel."""
        return Address(self.channel_id)

    @property
    def here(self) -> Address:
        """The private chat."""
        return Address(self.user_id or 0)

    @property
    def arguments(self) -> list[str]:
        """The words behind a command, without the channel's name."""
        given = _arguments(self)
        return given[1:] if given and _channel_name(given[0]) else given

    async def reply(self, text: MessageText, keyboard: InlineKeyboardMarkup | None = None) -> int:
        """Answer in the private chat, with the channel's name above."""
        return await Turn.reply(self, words.headed(self.title, text), for_channel(keyboard, self.channel_id))

    async def change(self, text: MessageText, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """Change the message with the tapped button, with the channel's name above."""
        if self.query is None:
            return await self.reply(text, keyboard)
        return await Turn.change(self, words.headed(self.title, text), for_channel(keyboard, self.channel_id))

    async def put(self, message_id: int, text: MessageText, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Change an answer in the private chat, with the channel's name above."""
        await Turn.put(self, message_id, words.headed(self.title, text), for_channel(keyboard, self.channel_id))

    async def is_admin(self) -> bool:
        """True, as that was checked."""
        return True


def settled(work: Callable[[Turn], Awaitable[bool | None]]) -> Work:
    """Return work that notes, where it made a digest in a group or channel, its topic and who asked for it."""

    async def on(turn: Turn) -> bool | None:
        if turn.is_private:
            return await work(turn)
        store, chat_id = turn.runtime.store, turn.address.chat_id
        before = await store.subscriptions.get(chat_id)
        result = await work(turn)
        if before is None and await store.subscriptions.get(chat_id) is not None:
            title = turn.title if isinstance(turn, ChannelTurn) else (turn.chat.title if turn.chat else "") or ""
            await store.places.settle(chat_id, turn.user_id, turn.address.thread_id, title)
        return result

    return on


def also_for_channels(work: Callable[[Turn], Awaitable[bool | None]], *, alone: bool = True) -> Work:
    """Return a command about digests that in a private chat may name a channel first.

    Args:
        work: the command.
        alone: whether the channel is meant even if nothing follows it; else it is what the command is about.
    """

    async def on(turn: Turn) -> bool | None:
        given = _arguments(turn)
        named = turn.is_private and bool(given) and _channel_name(given[0]) is not None
        if not named or (len(given) == 1 and not alone):
            return await settled(work)(turn)
        channel = await _opened(turn, given[0])
        return await settled(work)(channel) if channel is not None else None

    return on


async def on_channels(turn: Turn) -> None:
    """/channels: the channels for which somebody asked, and how to add one."""
    language = turn.who.language
    if not turn.is_private or turn.user_id is None:
        await turn.reply(words.channels_in_private(language))
        return
    places = await turn.runtime.store.places.of_asker(turn.user_id)
    found = [place for place in places if await _is_channel(turn, place.chat_id)]
    if found:
        await turn.reply(words.your_channels(language), channels_keyboard(found))
    await turn.runtime.delivery.send(turn.here, words.channels_intro(language), channel_request_keyboard(language))


async def on_chosen(turn: Turn) -> None:
    """Somebody chose a channel by Telegram's button: show its digest, or begin its set-up."""
    shared = turn.message.chat_shared if turn.message is not None else None
    channel = await _opened(turn, shared.chat_id) if shared is not None else None
    if channel is not None:
        await settled(_begin)(channel)


async def on_tap(turn: Turn) -> bool | None:
    """Deal with a tap; a button of a channel's digest as an admin of it."""
    data = turn.query.data if turn.query is not None else None
    found = channel_of(data)
    if found is None:
        is_of_digest = isinstance(data, str) and data.startswith(_DIGEST_BUTTON)
        return await (settled(buttons.on_tap) if is_of_digest else buttons.on_tap)(turn)
    channel_id, rest = found
    action = parse_callback(rest)
    if not isinstance(action, DigestAction) or not turn.is_private:
        await turn.refuse(refusal("stale_button", turn.who.language))
        return None
    channel = await _run_by(turn, channel_id, (await turn.runtime.store.places.get(channel_id)).title)
    if channel is None:
        return None
    return await settled(lambda turn: on_digest_action(turn, action))(channel)


async def on_message(turn: Turn) -> bool | None:
    """Deal with a message: an answer to a question about a channel's digest, or any other."""
    replied = turn.message.reply_to_message if turn.message is not None else None
    if turn.is_private and turn.user_id is not None and replied is not None:
        for place in await turn.runtime.store.places.of_asker(turn.user_id):
            subscription = await turn.runtime.store.subscriptions.get(place.chat_id)
            asked = subscription is not None and subscription.dialogue.message_id == replied.message_id
            if asked and await _is_channel(turn, place.chat_id):
                channel = await _run_by(turn, place.chat_id, place.title)
                return await digest_answers.on_message(channel) if channel is not None else None
    return await digest_answers.on_message(turn)


async def on_start(turn: Turn) -> None:
    """/start; by a link under a channel's digest, with the full brief of a story or the calendar."""
    given = _arguments(turn)
    wanted = given[0] if given and turn.is_private else ""
    if wanted.startswith(BRIEF_LINK):
        await on_digest_action(turn, DigestAction("brief", wanted.removeprefix(BRIEF_LINK)))
        return
    number = from_base62(wanted.removeprefix(CALENDAR_LINK)) if wanted.startswith(CALENDAR_LINK) else None
    if number is not None and await _is_channel(turn, -number):
        title = (await turn.runtime.store.places.get(-number)).title
        await on_digest_action(_for_channel(turn, -number, title), DigestAction("calendar"))
        return
    await about.on_start(turn)


async def on_membership(turn: Turn) -> None:
    """Note where the bot was let in or put out; where it can no longer write, the digest is paused."""
    await groups.on_membership(turn)
    change = turn.update.my_chat_member
    if change is None or change.chat.type == Chat.PRIVATE or _may_write(change.chat, change.new_chat_member):
        return
    store, chat = turn.runtime.store, change.chat
    subscription = await store.subscriptions.get(chat.id)
    if subscription is None or not subscription.active:
        return
    await store.subscriptions.pause(chat.id)
    place = await store.places.get(chat.id)
    if place.asked_by is None or chat.type != Chat.CHANNEL:
        return
    person = await store.users.get(place.asked_by)
    language = (person.language if person else None) or subscription.wanted.language
    try:
        await turn.runtime.delivery.for_bulk.send(
            Address(place.asked_by), words.channel_paused(chat.title or place.title, language)
        )
    except (TelegramError, MethodUnavailable, Unreachable):
        return  # whoever has left the bot is not to be told; the delivery has noted it


async def _begin(turn: Turn) -> bool | None:
    return await on_digest_action(turn, DigestAction("setup"))


async def _opened(turn: Turn, name: int | str) -> ChannelTurn | None:
    """Return the turn for a channel that the person runs and the bot may post in; else they are told."""
    language, delivery = turn.who.language, turn.runtime.delivery
    chat = await delivery.find_channel(name)
    if chat is None:
        await turn.refuse(words.channel_unknown(language))
        return None
    if not await delivery.may_post(chat.id):
        await turn.refuse(words.channel_closed(chat.title or "", language))
        return None
    channel = await _run_by(turn, chat.id, chat.title or "")
    if channel is not None:
        await turn.runtime.store.chats.seen(chat.id, "channel")
    return channel


async def _run_by(turn: Turn, channel_id: int, title: str) -> ChannelTurn | None:
    """Return the turn for a channel if the person is an admin of it; else they are told."""
    if turn.user_id is not None and await turn.runtime.delivery.is_admin(channel_id, turn.user_id):
        return _for_channel(turn, channel_id, title)
    await turn.refuse(words.channel_admins_only(turn.who.language))
    return None


def _for_channel(turn: Turn, channel_id: int, title: str) -> ChannelTurn:
    return ChannelTurn(turn.runtime, turn.update, turn.request, turn.who, turn.banned, channel_id, title)


async def _is_channel(turn: Turn, chat_id: int) -> bool:
    chat = await turn.runtime.store.chats.get(chat_id)
    return chat is not None and chat.kind == "channel"


def _may_write(chat: Chat, member: ChatMember) -> bool:
    if chat.type == Chat.CHANNEL:
        return isinstance(member, ChatMemberAdministrator) and member.can_post_messages is True
    return member.status in _INSIDE


def _arguments(turn: Turn) -> list[str]:
    return (turn.message.text or "").split()[1:] if turn.message is not None else []


def _channel_name(word: str) -> str | None:
    """Return an @name or the id of a channel, if a word is one."""
    is_id = word.startswith("-100") and word[1:].isdecimal()
    return word if is_id or (word.startswith("@") and len(word) > 1) else None
