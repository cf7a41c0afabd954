"""The buttons of each screen of a digest: its choices, the present one marked, and the way back and on.

In the first set-up a choice leads to the next screen, later back to the whole (``bot.handlers.digest_screens``).
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.button_rows import Row, fitted
from bot.callbacks import DigestAction, base62
from bot.digest.dialogue import SETUP_SCREENS, Screen, neighbour
from bot.digest.presets import Preset
from bot.digest.topics import Preferences
from bot.digest.understanding import TopicList
from bot.i18n import translator
from bot.keyboards import MAX_LABEL_CHARACTERS, button, marked, zones_with
from bot.rendering.digest import DAY_CHOICES, SubscriptionView, days_in_words
from bot.rendering.digest_topics import LISTS, SIGNS, topic_labels
from bot.rendering.harmless import shortened
from bot.rendering.moments import zone_label
from bot.rendering.preferences import LANGUAGE_NAMES
from summarizer.article import LANGUAGES, Language

TIMES = tuple(time(hour) for hour in (5, 6, 7, 8, 9, 12, 15, 18, 19, 20, 21, 22))
"""Of day, by button; others are written."""
STORY_COUNTS = (3, 5, 8, 10)
PAGE = 8
"""Feeds or topics on one page of buttons: more would fill a phone's screen."""
MAX_PLACE_CHARACTERS = 60
_DAYS = 7
_PARENTS: dict[Screen, Screen] = {
    "presets": "sources",
    "link": "sources",
    "list": "sources",
    "feeds": "sources",
    "follow": "topics",
    "mute": "topics",
    "include": "topics",
    "exclude": "topics",
}

T = TypeVar("T")


def offer_keyboard(language: Language) -> InlineKeyboardMarkup:
    """Return the button that begins the set-up."""
    words = translator(language).gettext("Set up the digest")
    return InlineKeyboardMarkup([[button("🗞 " + words, DigestAction("setup"))]])


def source_offer_keyboard(
    request_id: int, number: int, language: Language, *, is_private: bool
) -> InlineKeyboardMarkup:
    """Return the button that adds to the digest what was sent to be read and is a source.

    Args:
        request_id: number of the request.
        number: of the link in its message, 0-based.
        language: of the words.
        is_private: whether the digest would be the person's own.
    """
    t = translator(language)
    words = t.gettext("Add to my digest") if is_private else t.gettext("Add to the digest")
    action = DigestAction("add", f"{base62(request_id)}-{number}")
    return InlineKeyboardMarkup([[button("➕ " + words, action)]])


def sources_keyboard(view: SubscriptionView, offered: Iterable[Language], language: Language) -> InlineKeyboardMarkup:
    """Return the ways to choose sources.

    Args:
        view: of the subscription.
        offered: languages of which there are presets.
        language: of the words.
    """
    t = translator(language)
    presets = [button("📋 " + LANGUAGE_NAMES[code], DigestAction("go", f"presets-{code}")) for code in offered]
    rows = [presets, [button("🔗 " + t.gettext("Send an address"), DigestAction("go", "link"))]]
    if view.is_private:
        rows[1].append(button("🗂 " + t.gettext("Send OPML file"), DigestAction("go", "list")))
    if view.feeds:
        rows.append([
            button("✖ " + t.gettext("Remove sources"), DigestAction("go", "feeds")),
            button(t.gettext("Export as OPML"), DigestAction("export")),
        ])  # fmt: skip
    return _keyboard(rows, view, "sources", language)


def presets_keyboard(
    listed: Sequence[tuple[Preset, bool]], page: int, view: SubscriptionView, language: Language
) -> InlineKeyboardMarkup:
    """Return a page of feeds to choose from.

    Args:
        listed: presets of one language, and whether each is in the digest.
        page: 0-based; beyond the last it is the last.
        view: of the subscription.
        language: of the words.
    """
    shown, page, pages = _page(listed, page)
    rows = [
        [button(marked(_label(preset.name), chosen), DigestAction("preset", preset.id))] for preset, chosen in shown
    ]
    turning = _turning(f"presets-{listed[0][0].language}" if listed else "presets", page, pages)
    return _keyboard([*rows, turning], view, "presets", language)


def feeds_keyboard(view: SubscriptionView, page: int, language: Language) -> InlineKeyboardMarkup:
    """Return a button for each feed that removes it, one that ends the digest, and a way back; by pages."""
    shown, page, pages = _page(view.feeds, page)
    rows = [[button("✖ " + _label(feed.title), DigestAction("drop", feed.id))] for feed in shown]
    end = button(translator(language).gettext("Switch off"), DigestAction("go", "end"))
    return _keyboard([*rows, _turning("feeds", page, pages), [] if view.setting_up else [end]], view, "feeds", language)


def times_keyboard(view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return times of day."""
    buttons = [
        button(marked(at.strftime("%H:%M"), at == view.at), DigestAction("at", at.strftime("%H%M"))) for at in TIMES
    ]
    return _keyboard(_rows(buttons, 4), view, "time", language)


def zones_keyboard(view: SubscriptionView, language: Language, now: datetime) -> InlineKeyboardMarkup:
    """Return the time zones that are offered unasked, the present one among them; and the way to send a place."""
    labels = [(name, zone_label(name, language, now)) for name in zones_with(view.zone)]
    buttons = [button(marked(label, name == view.zone), DigestAction("zone", name)) for name, label in labels]
    place = [button("📍 " + translator(language).gettext("Send my location"), DigestAction("place"))]
    return _keyboard([place if view.is_private else [], *_rows(buttons, 2)], view, "zone", language)


def place_keyboard(language: Language) -> ReplyKeyboardMarkup:
    """Return the button by which a phone sends where it is; Telegram asks first, and has it in private chats alone."""
    words = "📍 " + translator(language).gettext("Send my location")
    wanted = KeyboardButton(words, request_location=True)
    return ReplyKeyboardMarkup([[wanted]], resize_keyboard=True, one_time_keyboard=True)


def found_zones_keyboard(
    found: Iterable[tuple[str, str]], view: SubscriptionView, language: Language
) -> InlineKeyboardMarkup:
    """Return the time zones that fit what somebody has written or sent.

    Args:
        found: words and IANA name of each.
        view: of the subscription.
        language: of the words.
    """
    rows = [[button(shortened(words, MAX_PLACE_CHARACTERS), DigestAction("zone", name))] for words, name in found]
    return _keyboard(rows, view, "zone", language)


def days_keyboard(view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return three common choices, and each day of the week as a switch."""
    from babel.dates import get_day_names

    choices = [
        button(marked(days_in_words(days, language), days == view.days), DigestAction("days", str(_mask(days))))
        for days in DAY_CHOICES
    ]
    names = get_day_names("abbreviated", locale=language)
    switches = [
        button(marked(names[day], day in view.days), DigestAction("toggle", str(_mask(view.days ^ {day}))))
        for day in range(_DAYS)
    ]
    return _keyboard([*([choice] for choice in choices), switches[:4], switches[4:]], view, "days", language)


def languages_keyboard(view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return the languages that a digest can be in."""
    buttons = [
        button(marked(LANGUAGE_NAMES[code], code == view.language), DigestAction("language", code))
        for code in LANGUAGES
    ]
    return _keyboard([buttons], view, "language", language)


def stories_keyboard(view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return how many stories a digest can have."""
    buttons = [
        button(marked(str(count), count == view.stories), DigestAction("stories", str(count))) for count in STORY_COUNTS
    ]
    return _keyboard([buttons], view, "stories", language)


def finish_keyboard(view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return the end of the set-up."""
    t = translator(language)
    rows = [
        [button("✅ " + t.gettext("Start the digest"), DigestAction("finish"))],
        [button("👁 " + t.gettext("Preview"), DigestAction("preview"))],
    ]
    return _keyboard(rows, view, "finish", language)


def topics_keyboard(wanted: Preferences, page: int, view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return a button for each entry of the lists that removes it, and one for each list that adds to it; by pages."""
    t = translator(language)
    shown, page, pages = _page(topic_labels(wanted), page)
    rows = [
        [button(f"✖ {SIGNS[where]} {_label(label)}", DigestAction("untopic", topic_id(where, value)))]
        for where, value, label in shown
    ]
    adding = {
        "follow": t.gettext("Follow …"),
        "mute": t.gettext("Mute …"),
        "include": t.gettext("Only with …"),
        "exclude": t.gettext("Never with …"),
    }
    buttons = [button(f"{SIGNS[where]} {adding[where]}", DigestAction("go", where)) for where in LISTS]
    return _keyboard([*rows, _turning("topics", page, pages), *_rows(buttons, 2)], view, "topics", language)


def end_keyboard(view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return yes and no to the end of a digest."""
    words = translator(language).gettext("Switch off")
    return _keyboard([[button("✖ " + words, DigestAction("leave"))]], view, "end", language)


def prompt_keyboard(screen: Screen, view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return the way back from where something is to be written."""
    return _keyboard([], view, screen, language)


def topic_id(where: TopicList, value: str) -> str:
    """Return what names an entry of a list in a button, whatever its length and script."""
    return hashlib.sha256(f"{where}|{value}".encode()).hexdigest()[:32]


def _keyboard(
    rows: Iterable[Sequence[InlineKeyboardButton]], view: SubscriptionView, screen: Screen, language: Language
) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([*fitted(row for row in rows if row), _way(view, screen, language)])


def _way(view: SubscriptionView, screen: Screen, language: Language) -> Row:
    """Return back and on, and in the set-up the way out of it."""
    t = translator(language)
    back = "‹ " + t.gettext("Back")
    if not view.setting_up or screen not in SETUP_SCREENS:
        parent = _PARENTS.get(screen)
        return [button(back, DigestAction("go", parent) if parent else DigestAction("show"))]
    row = [button("✖ " + t.gettext("Cancel"), DigestAction("cancel"))]
    if screen != SETUP_SCREENS[0]:
        row.insert(0, button(back, DigestAction("go", neighbour(screen, -1))))
    if screen != SETUP_SCREENS[-1]:
        row.append(button(t.gettext("Next") + " ›", DigestAction("go", neighbour(screen, 1))))
    return row


def _page(entries: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    pages = max(-(-len(entries) // PAGE), 1)
    page = min(page, pages - 1)
    return entries[page * PAGE : (page + 1) * PAGE], page, pages


def _turning(screen: str, page: int, pages: int) -> Row:
    """Return the buttons that turn pages: number and arrow, readable in all languages."""
    row = []
    if page > 0:
        row.append(button(f"‹ {page}/{pages}", DigestAction("go", f"{screen}-{page - 1}")))
    if page < pages - 1:
        row.append(button(f"{page + 2}/{pages} ›", DigestAction("go", f"{screen}-{page + 1}")))
    return row


def _rows(buttons: Sequence[T], width: int) -> list[Sequence[T]]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def _mask(days: frozenset[int]) -> int:
    return sum(1 << day for day in days)


def _label(text: str) -> str:
    return shortened(text, MAX_LABEL_CHARACTERS) or "…"
