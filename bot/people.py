"""Who is spoken with, and how they want it."""

from dataclasses import dataclass

from bot.rendering.preferences import Preferences
from bot.store import User
from summarizer.article import Language


@dataclass(frozen=True, slots=True)
class Who:
    """A person's language and wishes.

    Attributes:
        language: of the interface.
        preferences: as chosen in /settings.
    """

    language: Language
    preferences: Preferences

    @property
    def brief_language(self) -> Language:
        """The language that briefs come in."""
        return self.preferences.reply or self.language


def preferences_of(user: User) -> Preferences:
    """Return a stored person's settings as /settings shows them."""
    return Preferences(
        interface=user.language,
        reply=user.brief_language,
        points=user.points or 0,
        evidence=user.evidence_always,
        zone=user.time_zone,
    )
