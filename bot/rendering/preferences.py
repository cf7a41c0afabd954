"""A person's settings, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Translator, translator
from bot.rendering.moments import UTC, zone_label
from bot.rendering.spans import Block, MessageText, Span, heading, labelled
from bot.rendering.splitting import single
from summarizer.article import Language

LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "ru": "Русский", "ja": "日本語"}
"""Each in itself: who cannot read the present language finds their own."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What /settings shows; plain values, so that the store can keep them as it likes.

    Attributes:
        interface: language of the bot, or None to follow Telegram's.
        reply: language of briefs, or None to follow the bot's.
        points: how many, 1 to 10; 0 lets the article's length decide.
        evidence: source sentences under every point without asking.
        zone: IANA name.
    """

    interface: Language | None = None
    reply: Language | None = None
    points: int = 0
    evidence: bool = False
    zone: str = UTC

    def value(self, key: str) -> str:
        """Return a setting as buttons carry it (``bot.callbacks.ChangeSetting``); empty for what follows another."""
        values = {
            "interface": self.interface or "",
            "reply": self.reply or "",
            "points": str(self.points),
            "evidence": str(int(self.evidence)),
            "zone": self.zone,
        }
        return values.get(key, "")


def settings_summary(preferences: Preferences, language: Language, now: datetime) -> MessageText:
    """Return the text of /settings.

    Args:
        preferences: as they are now.
        language: the one in use for the person.
        now: aware; for the zone's distance from UTC.
    """
    t = translator(language)
    form = t.gettext("{name}: {value}")
    rows = (labelled(name, value, form) for name, value in _rows(preferences, t, now))
    return single([heading(t.gettext("Settings")), *rows])


def _rows(preferences: Preferences, t: Translator, now: datetime) -> Iterator[tuple[str, str]]:
    interface, reply = preferences.interface, preferences.reply
    yield t.gettext("Language of the bot"), LANGUAGE_NAMES[interface] if interface else t.gettext("As Telegram")
    yield t.gettext("Language of briefs"), LANGUAGE_NAMES[reply] if reply else t.gettext("As the bot")
    yield t.gettext("Number of points"), points_in_words(preferences.points, t.language)
    yield t.gettext("Evidence"), t.gettext("always shown") if preferences.evidence else t.gettext("on request")
    yield t.gettext("Time zone"), zone_label(preferences.zone, t.language, now)


def points_in_words(points: int, language: Language) -> str:
    """Return a number of key points in words: «5 тезисов»; 0 is what the article's length asks for."""
    t = translator(language)
    if not points:
        return t.gettext("by the article’s length")
    return t.ngettext("{number} point", "{number} points", points)


def choice_prompt(key: str, language: Language, *, is_private: bool = True) -> MessageText:
    """Return what stands over the choices of a setting.

    Args:
        key: interface, reply, points or zone.
        language: of the words.
        is_private: whether it is asked in the private chat, where a place can be sent.
    """
    t = translator(language)
    where = (
        t.gettext("Where are you? Write the name of your city, send your location, or tap a time zone.")
        if is_private
        else t.gettext("Which time zone? Tap one, or answer this message with the name of a city.")
    )
    prompts = {
        "interface": t.gettext("Which language should the bot speak?"),
        "reply": t.gettext("Which language should briefs be in?"),
        "points": t.gettext("How many key points should a brief have?"),
        "zone": where,
    }
    return single([Block((Span(prompts[key]),))])


def setting_saved(language: Language) -> str:
    """Return the toast after a change, plain text."""
    return translator(language).gettext("Saved")
