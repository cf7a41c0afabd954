"""The buttons of a subscription as a whole, and of a digest. Its single screens: ``bot.digest_setup_keyboards``."""

from collections.abc import Sequence
from datetime import datetime

from telegram import InlineKeyboardMarkup

from bot.button_rows import fitted
from bot.callbacks import DigestAction, base62
from bot.i18n import translator
from bot.ids import number_of_brief
from bot.keyboards import button
from bot.rendering.digest import SubscriptionView, days_in_words
from bot.rendering.moments import zone_label
from bot.rendering.preferences import LANGUAGE_NAMES
from summarizer.article import Language

_BRIEFS_PER_ROW = 5


def subscription_keyboard(view: SubscriptionView, language: Language, now: datetime) -> InlineKeyboardMarkup:
    """Return what can be changed of a subscription; each button opens its choices, or is a switch.

    Args:
        view: as it is now.
        language: of the words.
        now: aware; for the zone's distance from UTC.
    """
    t = translator(language)
    most = t.ngettext("{number} story", "{number} stories", view.stories)
    quiet = t.gettext("Tell me when nothing is new") if view.quiet else t.gettext("No message when nothing is new")
    pause = t.gettext("Pause") if view.active else t.gettext("Resume")
    return InlineKeyboardMarkup(fitted([
        [button("🕗 " + view.at.strftime("%H:%M"), DigestAction("go", "time")),
         button("🌍 " + zone_label(view.zone, language, now), DigestAction("go", "zone"))],
        [button("📆 " + days_in_words(view.days, language), DigestAction("go", "days")),
         button("🌐 " + LANGUAGE_NAMES[view.language], DigestAction("go", "language"))],
        [button("📰 " + most, DigestAction("go", "stories")),
         button(f"📚 {t.gettext('Sources')} ({len(view.feeds)})", DigestAction("go", "sources"))],
        [button(f"⭐ {t.gettext('Topics and words')} ({view.topic_count})", DigestAction("go", "topics"))],
        [button(("🔔 " if view.quiet else "🔕 ") + quiet, DigestAction("quiet", str(int(not view.quiet))))],
        [button("👁 " + t.gettext("Preview"), DigestAction("preview")),
         button("📨 " + t.gettext("Send now"), DigestAction("now"))],
        [button(("⏸ " if view.active else "▶️ ") + pause, DigestAction("active", str(int(not view.active)))),
         button(t.gettext("Switch off"), DigestAction("go", "end"))],
    ]))  # fmt: skip


def resume_keyboard(language: Language) -> InlineKeyboardMarkup:
    """Return the button that lets a paused digest come again."""
    words = translator(language).gettext("Resume")
    return InlineKeyboardMarkup([[button("▶️ " + words, DigestAction("active", "1"))]])


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
