"""What a test in another process may do: `/control/<action>` with a JSON object.

For tests that kill the bot's process while this server lives on in a process of its own. People, groups and messages
are named by their ids. Every action is a method of `Control`; its keyword arguments are the members of the object.
"""

import base64
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from .chats import Message
from .errors import ApiError
from .faults import Fault
from .people import Person
from .places import Group, Incoming, found_or_fail

if TYPE_CHECKING:
    from .server import BotApiServer

Json = dict[str, Any]


class Control:
    """The actions on one server."""

    def __init__(self, server: "BotApiServer") -> None:
        self._server = server
        self._actions: dict[str, Callable[..., Awaitable[Any]]] = {
            "person": self.person,
            "group": self.group,
            "text": self.text,
            "document": self.document,
            "press": self.press,
            "inline": self.inline,
            "block": self.block,
            "messages": self.messages,
            "wait": self.wait,
            "answer": self.answer,
            "calls": self.calls,
            "state": self.state,
            "fault": self.fault,
            "replay": self.replay,
        }

    async def run(self, action: str, options: Json) -> Any:
        """Do an action.

        Raises:
            LookupError: no such action, person, message or button.
            TypeError: wrong options.
        """
        return await self._actions[action](**options)

    def _person(self, person: int) -> Person:
        world = self._server.world
        return Person(world, world.chats[person], world.users[person])

    def _group(self, group: int | None) -> Group | None:
        return None if group is None else Group(self._server.world, self._server.world.chats[group])

    async def person(self, name: str = "Alice", language_code: str | None = "en", **options: Any) -> int:
        """Make a person; returns the id, which is the private chat's id too."""
        return self._server.person(name, language_code, **options).id

    async def group(self, title: str = "Readers", members: list[int] | None = None, **options: Any) -> int:
        """Make a group; returns its id."""
        admins = tuple(self._person(admin) for admin in options.pop("admins", []))
        people = tuple(self._person(member) for member in members or [])
        return self._server.group(title, people, admins=admins, **options).chat_id

    async def text(self, person: int, text: str, group: int | None = None, reply_to: int | None = None) -> Json:
        """Send a text."""
        to = self._group(group)
        chat = to.chat if to else self._person(person).chat
        replied = chat.messages[reply_to] if reply_to else None
        return _sent(self._person(person).send_text(text, to=to, reply_to=replied))

    async def document(
        self, person: int, name: str, data: str, mime_type: str = "text/plain", caption: str = ""
    ) -> Json:
        """Send a file; ``data`` is base64."""
        sender = self._person(person)
        return _sent(sender.send_document(name, base64.b64decode(data), mime_type, caption=caption))

    async def press(self, person: int, message_id: int, button: str, chat_id: int | None = None) -> Json:
        """Press a button; returns the query's id for ``answer``."""
        chat = self._server.world.chats[chat_id or person]
        query = self._person(person).press(chat.messages[message_id], button)
        return {"query_id": query.id, "update_id": query.update_id}

    async def inline(self, person: int, query: str) -> Json:
        """Send an inline query; returns its id for ``answer``."""
        asked = self._person(person).inline_query(query)
        return {"query_id": asked.id, "update_id": asked.update_id}

    async def block(self, person: int, blocked: bool = True) -> int | None:
        """Block the bot, or take it back."""
        return self._person(person).block() if blocked else self._person(person).unblock()

    async def messages(self, chat_id: int | None = None) -> list[Json]:
        """Return all messages that the bot ever sent (to one chat), with every version, deleted ones too."""
        sent = self._server.world.sent
        return [_history(message) for message in sent if chat_id in (None, message.chat.id)]

    async def wait(self, chat_id: int, contains: str = "", count: int = 1, within: float = 10.0) -> list[Json]:
        """Wait until ``count`` messages of a chat hold a text, and return those."""
        world = self._server.world

        def look() -> list[Message] | None:
            found = [m for m in world.sent if m.chat.id == chat_id and contains in m.text and not m.deleted]
            return found if len(found) >= count else None

        found = found_or_fail(world, await world.bell.until(look, within), f"{contains!r} in chat {chat_id}")
        return [_history(message) for message in found]

    async def answer(self, query_id: str, within: float = 10.0) -> Json:
        """Wait for the answer to a press or an inline query."""
        world = self._server.world
        query = world.queries[query_id]
        return found_or_fail(world, await world.bell.until(lambda: query.answer, within), "answer")

    async def calls(self, method: str = "") -> list[Json]:
        """Return the bot's requests."""
        names = ("method", "arguments", "time", "finished", "status", "description")
        found = self._server.calls_of(method) if method else self._server.calls
        return [{name: getattr(call, name) for name in names} for call in found]

    async def state(self) -> Json:
        """Return what is not confirmed, and the last confirmed update."""
        updates = self._server.world.updates
        return {"pending": [update["update_id"] for update in updates.pending], "confirmed": updates.confirmed}

    async def fault(self, code: int = 0, description: str = "", parameters: Json | None = None, **options: Any) -> None:
        """Inject a fault; the options are `Fault`'s, a refusal has ``code`` and ``description``."""
        error = ApiError(code, description, **(parameters or {})) if code else None
        self._server.faults.add(Fault(error=error, **options))

    async def replay(self, update_id: int) -> None:
        """Deliver an update again."""
        self._server.replay(update_id)


def _sent(incoming: Incoming) -> Json:
    return {"message_id": incoming.message.message_id, "update_id": incoming.update_id}


def _history(message: Message) -> Json:
    versions = [{"text": version.text, "time": version.time} for version in message.versions]
    return {**message.as_json(), "versions": versions, "deleted": message.deleted}
