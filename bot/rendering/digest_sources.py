"""What came of adding sources to a digest, in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from bot.i18n import Translator, translator
from bot.rendering.digest import MAX_FEED_CHARACTERS, too_many_feeds
from bot.rendering.harmless import shortened
from bot.rendering.spans import Block, MessageText, Span, paragraph
from bot.rendering.splitting import single
from summarizer.article import Language

MAX_REASON_CHARACTERS = 300
"""Of one address of ten: all of them fit into one message."""
MAX_SENTENCE_CHARACTERS = 600
_ENCODED = re.compile(r"\bxn--[a-z0-9-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that was to be a source.

    Attributes:
        name: title of the feed, or the address where none was found.
        outcome: what came of it.
        reason: a sentence for people, if it failed.
    """

    name: str
    outcome: Literal["added", "present", "full", "failed"]
    reason: str = ""


def checking(urls: Sequence[str], language: Language) -> MessageText:
    """Return what stands in the place of the answer while addresses are asked for their feeds."""
    t = translator(language)
    first = shown_address(urls[0])
    more = f" +{len(urls) - 1}" if len(urls) > 1 else ""
    return single([paragraph("⏳ " + t.gettext("Checking {feed} …", feed=first + more))])


def sources_tried(tried: Sequence[Tried], left_out: int, most: int, language: Language) -> MessageText:
    """Return what came of some addresses.

    Args:
        tried: each of them, at least one.
        left_out: addresses of the same message that were not looked at.
        most: feeds that a digest may have.
        language: of the words.
    """
    t = translator(language)
    blocks = list(_alone(tried[0], most, t) if len(tried) == 1 else _several(tried, most, t))
    if left_out:
        words = t.ngettext(
            "{number} more address was left out: a message can have {most}.",
            "{number} more addresses were left out: a message can have {most}.",
            left_out,
            most=len(tried),
        )
        blocks.append(paragraph(words))
    return single(blocks)


def shown_address(url: str) -> str:
    """Return an address as people read it: without scheme, its host and path in their own script."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return shortened(url, MAX_FEED_CHARACTERS)
    shown = f"{_in_its_script(host)}{port}{unquote(parts.path)}".removeprefix("www.").rstrip("/")
    shown += f"?{unquote(parts.query)}" if parts.query else ""
    return shortened(shown or url, MAX_FEED_CHARACTERS)


def _alone(one: Tried, most: int, t: Translator) -> Iterator[Block]:
    name = shortened(one.name, MAX_FEED_CHARACTERS)
    match one.outcome:
        case "added":
            yield paragraph("✅ " + t.gettext("Added to the digest: {feed}", feed=name))
        case "present":
            yield paragraph(t.gettext("Already in the digest: {feed}", feed=name))
        case "full":
            yield paragraph("⚠️ " + too_many_feeds(most, t.language).plain)
        case "failed":
            yield paragraph("⚠️ " + shortened(_in_its_script(one.reason), MAX_SENTENCE_CHARACTERS))


def _several(tried: Sequence[Tried], most: int, t: Translator) -> Iterator[Block]:
    for one in tried:
        match one.outcome:
            case "added":
                yield _line("✅", shortened(one.name, MAX_FEED_CHARACTERS), "")
            case "present":
                yield _line("•", shortened(one.name, MAX_FEED_CHARACTERS), t.gettext("already in the digest"))
            case "full":
                yield _line("⚠️", shortened(one.name, MAX_FEED_CHARACTERS), t.gettext("no more room"))
            case "failed":
                yield _line("⚠️", shown_address(one.name), shortened(_in_its_script(one.reason), MAX_REASON_CHARACTERS))
    if any(one.outcome == "full" for one in tried):
        yield paragraph(too_many_feeds(most, t.language).plain)


def _in_its_script(text: str) -> str:
    """Return a text with the labels of its hosts as people write them: «пример» for ``xn--e1afmkfd``."""
    return _ENCODED.sub(_decoded, text)


def _decoded(label: re.Match[str]) -> str:
    try:
        return label[0].encode("ascii").decode("idna")
    except UnicodeError:
        return label[0]


def _line(sign: str, name: str, remark: str) -> Block:
    behind = [Span(f" — {remark}")] if remark else []
    return Block((Span(f"{sign} "), Span(name, bold=True), *behind))
