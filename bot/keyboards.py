"""The buttons under messages. What they carry is in ``bot.callbacks``; their words are in the reader's language."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.button_rows import Row, fitted
from bot.callbacks import (
    Answer,
    Callback,
    ChangeSetting,
    GroupLinks,
    Question,
    ReadLink,
    SendCalendar,
    SettingKey,
    ShowBrief,
    ShowExample,
    TranslateText,
    callback_data,
)
from bot.i18n import translator
from bot.rendering.harmless import shortened
from bot.rendering.moments import zone_label
from bot.rendering.preferences import LANGUAGE_NAMES, Preferences
from summarizer.article import LANGUAGES, Language
from summarizer.brief import MAX_POINTS, MIN_POINTS

POINTS_STEP = 2
"""How many points a tap on More or Fewer adds or takes away: with 3 to 6 at first, one is hardly seen."""
MAX_LABEL_CHARACTERS = 48
"""Of a button that names a link; a phone shows about 40 in one column and cuts the rest itself."""
MAX_LINK_BUTTONS = 10
CHOSEN = "✓ "
_POINT_CHOICES = (0, 3, 4, 5, 6, 8, 10)
_PER_ROW = 2


@dataclass(frozen=True, slots=True)
class BriefButtons:
    """What the buttons under a brief depend on.

    Attributes:
        shown: what is shown now; ``points`` may be 0 (automatic).
        points_shown: how many points are on display.
        more_available: whether the article has more points to give.
        calendar: whether the brief has dated events.
    """

    shown: ShowBrief
    points_shown: int
    more_available: bool = True
    calendar: bool = False


def brief_keyboard(buttons: BriefButtons, language: Language) -> InlineKeyboardMarkup:
    """Return languages, evidence and calendar, more and fewer points.

    Args:
        buttons: what is shown, and what else could be.
        language: of the words on the buttons.
    """
    t, shown = translator(language), buttons.shown
    brief_id, points, evidence = shown.brief_id, shown.points, shown.evidence
    languages = [
        button(marked(code.upper(), code == shown.language), ShowBrief(brief_id, code, points, evidence))
        for code in LANGUAGES
    ]
    evidence_words = t.gettext("Hide evidence") if evidence else t.gettext("Evidence")
    extras = [button("🔎 " + evidence_words, ShowBrief(brief_id, shown.language, points, not evidence))]
    if buttons.calendar:
        extras.append(button("📅 " + t.gettext("Calendar"), SendCalendar(brief_id, shown.language)))
    return InlineKeyboardMarkup([row for row in (languages, extras, _points_row(buttons, language)) if row])


def _points_row(buttons: BriefButtons, language: Language) -> Row:
    t, shown, count, row = translator(language), buttons.shown, buttons.points_shown, []
    if count > MIN_POINTS:
        fewer = max(MIN_POINTS, count - POINTS_STEP)
        row.append(button("➖ " + t.gettext("Fewer points"), _with_points(shown, fewer)))
    if buttons.more_available and count < MAX_POINTS:
        more = min(MAX_POINTS, count + POINTS_STEP)
        row.append(button("➕ " + t.gettext("More points"), _with_points(shown, more)))
    return row


def _with_points(shown: ShowBrief, points: int) -> ShowBrief:
    return ShowBrief(shown.brief_id, shown.language, points, shown.evidence)


def links_keyboard(request_id: int, links: Sequence[tuple[int, str]]) -> InlineKeyboardMarkup:
    """Return a button for each further link of a message, at most MAX_LINK_BUTTONS.

    Args:
        request_id: of the message's request.
        links: number of each link in the message (0-based) and its URL.
    """
    offered = links[:MAX_LINK_BUTTONS]
    return InlineKeyboardMarkup([[button(_link_label(url), ReadLink(request_id, number))] for number, url in offered])


def translation_keyboard(request_id: int, source: Language | None, language: Language) -> InlineKeyboardMarkup:
    """Return the languages that a text can be translated into.

    Args:
        request_id: of the text's request.
        source: language of the text, which is not offered; None if it is not known.
        language: of the words on the buttons.
    """
    t = translator(language)
    words = {
        "en": t.gettext("Translate into English"),
        "ru": t.gettext("Translate into Russian"),
        "ja": t.gettext("Translate into Japanese"),
    }
    targets = [code for code in LANGUAGES if code != source]
    return InlineKeyboardMarkup([[button(words[code], TranslateText(request_id, code))] for code in targets])


def with_translations(
    keyboard: InlineKeyboardMarkup, request_id: int, source: Language, language: Language
) -> InlineKeyboardMarkup:
    """Return a brief's buttons and, beneath, those that translate the whole text that was sent.

    Args:
        keyboard: of the brief.
        request_id: of the text's request.
        source: language of the text.
        language: of the words on the buttons.
    """
    offers = translation_keyboard(request_id, source, language).inline_keyboard
    return InlineKeyboardMarkup([*keyboard.inline_keyboard, *offers])


def examples_keyboard(language: Language) -> InlineKeyboardMarkup:
    """Return the example articles of /start, the one in the reader's language first."""
    t = translator(language)
    words = {
        "en": t.gettext("Example: an article in English"),
        "ru": t.gettext("Example: an article in Russian"),
        "ja": t.gettext("Example: an article in Japanese"),
    }
    order = sorted(LANGUAGES, key=lambda code: code != language)
    return InlineKeyboardMarkup([[button(words[code], ShowExample(code))] for code in order])


def confirmation_keyboard(question: Question, subject: int, language: Language) -> InlineKeyboardMarkup:
    """Return yes and no to a question; the words say what yes does.

    Args:
        question: which.
        subject: what it is about (a broadcast's id), 0 if nothing need be said.
        language: of the words.
    """
    t = translator(language)
    yes = {"forget": t.gettext("Delete everything"), "broadcast": t.gettext("Send to everybody")}[question]
    row = [
        button(yes, Answer(question, subject, True)),
        button(t.gettext("Cancel"), Answer(question, subject, False)),
    ]
    return InlineKeyboardMarkup([row])


def group_keyboard(reads_links: bool, language: Language) -> InlineKeyboardMarkup:
    """Return the switch with which a group's admin has links read without asking.

    Args:
        reads_links: whether that is on now.
        language: of the words.
    """
    t = translator(language)
    words = t.gettext("Stop reading every link") if reads_links else t.gettext("Read every link here")
    return InlineKeyboardMarkup([[button(words, GroupLinks(not reads_links))]])


def settings_keyboard(preferences: Preferences, language: Language) -> InlineKeyboardMarkup:
    """Return the menu of /settings; every button opens its choices, the evidence button is a switch.

    Args:
        preferences: as they are now.
        language: of the words.
    """
    t = translator(language)
    evidence = t.gettext("Evidence always: on") if preferences.evidence else t.gettext("Evidence always: off")
    return InlineKeyboardMarkup(fitted([
        [_menu(t.gettext("Language of the bot"), "interface"), _menu(t.gettext("Language of briefs"), "reply")],
        [_menu(t.gettext("Number of points"), "points"), _menu(t.gettext("Time zone"), "zone")],
        [button(evidence, ChangeSetting("evidence", "0" if preferences.evidence else "1"))],
    ]))  # fmt: skip


def choices_keyboard(
    key: SettingKey, preferences: Preferences, language: Language, now: datetime, *, is_private: bool = True
) -> InlineKeyboardMarkup:
    """Return the choices of one setting, the present one marked, and a way back.

    Args:
        key: interface, reply, points or zone.
        preferences: as they are now.
        language: of the words.
        now: aware; for the zones' distance from UTC.
        is_private: whether Telegram takes a place there.
    """
    current = preferences.value(key)
    buttons = [
        button(marked(words, value == current), ChangeSetting(key, value))
        for value, words in _choices(key, current, language, now)
    ]
    rows: list[Row] = [buttons[start : start + _PER_ROW] for start in range(0, len(buttons), _PER_ROW)]
    if key == "zone" and is_private:
        words = "📍 " + translator(language).gettext("Send my location")
        rows.insert(0, [button(words, ChangeSetting("menu", "place"))])
    return InlineKeyboardMarkup([*fitted(rows), _back(language)])


def settings_zones_keyboard(found: Iterable[tuple[str, str]], language: Language) -> InlineKeyboardMarkup:
    """Return the time zones that fit what somebody has written or sent, and a way back.

    Args:
        found: words and IANA name of each.
        language: of the words.
    """
    rows = [[button(shortened(words, MAX_LABEL_CHARACTERS), ChangeSetting("zone", name))] for words, name in found]
    return InlineKeyboardMarkup([*rows, _back(language)])


def _back(language: Language) -> Row:
    return [button("‹ " + translator(language).gettext("Back"), ChangeSetting("menu", ""))]


@cache
def offered_zones() -> tuple[str, ...]:
    """Return the time zones that have a button, by IANA name."""
    return tuple(tomllib.loads(files("bot").joinpath("time_zones.toml").read_text(encoding="utf-8"))["offered"])


def zones_with(present: str) -> tuple[str, ...]:
    """Return the time zones that have a button, the present one among them."""
    return offered_zones() if present in offered_zones() else (present, *offered_zones())


def _choices(key: SettingKey, current: str, language: Language, now: datetime) -> list[tuple[str, str]]:
    t = translator(language)
    if key == "interface":
        return [("", t.gettext("As Telegram")), *LANGUAGE_NAMES.items()]
    if key == "reply":
        return [("", t.gettext("As the bot")), *LANGUAGE_NAMES.items()]
    if key == "points":
        return [(str(number), str(number) if number else t.gettext("By length")) for number in _POINT_CHOICES]
    return [(name, zone_label(name, language, now)) for name in zones_with(current)] if key == "zone" else []


def button(words: str, callback: Callback) -> InlineKeyboardButton:
    """Return a button that carries a callback."""
    return InlineKeyboardButton(words, callback_data=callback_data(callback))


def _menu(words: str, key: SettingKey) -> InlineKeyboardButton:
    return button(words, ChangeSetting("menu", key))


def marked(words: str, chosen: bool) -> str:
    """Return the words of a choice, with a mark if it is the present one."""
    return CHOSEN + words if chosen else words


def _link_label(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return shortened(url, MAX_LABEL_CHARACTERS) or "…"
    address = (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")
    return shortened(address or url, MAX_LABEL_CHARACTERS) or "…"
