"""Places to look at and groups to act in, with the waiting for what the bot says there.

Source of the service fields and updates: https://core.telegram.org/bots/api#message and #chatmemberupdated.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from .chats import Chat, Message, Topic, User, Version
from .errors import NothingCame
from .world import FIRST_GROUP_ID, FIRST_SUPERGROUP_ID, World

if TYPE_CHECKING:
    from .people import Person

Json = dict[str, Any]
Found = TypeVar("Found")

WAIT_SECONDS = 10.0
_SHOWN_MESSAGES = 5


def found_or_fail(world: World, found: Found | None, what: str) -> Found:
    """Return what was found, or say what came instead.

    Raises:
        NothingCame: nothing was found.
    """
    if found is not None:
        return found
    seen = [f"{message.chat.id}: {message.text[:120]!r}" for message in world.sent[-_SHOWN_MESSAGES:]]
    refused = [f"{call.method} {call.status} {call.description}" for call in world.calls if call.description]
    raise NothingCame(
        f"no {what}; last messages {seen}; last refusals {refused[-_SHOWN_MESSAGES:]}; "
        f"{len(world.updates.pending)} updates not confirmed"
    )


@dataclass(slots=True, eq=False)
class Place:
    """A chat, as one who looks at it sees it."""

    world: World
    chat: Chat

    @property
    def chat_id(self) -> int:
        """Id of the chat."""
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """The bot's messages that are there now, oldest first."""
        bot = self.world.bot
        return [message for message in self.chat.messages.values() if message.sender is bot and not message.deleted]

    async def wait_for(
        self, wanted: Callable[[Message], object] = lambda message: True, within: float = WAIT_SECONDS
    ) -> Message:
        """Return the newest message of the bot that is as wanted, as soon as one is (edits count).

        Raises:
            NothingCame: none within ``within`` seconds.
        """

        def look() -> Message | None:
            return next((message for message in reversed(self.messages) if wanted(message)), None)

        found = await self.world.bell.until(look, within)
        return found_or_fail(self.world, found, f"such message in chat {self.chat.id}")

    async def wait_for_text(self, part: str, within: float = WAIT_SECONDS) -> Message:
        """Return the newest message of the bot that holds a text.

        Raises:
            NothingCame: none within ``within`` seconds.
        """
        return await self.wait_for(lambda message: part in message.text, within)


@dataclass(slots=True, eq=False)
class Incoming:
    """What a person has sent, and the update that the bot gets for it (None where it gets none)."""

    message: Message
    update_id: int | None


@dataclass(slots=True, eq=False)
class Group(Place):
    """A basic group, a supergroup, a forum or a channel."""

    def add(self, person: "Person", status: str = "member") -> None:
        """Let a person in, or change the person's status (creator, administrator, member, left, kicked)."""
        self.chat.status[person.user.id] = status
        self.chat.users[person.user.id] = person.user

    def set_bot(self, status: str) -> int | None:
        """Change the bot's status and tell it (my_chat_member); ``kicked`` throws it out."""
        bot = self.world.bot
        old = self.chat.member_json(bot)
        self.chat.status[bot.id] = status
        by = next(iter(self.chat.users.values()), bot)
        return tell_membership(self.world, self.chat, by, old)

    def set_posting(self, posting: bool) -> int | None:
        """In a channel, give the bot the right to post or take it away, and tell it (my_chat_member)."""
        old = self.chat.member_json(self.world.bot)
        self.chat.posting = posting
        return tell_membership(self.world, self.chat, next(iter(self.chat.users.values())), old)

    def topic(self, name: str) -> Topic:
        """Open a topic of a forum; it may be closed through its ``closed``."""
        message_id = self.chat.next_message_id()
        service = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        by = next(iter(self.chat.users.values()), self.world.bot)
        message = Message(self.chat, message_id, by, [Version("")], service, message_id, in_topic=True)
        self.world.post(message)
        topic = Topic(message_id, name)
        self.chat.topics[message_id] = topic
        return topic

    def upgrade(self) -> "Group":
        """Make a supergroup of a basic group, as Telegram does by itself; returns the new one."""
        group = new_group(self.world, self.chat.title, ())
        group.chat.status, group.chat.users = self.chat.status, self.chat.users
        self.chat.migrated_to = group.chat.id
        by = next(iter(self.chat.users.values()), self.world.bot)
        for chat, service in ((self.chat, "migrate_to_chat_id"), (group.chat, "migrate_from_chat_id")):
            other = group.chat.id if chat is self.chat else self.chat.id
            message = Message(chat, chat.next_message_id(), by, [Version("")], {service: other})
            self.world.updates.push("message", self.world.post(message).as_json())
        return group


def tell_membership(world: World, chat: Chat, by: User, old: Json) -> int | None:
    """Tell the bot of its new status (#chatmemberupdated)."""
    payload = {"chat": chat.as_json(), "from": by.as_json(), "date": int(time.time())}
    new = chat.member_json(world.bot)
    world.bell.ring()
    return world.updates.push("my_chat_member", {**payload, "old_chat_member": old, "new_chat_member": new})


def new_channel(
    world: World, title: str, admins: "tuple[Person, ...]", *, username: str | None = None, bot: str = "administrator"
) -> Group:
    """Return a new channel.

    Args:
        world: that the channel is in.
        title: of the channel.
        admins: administrators; the first one is the creator.
        username: of a public channel, without ``@``.
        bot: the bot's status.
    """
    channel = new_group(world, title, (), admins=admins, username=username, bot=bot)
    channel.chat.type = "channel"
    return channel


def new_group(
    world: World,
    title: str,
    members: "tuple[Person, ...]",
    *,
    admins: "tuple[Person, ...]" = (),
    forum: bool = False,
    basic: bool = False,
    username: str | None = None,
    bot: str = "member",
) -> Group:
    """Return a new group.

    Args:
        world: that the group is in.
        title: of the group.
        members: people in it.
        admins: administrators; the first one is the creator.
        forum: has topics.
        basic: a basic group, not a supergroup.
        username: of a public group, without ``@``.
        bot: the bot's status.
    """
    step = len(world.chats)
    chat_id = FIRST_GROUP_ID - step if basic else FIRST_SUPERGROUP_ID - step
    chat = Chat(chat_id, "group" if basic else "supergroup", title, username, forum)
    world.chats[chat_id] = chat
    group = Group(world, chat)
    for index, person in enumerate(admins):
        group.add(person, "administrator" if index else "creator")
    for person in members:
        group.add(person)
    chat.status[world.bot.id] = bot
    return group
