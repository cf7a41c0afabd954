"""Pasted mail: header lines, quote marks and signature taken from around the text that was sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime

from summarizer.sources.metadata import clean_line, valid_date

MIN_HEADERS = 2  # lines; one alone ("From: …") begins ordinary texts too
QUOTED_SHARE = 0.5  # of the lines with text; a mail that quotes an article holds little else

_HEADER = re.compile(
    r"^(?:>\s?)*(?P<name>from|to|cc|date|sent|subject|reply-to|от|кому|копия|дата|отправлено|тема"
    r"|差出人|宛先|日時|送信日時|件名)\s*[:：]\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_SUBJECTS = frozenset({"subject", "тема", "件名"})
_DATES = frozenset({"date", "sent", "дата", "отправлено", "日時", "送信日時"})
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|отв|на)\s*[:：]\s*)+", re.IGNORECASE)
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_SIGNATURE = re.compile(r"^--\s*$")  # RFC 3676, section 4.3, whose last space is often lost


@dataclass(frozen=True, slots=True)
class Mail:
    """What a pasted mail holds.

    Attributes:
        lines: the text, unquoted.
        subject: without "Re:" and "Fwd:".
        sent: the day of its RFC 5322 date, in the sender's time zone.
    """

    lines: list[str] = field(default_factory=list)
    subject: str | None = None
    sent: date | None = None


def open_mail(lines: Sequence[str]) -> Mail:
    """Return the text of a mail; that of a text which is none comes back as it is."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    last, fields = first, {}
    while last < len(lines) and (header := _HEADER.match(lines[last])):
        fields[header["name"].casefold()] = header["value"].strip()
        last += 1
    is_mail = last - first >= MIN_HEADERS
    body = _unquoted(lines[last:] if is_mail else lines)
    if is_mail:
        body = _without_signature(body)
    elif len(body) == len(lines):
        return Mail(body)
    subject = next((value for name, value in fields.items() if name in _SUBJECTS), "") if is_mail else ""
    sent = next((value for name, value in fields.items() if name in _DATES), "") if is_mail else ""
    return Mail(body, clean_line(_FORWARDED.sub("", subject)), _day(sent))


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Take the marks away; where most lines are quoted, the few around them are the forwarder's."""
    quoted = sum(1 for line in lines if _QUOTE.match(line))
    written = sum(1 for line in lines if line.strip())
    if quoted and quoted >= QUOTED_SHARE * written:
        return [_QUOTE.sub("", line) if _QUOTE.match(line) else "" for line in lines if _keeps(line)]
    return list(lines)


def _keeps(line: str) -> bool:
    return bool(_QUOTE.match(line)) or not line.strip()


def _without_signature(lines: list[str]) -> list[str]:
    end = next((number for number, line in enumerate(lines) if _SIGNATURE.match(line)), len(lines))
    return lines[:end]


def _day(value: str) -> date | None:
    try:
        return valid_date(parsedate_to_datetime(value).date().isoformat())
    except (TypeError, ValueError):
        return None  # dates of mail programs in words of the user's language are read with the text
