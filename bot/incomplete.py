"""What a small Bot API server leaves out is filled in, and what no library can read is left out.

Telegram marks links and commands in every text, dates every message and says who wrote it; servers written for tests or
for one purpose may not. One update that cannot be read must not keep those behind it from being read: Telegram would
send it again for ever. Offsets of entities count UTF-16 units (https://core.telegram.org/bots/api#messageentity).
"""

import logging
import re
from collections.abc import Callable
from typing import Any

from telegram import Update

Json = dict[str, Any]

UNKNOWN_DATE = 1
"""Seconds since 1970. Not 0, with which Telegram marks messages that a bot can no longer see."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKED = re.compile(
    r"(?P<bot_command>(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?(?!\S))"
    r"|(?P<mention>(?<![\w@/.])@[A-Za-z0-9_]{4,32}\b)"
    r"|(?P<url>(?:https?://|(?<![\w@/.])www\.)[^\s<>\"«»「」]+)",
    re.IGNORECASE,
)
_AFTER_A_LINK = ".,;:!?)]}'…。、"

_log = logging.getLogger(__name__)


def completed_result(method: str, result: Any) -> Any:
    """Return the result of a Bot API method with what python-telegram-bot cannot do without.

    Args:
        method: as in the address that was called.
        result: the field ``result`` of the answer.
    """
    if method == "getUpdates" and isinstance(result, list):
        return [update for item in result if (update := _update(item)) is not None]
    if method == "getMe" and isinstance(result, dict):
        return {"is_bot": True, "first_name": "", "username": "", **result}
    if isinstance(result, dict) and "message_id" in result:
        return _message(result)
    return result


def _update(item: Any) -> Json | None:
    """Return an update that can be read: bare, if nothing but its number can be."""
    if not isinstance(item, dict) or not isinstance(item.get("update_id"), int):
        _log.error("update without a number")
        return None
    update: Json = _in_utf16(item)
    try:
        for kind, complete in _COMPLETED.items():
            if isinstance(update.get(kind), dict):
                update[kind] = complete(update[kind])
        Update.de_json(dict(update), None)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError) as error:
        _log.error("unreadable update", extra={"update_id": item["update_id"], "reason": type(error).__name__})
        return {"update_id": item["update_id"]}
    return update


def _message(message: Json) -> Json:
    chat = message.get("chat") or {"id": 0}
    chat_id = chat.get("id", 0)
    private = not isinstance(chat_id, int) or chat_id >= 0
    chat = {"type": "private" if private else "supergroup", **chat}
    filled = {"date": UNKNOWN_DATE, **message, "chat": chat}
    if chat["type"] == "private" and "from" not in filled:
        filled["from"] = {"id": chat_id, "first_name": str(chat.get("first_name", ""))}
    if isinstance(filled.get("from"), dict):
        filled["from"] = _user(filled["from"])
    for text, entities in (("text", "entities"), ("caption", "caption_entities")):
        if isinstance(filled.get(text), str) and not filled.get(entities):
            filled[entities] = marked(filled[text])
    if isinstance(filled.get("reply_to_message"), dict):
        filled["reply_to_message"] = _message(filled["reply_to_message"])
    return filled


def _query(query: Json) -> Json:
    filled = {"chat_instance": "", "query": "", "offset": "", **query}
    if isinstance(filled.get("from"), dict):
        filled["from"] = _user(filled["from"])
    if isinstance(filled.get("message"), dict):
        filled["message"] = _message(filled["message"])
    return filled


def _user(user: Json) -> Json:
    return {"is_bot": False, "first_name": "", **user}


_COMPLETED: dict[str, Callable[[Json], Json]] = {
    "message": _message,
    "callback_query": _query,
    "inline_query": _query,
}


def marked(text: str) -> list[Json]:
    """Return the plain links, mentions and commands of a text as MessageEntity objects."""
    found = []
    for match in _MARKED.finditer(text):
        kind = str(match.lastgroup)
        words = match[0].rstrip(_AFTER_A_LINK) if kind == "url" else match[0]
        found.append({"type": kind, "offset": _units(text[: match.start()]), "length": _units(words)})
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _in_utf16(value: Any) -> Any:
    """Return JSON data with U+FFFD for halves of characters, which are one unit, too, so that offsets still hold."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _in_utf16(item) for key, item in value.items()}
    return [_in_utf16(item) for item in value] if isinstance(value, list) else value
