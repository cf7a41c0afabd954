"""Addresses of sources as people write them, and which of them are one: ``www.Example.com/`` and ``http://example.com``."""

import re
import unicodedata
from urllib.parse import urlsplit

from summarizer.sources.telegram_address import telegram_link

MAX_AT_ONCE = 10
"""Addresses taken of one message: each is asked for at once, while somebody waits."""
_PARTED = re.compile(r"[\s、，]+")
_AROUND = "<>()[]{}«»“”„\"'「」『』,;!?.…。"
_SCHEME = re.compile(r"(?:feed|rss|podcast|itpc):(?://)?(?=\S)", re.IGNORECASE)
"""By which pages hand a feed to a reader: ``feed://example.com/rss`` and ``feed:https://example.com/rss``."""
_WEB = re.compile(r"https?://\S", re.IGNORECASE)
_QUAD_DOTS = 3
_DOTS = re.compile(r"[.．。｡]")
"""Those that an internationalised host may have between its labels (UTS 46)."""


def addresses_in(text: str) -> list[str]:
    """Return the addresses that a text consists of, each once; none if there is anything else in it.

    Args:
        text: addresses with or without ``https://``, or public channels of Telegram by ``@name``.
    """
    words = [word for part in _PARTED.split(text) if (word := part.strip(_AROUND))]
    found = [address_of(word) for word in words]
    return list(dict.fromkeys(url for url in found if url)) if all(found) else []


def address_of(word: str) -> str | None:
    """Return a word as a web address, or None if it does not look like one."""
    word = _SCHEME.sub("", word, count=1)
    if _WEB.match(word):
        return word
    if word.startswith("@"):
        channel = channel_address(word[1:])
        return channel if telegram_link(channel) is not None and "/" not in word else None
    host, slash, rest = word.partition("/")
    host = _DOTS.sub(".", unicodedata.normalize("NFKC", host))
    labels = host.partition(":")[0].split(".")
    sound = len(labels) > 1 and all(labels) and "@" not in host
    is_name = re.search(r"[^\W\d_]", labels[-1]) is not None
    return f"https://{host}{slash}{rest}" if sound and (is_name or len(labels) > _QUAD_DOTS) else None


def channel_address(username: str) -> str:
    """Return the address of a public channel of Telegram."""
    return f"https://t.me/{username}"


def address_key(url: str) -> str:
    """Return what addresses have in common that lead to one feed, whatever their scheme, ``www.`` and last slash."""
    link = telegram_link(url)
    if link is not None:
        return channel_address(link.channel.lower()).removeprefix("https://")
    try:
        parts = urlsplit(url.strip())
        host, port = _ascii((parts.hostname or "").removesuffix(".")), parts.port
    except ValueError:
        return url
    shown = f":{port}" if port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host.removeprefix('www.')}{shown}{parts.path.rstrip('/')}{query}"


def host_of(url: str) -> str:
    """Return the host of an address, without ``www.``; empty if it has none."""
    return address_key(url).partition("/")[0].partition("?")[0]


def _ascii(host: str) -> str:
    import idna

    try:
        return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host
