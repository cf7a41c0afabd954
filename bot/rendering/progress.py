"""The placeholder that is edited while a brief is made."""

from typing import Literal, get_args

from bot.i18n import translator
from bot.rendering.spans import Block, MessageText, Span
from bot.rendering.splitting import single
from summarizer.article import Language

Stage = Literal["queued", "reading", "facts", "points", "translating"]
"""``reading``, ``facts`` and ``points`` are those of ``summarizer.brief``."""
STAGES: tuple[Stage, ...] = get_args(Stage)


def placeholder(stage: str, language: Language) -> MessageText:
    """Return what is shown while the work is at a stage.

    Args:
        stage: one of STAGES; a stage of a newer engine that is not among them reads as work in general.
        language: of the words.
    """
    t = translator(language)
    words = {
        "queued": t.gettext("Accepted; your turn comes in a moment …"),
        "reading": t.gettext("Reading the article …"),
        "facts": t.gettext("Finding people, agreements and dates …"),
        "points": t.gettext("Choosing the key points …"),
        "translating": t.gettext("Translating …"),
    }
    return single([Block((Span("⏳ " + words.get(stage, t.gettext("Working …"))),))])
