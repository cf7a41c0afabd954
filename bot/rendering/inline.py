"""Results of inline mode (``@bot URL``): titles and descriptions are plain text, the message is as in a chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.i18n import translator
from bot.rendering.brief import render_brief
from bot.rendering.harmless import is_blank, shortened
from bot.rendering.spans import Block, MessageText, Span, paragraph, web_link
from bot.rendering.splitting import single
from summarizer.article import Language

MAX_TITLE_CHARACTERS = 100
MAX_DESCRIPTION_CHARACTERS = 200
"""Two lines on a phone; clients cut the rest."""


@dataclass(frozen=True, slots=True)
class InlineText:
    """What an inline result says: title and description in the list, and the message that choosing it sends."""

    title: str
    description: str
    message: MessageText


def inline_brief(brief: Mapping[str, Any]) -> InlineText:
    """Return the result for a brief that is in the cache; of a long one, its first part is sent."""
    t = translator(brief["language"])
    title = shortened(brief["headline"], MAX_TITLE_CHARACTERS)
    points = brief["points"]
    description = shortened(points[0]["text"], MAX_DESCRIPTION_CHARACTERS) if points else ""
    return InlineText(t.gettext("No title") if is_blank(title) else title, description, render_brief(brief)[0])


def inline_prepare(url: str, language: Language) -> InlineText:
    """Return the result for a link that has not been read.

    Args:
        url: as typed.
        language: of the words.
    """
    t = translator(language)
    shown = shortened(url, MAX_DESCRIPTION_CHARACTERS)
    link = Block((Span(shown, link=web_link(url)),), "\n")
    message = single([paragraph(t.gettext("⏳ The brief of this article is being prepared …")), link])
    return InlineText(t.gettext("Prepare a brief"), shown, message)


def inline_hint(language: Language) -> InlineText:
    """Return the result where no link has been typed yet."""
    t = translator(language)
    hint = t.gettext("Type the link of a news article after the bot’s name.")
    return InlineText(t.gettext("Brief of an article"), hint, single([paragraph(hint)]))
