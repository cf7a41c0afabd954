"""One clear sentence for what cannot be done, and what to do instead."""

from datetime import datetime
from typing import Literal

from bot.i18n import translator
from bot.rendering.harmless import shortened
from bot.rendering.moments import moment, zone_label
from bot.rendering.spans import Block, MessageText, Span, filled, paragraph
from bot.rendering.splitting import single
from summarizer.article import Language
from summarizer.errors import SvodkaError

MAX_SENTENCE_CHARACTERS = 600
"""Error sentences have under 200; what exceeds this is what somebody sent as an address."""

Reason = Literal[
    "nothing_to_read", "nothing_to_translate", "already_in_language", "unsupported_attachment", "stale_button",
    "admins_only", "owner_only", "banned", "maintenance", "evidence_gone", "no_dated_events", "already_working",
    "bad_time_zone",
]  # fmt: skip


def error_text(error: SvodkaError, language: Language) -> MessageText:
    """Return an error's own sentence."""
    return single([paragraph(f"⚠️ {shortened(error.message(language), MAX_SENTENCE_CHARACTERS)}")])


def refusal(reason: Reason, language: Language) -> MessageText:
    """Return the sentence for something that cannot be done; its ``plain`` is short enough for a toast (200)."""
    return single([paragraph(_sentences(language)[reason])])


def _sentences(language: Language) -> dict[Reason, str]:
    t = translator(language)
    return {
        "nothing_to_read": t.gettext(
            "There is no link or text to sum up. Send a link to an article, its text, or a .txt, .html or .pdf file; "
            "or answer a message that has one with /brief."
        ),
        "nothing_to_translate": t.gettext(
            "Write the text after /translate, or answer a message with /translate. "
            "A language may come first: /translate ja …"
        ),
        "already_in_language": t.gettext("The text is already in this language. Choose another one."),
        "unsupported_attachment": t.gettext("Of files, only .txt, .html and .pdf can be read. Or paste the text."),
        "stale_button": t.gettext("This button is too old. Send the link once more."),
        "admins_only": t.gettext("Only admins of this group can do that."),
        "owner_only": t.gettext("Only the owner of this bot can do that."),
        "banned": t.gettext("The owner of this bot does not accept requests from you."),
        "maintenance": t.gettext("The bot is being serviced. Please send this again in a while."),
        "evidence_gone": t.gettext("The article’s text is no longer stored. Send the link once more."),
        "no_dated_events": t.gettext("No event in this article has a date that could go into a calendar."),
        "already_working": t.gettext("This is already being worked on; the answer will come here."),
        "bad_time_zone": t.gettext("There is no such time zone. Send a name such as Europe/Moscow or Asia/Tokyo."),
    }


def private_bot(user_id: int, language: Language) -> MessageText:
    """Return the answer to somebody who is not on the allow-list, with the number that the owner needs.

    Args:
        user_id: Telegram's id of that person.
        language: of the words.
    """
    message = translator(language).gettext(
        "This bot serves only people whom its owner has let in. If you know the owner, give them your number: {user_id}"
    )
    return single([Block(filled(message, user_id=Span(str(user_id), code=True)))])


def over_quota(
    limit: int, frees_up: datetime, zone_name: str, language: Language, now: datetime, *, whole_chat: bool = False
) -> MessageText:
    """Return the friendly word on a quota that is used up.

    Args:
        limit: how many briefs the quota has.
        frees_up: aware; when the next one is possible.
        zone_name: IANA name of the person's zone.
        language: of the words.
        now: aware.
        whole_chat: whether it is the chat's quota rather than the person's.
    """
    t = translator(language)
    if whole_chat:
        used = t.ngettext(
            "This chat has used its {number} brief for now.", "This chat has used its {number} briefs for now.", limit
        )
    else:
        used = t.ngettext(
            "You have used your {number} brief for now.", "You have used your {number} briefs for now.", limit
        )
    time = moment(frees_up, zone_name, language, now)
    label = zone_label(zone_name, language, now)
    again = t.gettext("The next one is possible at this time: {time} ({zone}).", time=time, zone=label)
    return single([paragraph(used), paragraph(again, "\n")])


def too_short(characters: int, minimum: int, language: Language, *, can_translate: bool) -> MessageText:
    """Return that a text is too short to sum up, and the offer to translate it.

    Args:
        characters: that the text has.
        minimum: that a brief needs.
        language: of the words.
        can_translate: whether there is a translation model; else nothing is offered.
    """
    t = translator(language)
    fact = t.ngettext(
        "This is too short to sum up: {number} character, and at least {minimum} are needed.",
        "This is too short to sum up: {number} characters, and at least {minimum} are needed.",
        characters,
        minimum=minimum,
    )
    return single([paragraph(fact), *([paragraph(t.gettext("Shall I translate it?"), "\n")] if can_translate else [])])
