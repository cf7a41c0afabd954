"""The messages behind the first one of a long brief, kept in step with it when its language or length changes."""

from collections.abc import Sequence
from itertools import zip_longest

from bot.delivery import Address, Delivery
from bot.rendering.spans import MessageText, paragraph
from bot.rendering.splitting import single
from bot.store import Store

NOTHING_MORE = "↑"
"""What a message shows that is no longer needed where it cannot be deleted."""


async def show_later_parts(
    delivery: Delivery, store: Store, to: Address, message_id: int, texts: Sequence[MessageText]
) -> None:
    """Make the messages behind a message show these texts: changed where they are there, else sent; surplus ones go.

    Args:
        delivery: to Telegram.
        store: where the ids of the messages are.
        to: where new ones go.
        message_id: of the first.
        texts: of the further ones, in order.

    Raises:
        Unreachable, TelegramError: as for ``Delivery.send``.
    """
    known, shown = await store.later_parts.of(to.chat_id, message_id), []
    for text, part_id in zip_longest(texts, known):
        if text is None:
            if not await delivery.delete(to.chat_id, part_id):
                await delivery.edit(to.chat_id, part_id, single([paragraph(NOTHING_MORE)]))
                shown.append(part_id)
        elif part_id is not None and await delivery.edit(to.chat_id, part_id, text):
            shown.append(part_id)
        else:
            shown.append(await delivery.send(to, text))
    if shown != known:
        await store.later_parts.put(to.chat_id, message_id, shown)


async def send_later_part(
    delivery: Delivery, store: Store, to: Address, message_id: int, number: int, text: MessageText
) -> None:
    """Send the ``number``-th message (1-based) behind a message, unless it is known to have been sent.

    Raises:
        Unreachable, TelegramError: as for ``Delivery.send``.
    """
    known = await store.later_parts.of(to.chat_id, message_id)
    if len(known) < number:
        await store.later_parts.put(to.chat_id, message_id, [*known, await delivery.send(to, text)])
