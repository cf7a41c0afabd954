"""What is said to those who set up the digest of a channel, in their own chat with the bot."""

from bot.i18n import translator
from bot.rendering.digest import MAX_FEED_CHARACTERS
from bot.rendering.harmless import shortened
from bot.rendering.spans import MessageText, Span, paragraph, written
from bot.rendering.splitting import single
from summarizer.article import Language


def channels_intro(language: Language) -> MessageText:
    """Return how a channel gets a digest."""
    t = translator(language)
    return single([
        paragraph(t.gettext("A digest can also come in a channel that you run: choose it by the button below.")),
        paragraph(t.gettext("Or make me an admin there who may post messages, and write: {command}",
                            command="/subscribe @channel https://news.example/feed")),
    ])  # fmt: skip


def channels_in_private(language: Language) -> MessageText:
    """Return that channels are set up elsewhere."""
    words = translator(language).gettext(
        "Channels are set up in our private chat: write {command} there.", command="/channels"
    )
    return single([paragraph(words)])


def your_channels(language: Language) -> MessageText:
    """Return what stands over the buttons of one's channels."""
    return single([paragraph(translator(language).gettext("Your channels with a digest:"))])


def channel_unknown(language: Language) -> MessageText:
    """Return that a channel cannot be seen."""
    words = translator(language).gettext(
        "I do not know this channel. Make me an admin there who may post messages, then try again."
    )
    return single([paragraph(words)])


def channel_admins_only(language: Language) -> MessageText:
    """Return that only admins set up a channel's digest."""
    return single([paragraph(translator(language).gettext("Only admins of the channel can do this."))])


def channel_closed(title: str, language: Language) -> MessageText:
    """Return that the bot may not post in a channel."""
    words = translator(language).gettext(
        "I may not post in {channel}. Make me an admin there who may post messages, then try again.",
        channel=_named(title),
    )
    return single([paragraph(words)])


def channel_paused(title: str, language: Language) -> MessageText:
    """Return that a digest is paused, as the bot was put out of its chat."""
    words = translator(language).gettext(
        "I can no longer post in {channel}, so its digest is paused. Once I can again, resume it with {command}.",
        channel=_named(title),
        command="/channels",
    )
    return single([paragraph(words)])


def headed(title: str, text: MessageText) -> MessageText:
    """Return a text with the channel that it is about over it."""
    head = written([Span("📣 "), Span(_named(title), bold=True), Span("\n\n")])
    return MessageText(head.html + text.html, head.plain + text.plain)


def _named(title: str) -> str:
    return shortened(title, MAX_FEED_CHARACTERS) or "…"
