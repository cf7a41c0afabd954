"""Sending, editing and deleting messages.

Sources: https://core.telegram.org/bots/api#sendmessage, #senddocument, #sendchataction, #editmessagetext,
#editmessagereplymarkup, #deletemessage, #replyparameters, #linkpreviewoptions.
"""

from typing import Any

from .arguments import Arguments
from .chats import GENERAL_TOPIC, Chat, Message, Version
from .entities_html import utf16_length
from .entities_plain import formatted_text
from .errors import ApiError, bad_request
from .keyboards import checked_markup
from .limits import CAPTION_UNITS, TEXT_UNITS, UPLOAD_BYTES
from .methods import Request, method
from .world import StoredFile, World

Json = dict[str, Any]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def read_version(world: World, arguments: Arguments, *, name: str = "text") -> Version:
    """Return the content that a request asks for.

    Args:
        world: for its strictness.
        arguments: of the request.
        name: ``text`` or ``caption``.

    Raises:
        ApiError: 400 for a text, entities or keyboard that Telegram refuses.
    """
    markup, parse_mode = arguments.text(name), arguments.text("parse_mode")
    given = arguments.objects("entities" if name == "text" else "caption_entities")
    if name == "text" and not markup:
        raise bad_request("message text is empty")
    text, entities = formatted_text(markup, parse_mode, given, strict=world.strict_entities)
    if name == "text" and not text:
        raise bad_request("message text is empty")
    if name == "text" and utf16_length(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    if name == "caption" and utf16_length(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return Version(
        text,
        entities,
        checked_markup(arguments.json("reply_markup")),
        _link_preview(arguments),
        parse_mode,
        markup,
    )


def _link_preview(arguments: Arguments) -> Json | None:
    options = arguments.object("link_preview_options")
    if not options and arguments.flag("disable_web_page_preview"):  # the older spelling, still understood
        return {"is_disabled": True}
    return options or None


def _thread(chat: Chat, thread_id: int) -> int | None:
    """Return the topic to send to; only forums have any, and General is not addressed by its number."""
    if thread_id == 0:
        return None
    topic = chat.topics.get(thread_id)
    if not chat.is_forum or thread_id == GENERAL_TOPIC or topic is None:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _replied(world: World, chat: Chat, arguments: Arguments) -> Message | None:
    parameters = arguments.object("reply_parameters")
    message_id = int(parameters.get("message_id") or arguments.number("reply_to_message_id"))
    if not message_id:
        return None
    if "chat_id" in parameters:
        chat = world.chat(str(parameters["chat_id"]))
    replied = chat.messages.get(message_id)
    if replied is not None and not replied.deleted:
        return replied
    if parameters.get("allow_sending_without_reply") or arguments.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _send(request: Request, version: Version, extra: Json) -> Message:
    world, arguments = request.world, request.arguments
    chat = world.writable_chat(arguments.text("chat_id"))
    if chat.type == "channel" and (chat.status.get(world.bot.id) != "administrator" or not chat.posting):
        raise bad_request("need administrator rights in the channel chat")
    replied = _replied(world, chat, arguments)
    thread_id = _thread(chat, arguments.number("message_thread_id"))
    if thread_id is None and replied is not None and replied.in_topic:
        thread_id = replied.thread_id  # a reply goes where the message is
    if world.rates is not None:
        world.rates.admit(chat.id)
    message = Message(chat, chat.next_message_id(), world.bot, [version], extra, thread_id, thread_id is not None)
    message.reply_to = replied
    return world.post(message)


@method("sendMessage")
async def send_message(request: Request) -> Json:
    """https://core.telegram.org/bots/api#sendmessage."""
    return _send(request, read_version(request.world, request.arguments), {}).as_json()


@method("sendDocument")
async def send_document(request: Request) -> Json:
    """https://core.telegram.org/bots/api#senddocument: an upload, ``attach://``, or a ``file_id``."""
    version = read_version(request.world, request.arguments, name="caption")
    file = _document(request)
    return _send(request, version, {"document": file.document()}).as_json()


def _document(request: Request) -> StoredFile:
    given = request.arguments.text("document")
    upload = request.arguments.uploads.get(given.removeprefix("attach://") if given else "document")
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        if len(upload.data) > UPLOAD_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        return request.world.add_file(upload.name, upload.data, upload.mime_type)
    if given in request.world.files:
        return request.world.files[given]
    raise bad_request("wrong file identifier/HTTP URL specified" if given else "there is no document in the request")


@method("sendChatAction")
async def send_chat_action(request: Request) -> bool:
    """https://core.telegram.org/bots/api#sendchataction; what was shown is in ``world.actions``."""
    action = request.arguments.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = request.world.writable_chat(request.arguments.text("chat_id"))
    _thread(chat, request.arguments.number("message_thread_id"))
    request.world.actions.append((chat.id, action))
    return True


def _editable(request: Request) -> Message:
    world, arguments = request.world, request.arguments
    inline_id = arguments.text("inline_message_id")
    if inline_id:
        if inline_id not in world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return world.inline_messages[inline_id]
    chat = world.writable_chat(arguments.text("chat_id"))
    message = chat.messages.get(arguments.number("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if message.sender is not world.bot:
        raise bad_request("message can't be edited")
    return message


def _edit(request: Request, message: Message, version: Version) -> Json | bool:
    if version.same_as(message.current):
        raise bad_request(NOT_MODIFIED)
    message.versions.append(version)
    request.world.bell.ring()
    return True if request.arguments.text("inline_message_id") else message.as_json()


@method("editMessageText")
async def edit_message_text(request: Request) -> Json | bool:
    """https://core.telegram.org/bots/api#editmessagetext; without ``reply_markup`` the keyboard goes."""
    version = read_version(request.world, request.arguments)
    message = _editable(request)
    if message.document is not None:
        raise bad_request("there is no text in the message to edit")
    return _edit(request, message, version)


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(request: Request) -> Json | bool:
    """https://core.telegram.org/bots/api#editmessagereplymarkup."""
    markup = checked_markup(request.arguments.json("reply_markup"))
    message = _editable(request)
    old = message.current
    version = Version(old.text, old.entities, markup, old.link_preview_options, old.parse_mode, old.markup)
    return _edit(request, message, version)


@method("deleteMessage")
async def delete_message(request: Request) -> bool:
    """https://core.telegram.org/bots/api#deletemessage; others' messages in groups only for administrators."""
    world = request.world
    chat = world.writable_chat(request.arguments.text("chat_id"))
    message = chat.messages.get(request.arguments.number("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    rights = chat.type == "private" or chat.status.get(world.bot.id) == "administrator"
    if message.sender is not world.bot and not rights:
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.bell.ring()
    return True
