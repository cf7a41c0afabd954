"""The state of this small Telegram: one bot, its people and groups, everything that was said and asked.

Nothing here knows of HTTP. The state outlives the bot's process; a test looks at it directly.
"""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any, Literal

from .chats import Chat, Message, User
from .errors import ApiError, bad_request, forbidden
from .faults import Faults
from .limits import SendingRates
from .signals import Bell
from .updates import UpdateQueue

Json = dict[str, Any]

BOT_ID = 110_201_543
TOKEN = f"{BOT_ID}:{'loopback' * 4}bot"  # 35 characters after the colon, as real ones have
FIRST_USER_ID = 500_000_001
FIRST_GROUP_ID = -400_000_001
FIRST_SUPERGROUP_ID = -1_001_000_000_001
CALLBACK_SECONDS = 15 * 60.0  # a press can be answered for some minutes; the page gives no figure


@dataclass(slots=True, eq=False)
class Call:
    """One request of the bot.

    Attributes:
        method: as Telegram spells it where it is known, else as it came.
        arguments: as they came, JSON as text.
        time: monotonic seconds at arrival.
        finished: monotonic seconds of the answer, 0 while it is under way.
        status: HTTP status of the answer, 0 for a connection that was cut.
        description: of a refusal.
        result: of a success.
    """

    method: str
    arguments: dict[str, str]
    time: float = field(default_factory=time.monotonic)
    finished: float = 0.0
    status: int = 0
    description: str = ""
    result: Any = None

    @property
    def chat_id(self) -> int | None:
        """The chat that it was for."""
        text = self.arguments.get("chat_id", "")
        return int(text) if text.lstrip("-").isdecimal() else None


@dataclass(slots=True, eq=False)
class Query:
    """A button press or an inline query, and what the bot answered.

    Attributes:
        payload: the object in the update.
        answer: arguments of the answer, None before it.
        expired: can no longer be answered.
    """

    id: str
    kind: Literal["callback", "inline"]
    payload: Json
    update_id: int | None = None
    answer: Json | None = None
    expired: bool = False
    time: float = field(default_factory=time.monotonic)


@dataclass(slots=True)
class StoredFile:
    """A file that can be downloaded."""

    file_id: str
    name: str
    data: bytes
    mime_type: str
    reported_size: int | None = None

    @property
    def path(self) -> str:
        """``file_path`` of getFile."""
        return f"documents/{self.file_id}"

    def document(self) -> Json:
        """Return the Document object."""
        size = len(self.data) if self.reported_size is None else self.reported_size
        return {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_size": size,
        }


class World:
    """Everything that Telegram knows of one bot.

    Args:
        username: of the bot, without ``@``.
        privacy_mode: in groups the bot sees only what is meant for it (https://core.telegram.org/bots/features#privacy-mode).
        rates: apply Telegram's sending rates; None for no rates.
        strict_entities: refuse a bare ``&`` in HTML mode.
    """

    def __init__(
        self,
        *,
        username: str = "svodka_test_bot",
        privacy_mode: bool = False,
        rates: SendingRates | None = None,
        strict_entities: bool = False,
    ) -> None:
        self.bot = User(BOT_ID, "Svodka", username=username, is_bot=True)
        self.privacy_mode = privacy_mode
        self.rates = rates
        self.strict_entities = strict_entities
        self.bell = Bell()
        self.updates = UpdateQueue(self.bell)
        self.faults = Faults()
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.inline_messages: dict[str, Message] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.calls: list[Call] = []
        self.sent: list[Message] = []
        self.actions: list[tuple[int, str]] = []
        self._numbers = itertools.count(1)

    def number(self) -> int:
        """Return a number that was not used before."""
        return next(self._numbers)

    def add_file(self, name: str, data: bytes, mime_type: str, reported_size: int | None = None) -> StoredFile:
        """Store a file under a new ``file_id``."""
        file = StoredFile(f"BQAC{self.number():08d}", name, data, mime_type, reported_size)
        self.files[file.file_id] = file
        return file

    def chat(self, reference: str) -> Chat:
        """Return a chat that the bot may know, by id or @username.

        Raises:
            ApiError: 400 ``chat not found``.
        """
        if not reference:
            raise bad_request("chat_id is empty")
        number = int(reference) if reference.lstrip("-").isdecimal() else None
        named = reference.removeprefix("@").lower()
        if number is not None and number in self.chats:
            return self.chats[number]
        public = (chat for chat in self.chats.values() if chat.type != "private" and chat.username)
        found = next((chat for chat in public if str(chat.username).lower() == named), None)
        if found is not None and number is None:
            return found
        raise bad_request("chat not found")

    def writable_chat(self, reference: str) -> Chat:
        """Return a chat in which the bot may write.

        Raises:
            ApiError: 400 or 403, in Telegram's words.
        """
        chat = self.chat(reference)
        if chat.migrated_to is not None:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, text, migrate_to_chat_id=chat.migrated_to)
        if chat.person is not None:
            self._check_person(chat.person)
        else:
            self._check_membership(chat)
        return chat

    @staticmethod
    def _check_person(person: User) -> None:
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        if person.is_bot:
            raise forbidden("bot can't send messages to bots")

    def _check_membership(self, chat: Chat) -> None:
        kind = chat.type
        status = chat.status.get(self.bot.id, "left")
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        if status == "left":
            raise forbidden(f"bot is not a member of the {kind} chat")

    def post(self, message: Message) -> Message:
        """Put a message into its chat."""
        message.chat.messages[message.message_id] = message
        if message.sender is self.bot:
            self.sent.append(message)
        self.bell.ring()
        return message

    def ask(self, kind: Literal["callback", "inline"], payload: Json) -> Query:
        """Send a press or an inline query to the bot."""
        query_id = str(4_382_000_000_000_000_000 + self.number())
        query = Query(query_id, kind, {"id": query_id, **payload})
        self.queries[query_id] = query
        query.update_id = self.updates.push(f"{kind}_query", query.payload)
        return query

    def open_query(self, query_id: str, kind: Literal["callback", "inline"]) -> Query:
        """Return a query that waits for its answer.

        Raises:
            ApiError: 400, unknown, answered before, or too old.
        """
        query = self.queries.get(query_id)
        old = query is not None and time.monotonic() - query.time > CALLBACK_SECONDS
        if query is None or query.kind != kind or query.expired or old or query.answer is not None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return query
