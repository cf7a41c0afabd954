"""The buttons of digests. Each choice is a cycle: a button carries what comes after the present value."""

from collections.abc import Sequence
from datetime import time
from typing import TypeVar

from telegram import InlineKeyboardMarkup

from bot.callbacks import DigestAction, base62
from bot.i18n import translator
from bot.ids import number_of_brief
from bot.keyboards import MAX_LABEL_CHARACTERS, button
from bot.rendering.digest import DAY_CHOICES, FeedLine, SubscriptionView, days_in_words
from bot.rendering.harmless import shortened
from bot.rendering.preferences import LANGUAGE_NAMES
from summarizer.article import LANGUAGES, Language

TIMES = tuple(time(hour) for hour in (6, 7, 8, 9, 12, 18, 21))
"""Of day, by button; others by ``/digest 7:30``."""
STORY_COUNTS = (3, 5, 8, 10)
_BRIEFS_PER_ROW = 5

T = TypeVar("T")


def subscription_keyboard(view: SubscriptionView, language: Language) -> InlineKeyboardMarkup:
    """Return what can be changed of a subscription.

    Args:
        view: as it is now.
        language: of the words.
    """
    t = translator(language)
    at = _after(view.at, TIMES)
    spoken = _after(view.language, LANGUAGES)
    stories = _after(view.stories, STORY_COUNTS)
    most = t.ngettext("{number} story", "{number} stories", stories)
    days = _after(view.days, DAY_CHOICES)
    mask = sum(1 << day for day in days)
    pause = t.gettext("Pause") if view.active else t.gettext("Resume")
    return InlineKeyboardMarkup([
        [button("🕗 → " + at.strftime("%H:%M"), DigestAction("at", at.strftime("%H%M"))),
         button("🌐 → " + LANGUAGE_NAMES[spoken], DigestAction("language", spoken))],
        [button("📰 → " + most, DigestAction("stories", str(stories))),
         button("📆 → " + days_in_words(days, language), DigestAction("days", str(mask)))],
        [button("📨 " + t.gettext("Send now"), DigestAction("now")),
         button(("⏸ " if view.active else "▶️ ") + pause, DigestAction("active", str(int(not view.active))))],
        [button(t.gettext("Feeds"), DigestAction("feeds")),
         button(t.gettext("Export feeds"), DigestAction("export"))],
    ])  # fmt: skip


def feeds_keyboard(feeds: Sequence[FeedLine], language: Language) -> InlineKeyboardMarkup:
    """Return a button for each feed that removes it, one that ends the digest, and a way back."""
    t = translator(language)
    rows = [
        [button("✖ " + (shortened(feed.title, MAX_LABEL_CHARACTERS) or "…"), DigestAction("drop", feed.id))]
        for feed in feeds
    ]
    last = [
        button("‹ " + t.gettext("Back"), DigestAction("show")),
        button(t.gettext("End the digest"), DigestAction("leave")),
    ]
    return InlineKeyboardMarkup([*rows, last])


def digest_keyboard(
    brief_ids: Sequence[tuple[int, str]], language: Language, *, calendar: bool = False
) -> InlineKeyboardMarkup | None:
    """Return a button for the full brief of each story, by the story's number; None if there is nothing to tap.

    Args:
        brief_ids: number of the story in the digest (1-based), and id of its brief.
        language: of the words.
        calendar: whether there are events to come, for a file with them.
    """
    buttons = [
        button(f"📄 {number}", DigestAction("brief", base62(number_of_brief(brief_id))))
        for number, brief_id in brief_ids
    ]
    rows = [buttons[start : start + _BRIEFS_PER_ROW] for start in range(0, len(buttons), _BRIEFS_PER_ROW)]
    if calendar:
        rows.append([button("📅 " + translator(language).gettext("Calendar"), DigestAction("calendar"))])
    return InlineKeyboardMarkup(rows) if rows else None


def _after(present: T, choices: Sequence[T]) -> T:
    """Return the choice after the present value; the first if it is none of them."""
    position = choices.index(present) + 1 if present in choices else 0
    return choices[position % len(choices)]
