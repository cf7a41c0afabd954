"""Addresses of Telegram's public channels, and the pages on the web on which their posts can be read.

``t.me/<channel>`` only shows a card with a button that opens the app. The texts stand at ``t.me/s/<channel>``, the
last posts of a channel, and at ``t.me/<channel>/<number>?embed=1``, one post as other sites show it
(https://core.telegram.org/widgets/post). Names: https://core.telegram.org/api/links.
"""

import re
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import parse_qs, urlsplit

HOST = "t.me"
HOSTS = frozenset({HOST, "telegram.me", "telegram.dog"})
_USERNAME = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,12}")
_NO_CHANNELS = frozenset(
    {
        *("addemoji", "addlist", "addstickers", "addtheme", "auction", "boost", "call", "confirmphone", "contact"),
        *("giftcode", "invoice", "joinchat", "login", "newbot", "proxy", "setlanguage", "share", "socks"),
        *("stickerset", "stories"),
    }
)
"""First parts of paths that mean something else, at least as long as a name of a channel."""
_PASSING = frozenset({"iv", "share", "share/url"})
"""Paths of links that carry the address of a page."""
_SCHEMES = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TelegramLink:
    """Where a link into a channel leads: the channel's name, as written, and the number of a post, or None."""

    channel: str
    post: int | None


def telegram_link(url: str) -> TelegramLink | None:
    """Read a link into a public channel or group; None for all other addresses.

    Args:
        url: such as ``https://t.me/name``, ``t.me/s/name/5``, ``https://name.t.me``; the scheme may be missing.
    """
    try:
        parts = urlsplit("https://" + _SCHEMES.sub("", url.strip(), count=1))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    name, _, base = host.partition(".")
    path = [part for part in parts.path.split("/") if part]
    if base in HOSTS:
        path = [name, *path]
    elif host not in HOSTS:
        return None
    elif path[:1] == ["s"]:
        path = path[1:]
    if not path or not _USERNAME.fullmatch(path[0]) or path[0].lower() in _NO_CHANNELS:
        return None
    # In a group with topics the number of the topic comes before that of the post.
    numbers = list(takewhile(_NUMBER.fullmatch, path[1:3]))
    return TelegramLink(path[0], int(numbers[-1]) if numbers else None)


def feed_page(url: str) -> str | None:
    """Return the page of a channel's last posts for a link into it; None for all other addresses."""
    link = telegram_link(url)
    return f"https://{HOST}/s/{link.channel}" if link is not None else None


def text_page(url: str) -> str | None:
    """Return the page on which what a link of Telegram shows can be read, or None for all other addresses.

    That is one post; a channel's last posts; or the page of another site that Telegram shows in its instant view, or
    offers to share.
    """
    link = telegram_link(url)
    if link is None:
        return _passed_on(url)
    if link.post is None:
        return feed_page(url)
    return f"https://{HOST}/{link.channel}/{link.post}?embed=1&mode=tme"


def post_address(post: str) -> str:
    """Return the address of a post, given as ``channel/number``."""
    return f"https://{HOST}/{post}"


def _passed_on(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        if parts.hostname not in HOSTS or parts.path.strip("/") not in _PASSING:
            return None
        shown = parse_qs(parts.query).get("url", [""])[0]
    except ValueError:
        return None
    return shown if shown.startswith(("https://", "http://")) else None
