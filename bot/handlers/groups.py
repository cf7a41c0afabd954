"""Groups, and being let in or thrown out of chats."""

from telegram import Chat, ChatMember

from bot.handlers.turn import Turn
from bot.keyboards import group_keyboard
from bot.rendering.groups import group_greeting, group_links_changed
from bot.rendering.refusals import refusal
from bot.store import ChatKind

_INSIDE = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED})


async def on_membership(turn: Turn) -> None:
    """Note that the bot was blocked, unblocked, added or removed; greet a group that it is new in."""
    change = turn.update.my_chat_member
    if change is None:
        return
    store, chat = turn.runtime.store, change.chat
    inside = change.new_chat_member.status in _INSIDE
    was_inside = change.old_chat_member.status in _INSIDE
    kind: ChatKind = chat.type  # type: ignore[assignment]  # ChatType's members are these strings
    turn.runtime.present.forget(chat.id)
    if inside:
        await store.chats.seen(chat.id, kind)
    else:
        await store.chats.set_active(chat.id, active=False)
    if chat.type == Chat.PRIVATE:
        await store.users.set_active(chat.id, active=inside)
    elif inside and not was_inside and chat.type != Chat.CHANNEL:
        language = turn.who.language
        await turn.reply(group_greeting(turn.runtime.username, language), group_keyboard(False, language))


async def on_upgrade(turn: Turn) -> None:
    """Follow a group that became a supergroup."""
    message = turn.message
    if message is not None and message.migrate_to_chat_id is not None:
        await turn.runtime.store.chats.moved(message.chat_id, message.migrate_to_chat_id)
        await turn.runtime.store.subscriptions.moved(message.chat_id, message.migrate_to_chat_id)


async def on_links_switch(turn: Turn, on: bool) -> None:
    """Have every link of the group read without asking, or no longer; for its admins."""
    language, chat = turn.who.language, turn.chat
    if chat is None or not await turn.is_admin():
        await turn.refuse(refusal("admins_only", language))
        return
    kind: ChatKind = chat.type  # type: ignore[assignment]  # ChatType's members are these strings
    await turn.runtime.store.chats.seen(chat.id, kind)
    await turn.runtime.store.chats.set_auto_links(chat.id, on)
    await turn.toast()
    await turn.change(group_links_changed(on, language), group_keyboard(on, language))
