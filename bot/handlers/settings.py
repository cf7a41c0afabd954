"""/settings: a menu that edits itself."""

from zoneinfo import available_timezones

from bot.callbacks import ChangeSetting, SettingKey
from bot.digest_setup_keyboards import MAX_PLACE_CHARACTERS
from bot.handlers import settings_zone
from bot.handlers.turn import Turn
from bot.i18n import interface_language
from bot.keyboards import choices_keyboard, settings_keyboard
from bot.people import Who, preferences_of
from bot.rendering.preferences import Preferences, choice_prompt, setting_saved, settings_summary
from bot.rendering.refusals import refusal
from summarizer.article import LANGUAGES, Language
from summarizer.brief import MAX_POINTS

_MENUS: tuple[SettingKey, ...] = ("interface", "reply", "points", "zone")


async def on_settings(turn: Turn) -> None:
    """Show the settings; with a city behind the command, set the time zone."""
    if turn.arguments:
        await settings_zone.on_city(turn, " ".join(turn.arguments)[:MAX_PLACE_CHARACTERS])
        return
    preferences, language = turn.who.preferences, turn.who.language
    await turn.reply(
        settings_summary(preferences, language, turn.runtime.now()), settings_keyboard(preferences, language)
    )


async def on_change(turn: Turn, change: ChangeSetting) -> None:
    """Open the choices of a setting, go back, or set one."""
    language, now = turn.who.language, turn.runtime.now()
    if change.key == "menu":
        if change.value == "place":
            await settings_zone.ask_for_place(turn)
            return
        await turn.toast()
        menu = next((key for key in _MENUS if key == change.value), None)
        (settings_zone.ask if menu == "zone" else settings_zone.ask_no_more)(turn)
        if menu is not None:
            text = choice_prompt(menu, language, is_private=turn.is_private)
            keyboard = choices_keyboard(menu, turn.who.preferences, language, now, is_private=turn.is_private)
            await turn.change(text, keyboard)
        else:
            await _show(turn, turn.who)
        return
    who = await _set(turn, change)
    if who is None:
        await turn.refuse(refusal("stale_button", language))
        return
    await turn.toast(setting_saved(who.language))
    await _show(turn, who)


async def _show(turn: Turn, who: Who) -> None:
    text = settings_summary(who.preferences, who.language, turn.runtime.now())
    await turn.change(text, settings_keyboard(who.preferences, who.language))


async def _set(turn: Turn, change: ChangeSetting) -> Who | None:
    """Change a setting if the value is one; return how the person is to be spoken with from now on."""
    users, user, value = turn.runtime.store.users, turn.user, change.value
    if user is None:
        return None
    match change.key:
        case "interface" if (language := _language(value)) or not value:
            stored = await users.set_language(user.id, language)
        case "reply" if (language := _language(value)) or not value:
            stored = await users.set_brief_language(user.id, language)
        case "points" if value.isdecimal() and int(value) <= MAX_POINTS:
            stored = await users.set_points(user.id, int(value) or None)
        case "evidence" if value in ("0", "1"):
            stored = await users.set_evidence_always(user.id, value == "1")
        case "zone" if value in available_timezones():
            stored = await settings_zone.set_own_zone(turn, user.id, value)
        case _:
            return None
    preferences: Preferences = preferences_of(stored)
    return Who(interface_language(user.language_code, stored.language), preferences)


def _language(value: str) -> Language | None:
    return next((language for language in LANGUAGES if language == value), None)
