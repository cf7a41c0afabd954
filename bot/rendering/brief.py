"""A stored brief (docs/brief-schema.md, as plain values) as messages: the brief itself, and the evidence behind it.

All words are in the brief's language; headline and points are in their own where no engine translated them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from bot.i18n import Translator, translator
from bot.rendering.harmless import harmless, is_blank
from bot.rendering.notices import notice_lines
from bot.rendering.spans import Block, MessageText, Span, heading, paragraph, web_link
from bot.rendering.splitting import parts
from summarizer.article import Language

BULLET = "• "
GUESSED = "≈"
WARNING = "⚠️ "
MAX_ROWS = 12
"""Rows of one section of the card: what a phone shows on about one screen. How many more there are is said."""

BriefJson = Mapping[str, Any]
"""``Brief.to_json()``, or what was stored of it."""


def render_brief(brief: BriefJson, sentences: Sequence[str] | None = None) -> list[MessageText]:
    """Return a brief as the parts of a message, headline first; at least one.

    Args:
        brief: as stored.
        sentences: the article's sentences, to quote under each point what it rests on; None for no evidence.
    """
    t = translator(brief["language"])
    blocks = [*_head(brief), *(_point(point, sentences, brief) for point in brief["points"])]
    return parts([*blocks, *_card(brief, t), *_notices(brief, t)])


def render_evidence(brief: BriefJson, sentences: Sequence[str]) -> list[MessageText]:
    """Return the key points, each with the article's sentences that it rests on; at least one part.

    Args:
        brief: as stored.
        sentences: of the article, in order.
    """
    t = translator(brief["language"])
    shown = [_point(point, sentences, brief) for point in brief["points"]]
    if not shown:
        return parts([paragraph(t.gettext("This brief has no key points, so there is no evidence to show."))])
    return parts([heading(t.gettext("What the key points rest on")), *shown])


def _head(brief: BriefJson) -> Iterator[Block]:
    source = brief["source"]
    headline = harmless(brief["headline"] or source.get("title") or "")
    if is_blank(headline):
        headline = translator(brief["language"]).gettext("No title")
    yield Block((Span(headline, bold=True, link=web_link(source.get("url"))),))
    origin = " · ".join(part for part in (_site(source), _published(source, brief["language"])) if part)
    if origin:
        yield Block((Span(origin, italic=True),))


def _site(source: Mapping[str, Any]) -> str:
    if source.get("site"):
        return harmless(source["site"])
    url = web_link(source.get("url"))
    return harmless((urlsplit(url).hostname or "").removeprefix("www.")) if url else ""


def _published(source: Mapping[str, Any], language: Language) -> str:
    from summarizer.facts.dates import format_date, is_edtf_level0

    published = source.get("published") or ""
    return format_date(published, language) if is_edtf_level0(published) else ""


def _point(point: Mapping[str, Any], sentences: Sequence[str] | None, brief: BriefJson) -> Block:
    spans = [Span(BULLET + harmless(point["text"]))]
    for warning in point.get("warnings", ()):
        spans += [Span("\n"), Span(WARNING + harmless(warning), italic=True)]
    evidence = _evidence(point, sentences, brief["source"]["language"]) if sentences is not None else ""
    if not is_blank(evidence):
        spans += [Span("\n"), Span(evidence, quote=True)]
    return Block(tuple(spans), "\n\n")


def _evidence(point: Mapping[str, Any], sentences: Sequence[str], language: Language) -> str:
    """Return the source sentences: neighbours as running text, a new line where something is left out between."""
    numbers = [n for n in point["sentences"] if 0 <= n < len(sentences)]
    if not numbers:
        return harmless(point.get("source_text") or "")
    text, space = harmless(sentences[numbers[0]]), "" if language == "ja" else " "
    for before, number in pairwise(numbers):
        text += (space if number == before + 1 else "\n") + harmless(sentences[number])
    return text


def _card(brief: BriefJson, t: Translator) -> Iterator[Block]:
    facts = brief["facts"]
    sections = (
        (t.gettext("People"), (person_line(person, t) for person in facts["people"])),
        (t.gettext("Agreements"), (agreement_line(agreement, t) for agreement in facts["agreements"])),
        (t.gettext("Visits, talks, events"), (harmless(event["text"]) for event in facts["events"])),
    )
    for title, rows in sections:
        yield from _section(title, rows, t)


def _section(title: str, rows: Iterable[str], t: Translator) -> Iterator[Block]:
    texts = [row for row in rows if not is_blank(row)]
    for number, row in enumerate(texts[:MAX_ROWS]):
        line = Span(BULLET + row)
        yield Block((Span(title, bold=True), Span("\n"), line), "\n\n") if number == 0 else Block((line,))
    left = len(texts) - MAX_ROWS
    if left > 0:
        yield Block((Span(t.ngettext("… and {number} more", "… and {number} more", left), italic=True),))


def person_line(person: Mapping[str, Any], t: Translator) -> str:
    """Return somebody with their office, as the language puts it; a name that was guessed is marked."""
    name = harmless(person["name"])
    if t.language in person.get("guessed", ()):
        name += f" {GUESSED}"
    role = harmless(person.get("role") or "")
    if not role:
        return name
    return f"{role} {name}" if t.language == "ja" else f"{name} — {role}"


def agreement_line(agreement: Mapping[str, Any], t: Translator) -> str:
    """Return an agreement with its parties and how it stands."""
    name = harmless(agreement["name"])
    text = name[:1].upper() + name[1:]
    parties = [_country(code, t.language) for code in agreement.get("parties", ())]
    status = harmless(agreement.get("status_text") or "")
    if t.language == "ja":
        return text + (f"（{'、'.join(parties)}）" if parties else "") + (f"：{status}" if status else "")
    return text + (f" ({', '.join(parties)})" if parties else "") + (f" — {status}" if status else "")


def _country(code: str, language: Language) -> str:
    from summarizer.facts.place_names import country_name

    try:
        return country_name(code, language)
    except KeyError:  # stored by an engine that knows more countries than this one
        return harmless(code)


def _notices(brief: BriefJson, t: Translator) -> Iterator[Block]:
    for number, line in enumerate(notice_lines(brief, t)):
        yield Block((Span(line, italic=True),), "\n" if number else "\n\n")
