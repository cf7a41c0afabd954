"""Texts, links and dates of feeds made safe: plain words, absolute http(s) addresses."""

import html
import re
import unicodedata
from urllib.parse import urljoin, urlsplit

from summarizer.sources.feeds import MAX_URL_CHARACTERS

MAX_MARKUP_CHARACTERS = 100_000
"""Of one text with its markup; what comes after is not looked at."""
MAX_LINKS_CHARACTERS = 5_000
"""From the start of a text, of which the links are counted."""
LINK_SHARE = 0.6
"""Of a text's characters in links, from which on they are not links in a text; in news they have under a third."""
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>|&nbsp;")
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_ESCAPED_MARKUP = re.compile(
    r"</(?:p|a|b|i|em|strong|div|span|li|ul|h[1-6])>|<(?:br|img|p|a)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
"""Tags of running text; names of elements in a text about HTML are rarely these, with all their brackets."""
_ESCAPED_CHARACTER = re.compile(
    r"&(?:amp|quot|apos|nbsp|[lr]aquo|[lr]dquo|[mn]dash|hellip|#\d{2,5}|#x[\da-fA-F]{2,5});"
)
_DROPPED = "script|style|template|iframe|object|noscript|svg|figcaption"
_BLOCK_ENDS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|p|div|li)\b", re.IGNORECASE)
_HOST = re.compile(r"(?:https?:)?//[^/?#\s]*(?=[/?#])|", re.IGNORECASE)
INVISIBLE = dict.fromkeys((0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF))
"""Characters without width, for ``str.translate``: soft hyphens, which part words, and what hides links."""
_CONTROLS = {code: " " for code in range(0x20) if code != ord("\n")} | INVISIBLE


def plain(text: object, limit: int) -> str:
    """Return the words of a text that may be HTML, on one line, at most ``limit`` characters."""
    if not isinstance(text, str):
        return ""
    text = text[:MAX_MARKUP_CHARACTERS]
    if _MARKUP.search(text):
        text = _without_markup(text)
    text = html.unescape(text)
    if _ESCAPED_MARKUP.search(text):  # escaped once too often, as below
        text = html.unescape(_without_markup(text))
    text = _ESCAPED_CHARACTER.sub(lambda escaped: html.unescape(escaped[0]), text)
    text = text.translate(_CONTROLS)
    text = " ".join("".join(c for c in text if unicodedata.category(c) not in ("Cs", "Cc") or c == "\n").split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def is_of_links(text: str) -> bool:
    """Say whether HTML is little but links: a list of other headlines, of comments, of buttons."""
    start = text[:MAX_LINKS_CHARACTERS]
    if "</a>" not in start.lower():
        return False
    linked = "".join(_TAG.sub("", link) for link in _LINK.findall(start))
    return len("".join(linked.split())) >= LINK_SHARE * len("".join(_TAG.sub("", start).split()))


def _without_markup(text: str) -> str:
    from lxml.etree import ParserError, strip_elements

    from summarizer.sources.parse import parse_html

    spaced = _BLOCK_ENDS.sub(lambda match: " " + match[0], text)
    try:
        tree = parse_html(spaced)
    except ParserError:
        return ""
    if tree is None:
        return ""
    strip_elements(tree, *_DROPPED.split("|"), with_tail=False)
    return str(tree.text_content())


def web_address(link: object, base: str) -> str | None:
    """Return a link as an absolute http(s) address, or None if it is none."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        url = urljoin(base, _without_spaces(link.strip()))
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    sound = parts.scheme in ("http", "https") and parts.hostname and port != 0 and len(url) <= MAX_URL_CHARACTERS
    return url if sound and not re.search(r"[\s<>\"\\]", url) else None


def _without_spaces(link: str) -> str:
    """Write the spaces of a path as browsers do (URL Standard, path percent-encode set); those of a host stay."""
    host = _HOST.match(link)
    after = host.end() if host else 0
    return link[:after] + link[after:].replace(" ", "%20") if after or link.startswith("/") else link


def language_code(tag: object) -> str | None:
    """Return the primary subtag of a language tag (RFC 5646) if it has two letters, lower case."""
    match = re.match(r"\s*([a-zA-Z]{2})(?:[-_]|\s*$)", tag) if isinstance(tag, str) else None
    return match[1].lower() if match else None
