"""What is said in groups."""

from bot.i18n import translator
from bot.rendering.spans import Block, MessageText, Span, paragraph
from bot.rendering.splitting import single
from summarizer.article import Language


def group_greeting(bot_username: str, language: Language) -> MessageText:
    """Return the greeting when the bot is added to a group.

    Args:
        bot_username: without @.
        language: of the words.
    """
    t = translator(language)
    return single(
        [
            Block((Span(t.gettext("Hello, everybody!"), bold=True),)),
            paragraph(
                t.gettext(
                    "I sum up news articles. Mention @{username} with a link, or answer a message with /brief.",
                    username=bot_username,
                )
            ),
            paragraph(
                t.gettext("An admin can have every link read without being asked: the button below switches that.")
            ),
        ]
    )


def group_links_changed(reads_links: bool, language: Language) -> MessageText:
    """Return what holds after an admin used the switch."""
    t = translator(language)
    on = t.gettext("From now on every link to an article in this group gets a brief.")
    off = t.gettext("From now on links in this group are read only when somebody asks.")
    return single([paragraph(on if reads_links else off)])
