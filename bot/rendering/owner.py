"""What the owner sees: statistics, broadcasts, bans, maintenance."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.i18n import Translator, format_number, translator
from bot.rendering.harmless import harmless_lines, shortened
from bot.rendering.spans import Block, MessageText, Span, heading, labelled, paragraph
from bot.rendering.splitting import parts, single
from summarizer.article import Language

MAX_CODE_CHARACTERS = 60
_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Stats:
    """What /stats shows, of one period.

    Attributes:
        days: length of the period.
        users, active_users: known in all, and with a request in the period.
        briefs, cache_hits: answered requests, and those of them that needed no work.
        latency_p50, latency_p95: seconds from request to answer; None without a brief.
        failures: number by error code.
    """

    days: int
    users: int
    active_users: int
    briefs: int
    cache_hits: int
    latency_p50: float | None = None
    latency_p95: float | None = None
    failures: Mapping[str, int] = field(default_factory=dict)


def stats(values: Stats, language: Language) -> MessageText:
    """Return /stats."""
    t = translator(language)
    title = t.ngettext("The last {number} day", "The last {number} days", values.days)
    share = format_number(round(100 * values.cache_hits / values.briefs) if values.briefs else 0, language)
    form = t.gettext("{name}: {value}")
    rows = [
        (t.gettext("Users"), format_number(values.users, language)),
        (t.gettext("Active users"), format_number(values.active_users, language)),
        (t.gettext("Briefs"), format_number(values.briefs, language)),
        (t.gettext("From the cache"), f"{format_number(values.cache_hits, language)} ({share} %)"),
        (t.gettext("Time to answer, median and 95th percentile"), _latencies(values, t)),
        (t.gettext("Failures"), format_number(sum(values.failures.values()), language)),
    ]
    failures = sorted(values.failures.items(), key=lambda item: (-item[1], item[0]))
    return single(
        [
            heading(title),
            *(labelled(name, value, form) for name, value in rows),
            *(_failure(code, format_number(number, language)) for code, number in failures),
        ]
    )


def _failure(code: str, number: str) -> Block:
    return Block((Span("• "), Span(shortened(code, MAX_CODE_CHARACTERS), code=True), Span(f" {number}")))


def _latencies(values: Stats, t: Translator) -> str:
    return " / ".join(_latency(seconds, t) for seconds in (values.latency_p50, values.latency_p95))


def _latency(seconds: float | None, t: Translator) -> str:
    if seconds is None:
        return "—"
    if seconds < 1:
        return t.gettext("{number} ms", number=format_number(round(seconds * _MILLISECONDS), t.language))
    return t.gettext("{number} s", number=format_number(round(seconds, 1), t.language))


def broadcast_question(text: str, recipients: int, language: Language) -> list[MessageText]:
    """Return the text of a broadcast as it will be sent, and the question whether to.

    Args:
        text: the owner's.
        recipients: how many people it goes to.
        language: of the question.
    """
    t = translator(language)
    question = t.ngettext("Send this to {number} person?", "Send this to {number} people?", recipients)
    return parts([*(paragraph(p) for p in harmless_lines(text).split("\n\n")), heading(question)])


def broadcast_text(text: str) -> list[MessageText]:
    """Return a broadcast as its recipients get it; empty if there is nothing to see in it."""
    return parts(paragraph(p) for p in harmless_lines(text).split("\n\n"))


def broadcast_progress(sent: int, recipients: int, language: Language) -> MessageText:
    """Return how far a broadcast has come."""
    t = translator(language)
    numbers = {"sent": format_number(sent, language), "all": format_number(recipients, language)}
    return single([paragraph(t.gettext("Sending: {sent} of {all}", **numbers))])


def broadcast_done(sent: int, blocked: int, failed: int, language: Language) -> MessageText:
    """Return what became of a broadcast.

    Args:
        sent: delivered.
        blocked: recipients who have blocked the bot.
        failed: not delivered for another reason.
        language: of the words.
    """
    t = translator(language)
    lines = [t.ngettext("Sent to {number} person.", "Sent to {number} people.", sent)]
    if blocked:
        lines.append(t.ngettext("{number} has blocked the bot.", "{number} have blocked the bot.", blocked))
    if failed:
        lines.append(t.ngettext("{number} could not be reached.", "{number} could not be reached.", failed))
    return single([paragraph("\n".join(lines))])


def ban_changed(user_id: int, banned: bool, language: Language) -> MessageText:
    """Return that a person is shut out, or let in again."""
    t = translator(language)
    out = t.gettext("{user_id} is banned: requests from there are not accepted.", user_id=user_id)
    back = t.gettext("{user_id} is no longer banned.", user_id=user_id)
    return single([paragraph(out if banned else back)])


def maintenance_changed(on: bool, language: Language) -> MessageText:
    """Return that maintenance mode was switched."""
    t = translator(language)
    begun = t.gettext("Maintenance mode is on: new requests are put off politely, accepted ones are finished.")
    ended = t.gettext("Maintenance mode is off: requests are accepted again.")
    return single([paragraph(begun if on else ended)])


def command_usage(usage: str, language: Language) -> MessageText:
    """Return how a command is written.

    Args:
        usage: such as ``/ban 12345``.
        language: of the words.
    """
    lead = translator(language).gettext("Write it like this:")
    return single([Block((Span(f"{lead} "), Span(usage, code=True)))])
