"""Methods about the bot itself, chats, files, commands, and answers to queries.

Sources: https://core.telegram.org/bots/api#getme, #getchat, #getchatmember, #getchatadministrators, #leavechat,
#getfile, #setmycommands, #botcommandscope, #answercallbackquery, #answerinlinequery.
"""

import re
from typing import Any

from .arguments import Arguments
from .entities_html import utf16_length
from .entities_plain import formatted_text
from .errors import bad_request
from .keyboards import checked_markup
from .limits import (
    CALLBACK_ANSWER_CHARACTERS,
    COMMAND_DESCRIPTION_CHARACTERS,
    COMMANDS,
    DOWNLOAD_BYTES,
    INLINE_OFFSET_BYTES,
    INLINE_RESULT_ID_BYTES,
    INLINE_RESULTS,
    TEXT_UNITS,
)
from .methods import Request, method
from .world import World

Json = dict[str, Any]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


@method("getMe")
async def get_me(request: Request) -> Json:
    """https://core.telegram.org/bots/api#getme."""
    world = request.world
    return {
        **world.bot.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getChat")
async def get_chat(request: Request) -> Json:
    """https://core.telegram.org/bots/api#getchat."""
    return request.world.chat(request.arguments.text("chat_id")).full_json()


@method("getChatMember")
async def get_chat_member(request: Request) -> Json:
    """https://core.telegram.org/bots/api#getchatmember; one who was never there has ``left``."""
    world = request.world
    chat = world.writable_chat(request.arguments.text("chat_id"))
    user_id = request.arguments.number("user_id")
    user = world.bot if user_id == world.bot.id else world.users.get(user_id)
    if user is None:
        raise bad_request("user not found")
    return chat.member_json(user)


@method("getChatAdministrators")
async def get_chat_administrators(request: Request) -> list[Json]:
    """https://core.telegram.org/bots/api#getchatadministrators."""
    chat = request.world.writable_chat(request.arguments.text("chat_id"))
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    users = {request.world.bot.id: request.world.bot, **chat.users}
    admins = [user for user in users.values() if chat.status.get(user.id) in {"creator", "administrator"}]
    return [chat.member_json(user) for user in admins]


@method("leaveChat")
async def leave_chat(request: Request) -> bool:
    """https://core.telegram.org/bots/api#leavechat."""
    world = request.world
    chat = world.writable_chat(request.arguments.text("chat_id"))
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.status[world.bot.id] = "left"
    world.bell.ring()
    return True


@method("getFile")
async def get_file(request: Request) -> Json:
    """https://core.telegram.org/bots/api#getfile: at most 20 MB."""
    file = request.world.files.get(request.arguments.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    document = file.document()
    if document["file_size"] > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    names = ("file_id", "file_unique_id", "file_size")
    return {**{name: document[name] for name in names}, "file_path": file.path}


def _scope(arguments: Arguments) -> tuple[str, str]:
    scope = arguments.object("scope") or {"type": "default"}
    needed = _SCOPES.get(str(scope.get("type")))
    if needed is None:
        raise bad_request("unsupported type specified for BotCommandScope")
    if any(name not in scope for name in needed):
        raise bad_request("can't parse BotCommandScope: a field is missing")
    language = arguments.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return ":".join(str(scope[name]) for name in ("type", *needed)), language


@method("setMyCommands")
async def set_my_commands(request: Request) -> bool:
    """https://core.telegram.org/bots/api#setmycommands; kept in ``world.commands`` by scope and language."""
    commands = request.arguments.objects("commands")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= COMMAND_DESCRIPTION_CHARACTERS:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    request.world.commands[_scope(request.arguments)] = commands
    request.world.bell.ring()
    return True


@method("getMyCommands")
async def get_my_commands(request: Request) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands."""
    return request.world.commands.get(_scope(request.arguments), [])


@method("deleteMyCommands")
async def delete_my_commands(request: Request) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands."""
    request.world.commands.pop(_scope(request.arguments), None)
    return True


@method("answerCallbackQuery")
async def answer_callback_query(request: Request) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery: text of at most 200 characters, once."""
    arguments = request.arguments
    query = request.world.open_query(arguments.text("callback_query_id"), "callback")
    if len(arguments.text("text")) > CALLBACK_ANSWER_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": arguments.text("text"), "show_alert": arguments.flag("show_alert")}
    request.world.bell.ring()
    return True


@method("answerInlineQuery")
async def answer_inline_query(request: Request) -> bool:
    """https://core.telegram.org/bots/api#answerinlinequery: at most 50 results, every one checked."""
    arguments = request.arguments
    query = request.world.open_query(arguments.text("inline_query_id"), "inline")
    results = arguments.objects("results")
    if len(results) > INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    identifiers = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(identifier.encode()) <= INLINE_RESULT_ID_BYTES for identifier in identifiers):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(identifiers)) < len(identifiers):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(arguments.text("next_offset").encode()) > INLINE_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    checked = [_checked_result(request.world, result) for result in results]
    query.answer = {
        "results": checked,
        "cache_time": arguments.number("cache_time", 300),
        "is_personal": arguments.flag("is_personal"),
        "next_offset": arguments.text("next_offset"),
        "button": arguments.object("button") or None,
    }
    request.world.bell.ring()
    return True


def _checked_result(world: World, result: Json) -> Json:
    """Return an inline result with its parsed text; only articles need a content (#inlinequeryresultarticle)."""
    content = result.get("input_message_content")
    if result.get("type") == "article" and not isinstance(content, dict):
        raise bad_request("can't parse inline query result: message content must be specified")
    if result.get("type") == "article" and not result.get("title"):
        raise bad_request("can't parse inline query result: can't find field \"title\"")
    if not isinstance(content, dict) or "message_text" not in content:
        return result
    given = content.get("entities") or []
    text, entities = formatted_text(
        str(content["message_text"]), content.get("parse_mode") or "", given, strict=world.strict_entities
    )
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    markup = checked_markup(result.get("reply_markup"))
    return {**result, "reply_markup": markup, "text": text, "entities": entities}
