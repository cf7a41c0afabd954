"""Who and what is in Telegram: users, chats, topics, messages with all their versions.

Field names are the Bot API's: https://core.telegram.org/bots/api#user, #chat, #message, #chatfullinfo, #chatmember.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from .keyboards import buttons_of

Json = dict[str, Any]

GENERAL_TOPIC = 1  # the topic of a forum that messages without a thread id are in; it cannot be addressed by that id
ADMIN_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


@dataclass(slots=True)
class User:
    """A person or a bot.

    Attributes:
        started: has written to the bot in private, so the bot may write.
        blocked: has blocked the bot.
        deactivated: the account is gone.
    """

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        """Return the User object."""
        known = {"language_code": self.language_code, "username": self.username}
        body = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return {**body, **{key: value for key, value in known.items() if value}}


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a message.

    Attributes:
        text: text or caption, after parsing.
        entities: MessageEntity objects; offsets in UTF-16 units.
        reply_markup: the inline keyboard, or None.
        link_preview_options: as sent, or None.
        parse_mode: as sent; "" for none.
        markup: the text as sent, before parsing.
        time: seconds on the monotonic clock.
    """

    text: str
    entities: list[Json] = field(default_factory=list)
    reply_markup: Json | None = None
    link_preview_options: Json | None = None
    parse_mode: str = ""
    markup: str = ""
    time: float = field(default_factory=time.monotonic)

    def same_as(self, other: "Version") -> bool:
        """Say whether Telegram would call ``other`` «not modified»."""
        return (self.text, self.entities, self.reply_markup) == (other.text, other.entities, other.reply_markup)


@dataclass(slots=True, eq=False)
class Message:
    """A message in a chat; ``versions`` grow with every edit.

    Attributes:
        extra: further fields of the Message object (``document``, ``forward_origin``, service fields).
        thread_id: ``message_thread_id``, or None.
        in_topic: ``is_topic_message``.
    """

    chat: "Chat"
    message_id: int
    sender: User
    versions: list[Version]
    extra: Json = field(default_factory=dict)
    thread_id: int | None = None
    in_topic: bool = False
    reply_to: "Message | None" = None
    deleted: bool = False
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def current(self) -> Version:
        """The version that people see."""
        return self.versions[-1]

    @property
    def text(self) -> str:
        """Text or caption that people see."""
        return self.current.text

    @property
    def buttons(self) -> list[Json]:
        """Buttons that people see, row by row."""
        return buttons_of(self.current.reply_markup)

    @property
    def labels(self) -> list[str]:
        """What is written on the buttons."""
        return [str(button["text"]) for button in self.buttons]

    @property
    def document(self) -> Json | None:
        """The Document object, where one is attached."""
        document: Json | None = self.extra.get("document")
        return document

    def spans(self, kind: str) -> list[str]:
        """Return the parts of the text under entities of one kind (``bold``, ``text_link``, …)."""
        units = self.text.encode("utf-16-le")
        found = [entity for entity in self.current.entities if entity["type"] == kind]
        return [units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in found]

    def as_json(self, *, with_reply: bool = True) -> Json:
        """Return the Message object of the Bot API."""
        body: Json = {"message_id": self.message_id, "date": self.date, "chat": self.chat.as_json()}
        if self.chat.type == "channel":
            body["sender_chat"] = self.chat.as_json()
        else:
            body["from"] = self.sender.as_json()
        if self.thread_id is not None:
            body["message_thread_id"] = self.thread_id
        if self.in_topic:
            body["is_topic_message"] = True
        if self.reply_to is not None and with_reply and not self.reply_to.deleted:
            body["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        return {**body, **self._content(), **self.extra}

    def _content(self) -> Json:
        names = ("caption", "caption_entities") if "document" in self.extra else ("text", "entities")
        content: Json = {}
        if self.text:
            content[names[0]] = self.text
        if self.current.entities:
            content[names[1]] = self.current.entities
        if self.current.reply_markup:
            content["reply_markup"] = self.current.reply_markup
        if self.current.link_preview_options:
            content["link_preview_options"] = self.current.link_preview_options
        if len(self.versions) > 1:
            content["edit_date"] = int(time.time())
        return content


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is the id of the service message that opened it."""

    thread_id: int
    name: str
    closed: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, a basic group, a supergroup or a channel, as the bot sees it.

    Attributes:
        person: the other side of a private chat.
        status: user id -> ChatMember status (creator, administrator, member, left, kicked), the bot's own too.
        migrated_to: id of the supergroup that this group has become.
        posting: in a channel, whether the bot has the right to post.
    """

    id: int
    type: str
    title: str = ""
    username: str | None = None
    is_forum: bool = False
    person: User | None = None
    status: dict[int, str] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    migrated_to: int | None = None
    posting: bool = True

    def next_message_id(self) -> int:
        """Return the number of the next message; every chat counts for itself, as supergroups do.

        In a forum 1 is taken: it names the General topic.
        """
        return max(self.messages, default=GENERAL_TOPIC if self.is_forum else 0) + 1

    def as_json(self) -> Json:
        """Return the Chat object."""
        if self.person is not None:
            names = {"first_name": self.person.first_name, "username": self.person.username}
            return {"id": self.id, "type": self.type, **{key: value for key, value in names.items() if value}}
        body: Json = {"id": self.id, "type": self.type, "title": self.title}
        if self.username:
            body["username"] = self.username
        return {**body, "is_forum": True} if self.is_forum else body

    def full_json(self) -> Json:
        """Return the ChatFullInfo object, with the fields that the page does not call optional."""
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        accepted = dict.fromkeys(gifts, True)
        return {**self.as_json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}

    def member_json(self, user: User) -> Json:
        """Return the ChatMember object of a user."""
        status = self.status.get(user.id, "left")
        body: Json = {"user": user.as_json(), "status": status}
        if status == "creator":
            body["is_anonymous"] = False
        elif status == "administrator":
            body.update({right: right not in {"can_be_edited", "is_anonymous"} for right in ADMIN_RIGHTS})
            if self.type == "channel":
                posting = self.posting or not user.is_bot
                body.update(can_post_messages=posting, can_edit_messages=posting)
        elif status == "kicked":
            body["until_date"] = 0
        return body
