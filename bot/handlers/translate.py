"""/translate: this version has no translation model, and says so."""

from bot.asked import text_of
from bot.handlers.turn import Turn
from bot.rendering.refusals import refusal
from bot.rendering.translation import no_translation_model


async def on_translate(turn: Turn) -> None:
    """Say that there is no model yet, or how to ask where there is nothing to translate."""
    message = turn.message
    replied = message.reply_to_message if message else None
    if message is not None and (turn.arguments or (replied is not None and text_of(replied))):
        await say_no_model(turn)
    else:
        await turn.reply(refusal("nothing_to_translate", turn.who.language))


async def say_no_model(turn: Turn) -> None:
    """Say that nothing can be translated here, and how that is changed."""
    to_owner = turn.runtime.is_owner(turn.user_id)
    await turn.reply(no_translation_model(turn.who.language, to_owner=to_owner))
