"""The other side of the chat: people that a test lets act, and what they see.

Acting is immediate and returns what was made; waiting is on events, never by sleeping.
"""

import time
from dataclasses import dataclass
from typing import Any

from .chats import Chat, Message, Topic, User, Version
from .entities_plain import find_entities
from .keyboards import find_button
from .places import WAIT_SECONDS, Group, Incoming, Place, found_or_fail, tell_membership
from .world import FIRST_USER_ID, Query, World

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Person(Place):
    """Somebody with a private chat with the bot; can also act in groups."""

    user: User

    @property
    def id(self) -> int:
        """User id."""
        return self.user.id

    def send_text(
        self,
        text: str,
        *,
        to: Group | None = None,
        topic: Topic | None = None,
        reply_to: Message | None = None,
        entities: list[Json] | None = None,
        extra: Json | None = None,
    ) -> Incoming:
        """Send a text.

        Args:
            text: as typed; links, mentions and commands get their entities.
            to: a group; the private chat with the bot by default.
            topic: of a forum.
            reply_to: message that this one answers.
            entities: further entities (offsets in UTF-16 units), such as a text_link.
            extra: further fields of the Message object.
        """
        found = sorted([*(entities or []), *find_entities(text)], key=lambda entity: int(entity["offset"]))
        return self._send(Version(text, found), to or self, topic, reply_to, extra or {})

    def mention(self, text: str, *, to: Group, topic: Topic | None = None, reply_to: Message | None = None) -> Incoming:
        """Send a text that begins with the bot's @name to a group."""
        return self.send_text(f"@{self.world.bot.username} {text}", to=to, topic=topic, reply_to=reply_to)

    def reply(self, message: Message, text: str) -> Incoming:
        """Answer a message where it is."""
        place = self if message.chat is self.chat else Group(self.world, message.chat)
        topic = message.chat.topics.get(message.thread_id or 0) if message.in_topic else None
        return self.send_text(text, to=place if isinstance(place, Group) else None, topic=topic, reply_to=message)

    def forward(
        self,
        text: str,
        *,
        origin: str = "News Channel",
        to: Group | None = None,
        entities: list[Json] | None = None,
        **extra: Any,
    ) -> Incoming:
        """Forward the post of a channel (#messageoriginchannel)."""
        channel = {"id": -1_002_000_000_000 - len(origin), "type": "channel", "title": origin}
        source = {"type": "channel", "date": int(time.time()), "chat": channel, "message_id": self.world.number()}
        return self.send_text(text, to=to, entities=entities, extra={"forward_origin": source, **extra})

    def send_document(
        self,
        name: str,
        data: bytes,
        mime_type: str = "text/plain",
        *,
        caption: str = "",
        to: Group | None = None,
        reported_size: int | None = None,
    ) -> Incoming:
        """Send a file; ``reported_size`` (bytes) lets a small one pass for a big one."""
        document = self.world.add_file(name, data, mime_type, reported_size).document()
        version = Version(caption, find_entities(caption))
        return self._send(version, to or self, None, None, {"document": document})

    def send_service(self, extra: Json, *, to: Group | None = None) -> Incoming:
        """Send a message without text: a service message, a sticker, a voice note, as its fields."""
        return self._send(Version(""), to or self, None, None, extra)

    def share_channel(self, channel: Group, request_id: int) -> Incoming:
        """Choose a channel by a button with ``request_chat`` (#chatshared)."""
        shared = {"request_id": request_id, "chat_id": channel.chat_id, "title": channel.chat.title}
        return self.send_service({"chat_shared": shared})

    def edit(self, sent: Incoming, text: str) -> int | None:
        """Change a message that was sent (edited_message)."""
        sent.message.versions.append(Version(text, find_entities(text)))
        return self.world.updates.push("edited_message", sent.message.as_json())

    def _send(
        self, version: Version, place: Place, topic: Topic | None, reply_to: Message | None, extra: Json
    ) -> Incoming:
        chat = place.chat
        if chat.person is not None:
            self.user.started = True
        thread_id = topic.thread_id if topic else None
        if thread_id is None and reply_to is not None and chat.type == "supergroup" and not chat.is_forum:
            thread_id = reply_to.thread_id or reply_to.message_id  # a reply thread: no topic, and not to be sent to
        message = Message(chat, chat.next_message_id(), self.user, [version], extra, thread_id, topic is not None)
        message.reply_to = reply_to
        self.world.post(message)
        seen = _bot_sees(self.world, message)
        return Incoming(message, self.world.updates.push("message", message.as_json()) if seen else None)

    def press(self, message: Message, button: str) -> Query:
        """Press a button, named by its label or callback data, of the message as it is now.

        Raises:
            LookupError: there is no such button.
        """
        found = find_button(message.current.reply_markup, button)
        if "callback_data" not in found:
            raise LookupError(f"{button!r} opens {found}, it sends nothing to the bot")
        payload = {"from": self.user.as_json(), "chat_instance": str(message.chat.id), "data": found["callback_data"]}
        inline_id = next((key for key, known in self.world.inline_messages.items() if known is message), None)
        where = {"inline_message_id": inline_id} if inline_id else {"message": message.as_json()}
        return self.world.ask("callback", {**payload, **where})

    def inline_query(self, text: str, *, offset: str = "") -> Query:
        """Type ``@bot text`` in some chat."""
        payload = {"from": self.user.as_json(), "query": text, "offset": offset, "chat_type": "sender"}
        return self.world.ask("inline", payload)

    async def answer_to(self, query: Query, within: float = WAIT_SECONDS) -> Json:
        """Return the bot's answer to a press or an inline query.

        Raises:
            NothingCame: none within ``within`` seconds.
        """
        answer = await self.world.bell.until(lambda: query.answer, within)
        return found_or_fail(self.world, answer, f"answer to the {query.kind} query")

    def choose(self, query: Query, result_id: str) -> Message:
        """Send an inline result to another chat; the message has an inline_message_id only with a keyboard."""
        if query.answer is None:
            raise LookupError("the inline query has no answer yet")
        result = next(result for result in query.answer["results"] if result["id"] == result_id)
        elsewhere = Chat(-self.world.number(), "group", "Elsewhere")
        version = Version(result.get("text", ""), result.get("entities", []), result.get("reply_markup"))
        message = Message(elsewhere, 1, self.user, [version], {"via_bot": self.world.bot.as_json()})
        payload: Json = {"result_id": result_id, "from": self.user.as_json(), "query": query.payload["query"]}
        if result.get("reply_markup"):
            payload["inline_message_id"] = f"AgAA{self.world.number():08d}"
            self.world.inline_messages[payload["inline_message_id"]] = message
        self.world.updates.push("chosen_inline_result", payload)
        return message

    def block(self) -> int | None:
        """Block the bot (my_chat_member: kicked)."""
        return self._block("kicked")

    def unblock(self) -> int | None:
        """Take the bot back (my_chat_member: member)."""
        return self._block("member")

    def _block(self, status: str) -> int | None:
        self.chat.status.setdefault(self.world.bot.id, "member")
        old = self.chat.member_json(self.world.bot)
        self.user.blocked = status == "kicked"
        self.chat.status[self.world.bot.id] = status
        return tell_membership(self.world, self.chat, self.user, old)


def _bot_sees(world: World, message: Message) -> bool:
    """Say whether a message reaches the bot: membership, blocking, privacy mode (bots/features#privacy-mode)."""
    chat = message.chat
    if chat.person is not None:
        return not chat.person.blocked
    status = chat.status.get(world.bot.id, "left")
    if status in {"left", "kicked"}:
        return False
    if not world.privacy_mode or status == "administrator":
        return True
    name = f"@{world.bot.username}".lower()
    meant = any(name in text.lower() for kind in ("mention", "bot_command") for text in message.spans(kind))
    plain_command = any("@" not in text for text in message.spans("bot_command"))
    answers = message.reply_to is not None and message.reply_to.sender is world.bot
    return meant or answers or plain_command


def new_person(
    world: World,
    name: str,
    language_code: str | None,
    *,
    started: bool = False,
    is_bot: bool = False,
    username: str = "",
) -> Person:
    """Return a new person.

    Args:
        world: that the person lives in.
        name: first name.
        language_code: IETF tag that the app reports; None where it reports none.
        started: has written to the bot before.
        is_bot: is another bot.
        username: without ``@``; made from the id by default.
    """
    user_id = FIRST_USER_ID + len(world.users)
    user = User(user_id, name, language_code, username or f"user{user_id}", is_bot, started)
    chat = Chat(user_id, "private", person=user)
    world.users[user_id], world.chats[user_id] = user, chat
    return Person(world, chat, user)
