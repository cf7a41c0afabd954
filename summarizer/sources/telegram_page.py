"""The web pages of Telegram: a channel's last posts, one post, or the card of whoever cannot be read.

Their markup is not documented; what is relied on are the names of classes that the widget for other sites has had since
2017. Everything else around them may change.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from summarizer.errors import SourceError
from summarizer.sources.address import MAX_SHOWN_LENGTH
from summarizer.sources.feed_text import INVISIBLE
from summarizer.sources.metadata import clean_line
from summarizer.sources.telegram_address import HOST, HOSTS, post_address, telegram_link

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PageKind = Literal["channel", "post", "error", "card"]

MAX_POSTS = 50
"""Of one page that are read, the latest; Telegram shows twenty."""
MAX_POST_CHARACTERS = 10_000
"""Of one post's text that are read; Telegram's longest have 4,096."""
SIGNATURE_POSTS = 3
"""Posts of one page that end in the same line, from which on it is the channel's signature and no news."""
MAX_SIGNATURE_LINES = 3
_POST_ID = re.compile(r"[A-Za-z]\w{3,31}/[0-9]{1,12}", re.ASCII)
_OWN_WORDS = re.compile(r"https?://\S+|[\W_]+")
_ADVERTISEMENT = re.compile(r"\berid\s*[:=]\s*\w{5,}|[?&]erid=\w{5,}", re.IGNORECASE)
"""The token that Russian law (38-FZ, article 18.1) wants on every advertisement on the internet."""
_BLOCKS = frozenset({"blockquote", "div", "li", "p", "pre", "tr"})
_NO_TEXT = frozenset({"script", "style", "template"})
_MARK = "tgme_"
_WIDGET_BODY = "widget_frame"


class ChannelNotReadable(SourceError):
    """A link into Telegram that is no public channel with a web preview. Field: ``source``."""

    code = "channel_not_readable"


@dataclass(frozen=True, slots=True)
class Post:
    """A post that has words.

    Attributes:
        id: ``channel/number``.
        lines: of its text, without the addresses and links to channels that end it; at least one.
        moment: when it was published, in UTC, or None.
        forwarded_from: name of whom it was taken over from, or None.
    """

    id: str
    lines: tuple[str, ...]
    moment: datetime | None
    forwarded_from: str | None

    @property
    def url(self) -> str:
        """Its address for people."""
        return post_address(self.id)


@dataclass(frozen=True, slots=True)
class TelegramPage:
    """What a page of Telegram shows.

    Attributes:
        kind: a channel with its last posts; one post; the word that there is no such post; or a card of a person, bot,
            group or private channel.
        title: name of the channel, or None.
        url: of the channel, or None.
        posts: those with words, in the page's order.
    """

    kind: PageKind
    title: str | None
    url: str | None
    posts: tuple[Post, ...]


def may_be_telegram(text: str) -> bool:
    """Tell pages that are certainly none, without parsing them."""
    return _MARK in text


def read_telegram(tree: "HtmlElement", url: str | None) -> TelegramPage | None:
    """Read a page of Telegram; None for those of other sites, though they may show posts of it.

    Args:
        tree: of the page.
        url: where it was fetched from, or None.
    """
    nodes: dict[str, list[HtmlElement]] = {}
    for node in tree.xpath(".//*[contains(@class, $mark)]", mark=_MARK):
        for name in _classes(node):
            nodes.setdefault(name, []).append(node)
    kind = _kind(tree, url, nodes)
    if kind is None:
        return None
    messages = nodes.get("tgme_widget_message", [])[-MAX_POSTS:]
    posts = [post for message in messages if (post := _post(message)) is not None]
    if kind == "channel":
        posts = _without_signatures(posts)
    return TelegramPage(kind, _title(tree, nodes, kind), _channel_url(messages, url), tuple(posts))


def not_readable(source: str, detail: str) -> ChannelNotReadable:
    """Make the error; ``source`` is cut to what can be shown."""
    return ChannelNotReadable(detail, source=source[:MAX_SHOWN_LENGTH] or "—")


def _kind(tree: "HtmlElement", url: str | None, nodes: "dict[str, list[HtmlElement]]") -> PageKind | None:
    if "tgme_channel_history" in nodes:
        return "channel"
    bodies = list(tree.iter("body"))
    is_widget = any(name.startswith(_WIDGET_BODY) for body in bodies for name in _classes(body))
    if is_widget or (url is not None and telegram_link(url) is not None):
        if messages := nodes.get("tgme_widget_message"):
            return "post" if len(messages) == 1 else "channel"
        if "tgme_widget_message_error" in nodes:
            return "error"
    return "card" if "tgme_page" in nodes else None


def _title(tree: "HtmlElement", nodes: "dict[str, list[HtmlElement]]", kind: PageKind) -> str | None:
    named = ("tgme_channel_info_header_title", "tgme_page_title", "tgme_widget_message_owner_name")
    for node in (nodes[name][0] for name in named if name in nodes):
        if title := clean_line("".join(node.itertext())):
            return title
    if kind in ("post", "error"):
        return None
    metas = (meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:title")
    return next((title for content in metas if (title := clean_line(content))), None)


def _channel_url(messages: "list[HtmlElement]", url: str | None) -> str | None:
    own = next((name for message in messages if (name := message.get("data-post", "").partition("/")[0])), None)
    link = telegram_link(url) if url else None
    name = own or (link.channel if link else None)
    return post_address(name) if name else None


def _post(message: "HtmlElement") -> Post | None:
    """Return a message as a post; None for one without words, one of the service, and advertisements."""
    post_id, classes = message.get("data-post", ""), _classes(message)
    if not _POST_ID.fullmatch(post_id) or "service_message" in classes or any("sponsored" in c for c in classes):
        return None
    lines = _text(message)
    if not any(_OWN_WORDS.sub("", line) for line in lines):
        lines = _of_preview(message)
    if not lines or _is_advertisement(message, lines):
        return None
    return Post(post_id, tuple(lines), _moment(message), _forwarded_from(message))


def _text(message: "HtmlElement") -> list[str]:
    """Return the lines of a post's text: not those of the post that it answers, nor a poll's."""
    lines: list[_Line] = []
    taken: set[HtmlElement] = set()
    for node in _of_class(message, "tgme_widget_message_text"):
        around = list(node.iterancestors())
        inside = {name for other in around[: around.index(message)] for name in _classes(other)}
        if taken.isdisjoint(around) and not inside & {"tgme_widget_message_reply", "tgme_widget_message_poll"}:
            taken.add(node)
            lines += _lines(node)
    while lines and lines[-1].says_nothing:
        lines.pop()
    return [line.text for line in lines]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    says_nothing: bool
    """Whether it is only addresses, links to channels, hashtags (which are links too) and ornaments."""


def _lines(root: "HtmlElement") -> list[_Line]:
    from lxml import etree

    found: list[_Line] = []
    pieces: list[tuple[str, bool]] = []

    def end() -> None:
        text = clean_line("".join(piece for piece, _ in pieces))
        if text:
            own = "".join(piece for piece, linked in pieces if not linked)
            found.append(_Line(text, not _OWN_WORDS.sub("", own)))
        pieces.clear()

    links, hidden, left = 0, 0, MAX_POST_CHARACTERS
    for event, node in etree.iterwalk(root, events=("start", "end")):
        step = 1 if event == "start" else -1
        if (node.tag == "br" and event == "start") or node.tag in _BLOCKS:
            end()
        hidden += step * (node.tag in _NO_TEXT)
        links += step * (node.tag == "a" and _is_of_telegram(node.get("href", "")))
        piece = node.text if event == "start" else node.tail
        if piece and not hidden and isinstance(node.tag, str) and not (event == "end" and node is root):
            pieces.append((piece.translate(INVISIBLE).replace("\n", " "), links > 0))
            left -= len(piece)
        if left < 0:
            break
    end()
    return found


def _is_of_telegram(href: str) -> bool:
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return False
    return href.startswith("?") or host in HOSTS or host.endswith(f".{HOST}")


def _of_preview(message: "HtmlElement") -> list[str]:
    """Return title and description of the page that a post shows, where its own words are nothing but the address."""
    for preview in _of_class(message, "tgme_widget_message_link_preview"):
        parts = ("link_preview_title", "link_preview_description")
        nodes = [node for name in parts for node in _of_class(preview, name)]
        return [line.text for node in nodes for line in _lines(node)]
    return []


def _is_advertisement(message: "HtmlElement", lines: list[str]) -> bool:
    links = (link.get("href", "") for link in message.iter("a"))
    return any(_ADVERTISEMENT.search(text) for text in (*lines, *links))


def _moment(message: "HtmlElement") -> datetime | None:
    dated = [time for node in _of_class(message, "tgme_widget_message_date") for time in node.iter("time")]
    for time in [*dated, *message.iter("time")]:
        try:
            moment = datetime.fromisoformat((time.get("datetime") or "").strip())
            return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).astimezone(UTC)
        except (ValueError, OverflowError):
            continue  # the length of a video is in such an element too
    return None


def _forwarded_from(message: "HtmlElement") -> str | None:
    names = (clean_line("".join(n.itertext())) for n in _of_class(message, "tgme_widget_message_forwarded_from_name"))
    return next((name for name in names if name), None)


def _without_signatures(posts: list[Post]) -> list[Post]:
    """Drop the last lines that several posts of a channel have in common, unless a post has nothing else."""
    for _ in range(MAX_SIGNATURE_LINES):
        last = Counter(post.lines[-1] for post in posts if len(post.lines) > 1)
        posts = [
            replace(post, lines=post.lines[:-1])
            if last[post.lines[-1]] >= SIGNATURE_POSTS and len(post.lines) > 1
            else post
            for post in posts
        ]
    return posts


def _of_class(root: "HtmlElement", name: str) -> "list[HtmlElement]":
    return [node for node in root.xpath(".//*[contains(@class, $name)]", name=name) if name in _classes(node)]


def _classes(node: "HtmlElement") -> list[str]:
    return (node.get("class") or "").split()
