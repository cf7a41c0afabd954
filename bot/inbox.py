"""What comes from Telegram is stored before it is confirmed.

python-telegram-bot's updater hands every update to ``Application.update_queue`` and waits for ``put``. When polling, it
moves the offset, by which the next getUpdates confirms what came before, only after ``put`` has returned for each
update of a batch; as a webhook, it answers 200 only then. So ``put`` here first stores the request, under the update's
own number: what was confirmed is stored, what is not stored comes again, what comes again is recognised and dropped.
When polling, the whole batch is stored at once, between its arrival and the first ``put`` (``accept``, ``bot.app``).
The work itself is done elsewhere, at any time later (``bot.handlers``, ``bot.jobs``).
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Chat, Message, Update, User

from bot.asked import BRIEF_COMMANDS, TRANSLATE_COMMANDS, Attachment, Link, Text, asked_of, links_of
from bot.i18n import interface_language
from bot.store import NewRequest, Request, RequestKind, Store, StoreUnavailable
from bot.store import User as StoredUser
from summarizer.article import Language

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
MAX_ORIGIN_CHARACTERS = 64
_NUL = "\0"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A stored request, and its sender as they were when it was stored; None for somebody new."""

    request: Request
    user: StoredUser | None


class Inbox(asyncio.Queue[object]):
    """The queue between updater and application.

    Args:
        store: where requests are kept.
        bot_id: the bot's own id; updates of two bots on one database are told apart by it.
        username: the bot's, without ``@``.
    """

    def __init__(self, store: Store, bot_id: int, username: str) -> None:
        super().__init__()
        self._store = store
        self._bot_id = bot_id
        self._username = username.lower()
        self._requests: dict[int, Accepted] = {}

    async def put(self, item: object) -> None:
        """Store what an update asks for, then pass it on; updates that are none of ours, or known, end here."""
        if isinstance(item, Update):
            if self._is_noise(item):
                return
            if _is_kept(item) and item.update_id not in self._requests:
                await self.accept([item])
                if item.update_id not in self._requests:
                    _log.info("known update", extra={"update_id": item.update_id})
                    return
        await super().put(item)

    async def accept(self, updates: Sequence[Update]) -> None:
        """Store a batch of updates in one transaction; ``put`` then finds the new ones stored.

        Waits as long as the database does not answer: an update is confirmed once it is stored, so that loses none.
        """
        kept = [update for update in updates if _is_kept(update) and not self._is_noise(update)]
        pause = FIRST_PAUSE_SECONDS
        while kept:
            try:
                known = await self._store.users.get_all({u.effective_user.id for u in kept if u.effective_user})
                new = await self._as_requests(kept, known)
                for request in await self._store.requests.accept_all(new):
                    self._requests[request.update_id] = Accepted(request, known.get(request.user_id or 0))
            except StoreUnavailable as error:
                _log.error("store unavailable", extra={"reason": error.detail})
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
            else:
                return

    async def put_again(self, request: Request, update: Update) -> None:
        """Pass on an update that was stored by an earlier process and not dealt with."""
        user = await self._store.users.get(request.user_id) if request.user_id else None
        self._requests[update.update_id] = Accepted(request, user)
        await super().put(update)

    def take(self, update: Update) -> Accepted | None:
        """Return the stored request of an update, once; None for kinds that are not stored."""
        return self._requests.pop(update.update_id, None)

    async def _as_requests(self, updates: Sequence[Update], known: Mapping[int, StoredUser]) -> list[NewRequest]:
        found = [await self._readable(update, known) for update in updates]
        return [request for request in found if request is not None]

    async def _readable(self, update: Update, known: Mapping[int, StoredUser]) -> NewRequest | None:
        try:
            return await self._as_request(update, known)
        except StoreUnavailable:
            raise
        except Exception:  # noqa: BLE001 - an update that brings this down must not keep those behind it from being read
            _log.exception("unreadable update", extra={"update_id": update.update_id})
            return None

    async def _as_request(self, update: Update, known: Mapping[int, StoredUser]) -> NewRequest:
        user, chat, message = update.effective_user, update.effective_chat, update.effective_message
        query = update.callback_query
        return NewRequest(
            update_id=update.update_id,
            origin=f"{self._bot_id}:{_origin(update)}"[:MAX_ORIGIN_CHARACTERS],
            chat_id=chat.id if chat else user.id if user else 0,  # inline results are in chats unknown to the bot
            kind=_kind(update),
            payload={"update": _without_nul(update.to_dict())},
            language=await self._language(user, chat, known.get(user.id) if user else None),
            message_thread_id=thread_of(message) if isinstance(message, Message) else None,
            user_id=user.id if user else None,
            message_id=message.message_id if message and not query else None,
        )

    async def _language(self, user: User | None, chat: Chat | None, known: StoredUser | None) -> Language:
        chosen = known.language if known else None
        if chosen is None and chat is not None and chat.type != Chat.PRIVATE:
            group = await self._store.chats.get(chat.id)
            chosen = group.language if group else None
        return interface_language(user.language_code if user else None, chosen)

    def _is_noise(self, update: Update) -> bool:
        """Say whether an update is from a bot, an edit, or talk in a group that is not for this bot."""
        if update.edited_message or update.channel_post or update.edited_channel_post:
            return True
        if update.effective_user is not None and update.effective_user.is_bot:
            anonymous_admin = update.message is not None and update.message.sender_chat == update.message.chat
            if not anonymous_admin:
                return True
        message = update.message
        if message is None:
            return False
        if message.via_bot is not None:
            return True
        return message.chat.type != Chat.PRIVATE and not self._concerns_us(message)

    def _concerns_us(self, message: Message) -> bool:
        words = (message.text or message.caption or "").lower()
        if words.startswith("/"):
            _, _, addressed = words.split(maxsplit=1)[0].partition("@")
            return addressed in ("", self._username)
        service = message.migrate_to_chat_id or message.new_chat_members
        return bool(service) or is_addressed(message, self._bot_id, self._username) or bool(links_of(message))


def is_addressed(message: Message, bot_id: int, username: str) -> bool:
    """Say whether a message in a group mentions the bot or answers it."""
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return True
    words = {**message.parse_entities(["mention"]), **message.parse_caption_entities(["mention"])}.values()
    return f"@{username.lower()}" in (word.lower() for word in words)


def thread_of(message: Message) -> int | None:
    """Return the topic to answer in; replies in groups without topics have a thread id, too, that is none."""
    return message.message_thread_id if message.is_topic_message else None


def _is_kept(update: Update) -> bool:
    """Say whether an update is of a kind that is stored: an inline query that is answered late is no use."""
    return bool(update.message or update.callback_query or update.chosen_inline_result)


def _origin(update: Update) -> str:
    """Return what tells an update from another of the same number, years later."""
    if update.callback_query is not None:
        return update.callback_query.id
    if update.chosen_inline_result is not None:
        return update.chosen_inline_result.inline_message_id or update.chosen_inline_result.result_id
    return f"{update.message.chat_id}:{update.message.message_id}" if update.message else ""


def _kind(update: Update) -> RequestKind:
    if update.callback_query is not None or update.message is None:
        return "button"
    message = update.message
    words = (message.text or message.caption or "").split(maxsplit=1)
    command = words[0].partition("@")[0].lower() if words and words[0].startswith("/") else ""
    if command in TRANSLATE_COMMANDS:
        return "translate"
    if command and command not in BRIEF_COMMANDS:
        return "command"
    asked = asked_of(message)
    kinds: dict[type, RequestKind] = {Link: "link", Text: "text", Attachment: "file"}
    return kinds[type(asked[0])] if asked else "command"


def _without_nul(value: Any) -> Any:
    """Return JSON data without U+0000, which the store refuses; Telegram sends none, other servers might."""
    if isinstance(value, str):
        return value.replace(_NUL, "")
    if isinstance(value, dict):
        return {key: _without_nul(item) for key, item in value.items()}
    return [_without_nul(item) for item in value] if isinstance(value, list | tuple) else value
