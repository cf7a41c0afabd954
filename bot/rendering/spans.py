"""Text with style, as values: a span has one style, a block stays together, a message text is both twins of a part.

HTML is written from spans at the very end, each span in its own tags: nothing is escaped twice or forgotten, tags are
balanced whatever is cut where, and the plain twin is the same words. Rules: https://core.telegram.org/bots/api#html-style
"""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter
from urllib.parse import urlsplit

MAX_LINK_BYTES = 2048
"""Longest address that is made a link, in UTF-8. Browsers go further, but Telegram takes 32,768 bytes of markup, and a
part of 4,096 characters that must all be escaped already fills 20,480 of them."""
_NOT_IN_LINKS = frozenset('"<>')
"""Never part of a URI (RFC 3986, appendix C)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style.

    Attributes:
        text: harmless, not escaped.
        bold, italic, code: styles. Code excludes the others, by Telegram's rules.
        link: address that it opens, or None.
        quote: stands in an expandable block quotation. Such a span is a paragraph of its own.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str | None = None
    quote: bool = False

    @property
    def entities(self) -> int:
        """How many message entities it becomes."""
        return sum((self.bold, self.italic, self.code, self.link is not None, self.quote))

    def html(self) -> str:
        """Return it in Telegram's HTML."""
        out = escape(self.text)
        for name, wanted in (("code", self.code), ("i", self.italic), ("b", self.bold)):
            out = f"<{name}>{out}</{name}>" if wanted else out
        out = f'<a href="{escape(self.link)}">{out}</a>' if self.link else out
        return f"<blockquote expandable>{out}</blockquote>" if self.quote else out


@dataclass(frozen=True, slots=True)
class Block:
    """What is not torn apart where it fits into one part: a point with its quotation, a heading with its first row.

    Attributes:
        spans: in order.
        gap: line breaks that part it from the block before.
    """

    spans: tuple[Span, ...]
    gap: str = "\n"

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class MessageText:
    """One part of an answer: ``html`` for parse mode HTML, ``plain`` with the same words for when that is refused."""

    html: str
    plain: str


def escape(text: str) -> str:
    """Return text with the characters escaped that have a meaning in Telegram's HTML; links hold no quotation marks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, as Telegram counts: 2 for a character beyond the basic plane."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def paragraph(text: str, gap: str = "\n\n") -> Block:
    """Return plain text as a block."""
    return Block((Span(text),), gap)


def heading(text: str) -> Block:
    """Return a heading as a block with an empty line before it."""
    return Block((Span(text, bold=True),), "\n\n")


def filled(message: str, **fields: Span) -> tuple[Span, ...]:
    """Return a catalogue's message with spans in the places of its ``{names}``.

    Args:
        message: translated, with its fields open.
        fields: a span for every name.
    """
    spans: list[Span] = []
    for text, name, _, _ in Formatter().parse(message):
        spans += [Span(text)] if text else []
        spans += [fields[name]] if name else []
    return tuple(spans)


def labelled(name: str, value: str, form: str) -> Block:
    """Return a line such as ``Time zone: Tokyo``, the value in bold.

    Args:
        name: what it is about.
        value: what is said of it.
        form: how the language joins them, a message with the fields ``{name}`` and ``{value}``.
    """
    return Block(filled(form, name=Span(name), value=Span(value, bold=True)))


def web_link(url: str | None) -> str | None:
    """Return an address if it can be made a link: http or https with a host, printable, not too long. Else None."""
    if not url or not url.isprintable() or any(c.isspace() or c in _NOT_IN_LINKS for c in url):
        return None
    if len(url.encode()) > MAX_LINK_BYTES:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def written(spans: Iterable[Span]) -> MessageText:
    """Return both twins of a sequence of spans."""
    spans = tuple(spans)
    return MessageText("".join(span.html() for span in spans), "".join(span.text for span in spans))
