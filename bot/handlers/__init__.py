"""What people do, one file a conversation; ``register`` ties them to updates."""

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers import (
    about,
    channels,
    digest,
    digest_lists,
    digest_topics,
    groups,
    inline,
    messages,
    owner,
    settings,
    translate,
)
from bot.handlers.channels import also_for_channels
from bot.handlers.turn import Work, handled

COMMANDS: dict[str, Work] = {
    "start": channels.on_start,
    "help": about.on_help,
    "privacy": about.on_privacy,
    "export": about.on_export,
    "forget": about.on_forget,
    "brief": messages.on_brief,
    "translate": translate.on_translate,
    "settings": settings.on_settings,
    "digest": also_for_channels(digest.on_digest),
    "subscribe": also_for_channels(digest.on_subscribe, alone=False),
    "unsubscribe": also_for_channels(digest.on_unsubscribe),
    "topics": also_for_channels(digest_topics.on_topics),
    "follow": also_for_channels(digest_topics.on_follow),
    "mute": also_for_channels(digest_topics.on_mute),
    "include": also_for_channels(digest_topics.on_include),
    "exclude": also_for_channels(digest_topics.on_exclude),
    "channels": channels.on_channels,
    "stats": owner.on_stats,
    "ban": owner.on_ban,
    "unban": owner.on_unban,
    "allow": owner.on_allow,
    "disallow": owner.on_disallow,
    "allowlist": owner.on_allow_list,
    "maintenance": owner.on_maintenance,
    "broadcast": owner.on_broadcast,
}
UNGUARDED = frozenset({"privacy", "export", "forget"})
"""Whoever is turned away may still see what is stored of them, and delete it."""
ALLOWED_UPDATES = ["message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"]


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Tie the handlers to updates; of each update, the first handler that fits has it."""
    for name, work in COMMANDS.items():
        application.add_handler(CommandHandler(name, handled(work, guarded=name not in UNGUARDED)))
    upgraded = filters.StatusUpdate.MIGRATE
    application.add_handler(MessageHandler(upgraded, handled(groups.on_upgrade, guarded=False)))
    application.add_handler(MessageHandler(filters.StatusUpdate.CHAT_SHARED, handled(channels.on_chosen)))
    lists = filters.Document.FileExtension("opml") | filters.Document.FileExtension("xml")
    application.add_handler(MessageHandler(filters.ChatType.PRIVATE & lists, handled(digest_lists.on_list)))
    application.add_handler(MessageHandler(filters.ALL, handled(channels.on_message)))
    application.add_handler(CallbackQueryHandler(handled(channels.on_tap)))
    application.add_handler(InlineQueryHandler(handled(inline.on_inline_query)))
    application.add_handler(ChosenInlineResultHandler(handled(inline.on_inline_choice)))
    application.add_handler(
        ChatMemberHandler(handled(channels.on_membership, guarded=False), ChatMemberHandler.MY_CHAT_MEMBER)
    )
