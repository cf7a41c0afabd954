"""What the bot says of itself and of a person's data: /start, /help, /privacy, /export, /forget; links and files."""

from bot.i18n import translator
from bot.rendering.harmless import shortened
from bot.rendering.spans import Block, MessageText, Span, heading, paragraph
from bot.rendering.splitting import single
from summarizer.article import Language

MAX_NAME_CHARACTERS = 64
"""Telegram's own limit for a first name."""


def start(first_name: str, language: Language) -> MessageText:
    """Return the greeting.

    Args:
        first_name: as Telegram gives it; may be empty.
        language: of the words.
    """
    t = translator(language)
    name = shortened(first_name, MAX_NAME_CHARACTERS)
    greeting = t.gettext("Hello, {name}!", name=name) if name else t.gettext("Hello!")
    return single(
        [
            Block((Span(greeting, bold=True),)),
            paragraph(
                t.gettext(
                    "Send a link to a news article, or its text, and you will get a brief: the key points, and a card "
                    "of who did what and when."
                )
            ),
            paragraph(
                t.gettext(
                    "Articles may be in English, Russian or Japanese. Every point rests on sentences of the article, "
                    "and the Evidence button shows which."
                )
            ),
            paragraph(t.gettext("News of the day from sources you choose, each story once: /digest")),
            paragraph(t.gettext("Try it with an example, or send your own link. More is in /help.")),
        ]
    )


def help_text(language: Language, bot_username: str) -> MessageText:
    """Return /help.

    Args:
        language: of the words.
        bot_username: without @.
    """
    t = translator(language)
    commands = [Block((Span(f"/{name} — {words}"),)) for name, words in command_descriptions(language)]
    return single(
        [
            heading(t.gettext("How to use this bot")),
            _item(t.gettext("Send a link, a text, or a .txt, .html or .pdf file, or forward a post.")),
            _item(
                t.gettext(
                    "Under the brief: other languages, the evidence for each point, dates for your calendar, "
                    "more or fewer points."
                )
            ),
            _item(
                t.gettext(
                    "In a group: mention @{username}, or answer a message with /brief or /translate.",
                    username=bot_username,
                )
            ),
            _item(t.gettext("For news every day: /digest, or /subscribe with the address of a feed or a news site.")),
            _item(t.gettext("In any chat: type @{username} and a link.", username=bot_username)),
            heading(t.gettext("Commands")),
            *commands,
        ]
    )


def command_descriptions(language: Language) -> list[tuple[str, str]]:
    """Return the commands for ``set_my_commands``, in the order of the menu."""
    t = translator(language)
    return [
        ("brief", t.gettext("sum up the article in the message you answer")),
        ("translate", t.gettext("translate a text")),
        ("digest", t.gettext("your daily digest: set it up, change it")),
        ("subscribe", t.gettext("add a news feed or Telegram channel to the daily digest")),
        ("unsubscribe", t.gettext("remove a feed, or end the digest")),
        ("topics", t.gettext("people, subjects and words of the digest")),
        ("follow", t.gettext("people and subjects that come first in the digest")),
        ("mute", t.gettext("people and subjects that are left out of the digest")),
        ("include", t.gettext("words that stories of the digest must have")),
        ("exclude", t.gettext("words that no story of the digest may have")),
        ("channels", t.gettext("a digest for a channel that you run")),
        ("settings", t.gettext("languages, number of points, evidence, time zone")),
        ("help", t.gettext("what the bot can do")),
        ("privacy", t.gettext("what is stored about you")),
        ("export", t.gettext("get everything stored about you as a file")),
        ("forget", t.gettext("delete everything stored about you")),
        ("start", t.gettext("greeting and examples")),
    ]


def privacy(language: Language, retention_days: int | None, brief_days: int) -> MessageText:
    """Return /privacy.

    Args:
        language: of the words.
        retention_days: after how many days requests are deleted; None if only /forget deletes them.
        brief_days: how many days after it was last opened a brief is deleted.
    """
    t = translator(language)
    if retention_days is None:
        kept = t.gettext("Requests are kept until you delete them.")
    else:
        kept = t.ngettext(
            "Answered requests are deleted after {number} day.",
            "Answered requests are deleted after {number} days.",
            retention_days,
        )
    return single(
        [
            heading(t.gettext("What is stored")),
            _item(t.gettext("Your Telegram id, your settings, and when you first and last used the bot.")),
            _item(
                t.gettext(
                    "What you ask for: your message as Telegram delivers it, with your name and the time, so that no "
                    "request is lost if the bot restarts."
                )
            ),
            _item(kept),
            _item(
                t.gettext(
                    "For your digest: its feeds, topics and hour, and which stories you have had, for some weeks. Of a "
                    "place that you send, the time zone alone."
                )
            ),
            _item(t.gettext("That a group or channel has its digest from you, until it ends.")),
            _item(
                t.ngettext(
                    "Briefs, with the sentences of their articles, so that the same link is not read twice; deleted "
                    "once nobody has opened them for {number} day.",
                    "Briefs, with the sentences of their articles, so that the same link is not read twice; deleted "
                    "once nobody has opened them for {number} days.",
                    brief_days,
                )
            ),
            _item(
                t.gettext(
                    "Briefs of links are not tied to you. Those of your texts and files are, and /forget deletes them."
                )
            ),
            _item(
                t.gettext(
                    "Logs hold no texts. Nothing is passed on to others; the site of an article sees the bot, not you."
                )
            ),
            paragraph(t.gettext("/export sends you all of it, /forget deletes it.")),
        ]
    )


def export_caption(language: Language) -> str:
    """Return the caption of the file that /export sends, plain text."""
    return translator(language).gettext("Everything that is stored about you.")


def forget_question(language: Language) -> MessageText:
    """Return what /forget would delete, as a question."""
    t = translator(language)
    return single(
        [
            paragraph(t.gettext("Delete everything stored about you: settings, requests and their texts?")),
            paragraph(
                t.gettext("This cannot be undone. Requests that are being worked on will not be answered."), "\n"
            ),
        ]
    )


def forgotten(language: Language) -> MessageText:
    """Return that everything was deleted."""
    return single([paragraph(translator(language).gettext("Everything stored about you has been deleted."))])


def cancelled(language: Language) -> MessageText:
    """Return that a question was answered with no."""
    return single([paragraph(translator(language).gettext("Nothing was changed."))])


def more_links(count: int, language: Language) -> MessageText:
    """Return what stands over the buttons of the further links of a message.

    Args:
        count: how many there are.
        language: of the words.
    """
    t = translator(language)
    text = t.ngettext(
        "The first link is being read. There is {number} more; tap to read it.",
        "The first link is being read. There are {number} more; tap the one to read.",
        count,
    )
    return single([paragraph(text)])


def calendar_caption(entries: int, left_out: int, language: Language) -> str:
    """Return the caption of a calendar file, plain text.

    Args:
        entries: events in the file.
        left_out: events of the article without a date that fits a calendar.
        language: of the words.
    """
    t = translator(language)
    caption = t.ngettext("{number} event for your calendar.", "{number} events for your calendar.", entries)
    if not left_out:
        return caption
    rest = t.ngettext(
        "{number} more has no date that fits a calendar.", "{number} more have no date that fits a calendar.", left_out
    )
    return f"{caption}\n{rest}"


def _item(text: str) -> Block:
    return Block((Span(f"• {text}"),))
