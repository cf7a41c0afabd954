"""/translate, and the buttons that offer it: a text in another language, by the models of the installation."""

from telegram import InlineKeyboardMarkup, Message, Update

from bot.asked import text_of
from bot.callbacks import TranslateText
from bot.handlers.turn import Turn
from bot.ids import number_of_request, request_of_number
from bot.keyboards import translation_keyboard
from bot.pieces import JOINED
from bot.rendering.progress import placeholder
from bot.rendering.refusals import error_text, refusal
from bot.rendering.spans import MessageText
from bot.rendering.translation import left_in_original, no_translation_model, offer_translation, translated_text
from bot.store import Request
from summarizer.article import LANGUAGES, Language
from summarizer.errors import SvodkaError


async def on_translate(turn: Turn) -> None:
    """Translate what stands behind the command, or the message that it answers; a language may come first."""
    message = turn.message
    replied = message.reply_to_message if message else None
    words, target = _without_target(text_of(message) if message else "")
    text = words or (text_of(replied) if replied is not None else "")
    if not text:
        await turn.reply(refusal("nothing_to_translate", turn.who.language))
    elif not turn.runtime.translating.possible:
        await say_no_model(turn)
    else:
        await _translate(turn, text, target, turn.request)


async def on_translate_button(turn: Turn, wanted: TranslateText) -> None:
    """Translate the text of the request under which the button stands."""
    asked = await turn.runtime.store.requests.get(request_of_number(wanted.request_id))
    text = _text_in(turn, asked) if asked is not None and turn.chat and asked.chat_id == turn.chat.id else ""
    if not text:
        await turn.refuse(refusal("stale_button", turn.who.language))
        return
    await turn.toast()
    if not turn.runtime.translating.possible:
        await say_no_model(turn)
        return
    await _translate(turn, text, wanted.language, asked)


async def say_no_model(turn: Turn) -> None:
    """Say that nothing can be translated here, and how that is changed."""
    to_owner = turn.runtime.is_owner(turn.user_id)
    await turn.reply(no_translation_model(turn.who.language, to_owner=to_owner))


async def _translate(turn: Turn, text: str, target: Language | None, asked: Request | None) -> None:
    """Show at once that it is being done; what shows that becomes the answer."""
    language = turn.who.language
    shown = await turn.reply(placeholder("translating", language))
    texts, keyboard = await _answer(turn, text, target, asked)
    if not await turn.runtime.delivery.edit(turn.address.chat_id, shown, texts[0], keyboard):
        await turn.reply(texts[0], keyboard)
    for part in texts[1:]:
        await turn.reply(part)


async def _answer(
    turn: Turn, text: str, target: Language | None, asked: Request | None
) -> tuple[list[MessageText], InlineKeyboardMarkup | None]:
    language = turn.who.language
    wanted = target or turn.who.brief_language
    try:
        made = await turn.runtime.translating.text(text, wanted, turn.user_id or turn.address.chat_id)
    except SvodkaError as error:
        return [error_text(error, language)], None
    if made.source == wanted:
        if target is not None or asked is None:
            return [refusal("already_in_language", language)], None
        return [offer_translation(language)], translation_keyboard(number_of_request(asked.id), wanted, language)
    texts: list[MessageText] = translated_text(made.text, made.source, wanted, language)
    if made.left:
        texts.append(left_in_original(made.left, made.total, language))
    return texts, None


def _without_target(text: str) -> tuple[str, Language | None]:
    """Take a language code off the beginning of a text: ``ja …``."""
    first, _, rest = text.partition(" ")
    target = next((code for code in LANGUAGES if first.lower() == code), None)
    return (rest.strip(), target) if target is not None else (text, None)


def _text_in(turn: Turn, request: Request) -> str:
    if JOINED in request.payload:
        return str(request.payload[JOINED])
    update = Update.de_json(request.payload["update"], turn.update.get_bot())
    message = update.message
    replied = message.reply_to_message if isinstance(message, Message) else None
    if message is None:
        return ""
    words, _ = _without_target(text_of(message))
    return words or (text_of(replied) if replied is not None else "")
