"""Telegram's public channels as feeds, and their posts as articles."""

from typing import TYPE_CHECKING

from summarizer.article import Document
from summarizer.errors import IsAFeed, NotAnArticle
from summarizer.sources.feeds import (
    MAX_HEADLINE_CHARACTERS,
    MAX_SUMMARY_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    MIN_HEADLINE_CHARACTERS,
    Feed,
    FeedEntry,
)
from summarizer.sources.parse import parse_html
from summarizer.sources.telegram_page import Post, may_be_telegram, not_readable, read_telegram

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_channel(text: str, source: str) -> Feed | None:
    """Read the page of a channel's last posts as a feed, the newest first.

    Args:
        text: of the page, decoded.
        source: where it came from, or empty.

    Returns:
        The feed, or None if it is no page of Telegram.

    Raises:
        ChannelNotReadable: a page of Telegram that shows no posts: of a person, a group, a private channel.
    """
    tree = parse_html(text) if may_be_telegram(text) else None
    page = read_telegram(tree, source or None) if tree is not None else None
    if page is None:
        return None
    if page.kind != "channel":
        raise not_readable(page.url or source, f"a page of the kind {page.kind!r}")
    title = (page.title or "")[:MAX_TITLE_CHARACTERS]
    return Feed(title, page.url, None, tuple(_entry(post) for post in reversed(page.posts)), "telegram")


def extract_telegram(tree: "HtmlElement", url: str | None) -> Document | None:
    """Return the post that a page of Telegram shows; None if it is no page of Telegram.

    Raises:
        IsAFeed: it shows the posts of a channel.
        ChannelNotReadable: it shows whom one can write to, and no text.
        NotAnArticle: there is no such post, or it has no words.
    """
    page = read_telegram(tree, url)
    if page is None:
        return None
    if page.kind == "channel":
        raise IsAFeed(page.url or url or "—", "posts of a channel")
    if page.kind == "card":
        raise not_readable(page.url or url or "", "a card without posts")
    if not page.posts:
        raise NotAnArticle("error_page" if page.kind == "error" else "empty", f"a page of the kind {page.kind!r}")
    (post,) = page.posts
    return Document(
        text="\n".join(post.lines),
        site=page.title,
        author=post.forwarded_from,
        published_at=post.moment,
        url=post.url,
        pasted=True,
    )


def _entry(post: Post) -> FeedEntry:
    """Return a post as an entry; its first line is the title where it is short enough for one."""
    lines = list(post.lines)
    while len(lines) > 1 and len(lines[0]) < MIN_HEADLINE_CHARACTERS:
        lines[:2] = [f"{lines[0]} {lines[1]}"]
    title = lines.pop(0) if len(lines[0]) <= MAX_HEADLINE_CHARACTERS else ""
    return FeedEntry(
        id=post.id,
        url=post.url,
        title=title,
        summary=" ".join(lines)[:MAX_SUMMARY_CHARACTERS],
        published=post.moment,
        author=post.forwarded_from,
    )
