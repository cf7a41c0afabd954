"""Inline keyboards: what is refused, and how a button is found by what a person reads on it.

Source: https://core.telegram.org/bots/api#inlinekeyboardmarkup and #inlinekeyboardbutton; the words of refusals are
those of the live server as users report them.
"""

from typing import Any

from .errors import bad_request
from .limits import CALLBACK_DATA_BYTES, COPY_TEXT_CHARACTERS, KEYBOARD_BUTTONS
from .links import checked_link

Json = dict[str, Any]

_OTHER_KINDS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
)
_OTHER_MARKUP = ("keyboard", "remove_keyboard", "force_reply")


def checked_markup(markup: object) -> Json | None:
    """Return a reply markup as Telegram keeps it under a message; None for none and for an empty keyboard.

    Raises:
        ApiError: 400, in Telegram's words.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if not any(key in markup for key in _OTHER_MARKUP) and markup:
            raise bad_request("can't parse reply keyboard markup JSON object")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays')
    kept = [[_checked_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > KEYBOARD_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _checked_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "url" in button:
        return {**button, "url": _checked_url(button["url"])}
    if "copy_text" in button:
        copied = button["copy_text"]
        if not isinstance(copied, dict) or not 1 <= len(str(copied.get("text", ""))) <= COPY_TEXT_CHARACTERS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return button
    if button.get("callback_data"):
        if len(str(button["callback_data"]).encode()) > CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return button
    if not any(kind in button for kind in _OTHER_KINDS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    return button


def _checked_url(url: object) -> str:
    link = checked_link(url) if isinstance(url, str) else None
    if link is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return link


def buttons_of(markup: Json | None) -> list[Json]:
    """Return the buttons of a keyboard, row by row."""
    return [button for row in (markup or {}).get("inline_keyboard", []) for button in row]


def find_button(markup: Json | None, wanted: str) -> Json:
    """Return the button whose label or callback data is ``wanted``; else the only one whose label holds it.

    Raises:
        LookupError: no such button, or several.
    """
    buttons = buttons_of(markup)
    exact = [button for button in buttons if wanted in (button["text"], button.get("callback_data"))]
    found = exact[:1] or [button for button in buttons if wanted in button["text"]]
    if len(found) != 1:
        raise LookupError(f"{len(found)} buttons for {wanted!r} among {[button['text'] for button in buttons]}")
    return found[0]
